"""Whom to show their open question again after the bot was away.

Source: Telegram keeps a pressed button for 150 seconds only; in a longer silence nothing comes of it.
"""

from __future__ import annotations

from datetime import datetime, timedelta

PRESSES_ARE_KEPT = timedelta(seconds=150)
IN_THE_MIDDLE = timedelta(minutes=15)
LATELY = timedelta(hours=24)


def has_rested(*, shown_at: datetime | None, now: datetime) -> bool:
    """Whether the open question was last shown so long ago that a first word need not be meant as its answer."""
    return shown_at is not None and now - shown_at > LATELY


def active_since(*, last_alive: datetime | None, now: datetime) -> datetime | None:
    """Those who did something since then are asked again; None if nobody need be, because this is the first start.

    After a short absence that is whoever was in the middle of answering, after a longer one whoever was there
    within a day before it.
    """
    if last_alive is None:
        return None
    return last_alive - (LATELY if now - last_alive > PRESSES_ARE_KEPT else IN_THE_MIDDLE)
