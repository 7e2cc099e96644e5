"""Who may see and do what, row by row; whatever is not named is refused."""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from conversations.access import AUDITED, Action, Actor, Role, inviting, is_audited, may, readable, removing
from conversations.answers import Answer, State
from conversations.sides import Side, Visible

CAST = {
    "SA": Actor(1, staff="admin"),
    "ST": Actor(2, staff="staff", assigned=True),
    "SU": Actor(3, staff="staff"),
    "DK": Actor(4, side=Side.DANISH),
    "LO": Actor(5, side=Side.LOCAL),
    "OX": Actor(6, elsewhere=True),
    "RM": Actor(7, removed=True),
    "XX": Actor(8),
}
COLLEAGUE = 9  # of the same side as LO

# Y allowed, - refused, A allowed and written to the audit log.
TABLE = """
                  SA ST SU DK LO OX RM XX
use               Y  Y  Y  Y  Y  Y  Y  Y
know              Y  Y  -  Y  Y  -  -  -
create            Y  Y  Y  -  -  -  -  -
edit              Y  Y  -  -  -  -  -  -
close             Y  Y  -  -  -  -  -  -
delete_unopened   Y  Y  -  -  -  -  -  -
ask_delete        Y  Y  -  -  -  -  -  -
consent_delete    -  -  -  Y  Y  -  -  -
invite_staff      A  -  -  -  -  -  -  -
assign_staff      A  Y  -  -  -  -  -  -
invite_danish     Y  Y  -  Y  -  -  -  -
invite_local      Y  Y  -  -  Y  -  -  -
remove_danish     Y  Y  -  Y  -  -  -  -
remove_local      Y  Y  -  -  Y  -  -  -
answer            -  -  -  Y  Y  -  -  -
see_progress      Y  Y  -  Y  Y  -  -  -
see_opened        A  Y  -  Y  Y  -  -  -
see_staff_only    A  Y  -  -  -  -  -  -
mark              -  -  -  Y  Y  -  -  -
note              -  -  -  Y  Y  -  -  -
close_topic       -  -  -  Y  Y  -  -  -
summary           A  Y  -  -  -  -  -  -
see_settled       A  Y  -  Y  Y  -  -  -
settle            -  -  -  Y  Y  -  -  -
approve           -  -  -  Y  Y  -  -  -
upload            Y  Y  -  Y  Y  -  -  -
begin             Y  Y  -  Y  Y  -  -  -
plan_trip         -  Y  -  Y  Y  -  -  -
see_plans         A  Y  -  Y  Y  -  -  -
move_milestone    -  -  -  Y  Y  -  -  -
propose_milestone -  Y  -  -  -  -  -  -
propose_phase_out Y  Y  -  Y  Y  -  -  -
record            A  Y  -  Y  Y  -  -  -
attention         A  Y  -  -  -  -  -  -
"""


def test_everybody_has_the_role_they_have_in_this_partnership() -> None:
    assert {name: actor.role.value for name, actor in CAST.items()} == {name: name for name in CAST}
    assert {role.value for role in Role} == set(CAST)


@pytest.mark.parametrize("side", Side)
def test_nobody_is_staff_where_they_are_a_member(side: Side) -> None:
    assert Actor(1, staff="admin", assigned=True, side=side).role.value == ("DK" if side == "danish" else "LO")


def test_nobody_is_staff_where_they_were_a_member() -> None:
    assert Actor(1, staff="admin", assigned=True, removed=True).role is Role.REMOVED


def test_who_may_do_what() -> None:
    columns, *written = [line.split() for line in TABLE.strip().splitlines()]
    expected = {row[0]: dict(zip(columns, row[1:], strict=True)) for row in written}

    assert {
        action.value: {
            name: "A" if is_audited(actor, action) and may(actor, action) else "Y" if may(actor, action) else "-"
            for name, actor in CAST.items()
        }
        for action in Action
    } == expected


def test_only_what_a_staff_admin_does_is_audited() -> None:
    assert {(a.value, n) for a in AUDITED for n, actor in CAST.items() if is_audited(actor, a)} == {
        (a.value, "SA") for a in AUDITED
    }


def test_a_side_is_invited_to_and_removed_from_by_its_own_action() -> None:
    assert [inviting(side) for side in Side] == [Action.INVITE_DANISH, Action.INVITE_LOCAL]
    assert [removing(side) for side in Side] == [Action.REMOVE_DANISH, Action.REMOVE_LOCAL]


def seen_by(name: str, state: State, visible: Visible, how: str | None) -> str:
    """What a reader sees of a local colleague's answer: all of it, only its state, or nothing."""
    answer = Answer("q", state, "secret", visible, id=1, author=COLLEAGUE)
    shown = readable(answer, author_side=Side.LOCAL, reader=CAST[name], how=how)
    if shown is None:
        return "nothing"
    return "all" if shown == answer else "state" if shown == replace(answer, value=None) else "?"


def expected(name: str, state: State, visible: Visible, how: str | None) -> str:
    if visible is Visible.ME:
        return "nothing"
    if name == "LO":
        return "all"
    staff = name in ("SA", "ST")
    reaches = (how == "opened" and (staff or name == "DK")) or (how == "handed" and staff)
    if not reaches or state not in (State.GIVEN, State.TALK):
        return "nothing"
    if state is State.TALK:
        return "state"
    return "all" if visible is Visible.BOTH or (visible is Visible.STAFF and staff) else "nothing"


def test_who_reads_an_answer_in_every_state_of_the_answer_and_of_its_topic() -> None:
    every = list(itertools.product(CAST, State, Visible, (None, "opened", "closed", "handed", "unheard of")))

    assert {case: seen_by(*case) for case in every} == {case: expected(*case) for case in every}


def test_the_other_side_reads_nothing_before_the_opening_whatever_the_writer_chose() -> None:
    assert {seen_by("DK", state, visible, None) for state in State for visible in Visible} == {"nothing"}


def test_a_kept_answer_and_a_skipped_one_look_the_same_to_the_other_side() -> None:
    assert (
        seen_by("DK", State.GIVEN, Visible.STAFF, "opened")
        == seen_by("DK", State.GIVEN, Visible.OWN, "opened")
        == seen_by("DK", State.SKIPPED, Visible.BOTH, "opened")
        == "nothing"
    )


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("how", [None, "opened", "closed"])
def test_what_somebody_keeps_to_themselves_only_they_read(state: State, how: str | None) -> None:
    """Nobody else does, "rather talk about it" included: not the colleagues, not staff, not even the writer in
    another side's place."""
    kept = Answer("q", state, "secret", Visible.ME, id=1, author=COLLEAGUE)

    assert readable(kept, author_side=Side.LOCAL, reader=Actor(COLLEAGUE, side=Side.LOCAL), how=how) == kept
    assert {
        name: shown
        for name, actor in CAST.items()
        if (shown := readable(kept, author_side=Side.LOCAL, reader=actor, how=how)) is not None
    } == {}


def test_rather_talk_is_shown_but_never_what_was_written_before() -> None:
    assert seen_by("DK", State.TALK, Visible.BOTH, "opened") == "state"
