"""Putting something forward, a part at a time: the parts so far wait with the person until they are whole.

Nobody else sees anything before it is shown back and put forward.
"""

from __future__ import annotations

from bot.screens import drafts, matters
from bot.services import places, proposing, together
from bot.services.common import Seen, seen, setting
from bot.services.inputs import FileSent, Written
from bot.services.scene import Scene
from bot.store import held, outbox
from bot.store.held import HeldRow
from conversations.access import Action
from conversations.answers import Json
from conversations.inputs import Raw, Said, Sent, Tap
from conversations.proposals import Accept, Overtaken, Put, settled, version, waiting
from conversations.questions import JointGoals, JointStep, Refusal
from conversations.questions.joint import OWN, Part, missing, read_part, whole
from conversations.text import N_, Text
from conversations.together import Subject

Parts = tuple[str, ...]
WISH = "joint"
CHOOSE = N_("Press one of the buttons above, or Cancel. Nothing was put forward.")


def _may(scene: Scene, parts: Parts) -> tuple[Seen, Subject] | None:
    """The matter a button names, for a member who may put something forward about it."""
    view, subject = seen(scene, places.number(parts, 0), Action.SETTLE), together.subject_of(parts[1:])
    if view is None or subject is None or not view.open:
        return None
    about = view.common.matter(subject)
    return None if about is None or isinstance(about.question, JointGoals) else (view, subject)


def begin(scene: Scene, parts: Parts, message: int | None) -> None:
    """`ep:<partnership>:<subject>`: asks for the first part where it was pressed."""
    found = _may(scene, parts)
    if found is None:
        return places.stale(scene)
    view, subject = found
    return _ask(scene, view, subject, _hold(scene, view, subject, {}).content["value"], message)


def counter(scene: Scene, parts: Parts, message: int | None) -> None:
    """`eP:<partnership>:<subject>`: the same in a message of its own, below what it answers."""
    begin(scene, parts, None)


def _hold(scene: Scene, view: Seen, subject: Subject, value: Json) -> HeldRow:
    wish = HeldRow(
        WISH,
        {
            "partnership": view.common.partnership.id,
            "subject": str(subject),
            "seen": version(view.common.known.thread(subject)),
            "value": value,
        },
    )
    held.hold(scene.tx, scene.now, scene.person.id, WISH, wish.content)
    return wish


def _ask(scene: Scene, view: Seen, subject: Subject, value: Json, message: int | None, why: Text | None = None) -> None:
    """The next part, or the whole to be confirmed."""
    about = view.common.matter(subject)
    assert about is not None
    own = setting(scene, view.common, scene.person.id, view.side)
    part = missing(about.question, value)
    if part is None:
        screen = drafts.show_back(own, about, whole(value))
    else:
        year = view.common.this_month(scene).year
        screen = drafts.ask(own, about, part, value, year=year, speaks=scene.person.speaks, why=why)
    scene.tell(screen, edits=message, partnership=own.partnership)


def _wish(scene: Scene, parts: Parts) -> tuple[Seen, Subject, HeldRow] | None:
    """The draft a button belongs to; None for a button of a draft that is gone."""
    wish, found = held.held(scene.tx, scene.person.id), _may(scene, parts)
    if wish is None or wish.why != WISH or found is None:
        return None
    view, subject = found
    same = wish.content["partnership"] == view.common.partnership.id and wish.content["subject"] == str(subject)
    return (view, subject, wish) if same else None


def choose(scene: Scene, parts: Parts, message: int | None) -> None:
    """`eq:<partnership>:<subject>:<part>:<code>`: an option, a side or a month."""
    found = _wish(scene, parts[:-2]) if len(parts) > 3 else None
    if found is None:
        return places.stale(scene)
    view, subject, wish = found
    part, code = parts[-2], parts[-1]
    if missing(view.common.question_of(subject), wish.content["value"]) != part:
        return places.stale(scene)
    if part == Part.CODE and code == OWN:
        wish.content["value"] = {OWN: True}
        held.hold(scene.tx, scene.now, scene.person.id, WISH, wish.content)
        return _ask(scene, view, subject, wish.content["value"], message)
    return _read(scene, view, subject, wish, Part(part), Tap(code), message)


def take(scene: Scene, said: Written | FileSent) -> bool:
    """True if this person was asked for words to put forward; what can't be taken is refused and the wish stays."""
    wish = held.held(scene.tx, scene.person.id) if scene.person.holds == WISH else None
    if wish is None or _is_an_answer(scene, said):
        return False
    found = _wish(scene, (str(wish.content["partnership"]), *wish.content["subject"].split(":")))
    if found is None:
        held.release(scene.tx, scene.person.id)
        places.not_found(scene)
        return True
    view, subject, wish = found
    part = missing(view.common.question_of(subject), wish.content["value"])
    if part in (Part.WORDS, Part.MONTH):
        raw: Raw = Said(said.words, said.message) if isinstance(said, Written) else Sent(0, said.kind)
        _read(scene, view, subject, wish, part, raw, None)
    else:
        _ask(scene, view, subject, wish.content["value"], None, why=Text(CHOOSE))
    return True


def _is_an_answer(scene: Scene, said: Written | FileSent) -> bool:
    return said.reply_to is not None and outbox.about(scene.tx, scene.person.id, said.reply_to) is not None


def _read(scene: Scene, view: Seen, subject: Subject, wish: HeldRow, part: Part, raw: Raw, message: int | None) -> None:
    question = view.common.question_of(subject)
    read = read_part(question, part, raw, this_month=view.common.this_month(scene))
    if isinstance(read, Refusal):
        return _ask(scene, view, subject, wish.content["value"], message, why=read.why)
    wish.content["value"] = {**wish.content["value"], part.value: read}
    held.hold(scene.tx, scene.now, scene.person.id, WISH, wish.content)
    # What is one press is put forward with it; words might have been meant for something else.
    if isinstance(raw, Tap) and set(wish.content["value"]) == {part.value}:
        return _put(scene, view, subject, wish, message)
    return _ask(scene, view, subject, wish.content["value"], message)


def turn_year(scene: Scene, parts: Parts, message: int | None) -> None:
    """`ey:<partnership>:<subject>:<year>`"""
    found = _wish(scene, parts[:-1]) if len(parts) > 2 else None
    if found is None:
        return places.stale(scene)
    view, subject, wish = found
    about = view.common.matter(subject)
    if about is None or missing(about.question, wish.content["value"]) is not Part.MONTH:
        return places.stale(scene)
    own = setting(scene, view.common, scene.person.id, view.side)
    year = places.number(parts, len(parts) - 1)
    screen = drafts.ask(own, about, Part.MONTH, wish.content["value"], year=year, speaks=scene.person.speaks)
    return scene.tell(screen, edits=message, partnership=own.partnership)


def put(scene: Scene, parts: Parts, message: int | None) -> None:
    """`eY:<partnership>:<subject>`: what was shown back."""
    found = _wish(scene, parts)
    if found is None:
        return places.stale(scene)
    view, subject, wish = found
    if missing(view.common.question_of(subject), wish.content["value"]) is not None:
        return places.stale(scene)
    return _put(scene, view, subject, wish, message)


def _put(scene: Scene, view: Seen, subject: Subject, wish: HeldRow, message: int | None) -> None:
    about, value = view.common.matter(subject), whole(wish.content["value"])
    assert about is not None
    step = proposing.put_forward(scene, view, subject, value, wish.content["seen"])
    if isinstance(step, Overtaken):
        return _overtaken(scene, subject, wish, message)
    held.release(scene.tx, scene.person.id)
    if isinstance(step, Put):
        return together.leave_done(scene, view, about, value, matters.PUT, message)
    if isinstance(step, Accept):
        return together.leave_done(scene, view, about, value, matters.SETTLED, message)
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
    held.hold(scene.tx, scene.now, scene.person.id, WISH, wish.content)
    own = setting(scene, now.common, scene.person.id, now.side)
    latest = waiting(thread) or settled(thread)
    screen = drafts.overtaken(own, about, whole(wish.content["value"]), latest)
    return scene.tell(screen, edits=message, partnership=own.partnership)


def drop(scene: Scene, parts: Parts, message: int | None) -> None:
    """`ex:<partnership>:<subject>`: suggests to take a step or a promise out."""
    found = _may(scene, parts)
    if found is None or not isinstance(found[0].common.question_of(found[1]), JointStep):
        return places.stale(scene)
    view, subject = found
    if subject.new or settled(view.common.known.thread(subject)) is None:
        return places.stale(scene)
    return _put(scene, view, subject, _hold(scene, view, subject, {"drop": True}), message)


def cancel(scene: Scene, parts: Parts, message: int | None) -> None:
    if scene.person.holds != WISH:
        return places.stale(scene)
    held.release(scene.tx, scene.person.id)
    scene.tell(drafts.cancelled(), edits=message, partnership=None)
    return places.show_present(scene)


def forget(scene: Scene) -> None:
    """Somebody who does something else first has left it: what they write next may be a sealed answer."""
    if scene.person.holds == WISH:
        held.release(scene.tx, scene.person.id)


PRESSED = {"ep": begin, "eP": counter, "eq": choose, "ey": turn_year, "eY": put, "ex": drop, "eC": cancel}
