"""What is settled together after a later talk: ticks, an area's step and help, and a new start in every round."""

from __future__ import annotations

from bot.services.inputs import Pressed
from bot.store import goals, openings, proposals, walks
from bot.store.transaction import Transaction
from conversations.answers import Json
from conversations.commitments import Kind
from conversations.proposals import settled
from tests.bot.services.joining_cast import labels, run
from tests.bot.services.walking_cast import DANISH, LOCAL, Cast, cast
from tests.stage import Shown, Stage


async def opened(stage: Stage) -> tuple[Cast, int]:
    """A capacity talk in which the part about the local organisation is opened, with nothing in it."""
    everybody = await cast(stage)
    await everybody[DANISH].does(Pressed("Db:1:capacity", None), show=False)
    return everybody, await run(stage, lambda tx: _open(tx, stage))


def _open(tx: Transaction, stage: Stage) -> int:
    number = walks.rounds_of(tx, 1, "capacity")[0].id
    openings.open_topic(tx, stage.now, number, "ca", "opened", None)
    return number


async def press(everybody: Cast, who: int, data: str) -> Shown:
    everybody[who].new.clear()
    return (await everybody[who].does(Pressed(data, None)))[-1]


def ticks(shown: Shown) -> list[str]:
    return [label for label in labels(shown) if label.startswith("✓")]


async def counts(stage: Stage, subject: str) -> Json:
    thread = (await run(stage, lambda tx: proposals.threads(tx, 1))).get(subject, ())
    found = settled(thread)
    return found.value if found else None


async def areas_chosen(everybody: Cast, number: int, *codes: str) -> None:
    await press(everybody, DANISH, f"ep:1:ca.first:{number}")
    for code in (*codes, "ok"):
        await press(everybody, DANISH, f"eq:1:ca.first:{number}:cs:{code}")
    await everybody[LOCAL].taps("Accept", show=False)


async def test_ticks_wait_with_who_presses_and_done_puts_them_forward(stage: Stage) -> None:
    everybody, number = await opened(stage)
    asked = await press(everybody, DANISH, f"ep:1:ca.first:{number}")
    assert "Choose up to 2, then press Done." in asked.text.splitlines()
    assert "Done" not in labels(asked)
    one = await press(everybody, DANISH, f"eq:1:ca.first:{number}:cs:money")
    two = await press(everybody, DANISH, f"eq:1:ca.first:{number}:cs:admin")
    third = await press(everybody, DANISH, f"eq:1:ca.first:{number}:cs:people")
    unknown = await press(everybody, DANISH, f"eq:1:ca.first:{number}:cs:nothing")
    assert "You can choose up to 2. Nothing was changed: take a tick away first." in third.text
    assert "That choice is not in the list any more." in unknown.text
    both = ["✓ Daily administration", "✓ Money and accounts"]
    assert [ticks(shown) for shown in (one, two, third, unknown)] == [both[1:], both, both, both]
    everybody[LOCAL].new.clear()
    await press(everybody, DANISH, f"eq:1:ca.first:{number}:cs:ok")
    (news,) = everybody[LOCAL].new
    assert "Daily administration and Money and accounts" in news.text
    assert await counts(stage, f"ca.first:{number}") is None
    await everybody[LOCAL].taps("Accept")
    assert await counts(stage, f"ca.first:{number}") == {"cs": ["admin", "money"]}


async def test_each_chosen_area_gets_its_step_and_the_help_of_the_danish_side(stage: Stage) -> None:
    everybody, number = await opened(stage)
    await areas_chosen(everybody, number, "money")
    asked = await press(everybody, LOCAL, "ep:1:ca.help:+2")
    assert "Money and accounts: what will Havn do to help?" in asked.text
    month = (await everybody[LOCAL].says("Pay for a course"))[-1]
    assert "Without a month" in labels(month)
    await everybody[LOCAL].taps("Without a month")
    shown = everybody[LOCAL].sees()
    assert "Havn" in shown
    await everybody[LOCAL].taps("Put it forward")
    await everybody[DANISH].taps("Accept")
    (made,) = await run(stage, lambda tx: goals.commitments(tx, 1))
    assert (made.kind, made.words, made.who, made.month, made.area) == (
        Kind.PROMISE,
        "Pay for a course",
        "danish",
        None,
        "money",
    )


async def test_all_that_waits_after_a_later_talk_is_accepted_at_once(stage: Stage) -> None:
    everybody, number = await opened(stage)
    await press(everybody, DANISH, f"ep:1:ca.first:{number}")
    for code in ("money", "ok"):
        await press(everybody, DANISH, f"eq:1:ca.first:{number}:cs:{code}")
    await press(everybody, DANISH, f"ep:1:ca.again:{number}")
    await press(everybody, DANISH, f"eq:1:ca.again:{number}:m:2028-03")
    await press(everybody, LOCAL, "et:1:ca")
    await everybody[LOCAL].taps("Accept all that waits")
    assert await counts(stage, f"ca.first:{number}") == {"cs": ["money"]}
    assert await counts(stage, f"ca.again:{number}") == {"m": "2028-03"}


async def test_in_the_next_round_the_areas_are_chosen_anew(stage: Stage) -> None:
    everybody, number = await opened(stage)
    await areas_chosen(everybody, number, "money")
    await run(stage, lambda tx: walks.summarised(tx, stage.now, number))
    await everybody[DANISH].does(Pressed("Db:1:capacity", None), show=False)
    again = await run(stage, lambda tx: _open(tx, stage))
    assert again != number
    listed = await press(everybody, DANISH, "et:1:ca")
    offered = [data for row in listed.buttons for _, data in row]
    assert f"em:1:ca.first:{again}" in offered
    assert f"em:1:ca.first:{number}" not in offered
    assert not [data for data in offered if ":ca.how:" in data or ":ca.help:" in data]


async def test_an_area_nobody_has_chosen_cannot_be_settled(stage: Stage) -> None:
    everybody, number = await opened(stage)
    await areas_chosen(everybody, number, "money")
    for data in ("ep:1:ca.how:+1", "ep:1:ca.help:+99", "ep:1:ca.how:+", f"ep:1:ca.first:{number + 1}", "ep:1:ca.first"):
        shown = await press(everybody, DANISH, data)
        assert shown.text.startswith("This button is no longer active."), data
