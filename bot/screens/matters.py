"""One matter being settled: its thread of proposals, what can be done about it, and what others are told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.screen import GAP, Button, Line, Screen
from bot.screens import joint
from bot.screens.together import Setting, back
from conversations.answers import Json
from conversations.dialogue import Topic
from conversations.proposals import End, Proposal, Thread, waiting
from conversations.proposals import settled as counts
from conversations.questions import JointGoals, JointStep
from conversations.sides import Side
from conversations.text import N_, Text, text
from conversations.together import Matter


@dataclass(frozen=True)
class Past:
    """One proposal as it is remembered; days are in the reader's language. `author` is shown to its own side only."""

    proposal: Proposal
    day: str
    author: str | None
    ended_day: str | None


_ENDS = {
    End.COUNTERED: N_("The other side put forward something else ({date})."),
    End.REPLACED: N_("The same side put forward something else ({date})."),
    End.WITHDRAWN: N_("Taken back ({date})."),
    End.ACCEPTED: N_("✓ Accepted by both sides ({date})."),
}
_LONG_THREAD = 4  # older proposals than these are shown on request


def matter(
    setting: Setting,
    topic: Topic,
    about: Matter,
    thread: Sequence[Past],
    beside: Sequence[Line],
    *,
    whole: bool = False,
    why: Text | None = None,
) -> Screen:
    """A matter with everything put forward about it, oldest first; `beside` is what the sides answered."""
    lines = [Line(why), GAP] if why else []
    lines += [*_head(setting, topic, about), *beside]
    shown = thread if whole else thread[-_LONG_THREAD:]
    if thread:
        lines += [GAP, Line(Text(N_("What was put forward")), "bold")]
    if len(shown) < len(thread):
        lines.append(Line(text(N_("… and {n} before that"), n=len(thread) - len(shown)), "italic"))
    for past in shown:
        lines += _past(setting, about, past)
    if not thread:
        lines += [GAP, Line(Text(N_("Nothing is put forward yet. Either side can begin.")), "italic")]
    rows = list(_rows(setting, about, tuple(past.proposal for past in thread)))
    if len(shown) < len(thread):
        rows.append((Button(Text(N_("See everything")), f"eh:{setting.partnership}:{about.subject}"),))
    return Screen(tuple(lines), (*rows, (back(setting, topic),)))


def _head(setting: Setting, topic: Topic, about: Matter) -> list[Line]:
    return [*setting.heading(), Line(Text(topic.title), "bold"), *joint.asked(about)]


def _past(setting: Setting, about: Matter, past: Past) -> list[Line]:
    name = setting.names[past.proposal.side]
    if past.author is not None:
        # Translators: {side} is an organisation, {name} somebody in it.
        said = text(N_("{side} ({name}), {date}:"), side=name, name=past.author, date=past.day)
    else:
        said = text(N_("{side}, {date}:"), side=name, date=past.day)
    lines = [GAP, Line(said), *joint.said(about.question, past.proposal.value, setting.names)]
    if past.proposal.end is not None:
        lines.append(Line(text(_ENDS[past.proposal.end], date=past.ended_day or ""), "italic"))
    return lines


def _rows(setting: Setting, about: Matter, thread: Thread) -> list[tuple[Button, ...]]:
    """Accept or put forward something else; take one's own back; begin, or change what is settled."""
    if setting.reader is None or not setting.open:
        return []
    begin, now = begin_data(setting.partnership, about), waiting(thread)
    if now is not None and now.side is setting.reader:
        return [
            (Button(Text(N_("Take it back")), f"ew:{now.id}"),),
            (Button(Text(N_("Change our proposal")), begin),),
        ]
    if now is not None:
        return list(answering(setting, about, now.id))
    if counts(thread) is None:
        return [(Button(Text(N_("Put something forward")), begin),)]
    rows: list[tuple[Button, ...]] = [(Button(Text(N_("Suggest a change")), begin),)]
    if isinstance(about.question, JointStep):
        rows.append((Button(Text(N_("Suggest to take it out")), f"ex:{setting.partnership}:{about.subject}"),))
    return rows


def answering(setting: Setting, about: Matter, proposal: int) -> tuple[tuple[Button, ...], ...]:
    """What the side that is asked can do."""
    # A counter-proposal begins in a message of its own: what it answers stays in sight.
    other = begin_data(setting.partnership, about).replace("ep:", "eP:", 1)
    return (
        (Button(Text(N_("Accept")), f"ea:{proposal}"),),
        (Button(Text(N_("Suggest something else")), other),),
    )


def begin_data(partnership: int, about: Matter) -> str:
    """The joint list of goals has an editor of its own."""
    if isinstance(about.question, JointGoals):
        return f"Ge:{partnership}"
    return f"ep:{partnership}:{about.subject}"


def asks(setting: Setting, topic: Topic, about: Matter, thread: Thread, without: Sequence[Line]) -> Screen:
    """To the side that is to answer what was put forward last, with what it would replace, and do without."""
    proposal, agreed = thread[-1], counts(thread)
    lines = [*_head(setting, topic, about), GAP]
    if agreed is not None:
        lines += [Line(Text(N_("Agreed until now:")), "italic")]
        lines += [*joint.said(about.question, agreed.value, setting.names), GAP]
    lines.append(Line(text(N_("{side} puts forward:"), side=setting.names[proposal.side])))
    lines += joint.said(about.question, proposal.value, setting.names)
    lines += [GAP, *without] if without else []
    lines += [GAP, Line(Text(N_("Take the time you need. It counts only when both sides accept it.")), "italic")]
    rows = answering(setting, about, proposal.id)
    before = Button(Text(N_("See what came before")), f"em:{setting.partnership}:{about.subject}")
    return Screen(tuple(lines), (*rows, (before,)) if len(thread) > 1 else rows)


def put_by_colleague(setting: Setting, topic: Topic, about: Matter, name: str | None, value: Json) -> Screen:
    """To the others of the side that put it forward."""
    # Translators: {name} is a colleague on the same side.
    said = text(N_("{name} has put this forward for your side:"), name=name or "?")
    lines = (*_head(setting, topic, about), GAP, Line(said), *joint.said(about.question, value, setting.names))
    return Screen(lines, ((back(setting, topic),),))


def accepted(setting: Setting, topic: Topic, items: Sequence[Item], by: Side, version: int | None) -> Screen:
    """To everybody but the one who accepted. `version`: what was settled stands in this one of the agreement now."""
    said = text(N_("✓ Settled: {side} has accepted."), side=setting.names[by])
    lines = (*_items(setting, topic, items), GAP, Line(said, "bold"), *stands(version))
    return Screen(lines, ((back(setting, topic),),))


Item = tuple[Matter, Json]


def _items(setting: Setting, topic: Topic, items: Sequence[Item]) -> list[Line]:
    lines = [*setting.heading(), Line(Text(topic.title), "bold")]
    for n, (about, value) in enumerate(items):
        lines += [GAP] if n else []
        lines += [*joint.asked(about), *joint.said(about.question, value, setting.names)]
    return lines


def stands(version: int | None) -> tuple[Line, ...]:
    if version is None:
        return ()
    stands_in = N_("It stands in version {n} of the agreement, which both sides still have to approve.")
    return (Line(text(stands_in, n=version)),)


SETTLED = N_("✓ Settled by both sides")
PUT = N_("✓ Put forward. The other side has been told. It counts when they accept.")


def done(
    setting: Setting,
    topic: Topic,
    items: Sequence[Item],
    what: str,
    *,
    next_one: Matter | None,
    waits: Proposal | None = None,
    version: int | None = None,
) -> Screen:
    """Left where *accept* or *put it forward* was pressed, with the way to what could be settled next.

    `waits` is what was put forward, which can be taken back at once; `version` is as in `accepted`.
    """
    lines = (*_items(setting, topic, items), GAP, Line(Text(what), "bold"), *stands(version))
    rows = [(back(setting, topic),)]
    if next_one is not None:
        rows.insert(0, (Button(Text(N_("Next one")), f"em:{setting.partnership}:{next_one.subject}"),))
    if waits is not None:
        rows.append((Button(Text(N_("Take it back")), f"ew:{waits.id}"),))
    return Screen(lines, tuple(rows))


def taken_back(setting: Setting, topic: Topic, about: Matter, by: Side) -> Screen:
    said = text(N_("{side} has taken back what it put forward here."), side=setting.names[by])
    return Screen((*_head(setting, topic, about), GAP, Line(said, "italic")), ((back(setting, topic),),))
