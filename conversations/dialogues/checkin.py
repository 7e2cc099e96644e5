"""The check-in: how it has gone since last time, in two sittings.

Source: the guide asks partners to look at goals, contributions, expectations and problems at intervals. The first
sitting is about the goals and the work, the second about what is between the two sides. A check-in is made anew for
every round, with the goals of the joint list as they stood when it began.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from conversations.dialogue import Dialogue, Topic
from conversations.questions import Choice, FreeText, Multi, Question, Scale, When, option
from conversations.sides import Side, Visible
from conversations.text import N_

ID = "checkin"
WORK, BETWEEN = "work", "between"
TOPIC_OF_SITTING = {1: WORK, 2: BETWEEN}

STATE, WHY = "ci.goal.state", "ci.goal.why"
GOOD, BAD = "ci.good", "ci.bad"
KEPT_OWN, KEPT_OTHER = "ci.kept.own", "ci.kept.other"
TEMPERATURE, PROBLEM, PROBLEM_SAID = "ci.temp", "ci.prob", "ci.prob.say"
THANKS, CALL = "ci.thanks", "ci.call"
NO_PROBLEM, THIS_WEEK = "none", "week"

_STATES = (
    # Translators: How it is going with a goal.
    option("reached", N_("Reached")),
    option("way", N_("On the way")),
    option("slow", N_("Slow")),
    option("stuck", N_("Stuck")),
    option("wrong", N_("No longer right")),
    option("unknown", N_("Don't know")),
)
_HELD_BACK = frozenset({"slow", "stuck", "wrong"})

# Translators: Whether promises were kept.
_KEPT = (
    option("yes", N_("Yes")),
    option("mostly", N_("Mostly")),
    option("partly", N_("Partly")),
    option("no", N_("No")),
    option("unknown", N_("Don't know")),
)
_PROBLEMS = (
    option("late", N_("Late answers")),
    option("roles", N_("Unclear roles")),
    option("money", N_("Money")),
    option("report", N_("Reporting")),
    option("heard", N_("Not being heard")),
    option("equip", N_("Equipment")),
    option("language", N_("Language")),
    option(NO_PROBLEM, N_("No problem")),
)

_WORKED = (
    FreeText(id="ci.done", prompt=N_("What has been done since last time?")),
    FreeText(
        id=GOOD,
        prompt=N_("What went well and is worth doing again?"),
        hint=N_("It goes to the lesson book, which both sides can read: /lessons"),
    ),
    FreeText(
        id=BAD,
        prompt=N_("What went badly, and what does it teach us?"),
        hint=N_("It goes to the lesson book, which both sides can read: /lessons"),
    ),
    Choice(
        id="ci.equip.use",
        prompt=N_("How much of the last shipment is in use now?"),
        side=Side.LOCAL,
        # Translators: How much of a shipment of equipment is in use.
        choices=(
            option("all", N_("All of it")),
            option("most", N_("Most")),
            option("half", N_("Half")),
            option("little", N_("A little")),
            option("none", N_("None of it")),
            option("nothing", N_("No shipment yet")),
        ),
        ordered=True,
        unknown=frozenset({"nothing"}),
    ),
    Multi(
        id="ci.equip.why",
        prompt=N_("What keeps the rest from being used?"),
        side=Side.LOCAL,
        when=When("ci.equip.use", frozenset({"most", "half", "little", "none"})),
        choices=(
            option("broken", N_("Broken")),
            option("parts", N_("No spare parts")),
            option("power", N_("No power")),
            option("trained", N_("Nobody trained")),
            option("needed", N_("Not needed")),
            option("customs", N_("In customs")),
            option("missing", N_("Parts missing")),
            option("other", N_("Other")),
        ),
    ),
)

_BETWEEN_US = (
    Choice(
        id=KEPT_OWN,
        prompt=N_("Has your side done what it promised?"),
        choices=_KEPT,
        ordered=True,
        unknown=frozenset({"unknown"}),
        power=True,
        across=KEPT_OTHER,
        across_prompt=N_("Has {side} done what it promised?"),
    ),
    Choice(
        id=KEPT_OTHER,
        prompt=N_("Has the other side done what it promised?"),
        choices=_KEPT,
        ordered=True,
        unknown=frozenset({"unknown"}),
        power=True,
        visible=Visible.STAFF,
    ),
    Scale(
        id=TEMPERATURE,
        prompt=N_("How is the cooperation between us right now?"),
        steps=(N_("Very bad"), N_("Bad"), N_("So-so"), N_("Good"), N_("Very good")),
    ),
    Multi(
        id=PROBLEM,
        prompt=N_("Is anything a problem between us?"),
        choices=_PROBLEMS,
        alone=NO_PROBLEM,
        visible=Visible.STAFF,
    ),
    FreeText(
        id=PROBLEM_SAID,
        prompt=N_("Tell about it, in writing or by voice. Then choose who may see it."),
        when=When(PROBLEM, frozenset(o.code for o in _PROBLEMS if o.code != NO_PROBLEM)),
        visible=Visible.STAFF,
    ),
    Choice(
        id="ci.exp.fit",
        prompt=N_("Do the expectations we agreed still fit?"),
        choices=(option("yes", N_("Yes")), option("some", N_("Some must change")), option("no", N_("No"))),
        ordered=True,
    ),
    FreeText(id="ci.exp.next", prompt=N_("What do you need from the other side before next time?")),
    FreeText(
        id=THANKS,
        prompt=N_("What would you like to thank the other side for?"),
        hint=N_("It reaches the other side as a message of its own when both sides are ready."),
    ),
    Choice(
        id=CALL,
        prompt=N_("Would you like a call about this?"),
        choices=(
            option(THIS_WEEK, N_("This week")),
            # Translators: Would you like a call? "Some time": it is not urgent.
            option("some", N_("Some time")),
            option("no", N_("No")),
        ),
        hint=N_("The staff who follow your partnership are told when both sides are ready."),
        about_oneself=True,
    ),
)


def made(about: Mapping[str, Any]) -> Dialogue:
    """The check-in of one round: {"goals": [[id, words], ...], "gone": [ids], "sittings": [1] or [1, 2]}.

    A goal that is `gone` from the joint list since is asked about no more; what was answered about it is kept.
    """
    goals = tuple(q for id, words in about["goals"] for q in _of_goal(id, words, gone=id in about["gone"]))
    topics = {
        WORK: Topic(WORK, N_("Goals and work"), (*goals, *_WORKED), points=False),
        BETWEEN: Topic(BETWEEN, N_("Between us"), _BETWEEN_US, points=False),
    }
    return Dialogue(ID, N_("Check-in"), tuple(topics[TOPIC_OF_SITTING[n]] for n in about["sittings"]))


def _of_goal(id: int, words: str, *, gone: bool) -> Iterator[Question]:
    state = f"{STATE}.{id}"
    yield Choice(
        id=state,
        prompt=N_('Goal "{goal}": how is it going?'),
        values={"goal": words},
        item=str(id),
        gone=gone,
        choices=_STATES,
        ordered=True,
        unknown=frozenset({"unknown"}),
        outside=frozenset({"wrong"}),
    )
    yield FreeText(
        id=f"{WHY}.{id}",
        prompt=N_('Goal "{goal}": what is the main reason?'),
        values={"goal": words},
        item=str(id),
        gone=gone,
        when=When(state, _HELD_BACK),
    )
