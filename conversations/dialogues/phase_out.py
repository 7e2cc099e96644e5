"""The ending: a talk in three sittings.

Source: the guide asks what must go on afterwards, who carries it, and that the partner has time. The talk is made
anew for every round: the equipment is named as the local side named it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from conversations.dialogue import Dialogue, Topic
from conversations.questions import (
    Choice,
    FreeText,
    JointChoice,
    JointMonth,
    ListOf,
    Question,
    option,
)
from conversations.sides import Side, Visible
from conversations.text import N_, Text, Value

ID = "phaseout"
DECISION, AFTER, PEOPLE = "po1", "po2", "po3"
REASON, KIND, END = "po.reason", "po.kind", "po.end"
KEEP, OWNER, INCOME, SURE = "po.keep", "po.owner", "po.income", "po.income.how"
PAPER, FIX, LAST = "po.paper", "po.fix", "po.last"
FEAR, ASK, PROUD = "po.fear", "po.ask", "po.proud"
MOST_KEPT = MOST_INCOMES = 5
MOST_ASKED = 3
MOST_GROUPS = 8
LONGEST_GROUP = 60

# Who has said that they take a work over.
OWNED = frozenset({"local", "other"})

_DECISION = Topic(
    DECISION,
    N_("Ending: the decision"),
    (
        Choice(
            id=REASON,
            prompt=N_("Why do we step down or end?"),
            choices=(
                option("goals", N_("Goals reached")),
                option("ready", N_("Local side is ready")),
                option("lacking", N_("Money or people lacking")),
                option("fails", N_("Does not work")),
                option("plans", N_("New plans")),
                option("rules", N_("Rules or safety")),
            ),
        ),
        Choice(
            id=KIND,
            prompt=N_("What kind of ending do we want?"),
            choices=(
                option("slow", N_("Step down slowly")),
                option("over", N_("Hand over to others")),
                option("date", N_("Stop on a date")),
                option("friends", N_("Friends without equipment")),
            ),
        ),
    ),
    together=(JointMonth(id=END, prompt=N_("Which month is the end?")),),
    points=False,
)


def _owner(n: int) -> Choice:
    return Choice(
        id=f"{OWNER}.{n}",
        item=str(n),
        each=(KEEP, n),
        # Translators: {item} is a work that must go on, in somebody's own words.
        prompt=N_("{item}: who takes over, and have they said yes?"),
        side=Side.LOCAL,
        choices=(
            option("local", N_("Local side, agreed")),
            option("other", N_("Someone else, agreed")),
            option("asked", N_("Asked")),
            option("nobody", N_("Nobody yet")),
        ),
    )


def _how_sure(n: int) -> Choice:
    return Choice(
        id=f"{SURE}.{n}",
        item=str(n),
        each=(INCOME, n),
        # Translators: {item} is a source of income, in somebody's own words.
        prompt=N_("{item}: how sure is it?"),
        side=Side.LOCAL,
        # Translators: How sure a source of income is.
        choices=(option("sure", N_("Sure")), option("likely", N_("Likely")), option("idea", N_("An idea"))),
    )


def _after(groups: tuple[Value, ...]) -> Topic:
    return Topic(
        AFTER,
        N_("Ending: what comes after"),
        (
            ListOf(id=KEEP, prompt=N_("Which work must go on afterwards? One per message."), most=MOST_KEPT),
            *(_owner(n) for n in range(1, MOST_KEPT + 1)),
            ListOf(
                id=INCOME,
                prompt=N_("What will replace the support? One source per message."),
                side=Side.LOCAL,
                most=MOST_INCOMES,
            ),
            *(_how_sure(n) for n in range(1, MOST_INCOMES + 1)),
            FreeText(id=FIX, prompt=N_("Who repairs after the end, and who pays for parts?"), side=Side.LOCAL),
            FreeText(
                id="po.owner.name",
                prompt=N_("Who takes over what? Give the names you may give."),
                side=Side.LOCAL,
                needed=False,
            ),
            FreeText(
                id="po.income.share",
                prompt=N_("How big a share of the support does each source replace?"),
                side=Side.LOCAL,
                needed=False,
            ),
        ),
        together=(
            *(_paper(n, group) for n, group in enumerate(groups, 1)),
            JointMonth(id=LAST, prompt=N_("In which month does the last shipment leave?"), each_round=True),
        ),
        points=False,
    )


def _paper(n: int, group: Value) -> Question:
    return JointChoice(
        id=f"{PAPER}.{n}",
        item=str(n),
        # Translators: {group} is a kind of equipment, in somebody's own words.
        prompt=N_("{group}: who owns it, and is it on paper?"),
        values={"group": group},
        choices=(
            option("local_paper", N_("Local side, on paper")),
            option("local", N_("Local side, not on paper")),
            option("danish", N_("Danish side")),
            option("unclear", N_("Unclear")),
        ),
        each_round=True,
    )


_PEOPLE = Topic(
    PEOPLE,
    N_("Ending: the people"),
    (
        FreeText(id=FEAR, prompt=N_("What worries you most about the ending?"), visible=Visible.STAFF),
        ListOf(
            id=ASK,
            prompt=N_("What must the Danish side do before it goes? One thing per message."),
            side=Side.LOCAL,
            most=MOST_ASKED,
            titled=True,
            hint=N_("Each is put forward to the Danish side as a promise. It can accept it, or answer otherwise."),
        ),
        FreeText(
            id=PROUD,
            prompt=N_("What are you proud of from our time together?"),
            hint=N_("It is kept for the farewell."),
        ),
    ),
    points=False,
)


def made(about: Mapping[str, Any]) -> Dialogue:
    """The talk about ending, for what `about["equipment"]` names; all of it as one where nothing was named."""
    named = groups(about.get("equipment", ()))
    everything: tuple[Value, ...] = (Text(N_("All equipment")),)
    return Dialogue(ID, N_("Talk about ending"), (_DECISION, _after(named or everything), _PEOPLE))


def groups(equipment: Any) -> tuple[Value, ...]:
    """Kinds of equipment as they are asked about: in one line, not too long for a phone."""
    lines = (" ".join(str(one).split()) for one in equipment)
    return tuple(line if len(line) <= LONGEST_GROUP else line[: LONGEST_GROUP - 1] + "…" for line in lines if line)[
        :MOST_GROUPS
    ]
