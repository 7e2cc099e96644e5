"""`python -m bench.picture`: how long the picture of the capacity areas takes, the first and those after it."""

from __future__ import annotations

import sys
from datetime import date
from random import Random
from statistics import median, quantiles
from time import perf_counter

from bot.i18n import language
from bot.reports.areas_drawing import MOST_TALKS, Drawing
from bot.reports.areas_picture import picture
from conversations.areas import LEVELS, areas_of
from conversations.capacity import Held, over_time
from conversations.sides import Side

ROUNDS = 200
_TALKS = (1, 3, MOST_TALKS)


def main() -> int:
    for talks in _TALKS:
        times = [_timed(talks, number) for number in range(ROUNDS)]
        later = times[1:]
        print(
            f"{talks} talks: first {times[0] * 1000:.0f} ms, then median {median(later) * 1000:.1f} ms, "
            f"99th {quantiles(later, n=100)[-1] * 1000:.1f} ms"
        )
    return 0


def _timed(talks: int, number: int) -> float:
    """Every picture is another one: what the typesetter remembers of the last must not help it."""
    random = Random(number)
    held = [
        Held(
            date(2027 + n, 2, 1),
            {side: {area.question: random.randint(1, LEVELS) for area in areas_of(Side.LOCAL)} for side in Side},
        )
        for n in range(talks)
    ]
    names = {Side.DANISH: f"Havn {number}", Side.LOCAL: f"Shore {number}"}
    begun = perf_counter()
    picture(Drawing(Side.LOCAL, names, over_time(Side.LOCAL, held)), language("en"))
    return perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
