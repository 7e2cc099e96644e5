"""Which of several talks: to go on with, to file words under, or to look at the answers of."""

from __future__ import annotations

from collections.abc import Sequence

from bot.screen import Button, Line, Screen
from conversations.dialogue import Topic
from conversations.text import N_, Text, text


def which_walk(choices: Sequence[tuple[int, str, str]], why: Text | None) -> Screen:
    """Of each walk its partnership's title and its talk's."""
    lines = [Line(why)] if why else []
    labels = told_apart(tuple((title, talk) for _, title, talk in choices))
    if len({title for _, title, _ in choices}) > 1:
        lines.append(Line(Text(N_("You are in several partnerships. Which one do you want to go on with?"))))
    else:
        lines.append(Line(Text(N_("Several talks are open. Which one do you want to go on with?"))))
    pairs = zip(labels, choices, strict=True)
    return Screen(tuple(lines), tuple((Button(label, f"g:{walk}"),) for label, (walk, _, _) in pairs))


def told_apart(walks: Sequence[tuple[str, str]]) -> tuple[Text | str, ...]:
    """What tells each walk, (partnership, talk), from the others: the one, the other, or both."""
    titles, talks = {title for title, _ in walks}, {talk for _, talk in walks}
    if len(talks) == 1:
        return tuple(title for title, _ in walks)
    if len(titles) == 1:
        return tuple(Text(talk) for _, talk in walks)
    # Translators: A button: a talk and the partnership it is held in.
    return tuple(text(N_("{talk}: {title}"), talk=Text(talk), title=title) for title, talk in walks)


def topics(walk: int, title: str, shown: Sequence[tuple[Topic, int | None]]) -> Screen:
    """`/answers`: one button a topic; an opened one shows its opening."""
    rows = tuple(
        (Button(Text(topic.title), f"l:{walk}:{topic.id}" if opening is None else f"N:{opening}"),)
        for topic, opening in shown
    )
    if not rows:
        return Screen((Line(title, "bold"), Line(Text(N_("Your side has not answered anything yet.")))))
    return Screen((Line(title, "bold"), Line(Text(N_("Which topic's answers do you want to see?")))), rows)


def walks(shown: Sequence[tuple[int, str, str, str]]) -> Screen:
    """`/answers` of somebody whose side has been through several talks: (walk, partnership, talk, day begun)."""
    several = len({title for _, title, _, _ in shown}) > 1
    rows = []
    for walk, title, talk, day in shown:
        label = text(N_("{talk}, {day}"), talk=Text(talk), day=day)
        if several:
            label = text(N_("{talk}, {day}: {title}"), talk=Text(talk), day=day, title=title)
        rows.append((Button(label, f"A:{walk}"),))
    return Screen((Line(Text(N_("Which talk's answers do you want to see?"))),), tuple(rows))
