"""`make bench`: how fast the bot answers, beside the library's own ConversationHandler in the same run."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import fields
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import uvloop

from bench.preparing import prepare
from bench.process import Memory
from bench.rounds import CASES, Case, Failed, Figures, Grounds, Plan, measure

_HEAD = ("", "inputs/s", "answers/s", "median", "99th", "cpu/input", "cpu/answer", "start", "memory", "most", "driver")


def main() -> int:
    asked = _parser().parse_args()
    cases = [case for case in CASES if asked.case is None or case.name in asked.case]
    try:
        measured = uvloop.run(_measure(cases, asked))
    except Failed as failed:
        print(failed, file=sys.stderr)
        return 1
    _print({case: _middle(rounds) for case, rounds in measured.items()})
    return 0


async def _measure(cases: list[Case], asked: argparse.Namespace) -> dict[Case, list[Figures]]:
    """Round by round, every case in each, so that what else the machine does falls on all of them alike."""
    plan = Plan(asked.people, asked.warm_up, asked.seconds)
    measured: dict[Case, list[Figures]] = {case: [] for case in cases}
    with TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        print(f"preparing {asked.partnerships} partnerships ...", file=sys.stderr)
        grounds = Grounds(folder, folder / "prepared.db", await prepare(folder / "prepared.db", asked.partnerships))
        for number in range(1, asked.rounds + 1):
            for case in cases:
                figures = await measure(case, grounds, plan)
                measured[case].append(figures)
                print(f"round {number} of {asked.rounds}: {case.title}: {figures.inputs:.0f} inputs/s", file=sys.stderr)
    return measured


def _middle(rounds: list[Figures]) -> Figures:
    """Each figure's own median."""
    plain = {f.name: median(getattr(r, f.name) for r in rounds) for f in fields(Figures) if f.name != "memory"}
    memory = Memory(median(r.memory.now for r in rounds), max(r.memory.most for r in rounds))
    return Figures(**plain, memory=memory)


def _print(found: dict[Case, Figures]) -> None:
    rows = [_HEAD]
    for case, f in found.items():
        rows.append(
            (
                case.title,
                f"{f.inputs:,.0f}",
                f"{f.answers:,.0f}",
                f"{f.median * 1000:.1f} ms",
                f"{f.p99 * 1000:.1f} ms",
                f"{f.processor * 1000:.2f} ms",
                f"{f.processor_answer * 1000:.2f} ms",
                f"{f.start:.2f} s",
                f"{f.memory.now:.0f} MB",
                f"{f.memory.most:.0f} MB",
                f"{f.driver:.0%}",
            )
        )
    widths = [max(len(row[n]) for row in rows) for n in range(len(_HEAD))]
    for row in rows:
        print("  ".join(_placed(row, widths)))
    _print_ratios({case.name: figures for case, figures in found.items()})


def _placed(row: tuple[str, ...], widths: list[int]) -> Iterable[str]:
    yield row[0].ljust(widths[0])
    yield from (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))


def _print_ratios(found: dict[str, Figures]) -> None:
    """Inputs against inputs: each is one update that led the person on. The peer's are all answers."""
    peer = found.get("peer")
    if peer is None:
        return
    said = []
    for name in ("polling", "webhook"):
        if name in found:
            inputs, answers = found[name].inputs / peer.inputs, found[name].answers / peer.answers
            said.append(f"{inputs:.1f} times by {name} ({answers:.1f} counting only answers)")
    if said:
        print(f"\nInputs a second against ConversationHandler in memory, same run: {'; '.join(said)}.")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="of each case; medians are printed")
    parser.add_argument("--seconds", type=float, default=4.0, help="that each round is measured")
    parser.add_argument("--warm-up", type=float, default=1.5, help="seconds before that")
    parser.add_argument("--people", type=int, default=100, help="answering at the same time")
    parser.add_argument(
        "--partnerships", type=int, default=400, help="prepared: whoever finishes is followed by another"
    )
    parser.add_argument("--case", action="append", choices=[case.name for case in CASES], help="only this one")
    return parser


if __name__ == "__main__":
    sys.exit(main())
