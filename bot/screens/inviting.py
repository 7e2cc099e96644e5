"""An invitation as it is handed on: a text to forward, a picture, a code. Nothing here makes or keeps one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.i18n import Language
from bot.screen import GAP, Attachment, Button, Line, Screen
from bot.screens.sides import side_name
from bot.telegram.render import say
from conversations.codes import as_shown
from conversations.sides import Side
from conversations.text import N_, Text, Value, text

NOWHERE = text(N_("There is no partnership you can invite anybody to. Nothing was made."))


@dataclass(frozen=True)
class Invited:
    """What an invitation says. `organisation` and `side` are None when it is to the staff."""

    bot_name: str
    code: str
    until: date
    title: str = ""
    organisation: str | None = None
    side: Side | None = None

    @property
    def link(self) -> str:
        return f"https://t.me/{self.bot_name}?start={self.code}"


def to_forward(invited: Invited, languages: tuple[Language, ...]) -> Screen:
    """Nothing but what the invited person needs, so that it can be forwarded as it is."""
    lines: list[Line] = []
    for language in languages:
        lines += [GAP, *(Line(say(line, language)) for line in _steps(invited, language))]
    return Screen(tuple(lines[1:]))


def picture(invited: Invited, reader: Language) -> Screen:
    """The same link as a picture; its caption is for the one who invites."""
    lines = (
        Line(_to(invited), "bold"),
        Line(text(N_("Code: {code}"), code=as_shown(invited.code))),
        Line(text(N_("It works once, until {date}."), date=reader.say(invited.until))),
        Line(Text(N_("Forward the message above, show this picture, or read out the code."))),
    )
    return Screen(lines, attachment=Attachment("qr", "invitation.png", invited.link))


def which_side(partnership: int, title: str, sides: dict[Side, str]) -> Screen:
    rows = tuple(
        (
            Button(
                # Translators: a button; an organisation and the side it is, "Danish side" or "Local side"
                text(N_("{organisation} ({side})"), organisation=name, side=side_name(side)),
                f"pi:{partnership}:{side}",
            ),
        )
        for side, name in sides.items()
    )
    return Screen((Line(title, "bold"), Line(Text(N_("Which side do you invite somebody to?")))), rows)


def made(invited: Invited) -> Screen:
    """Left where the side was chosen."""
    return Screen((Line(text(N_("✓ {answer}"), answer=_to(invited)), "bold"),))


def _to(invited: Invited) -> Text:
    if invited.organisation is None or invited.side is None:
        return Text(N_("Invitation to the staff"))
    return text(
        N_("Invitation to {organisation} ({side})"),
        organisation=invited.organisation,
        side=side_name(invited.side),
    )


def _steps(invited: Invited, language: Language) -> tuple[Value, ...]:
    if invited.organisation is None:
        greeting = Text(N_("You are invited to the staff of the partnership bot."))
    else:
        greeting = text(
            N_("You are invited to join {organisation} in the partnership {partnership}."),
            organisation=invited.organisation,
            partnership=invited.title,
        )
    return (
        greeting,
        Text(N_("1. Install Telegram on your phone, open it and sign up.")),
        # Translators: "again" matters: a link that was pressed before Telegram is installed is lost
        text(N_("2. Come back here and press this link, again if you did before: {link}"), link=invited.link),
        Text(N_("3. Press START at the bottom of the chat that opens.")),
        text(
            N_("If nothing opens: search for @{bot} in Telegram, press START and write the code {code}."),
            bot=invited.bot_name,
            code=as_shown(invited.code),
        ),
        text(
            N_("It works once, only for you, until {date}."),
            date=language.say(invited.until),
        ),
    )
