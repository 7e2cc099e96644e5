"""Settling together: one side puts forward, the other accepts or counters, and nothing is ever settled by accident."""

from __future__ import annotations

import pytest

from bot.services.common import common
from bot.services.inputs import Pressed
from bot.services.scene import Scene
from bot.store import goals, people, proposals
from bot.store.transaction import Transaction
from conversations.commitments import Commitment, Kind
from conversations.proposals import settled, waiting
from conversations.text import Month
from tests.bot.services.joining_cast import run
from tests.stage import WORLD, Somebody, Stage
from tests.transcripts.beginnings import ROLES

CUSTOMS, REVIEW, END = "su.role.customs", "su.plan.review", "su.fut.end"
LINE = "The technical school does it with us"


async def press(who: Somebody, data: str) -> str:
    """What is shown after a press, wherever the button stood."""
    news = await who.does(Pressed(data, None))
    return news[-1].text if news else ""


async def write(who: Somebody, subject: str, words: str) -> None:
    """Puts words of their own forward."""
    await press(who, f"ep:1:{subject}")
    if any(label == "In our own words" for row in list(who.chat.values())[-1].buttons for label, _ in row):
        await who.taps("In our own words", show=False)
    await who.says(words, show=False)
    await who.taps("Put it forward", show=False)


async def state(stage: Stage, subject: str) -> tuple[object, object]:
    """(what counts, what waits) of a matter."""
    threads = await run(stage, lambda tx: proposals.threads(tx, 1))
    counts, now = settled(threads.get(subject, ())), waiting(threads.get(subject, ()))
    return counts.value if counts else None, now.value if now else None


async def test_what_is_put_forward_waits_for_the_other_side_and_counts_when_it_accepts(
    after_the_talk: Stage, danish: Somebody, local: Somebody
) -> None:
    await write(danish, CUSTOMS, LINE)
    assert await state(after_the_talk, CUSTOMS) == (None, {"w": LINE})
    await local.taps("Accept", show=False)
    assert await state(after_the_talk, CUSTOMS) == ({"w": LINE}, None)
    assert "✓ Settled: The Blue Door Clinic has accepted." in danish.sees()


async def test_an_option_is_put_forward_with_one_press(after_the_talk: Stage, danish: Somebody) -> None:
    await press(danish, f"ep:1:{CUSTOMS}")
    await danish.taps("Them", show=False)
    assert await state(after_the_talk, CUSTOMS) == (None, {"c": "local"})


async def test_a_counter_proposal_takes_the_place_of_what_waited(
    after_the_talk: Stage, danish: Somebody, local: Somebody
) -> None:
    await write(danish, CUSTOMS, LINE)
    await local.taps("Suggest something else", show=False)
    await local.taps("Us", show=False)
    assert await state(after_the_talk, CUSTOMS) == (None, {"c": "local"})
    await danish.taps("Accept", show=False)
    assert await state(after_the_talk, CUSTOMS) == ({"c": "local"}, None)


async def test_the_thread_stays_visible_with_who_put_forward_what_and_when(danish: Somebody, local: Somebody) -> None:
    await write(danish, CUSTOMS, LINE)
    await local.taps("Suggest something else", show=False)
    await local.taps("Us", show=False)
    await danish.taps("Accept", show=False)
    assert await press(local, f"em:1:{CUSTOMS}") == (
        "Roles\n"
        "Who gets permits and clears customs?\n"
        "Udstyr på vej: The Blue Door Clinic\n"
        "The Blue Door Clinic: Udstyr på vej\n"
        "\n"
        "What was put forward\n"
        "\n"
        "Udstyr på vej, 2 February 2027:\n"
        f"{LINE}\n"
        "The other side put forward something else (2 February 2027).\n"
        "\n"
        "The Blue Door Clinic (Local side), 2 February 2027:\n"
        "The Blue Door Clinic\n"
        "✓ Accepted by both sides (2 February 2027)."
    )


async def test_what_is_accepted_twice_from_two_phones_is_accepted_once(
    after_the_talk: Stage, danish: Somebody, local: Somebody
) -> None:
    await write(danish, CUSTOMS, LINE)
    await press(local, "ea:1")
    assert "This is settled already, just like that. Nothing was changed." in await press(local, "ea:1")
    assert await state(after_the_talk, CUSTOMS) == ({"w": LINE}, None)


async def test_nobody_accepts_what_their_own_side_put_forward(after_the_talk: Stage, danish: Somebody) -> None:
    await write(danish, CUSTOMS, LINE)
    assert "Meanwhile something else has happened here." in await press(danish, "ea:1")
    assert await state(after_the_talk, CUSTOMS) == (None, {"w": LINE})


async def test_an_old_accept_button_never_accepts_what_came_after_it(
    after_the_talk: Stage, danish: Somebody, local: Somebody
) -> None:
    await write(danish, CUSTOMS, LINE)
    await write(danish, CUSTOMS, "We do it ourselves")
    assert "Nothing was changed. This is how it stands now:" in await press(local, "ea:1")
    assert await state(after_the_talk, CUSTOMS) == (None, {"w": "We do it ourselves"})


async def test_somebody_who_was_overtaken_keeps_their_words_and_sees_both(
    after_the_talk: Stage, danish: Somebody, local: Somebody
) -> None:
    await press(local, f"ep:1:{CUSTOMS}")
    await local.taps("In our own words", show=False)
    await local.says("Our driver does it", show=False)
    await write(danish, CUSTOMS, LINE)
    shown = await local.taps("Put it forward")
    assert shown[-1].text == (
        "Who gets permits and clears customs?\n"
        "Meanwhile Udstyr på vej has put this forward:\n"
        f"{LINE}\n"
        "\n"
        "Yours is kept, and nothing of it has been put forward yet:\n"
        "Our driver does it"
    )
    assert await state(after_the_talk, CUSTOMS) == (None, {"w": LINE})
    await local.taps("Put mine forward", show=False)
    assert await state(after_the_talk, CUSTOMS) == (None, {"w": "Our driver does it"})


async def test_two_sides_that_put_forward_the_same_have_agreed(
    after_the_talk: Stage, danish: Somebody, local: Somebody
) -> None:
    await press(danish, f"ep:1:{REVIEW}")
    await press(local, f"ep:1:{REVIEW}")
    await press(danish, f"eq:1:{REVIEW}:m:2027-09")
    await press(local, f"eq:1:{REVIEW}:m:2027-09")
    assert await state(after_the_talk, REVIEW) == ({"m": "2027-09"}, None)


async def test_what_is_taken_back_no_longer_asks_anybody(
    after_the_talk: Stage, danish: Somebody, local: Somebody
) -> None:
    await write(danish, CUSTOMS, LINE)
    asked = list(local.chat.values())[-1]
    await press(danish, "ew:1")
    assert await state(after_the_talk, CUSTOMS) == (None, None)
    assert "Udstyr på vej has taken back what it put forward here." in local.chat[asked.id].text
    assert "Accept" not in str(local.chat[asked.id].buttons)


async def test_a_change_later_is_a_proposal_like_any_other(
    after_the_talk: Stage, danish: Somebody, local: Somebody
) -> None:
    await write(danish, CUSTOMS, LINE)
    await press(local, "ea:1")
    await write(local, CUSTOMS, "Our driver does it")
    assert await state(after_the_talk, CUSTOMS) == ({"w": LINE}, {"w": "Our driver does it"})
    assert "Agreed until now:" in danish.sees()
    await danish.taps("Accept", show=False)
    assert await state(after_the_talk, CUSTOMS) == ({"w": "Our driver does it"}, None)


async def test_a_step_becomes_a_row_of_its_own_text_then_side_then_month(
    after_the_talk: Stage, danish: Somebody, local: Somebody
) -> None:
    await press(danish, "ep:1:su.plan.step:+")
    await danish.says("Train two people in repair", show=False)
    await danish.taps("Them", show=False)
    await danish.says("6/2027", show=False)
    await danish.taps("Put it forward", show=False)
    one = Commitment(1, Kind.STEP, "Train two people in repair", "local", Month(2027, 6))
    assert await run(after_the_talk, lambda tx: goals.commitments(tx, 1)) == ()
    assert await run(after_the_talk, lambda tx: goals.commitments(tx, 1, "proposed")) == (one,)
    await local.taps("Accept", show=False)
    assert await run(after_the_talk, lambda tx: goals.commitments(tx, 1)) == (one,)


async def test_a_promise_needs_no_month(after_the_talk: Stage, danish: Somebody, local: Somebody) -> None:
    await press(danish, "ep:1:su.give.promise:+")
    await danish.says("Answer within a week", show=False)
    for wanted in ("Us", "Without a month", "Put it forward"):
        await danish.taps(wanted, show=False)
    await local.taps("Accept", show=False)
    promise = Commitment(1, Kind.PROMISE, "Answer within a week", "danish", None)
    assert await run(after_the_talk, lambda tx: goals.commitments(tx, 1)) == (promise,)


async def test_a_step_is_taken_out_when_both_sides_want_it(
    after_the_talk: Stage, danish: Somebody, local: Somebody
) -> None:
    await test_a_step_becomes_a_row_of_its_own_text_then_side_then_month(after_the_talk, danish, local)
    await press(local, "ex:1:su.plan.step:1")
    await local.taps("Put it forward", show=False)
    assert len(await run(after_the_talk, lambda tx: goals.commitments(tx, 1))) == 1
    await danish.taps("Accept", show=False)
    assert await run(after_the_talk, lambda tx: goals.commitments(tx, 1)) == ()


async def test_the_time_horizon_both_agree_on_is_the_partnerships_end(
    after_the_talk: Stage, danish: Somebody, local: Somebody
) -> None:
    await press(danish, f"ep:1:{END}")
    await press(danish, f"eq:1:{END}:m:2029-12")
    await local.taps("Accept", show=False)

    def end(tx: Transaction) -> tuple[str | None, Month | None]:
        found = common(Scene(tx, after_the_talk.now, WORLD, people.arrive(tx, after_the_talk.now, 1, "en")), 1)
        assert found is not None
        return found.partnership.end, found.horizon

    assert await run(after_the_talk, end) == ("2029-12", Month(2029, 12))
    for who, where in ((local, "/menu"), (after_the_talk.person(ROLES["Staff"]), "/partnerships")):
        assert "Time horizon: December 2029, agreed by both sides." in (await who.says(where))[-1].text


@pytest.mark.parametrize(
    ("subject", "words", "said"),
    [
        (CUSTOMS, "x" * 4096, "At most 200 letters and signs, to be read at a glance. Nothing was put forward."),
        (CUSTOMS, " \u200b ", "I received an empty message. Nothing was put forward."),
        (CUSTOMS, "Call 0712 345 678", "This looks like a private number. Nothing was saved."),
        (REVIEW, "2027-01", "January 2027 is in the past. Nothing was put forward."),
        (REVIEW, "soon", "I could not read that as a month. Nothing was saved."),
    ],
)
async def test_what_cannot_be_put_forward_is_refused_and_asked_again(
    after_the_talk: Stage, danish: Somebody, subject: str, words: str, said: str
) -> None:
    await press(danish, f"ep:1:{subject}")
    if subject == CUSTOMS:
        await danish.taps("In our own words", show=False)
    shown = await danish.says(words)
    assert shown[-1].text.startswith(said)
    assert ("Cancel", "eC") in [b for row in shown[-1].buttons for b in row]
    assert await state(after_the_talk, subject) == (None, None)


async def test_a_file_cannot_stand_in_an_agreement(danish: Somebody) -> None:
    await press(danish, "ep:1:su.plan.step:+")
    shown = await danish.sends("voice", size=1000, seconds=3)
    assert shown[-1].text.startswith("This has to be written, so that it can stand in the agreement.")


async def test_whoever_does_something_else_first_has_left_it(after_the_talk: Stage, danish: Somebody) -> None:
    await press(danish, "ep:1:su.plan.step:+")
    await danish.says("/menu", show=False)
    await danish.says("Train two people", show=False)
    assert "Put this forward?" not in danish.sees()
    assert await state(after_the_talk, "su.plan.step:1") == (None, None)


async def test_a_button_of_another_draft_changes_nothing(after_the_talk: Stage, danish: Somebody) -> None:
    await press(danish, f"ep:1:{END}")
    assert "This button is no longer active." in await press(danish, f"eq:1:{REVIEW}:m:2027-09")
    assert await state(after_the_talk, REVIEW) == (None, None)


async def test_staff_see_everything_that_is_put_forward_and_can_answer_nothing(
    after_the_talk: Stage, danish: Somebody
) -> None:
    staff = after_the_talk.person(ROLES["Staff"])
    await write(danish, CUSTOMS, LINE)
    assert LINE in await press(staff, f"em:1:{CUSTOMS}")
    shown = list(staff.chat.values())[-1].buttons
    assert shown == [[("Back to Roles", "et:1:role")]]
    for data in ("ea:1", "ew:1", f"ep:1:{CUSTOMS}", "ex:1:su.plan.step:1"):
        await press(staff, data)
    assert await state(after_the_talk, CUSTOMS) == (None, {"w": LINE})


async def test_a_stranger_learns_nothing(after_the_talk: Stage, danish: Somebody) -> None:
    await write(danish, CUSTOMS, LINE)
    stranger = after_the_talk.person(77)
    for data in ("ea:1", "ew:1", "es:1", "et:1:role", f"em:1:{CUSTOMS}", f"eh:1:{CUSTOMS}", "eO:6", "eo:1:role"):
        assert LINE not in await press(stranger, data)
        assert "Blue Door" not in stranger.sees()
    assert await state(after_the_talk, CUSTOMS) == (None, {"w": LINE})


async def test_in_a_closed_partnership_everything_can_be_read_and_nothing_changed(
    after_the_talk: Stage, danish: Somebody, local: Somebody
) -> None:
    await write(danish, CUSTOMS, LINE)
    staff = after_the_talk.person(ROLES["Staff"])
    await press(staff, "qc:1")
    await press(staff, "qcy:1")
    assert LINE in await press(local, f"em:1:{CUSTOMS}")
    for data in ("ea:1", f"ep:1:{CUSTOMS}"):
        await press(local, data)
    assert await state(after_the_talk, CUSTOMS) == (None, {"w": LINE})


async def test_what_waits_stands_in_the_menu(danish: Somebody, local: Somebody) -> None:
    await write(danish, CUSTOMS, LINE)
    assert "1 proposal of the other side waits for your answer." in (await local.says("/menu"))[-1].text
    assert "waits for your answer" not in (await danish.says("/menu"))[-1].text


async def test_everything_that_waits_in_a_topic_can_be_accepted_at_once_and_nothing_that_came_later(
    after_the_talk: Stage, danish: Somebody, local: Somebody
) -> None:
    await write(danish, CUSTOMS, LINE)
    await write(danish, "su.role.report", "Each side its own")
    await press(local, "et:1:role")
    (button,) = [data for row in list(local.chat.values())[-1].buttons for _, data in row if data.startswith("eA:")]
    await write(danish, "su.role.train", "We do it together")
    assert "✓ Settled by both sides" in await press(local, button)
    assert danish.sees().count("✓ Settled: The Blue Door Clinic has accepted.") == 1
    assert await state(after_the_talk, CUSTOMS) == ({"w": LINE}, None)
    assert await state(after_the_talk, "su.role.report") == ({"w": "Each side its own"}, None)
    assert await state(after_the_talk, "su.role.train") == (None, {"w": "We do it together"})


async def test_a_changed_mark_makes_the_next_version_of_an_agreement_that_waits(
    after_the_talk: Stage, danish: Somebody, local: Somebody
) -> None:
    """What both said the same counts only where both agree: otherwise both would approve what is no longer so."""
    await press(danish, "Km:1:0")
    await press(danish, "o:6:agree")
    await press(local, "o:6:agree")
    seen = await press(danish, "Ka:1")
    assert "Agreement, version 2" in seen
    assert "· Contact with the local people: The Blue Door Clinic" in seen


async def test_only_months_that_are_not_over_are_offered(danish: Somebody) -> None:
    await press(danish, f"ep:1:{REVIEW}")
    labels = [label for row in list(danish.chat.values())[-1].buttons for label, _ in row]
    assert labels[:2] == ["Feb 2027", "Mar 2027"]
    assert labels[-2:] == ["2028 »", "Cancel"]
