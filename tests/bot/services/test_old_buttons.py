"""Old, foreign and forged buttons: nothing changes, nothing is shown that may not be, and one sees where one is."""

from __future__ import annotations

import random
from collections.abc import Sequence

from bot.services import reception
from bot.services.inputs import Pressed
from bot.services.scene import Scene
from bot.services.serving import load
from bot.store import people, walks
from bot.store.transaction import Transaction
from conversations.events import AtQuestion
from tests.bot.services.joining_cast import run
from tests.bot.services.walking_cast import DANISH, LOCAL, OUTSIDERS, STRANGER, Cast, cast, tried
from tests.conversations.hostile import KEPT_EXACTLY
from tests.stage import WORLD, Somebody, Stage

STALE = "This button is no longer active. Here is where you are now."
ANSWERS_ONE_QUESTION = frozenset("adsbtkzupm")
CANARY = "canary of the harbour"

# A session of one side with something of everything; what is tapped stands between brackets.
SESSION = (
    "We are " + CANARY, "The chair", "The treasurer", "[Remove the last one]", "[Done]", "[The board]", "[More …]",
    "[?]", "[July]", "[Done]", "[Yes, ask me]", "[Skip]", "[Honest talk]", "[Done]", "[E-mail]", "[3]", "[Change]",
    "[A small group]", "[Ready]", "[Not yet]", "[Ready]", "[Yes, ready]", "[Not ready after all]", "[Ready]",
    "[Yes, ready]", "Call 0712 345 678", "[Write again]", "What we hope for", "[Late answers]", "[Done]",
)  # fmt: skip
OTHER_SESSION = (
    "A school", "The head", "[Done]", "[The board]", "[July]", "[Done]", "[No, that is enough]", "[Ready]",
    "[Yes, ready]", "[We agree]", "[Add a note]", "[Translate an answer]", "[1]", "[English]",
)  # fmt: skip


async def _does(somebody: Somebody, what: str) -> None:
    if what.startswith("["):
        await somebody.taps(what[1:-1], show=False)
    else:
        await somebody.says(what, show=False)


def _seen(somebody: Somebody) -> set[str]:
    return {data for shown in somebody.chat.values() for row in shown.buttons for _, data in row if data}


async def _open_question(stage: Stage, walk: int) -> str | None:
    """The one that is asked now, None between questions."""

    def unit(tx: Transaction) -> str | None:
        row = walks.walk(tx, walk)
        assert row is not None
        here = load(Scene(tx, stage.now, WORLD, people.arrive(tx, stage.now, DANISH, None)), row).here
        return here.question.id if isinstance(here, AtQuestion) else None

    return await run(stage, unit)


async def test_every_button_ever_shown_is_harmless_at_every_later_step(sqlite_stage: Stage) -> None:
    """One that answers, once its question is not the open one, changes nothing and shows where one is."""
    everybody = await cast(sqlite_stage)
    danish, issued = everybody[DANISH], set(_seen(everybody[DANISH]))
    for what in SESSION:
        await _does(danish, what)
        issued |= _seen(danish)
        at = await _open_question(sqlite_stage, 1)
        old = [
            data for data in sorted(issued) if data.split(":")[0] in ANSWERS_ONE_QUESTION and data.split(":")[2] != at
        ]
        held = [data for data in sorted(issued) if data.startswith("H:") and what != "Call 0712 345 678"]
        outcomes = await tried(sqlite_stage, DANISH, *(Pressed(data, 5) for data in (*old, *held)))
        assert [data for data, outcome in zip((*old, *held), outcomes, strict=True) if outcome.changed] == []
        silent = [data for data, outcome in zip((*old, *held), outcomes, strict=True) if not outcome.told]
        # The same choice pressed twice is answered by nothing: it is done already.
        assert [data for data in silent if data[0] not in "a"] == []
    assert len(issued) > 80


async def test_after_the_opening_no_button_changes_an_answer_and_none_closes_it_again(sqlite_stage: Stage) -> None:
    _, issued = await _opened(sqlite_stage)
    own = [data for data in sorted(issued) if not data.startswith(("o:", "n:", "C"))]
    own += [f"V:1:su.know.who:{visible}" for visible in ("both", "staff", "own")]
    own = [data for data in own if data.split(":")[-1] != "both" and ":su.exp." not in data and ":exp" not in data]
    outcomes = await tried(sqlite_stage, DANISH, *(Pressed(data, 5) for data in own))
    assert [data for data, outcome in zip(own, outcomes, strict=True) if outcome.changed] == []


async def test_no_button_of_a_partnership_does_or_shows_anything_to_an_outsider(sqlite_stage: Stage) -> None:
    """Before the opening and after it: everybody who is not on the side, the other side included."""
    everybody = await cast(sqlite_stage)
    danish, issued = everybody[DANISH], set(_seen(everybody[DANISH]))
    for what in SESSION[:-6]:
        await _does(danish, what)
        issued |= _seen(danish)
    await _harmless(sqlite_stage, sorted(issued), (LOCAL, *OUTSIDERS))
    _, issued = await _opened(sqlite_stage, everybody)
    outside = tuple(who for who in OUTSIDERS if who not in (12, 13, 14))
    await _harmless(sqlite_stage, sorted(issued), outside)


async def _harmless(stage: Stage, issued: Sequence[str], who: Sequence[int]) -> None:
    for telegram_id in who:
        outcomes = await tried(stage, telegram_id, *(Pressed(data, 5) for data in issued))
        named = [data for data, o in zip(issued, outcomes, strict=True) if o.changed or CANARY in str(o.told)]
        assert (telegram_id, named) == (telegram_id, [])
        assert {to for outcome in outcomes for to, _ in outcome.told} <= {telegram_id}


async def _opened(stage: Stage, everybody: Cast | None = None) -> tuple[Cast, set[str]]:
    """The first topic opened; every button that both sides were ever shown."""
    issued: set[str] = set()
    if everybody is not None:
        await _does(everybody[DANISH], "[Yes, ready]")
    if everybody is None:
        everybody = await cast(stage)
        for what in SESSION[:-5]:
            await _does(everybody[DANISH], what)
            issued |= _seen(everybody[DANISH])
    for what in OTHER_SESSION:
        await _does(everybody[LOCAL], what)
        issued |= _seen(everybody[LOCAL])
    return everybody, issued | _seen(everybody[DANISH])


async def test_forged_data_changes_nothing_and_breaks_nothing(sqlite_stage: Stage) -> None:
    everybody = await cast(sqlite_stage)
    await everybody[DANISH].says("We are " + CANARY)
    chance = random.Random(1)
    forged = ["", ":", "::::", "\0", "a", "a:", "a:1", "a:1:", "a:1:x:y:z", "1:2:3", "x" * 64, *KEPT_EXACTLY]
    forged += ["".join(chr(chance.randrange(1, 0x3000)) for _ in range(20)) for _ in range(20)]
    for name in sorted(reception.PRESSED):
        forged += [name, f"{name}:", f"{name}:0", f"{name}:-1", f"{name}:99999999999999999999", f"{name}:x:y"]
        forged += [f"{name}:٣", f"{name}:1:\0", f"{name}:1:su.none", f"{name}:4:su.know.who", f"{name}:3:know"]
    for who in (DANISH, STRANGER):
        # To leave is everybody's own to say, whatever stands behind it.
        forged = [data for data in forged if not data.startswith("pV:1")]
        outcomes = await tried(sqlite_stage, who, *(Pressed(data, None) for data in forged))
        assert [data for data, outcome in zip(forged, outcomes, strict=True) if outcome.changed] == []


async def test_no_signs_in_forged_data_upset_either_database(stage: Stage) -> None:
    await cast(stage)
    forged = [
        "\0",
        "a:1:\0:\0",
        "v:1:\ud83d",
        "pg:\0",
        "jl:\0",
        "o:1:\0",
        "n:1:t:1:\0",
        "H:use:\0:1",
        "w\0",
        "ja:\u202e",
    ]
    outcomes = await tried(stage, DANISH, *(Pressed(data, None) for data in forged))
    assert [outcome.changed for outcome in outcomes] == [False] * len(forged)


async def test_an_old_button_says_so_and_shows_the_present_question(stage: Stage) -> None:
    everybody = await cast(stage)
    await everybody[DANISH].says("We repair things.")
    (outcome,) = await tried(stage, DANISH, Pressed("s:1:su.know.who", 1))
    ((to, told),) = outcome.told
    assert to == DANISH
    assert told.startswith(STALE)
    assert "Getting to know each other · 2 of 4" in told
