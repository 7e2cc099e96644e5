"""Sample answers on a trip and five days after it: warm for the one, cool for the other, and something left unsaid."""

from __future__ import annotations

from bot.rehearsal.samples.kinds import Samples, pressed, written

DANISH: Samples = {
    "tc.start": pressed("written"),
    "tc.temp": pressed("4"),
    "tc.equal": pressed("4"),
    "tc.safe": pressed("4"),
    "tc.goal": pressed("yes"),
    "tc.role": pressed("green"),
    "tc.more": pressed("parts"),
    "tc.cap": pressed("care"),
    "tc.dk": pressed("know"),
    "tc.unsaid": written(
        "That we were disappointed by the machine standing in the rain. It felt wrong to say it to our hosts.",
        "At vi blev kede af, at maskinen stod ude i regnen. Det føltes forkert at sige til vores værter.",
    ),
}

LOCAL: Samples = {
    "tc.start": pressed("partly"),
    "tc.temp": pressed("3"),
    "tc.equal": pressed("2"),
    "tc.safe": pressed("2"),
    "tc.goal": pressed("mostly"),
    "tc.role": pressed("yellow"),
    "tc.more": pressed("other"),
    "tc.others": written("The district health office, and the mission hospital that has a technician of its own."),
    "tc.cap": pressed("care"),
    "tc.dk": pressed("answer"),
    "tc.unsaid": written("That we did not need the second generator. They were so proud of it."),
}
