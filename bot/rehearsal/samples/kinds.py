"""What a person at a rehearsal phone does at a question."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Written:
    """Sent one message at a time. Danish words are used on a phone that speaks Danish, if there are any."""

    english: tuple[str, ...]
    danish: tuple[str, ...] = ()

    def messages(self, language: str) -> tuple[str, ...]:
        return self.danish if self.danish and language.startswith("da") else self.english


@dataclass(frozen=True)
class Pressed:
    """The codes of the buttons to press, in this order."""

    codes: tuple[str, ...]


@dataclass(frozen=True)
class RatherTalk:
    """Presses *rather talk about it*."""


Sample = Written | Pressed | RatherTalk


@dataclass(frozen=True)
class InTurn:
    """For what is asked about each of many: the first gets the first of these, and so on around."""

    samples: tuple[Sample, ...]

    def of(self, item: str) -> Sample:
        n = int(item) if item.isascii() and item.isdigit() else sum(map(ord, item))
        return self.samples[(n - 1) % len(self.samples)]


Samples = dict[str, Sample | InTurn]


def pressed(*codes: str) -> Pressed:
    return Pressed(codes)


def written(english: str, danish: str = "") -> Written:
    return Written((english,), (danish,) if danish else ())


def in_turn(*samples: Sample) -> InTurn:
    return InTurn(samples)
