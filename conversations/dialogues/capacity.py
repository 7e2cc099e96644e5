"""The capacity talk: thirteen areas judged by sentence, eight of the local organisation, five of the Danish.

Source: the guide asks to be attentive to where the partner lacks capacity. Both sides judge both, and the level
belongs to the organisation itself. What follows is chosen together: one or two areas, what is done about each,
and how the Danish organisation helps.
"""

from __future__ import annotations

from collections.abc import Mapping

from conversations.answers import Json
from conversations.areas import TOPICS, Area, areas_of
from conversations.dialogue import Dialogue, Topic
from conversations.questions import (
    FreeText,
    JointMonth,
    JointPromise,
    JointStep,
    JointTicks,
    Level,
    Multi,
    Option,
    Question,
    When,
    option,
)
from conversations.sides import Side, Visible
from conversations.text import N_, Text

ID = "capacity"
FIRST, HOW, HELP, AGAIN = "ca.first", "ca.how", "ca.help", "ca.again"
MOST_AREAS = 2
NONE = "none"

# What the local side thinks of the other one begins where that one does not read it.
_BEGINS = {Side.DANISH: {Side.LOCAL: Visible.STAFF}, Side.LOCAL: {}}
_SHOWN_BY = frozenset({"3", "4"})  # what has reached one of these levels can be shown by an example


def made(about: Mapping[str, Json]) -> Dialogue:
    """The dialogue for two organisations, called by `about["names"]`."""
    names: dict[Side, str] = {side: about["names"][side.value] for side in Side}
    return Dialogue(
        ID,
        N_("Capacity talk"),
        (
            Topic(
                TOPICS[Side.LOCAL],
                N_("Capacity: local organisation"),
                (*_areas(Side.LOCAL, names), _WANT),
                together=_together(names),
                points=False,
            ),
            Topic(
                TOPICS[Side.DANISH],
                N_("Capacity: Danish organisation"),
                _areas(Side.DANISH, names),
                points=False,
            ),
        ),
    )


def _areas(side: Side, names: Mapping[Side, str]) -> tuple[Question, ...]:
    areas = areas_of(side)
    return (*(_level(area, names[side]) for area in areas), *(_proof(area, names[side]) for area in areas))


def _level(area: Area, organisation: str) -> Level:
    return Level(
        id=area.question,
        # Translators: {area} is one of the areas, such as "Money and accounts"; four sentences follow.
        prompt=N_("{organisation} · {area}. Which sentence fits best today?"),
        values={"organisation": organisation, "area": Text(area.title)},
        steps=area.steps,
        visible_of=_BEGINS[area.side],
    )


def _proof(area: Area, organisation: str) -> FreeText:
    return FreeText(
        id=area.proof,
        item=area.code,
        # Translators: asked where somebody has chosen one of the two upper levels of an area.
        prompt=N_("{organisation} · {area}. What shows this? A short example."),
        values={"organisation": organisation, "area": Text(area.title)},
        needed=False,
        when=When(area.question, _SHOWN_BY),
        visible_of=_BEGINS[area.side],
    )


_AREAS: tuple[Option, ...] = tuple(option(area.code, area.title) for area in areas_of(Side.LOCAL))

_WANT = Multi(
    id="ca.want",
    prompt=N_("Which areas do you want to work on in the coming year? Choose up to two."),
    side=Side.LOCAL,
    choices=(*_AREAS, option(NONE, N_("None"))),
    most=MOST_AREAS,
    alone=NONE,
)


# Stands where no area has been chosen yet.
_EACH = Text(N_("Each area that comes first"))


def _together(names: Mapping[Side, str]) -> tuple[Question, ...]:
    return (
        JointTicks(
            id=FIRST,
            prompt=N_("Choose together: which one or two areas come first?"),
            choices=_AREAS,
            most=MOST_AREAS,
            each_round=True,
        ),
        # Translators: {area} is one of the areas, such as "Money and accounts".
        JointStep(id=HOW, prompt=N_("{area}: what do we do about it?"), values={"area": _EACH}, each_area=FIRST),
        JointPromise(
            id=HELP,
            # Translators: {danish} is the Danish organisation's name, {area} one of the areas.
            prompt=N_("{area}: what will {danish} do to help?"),
            values={"danish": names[Side.DANISH], "area": _EACH},
            who=Side.DANISH,
            each_area=FIRST,
        ),
        JointMonth(id=AGAIN, prompt=N_("When do we look at these areas again?"), each_round=True),
    )
