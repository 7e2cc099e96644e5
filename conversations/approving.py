"""Approving an agreement: both sides approve the same seal of the newest version, or nothing is approved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from conversations.agreement import Line
from conversations.sides import Side


class How(StrEnum):
    MADE = "made"  # from the joint answers
    UPLOADED = "uploaded"  # the partners had one already; it is approved as it is


class Word(StrEnum):
    """What a side says of a version before it approves; the latest counts."""

    YES = "yes"  # it says what we mean
    CHANGE = "change"
    TALK = "talk"
    KEEP = "keep"  # the open points stay open points


@dataclass(frozen=True)
class Approval:
    side: Side
    name: str
    role: str | None  # in the organisation; None if it was never told
    seal: str
    at: datetime


@dataclass(frozen=True)
class Version:
    """`lines` is None for an uploaded agreement; `seal` is None until its files have been fetched."""

    id: int
    n: int
    how: How
    seal: str | None
    lines: tuple[Line, ...] | None
    at: datetime
    approvals: Mapping[Side, Approval] = field(default_factory=dict)
    words: Mapping[Side, Word] = field(default_factory=dict)

    @property
    def in_force(self) -> bool:
        """Both sides have approved exactly this."""
        return self.seal is not None and all(
            side in self.approvals and self.approvals[side].seal == self.seal for side in Side
        )


class Verdict(StrEnum):
    APPROVES = "approves"
    ALREADY = "already"  # this side has approved it
    STALE = "stale"  # not the newest version, or not what was shown: nothing is approved


SEAL_SHOWN = 12  # signs of a seal: enough to tell versions apart, short enough to be read aloud


def newest(versions: Sequence[Version]) -> Version | None:
    return max(versions, key=lambda v: v.n, default=None)


def in_force(versions: Sequence[Version]) -> Version | None:
    """The newest version both sides have approved; a later one that only one side approved changes nothing."""
    return newest([v for v in versions if v.in_force])


def approve(versions: Sequence[Version], version: int, seal_shown: str, side: Side) -> Verdict:
    """`seal_shown` is the beginning of the seal the button was made for."""
    last = newest(versions)
    if last is None or last.id != version or last.seal is None:
        return Verdict.STALE
    if len(seal_shown) < SEAL_SHOWN or not last.seal.startswith(seal_shown):
        return Verdict.STALE
    return Verdict.ALREADY if side in last.approvals else Verdict.APPROVES


def is_asked(versions: Sequence[Version], version: Version, side: Side | None) -> bool:
    """Whether this side has still to say what it thinks of this version."""
    if side is None or version.seal is None or side in version.approvals:
        return False
    return version == newest(versions)


def is_overtaken(versions: Sequence[Version], now: str) -> bool:
    """A version waits for approval and no longer says what was settled: a new one takes its place by itself.

    One in force stays as it was approved, until somebody asks for a new one.
    """
    last = newest(versions)
    return last is not None and last.how is How.MADE and not last.in_force and last.seal != now


def can_be_made(versions: Sequence[Version], now: str) -> bool:
    """Whether a version with this seal would say anything new."""
    last = newest(versions)
    return last is None or last.seal != now
