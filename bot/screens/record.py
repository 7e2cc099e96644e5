"""The whole record of a partnership as files: a page to read, and JSON to keep or to take elsewhere."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from bot import geography
from bot.i18n import Language, language_name
from bot.screen import GAP, Attachment, Button, Line, Screen
from bot.screens import facts, horizon, record_plans, record_talks, stages
from bot.screens.answers import MEDIA
from bot.screens.sides import side_name
from bot.screens.summaries import file_name
from conversations.dialogues import new_partnership as np
from conversations.record import Record, to_json
from conversations.sides import Side
from conversations.stage import Stage
from conversations.text import N_, Month, Text, Value, text

STAFF = "staff"
ABOUT = N_(
    "The record: everything of this partnership that you may see, as a page to read and as JSON. "
    "Each side and staff get their own. Recordings and photos are listed, not included."
)


def choice(title: str, partnership: int) -> Screen:
    page, data = Text(N_("As a page to read")), Text(N_("As data (JSON)"))
    rows = ((Button(page, f"Sh:{partnership}"),), (Button(data, f"Sj:{partnership}"),))
    return Screen((Line(title, "bold"), Line(Text(ABOUT))), rows)


def page(record: Record, title: str, reader: Language) -> Screen:
    caption = Line(text(N_("The record of {title}, to read or print."), title=title))
    lines = tuple(_lines(record, title, reader))
    return Screen((caption, *_left_out(record)), attachment=Attachment("page", _name(title, reader, "html"), "", lines))


def data(record: Record, title: str, reader: Language) -> Screen:
    caption = Line(text(N_("The record of {title} as data. Its format is {n}."), title=title, n=record.format))
    attachment = Attachment("json", _name(title, reader, "json"), written(record, reader))
    return Screen((caption, *_left_out(record)), attachment=attachment)


def written(record: Record, reader: Language) -> str:
    """As it stands in the file."""
    return json.dumps(to_json(record, reader.say), ensure_ascii=False, indent=1)


def _name(title: str, reader: Language, end: str) -> str:
    # Translators: the end of a file's name, as in "Havn – Shore, record.json".
    return f"{file_name(title)}, {file_name(reader.say(Text(N_('record'))))}.{end}"


def _left_out(record: Record) -> Iterator[Line]:
    if record.left_out:
        yield Line(
            Text(N_("It would be too large for one file. The oldest answers are left out; the file says which."))
        )


def _lines(record: Record, title: str, reader: Language) -> Iterator[Line]:
    names = {Side.DANISH: record.partnership.danish, Side.LOCAL: record.partnership.local}
    day = reader.say
    yield Line(text(N_("The record of {title}"), title=title), "title")
    yield Line(_as_seen_by(record, names))
    yield Line(day(record.made.date()))
    yield Line(text(N_("People's own words stand in the language they were written in.")), "italic")
    yield from _left_out(record)
    yield from _facts(record, reader)
    yield from _people(record, names)
    yield from record_plans.due(record, day)
    yield from record_plans.goals(record, day)
    yield from record_plans.plan(record, names)
    yield from record_plans.agreements(record, names, day)
    yield from record_plans.settled(record, names, day)
    yield from record_plans.trips(record, names, day)
    yield from record_plans.ending(record, names, day)
    yield from record_talks.capacity(record, names, day)
    yield from record_talks.vulnerability(record, day)
    yield from record_talks.rounds(record, names, day)
    yield from _files(record)


def _as_seen_by(record: Record, names: Mapping[Side, str]) -> Text:
    reader: Value = Text(N_("staff")) if record.reader == STAFF else names[Side(record.reader)]
    # Translators: {reader} is an organisation, or "staff".
    return text(N_("Everything that {reader} may see."), reader=reader)


def _facts(record: Record, reader: Language) -> Iterator[Line]:
    p = record.partnership
    yield GAP
    yield stages.line(Stage(p.stage))
    yield facts.fact(facts.label(np.DANISH), p.danish)
    yield facts.fact(facts.label(np.LOCAL), p.local)
    yield facts.fact(facts.label(np.COUNTRY), geography.country_name(p.country, reader.code))
    yield facts.fact(facts.label(np.ZONE), geography.zone_name(p.zone, reader.code))
    yield facts.fact(facts.label(np.LANGUAGE), language_name(p.common_language, reader.code))
    yield facts.fact(facts.label(np.START), Month.parse(p.start))
    yield horizon.line(p.agreed_end, Month.parse(p.expected_end) if p.expected_end else None)


def _people(record: Record, names: Mapping[Side, str]) -> Iterator[Line]:
    for side in Side:
        yield GAP
        # Translators: an organisation and which side it is, as in "Havn (Danish side)".
        yield Line(text(N_("{organisation} ({side})"), organisation=names[side], side=side_name(side)), "bold")
        on_side = [one for one in record.people if one.side == side]
        for one in on_side:
            known: Value = one.name or Text(N_("somebody without a name"))
            yield Line(text(N_("{name}, {task}"), name=known, task=one.task) if one.task else known)
        if not on_side:
            yield Line(Text(N_("Nobody is on this side now.")), "italic")


def _files(record: Record) -> Iterator[Line]:
    if record.files:
        yield GAP
        yield Line(Text(N_("Files that belong to the answers")), "title")
        yield Line(Text(N_("They are kept by the bot and not part of this page.")), "italic")
    for one in record.files:
        kind: Value = Text(MEDIA[one.kind]) if one.kind in MEDIA else one.kind
        yield Line(text(N_("{n}. {what}"), n=one.file, what=kind))
