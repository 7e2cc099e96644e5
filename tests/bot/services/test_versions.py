"""Versions of the agreement: made for both sides, replaced while they wait, kept as they were approved."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from bot.screens.agreement_labels import HEADINGS, LABELS, OF_ONE_SIDE
from bot.screens.agreement_lines import QUESTIONS
from bot.services.common import common
from bot.services.scene import Scene
from bot.services.versions import follow
from bot.store import agreements, partnerships, people
from bot.store import tables as t
from bot.store.transaction import Transaction
from conversations import together
from conversations.agreement import Heading, open_points, seal
from conversations.approving import How, Verdict, approve
from conversations.dialogues import DIALOGUES, STARTS
from conversations.sides import Side
from tests.bot.services.agreement_cast import (
    KEPT,
    OPEN_POINTS,
    TOPICS,
    approves,
    at_once,
    in_force,
    last,
    made,
    newest,
    press,
    settles,
    talked,
    versions,
)
from tests.bot.services.joining_cast import audited, labels, run, texts
from tests.bot.services.walking_cast import COLLEAGUE, COORDINATOR, DANISH, LOCAL
from tests.stage import WORLD, Stage

NEW_VERSION = "There is version 2 of the agreement. What changed:"
REPLY_CHANGED = (
    "\nHow we talk: new\nWe answer each other within: 1 week\n\n"
    "Not an open point any more\nHow fast should we answer each other?"
)


async def test_a_version_is_made_for_both_sides_and_staff_are_not_asked_anything(stage: Stage) -> None:
    everybody = await talked(stage)
    (seen,) = await press(everybody, LOCAL, "Km:1:0")
    assert "Agreement, version 1\nNot yet approved by both sides." in seen.text
    told = "Version 1 of the agreement was made from what you settled together. Does it say what you mean?"
    news = {who: texts(everybody[who].new) for who in (DANISH, COLLEAGUE, COORDINATOR)}
    assert news == {DANISH: [f"Havn – Shore\n{told}"], COLLEAGUE: [f"Havn – Shore\n{told}"], COORDINATOR: []}
    assert "agreement_made" in await audited(stage)


async def test_its_lines_are_what_both_may_see_and_each_knows_where_it_came_from(stage: Stage) -> None:
    one = await made(await talked(stage))
    lines = one.lines or ()
    of_answers = {line.id for line in lines if line.made_of}
    assert of_answers == {
        "su.plan.rhythm",
        "su.give.kinds:danish",
        "su.give.mine:danish",
        "su.give.mine:local",
        "su.role.repair",
        "su.fut.years",
    }
    assert [line.id for line in open_points(lines)] == [f"open:{subject}" for subject in OPEN_POINTS]
    assert not [line for line in lines if KEPT in str(line.value)]
    assert one.seal == seal(lines)


async def test_nothing_is_made_before_every_topic_is_opened_or_closed(stage: Stage) -> None:
    everybody = await talked(stage, opened=TOPICS[:-1])
    said = await last(everybody, LOCAL, "Ka:1")
    assert "There is no agreement yet" in said
    assert "Not opened yet: Future" in said
    assert "This can't be made now. Nothing was changed." in await last(everybody, LOCAL, "Km:1:0")
    assert "The topic Future was not opened." in await last(everybody, LOCAL, "Kn:1")
    assert await versions(everybody) == ()


async def test_two_phones_that_make_it_at_the_same_instant_make_one_version(stage: Stage) -> None:
    everybody = await talked(stage)
    await at_once(stage, (DANISH, "Km:1:0"), (LOCAL, "Km:1:0"), (COLLEAGUE, "Km:1:0"))
    assert [version.n for version in await versions(everybody)] == [1]


async def test_an_old_button_makes_no_second_version(stage: Stage) -> None:
    everybody = await talked(stage)
    await made(everybody)
    said = await last(everybody, DANISH, "Km:1:0")
    assert "There is version 1 already, and nothing more to put into a new one. Nothing was changed." in said
    assert [version.n for version in await versions(everybody)] == [1]


async def test_what_is_accepted_makes_a_new_version_of_one_that_waits_without_a_message_of_its_own(
    stage: Stage,
) -> None:
    everybody = await talked(stage)
    await made(everybody)
    await settles(everybody, "su.exp.reply", {"c": "1w"})
    assert [version.n for version in await versions(everybody)] == [1, 2]
    told = texts([seen for who in (DANISH, LOCAL, COLLEAGUE) for seen in everybody[who].new])
    assert not [text for text in told if NEW_VERSION in text]


@pytest.mark.parametrize("button", ["Kt:{}", "Kh:{}:roles"])
async def test_both_are_told_what_changed_in_a_version_that_a_side_wanted_otherwise(stage: Stage, button: str) -> None:
    everybody = await talked(stage)
    one = await made(everybody)
    await press(everybody, LOCAL, button.format(one.id))
    await settles(everybody, "su.exp.reply", {"c": "1w"})
    expected = f"Havn – Shore\n{NEW_VERSION}\n{REPLY_CHANGED}\n\nDoes it say what you mean?"
    assert [texts(everybody[who].new)[-1] for who in (DANISH, LOCAL, COLLEAGUE)] == [expected] * 3
    assert NEW_VERSION not in "".join(texts(everybody[COORDINATOR].new))


async def test_what_one_side_had_approved_has_to_be_approved_anew_and_both_are_told(stage: Stage) -> None:
    everybody = await talked(stage)
    await approves(everybody, LOCAL, await made(everybody))
    await settles(everybody, "su.exp.reply", {"c": "1w"})
    lost = "Shore had approved version 1. That does not count for version 2: both have to approve it."
    expected = f"Havn – Shore\n{NEW_VERSION}\n{REPLY_CHANGED}\n\n{lost}\nDoes it say what you mean?"
    assert [texts(everybody[who].new)[-1] for who in (DANISH, LOCAL, COLLEAGUE)] == [expected] * 3
    first, second = await versions(everybody)
    assert (set(first.approvals), set(second.approvals)) == ({Side.LOCAL}, set())


async def test_the_others_get_what_changed_in_a_next_version_that_somebody_makes(stage: Stage) -> None:
    everybody = await talked(stage)
    await in_force(everybody)
    await settles(everybody, "su.exp.reply", {"c": "1w"})
    everybody[DANISH].new.clear()
    await press(everybody, LOCAL, "Km:1:1")
    expected = f"Havn – Shore\n{NEW_VERSION}\n{REPLY_CHANGED}\n\nDoes it say what you mean?"
    (seen,) = everybody[DANISH].new
    assert (seen.text, labels(seen)) == (expected, ["Read version 2"])


async def test_whoever_settles_something_is_given_the_version_that_came_of_it(stage: Stage) -> None:
    everybody = await talked(stage)

    def follows(tx: Transaction) -> int | None:
        scene = Scene(tx, stage.now, WORLD, people.arrive(tx, stage.now, DANISH, "en"))
        now = common(scene, everybody.partnership)
        assert now is not None
        version = follow(scene, now)
        return version.n if version else None

    assert await run(stage, follows) is None
    await made(everybody)
    assert await run(stage, follows) is None
    await run(stage, lambda tx: partnerships.change(tx, everybody.partnership, local_name="Shore and Hill"))
    assert await run(stage, follows) == 2


async def test_what_changes_nothing_in_it_makes_no_version(stage: Stage) -> None:
    everybody = await talked(stage)
    await settles(everybody, "su.exp.reply", {"c": "1w"})
    assert await versions(everybody) == ()
    await made(everybody)
    await settles(everybody, "su.role.repair", {"c": "local"})
    assert [version.n for version in await versions(everybody)] == [1]


async def test_a_long_list_of_changes_is_cut_in_a_message_nobody_asked_for(stage: Stage) -> None:
    everybody = await talked(stage)
    await approves(everybody, LOCAL, await made(everybody))
    goals = [{"id": None, "w": f"Goal {n}", "s": False} for n in range(3)]
    await settles(everybody, "su.goal.joint", {"goals": goals})
    # Three goals, what each of them lacks, and the list itself is settled: seven changes.
    assert "\n\nand 1 more\n\n" in texts(everybody[LOCAL].new)[-1]


async def test_one_in_force_is_not_changed_by_what_is_settled_later(stage: Stage) -> None:
    everybody = await talked(stage)
    await in_force(everybody)
    await settles(everybody, "su.exp.reply", {"c": "1w"})
    assert [version.n for version in await versions(everybody)] == [1]
    said = await last(everybody, DANISH, "Ka:1")
    assert "In force: both sides have approved it." in said
    assert "Since version 1 was approved, 2 lines would read differently." in said
    assert "We answer each other within: 1 week" not in said
    assert "We answer each other within: 1 week" in await last(everybody, DANISH, "Kw:1")


async def test_both_sides_are_told_once_that_what_they_settled_is_not_yet_in_the_agreement(stage: Stage) -> None:
    everybody = await talked(stage)
    await in_force(everybody)
    await settles(everybody, "su.exp.reply", {"c": "1w"})
    await settles(everybody, "su.plan.review", {"m": "2028-01"})
    told = (
        "Havn – Shore\nSince version 1 was approved, you have settled something else. When you are ready, make the "
        "next version of the agreement."
    )
    for who in (DANISH, LOCAL, COLLEAGUE):
        (seen,) = [seen for seen in everybody[who].new if "you have settled something else" in seen.text]
        assert (seen.text, seen.buttons) == (told, [[("See what changed", "Kw:1")]])
    *_, seen = await press(everybody, LOCAL, "Kw:1")
    assert seen.text.endswith("\n\n2 points are still open. They will stand in the version as open points.")
    assert labels(seen) == ["Make version 2"]
    second = await made(everybody)
    for who in (DANISH, LOCAL):
        await approves(everybody, who, second)
    await settles(everybody, "su.fut.end", {"m": "2030-01"})
    assert [t for t in texts(everybody[COLLEAGUE].new) if "Since version 2 was approved" in t]


async def test_what_leaves_the_one_in_force_as_it_reads_is_nothing_to_tell(stage: Stage) -> None:
    everybody = await talked(stage)
    await in_force(everybody)
    await settles(everybody, "su.role.repair", {"c": "local"})
    assert not [t for t in texts(everybody[LOCAL].new) if "you have settled something else" in t]


async def test_it_stays_in_force_until_both_have_approved_the_next(stage: Stage) -> None:
    everybody = await talked(stage)
    first = await in_force(everybody)
    await settles(everybody, "su.exp.reply", {"c": "1w"})
    second = await made(everybody)
    await approves(everybody, LOCAL, second)
    holds = "Version 1 is in force until both have approved a newer one."
    assert holds in await last(everybody, DANISH, f"Kv:{second.id}")
    assert "In force: both sides have approved it." in await last(everybody, DANISH, f"Kv:{first.id}")
    said = await approves(everybody, DANISH, second)
    assert "It takes the place of version 1." in said
    replaced = "Approved by both sides, and replaced by version 2."
    assert replaced in await last(everybody, DANISH, f"Kv:{first.id}")
    assert (await versions(everybody))[0] == first


async def test_a_line_reads_as_it_did_whatever_the_organisations_are_called_later(stage: Stage) -> None:
    everybody = await talked(stage)
    first = await in_force(everybody)
    await run(stage, lambda tx: partnerships.change(tx, everybody.partnership, local_name="Shore and Hill"))
    assert "Care and repairs: Shore\n" in await last(everybody, DANISH, f"Kv:{first.id}")
    second = await made(everybody)
    compared = await last(everybody, DANISH, f"Kd:{second.id}")
    assert "Before:\nLocal organisation: Shore\nNow:\nLocal organisation: Shore and Hill" in compared


async def uploads(stage: Stage, *, seal: str | None) -> int:
    """Sent by somebody of a side; without a seal its files are still on their way."""
    return await run(stage, lambda tx: agreements.add(tx, stage.now, 1, How.UPLOADED, lines=None, seal=seal, author=1))


async def test_an_uploaded_agreement_is_nobodys_to_see_until_its_files_are_here(stage: Stage) -> None:
    everybody = await talked(stage)
    one = await made(everybody)
    uploaded = await uploads(stage, seal=None)
    assert "Agreement, version 1\n" in await last(everybody, DANISH, "Ka:1")
    assert "This button is no longer active." in texts(await press(everybody, DANISH, f"Kv:{uploaded}"))[0]
    assert "has approved version 1" in await approves(everybody, DANISH, one)


async def test_an_uploaded_agreement_is_approved_like_any_other_and_has_no_documents_of_ours(stage: Stage) -> None:
    everybody = await talked(stage)
    await uploads(stage, seal="f" * 64)
    one = await newest(everybody)
    (seen,) = await press(everybody, DANISH, "Ka:1")
    assert "This is the agreement the partners had already." in seen.text
    assert "legal contract" not in seen.text
    assert labels(seen) == ["Yes, it says what we mean", "Talk first", "See the files"]
    sentence = "I approve the agreement we had (version 1) as it is, for Havn."
    assert sentence in await last(everybody, DANISH, f"Ky:{one.id}:{'f' * 12}")
    for who in (DANISH, LOCAL):
        await approves(everybody, who, one)
    assert (await newest(everybody)).in_force
    told = texts(everybody[COLLEAGUE].new)
    assert "Version 1 of the agreement is approved by both sides." in told[-1]
    assert not [text for text in told if text.startswith("[")]
    # What is settled here can be made into the next version; it does not change what was uploaded.
    await settles(everybody, "su.exp.reply", {"c": "1w"})
    assert len(await versions(everybody)) == 1
    (seen,) = [seen for seen in everybody[LOCAL].new if "you have settled something else" in seen.text]
    assert labels(seen) == ["What it would say now"]
    assert labels((await everybody[LOCAL].taps("What it would say now"))[-1]) == [
        "Make version 2",
        "Back to the agreement",
    ]
    (seen,) = await everybody[LOCAL].taps("Back to the agreement")
    assert labels(seen) == ["See the files", "What it would say now", "What we settle together"]
    assert (await made(everybody)).n == 2


async def test_both_sides_that_approve_at_the_same_instant_put_it_in_force_and_everybody_is_told_once(
    stage: Stage,
) -> None:
    everybody = await talked(stage)
    one = await made(everybody)
    data = f"Ks:{one.id}:{(one.seal or '')[:12]}"
    await at_once(stage, (DANISH, data), (LOCAL, data), (COLLEAGUE, data))
    now = await newest(everybody)
    assert now.in_force
    approvals = await run(stage, lambda tx: tx.execute(select(t.Approval.side)).scalars().all())
    assert sorted(approvals) == ["danish", "local"]
    for who in (DANISH, LOCAL, COLLEAGUE):
        told = [text.partition("\n")[0] for text in texts(everybody[who].new)]
        files = ["[pdf: Havn – Shore, agreement 1.pdf]", "[docx: Havn – Shore, agreement 1.docx]"]
        assert [line for line in told if line.startswith("[")] == files


async def test_a_proposal_accepted_while_somebody_approves_never_puts_the_old_lines_in_force_by_accident(
    stage: Stage,
) -> None:
    everybody = await talked(stage)
    one = await made(everybody)
    await approves(everybody, LOCAL, one)
    await settles(everybody, "su.exp.reply", {"c": "1w"})
    assert approve(await versions(everybody), one.id, (one.seal or "")[:12], Side.DANISH) is Verdict.STALE
    await approves(everybody, DANISH, one)
    assert not [version for version in await versions(everybody) if version.in_force]


def test_every_question_that_can_become_a_line_has_a_label() -> None:
    sealed = {question for start in STARTS for question in DIALOGUES[start].questions}
    joint = {"su.plan.review", "su.fut.end"}
    assert (sealed | joint) - set(LABELS) == set()
    assert set(LABELS) - (sealed | joint) == set()
    assert set(OF_ONE_SIDE) == set(together.OF_ONE_SIDE)
    assert set(HEADINGS) == set(Heading)


@pytest.mark.parametrize("question", sorted(LABELS))
def test_labels_are_short_and_are_no_questions(question: str) -> None:
    assert question in QUESTIONS
    assert len(LABELS[question]) <= 50
    assert not LABELS[question].endswith(("?", ":", "."))
