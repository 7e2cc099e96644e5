"""Sample answers to the capacity talk: mostly the same or near, two levels apart about money, and about promises."""

from __future__ import annotations

from bot.rehearsal.samples.kinds import Sample, Samples, pressed, written

_LOCAL_AREAS = ("admin", "money", "people", "local", "office", "care", "learn", "feet")
_DANISH_AREAS = ("answer", "know", "fit", "open", "people")


def _levels(topic: str, areas: tuple[str, ...], levels: str) -> dict[str, Sample]:
    return {f"{topic}.{area}": pressed(level) for area, level in zip(areas, levels, strict=True)}


DANISH: Samples = {
    **_levels("ca", _LOCAL_AREAS, "21333222"),
    **_levels("cd", _DANISH_AREAS, "42321"),
    "ca.proof": written(
        "We saw it ourselves on our last visit.",
        "Det så vi selv, da vi sidst var på besøg.",
    ),
    "cd.proof.answer": written(
        "We have answered every letter within a week this year.",
        "Vi har svaret på alle breve inden for en uge i år.",
    ),
    "cd.proof": written(
        "The last three shipments held exactly what was on the list, and everything was tested.",
        "De sidste tre forsendelser indeholdt præcis det, der stod på listen, og alt var prøvet af.",
    ),
}

LOCAL: Samples = {
    **_levels("ca", _LOCAL_AREAS, "23243211"),
    **_levels("cd", _DANISH_AREAS, "22332"),
    "ca.proof.money": written("Two of us count the cash box every Friday and both sign the book."),
    "ca.proof.local": written("The mothers' group chose the opening hours, and they changed them again in the rains."),
    "ca.proof": written("The district officer came to our last meeting and stayed until the end."),
    "cd.proof": written("They asked us first, and what came was what we had asked for."),
    "ca.want": pressed("care", "learn"),
}
