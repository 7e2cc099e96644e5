"""What is known of a partnership, as staff read it.

Countries, places and languages are named in the reader's language; nothing here decides or asks.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_time

from bot import geography
from bot.i18n import language, language_name
from bot.screen import Line
from conversations.answers import Json
from conversations.dialogues import new_partnership as np
from conversations.text import N_, Month, Text, Value, text

LABELS = {
    np.DANISH: N_("Danish organisation"),
    np.LOCAL: N_("Local organisation"),
    np.COUNTRY: N_("Country"),
    np.ZONE: N_("Time zone"),
    np.LANGUAGE: N_("Common language"),
    np.RUNNING: N_("New or running"),
    np.START: N_("Start"),
    np.END: N_("Expected end"),
}
NOT_KNOWN_YET = N_("Not known yet")
_RUNNING = {"new": N_("New"), "running": N_("Already running")}


def label(question: str) -> Text:
    return Text(LABELS[question])


def said(question: str, answer: Json, speaks: str | None) -> Value:
    """One answer as it is read; an organisation's name stays as it was written."""
    reader = language(speaks).code
    match question:
        case np.COUNTRY:
            return geography.country_name(answer, reader)
        case np.ZONE:
            return geography.zone_name(answer, reader)
        case np.LANGUAGE:
            return language_name(answer, reader)
        case np.RUNNING:
            return Text(_RUNNING[answer])
        case np.START | np.END:
            return Month.parse(answer) if answer else Text(NOT_KNOWN_YET)
    return str(answer)


def zone_with_time(zone: str, now: datetime, speaks: str | None) -> Text:
    reader = language(speaks)
    time = format_time(now.astimezone(ZoneInfo(zone)), "short", locale=reader.locale)
    # Translators: a button; a city and what time it is there now, as in "Kathmandu · 15:02".
    return text(N_("{city} · {time}"), city=geography.zone_name(zone, reader.code), time=time)


def lines(answers: Mapping[str, Json], speaks: str | None) -> tuple[Line, ...]:
    """Every answer on a line of its own, in the order asked."""
    return tuple(fact(label(q), said(q, answers[q], speaks)) for q in np.ORDER if q in answers)


def fact(name: Text, value: Value) -> Line:
    # Translators: one line of a list of facts, as in "Country: Nepal".
    return Line(text(N_("{label}: {answer}"), label=name, answer=value))
