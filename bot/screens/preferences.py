"""What a person sets for themselves, and what the bot says about itself. Values in, screens out."""

from __future__ import annotations

from bot.screen import GAP, Line, Screen
from bot.screens import consent
from conversations.text import N_, Text, text

_FOR_STRANGERS = (
    N_("This bot helps two partner organisations talk things through, each on its own phone."),
    N_("To come in you need an invitation: press the link in it, or write its code here."),
    N_("/start brings you back to where you are."),
    N_("/language changes the language. /privacy says what is kept, and who sees it."),
    N_("/stop makes me silent until you press /start."),
)
_FOR_MEMBERS = (
    N_("/start brings you back to where you were. You can rest for as long as you like."),
    N_("/menu shows everything that is open, /answers what your side has answered."),
    N_("/goals, /plan and /agreement show what both sides have agreed, and what waits for an answer."),
    N_("/people shows who is on which side, /invite brings somebody in. /leave takes you out of a partnership."),
    N_("/language changes the language, /privacy says what is kept. /stop makes me silent until you press /start."),
)
_FOR_STAFF = (
    N_("/menu shows what there is. /new enters a partnership; you follow the ones you enter."),
    N_("/partnerships shows how far each one is; there you can edit, close or delete it."),
    N_("/goals, /plan and /agreement show what both sides of a partnership have agreed."),
    N_("/invite brings somebody to a side, /people shows who is on it, /staff brings in and assigns staff."),
    N_("/language changes the language, /privacy says what is kept. /stop makes me silent until you press /start."),
)


def help(*, staff: bool, member: bool) -> Screen:
    """Five lines for whoever asks."""
    lines = _FOR_STAFF if staff else _FOR_MEMBERS if member else _FOR_STRANGERS
    return Screen(tuple(Line(Text(line)) for line in lines))


def privacy(agreed_on: str | None) -> Screen:
    lines = [Line(Text(N_("What is kept, and who sees it")), "bold"), *consent.points()]
    if agreed_on is not None:
        lines += [GAP, Line(text(N_("You agreed to this on {date}."), date=agreed_on), "italic")]
    return Screen(tuple(lines))


def language_now(own_name: str) -> Screen:
    """Read in the new language already."""
    now = text(N_("✓ From now on I write to you in this language: {language}."), language=own_name)
    return Screen((Line(now),))


def silent() -> Screen:
    return Screen(
        (
            Line(Text(N_("From now on I am silent.")), "bold"),
            Line(Text(N_("Nothing is lost: press /start, and you get what has come in the meantime."))),
        )
    )


def listening() -> Screen:
    return Screen((Line(Text(N_("You get messages from me again."))),))
