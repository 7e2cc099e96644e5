"""Keeps `locale/` in step with the wording in the code: `update` or `check`.

A catalogue changes only when wording does: it says in which file a wording is, but not on which line.
Nothing is guessed: new wording stays empty until somebody translates it.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from io import SEEK_END, BytesIO
from pathlib import Path
from string import Formatter

from babel.messages import Catalog, Message
from babel.messages.pofile import read_po, write_po

from tools.wording import Unreadable, marked

ROOT = Path(__file__).resolve().parent.parent
COMPLETE = ("da",)


def template(root: Path = ROOT) -> bytes:
    """`messages.pot` as the code has it now."""
    catalogue = Catalog(header_comment="# Every wording, written by `make messages`.", fuzzy=False)
    for found in marked(root):
        wording = found.wording if len(found.wording) > 1 else found.wording[0]
        catalogue.add(
            wording,
            locations=[(found.file, 0)],
            auto_comments=[found.comment] if found.comment else [],
            flags=["python-brace-format"] if any(map(places, found.wording)) else [],
        )
    return _written(catalogue)


def translations(po: Path, pot: bytes) -> bytes:
    """The catalogue brought up to date with the template; what is translated stays as it is."""
    catalogue = _read(po)
    catalogue.update(read_po(BytesIO(pot)), no_fuzzy_matching=True, update_creation_date=False)
    return _written(catalogue)


def problems(root: Path = ROOT) -> Iterator[str]:
    """What must be put right before anybody is told something wrong, one line each."""
    pot = template(root)
    if (root / "locale" / "messages.pot").read_bytes() != pot:
        yield "locale/messages.pot does not match the code: run `make messages`"
    for po in catalogues(root):
        name = po.relative_to(root)
        if po.read_bytes() != translations(po, pot):
            yield f"{name} does not match the code: run `make messages`"
        for message in _read(po):
            if message.id:
                yield from (f"{name}: {wrong}: {message.id!r}" for wrong in _wrong(message, language_of(po)))


def catalogues(root: Path = ROOT) -> list[Path]:
    return sorted((root / "locale").glob("*/LC_MESSAGES/messages.po"))


def language_of(po: Path) -> str:
    return po.parts[-3]


def _wrong(message: Message, language: str) -> Iterator[str]:
    said = _forms(message.string)
    if message.fuzzy:
        yield "marked fuzzy"
    if not all(said):
        if language in COMPLETE:
            yield "not translated"
        return
    # "One answer" may leave the number out, in any of a language's plural forms.
    optional = {"n"} if message.pluralizable else set()
    meant = {place for wording in _forms(message.id) for place in places(wording)}
    for wording in said:
        if (meant ^ places(wording)) - optional:
            yield f"other placeholders than {sorted(meant)}"


def places(wording: str) -> set[str]:
    """The names in braces; a brace that is not closed counts as one."""
    try:
        return {name for _, name, _, _ in Formatter().parse(wording) if name is not None}
    except ValueError:
        return {"{"}


def _forms(wording: str | Iterable[str] | None) -> tuple[str, ...]:
    return (wording or "",) if isinstance(wording, str | None) else tuple(wording)


def _read(file: Path) -> Catalog:
    with file.open("rb") as source:
        return read_po(source, locale=language_of(file) if file.suffix == ".po" else None)


def _written(catalogue: Catalog) -> bytes:
    """Without the header lines that change by themselves: dates, last translator, the tool's version."""
    header = [catalogue.header_comment, 'msgid ""', 'msgstr ""']
    header += [r'"Content-Type: text/plain; charset=utf-8\n"']
    if catalogue.locale:
        header += [rf'"Language: {catalogue.locale}\n"', rf'"Plural-Forms: {catalogue.plural_forms}\n"']
    out = BytesIO("\n".join([*header, "", ""]).encode())
    out.seek(0, SEEK_END)
    write_po(out, catalogue, width=110, omit_header=True, include_lineno=False, ignore_obsolete=True)
    return out.getvalue()


def update() -> int:
    pot = template()
    (ROOT / "locale" / "messages.pot").write_bytes(pot)
    for po in catalogues():
        po.write_bytes(translations(po, pot))
        entries = [message for message in _read(po) if message.id]
        done = sum(all(_forms(message.string)) for message in entries)
        print(f"{po.relative_to(ROOT)}: {done} of {len(entries)} translated")
    return 0


def check() -> int:
    wrong = list(problems())
    print(*wrong, sep="\n", end="\n" if wrong else "", file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    try:
        sys.exit({"update": update, "check": check}[sys.argv[1]]())
    except Unreadable as unreadable:
        sys.exit(str(unreadable))
