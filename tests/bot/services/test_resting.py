"""A dialogue never expires: any message brings a person back, and a greeting is not taken for an answer."""

from __future__ import annotations

from datetime import timedelta

from tests.bot.services.joining_cast import labels, texts
from tests.bot.services.walking_cast import DANISH, cast
from tests.stage import Stage

FIRST = "Who is your organisation for, and what do you do? A sentence or two is enough."


async def test_after_a_long_rest_a_first_word_is_an_answer_only_if_it_is_meant_so(stage: Stage) -> None:
    danish = (await cast(stage))[DANISH]
    stage.now += timedelta(days=90)
    *_, asked = await danish.says("Hello?")
    assert asked.text == f"Welcome back! Is this your answer to: {FIRST}\nNothing is saved yet."
    assert labels(asked) == ["Yes, use it", "No, ask me again"]
    dropped, again = await danish.taps("No, ask me again")
    assert (dropped.text, FIRST in again.text) == ("Nothing was saved.", True)
    *_, second = await danish.says("We repair equipment.")
    assert "· 2 of 4" in second.text


async def test_what_was_meant_as_the_answer_is_used(stage: Stage) -> None:
    danish = (await cast(stage))[DANISH]
    stage.now += timedelta(days=90)
    await danish.says("We repair equipment.")
    used, second = await danish.taps("Yes, use it")
    assert texts([used])[0] == "✓ Used as your answer."
    assert "· 2 of 4" in second.text
