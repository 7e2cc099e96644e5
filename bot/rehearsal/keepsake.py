"""The phones from one rehearsal to the next, for those who go on with the same database.

Written when a rehearsal ends, read when the next begins; only ever a file this module wrote itself, in the
rehearsal's own folder.
"""

from __future__ import annotations

import pickle
from datetime import timedelta
from pathlib import Path

from bot.rehearsal.people import Chat
from bot.rehearsal.telegram import Telegram

NAME = "phones.pickle"


def put_away(telegram: Telegram, folder: Path) -> None:
    kept = {
        "people": telegram.people,
        "messages": {chat.id: chat.messages for chat in telegram.chats.values() if chat.person is not None},
        "files": telegram.files,
        "profile": telegram.profile,
        "last_message_id": telegram.last_message_id,
        "offset": telegram.clock.offset,
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / NAME).write_bytes(pickle.dumps(kept))


def take_up(telegram: Telegram, folder: Path) -> bool:
    """False, and nothing changed, when there is nothing to take up, or it is of another version."""
    try:
        kept = pickle.loads((folder / NAME).read_bytes())
        people, messages, offset = kept["people"], kept["messages"], kept["offset"]
        telegram.files, telegram.profile = kept["files"], kept["profile"]
        telegram.last_message_id = kept["last_message_id"]
    except (OSError, pickle.UnpicklingError, AttributeError, ImportError, EOFError, KeyError):
        return False
    telegram.people = people
    telegram.chats = {person.id: Chat(person.id, person, messages=messages[person.id]) for person in people.values()}
    telegram.clock.advance(max(offset, timedelta()))
    return True
