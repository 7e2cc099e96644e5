"""Telegram's limits, when they are enforced: 30 a second in all, 1 a second in a chat after a burst of 20."""

from __future__ import annotations

from bot.rehearsal.limits import Limits
from tests.rehearsal.conftest import World


class Hand:
    """A clock whose hand is moved."""

    def __init__(self) -> None:
        self.time = 0.0

    def __call__(self) -> float:
        return self.time


def enforced() -> tuple[Limits, Hand]:
    hand = Hand()
    limits = Limits(hand)
    limits.enforced = True
    return limits, hand


def test_nothing_is_refused_unless_the_limits_are_enforced() -> None:
    limits = Limits()

    assert [limits.refusal(1) for _ in range(100)] == [None] * 100


def test_a_chat_takes_a_burst_and_then_one_a_second() -> None:
    limits, hand = enforced()

    burst = [limits.refusal(1) for _ in range(20)]
    refused = limits.refusal(1)
    hand.time = 0.9
    early = limits.refusal(1)
    hand.time = 1.0
    in_time = limits.refusal(1)

    assert (burst, in_time) == ([None] * 20, None)
    assert refused is not None
    assert early is not None
    assert refused.envelope() == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }


def test_everybody_together_gets_thirty_a_second() -> None:
    limits, hand = enforced()

    first = [limits.refusal(chat) for chat in range(40)]
    hand.time = 1.0
    second = [limits.refusal(chat) for chat in range(100, 140)]

    assert ([one is None for one in first], [one is None for one in second]) == (
        [True] * 30 + [False] * 10,
        [True] * 30 + [False] * 10,
    )


def test_an_even_pace_just_below_thirty_is_never_refused() -> None:
    limits, hand = enforced()
    refused = 0
    for number in range(3000):
        hand.time = number / 29.5
        refused += limits.refusal(number) is not None

    assert refused == 0


async def test_sending_and_editing_count_and_the_rest_does_not(world: World) -> None:
    await world.rehearsal.enforce_limits()
    message = await world.told("0")

    edits = [
        await world.call("editMessageText", chat_id=world.anna, message_id=message, text=str(number))
        for number in range(1, 21)
    ]
    action = await world.call("sendChatAction", chat_id=world.anna, action="typing")
    deleted = await world.call("deleteMessage", chat_id=world.anna, message_id=message)

    assert [status for status, _ in edits] == [200] * 19 + [429]
    assert edits[-1][1]["description"] == "Too Many Requests: retry after 1"
    assert (action[0], deleted[0]) == (200, 200)
    assert await world.rehearsal.get("/limits") == {"enforce": True, "refused": 1}
