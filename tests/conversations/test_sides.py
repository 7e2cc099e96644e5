"""The two sides, and who may see what."""

from __future__ import annotations

from conversations.sides import Side, Visible


def test_each_side_is_the_others_other() -> None:
    assert {side: side.other for side in Side} == {Side.DANISH: Side.LOCAL, Side.LOCAL: Side.DANISH}


def test_both_is_more_open_than_staff_then_own_then_only_me() -> None:
    open_enough = {(a.value, b.value) for a in Visible for b in Visible if a.is_at_least(b)}

    assert open_enough == {
        ("both", "both"),
        ("both", "staff"),
        ("both", "own"),
        ("staff", "staff"),
        ("staff", "own"),
        ("own", "own"),
        ("both", "me"),
        ("staff", "me"),
        ("own", "me"),
        ("me", "me"),
    }
