"""The joint goals with their signs and months, and which of them matters most to each side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.screen import GAP, Button, Line, Screen
from bot.screens import joint
from bot.screens.goal_list import Row, in_rows
from bot.screens.joint import Names
from bot.screens.together import Setting
from conversations.dialogue import Topic
from conversations.goals import Goal
from conversations.proposals import waiting
from conversations.sides import Side
from conversations.text import N_, Listing, Month, Text, text
from conversations.together import GOAL_MONTH, GOALS, SIGN, Known, Subject

Most = Mapping[Side, Goal]  # the goal that matters most to a side

NOT_SETTLED = N_("not settled yet")
OVER = N_("The month is over.")


def lines(
    known: Known, names: Names, most: Most, this_month: Month, progress: Mapping[int, Sequence[Line]]
) -> tuple[Line, ...]:
    """The goals in their order, with all that is settled about them and all that waits. `most` is empty until both
    sides have chosen; `progress` is how each goal went in the last check-ins."""
    made: list[Line] = []
    for goal in known.goals:
        made += [GAP] if made else []
        made += [*_goal(goal, known, names, most, this_month), *progress.get(goal.id, ())]
    put = waiting(known.thread(Subject(GOALS)))
    if put is not None:
        waits = N_("{side} has put forward a list of goals. It waits for {other}.")
        made += [GAP] if made else []
        made.append(Line(text(waits, side=names[put.side], other=names[put.side.other]), "italic"))
    return tuple(made)


def _goal(goal: Goal, known: Known, names: Names, most: Most, this_month: Month) -> list[Line]:
    made = [Line(text(N_("{n}. {words}"), n=goal.n, words=goal.words), "bold")]
    # Translators: what can be counted or seen when a goal is reached.
    made.append(Line(text(N_("Sign: {words}"), words=goal.sign or Text(NOT_SETTLED))))
    made.append(Line(text(N_("Month: {month}"), month=goal.month or Text(NOT_SETTLED))))
    if goal.month is not None and str(goal.month) < str(this_month):
        made.append(Line(Text(OVER), "italic"))
    if goal.stronger:
        made.append(Line(Text(joint.STRONGER), "italic"))
    chosen_by = tuple(names[side] for side in Side if side in most and most[side].id == goal.id)
    if chosen_by:
        # Translators: {sides} is one organisation, or both: "Matters most to A and B".
        made.append(Line(text(N_("Matters most to {sides}"), sides=Listing(chosen_by)), "italic"))
    sign, month = (waiting(known.thread(Subject(question, goal.id))) for question in (SIGN, GOAL_MONTH))
    if sign is not None:
        waits = text(N_("A sign waits for {side}: {words}"), side=names[sign.side.other], words=sign.value["w"])
        made.append(Line(waits, "italic"))
    if month is not None:
        by = Month.parse(month.value["m"])
        made.append(
            Line(text(N_("A month waits for {side}: {month}"), side=names[month.side.other], month=by), "italic")
        )
    return made


def overview(
    setting: Setting, known: Known, made: Sequence[Line], topic: Topic, *, own: Goal | None, more: Sequence[Row] = ()
) -> Screen:
    """`/goals`. `own` is the reader's side's choice while the other side has not chosen, `more` leads further."""
    shown = [*setting.heading(), Line(Text(N_("Our joint goals")), "bold")]
    opened = topic.id in known.rows
    if not known.goals:
        shown.append(Line(Text(N_("There is no joint list of goals yet."))))
        shown.append(Line(_how_to_begin(topic, opened=opened)))
    shown += [GAP, *made] if made else []
    if own is not None:
        said = N_("Your side has chosen goal {n} as the most important. The other side has not chosen yet.")
        shown += [GAP, Line(text(said, n=own.n), "italic")]
    return Screen(tuple(shown), (*_rows(setting, known, topic, opened=opened), *more))


def _how_to_begin(topic: Topic, *, opened: bool) -> Text:
    if opened:
        return Text(N_("Either side can make one out of what both have named, and put it forward."))
    return text(N_("It begins when both sides are ready with this topic: {topic}"), topic=Text(topic.title))


def _rows(setting: Setting, known: Known, topic: Topic, *, opened: bool) -> tuple[Row, ...]:
    p = setting.partnership
    rows: list[Row] = []
    if setting.reader is not None and setting.open and opened:
        rows += [_of_goal(setting, goal) for goal in known.goals]
        if waiting(known.thread(Subject(GOALS))) is not None:
            rows.append((Button(Text(N_("See what was put forward")), f"em:{p}:{GOALS}"),))
        if known.goals:
            rows.append((Button(Text(N_("Change the list")), f"Ge:{p}"),))
        else:
            own = waiting(known.thread(Subject(GOALS)))
            ours = own is not None and own.side is setting.reader
            label = N_("Change our proposal") if ours else N_("Make the joint list")
            rows.append((Button(Text(label), f"Ge:{p}"),))
        if len(known.goals) > 1:
            rows.append((Button(Text(N_("Which matters most")), f"Gw:{p}"),))
    return (*rows, (Button(Text(N_("The plan")), f"Gp:{p}"),))


def _of_goal(setting: Setting, goal: Goal) -> Row:
    own = setting.partnership
    # Translators: buttons; {n} is a goal's number, and they lead to its sign and its month.
    sign, month = text(N_("Goal {n}: sign"), n=goal.n), text(N_("Goal {n}: month"), n=goal.n)
    return (
        Button(sign, f"em:{own}:{Subject(SIGN, goal.id)}"),
        Button(month, f"em:{own}:{Subject(GOAL_MONTH, goal.id)}"),
    )


def which_matters_most(setting: Setting, goals: Sequence[Goal], prompt: str) -> Screen:
    """Asked of every member; what a side says is shown when both have said it."""
    shown = [*setting.heading(), Line(Text(prompt), "bold")]
    shown += [Line(text(N_("{n}. {words}"), n=goal.n, words=goal.words)) for goal in goals]
    shown.append(Line(Text(N_("Anybody on your side can answer. It is shown when both sides have chosen.")), "italic"))
    numbers = [Button(str(goal.n), f"Gt:{setting.partnership}:{goal.id}") for goal in goals]
    return Screen(tuple(shown), in_rows(numbers))


def chosen(setting: Setting, most: Most, *, by: str | None) -> Screen:
    """What matters most, to whoever's side has chosen, or to both sides once both have. `by`: a colleague chose."""
    shown = [*setting.heading(), Line(Text(N_("Which goal matters most")), "bold")]
    if by is not None:
        # Translators: {name} is a colleague on the same side.
        shown.append(Line(text(N_("{name} has chosen for your side."), name=by)))
    for side in Side:
        if side in most:
            goal = most[side]
            # Translators: an organisation and the goal it chose, as in "A: 2. Clean water".
            said = N_("{side}: {n}. {words}")
            shown.append(Line(text(said, side=setting.names[side], n=goal.n, words=goal.words)))
    if len(most) < len(Side):
        shown.append(Line(Text(N_("✓ Kept. It is shown to both sides when the other side has chosen too.")), "italic"))
    p = setting.partnership
    return Screen(
        tuple(shown),
        ((Button(Text(N_("Choose another one")), f"Gw:{p}"),), (Button(Text(N_("Our joint goals")), f"Gg:{p}"),)),
    )


def offer_strength(setting: Setting) -> Screen:
    """Once, to both sides, when no joint goal makes the local organisation stronger."""
    said = (
        N_("Does one of the joint goals help the local organisation to stand on its own feet?"),
        N_("It helps the work to last. You can mark it in the list, or add such a goal. Both sides are asked this."),
    )
    rows = ((Button(Text(N_("Change the list")), f"Ge:{setting.partnership}"),),)
    return Screen((*setting.heading(), *(Line(Text(line)) for line in said)), rows)
