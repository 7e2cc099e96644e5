"""What the talks show about a plan's steps, and what the talk about ending leads to when it opens."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from bot.services.common import common
from bot.services.inputs import Pressed
from bot.services.kinds import lookback, phaseout, ready
from bot.services.kinds.base import Look
from bot.services.milestone_facts import facts
from bot.services.past import past
from bot.services.scene import Scene
from bot.store import ahead, answers, openings, partnerships, people, walks
from bot.store.transaction import Transaction
from conversations.access import Actor
from conversations.answers import Answer, Json, State
from conversations.milestone_checks import Facts
from conversations.sides import Side
from conversations.text import Listing, Text, text
from tests.bot.services import goals_cast
from tests.bot.services.goals_cast import CLINIC, HAVN, Sides
from tests.bot.services.joining_cast import run
from tests.bot.services.test_phase_out import planned, press
from tests.stage import WORLD, Stage
from tests.transcripts.beginnings import ROLES

NAMES = {Side.DANISH: HAVN, Side.LOCAL: CLINIC}
BOTH = frozenset(Side)
Given = dict[str, Json]


def words(*said: str) -> Json:
    return {"pieces": [{"t": one} for one in said]}


DANISH: Given = {
    "po.reason": "goals",
    "po.kind": "slow",
    "po.keep": words("Nights"),
    "po.proud": words("The <i>room</i>"),
}
LOCAL: Given = {
    "po.reason": "ready",
    "po.kind": "slow",
    "po.keep": words("Nights", "The ward"),
    "po.owner.1": "local",
    "po.owner.2": "asked",
    "po.income": words("The district"),
    "po.income.how.1": "sure",
    "po.fix": words("We do"),
    "po.ask": words("Leave the tool box", "Send names"),
    "po.proud": words("The open door"),
}


@pytest.fixture
def both(after_the_talk: Stage) -> Sides:
    return goals_cast.sides(after_the_talk)


def scene(tx: Transaction, stage: Stage, who: str = "Danish side") -> Scene:
    return Scene(tx, stage.now, WORLD, people.arrive(tx, stage.now, ROLES[who], None))


async def talked(both: Sides, dialogue: str, danish: Given, local: Given) -> int:
    """A round in which both sides have answered so and everything is opened."""

    def unit(tx: Transaction) -> int:
        named = {"names": {"danish": HAVN, "local": CLINIC}, "equipment": ["Beds"]}
        about = {**named, "goals": [], "gone": [], "sittings": [1, 2]}
        number = walks.open_round(tx, both.stage.now, 1, dialogue, about)
        holders = {member.side: member.id for member in people.members(tx, 1)}
        for side, row in walks.of_round(tx, number).items():
            walks.hold(tx, row.id, holders[side])
            for question, value in (danish if side is Side.DANISH else local).items():
                answers.add(tx, both.stage.now, row.id, Answer(question, State.GIVEN, value), author=1)
        for topic in walks.of_round(tx, number)[Side.LOCAL].definition.topics:
            openings.open_topic(tx, both.stage.now, number, topic.id, "opened", None)
        walks.end_round(tx, both.stage.now, number)
        return number

    return await run(both.stage, unit)


async def known(both: Sides) -> Facts:
    def unit(tx: Transaction) -> Facts:
        now = common(scene(tx, both.stage), 1)
        assert now is not None
        return facts(scene(tx, both.stage), now)

    return await run(both.stage, unit)


async def test_before_any_talk_nothing_is_known(both: Sides) -> None:
    assert await known(both) == Facts(NAMES)


async def test_the_talk_about_ending_shows_what_was_decided_and_who_carries_what(both: Sides) -> None:
    await talked(both, "phaseout", DANISH, LOCAL)
    assert await known(both) == Facts(
        NAMES,
        decided=BOTH,
        kept_named=BOTH,
        works=(("Nights", True), ("The ward", False)),
        incomes=("sure",),
        repair=True,
        papers=(("Beds", None),),
        proud=BOTH,
    )


async def test_a_step_that_the_talks_show_is_done_with_one_press(both: Sides) -> None:
    await talked(both, "phaseout", DANISH, LOCAL)
    await planned(both, "2029-08")
    await press(both.local, "Pd:5")
    one = (await run(both.stage, lambda tx: ahead.milestones(tx, 1)))[4]
    assert (one.state, one.how, one.words, one.side) == ("done", "data", None, Side.LOCAL)


async def test_only_what_is_looked_back_on_after_the_end_follows_it_up(both: Sides) -> None:
    await planned(both, "2027-03")
    answered = {"po.half": "most", "po.learn": words("Ask sooner")}
    await talked(both, "lookback", answered, answered)
    assert ((await known(both)).looks_back, (await known(both)).learnt) == (0, BOTH)
    both.stage.now += timedelta(days=250)
    await talked(both, "lookback", answered, answered)
    assert (await known(both)).looks_back == 1


async def test_an_end_that_waits_stands_with_its_lead_where_the_decision_opens(both: Sides) -> None:
    number = await talked(both, "phaseout", DANISH, LOCAL)
    await press(both.danish, "Pm:1:2028-02")

    def unit(tx: Transaction) -> list[Any]:
        here = scene(tx, both.stage, "Local side")
        where = partnerships.partnership(tx, 1)
        assert where is not None
        reader = Actor(here.person.id, side=Side.LOCAL)
        (now,) = [one for one in past(here, 1, "phaseout", reader) if one.round == number]
        return [line.text for line in phaseout.KIND.result(here, Look(where, now, (), "po1", reader))]

    wording = "We recommend that both sides know the end {lead} months before. It would be {available} months."
    assert text(wording, lead=24, available=12) in await run(both.stage, unit)


async def test_who_may_see_who_takes_over_a_work_is_chosen_with_the_work_named(both: Sides) -> None:
    def unit(tx: Transaction) -> int:
        number = walks.open_round(tx, both.stage.now, 1, "phaseout", {"names": {"danish": HAVN, "local": CLINIC}})
        row = walks.of_round(tx, number)[Side.LOCAL]
        walks.hold(tx, row.id, next(m.id for m in people.members(tx, 1) if m.side is Side.LOCAL))
        for question in ("po.keep", "po.owner.1"):
            answers.add(tx, both.stage.now, row.id, Answer(question, State.GIVEN, LOCAL[question]), author=2)
        return row.id

    walk = await run(both.stage, unit)
    for button in ("i:{}:po.owner.1", "v:{}:po.owner.1", "V:{}:po.owner.1:staff"):
        pressed = Pressed(button.format(walk), 1)
        assert "Nights: who takes over, and have they said yes?" in (await both.local.does(pressed))[-1].text


async def test_the_farewell_brings_both_sides_what_each_is_proud_of_and_thanked_for(both: Sides) -> None:
    thanks = {"ci.thanks": words("For the patience")}
    await talked(both, "phaseout", DANISH, LOCAL)
    await talked(both, "checkin", thanks, thanks)
    await planned(both, "2029-08")
    await press(both.danish, "Pd:15")
    for somebody in (both.danish, both.local):
        (said,) = [one.text for one in somebody.chat.values() if one.text.startswith("Farewell")]
        assert said == (
            "Farewell\n"
            f"The partnership of {HAVN} and {CLINIC} ends in August 2029.\n"
            "\n"
            f"{HAVN} is proud of:\nThe <i>room</i>\n"
            "\n"
            f"{HAVN} says thank you:\nFor the patience\n"
            "\n"
            f"{CLINIC} is proud of:\nThe open door\n"
            "\n"
            f"{CLINIC} says thank you:\nFor the patience\n"
            "\n"
            "Thank you both for all you have done together."
        )


async def test_what_the_danish_side_must_do_is_put_forward_as_its_promise(both: Sides) -> None:
    number = await talked(both, "phaseout", DANISH, LOCAL)

    def unit(tx: Transaction) -> list[tuple[str, Any]]:
        row = walks.of_round(tx, number)[Side.DANISH]
        phaseout.KIND.opened(scene(tx, both.stage), row, "po3")
        now = common(scene(tx, both.stage), 1)
        assert now is not None
        return [(one.words, one.who) for one in now.known.proposed]

    assert await run(both.stage, unit) == [("Leave the tool box", "danish"), ("Send names", "danish")]
    await both.stage.deliver()
    assert f"{CLINIC} puts forward:" in both.danish.sees()
    await both.danish.taps("Accept", show=False)


async def test_readiness_says_what_has_changed_and_asks_about_the_end_after_two_reds(both: Sides) -> None:
    await talked(both, "ready", {"po.ready.income": "red", "po.ready.repair": "red"}, {"po.ready.repair": "green"})
    await talked(both, "ready", {"po.ready.income": "red", "po.ready.repair": "green"}, {"po.ready.repair": "green"})

    def unit(tx: Transaction) -> list[Any]:
        here, where = scene(tx, both.stage), partnerships.partnership(tx, 1)
        assert where is not None
        reader = Actor(1, side=Side.DANISH)
        *before, now = past(here, 1, "ready", reader)
        look = Look(where, now, tuple(before), "ready", reader)
        return [line.text for line in ready.KIND.result(here, look)]

    income, repair = Text("Income"), Text("Repair")
    changed = "Since last time, {topic}, {side}: from {before} to {after}."
    assert await run(both.stage, unit) == [
        text("Red: {topics}", topics=Listing((income,))),
        text(changed, topic=repair, side=HAVN, before=Text("Red"), after=Text("Green")),
        text(
            "Red twice in a row: {topics}. Talk about it: should the end be moved?",
            topics=Listing((income,)),
        ),
    ]


async def test_readiness_and_the_look_back_wait_for_a_plan(both: Sides) -> None:
    def refused(tx: Transaction) -> list[bool]:
        here, where = scene(tx, both.stage), partnerships.partnership(tx, 1)
        assert where is not None
        return [kind.refuses(here, where) is not None for kind in (phaseout.KIND, ready.KIND, lookback.KIND)]

    assert await run(both.stage, refused) == [True, True, True]
    await planned(both, "2027-04")
    assert await run(both.stage, refused) == [True, False, False]
