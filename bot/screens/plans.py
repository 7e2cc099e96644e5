"""The plan: steps by goal, promises by side, each with who and by which month, and the months that frame it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.screen import GAP, Button, Line, Screen
from bot.screens import joint
from bot.screens.goal_list import Row, in_rows
from bot.screens.goals import NOT_SETTLED, OVER
from bot.screens.joint import Names
from bot.screens.together import Setting
from conversations.commitments import Commitment, Kind
from conversations.dialogue import Topic
from conversations.goals import Goal
from conversations.proposals import Proposal, settled, waiting
from conversations.text import N_, Month, Text, text
from conversations.together import END, PROMISE, REVIEW, STEP, Known, Subject, of_commitment

_WHO = ("danish", "local", "both")


def lines(known: Known, names: Names, this_month: Month) -> tuple[Line, ...]:
    """All that is planned and promised and all that waits, then the months that frame it; empty groups are left out."""
    made: list[Line] = []
    n = 0
    for heading, group in _groups(known, names):
        made += [GAP] if made else []
        made.append(Line(heading, "bold"))
        for one in group:
            n += 1
            made += _commitment(n, one, known, names, this_month)
    made += [GAP] if made else []
    made += _month(Text(N_("First full review together")), REVIEW, known, names, this_month)
    made += _month(Text(N_("Planned until")), END, known, names, this_month)
    return tuple(made)


def numbered(known: Known) -> tuple[Commitment, ...]:
    """Every step and promise in the order in which `lines` numbers them."""
    return tuple(one for _, _, group in _grouped(known) for one in group)


def _groups(known: Known, names: Names) -> Iterator[tuple[Text, tuple[Commitment, ...]]]:
    for goal, who, group in _grouped(known):
        if goal is not None:
            yield text(N_("Steps for goal {n}: {words}"), n=goal.n, words=goal.words), group
        elif who is not None:
            # Translators: {who} is an organisation, or "Both sides".
            yield text(N_("Promises: {who}"), who=joint.who(who, names)), group
        else:
            yield Text(N_("Other steps")), group


def _grouped(known: Known) -> Iterator[tuple[Goal | None, str | None, tuple[Commitment, ...]]]:
    """Steps by goal, those of no joint goal, promises by who gives them; empty groups are left out."""
    made = tuple(_as_it_stands(one, known) for one in (*known.commitments, *known.proposed))
    steps = tuple(one for one in made if one.kind is Kind.STEP)
    for goal in (*known.goals, None):
        number = goal.id if goal else None
        group = tuple(s for s in steps if (found.id if (found := known.goal(s.goal)) else None) == number)
        if group:
            yield goal, None, group
    for who in _WHO:
        group = tuple(one for one in made if one.kind is Kind.PROMISE and one.who == who)
        if group:
            yield None, who, group


def _as_it_stands(one: Commitment, known: Known) -> Commitment:
    """What was never accepted stands as it was put forward last."""
    put = waiting(known.thread(of_commitment(one)))
    if one in known.commitments or put is None:
        return one
    month = Month.parse(put.value["m"]) if put.value.get("m") else None
    return replace(one, words=put.value["w"], who=put.value["who"], month=month)


def _commitment(n: int, one: Commitment, known: Known, names: Names, this_month: Month) -> list[Line]:
    made = [Line(text(N_("{n}. {words}"), n=n, words=one.words))]
    made.append(Line(joint.by_when(joint.who(one.who, names), one.month)))
    thread = known.thread(of_commitment(one))
    counts = settled(thread) is not None
    if counts and one.month is not None and _is_over(one.month, this_month):
        made.append(Line(Text(OVER), "italic"))
    put = waiting(thread)
    if put is not None:
        made.append(Line(_waits(put, names, counts=counts), "italic"))
    return made


def _waits(put: Proposal, names: Names, *, counts: bool) -> Text:
    side, other = names[put.side], names[put.side.other]
    if not counts:
        return text(N_("Put forward by {side}, waits for {other}."), side=side, other=other)
    if put.value.get("drop"):
        return text(N_("{side} suggests to take it out. This waits for {other}."), side=side, other=other)
    return text(N_("{side} suggests a change. It waits for {other}."), side=side, other=other)


def _month(what: Text, question: str, known: Known, names: Names, this_month: Month) -> list[Line]:
    thread = known.thread(Subject(question))
    counts, put = settled(thread), waiting(thread)
    month = Month.parse(counts.value["m"]) if counts else None
    # Translators: as in "First full review together: March 2028".
    made = [Line(text(N_("{what}: {month}"), what=what, month=month or Text(NOT_SETTLED)))]
    if month is not None and _is_over(month, this_month):
        made.append(Line(Text(OVER), "italic"))
    if put is not None:
        by = Month.parse(put.value["m"])
        waits = text(N_("A month waits for {side}: {month}"), side=names[put.side.other], month=by)
        made.append(Line(waits, "italic"))
    return made


def _is_over(month: Month, this_month: Month) -> bool:
    return str(month) < str(this_month)


def overview(setting: Setting, known: Known, made: Sequence[Line], topics: Mapping[str, Topic]) -> Screen:
    """`/plan`. `topics` are those in which steps, promises and the two months are settled, by question."""
    shown = [*setting.heading(), Line(Text(N_("Our plan")), "bold")]
    if not known.commitments and not known.proposed:
        shown.append(Line(Text(N_("No step and no promise has been put forward yet."))))
    begins = N_("It begins when both sides are ready with this topic: {topic}")
    for topic in dict.fromkeys((topics[STEP], topics[PROMISE])):
        if topic.id not in known.rows:
            shown.append(Line(text(begins, topic=Text(topic.title)), "italic"))
    shown += [GAP, *made]
    rows: tuple[Row, ...] = ()
    if setting.reader is not None and setting.open:
        rows = tuple(_acting(setting, known, topics))
    return Screen(tuple(shown), (*rows, (Button(Text(N_("Our joint goals")), f"Gg:{setting.partnership}"),)))


def _acting(setting: Setting, known: Known, topics: Mapping[str, Topic]) -> Iterator[Row]:
    p = setting.partnership
    can = {question for question, topic in topics.items() if topic.id in known.rows}
    subjects = [of_commitment(one) for one in numbered(known)]
    yield from in_rows([Button(str(n), f"em:{p}:{s}") for n, s in enumerate(subjects, 1) if s.question in can])
    if STEP in can:
        data = f"Gk:{p}" if known.goals else f"ep:{p}:{Subject(STEP, new=True)}"
        yield (Button(Text(N_("Add a step")), data),)
    if PROMISE in can:
        yield (Button(Text(N_("Add a promise")), f"ep:{p}:{Subject(PROMISE, new=True)}"),)
    labels = {REVIEW: N_("First full review"), END: N_("Planned until")}
    months = tuple(Button(Text(said), f"em:{p}:{question}") for question, said in labels.items() if question in can)
    if months:
        yield months


def for_which_goal(setting: Setting, goals: Sequence[Goal]) -> Screen:
    """A new step leads to one of the joint goals, or to none in particular."""
    shown = [*setting.heading(), Line(Text(N_("Which goal does the new step lead to?")), "bold")]
    shown += [Line(text(N_("{n}. {words}"), n=goal.n, words=goal.words)) for goal in goals]
    p = setting.partnership
    numbers = [Button(str(goal.n), f"ep:{p}:{Subject(STEP, goal.id, new=True)}") for goal in goals]
    none = Button(Text(N_("To none in particular")), f"ep:{p}:{Subject(STEP, new=True)}")
    return Screen(tuple(shown), (*in_rows(numbers), (none,), (Button(Text(N_("Back to the plan")), f"Gp:{p}"),)))
