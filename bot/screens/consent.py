"""What is kept, why, and who sees it: what everybody agrees to before anything is asked of them."""

from __future__ import annotations

from bot.screen import GAP, Line
from conversations.text import N_, Text

# A change in what these sentences promise needs a new number: it is stored with what each person agreed to.
VERSION = 1

_POINTS = (
    (
        N_("Who we are"),
        N_(
            "This bot is run by the staff of the programme your partnership belongs to. "
            "It walks both organisations through talks about their cooperation."
        ),
    ),
    (
        N_("What is kept, and why"),
        N_(
            "Your name, your task, your language, the number of your Telegram account, and what you answer, put "
            "forward and approve, in writing, recordings and pictures, so that both sides can build on it; "
            "and a log of who did what when, without what was written. Your phone number, user name and "
            "location are not kept."
        ),
    ),
    (
        N_("Who sees what, and when"),
        N_(
            "Your own side sees your answers at once. The other side sees nothing before both sides have "
            "finished a topic; until then staff see only how far each side is. After that both sides and "
            "staff see the answers, unless you choose, for a single answer, that only your side and staff, "
            "or only your side, may see it."
        ),
    ),
    (
        N_("What it is not for"),
        N_("Your answers do not decide whether you get grants or equipment."),
    ),
    (
        N_("About Telegram"),
        N_(
            "Chats with a bot are not end-to-end encrypted, and the bot can delete messages for 48 hours "
            "only. Whoever uses your phone can read them."
        ),
    ),
    (
        N_("See, correct, take away, erase"),
        N_(
            "/answers shows your side's answers; you can change them until they are opened. "
            "/leave takes you out. To get a copy of what is kept about you, or to have it corrected or "
            "erased, write to the staff; /people says who they are. /privacy shows this text again."
        ),
    ),
)


def points() -> tuple[Line, ...]:
    lines: list[Line] = []
    for heading, words in _POINTS:
        lines += [GAP, Line(Text(heading), "bold"), Line(Text(words))]
    return tuple(lines)
