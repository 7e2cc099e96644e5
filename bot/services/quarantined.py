"""What staff are told of an update that could not be handled: that it happened, never what it said."""

from __future__ import annotations

from datetime import datetime

from bot.screen import Line, Screen
from bot.store import outbox, people
from bot.store.transaction import Transaction
from bot.telegram.receiver import Quarantined
from conversations.text import N_, Text, text


def report(tx: Transaction, now: datetime, found: Quarantined) -> None:
    """Tells every staff admin, and the person that their last message was not saved."""
    for admin in people.staff(tx, "admin"):
        screen = Screen(
            (
                Line(
                    text(
                        N_("A message to the bot could not be handled and was set aside (number {n})."),
                        n=str(found.update_id),
                    )
                ),
                Line(found.error),
            )
        )
        outbox.owe(
            tx, now, person_id=admin.id, screen=screen, priority=1, key=f"quarantine:{found.update_id}:{admin.id}"
        )
    if found.telegram_id is not None and found.telegram_id > 0 and found.kind != "unknown":
        person = people.arrive(tx, now, found.telegram_id, None)
        sorry = Screen(
            (
                Line(
                    Text(N_("Something went wrong on our side. Your last message was not saved. Staff have been told."))
                ),
            )
        )
        outbox.owe(tx, now, person_id=person.id, screen=sorry, key=f"quarantine:{found.update_id}:sorry")
