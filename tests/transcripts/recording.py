"""Conversations written down so that programme staff can read them, and replayed word for word.

A transcript is a text file. Lines at the margin are what people do; what is indented is what they then see.
Replaying does what is written at the margin, with the store closed and opened again between every two turns,
and compares everything. Recording writes the file anew.

    # What this conversation shows
    begins: joined                     or: empty
    Danish side speaks da              (Local side and Staff speak English unless it is said)

    Danish side says: ...
    Danish side taps: ...
    Danish side sends: voice           (or photo, document)
    Danish side edits: the old words => the new ones
    22 days go by
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from bot.services import inviting, walking
from bot.services.scene import Scene
from bot.store import partnerships, people
from bot.store.database import open_store
from bot.store.transaction import Transaction
from conversations.sides import Side
from tests.stage import WORLD, Shown, Somebody, Stage

ROLES = {"Danish side": 1, "Local side": 2, "Staff": 3, "Second Danish": 4, "Stranger": 5}
_ACT = re.compile(rf"({'|'.join(ROLES)}) (says|taps|sends|edits): (.*)")
_DAYS = re.compile(r"(\d+) days go by")
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
        if how == "joined":
            await self.stage.store.run(self._join)
        else:
            link = await self.stage.store.run(
                lambda tx: inviting.invite_staff_link(tx, self.stage.now, WORLD)
            )
            self.codes.append(link.partition("start=")[2])
        await self.stage.deliver()

    def _join(self, tx: Transaction) -> None:
        """A partnership with one member on each side, who have just come in."""
        now = self.stage.now
        ids = {role: people.arrive(tx, now, ROLES[role], None).id for role in ("Danish side", "Local side", "Staff")}
        for role, number in ids.items():
            people.change(tx, number, language=self.speaks.get(role, "en"), name=role, consent_version=1)
        people.change(tx, ids["Staff"], staff="staff")
        partnership = partnerships.create(
            tx, now, ids["Staff"], danish_name="Udstyr på vej", local_name="The Blue Door Clinic", country="UG",
            zone="Africa/Kampala", common_language="en", running=False, start="2027-01", end=None,
        )  # fmt: skip
        for role, side in (("Danish side", Side.DANISH), ("Local side", Side.LOCAL)):
            number = people.join(
                tx, now, person_id=ids[role], partnership=partnership, side=side, task=None, by=ids["Staff"]
            )
            member = people.member(tx, number)
            assert member is not None
            walking.joined(Scene(tx, now, WORLD, people.person(tx, ids[role])), member)

    async def turn(self, line: str) -> list[str]:
        """Does what one line at the margin says, on a store just opened; returns what everybody saw."""
        self.stage.store = await open_store(self.url)
        try:
            await self._do(line)
        finally:
            await self.stage.store.close()
        return self._seen()

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
        if does == "says":
            self.said[role, what] = await _numbered(self.stage, somebody, what)
        elif does == "taps":
            await somebody.taps(what, show=False)
        elif does == "sends":
            await somebody.sends(what, show=False, size=1000, name="plan.pdf" if what == "document" else "")
        else:
            old, _, new = what.partition(" => ")
            await somebody.edits(self.said[role, old], new, show=False)

    def _seen(self) -> list[str]:
        lines = []
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
            yield f"        {line}".rstrip()
        for row in shown.buttons:
            yield "        " + " ".join(f"[{label}]" for label, _ in row)

    def _masked(self, words: str) -> str:
        def name(found: re.Match[str]) -> str:
            code = found[0].replace("-", "")
            if code not in self.codes:
                self.codes.append(code)
            return f"{{code {self.codes.index(code) + 1}}}"

        return _CODE.sub(name, words)


async def _numbered(stage: Stage, somebody: Somebody, words: str) -> int:
    number = stage.number
    await somebody.says(words, show=False)
    return number


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
    out = []
    for line in margin:
        if line.startswith(("#", "begins: ")) or " speaks " in line:
            out.append(line)
            if line.startswith("begins: "):
                out += playing._seen()
            continue
        out += ["", line, *await playing.turn(line)]
    return "\n".join(out) + "\n"
