"""From files in a chat to an agreement in force: kept whole or not at all, read by both sides, approved as it is."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from bot.clock import MovableClock
from bot.media.refusals import DAMAGED, NOT_FETCHED, NOT_TAKEN, TOO_LARGE
from bot.rehearsal.testing import Rehearsal
from bot.services.inputs import Pressed
from bot.store import agreements, deletion, partnerships
from bot.store import tables as t
from bot.telegram.api import BotApi
from bot.telegram.fetching import MOST_TRIES, Fetching
from conversations.approving import Version
from conversations.sides import Side
from tests.bot import samples_of_files as sample
from tests.bot.services.joining_cast import labels, member, run, texts
from tests.bot.services.running_cast import COLLEAGUE, both_joined
from tests.bot.telegram.conftest import api, transport, world
from tests.stage import Somebody, Stage

__all__ = ["api", "transport", "world"]

STALE = "This button is no longer active. Here is where you are now."
CAME = (
    "Havn – Shore\nAn agreement you already have was sent by {}. Read it, and approve it as it is.\nThis is version 1."
)
TO_STAFF = (
    "Havn – Shore\nThe agreement the partners have already was sent in, as version {}. "
    "It waits for the approval of both sides."
)


@dataclass
class Scene:
    """Both sides of a running partnership and its coordinator, and the bot's fetching with a folder of its own."""

    stage: Stage
    world: Rehearsal
    folder: Path
    fetching: Fetching
    clock: MovableClock
    where: int
    danish: Somebody
    local: Somebody
    staff: Somebody

    async def sends(self, somebody: Somebody, *files: tuple[str, bytes]) -> None:
        """Somebody sends these files (name, bytes), a photo where there is no name, and says that is all."""
        await somebody.does(Pressed(f"Us:{self.where}", None))
        for name, content in files:
            kind = "document" if name else "photo"
            kept = self.world.telegram.files.keep(content, kind=kind, name=name)
            await somebody.sends(kind, kept.file_id, name=name)
        await somebody.taps("That is all")
        self.forget()

    async def fetch(self) -> int:
        """What the tick does."""
        self.clock.set_offset((self.stage.now - datetime.now(UTC)).total_seconds())
        kept = await self.fetching.fetch_due()
        self.stage.now += timedelta(seconds=5)  # the clock went on while it was fetching
        await self.stage.deliver()
        return kept

    def forget(self) -> None:
        for somebody in self.stage.people.values():
            somebody.new.clear()

    async def versions(self) -> tuple[Version, ...]:
        return await run(self.stage, lambda tx: agreements.versions(tx, self.where))

    async def files(self) -> list[str]:
        return list(await run(self.stage, lambda tx: tx.execute(select(t.Media.state)).scalars().all()))

    def kept(self) -> list[bytes]:
        return [path.read_bytes() for path in sorted(self.folder.iterdir())] if self.folder.exists() else []


@pytest.fixture
async def scene(stage: Stage, world: Rehearsal, api: BotApi, tmp_path: Path) -> AsyncIterator[Scene]:
    clock, folder = MovableClock(), tmp_path / "media"
    fetching = Fetching(stage.store, api, clock, folder)
    yield Scene(stage, world, folder, fetching, clock, *await both_joined(stage))
    await fetching.close()


async def test_an_agreement_is_sent_fetched_read_and_approved_by_both_as_it_is(scene: Scene) -> None:
    await scene.sends(scene.danish, ("Our agreement.pdf", sample.PDF), ("", sample.picture("JPEG")))
    assert (scene.local.new, scene.danish.new) == ([], [])

    assert await scene.fetch() == 2

    for somebody in (scene.danish, scene.local):
        (told,) = somebody.new
        assert told.text == CAME.format("Anna (Havn)")
        assert labels(told) == ["Read it", "Approve it as it is"]
    (told,) = scene.staff.new
    assert (told.text, labels(told)) == (TO_STAFF.format(1), ["Read it"])
    (version,) = await scene.versions()
    pdf, photo = sample.PDF, next(kept for kept in scene.kept() if kept != sample.PDF)
    assert version.seal == hashlib.sha256(pdf + photo).hexdigest()

    scene.forget()
    first, second, whole = await scene.local.taps("Read it")
    assert texts([first, second]) == ["[media: document/agreement-1-1.pdf]", "[media: photo/agreement-1-2.jpg]"]
    assert whole.text == "Havn – Shore\nThis is the whole agreement: 2 files, in the order above."
    assert labels(whole) == ["Approve it as it is"]

    for somebody, organisation in ((scene.local, "Shore"), (scene.danish, "Havn")):
        (sentence,) = (await somebody.taps("Approve it as it is"))[-1:]
        assert f"I approve the agreement we had (version 1) as it is, for {organisation}." in sentence.text
        assert not (await scene.versions())[0].in_force
        await somebody.taps("I approve")
    (version,) = await scene.versions()
    assert version.in_force
    assert {side: approval.seal for side, approval in version.approvals.items()} == dict.fromkeys(Side, version.seal)


async def test_what_staff_send_goes_to_both_sides_and_staff_hear_of_it(scene: Scene) -> None:
    await scene.sends(scene.staff, ("a.docx", sample.docx()))
    await scene.fetch()
    for somebody in (scene.danish, scene.local):
        assert texts(somebody.new) == [CAME.format("Staff One (staff)")]
    (told,) = scene.staff.new
    assert told.text == (
        "Havn – Shore\nBoth sides have been told to read the agreement you sent, and to approve it as it is."
    )
    scene.forget()
    *files, whole = await scene.staff.taps("Read it")
    assert texts(files) == ["[media: document/agreement-1-1.docx]"]
    assert (whole.text, labels(whole)) == ("Havn – Shore\nThis is the whole agreement: 1 file.", [])


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.pdf", sample.EXE, NOT_TAKEN["agreement"]),
        ("a.pdf", sample.TEXT, NOT_TAKEN["agreement"]),
        ("a.docx", sample.odt(), NOT_TAKEN["agreement"]),
        ("a.docx", sample.archive({"bomb": bytes(60_000_000)}), NOT_TAKEN["agreement"]),
        ("a.pdf", sample.picture("JPEG"), NOT_TAKEN["agreement"]),
        ("a.pdf", sample.PDF[:-20], DAMAGED),
        ("a.pdf", sample.PDF + bytes(20_000_000), TOO_LARGE),
        ("", sample.PDF, NOT_TAKEN["photo"]),
    ],
)
async def test_with_one_file_that_may_not_be_kept_there_is_no_agreement_at_all(
    scene: Scene, name: str, content: bytes, why: str
) -> None:
    await scene.sends(scene.danish, ("good.pdf", sample.PDF), (name, content), ("last.pdf", sample.PDF))

    await scene.fetch()
    await scene.fetch()

    (told,) = scene.danish.new
    assert told.text == (
        f"Havn – Shore\nA file of the agreement you sent could not be kept.\n{why}\n"
        "Nothing of it was saved or shown to anybody. Please send the whole agreement again."
    )
    assert labels(told) == ["Send our agreement"]
    assert (scene.local.new, scene.staff.new) == ([], [])
    assert (await scene.versions(), await scene.files(), scene.kept()) == ((), [], [])
    await scene.sends(scene.danish, ("good.pdf", sample.PDF))
    await scene.fetch()
    assert texts(scene.local.new) == [CAME.format("Anna (Havn)")]


async def test_what_can_never_be_fetched_is_told_to_its_sender_alone(scene: Scene) -> None:
    await scene.sends(scene.local, ("a.pdf", sample.PDF), ("b.pdf", sample.PDF))
    scene.world.telegram.files.forget()
    for _ in range(MOST_TRIES):
        await scene.fetch()
        scene.stage.now += timedelta(hours=7)
    await scene.fetch()
    (told,) = scene.local.new
    assert NOT_FETCHED in told.text
    assert (scene.danish.new, await scene.versions(), await scene.files()) == ([], (), [])


async def test_one_file_on_its_way_keeps_the_whole_agreement_from_being_shown(scene: Scene) -> None:
    await scene.sends(scene.danish, ("a.pdf", sample.PDF), ("b.pdf", sample.PDF))
    await scene.world.fault("download", "cut")
    assert await scene.fetch() == 1
    assert (scene.danish.new, scene.local.new) == ([], [])
    scene.stage.now += timedelta(minutes=2)
    assert await scene.fetch() == 1
    assert texts(scene.local.new) == [CAME.format("Anna (Havn)")]


async def test_files_are_kept_waiting_while_they_are_sent_and_go_when_it_is_cancelled(scene: Scene) -> None:
    await scene.danish.does(Pressed(f"Us:{scene.where}", None))
    kept = scene.world.telegram.files.keep(sample.PDF, kind="document", name="a.pdf")
    await scene.danish.sends("document", kept.file_id, name="a.pdf")
    assert await scene.fetch() == 0
    scene.stage.now += timedelta(days=3)
    assert await scene.fetch() == 0
    assert await scene.files() == ["pending"]

    await scene.danish.taps("Cancel")
    await scene.fetch()
    assert (await scene.files(), scene.kept()) == ([], [])


async def test_after_a_crash_before_the_seal_it_is_sealed_and_told_once(scene: Scene) -> None:
    await scene.sends(scene.danish, ("a.pdf", sample.PDF))

    def all_kept(tx: Any) -> None:
        (name,) = tx.execute(select(t.Media.path)).scalars().all()
        scene.folder.mkdir()
        (scene.folder / name).write_bytes(sample.PDF)
        tx.execute(update(t.Media).values(state="kept", mime="application/pdf"))

    await run(scene.stage, all_kept)
    for _ in range(3):
        await scene.fetch()
    assert texts(scene.local.new) == [CAME.format("Anna (Havn)")]
    assert [version.seal for version in await scene.versions()] == [hashlib.sha256(sample.PDF).hexdigest()]


async def test_whoever_joins_later_finds_it_in_the_menu_and_strangers_do_not(scene: Scene) -> None:
    await scene.sends(scene.danish, ("a.pdf", sample.PDF))
    await scene.fetch()
    later = await member(scene.stage, COLLEAGUE, scene.where, Side.LOCAL, "Bo")
    (menu,) = await later.says("/menu")
    assert labels(menu) == [
        "Agreement",
        "Catch-up start",
        "Send our agreement",
        "Read our agreement",
        "Status",
        "Talks",
    ]
    *files, _ = await later.taps("Read our agreement")
    assert texts(files) == ["[media: document/agreement-1-1.pdf]"]
    (told,) = await scene.stage.person(99).does(Pressed("Uf:1", None))
    assert told.text.startswith(STALE)


async def test_a_better_one_can_be_sent_until_one_is_in_force_and_the_newest_is_what_counts(scene: Scene) -> None:
    await scene.sends(scene.danish, ("a.pdf", sample.PDF))
    await scene.fetch()
    await scene.sends(scene.local, ("", sample.picture("JPEG")))
    await scene.fetch()
    assert [version.n for version in await scene.versions()] == [1, 2]
    *_, old = await scene.danish.does(Pressed("Uf:1", None))
    *_, new = await scene.danish.does(Pressed("Uf:2", None))
    assert (labels(old), labels(new)) == ([], ["Approve it as it is"])


async def test_whoever_approved_the_version_before_in_vain_is_told_with_the_new_one(scene: Scene) -> None:
    await scene.sends(scene.danish, ("a.pdf", sample.PDF))
    await scene.fetch()
    await scene.danish.taps("Approve it as it is")
    await scene.danish.taps("I approve")
    await scene.sends(scene.local, ("", sample.picture("JPEG")))
    await scene.fetch()

    for somebody in (scene.danish, scene.local):
        assert texts(somebody.new) == [
            "Havn – Shore\n"
            "An agreement you already have was sent by Grace (Shore). Read it, and approve it as it is.\n"
            "Version 1 was approved by Havn only; it has no effect any more. This is version 2."
        ]
    assert texts(scene.staff.new) == [TO_STAFF.format(2)]
    await scene.sends(scene.local, ("", sample.picture("JPEG")))
    await scene.fetch()
    assert texts(scene.danish.new) == [CAME.format("Grace (Shore)").replace("version 1", "version 3")]


async def test_a_sender_who_was_removed_meanwhile_is_told_nothing(scene: Scene) -> None:
    await scene.sends(scene.danish, ("a.pdf", sample.EXE))
    await run(scene.stage, lambda tx: tx.execute(update(t.Member).values(left_at=scene.stage.now)) and None)
    await scene.fetch()
    assert (scene.danish.new, await scene.versions()) == ([], ())


async def test_deleting_the_partnership_takes_the_files_along(scene: Scene) -> None:
    await scene.sends(scene.danish, ("a.pdf", sample.PDF))
    await scene.fetch()
    await run(scene.stage, lambda tx: deletion.erase(tx, scene.where))
    await scene.fetch()
    assert (await scene.files(), scene.kept()) == ([], [])
    assert await run(scene.stage, lambda tx: partnerships.partnership(tx, scene.where)) is None
