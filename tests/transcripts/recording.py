"""Conversations written down so that programme staff can read them, and replayed word for word.

A transcript is a text file. Lines at the margin are what people do; what is indented is what they then see.
Replaying does what is written at the margin, with the store closed and opened again between every two turns,
and compares everything. Recording writes the file anew.

    # What this conversation shows
    begins: joined                     (or: empty, a new partnership, ...)
    Danish side speaks da              (everybody speaks English unless it is said)

    Danish side says: ...
    Danish side taps: Done
    Danish side taps: Skip | a text    (in the message that holds the text, not in the newest one)
    Danish side sends: voice           (photo, document, sticker, location; album of 3 photos)
    Danish side forwards: ...
    Danish side writes: 4100 signs
    Danish side edits: the old words => the new ones
    Danish side answers: the rest      (with samples, up to "your answers")
    Danish side finishes: the topic    (the same, and Ready)
    22 days go by
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from bot.services.inputs import Input, Unusable
from bot.store.database import open_store
from conversations.sides import Side
from tests.stage import Shown, Somebody, Stage
from tests.transcripts import quick
from tests.transcripts.beginnings import BEGINNINGS, ROLES, SIDES

_ACT = re.compile(rf"({'|'.join(ROLES)}) (says|taps|sends|forwards|writes|edits|answers|finishes): ?(.*)")
_DAYS = re.compile(r"(\d+) days go by")
_ALBUM = re.compile(r"album of (\d+) photos")
_CODE = re.compile(r"(?<=start=)[0-9A-Z]{8}|\b[0-9A-Z]{4}-[0-9A-Z]{4}\b")


@dataclass
class Replay:
    """One transcript being played on a store that is opened anew for every turn."""

    url: str
    stage: Stage
    speaks: dict[str, str]
    codes: list[str] = field(default_factory=list)
    said: dict[tuple[str, str], int] = field(default_factory=dict)

    async def begin(self, how: str) -> None:
        code = await BEGINNINGS[how](self.stage, self.speaks)
        self.codes += [code] if code else []
        await self.stage.deliver()

    async def turn(self, line: str) -> list[str]:
        """Does what one line at the margin says, on a store just opened; returns what everybody saw."""
        self.stage.store = await open_store(self.url)
        try:
            await self._do(line)
        finally:
            await self.stage.store.close()
        return self.seen()

    async def _do(self, line: str) -> None:
        if days := _DAYS.fullmatch(line):
            self.stage.now += timedelta(days=int(days[1]))
            return
        act = _ACT.fullmatch(line)
        assert act, f"nobody can do this: {line!r}"
        role, does, what = act.groups()
        somebody = self.stage.person(ROLES[role], self.speaks.get(role, "en"))
        for number, code in enumerate(self.codes, 1):
            what = what.replace(f"{{code {number}}}", code)
        what = what.replace("\\n", "\n")
        match does:
            case "says" | "forwards":
                self.said[role, what] = self.stage.number
                await somebody.says(what, forwarded=does == "forwards", show=False)
            case "taps":
                label, _, beside = what.partition(" | ")
                await somebody.taps(label, on=_holding(somebody, beside) if beside else None, show=False)
            case "sends":
                await self._sends(somebody, what)
            case "writes":
                signs = int(what.removesuffix(" signs"))
                await somebody.says(("What we can promise. " * signs)[:signs], show=False)
            case "edits":
                old, _, new = what.partition(" => ")
                await somebody.edits(self.said[role, old], new, show=False)
            case _:
                does_it = quick.answers if does == "answers" else quick.finishes
                await does_it(somebody, SIDES.get(role, Side.DANISH), self.speaks.get(role, "en"))
                del somebody.new[:-1]

    async def _sends(self, somebody: Somebody, what: str) -> None:
        if album := _ALBUM.fullmatch(what):
            for _ in range(int(album[1])):
                await somebody.sends("photo", show=False, album="album")
        elif what in ("voice", "photo", "document"):
            await somebody.sends(what, show=False, size=1000, name="plan.pdf" if what == "document" else "")
        else:
            unusable: Input = Unusable(what, self.stage.next_number())
            await somebody.does(unusable, show=False)

    def seen(self) -> list[str]:
        lines: list[str] = []
        for role, number in ROLES.items():
            if number in self.stage.people:
                somebody = self.stage.people[number]
                for shown in somebody.new:
                    lines += self._written(role, shown)
                somebody.new = []
        return lines

    def _written(self, role: str, shown: Shown) -> Iterable[str]:
        yield f"    {role} {'sees it change to' if shown.edited else 'sees'}"
        for line in self._masked(shown.text).splitlines():
            yield f"        {_short(line)}".rstrip()
        for row in shown.buttons:
            yield "        " + " ".join(f"[{label}]" for label, _ in row)

    def _masked(self, words: str) -> str:
        def name(found: re.Match[str]) -> str:
            code = found[0].replace("-", "")
            if code not in self.codes:
                self.codes.append(code)
            return f"{{code {self.codes.index(code) + 1}}}"

        return _CODE.sub(name, words)


def _short(line: str) -> str:
    """A text of thousands of signs by its beginning and its length."""
    words = line.strip()
    return f"{words[:60]}… ({len(words)} signs)" if words.startswith("What we can promise. What") else line


def _holding(somebody: Somebody, words: str) -> int:
    """The oldest message in the chat that holds these words and still has buttons."""
    return next(shown.id for shown in somebody.chat.values() if words in shown.text and shown.buttons)


async def replay(path: Path, url: str) -> str:
    """The whole transcript as it plays now."""
    written = path.read_text("utf-8").splitlines()
    margin = [line for line in written if line and not line.startswith(" ")]
    speaks = {m[1]: m[2] for line in margin if (m := re.fullmatch(r"(.+) speaks (\w+)", line))}
    begins = next(line.removeprefix("begins: ") for line in margin if line.startswith("begins: "))
    store = await open_store(url)
    playing = Replay(url, Stage(store), speaks)
    try:
        await playing.begin(begins)
    finally:
        await store.close()
    out: list[str] = []
    for line in margin:
        if line.startswith("#"):
            out += ["", line] if out and not out[-1].startswith("#") else [line]
        elif line.startswith("begins: ") or re.fullmatch(r"(.+) speaks (\w+)", line):
            out.append(line)
        else:
            if first := [] if any(o.startswith("    ") for o in out) else playing.seen():
                out += first
            out += ["", line, *await playing.turn(line)]
    return "\n".join(out) + "\n"
