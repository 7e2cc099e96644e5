"""What becomes of a file that somebody gave as an answer, whatever happens on the way."""

from __future__ import annotations

import asyncio
import resource
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

import bot.rehearsal.files as rehearsal_files
from bot.clock import MovableClock
from bot.media.kinds import LARGEST
from bot.media.refusals import DAMAGED, NOT_FETCHED, NOT_TAKEN, TOO_LARGE, TOO_MANY_PIXELS
from bot.rehearsal.testing import Rehearsal
from bot.store.database import Store, Transaction
from bot.telegram.api import BotApi
from bot.telegram.fetching import MOST_TRIES, Fetching
from bot.telegram.transport import HttpTransport
from tests.bot import samples_of_files as sample
from tests.bot.telegram import given_files as given
from tests.bot.telegram.edge import sending, texts

DAY = 86_400


@dataclass
class Scene:
    """Somebody with a walk, and the bot's fetching with a folder of its own."""

    store: Store
    world: Rehearsal
    clock: MovableClock
    fetching: Fetching
    folder: Path
    person: int
    telegram_id: int
    walk: int

    async def answered(self, content: bytes, kind: str = "document", name: str = "plan.pdf", **more: int) -> int:
        """A file given as an answer; its number."""
        file = self.world.telegram.files.keep(content, kind=kind, name=name)
        now = self.clock.now()

        def unit(tx: Transaction) -> int:
            number = given.add_file(tx, now, self.person, file.file_id, kind, **more)
            given.answer_with(tx, now, self.person, self.walk, number, kind)
            return number

        return await self.store.run(unit)

    def later(self, seconds: float) -> None:
        self.clock.set_offset((self.clock.now() - datetime.now(UTC)).total_seconds() + seconds)

    async def files(self) -> list[tuple[object, ...]]:
        return await self.store.read(given.files)

    async def told(self) -> list[tuple[int, list[str], list[str]]]:
        return await self.store.read(given.told)

    def sentences(self, why: str) -> tuple[int, list[str], list[str]]:
        """The one message about a file that is not kept."""
        return (
            self.person,
            [
                "A file you sent could not be kept.",
                why,
                "Your answer is noted without it. To send a file again, or write instead, press Change.",
            ],
            [f"c:{self.walk}:A1"],
        )

    def kept(self) -> list[bytes]:
        return [path.read_bytes() for path in sorted(self.folder.iterdir())] if self.folder.exists() else []


@pytest.fixture
async def scene(store: Store, world: Rehearsal, api: BotApi, tmp_path: Path) -> AsyncIterator[Scene]:
    telegram_id = await world.person("Danish side")
    await world.start(telegram_id)
    person = await store.run(lambda tx: given.add_person(tx, telegram_id))
    walk = await store.run(lambda tx: given.add_walk(tx, person))
    clock, folder = MovableClock(), tmp_path / "media"
    fetching = Fetching(store, api, clock, folder)
    yield Scene(store, world, clock, fetching, folder, person, telegram_id, walk)
    await fetching.close()


async def test_a_recording_is_fetched_and_kept_under_a_name_that_says_nothing(scene: Scene) -> None:
    await scene.answered(sample.OGG, "voice", "my village.oga", size=5)

    assert await scene.fetching.fetch_due() == 1

    assert await scene.files() == [("kept", "audio/ogg", len(sample.OGG), 0)]
    assert scene.kept() == [sample.OGG]
    (name,) = await scene.store.read(given.names)
    assert name is not None
    assert (len(name), [path.name for path in scene.folder.iterdir()]) == (32, [name])
    assert await scene.told() == []
    assert await scene.fetching.fetch_due() == 0


async def test_a_picture_sent_as_a_document_is_kept_without_its_place(scene: Scene) -> None:
    await scene.answered(sample.picture("JPEG"), name="IMG_1.jpg")

    assert await scene.fetching.fetch_due() == 1

    (kept,) = scene.kept()
    assert kept.startswith(b"\xff\xd8\xff")
    assert b"Exif" not in kept
    assert sample.CAMERA.encode() not in kept
    assert await scene.files() == [("kept", "image/jpeg", len(kept), 0)]


@pytest.mark.parametrize(
    ("content", "kind", "name", "why"),
    [
        (sample.EXE, "document", "a.pdf", NOT_TAKEN["document"]),
        (sample.GIF_AND_PAGE, "document", "a.png", NOT_TAKEN["document"]),
        (sample.GIF_AND_PAGE, "photo", "", NOT_TAKEN["photo"]),
        (sample.OGG[:-10], "voice", "", DAMAGED),
        (sample.picture("PNG")[:150], "photo", "", DAMAGED),
        (sample.png_that_says(30_000, 30_000), "document", "map.png", TOO_MANY_PIXELS),
        (b"a" * (LARGEST + 1), "document", "long.txt", TOO_LARGE),
        (b"a" * (20 * 1024 * 1024 + 1), "document", "longer.txt", TOO_LARGE),
    ],
)
async def test_what_may_not_be_kept_is_not_and_its_sender_is_told_once(
    scene: Scene, content: bytes, kind: str, name: str, why: str
) -> None:
    await scene.answered(content, kind, name, size=1000)

    assert await scene.fetching.fetch_due() == 0
    scene.later(DAY)
    assert await scene.fetching.fetch_due() == 0

    assert await scene.files() == [("failed", "application/x-lie", 1000, 1)]
    assert await scene.told() == [scene.sentences(why)]
    assert scene.kept() == []


async def test_the_person_reads_it_in_the_chat_with_a_button_to_the_answer(scene: Scene, api: BotApi) -> None:
    await scene.answered(sample.EXE)
    async with sending(scene.store, api):
        await scene.fetching.fetch_due()
        chat = await scene.world.sees(scene.telegram_id, lambda chat: len(texts(chat)) > 0)

    (said,) = [message for message in chat["messages"] if message["from"] == "bot"]
    assert said["text"].startswith("A file you sent could not be kept.")
    assert said["buttons"] == [[{"text": "Change", "data": f"c:{scene.walk}:A1"}]]


@pytest.mark.parametrize(
    ("method", "kind"),
    [
        ("getFile", "500"),
        ("getFile", "html"),
        ("getFile", "timeout_before"),
        ("getFile", "reset_after"),
        ("download", "500"),
        ("download", "html"),
        ("download", "cut"),
        ("download", "timeout_before"),
    ],
)
async def test_what_fails_on_the_way_is_fetched_again_later(scene: Scene, method: str, kind: str) -> None:
    await scene.answered(sample.PDF)
    await scene.world.fault(method, kind)

    assert await scene.fetching.fetch_due() == 0
    assert await scene.files() == [("pending", "application/x-lie", None, 1)]
    assert (scene.kept(), await scene.told()) == ([], [])
    assert await scene.fetching.fetch_due() == 0, "it is not yet time"

    scene.later(61)
    assert await scene.fetching.fetch_due() == 1
    assert scene.kept() == [sample.PDF]


async def test_a_link_that_expired_is_asked_for_again(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    await scene.answered(sample.PDF)
    with monkeypatch.context() as patched:
        patched.setattr(rehearsal_files, "LINK_LIVES", -1)
        assert await scene.fetching.fetch_due() == 0
    assert await scene.files() == [("pending", "application/x-lie", None, 1)]

    scene.later(61)
    assert await scene.fetching.fetch_due() == 1


async def test_waits_grow_and_after_the_last_try_the_sender_is_told_once(scene: Scene) -> None:
    await scene.answered(sample.PDF)
    scene.world.telegram.files.forget()

    waits = []
    while (await scene.files())[0][0] == "pending":
        await scene.fetching.fetch_due()
        tries = (await scene.files())[0][3]
        minutes = 0
        while (await scene.files())[0][::3] == ("pending", tries) and minutes < 500:
            minutes = max(1, minutes * 2)
            scene.later(30 * minutes + 1)
            await scene.fetching.fetch_due()
        waits.append(minutes)

    assert await scene.files() == [("failed", "application/x-lie", None, MOST_TRIES)]
    assert waits == sorted(waits)
    assert await scene.told() == [scene.sentences(NOT_FETCHED)]


async def test_being_told_to_slow_down_costs_no_try_and_the_others_wait_too(scene: Scene) -> None:
    await scene.answered(sample.PDF)
    await scene.answered(sample.TEXT)
    await scene.world.fault("getFile", "429", retry_after=30)

    assert await scene.fetching.fetch_due() == 0
    assert [row[::3] for row in await scene.files()] == [("pending", 0), ("pending", 0)]
    assert await scene.world.calls() == []

    scene.later(31)
    assert await scene.fetching.fetch_due() == 2


async def test_telegram_out_of_reach_for_days_costs_no_try(scene: Scene, transport: HttpTransport) -> None:
    await scene.answered(sample.PDF)
    away = Fetching(scene.store, BotApi(transport, "http://127.0.0.1:9", "1:a"), scene.clock, scene.folder)

    for _ in range(MOST_TRIES + 1):
        assert await away.fetch_due() == 0
        scene.later(DAY)

    assert await scene.fetching.fetch_due() == 1


async def test_one_file_that_fails_does_not_keep_the_others(scene: Scene) -> None:
    await scene.answered(sample.PDF)
    await scene.answered(sample.TEXT)
    await scene.world.fault("download", "cut")

    assert await scene.fetching.fetch_due() == 1

    assert [row[0] for row in await scene.files()] == ["pending", "kept"]


async def test_a_full_disk_loses_nothing_and_needs_no_hand_work(scene: Scene) -> None:
    await scene.answered(b"a" * 300_000)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    # Larger than what the database writes here, smaller than the file.
    resource.setrlimit(resource.RLIMIT_FSIZE, (250_000, hard))
    try:
        for _ in range(MOST_TRIES + 1):
            assert await scene.fetching.fetch_due() == 0
            scene.later(301)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    assert await scene.files() == [("pending", "application/x-lie", None, 0)]
    assert (scene.kept(), await scene.told()) == ([], [])
    assert await scene.fetching.fetch_due() == 1


async def test_a_crash_between_the_bytes_and_the_commit_leaves_it_pending_and_one_file_in_the_end(
    scene: Scene,
) -> None:
    await scene.answered(sample.PDF)
    refuse = "CREATE TRIGGER refuse BEFORE UPDATE OF state ON media BEGIN SELECT RAISE(ABORT, 'no'); END"
    await scene.store.run(lambda tx: tx.execute(text(refuse)) and None)

    with pytest.raises(Exception, match="no"):
        await scene.fetching.fetch_due()
    assert scene.kept() == [sample.PDF]
    assert await scene.files() == [("pending", "application/x-lie", None, 0)]

    await scene.store.run(lambda tx: tx.execute(text("DROP TRIGGER refuse")) and None)
    assert await scene.fetching.fetch_due() == 1
    assert await scene.files() == [("kept", "application/pdf", len(sample.PDF), 0)]
    assert scene.kept() == [sample.PDF]


async def test_bytes_left_by_a_crash_go_when_the_file_is_refused(scene: Scene) -> None:
    await scene.answered(sample.EXE)
    (name,) = await scene.store.read(given.names)
    scene.folder.mkdir()
    (scene.folder / f"{name}.part").write_bytes(sample.EXE[:50])

    await scene.fetching.fetch_due()

    assert scene.kept() == []


async def test_a_file_whose_owner_has_not_said_what_it_is_for_is_not_fetched(scene: Scene) -> None:
    file = scene.world.telegram.files.keep(sample.PDF, kind="document", name="a.pdf")
    now = scene.clock.now()

    def unit(tx: Transaction) -> int:
        number = given.add_file(tx, now, scene.person, file.file_id, "document")
        given.hold_file(tx, now, scene.person, number, "document")
        return number

    number = await scene.store.run(unit)
    assert await scene.fetching.fetch_due() == 0
    assert (await scene.files())[0][0] == "pending"

    await scene.store.run(lambda tx: given.answer_with(tx, now, scene.person, scene.walk, number, "document"))
    scene.later(61)
    assert await scene.fetching.fetch_due() == 1


async def test_a_file_that_became_nobodys_answer_is_never_fetched_and_its_row_goes(scene: Scene) -> None:
    now = scene.clock.now()
    await scene.store.run(lambda tx: given.add_file(tx, now, scene.person, "BQabc", "document") and None)

    await scene.fetching.fetch_due()
    await scene.fetching.fetch_due()

    assert (await scene.files(), await scene.told(), scene.kept()) == ([], [], [])


async def test_a_kept_file_that_nobody_wants_any_more_goes_with_its_row(scene: Scene) -> None:
    await scene.answered(sample.PDF)
    await scene.fetching.fetch_due()
    await scene.store.run(given.unwant)

    await scene.fetching.fetch_due()

    assert (await scene.files(), scene.kept()) == ([], [])


async def test_a_file_that_became_unwanted_on_its_way_is_not_kept(scene: Scene) -> None:
    await scene.answered(sample.PDF)
    fetching = asyncio.create_task(scene.fetching.fetch_due())
    await _asked(scene)
    await scene.store.run(given.unwant)

    await fetching
    await scene.fetching.fetch_due()

    assert (await scene.files(), scene.kept()) == ([], [])


async def test_waking_it_often_looks_once_and_soon(scene: Scene) -> None:
    await scene.answered(sample.PDF)
    for _ in range(1000):
        scene.fetching.wake()

    await _asked(scene)
    await scene.fetching.fetch_due()  # waits for what is under way

    assert scene.kept() == [sample.PDF]
    assert len(await scene.world.calls()) == 1


async def test_closing_while_something_is_fetched_leaves_it_pending(scene: Scene) -> None:
    await scene.answered(sample.PDF)
    await scene.world.fault("download", "timeout_before")
    scene.fetching.wake()
    await _asked(scene)

    await scene.fetching.close()

    assert (await scene.files())[0][::3] == ("pending", 0)


async def _asked(scene: Scene) -> None:
    """Until Telegram has been asked for a file."""
    for _ in range(500):
        if await scene.world.calls():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("nobody asked for the file")
