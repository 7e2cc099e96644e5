"""A note or a translation added to an opened topic: words bound to it by the button that asked for them."""

from __future__ import annotations

from bot.i18n import languages, own_name
from bot.screen import Line, Screen
from bot.screens import notes as note_screens
from bot.services import laying, places
from bot.services.holding import replies_to_a_question
from bot.services.inputs import FileSent, Written
from bot.services.scene import Scene
from bot.store import audit, held, openings, people
from conversations.access import Action, Actor, may
from conversations.names import EMPTY
from conversations.questions import PRIVATE
from conversations.text import N_, Text, text
from conversations.words import LONGEST, is_empty, kept, without_private_numbers


def begin(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """Asks for a note about the topic, or for a translation of one of the answers in somebody's own words."""
    here = laying.found(scene, places.number(parts, 0))
    view = here.laid(scene) if here else None
    if here is None or view is None or here.opening.how != "opened" or not may(here.actor, Action.NOTE):
        return places.stale(scene)
    if here.row.partnership_state != "open":
        return places.stale(scene)
    # n:<opening>, n:<opening>:t, n:<opening>:t:<answer>, n:<opening>:t:<answer>:<language>
    answer = places.number(parts, 2)
    own_words = {a.id: (a, q) for _, a, q in note_screens.translatable(view)}
    wish: dict[str, object] = {"opening": here.opening.id, "answer": None, "language": None}
    topic = Text(view.topic.title)
    if len(parts) == 1:
        screen = note_screens.write_note(here.opening.id, topic, translatable=bool(own_words))
        message = None
    elif len(parts) > 3 and answer in own_words and parts[3] in languages():
        wish |= {"answer": answer, "language": parts[3]}
        screen = note_screens.write_translation(here.row.title, *own_words[answer])
    elif len(parts) > 2 and answer in own_words:
        wish["choosing"] = True
        names = tuple((code, own_name(code)) for code in languages())
        screen = note_screens.which_language(here.opening.id, answer, names)
    elif own_words:
        wish["choosing"] = True
        screen = note_screens.which_answer(view)
    else:
        return places.stale(scene)
    held.hold(scene.tx, scene.now, scene.person.id, "note", wish)
    return scene.tell(screen, edits=message, partnership=here.row.partnership)


def take(scene: Scene, said: Written | FileSent) -> bool:
    """True if this person was asked to write a note; what can't be one is refused and the wish stays."""
    wish = held.held(scene.tx, scene.person.id) if scene.person.holds == "note" else None
    if wish is None or replies_to_a_question(scene, said):
        return False
    here = laying.found(scene, wish.content["opening"])
    if here is None or here.actor.side is None or not may(here.actor, Action.NOTE):
        held.release(scene.tx, scene.person.id)
        places.not_found(scene)
        return True
    if wish.content.get("choosing"):
        choose = N_("Choose first what you want to add, or press Cancel. Nothing was saved.")
        scene.say(Text(choose), partnership=here.row.partnership)
        return True
    if isinstance(said, FileSent):
        scene.say(
            Text(N_("A note has to be written. Nothing was saved. Write it, or press Cancel above.")),
            partnership=here.row.partnership,
        )
        return True
    words, _ = kept(said.words)
    if is_empty(words) or len(words) > LONGEST:
        too_long = N_("This is too long: {n} letters and signs at the most. Nothing was saved. Write it shorter.")
        scene.say(EMPTY if is_empty(words) else text(too_long, n=LONGEST), partnership=here.row.partnership)
        return True
    if without_private_numbers(words) is not None:
        scene.say(Text(PRIVATE), partnership=here.row.partnership)
        return True
    wish.content.update(words=words, source=said.message)
    held.hold(scene.tx, scene.now, scene.person.id, "note", wish.content)
    scene.tell(note_screens.add_it(words, said.message), partnership=here.row.partnership)
    return True


def add(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """Only what was shown back and confirmed is added: it might have been meant for a sealed question."""
    wish = held.held(scene.tx, scene.person.id)
    source = places.number(parts, 0)
    if wish is None or wish.why != "note" or "words" not in wish.content or wish.content["source"] != source:
        return places.stale(scene)
    here = laying.found(scene, wish.content["opening"])
    held.release(scene.tx, scene.person.id)
    if here is None or here.actor.side is None or not may(here.actor, Action.NOTE):
        return places.not_found(scene)
    openings.add_note(
        scene.tx,
        scene.now,
        here.opening.id,
        side=here.actor.side,
        words=wish.content["words"],
        author=scene.person.id,
        answer=wish.content["answer"],
        language=wish.content["language"],
        said_in=source,
    )
    audit.note(scene.tx, scene.now, scene.person.id, "note_added", here.row.partnership, here.opening.topic)
    _tell_others(scene, here, wish.content["answer"])
    done = Screen((Line(wish.content["words"], "quote"), Line(Text(N_("✓ Saved and shown with the topic.")))))
    scene.tell(done, edits=message, partnership=here.row.partnership)
    return places.show_present(scene)


def _tell_others(scene: Scene, here: laying.Found, answer: int | None) -> None:
    """Whoever may not read an answer is not told that it was translated: kept and skipped look alike."""
    made_of = laying.material(scene, here.row)
    translated = made_of.translated.get(answer or 0)
    about = here.row.definition.topic(here.opening.topic)
    topic = Text(about.title if about else "")
    for member in people.members(scene.tx, here.row.partnership):
        seen = made_of.both.for_reader(Actor(member.person, side=member.side))
        if member.person != scene.person.id and (translated is None or translated[1] in seen[translated[0]]):
            scene.tell(note_screens.told(here.opening.id, topic), to=member.person, partnership=here.row.partnership)


def forget(scene: Scene) -> None:
    """Somebody who does something else first has left the note: what they write next may be a sealed answer."""
    if scene.person.holds == "note":
        held.release(scene.tx, scene.person.id)


def cancel(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    wish = held.held(scene.tx, scene.person.id)
    if wish is None or wish.why != "note":
        return places.stale(scene)
    held.release(scene.tx, scene.person.id)
    scene.tell(Screen((Line(Text(N_("Cancelled. Nothing was saved."))),)), edits=message, partnership=None)
    return places.show_present(scene)


PRESSED = {"n": begin, "Y": add, "C": cancel}
