"""The thirteen areas of an organisation's capacity, each with four sentences to choose from.

Source: the guide names administration, involving local people, dealing with authorities and standing on own
feet; the areas of the Danish organisation answer to them. Codes and numbers are stable for ever.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from conversations.sides import Side
from conversations.text import N_

LEVELS = 4


@dataclass(frozen=True)
class Area:
    """One area of one side's organisation; `question` is where both sides choose its level, 1 to 4."""

    number: int
    code: str
    side: Side
    title: str
    steps: tuple[str, str, str, str]

    @property
    def topic(self) -> str:
        return TOPICS[self.side]

    @property
    def question(self) -> str:
        return f"{self.topic}.{self.code}"

    @property
    def proof(self) -> str:
        """Where a side may say what shows the level it chose."""
        return f"{self.topic}.proof.{self.code}"


TOPICS: Mapping[Side, str] = {Side.LOCAL: "ca", Side.DANISH: "cd"}

# Translators: The titles of the areas stand alone in lists and in a picture: keep them short. The four sentences
# of each go from little to much; they describe an organisation as it is today, without blame.
AREAS: tuple[Area, ...] = (
    Area(
        1,
        "admin",
        Side.LOCAL,
        N_("Daily administration"),
        (
            N_("Little is written down; one person knows it all"),
            N_("Some papers and minutes, hard to find"),
            N_("Files, minutes and tasks are mostly in order"),
            N_("Routines run also when people are away"),
        ),
    ),
    Area(
        2,
        "money",
        Side.LOCAL,
        N_("Money and accounts"),
        (
            N_("Money is not written down regularly"),
            N_("A cash book, but no budget or control"),
            N_("Budget and accounts; two people check"),
            N_("Yearly accounts are checked and shown to members"),
        ),
    ),
    Area(
        3,
        "people",
        Side.LOCAL,
        N_("Leadership and people"),
        (
            N_("All depends on one person"),
            N_("A few active people, unclear tasks"),
            N_("Board and volunteers with clear tasks"),
            N_("New people are trained; leaders can change"),
        ),
    ),
    Area(
        4,
        "local",
        Side.LOCAL,
        N_("Involving local people"),
        (
            N_("People receive but are not asked"),
            N_("We ask a few people we know"),
            N_("People take part in choosing and using"),
            N_("People decide with us, also women and young"),
        ),
    ),
    Area(
        5,
        "office",
        Side.LOCAL,
        N_("Dealing with authorities"),
        (
            N_("No contact"),
            N_("Contact only when there is trouble"),
            N_("Permits in place and a known contact"),
            N_("They listen, and we get agreements or support"),
        ),
    ),
    Area(
        6,
        "care",
        Side.LOCAL,
        N_("Care of equipment"),
        (
            N_("What breaks stays broken"),
            N_("Small repairs now and then"),
            N_("A named person repairs; a list is kept"),
            N_("Plan and money for repair, parts and disposal"),
        ),
    ),
    Area(
        7,
        "learn",
        Side.LOCAL,
        N_("Planning and learning"),
        (
            N_("We act when something comes up"),
            N_("Plans exist but are seldom used"),
            N_("A yearly plan that we look at together"),
            N_("We follow results and change the plan"),
        ),
    ),
    Area(
        8,
        "feet",
        Side.LOCAL,
        N_("Standing on own feet"),
        (
            N_("One supporter only"),
            N_("A little own income"),
            N_("Several sources; basic work can go on"),
            N_("All important work could go on without Denmark"),
        ),
    ),
    Area(
        9,
        "answer",
        Side.DANISH,
        N_("Answers and promises"),
        (
            N_("Answers often late or missing"),
            N_("Answers come, sometimes late"),
            N_("Answers and promises mostly kept"),
            N_("Kept, and told early when not"),
        ),
    ),
    Area(
        10,
        "know",
        Side.DANISH,
        N_("Knowing the place"),
        (
            N_("Decides without knowing it"),
            N_("Knows a little from visits"),
            N_("Asks first and uses local advice"),
            N_("Local side leads, Danish side follows"),
        ),
    ),
    Area(
        11,
        "fit",
        Side.DANISH,
        N_("Right equipment"),
        (
            N_("Sends what is at hand"),
            N_("Asks, but the list is not followed"),
            N_("Follows the agreed list; tested"),
            N_("Agreed, tested, with parts and manuals"),
        ),
    ),
    Area(
        12,
        "open",
        Side.DANISH,
        N_("Openness"),
        (
            N_("Plans and money are not shown"),
            N_("Told when asked"),
            N_("Plans and costs are shared"),
            N_("Plans and money are decided together"),
        ),
    ),
    Area(
        13,
        "people",
        Side.DANISH,
        N_("Not just one volunteer"),
        (
            N_("All depends on one person"),
            N_("Two people, no hand-over"),
            N_("Clear tasks and a deputy"),
            N_("Several people and a written hand-over"),
        ),
    ),
)

BY_NUMBER: Mapping[int, Area] = {area.number: area for area in AREAS}
BY_QUESTION: Mapping[str, Area] = {area.question: area for area in AREAS}


def areas_of(side: Side) -> tuple[Area, ...]:
    """The areas of this side's organisation, in the order they are asked."""
    return tuple(area for area in AREAS if area.side is side)
