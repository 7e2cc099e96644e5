"""What the store says when it cannot do its work. Neither carries anything a person wrote."""

from __future__ import annotations


class StoreRefused(Exception):
    """The store cannot be opened as things are; the text is one line for whoever runs the bot."""


class StoreAway(Exception):
    """The database cannot be written or read just now (away, disk full): nothing of the unit was kept.

    Whoever brought the work must not confirm it, so that it comes again.
    """
