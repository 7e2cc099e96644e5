"""How warm it is now and how it was last time, in words, each side with itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.screen import Button, Line, Screen
from bot.screens.together import Setting
from conversations.dialogue import Topic
from conversations.dialogues.temperature import EQUAL, SAFE, TEMP
from conversations.questions import Scale
from conversations.sides import Side
from conversations.temperature import Reading, Way
from conversations.text import N_, Listing, Text, Value, text

Names = Mapping[Side, str]

_HEADINGS = {
    TEMP: N_("How warm the partnership is"),
    EQUAL: N_("How equal you are when something is decided"),
    SAFE: N_("How safe it is to bring bad news"),
}
# Translators: Each of these says what has changed since last time, as in "Warm (last time Mild: warmer)".
_WAYS = {
    TEMP: {Way.MORE: N_("warmer"), Way.LESS: N_("cooler"), Way.SAME: N_("the same")},
    EQUAL: {Way.MORE: N_("more equal"), Way.LESS: N_("less equal"), Way.SAME: N_("the same")},
    SAFE: {Way.MORE: N_("safer"), Way.LESS: N_("less safe"), Way.SAME: N_("the same")},
}
NO_TALK = N_("No proper talk about goals, roles and expectations yet, or only in parts, says {side}.")


def result(readings: Sequence[Reading], without: Sequence[Side], topic: Topic, names: Names) -> tuple[Line, ...]:
    """`without` are the sides that say there was no proper talk yet. Nothing is shown of what was not readable."""
    lines = []
    for question, heading in _HEADINGS.items():
        these = [one for one in readings if one.question == question]
        if these:
            asked = next(q for q in topic.questions if q.id == question)
            assert isinstance(asked, Scale)
            lines.append(Line(Text(heading), "bold"))
            lines += [Line(_reading(one, asked.steps, names)) for one in these]
    if without:
        lines.append(Line(text(NO_TALK, side=Listing(tuple(names[side] for side in without)))))
    return tuple(lines)


def _reading(one: Reading, steps: Sequence[str], names: Names) -> Value:
    now = Text(steps[one.now - 1])
    if one.before is None or one.way is None:
        return text(N_("{side}: {answer}"), side=names[one.side], answer=now)
    return text(
        # Translators: as in "Havn: Warm (last time Mild: warmer)".
        N_("{side}: {answer} (last time {before}: {change})"),
        side=names[one.side],
        answer=now,
        before=Text(steps[one.before - 1]),
        change=Text(_WAYS[one.question][one.way]),
    )


def catch_up(setting: Setting) -> Screen:
    """To both sides: the talk that never was can be held now."""
    said = N_("You have not had a proper talk about goals, roles and expectations. The catch-up start is that talk.")
    lines = (*setting.heading(), Line(Text(said)))
    return Screen(lines, ((Button(Text(N_("Catch-up start")), f"Uc:{setting.partnership}"),),))
