"""The talks after the start: which there are, what one of them is, and beginning it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.screen import GAP, Button, Line, Screen
from bot.screens.together import Setting
from conversations.text import N_, Text, Value, counted, text

# What each talk is for, in a sentence or two. Those that belong to something else are begun from there.
FOR: Mapping[str, str] = {
    "checkin": N_("How do the goals and the cooperation go, and what does each side need before next time?"),
    "capacity": N_("What can each organisation do well by itself, and what should grow stronger in the coming year?"),
    "vulnerability": N_(
        "How much does the local organisation depend on the Danish one? It decides itself what is shown. "
        "It is an aid to conversation, and decides no equipment and no money."
    ),
    "temperature": N_("How warm is the partnership? Ten taps alone, then a few questions together."),
    "ready": N_("How ready is the local organisation to stand alone? Five taps."),
    "lookback": N_("How much of the work is still going after the end, and what was learned?"),
}


@dataclass(frozen=True)
class Listed:
    """One talk. `open` while a round of it goes on, `last` and `due` are days in the reader's language."""

    dialogue: str
    title: str
    open: bool
    last: str | None
    due: str | None


@dataclass(frozen=True)
class One:
    """One talk, before it is begun. `minutes` are those of the reader's side, or of the longer one for staff."""

    listed: Listed
    topics: Sequence[str]
    minutes: int
    refused: Text | None
    walk: int | None  # the reader's own, while a round is open
    extra: Sequence[tuple[Button, ...]] = ()


def listing(setting: Setting, talks: Sequence[Listed]) -> Screen:
    lines = [*setting.heading(), Line(Text(N_("The talks")), "bold")]
    for one in talks:
        # Translators: A talk and how it stands, as in "Check-in: open now".
        lines.append(Line(text(N_("· {talk}: {standing}"), talk=Text(one.title), standing=_standing(one))))
    lines += [GAP, Line(Text(N_("Press one to see what it is about. One of each kind can be open at a time.")))]
    rows = tuple((Button(Text(one.title), f"Do:{setting.partnership}:{one.dialogue}"),) for one in talks)
    trips = (
        Button(Text(N_("Trips")), f"Jt:{setting.partnership}"),
        Button(Text(N_("Ending")), f"Pp:{setting.partnership}"),
    )
    return Screen(tuple(lines), (*rows, trips))


def _standing(one: Listed) -> Value:
    if one.open:
        return Text(N_("open now"))
    if one.due is not None and one.last is not None:
        return text(N_("last {last}, due {due}"), last=one.last, due=one.due)
    if one.due is not None:
        return text(N_("due {due}"), due=one.due)
    return text(N_("last {last}"), last=one.last) if one.last is not None else Text(N_("not held yet"))


def one_talk(setting: Setting, one: One) -> Screen:
    listed = one.listed
    lines = [*setting.heading(), Line(Text(listed.title), "bold"), Line(Text(FOR[listed.dialogue]))]
    if len(one.topics) > 1:
        lines += [Line(text(N_("{n}. {topic}"), n=n, topic=Text(t))) for n, t in enumerate(one.topics, 1)]
    lines.append(Line(counted("It takes about {n} minute.", "It takes about {n} minutes.", one.minutes)))
    lines.append(Line(text(N_("Now: {standing}"), standing=_standing(listed))))
    rows: list[tuple[Button, ...]] = []
    if listed.open:
        if one.walk is not None:
            rows.append((Button(Text(N_("Go on")), f"g:{one.walk}"),))
    elif one.refused is not None:
        lines += [GAP, Line(one.refused)]
    elif setting.open:
        lines += [GAP, Line(Text(N_("Both sides are asked by themselves. The answers open when both are ready.")))]
        rows.append((Button(Text(N_("Begin it now")), f"Db:{setting.partnership}:{listed.dialogue}"),))
    back = Button(Text(N_("All talks")), f"Dt:{setting.partnership}")
    return Screen(tuple(lines), (*rows, *one.extra, (back,)))


def begun(setting: Setting, title: str, minutes: int, by: str | None, walk: int) -> Screen:
    """To the members who did not begin it. `by` is the organisation that did, None for staff."""
    who = text(N_("{side} has begun it."), side=by) if by else Text(N_("Staff have begun it."))
    lines = [
        *setting.heading(),
        Line(Text(title), "bold"),
        Line(who),
        Line(counted("It takes about {n} minute.", "It takes about {n} minutes.", minutes)),
        Line(Text(N_("Answer when it suits you. The other side sees nothing until both are ready."))),
    ]
    return Screen(tuple(lines), ((Button(Text(N_("Begin")), f"g:{walk}"),),))


def begun_by_staff(setting: Setting, title: str) -> Screen:
    lines = (*setting.heading(), Line(Text(title), "bold"), Line(Text(N_("✓ Begun. Both sides have been told."))))
    return Screen(lines, ((Button(Text(N_("All talks")), f"Dt:{setting.partnership}"),),))


def ended(setting: Setting, title: str, why: Text) -> Screen:
    lines = (
        *setting.heading(),
        Line(Text(title), "bold"),
        Line(why),
        Line(Text(N_("No more questions are asked in it. What you answered is kept with your side."))),
    )
    return Screen(lines)
