"""Approving: both sides the same seal of the newest version, or nothing; whatever is pressed, in whatever order."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from conversations.approving import (
    SEAL_SHOWN,
    Approval,
    How,
    Verdict,
    Version,
    approve,
    can_be_made,
    in_force,
    is_asked,
    is_overtaken,
    newest,
)
from conversations.sides import Side

AT = datetime(2027, 2, 1, tzinfo=UTC)
SEALS = [letter * 64 for letter in "abc"]


def version(n: int, seal: str | None = SEALS[0], *sides: Side, how: How = How.MADE) -> Version:
    approvals = {side: Approval(side, "Ada", None, seal or "", AT) for side in sides}
    return Version(n * 10, n, how, seal, (), AT, approvals)


BOTH = tuple(Side)


def test_only_the_newest_version_is_approved_and_only_by_its_own_seal() -> None:
    versions = (version(1), version(2, SEALS[1]))
    shown = {seal: seal[:SEAL_SHOWN] for seal in SEALS}
    assert approve(versions, 20, shown[SEALS[1]], Side.LOCAL) is Verdict.APPROVES
    assert approve(versions, 10, shown[SEALS[0]], Side.LOCAL) is Verdict.STALE
    assert approve(versions, 20, shown[SEALS[0]], Side.LOCAL) is Verdict.STALE
    assert approve(versions, 30, shown[SEALS[1]], Side.LOCAL) is Verdict.STALE
    assert approve((), 20, shown[SEALS[1]], Side.LOCAL) is Verdict.STALE


def test_too_little_of_a_seal_approves_nothing() -> None:
    assert approve((version(1),), 10, "", Side.LOCAL) is Verdict.STALE
    assert approve((version(1),), 10, SEALS[0][: SEAL_SHOWN - 1], Side.LOCAL) is Verdict.STALE


def test_an_uploaded_agreement_is_not_approved_before_its_files_are_here() -> None:
    assert approve((version(1, None),), 10, SEALS[0][:SEAL_SHOWN], Side.LOCAL) is Verdict.STALE


def test_the_first_approval_of_a_side_counts() -> None:
    assert approve((version(1, SEALS[0], Side.LOCAL),), 10, SEALS[0][:SEAL_SHOWN], Side.LOCAL) is Verdict.ALREADY


def test_a_version_is_in_force_when_both_sides_approved_exactly_it() -> None:
    other_seal = {Side.LOCAL: Approval(Side.LOCAL, "Ada", None, SEALS[1], AT)}
    one = version(1, SEALS[0], Side.DANISH)
    assert not one.in_force
    assert not replace(one, approvals={**one.approvals, **other_seal}).in_force
    assert version(1, SEALS[0], *BOTH).in_force


def test_the_one_in_force_stays_so_until_a_newer_one_is_approved_by_both() -> None:
    first, half, second = version(1, SEALS[0], *BOTH), version(2, SEALS[1], Side.LOCAL), version(2, SEALS[1], *BOTH)
    assert in_force((first, half)) == first
    assert in_force((first, second)) == second
    assert in_force((half,)) is None


def test_a_version_that_waits_is_overtaken_when_the_lines_change_and_one_in_force_is_not() -> None:
    assert is_overtaken((version(1),), SEALS[1])
    assert is_overtaken((version(1, SEALS[0], Side.LOCAL),), SEALS[1])
    assert not is_overtaken((version(1),), SEALS[0])
    assert not is_overtaken((version(1, SEALS[0], *BOTH),), SEALS[1])
    assert not is_overtaken((version(1, SEALS[0], how=How.UPLOADED),), SEALS[1])
    assert not is_overtaken((), SEALS[0])


def test_a_new_version_is_made_only_if_it_says_something_new() -> None:
    assert can_be_made((), SEALS[0])
    assert can_be_made((version(1),), SEALS[1])
    assert not can_be_made((version(1),), SEALS[0])


def test_a_side_is_asked_about_the_newest_version_until_it_has_approved() -> None:
    first, second = version(1), version(2, SEALS[1], Side.DANISH)
    versions = (first, second)
    assert [is_asked(versions, v, Side.LOCAL) for v in versions] == [False, True]
    assert not is_asked(versions, second, Side.DANISH)
    assert not is_asked(versions, second, None)


@dataclass
class Store:
    """What the two sides press, kept as the bot keeps it: versions are added, approvals too, nothing is changed."""

    versions: list[Version] = field(default_factory=list)

    def make(self, seal: str) -> None:
        if can_be_made(self.versions, seal):
            self.versions.append(version(len(self.versions) + 1, seal))

    def press(self, number: int, seal_shown: str, side: Side) -> Verdict:
        verdict = approve(self.versions, number, seal_shown, side)
        if verdict is Verdict.APPROVES:
            last = self.versions[-1]
            assert last.seal is not None
            approval = Approval(side, "Ada", None, last.seal, AT)
            self.versions[-1] = replace(last, approvals={**last.approvals, side: approval})
        return verdict


MAKE = st.tuples(st.just("make"), st.sampled_from(SEALS))
PRESS = st.tuples(
    st.just("press"), st.sampled_from([10, 20, 30, 40]), st.sampled_from([s[:SEAL_SHOWN] for s in SEALS] + [""]),
    st.sampled_from(list(Side)),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(MAKE, PRESS), max_size=25))
def test_no_old_button_approves_and_no_approval_is_lost(acts: list[tuple[object, ...]]) -> None:
    store = Store()
    for act in acts:
        before = list(store.versions)
        if act[0] == "make":
            store.make(str(act[1]))
            assert store.versions[: len(before)] == before
            continue
        _, number, seal_shown, side = act
        assert isinstance(number, int)
        assert isinstance(side, Side)
        verdict = store.press(number, str(seal_shown), side)
        last = newest(before)
        if verdict is Verdict.APPROVES:
            assert last is not None
            assert last.seal is not None
            assert (number, seal_shown) == (last.id, last.seal[:SEAL_SHOWN])
            assert side not in last.approvals
            assert store.versions[:-1] == before[:-1]
        else:
            assert store.versions == before
    for one in store.versions:
        assert all(approval.seal == one.seal for approval in one.approvals.values())
        assert one.in_force == (set(one.approvals) == set(Side))
