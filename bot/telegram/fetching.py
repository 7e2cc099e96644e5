"""Fetching the bytes of files that people gave as answers or agreement, and removing those nobody wants any more.

The answer stands without them, so nothing here is in a hurry and nothing is lost by a failure: what has not
been kept is fetched again from Telegram's file id. It may not open, show or send a file.
"""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime, timedelta
from pathlib import Path

from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.clock import Clock
from bot.media.folder import Folder
from bot.media.kinds import AGREEMENT, LARGEST, PICTURES, recognised
from bot.media.pictures import NotRedrawn, redrawn
from bot.media.refusals import DAMAGED, NOT_FETCHED, TOO_LARGE, Refused
from bot.screens.files import not_kept
from bot.services import uploaded
from bot.store import media, outbox, uploads
from bot.store.database import Store, StoreAway, Transaction
from bot.store.media import Given, MediaRow
from bot.store.uploads import Upload
from bot.telegram.api import BotApi
from bot.telegram.sealing import seal_what_is_complete
from bot.telegram.transport import NotConnected, TooFast, TooLarge

log = logging.getLogger(__name__)

# Twelve tries with waits of one minute, two, four ... six hours: most of a day.
MOST_TRIES = 12
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=6)
WITHOUT_ROOM = timedelta(minutes=5)
UNDECIDED = timedelta(minutes=1)
DOWNLOAD_SECONDS = 300.0
SOON = 2.0


class Fetching:
    def __init__(self, store: Store, api: BotApi, clock: Clock, media_dir: Path) -> None:
        self._store = store
        self._api = api
        self._clock = clock
        self._media_dir = media_dir
        self._folder = Folder(media_dir)
        self._one_at_a_time = asyncio.Lock()  # a file may be some 20 MB in memory
        self._timer: asyncio.TimerHandle | None = None
        self._looking: asyncio.Task[None] | None = None

    def wake(self) -> None:
        """Looks in a moment, once however often this was called; for after a commit, so it costs next to nothing."""
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(SOON, self._look)

    async def close(self) -> None:
        """What was under way is begun again after the next start."""
        if self._timer is not None:
            self._timer.cancel()
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.wait((self._looking,))

    async def fetch_due(self) -> int:
        """How many files were kept. Raises StoreAway; whatever else goes wrong is tried again later."""
        kept = 0
        async with self._one_at_a_time:
            now = self._clock.now()
            gone, due = await self._store.read(lambda tx: (media.unwanted(tx), media.pending(tx, now)))
            for number, name in gone:
                await self._forget(number, name)
            for row in due:
                try:
                    kept += await self._fetch(row)
                except (NotConnected, InvalidToken, TooFast, OSError) as error:
                    # It concerns all of them, and none has had its try.
                    log.warning("files have to wait: %s", type(error).__name__)
                    break
            await seal_what_is_complete(self._store, self._clock, self._media_dir)
        return kept

    def _look(self) -> None:
        self._timer = None
        if self._one_at_a_time.locked():
            self.wake()
        else:
            self._looking = asyncio.get_running_loop().create_task(self._look_once())

    async def _look_once(self) -> None:
        try:
            await self.fetch_due()
        except StoreAway:
            log.warning("files have to wait: the database is away")

    async def _fetch(self, row: MediaRow) -> bool:
        """Whether it was kept. Raises what concerns all files, after this one was put off without losing a try."""
        owner, waits = await self._store.read(lambda tx: (_owner(tx, row), media.waits(tx, row)))
        if owner is None:
            await self._belongs_nowhere(row, waits)
            return False
        sent_as = AGREEMENT if isinstance(owner, Upload) and row.kind == "document" else row.kind
        try:
            mime, content = await self._got(row, sent_as)
            await asyncio.to_thread(self._folder.keep, row.path, content)
        except (NotConnected, InvalidToken):
            raise
        except TooFast as error:
            await self._put_off(row, row.tries, timedelta(seconds=error.seconds))
            raise
        except Refused as refusal:
            await self._refuse(row, owner, refusal.why)
            return False
        except (TelegramError, TimeoutError, NotRedrawn) as error:  # TimeoutError is an OSError
            return await self._failed_once(row, owner, error)
        except OSError:
            await self._put_off(row, row.tries, WITHOUT_ROOM)
            raise
        except Exception as error:
            # A mistake of ours with one file must not keep the others waiting.
            return await self._failed_once(row, owner, error)
        if not await self._store.run(lambda tx: media.fetched(tx, row.id, mime, len(content))):
            await self._forget(row.id, row.path)
            return False
        return True

    async def _got(self, row: MediaRow, sent_as: str) -> tuple[str, bytes]:
        """The type and the bytes that may be kept. The announced size is not believed: what comes is counted."""
        try:
            async with asyncio.timeout(DOWNLOAD_SECONDS):
                content = await self._api.download(row.file_id, limit=LARGEST)
        except TooLarge:
            raise Refused(TOO_LARGE) from None
        except BadRequest as error:
            if "too big" in error.message.lower():
                raise Refused(TOO_LARGE) from None
            raise
        mime = await asyncio.to_thread(recognised, content, sent_as)
        return mime, await redrawn(content, mime) if mime in PICTURES else content

    async def _belongs_nowhere(self, row: MediaRow, waits: bool) -> None:
        """Not yet, or never: people were told that nothing was saved, so it is not fetched."""
        if waits:
            await self._put_off(row, row.tries, UNDECIDED)
        else:
            await self._store.run(lambda tx: media.let_go(tx, row.id))

    async def _failed_once(self, row: MediaRow, owner: Given | Upload, error: Exception) -> bool:
        log.warning("file %d was not fetched: %s", row.id, type(error).__name__)
        if row.tries + 1 >= MOST_TRIES:
            await self._refuse(row, owner, DAMAGED if isinstance(error, NotRedrawn) else NOT_FETCHED)
        else:
            wait = min(LONGEST_WAIT, FIRST_WAIT * 2**row.tries)
            await self._put_off(row, row.tries + 1, wait)
        return False

    async def _put_off(self, row: MediaRow, tries: int, wait: timedelta) -> None:
        next_at = self._clock.now() + wait
        await self._store.run(lambda tx: media.try_later(tx, row.id, tries, next_at))

    async def _refuse(self, row: MediaRow, owner: Given | Upload, why: str) -> None:
        now = self._clock.now()
        # An earlier try may have been cut off by a crash, with bytes already in the folder.
        if await self._removed(row.id, row.path):
            await self._store.run(lambda tx: _tell_not_kept(tx, now, row, owner, why))
        else:
            await self._put_off(row, row.tries, WITHOUT_ROOM)

    async def _forget(self, number: int, name: str | None) -> None:
        if name is None or await self._removed(number, name):
            await self._store.run(lambda tx: media.forget(tx, number))

    async def _removed(self, number: int, name: str) -> bool:
        try:
            await asyncio.to_thread(self._folder.remove, name)
        except OSError as error:
            log.warning("file %d could not be removed yet: %s", number, type(error).__name__)
            return False
        return True


def _owner(tx: Transaction, row: MediaRow) -> Given | Upload | None:
    return media.given(tx, row) or uploads.of_file(tx, row.id)


def _tell_not_kept(tx: Transaction, now: datetime, row: MediaRow, owner: Given | Upload, why: str) -> None:
    if not media.failed(tx, row.id, row.tries + 1):
        return
    if isinstance(owner, Upload):
        uploaded.not_kept(tx, now, owner, why)
    else:
        outbox.owe(
            tx,
            now,
            person_id=row.person,
            screen=not_kept(why, owner.walk, owner.question),
            partnership_id=owner.partnership,
            priority=1,
            key=f"media:{row.id}",
        )
