"""The limits are kept whatever is asked, and what they allow is used. Arithmetic with times passed in."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.telegram.limits import BURST, ChatLimits, Pacer
from bot.telegram.pace import Pace

waits = st.lists(st.floats(0, 3, allow_nan=False), min_size=1, max_size=200)


@settings(deadline=None)
@given(waits)
def test_no_second_holds_more_than_thirty_sends(idle: list[float]) -> None:
    pacer, now, sent = Pacer(29.5), 0.0, []
    for seconds in idle:
        now = pacer.take(now + seconds)
        sent.append(now)
    assert sent == sorted(sent)
    assert all(later - earlier >= 1 for earlier, later in zip(sent, sent[30:], strict=False))


def test_a_pacer_with_work_keeps_its_rate() -> None:
    pacer, now = Pacer(29.5), 0.0
    for _ in range(295):
        now = pacer.take(now)
    assert 9.9 < now < 10.1


def test_places_are_booked_one_ahead_and_without_a_rate_all_at_once() -> None:
    pacer = Pacer(10)
    assert (pacer.free(5.0, 100), pacer.take(5.0)) == (1, 5.0)
    assert (pacer.free(5.0, 100), 5.08 < pacer.take(5.0) <= 5.1) == (1, True)
    assert (pacer.free(5.05, 100), pacer.free(5.11, 100), pacer.free(5.11, 0)) == (0, 1, 0)
    assert Pacer(0).free(5.0, 100) == 100


@settings(deadline=None)
@given(waits)
def test_a_chat_gets_its_burst_and_then_one_a_second(idle: list[float]) -> None:
    chats, now, sent = ChatLimits(1.0), 0.0, []
    for seconds in idle:
        now = chats.ready_at(7, now + seconds)
        chats.take(7, now)
        sent.append(now)
    over = zip(sent, sent[BURST:], strict=False)
    assert all(later - earlier >= 1 for earlier, later in over)
    for start in range(len(sent)):
        for end in range(start, len(sent)):
            assert end - start + 1 <= BURST + (sent[end] - sent[start]) + 1e-6


def test_a_chat_out_of_its_burst_waits_and_no_other_does() -> None:
    chats = ChatLimits(1.0)
    for _ in range(BURST):
        chats.take(7, 100.0)
    assert list(chats.waiting(100.0)) == [7]
    assert chats.ready_at(8, 100.0) == 100.0
    assert chats.waiting(101.1) == {}


def test_a_refused_chat_is_paused_alone_and_two_of_them_pause_all_but_not_for_long() -> None:
    now = 100.0
    pace = Pace(29.5, 1.0, lambda: now)
    pace.hold(7, 3600)
    assert (pace.free(10), pace.waiting_chats()) == (1, [7])
    pace.hold(8, 3600)
    assert (pace.free(10), pace.next_change(more=True)) == (0, 130.0)
    now = 130.0
    assert pace.free(10) == 1
    assert sorted(pace.waiting_chats()) == [7, 8]
