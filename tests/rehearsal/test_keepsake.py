"""Who goes on with the same database finds the phones as they were."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.rehearsal import acts, keepsake
from bot.rehearsal.calls import Call
from bot.rehearsal.methods import carry_out
from bot.rehearsal.people_routes import phone
from bot.rehearsal.telegram import Telegram


def test_chats_files_commands_and_the_clock_are_there_again(tmp_path: Path) -> None:
    before = Telegram()
    anna = before.add_person("Anna", "da", "danish")
    acts.start(before, anna)
    stored = before.files.keep(b"sound", kind="voice")
    acts.send(before, anna, "voice", file=stored)
    commands = [{"command": "menu", "description": "Menu"}]
    carry_out(before, Call("sendMessage", {"chat_id": anna.id, "text": "Hello"}))
    carry_out(before, Call("setMyCommands", {"commands": commands}))
    before.clock.advance(timedelta(days=3))

    keepsake.put_away(before, tmp_path)
    after = Telegram()
    taken_up = keepsake.take_up(after, tmp_path)

    seen = phone(after, after.chats[anna.id], after.people[anna.id], 0)
    was = phone(before, before.chats[anna.id], anna, 0)
    assert taken_up
    assert {**seen, "version": 0} == {**was, "version": 0}
    assert after.files.by_id(stored.file_id) == stored
    assert after.clock.offset == timedelta(days=3)
    assert acts.say(after, after.people[anna.id], "Next")[0].message_id == 4


def test_there_may_be_nothing_to_take_up(tmp_path: Path) -> None:
    nothing = keepsake.take_up(Telegram(), tmp_path)
    (tmp_path / keepsake.NAME).write_bytes(b"not ours")

    assert (nothing, keepsake.take_up(Telegram(), tmp_path)) == (False, False)
