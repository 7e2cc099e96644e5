"""What a person is told about a file of theirs. Values in, screens out; names no partner, for a shared phone."""

from __future__ import annotations

from bot.screen import Button, Line, Screen
from conversations.text import N_, Text


def not_kept(why: str, walk: int, question: str) -> Screen:
    """`why` is marked wording, a whole sentence."""
    return Screen(
        (
            Line(Text(N_("A file you sent could not be kept."))),
            Line(Text(why)),
            Line(Text(N_("Your answer is noted without it. To send a file again, or write instead, press Change."))),
        ),
        ((Button(Text(N_("Change")), f"c:{walk}:{question}"),),),
    )
