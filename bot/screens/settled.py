"""What the sides of a partnership have settled, in a few lines for staff."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.screen import GAP, Line
from bot.screens import horizon
from conversations.sides import Side
from conversations.text import N_, Listing, Month, Text, counted, text


@dataclass(frozen=True)
class Settled:
    """`version` is the newest one of the agreement, `approved` who has approved it, `in_force` the one that holds."""

    horizon: Month | None
    expected_end: Month | None
    goals: int
    steps: int
    promises: int
    waiting: int
    open_points: int
    names: Mapping[Side, str]
    version: int | None
    approved: tuple[Side, ...]
    in_force: int | None
    outdated: bool = False  # something else was settled since the version in force was approved


def lines(s: Settled) -> tuple[Line, ...]:
    goals = counted("{n} joint goal", "{n} joint goals", s.goals)
    steps = counted("{n} step in the plan", "{n} steps in the plan", s.steps)
    promises = counted("{n} promise", "{n} promises", s.promises)
    # Translators: as in "Settled: 3 joint goals, 4 steps in the plan and 1 promise."
    said = [GAP, horizon.line(s.horizon, s.expected_end)]
    said.append(Line(text(N_("Settled: {what}."), what=Listing((goals, steps, promises)))))
    if s.open_points:
        said.append(Line(counted("{n} point is still open.", "{n} points are still open.", s.open_points)))
    if s.waiting:
        waits = counted("{n} proposal waits for an answer.", "{n} proposals wait for an answer.", s.waiting)
        said.append(Line(waits))
    said += _agreement(s)
    if s.outdated and s.in_force is not None:
        said.append(since(s.in_force))
    return tuple(said)


def since(version: int) -> Line:
    return Line(text(N_("Since version {n} was approved, something else has been settled."), n=version))


def _agreement(s: Settled) -> list[Line]:
    if s.version is None:
        return [Line(Text(N_("There is no agreement yet.")))]
    if s.in_force == s.version:
        return [Line(text(N_("Agreement: version {n}, approved by both sides."), n=s.version))]
    if s.approved:
        by = Listing(tuple(s.names[side] for side in s.approved))
        newest = text(N_("Agreement: version {n}, approved so far by {side}."), n=s.version, side=by)
    else:
        newest = text(N_("Agreement: version {n}, approved by nobody yet."), n=s.version)
    if s.in_force is None:
        return [Line(newest)]
    return [Line(newest), Line(text(N_("Version {n}, approved by both, holds until then."), n=s.in_force))]
