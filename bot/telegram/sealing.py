"""An agreement that was sent as files gets its seal when all of them are kept."""

from __future__ import annotations

import asyncio
import logging
from pathlib import Path

from bot.clock import Clock
from bot.media.sealing import seal_of
from bot.services import uploaded
from bot.store import uploads
from bot.store.database import Store
from bot.store.uploads import Upload

log = logging.getLogger(__name__)


async def seal_what_is_complete(store: Store, clock: Clock, media_dir: Path) -> None:
    """From the bytes as they are kept. What a crash left undone is done the next time. Raises StoreAway."""
    for upload, names in await store.read(uploads.complete):
        try:
            seal = await asyncio.to_thread(seal_of, media_dir, names)
        except OSError as error:
            log.warning("agreement %d could not be sealed yet: %s", upload.agreement, type(error).__name__)
            continue
        await _seal(store, clock, upload, seal)


async def _seal(store: Store, clock: Clock, upload: Upload, seal: str) -> None:
    now = clock.now()
    await store.run(lambda tx: uploaded.sealed(tx, now, upload, seal))
