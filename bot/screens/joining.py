"""The way in: language, consent, name, task, and "is this the right place?". Values in, screens out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.i18n import Language, own_name
from bot.screen import GAP, Button, Line, Screen
from bot.screens import consent
from bot.screens.sides import side_name
from bot.telegram.render import say
from conversations.sides import Side
from conversations.text import N_, Text, counted, text

# One sentence for every reason, so that nobody learns anything about codes by trying them.
CANT_USE = text(N_("This invitation can't be used. Ask the person who invited you for a new one."))
WRITE_IT = text(N_("Please write it as a message. Nothing was saved."))
CHOSEN = N_("✓ {answer}")


@dataclass(frozen=True)
class Place:
    """Where an invitation leads. `organisation` and `side` are None for the staff."""

    invitation: int
    organisation: str | None
    side: Side | None
    title: str


def said_in(screen: Screen, *languages: Language) -> Screen:
    """The same once for each language, whatever its reader speaks; buttons stay as they are."""
    lines: list[Line] = []
    for spoken in languages:
        lines += [GAP, *(replace(line, text=say(line.text, spoken)) for line in screen.lines)]
    return replace(screen, lines=tuple(lines[1:]))


def which_code() -> Screen:
    words = N_("Write the code of your invitation after the command, for instance: /join {code}")
    return Screen((Line(text(words, code="K7QM-2XP9")),))


def which_language(languages: tuple[str, ...], prefix: str, *, now: str | None = None) -> Screen:
    """Every language under its own name."""
    buttons = [
        Button(text(CHOSEN, answer=own_name(code)) if code == now else own_name(code), f"{prefix}:{code}")
        for code in languages
    ]
    rows = tuple(tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2))
    return Screen((Line(Text(N_("Which language shall we speak? You can change it later with /language."))),), rows)


def language_chosen(code: str) -> Screen:
    return Screen((Line(text(CHOSEN, answer=own_name(code)), "bold"),))


def agree() -> Screen:
    return Screen(
        (
            Line(Text(N_("Before you begin: what is kept, and who sees it")), "bold"),
            *consent.points(),
            GAP,
            Line(Text(N_("Do you agree?")), "bold"),
        ),
        ((Button(Text(N_("Yes, I agree")), "jc:yes"), Button(Text(N_("No")), "jc:no")),),
    )


def agreed() -> Screen:
    return Screen(
        (
            Line(Text(N_("What is kept, and who sees it")), "bold"),
            Line(text(CHOSEN, answer=Text(N_("Yes, I agree"))), "bold"),
            Line(Text(N_("/privacy shows it again."))),
        )
    )


def not_agreed() -> Screen:
    return Screen(
        (
            Line(text(CHOSEN, answer=Text(N_("No"))), "bold"),
            Line(
                Text(
                    N_(
                        "Then it ends here, and nothing you told me was kept. "
                        "If you change your mind, press the link in your invitation again."
                    )
                )
            ),
        )
    )


def your_name() -> Screen:
    return Screen((Line(Text(N_("What is your name? Write it as the others know you."))),))


def your_task() -> Screen:
    return Screen(
        (
            Line(Text(N_("What is your task in the partnership? One short line, for instance: treasurer."))),
            Line(Text(N_("It is shown beside your name."))),
        ),
        ((Button(Text(N_("Skip")), "js"),),),
    )


def task_skipped() -> Screen:
    return Screen(
        (
            Line(Text(N_("What is your task in the partnership?"))),
            Line(text(CHOSEN, answer=Text(N_("Skip"))), "bold"),
        )
    )


def right(place: Place, name: str, task: str | None) -> Screen:
    return Screen(
        (Line(_you(name, task)), Line(_join(place), "bold")),
        (
            (
                Button(Text(N_("Yes")), f"jy:{place.invitation}"),
                Button(Text(N_("No, that's wrong")), f"jw:{place.invitation}"),
            ),
        ),
    )


def what_is_wrong(place: Place, name: str, task: str | None) -> Screen:
    own = f"jf:{place.invitation}"
    not_here = Text(N_("This is not my side")) if place.side else Text(N_("I am not on the staff"))
    rows = [
        (Button(Text(N_("My name")), f"{own}:name"),),
        (Button(Text(N_("My task")), f"{own}:task"),),
        (Button(not_here, f"{own}:all"),),
    ]
    if place.side is None:
        del rows[1]
    lines = (Line(_you(name, task)), Line(_join(place), "bold"), Line(Text(N_("What is wrong?"))))
    return Screen(lines, tuple(rows))


def mended(what: str) -> Screen:
    """Left where it was said what is wrong: name or task."""
    label = Text(N_("My name")) if what == "name" else Text(N_("My task"))
    return Screen((Line(text(CHOSEN, answer=label), "bold"),))


def not_joined() -> Screen:
    return Screen(
        (
            Line(Text(N_("You have not joined."))),
            Line(
                Text(
                    N_(
                        "Tell the person who invited you, and ask for the right invitation. "
                        "If it was right after all, press the link again."
                    )
                )
            ),
        )
    )


@dataclass(frozen=True)
class Ahead:
    """What a new member is going to be asked: so many topics, with so many questions each."""

    topics: int
    fewest: int
    most: int


def welcome(place: Place, name: str, ahead: Ahead | None) -> Screen:
    """`ahead` is None where nothing is asked yet: of the staff, and in a partnership that was running before."""
    then: list[Text] = []
    if place.organisation is None or place.side is None:
        here = Text(N_("You are on the staff now."))
        then = [Text(N_("/new begins a partnership, /partnerships shows yours, /help says what else there is."))]
    else:
        here = text(
            N_("You have joined {organisation} ({side}) in the partnership {partnership}."),
            organisation=place.organisation,
            side=side_name(place.side),
            partnership=place.title,
        )
        if ahead is not None:
            rest = N_("You can rest as long as you like: /start brings you back to your question.")
            then = [_asked(ahead), Text(rest)]
    hello = Line(text(N_("Welcome, {name}!"), name=name), "bold")
    return Screen((hello, Line(here), *(Line(one) for one in then)))


def _asked(ahead: Ahead) -> Text:
    if ahead.topics == 1:
        return counted(
            "{n} short question. Skip what you like. The other side sees it only when both sides are ready.",
            "{n} short questions. Skip what you like. The other side sees them only when both sides are ready.",
            ahead.most,
        )
    return counted(
        "{n} topic with {fewest} to {most} short questions. Skip what you like. "
        "The other side sees it only when both sides are ready.",
        "{n} topics with {fewest} to {most} short questions each. Skip what you like. "
        "The other side sees a topic only when both sides are ready.",
        ahead.topics,
        fewest=ahead.fewest,
        most=ahead.most,
    )


def _you(name: str, task: str | None) -> Text:
    if task:
        # Translators: a person's name and their task, as they wrote them
        return text(N_("You are {name}, {task}."), name=name, task=task)
    return text(N_("You are {name}."), name=name)


def _join(place: Place) -> Text:
    if place.organisation is None or place.side is None:
        return Text(N_("You are joining the staff. Is that right?"))
    return text(
        N_("You are joining {organisation} ({side}). Is that right?"),
        organisation=place.organisation,
        side=side_name(place.side),
    )
