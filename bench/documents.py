"""`python -m bench.documents`: how long a PDF and a DOCX of an agreement take, the first and those after it."""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable
from statistics import median, quantiles
from time import perf_counter

from bot.i18n import language
from bot.reports.typeset import pdf
from bot.reports.word import docx
from bot.screen import GAP, Line

ROUNDS = 200
_WORDS = (
    "We collect, clean and test the machines and pay the freight.",
    "لدينا الغرفة والكهرباء. تدفع السيدة نعمة أجر وكيل الجمارك.",
    "हामी सानो विद्यालय हौं र मर्मत आफैं गर्छौं।",
    "እኛ ትንሽ ትምህርት ቤት ነን",
)


def main() -> int:
    for name, make in (("PDF", pdf), ("DOCX", docx)):
        times = [_timed(make, number) for number in range(ROUNDS)]
        later = times[1:]
        print(
            f"{name}: first {times[0] * 1000:.0f} ms, then median {median(later) * 1000:.1f} ms, "
            f"99th {quantiles(later, n=100)[-1] * 1000:.1f} ms"
        )
    print(f"memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most")
    return 0


def _timed(make: Callable[..., bytes], number: int) -> float:
    """Every document is another one: what the typesetter remembers of the last must not help it."""
    lines = [Line(f"Agreement {number}", "title")]
    for section in range(6):
        lines += [GAP, Line(f"Section {section} of {number}", "bold"), Line(f"· Point {number + section}, by June")]
        lines += [Line(f"{words} {number}", "quote") for words in _WORDS]
    lines.append(Line(f"Version {number}", "foot"))
    begun = perf_counter()
    make(f"Agreement {number}", lines, language("en"))
    return perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
