"""Putting something forward, a part at a time: the parts so far wait with the person until they are whole.

What is one press is put forward with it, and says so; words are shown back before anybody else sees them.
"""

from __future__ import annotations

from bot.screens import drafts, matters
from bot.services import drafts as kept
from bot.services import phase_out, phase_out_end, places, proposing, together
from bot.services.common import Seen, seen, setting
from bot.services.holding import replies_to_a_question
from bot.services.inputs import FileSent, Written
from bot.services.scene import Scene
from bot.store import held
from bot.store.held import HeldRow
from conversations.access import Action
from conversations.inputs import Raw, Said, Sent, Tap
from conversations.proposals import Accept, Overtaken, Put, settled, version, waiting
from conversations.questions import JointStep, JointTicks, Question, Refusal
from conversations.questions.joint import (
    DONE,
    OWN,
    TICKED,
    Part,
    given,
    missing,
    parts_of,
    read_part,
    ticked,
    whole,
)
from conversations.text import N_, Text
from conversations.together import Subject

Parts = tuple[str, ...]
LEFT = N_("What you had begun to put forward is kept, and the other side has not seen it. Its buttons still work.")
CHOOSE = N_("Press one of the buttons above, or Cancel. Nothing was put forward.")


def begin(scene: Scene, parts: Parts, message: int | None) -> None:
    """`ep:<partnership>:<subject>`: asks for the first part where it was pressed.

    What has several parts begins with what waits or counts, so that nobody writes anew what is to stay.
    """
    found = kept.may(scene, parts)
    if found is None:
        return places.stale(scene)
    view, subject = found
    thread = view.common.known.thread(subject)
    now = waiting(thread) or settled(thread)
    if subject.question == phase_out.END:
        # An end is held against the lead time before anybody else sees it.
        return phase_out_end.choose(scene, parts[:1], message)
    question = _asked(view, subject)
    several = len(parts_of(question)) > 1
    value = now.value if now is not None and several and not now.value.get("drop") else given(question)
    return kept.ask(scene, view, subject, kept.hold(scene, view, subject, value).content["value"], message)


def change_part(scene: Scene, parts: Parts, message: int | None) -> None:
    """`eE:<partnership>:<subject>:<part>`: asks for one part anew."""
    found = kept.of_button(scene, parts[:-1]) if len(parts) > 2 else None
    if found is None or parts[-1] not in found[2].content["value"]:
        return places.stale(scene)
    view, subject, wish = found
    wish.content["value"] = {key: part for key, part in wish.content["value"].items() if key != parts[-1]}
    kept.keep(scene, wish)
    return kept.ask(scene, view, subject, wish.content["value"], message)


def counter(scene: Scene, parts: Parts, message: int | None) -> None:
    """`eP:<partnership>:<subject>`: the same in a message of its own, below what it answers."""
    begin(scene, parts, None)


def choose(scene: Scene, parts: Parts, message: int | None) -> None:
    """`eq:<partnership>:<subject>:<part>:<code>`: an option, a side or a month."""
    found = kept.of_button(scene, parts[:-2]) if len(parts) > 3 else None
    if found is None:
        return places.stale(scene)
    view, subject, wish = found
    part, code = parts[-2], parts[-1]
    if missing(view.common.question_of(subject), wish.content["value"]) != part:
        return places.stale(scene)
    if part == Part.CODE and code == OWN:
        wish.content["value"] = {OWN: True}
        kept.keep(scene, wish)
        return kept.ask(scene, view, subject, wish.content["value"], message)
    question = _asked(view, subject)
    if part == Part.CODES and isinstance(question, JointTicks):
        return _tick(scene, view, subject, wish, question, code, message)
    return _read(scene, view, subject, wish, Part(part), Tap(code), message)


def _asked(view: Seen, subject: Subject) -> Question:
    about = view.common.matter(subject)
    assert about is not None
    return about.question


def _tick(
    scene: Scene, view: Seen, subject: Subject, wish: HeldRow, question: JointTicks, code: str, message: int | None
) -> None:
    """Ticks wait with the person; *Done* puts forward what is ticked."""
    so_far = tuple(wish.content["value"].get(TICKED, ()))
    if code == DONE and so_far:
        wish.content["value"] = {Part.CODES.value: list(so_far)}
        return _put(scene, view, subject, wish, message)
    now = ticked(question, so_far, code)
    if isinstance(now, Refusal):
        return kept.ask(scene, view, subject, wish.content["value"], message, why=now.why)
    wish.content["value"] = {TICKED: list(now)}
    kept.keep(scene, wish)
    return kept.ask(scene, view, subject, wish.content["value"], message)


def take(scene: Scene, said: Written | FileSent) -> bool:
    """True if this person was asked for words to put forward; what can't be taken is refused and the wish stays."""
    wish = held.held(scene.tx, scene.person.id) if scene.person.holds == kept.WISH else None
    if wish is None or wish.content.get("left") or replies_to_a_question(scene, said):
        return False
    found = kept.of_button(scene, (str(wish.content["partnership"]), *wish.content["subject"].split(":")))
    if found is None:
        held.release(scene.tx, scene.person.id)
        places.not_found(scene)
        return True
    view, subject, wish = found
    part = missing(view.common.question_of(subject), wish.content["value"])
    if part in (Part.WORDS, Part.MONTH, Part.NUMBERS):
        raw: Raw = Said(said.words, said.message) if isinstance(said, Written) else Sent(0, said.kind)
        _read(scene, view, subject, wish, part, raw, None)
    else:
        kept.ask(scene, view, subject, wish.content["value"], None, why=Text(CHOOSE))
    return True


def _read(scene: Scene, view: Seen, subject: Subject, wish: HeldRow, part: Part, raw: Raw, message: int | None) -> None:
    question = view.common.question_of(subject)
    read = read_part(question, part, raw, this_month=view.common.this_month(scene))
    if isinstance(read, Refusal):
        return kept.ask(scene, view, subject, wish.content["value"], message, why=read.why)
    wish.content["value"] = {**wish.content["value"], part.value: read}
    kept.keep(scene, wish)
    # What is one press is put forward with it; words might have been meant for something else.
    if isinstance(raw, Tap) and set(wish.content["value"]) == {part.value}:
        return _put(scene, view, subject, wish, message)
    return kept.ask(scene, view, subject, wish.content["value"], message)


def turn_year(scene: Scene, parts: Parts, message: int | None) -> None:
    """`ey:<partnership>:<subject>:<year>`"""
    found = kept.of_button(scene, parts[:-1]) if len(parts) > 2 else None
    if found is None:
        return places.stale(scene)
    view, subject, wish = found
    about = view.common.matter(subject)
    if about is None or missing(about.question, wish.content["value"]) is not Part.MONTH:
        return places.stale(scene)
    own = setting(scene, view.common, scene.person.id, view.side)
    months = kept.months(scene, view, places.number(parts, len(parts) - 1))
    screen = drafts.ask(own, about, Part.MONTH, wish.content["value"], months)
    return scene.tell(screen, edits=message, partnership=own.partnership)


def put(scene: Scene, parts: Parts, message: int | None) -> None:
    """`eY:<partnership>:<subject>`: what was shown back."""
    found = kept.of_button(scene, parts)
    if found is None:
        return places.stale(scene)
    view, subject, wish = found
    if missing(view.common.question_of(subject), wish.content["value"]) is not None:
        return places.stale(scene)
    return _put(scene, view, subject, wish, message)


def _put(scene: Scene, view: Seen, subject: Subject, wish: HeldRow, message: int | None) -> None:
    about, value = view.common.matter(subject), whole(wish.content["value"])
    assert about is not None
    topic = view.common.topic_of(subject)
    step = proposing.put_forward(scene, view, subject, value, wish.content["seen"])
    if isinstance(step, Overtaken):
        return _overtaken(scene, subject, wish, message)
    held.release(scene.tx, scene.person.id)
    if isinstance(step, Put):
        return together.leave_done(scene, view, ((about, value),), topic, matters.PUT, message)
    if isinstance(step, Accept):
        return together.leave_done(scene, view, ((about, value),), topic, matters.SETTLED, message)
    return together.show(scene, view, subject, message, why=Text(together.SETTLED_ALREADY))


def _overtaken(scene: Scene, subject: Subject, wish: HeldRow, message: int | None) -> None:
    """Both texts are kept, and nothing is put forward before the person has seen what came in between."""
    now = seen(scene, wish.content["partnership"], Action.SETTLE)
    about = now.common.matter(subject) if now else None
    if now is None or about is None:
        held.release(scene.tx, scene.person.id)
        return scene.say(Text(together.GONE), partnership=None)
    thread = now.common.known.thread(subject)
    wish.content["seen"] = version(thread)
    kept.keep(scene, wish)
    own = setting(scene, now.common, scene.person.id, now.side)
    latest = waiting(thread) or settled(thread)
    screen = drafts.overtaken(own, about, whole(wish.content["value"]), latest)
    return scene.tell(screen, edits=message, partnership=own.partnership)


def drop(scene: Scene, parts: Parts, message: int | None) -> None:
    """`ex:<partnership>:<subject>`: suggests to take a step or a promise out."""
    found = kept.may(scene, parts)
    if found is None or not isinstance(found[0].common.question_of(found[1]), JointStep):
        return places.stale(scene)
    view, subject = found
    counts = settled(view.common.known.thread(subject))
    if subject.new or counts is None or counts.value.get("drop"):
        return places.stale(scene)
    return kept.ask(
        scene, view, subject, kept.hold(scene, view, subject, counts.value | {"drop": True}).content["value"], message
    )


def cancel(scene: Scene, parts: Parts, message: int | None) -> None:
    if scene.person.holds != kept.WISH:
        return places.stale(scene)
    held.release(scene.tx, scene.person.id)
    scene.tell(drafts.cancelled(), edits=message, partnership=None)
    return places.show_present(scene)


def forget(scene: Scene) -> None:
    """Somebody who does something else first has left it: what they write next may be a sealed answer."""
    wish = held.held(scene.tx, scene.person.id) if scene.person.holds == kept.WISH else None
    if wish is None or wish.content.get("left"):
        return
    if not wish.content["value"]:
        return held.release(scene.tx, scene.person.id)
    kept.keep(scene, HeldRow(kept.WISH, {**wish.content, "left": True}))
    return scene.say(Text(LEFT), partnership=wish.content["partnership"])


PRESSED = {
    "ep": begin,
    "eP": counter,
    "eE": change_part,
    "eq": choose,
    "ey": turn_year,
    "eY": put,
    "ex": drop,
    "eC": cancel,
}
