"""What each input leads to; the walk is saved and loaded between every two turns."""

from __future__ import annotations

import pytest

from conversations import events as ev
from conversations import inputs as do
from conversations.answers import Answer, State
from conversations.engine import Turn
from conversations.questions import EMPTY, NOT_IN_LIST, USE_BUTTONS
from conversations.sides import Side, Visible
from conversations.text import Text
from conversations.walk import Walk, place
from tests.conversations.talks import (
    FIRST,
    ITEMS,
    LAST,
    NEEDED,
    READY,
    STATE,
    TALK,
    TICKS,
    WHY,
    say,
    tap,
    turn,
    walked,
)

NEW = Walk(Side.DANISH)
AT_TICKS = walked(NEW, tap("t.state", "well"))
AT_ITEMS = walked(AT_TICKS, tap("t.ticks", "a"), do.Done("t.ticks"))
AT_FEW_MORE = walked(NEW, *NEEDED)
IN_REVIEW = walked(AT_FEW_MORE, do.FewMore("first", wanted=False))
IS_READY = walked(NEW, *READY)
OPENED = Walk(Side.DANISH, IS_READY.answers, IS_READY.ready, frozenset({"first"}))


def stale(walk: Walk) -> Turn:
    return Turn(walk, (ev.Stale(), ev.Arrived(place(TALK, walk))))


def test_an_answer_is_stored_and_leads_to_the_next_question() -> None:
    answer = Answer("t.state", State.GIVEN, "well")

    assert turn(NEW, tap("t.state", "well")) == Turn(
        NEW.with_answer(answer),
        (ev.Answered(FIRST, STATE, answer), ev.Arrived(ev.AtQuestion(FIRST, TICKS, 2, 3, None))),
    )


def test_a_refused_answer_changes_nothing_and_keeps_the_question_open() -> None:
    assert turn(NEW, say("t.state", "well")) == Turn(NEW, (ev.Refused(STATE, Text(USE_BUTTONS)),))
    assert turn(NEW, tap("t.state", "other")) == Turn(NEW, (ev.Refused(STATE, Text(NOT_IN_LIST)),))


def test_ticks_are_a_draft_until_done() -> None:
    draft = Answer("t.ticks", State.DRAFT, ["a"])
    ticked = turn(AT_TICKS, tap("t.ticks", "a"))
    done = turn(ticked.walk, do.Done("t.ticks"))

    assert ticked == Turn(AT_TICKS.with_answer(draft), (ev.Drafted(FIRST, TICKS, draft),))
    assert done.walk.answers["t.ticks"] == Answer("t.ticks", State.GIVEN, ["a"])


@pytest.mark.parametrize(
    ("given", "state"),
    [
        (do.Skip("t.state"), State.SKIPPED),
        (do.RatherTalk("t.state"), State.TALK),
        (do.PutAside("t.state"), State.UNCLEAR),
    ],
)
def test_skip_rather_talk_and_unclear_are_answers_of_their_own(given: do.Input, state: State) -> None:
    answer = Answer("t.state", state)

    assert turn(NEW, given) == Turn(
        NEW.with_answer(answer),
        (ev.Answered(FIRST, STATE, answer), ev.Arrived(ev.AtQuestion(FIRST, TICKS, 2, 3, None))),
    )


def test_an_explanation_changes_nothing() -> None:
    assert turn(NEW, do.Explain("t.state")) == Turn(NEW, (ev.Explained(STATE),))


def test_resume_shows_where_one_is() -> None:
    assert turn(AT_ITEMS, do.Resume()) == Turn(AT_ITEMS, (ev.Arrived(ev.AtQuestion(FIRST, ITEMS, 3, 3, None)),))


def test_back_reopens_the_question_before_and_keeps_its_answer() -> None:
    reopened = Answer("t.state", State.REOPENED, "well")

    assert turn(AT_TICKS, do.Back("t.ticks")) == Turn(
        AT_TICKS.with_answer(reopened),
        (ev.Reopened(FIRST, STATE, reopened), ev.Arrived(ev.AtQuestion(FIRST, STATE, 1, 3, reopened))),
    )


def test_back_from_the_first_question_leads_nowhere() -> None:
    assert turn(NEW, do.Back("t.state")) == Turn(NEW, (ev.Arrived(place(TALK, NEW)),))


def test_back_does_not_lead_into_a_finished_topic() -> None:
    assert turn(IS_READY, do.Back("t.end")).walk == IS_READY


def test_a_reopened_answer_can_be_kept() -> None:
    back = walked(AT_TICKS, do.Back("t.ticks"))

    assert turn(back, do.Keep("t.state")).walk == AT_TICKS


def test_keep_needs_something_to_keep() -> None:
    skipped_and_back = walked(NEW, do.Skip("t.state"), do.Back("t.ticks"))

    assert turn(NEW, do.Keep("t.state")) == stale(NEW)
    assert turn(AT_TICKS, do.Keep("t.state")) == stale(AT_TICKS)
    assert turn(skipped_and_back, do.Keep("t.state")) == stale(skipped_and_back)


def test_a_changed_answer_leads_back_to_where_one_was() -> None:
    changed = walked(AT_ITEMS, do.Change("t.state"), tap("t.state", "badly"))

    assert changed.answers["t.state"] == Answer("t.state", State.GIVEN, "badly")
    assert place(TALK, changed) == ev.AtQuestion(FIRST, WHY, 2, 4, None)


def test_ticks_of_a_reopened_answer_go_on_from_where_they_were() -> None:
    walk = walked(AT_ITEMS, do.Change("t.ticks"), tap("t.ticks", "b"), do.Done("t.ticks"))

    assert walk.answers["t.ticks"] == Answer("t.ticks", State.GIVEN, ["a", "b"])


def test_a_reopened_free_text_starts_anew() -> None:
    walk = walked(NEW, tap("t.state", "badly"), say("t.why", "rain"), do.Change("t.why"), say("t.why", "sun"))

    assert walk.answers["t.why"].pieces == ({"t": "sun"},)


def test_a_question_that_is_no_longer_asked_cannot_be_changed() -> None:
    walk = walked(NEW, tap("t.state", "badly"), say("t.why", "rain"), do.Change("t.state"), tap("t.state", "well"))

    assert turn(walk, do.Change("t.why")) == stale(walk)


@pytest.mark.parametrize("walk", [IS_READY, OPENED])
def test_nothing_is_changed_in_a_topic_that_is_finished_or_opened(walk: Walk) -> None:
    for given in (
        do.Change("t.state"),
        tap("t.state", "badly"),
        do.Skip("t.ticks"),
        do.FewMore("first", wanted=True),
    ):
        assert turn(walk, given) == stale(walk)


@pytest.mark.parametrize(
    "given",
    [
        tap("t.unknown", "a"),
        do.Skip("t.local"),
        tap("t.ticks", "a"),
        do.Done("t.ticks"),
        do.Back("t.end"),
        do.Explain("t.items"),
        do.Change("t.state"),
        do.Show("t.state", Visible.OWN),
        do.AskReady("first"),
        do.SayReady("first"),
        do.Withdraw("first"),
        do.AskReady("nowhere"),
        do.FewMore("nowhere", wanted=True),
    ],
)
def test_what_does_not_fit_here_changes_nothing_and_shows_where_one_is(given: do.Input) -> None:
    assert turn(NEW, given) == stale(NEW)


def test_the_same_button_twice_is_unchanged_and_need_not_be_told() -> None:
    assert turn(AT_TICKS, tap("t.state", "well")) == Turn(AT_TICKS, (ev.Unchanged(),))
    assert turn(AT_TICKS, tap("t.state", "badly")) == stale(AT_TICKS)


def test_a_few_more_can_be_wanted_or_not() -> None:
    answer = Answer("more:first", State.GIVEN, "no")

    assert turn(AT_FEW_MORE, do.FewMore("first", wanted=False)) == Turn(
        AT_FEW_MORE.with_answer(answer), (ev.WantsMore(FIRST, answer), ev.Arrived(ev.AtReview(FIRST)))
    )


def test_a_few_more_that_were_taken_cannot_be_declined_again() -> None:
    walk = walked(AT_FEW_MORE, do.FewMore("first", wanted=True))

    assert turn(walk, do.FewMore("first", wanted=False)) == stale(walk)


def test_a_topic_can_be_finished_without_answering_a_few_more() -> None:
    assert turn(AT_FEW_MORE, do.AskReady("first")) == Turn(AT_FEW_MORE, (ev.ReadyAsked(FIRST),))


def test_ready_is_asked_once_and_finishes_the_topic() -> None:
    asked = turn(IN_REVIEW, do.AskReady("first"))
    finished = turn(asked.walk, do.SayReady("first"))

    assert asked == Turn(IN_REVIEW, (ev.ReadyAsked(FIRST),))
    assert finished == Turn(
        Walk(Side.DANISH, IN_REVIEW.answers, frozenset({"first"})),
        (ev.TopicFinished(FIRST), ev.Arrived(ev.AtQuestion(LAST, LAST.questions[0], 1, 1, None))),
    )


def test_ready_twice_is_ready_once() -> None:
    assert turn(IS_READY, do.SayReady("first")) == Turn(IS_READY, (ev.Unchanged(),))
    assert turn(IS_READY, do.AskReady("first")) == stale(IS_READY)


def test_ready_is_not_for_a_topic_with_an_open_question() -> None:
    reopened = walked(IN_REVIEW, do.Change("t.state"))

    assert turn(reopened, do.SayReady("first")) == stale(reopened)


def test_ready_can_be_taken_back_until_the_opening() -> None:
    assert turn(IS_READY, do.Withdraw("first")) == Turn(IN_REVIEW, (ev.TopicWithdrawn(FIRST), ev.LookedThrough(FIRST)))
    assert turn(OPENED, do.Withdraw("first")) == stale(OPENED)


def test_looking_through_changes_nothing_at_any_time() -> None:
    for walk in (NEW, IN_REVIEW, IS_READY, OPENED):
        assert turn(walk, do.LookThrough("first")) == Turn(walk, (ev.LookedThrough(FIRST),))


def test_who_may_see_an_answer_is_chosen_freely_while_it_is_sealed() -> None:
    for walk in (AT_TICKS, IS_READY):
        for visible in Visible:
            answer = Answer("t.state", State.GIVEN, "well", visible)
            assert turn(walk, do.Show("t.state", visible)) == Turn(
                walk.with_answer(answer), (ev.VisibleChosen(FIRST, STATE, answer),)
            )


def test_an_opened_answer_can_be_opened_further_but_never_closed_again() -> None:
    staff = OPENED.with_answer(Answer("t.state", State.GIVEN, "well", Visible.STAFF))

    assert turn(staff, do.Show("t.state", Visible.OWN)) == stale(staff)
    assert turn(staff, do.Show("t.state", Visible.BOTH)).walk == OPENED
    assert turn(OPENED, do.Show("t.state", Visible.STAFF)) == stale(OPENED)


def test_who_may_see_it_begins_as_the_question_says_and_outlasts_a_change() -> None:
    began = walked(NEW, tap("t.state", "badly"), say("t.why", "rain"))
    changed = walked(began, do.Show("t.why", Visible.OWN), do.Change("t.why"), say("t.why", "sun"))

    assert began.answers["t.why"].visible is Visible.STAFF
    assert changed.answers["t.why"] == Answer("t.why", State.GIVEN, {"pieces": [{"t": "sun"}]}, Visible.OWN)


def test_a_private_number_is_stored_only_once_the_writer_keeps_it() -> None:
    at_why = walked(NEW, tap("t.state", "badly"))
    given = say("t.why", "call 12345678")

    assert turn(at_why, given) == Turn(at_why, (ev.PrivateNumberSeen(WHY, "call …"),))
    kept = turn(at_why, do.Give(given.question, given.raw, private_kept=True)).walk
    assert kept.answers["t.why"].pieces == ({"t": "call 12345678"},)


def test_an_empty_message_is_refused_before_it_is_searched_for_numbers() -> None:
    assert turn(AT_ITEMS, say("t.items", " ")) == Turn(AT_ITEMS, (ev.Refused(ITEMS, Text(EMPTY)),))


def test_an_edited_message_changes_its_answer_while_the_topic_is_sealed() -> None:
    walk = walked(AT_ITEMS, say("t.items", "one", 5), say("t.items", "two", 6), do.Done("t.items"))
    answer = Answer("t.items", State.GIVEN, {"pieces": [{"t": "one", "m": 5}, {"t": "three", "m": 6}]})

    assert turn(walk, do.Amend("t.items", "three", 6)) == Turn(
        walk.with_answer(answer), (ev.Answered(FIRST, ITEMS, answer, amended=True),)
    )
    assert turn(walk, do.Amend("t.items", "", 6)) == Turn(walk, (ev.Refused(ITEMS, Text(EMPTY)),))
    assert turn(walk, do.Amend("t.items", "x", 7)) == Turn(walk, (ev.Unchanged(),))


def test_an_edit_after_the_opening_changes_nothing_and_says_so() -> None:
    assert turn(OPENED, do.Amend("t.items", "x", 5)) == Turn(OPENED, (ev.AlreadyShared(ITEMS),))


def test_an_edited_caption_keeps_its_photo() -> None:
    photo = do.Give("t.items", do.Sent(3, "photo", "old", 5))
    walk = walked(AT_ITEMS, photo, do.Amend("t.items", "new", 5))

    assert walk.answers["t.items"].pieces == ({"f": 3, "k": "photo", "m": 5, "t": "new"},)


def test_the_photos_of_one_album_are_one_answer_and_never_spill_over() -> None:
    at_why = walked(NEW, tap("t.state", "badly"))
    album = [do.Give("t.why", do.Sent(n, "photo", "ours" if n == 1 else "", n, "g")) for n in range(1, 11)]
    first = walked(at_why, album[0])

    assert place(TALK, first) == ev.AtQuestion(FIRST, TICKS, 3, 4, None)
    walk = walked(first, *album[1:])
    assert [piece["f"] for piece in walk.answers["t.why"].pieces] == list(range(1, 11))
    assert walk.answers["t.why"].state is State.GIVEN
    assert place(TALK, walk) == place(TALK, first)


def test_a_photo_of_another_album_does_not_join() -> None:
    walk = walked(NEW, tap("t.state", "badly"), do.Give("t.why", do.Sent(1, "photo", album="g")))

    assert turn(walk, do.Give("t.why", do.Sent(2, "photo", album="h"))) == stale(walk)
    assert turn(walk, do.Give("t.why", do.Sent(2, "photo"))) == stale(walk)


def test_an_album_does_not_overfill_a_list() -> None:
    album = [do.Give("t.items", do.Sent(n, "photo", source=n, album="g")) for n in range(1, 6)]
    full = walked(AT_ITEMS, *album[:3])
    late = turn(full, album[3])

    assert [piece["f"] for piece in full.answers["t.items"].pieces] == [1, 2, 3]
    assert late.walk == full
    assert [type(event) for event in late.events] == [ev.Refused]
