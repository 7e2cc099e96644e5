"""/lessons: the lesson book of a partnership, in pages, and a search in it."""

from __future__ import annotations

from bot.screen import Line, Screen
from bot.screens import choosing as choosing_screens
from bot.screens import lessons as screens
from bot.services import choosing, places
from bot.services.common import Seen, own_partnerships, seen, setting
from bot.services.holding import replies_to_a_question
from bot.services.inputs import FileSent, Written
from bot.services.kinds.checkin import held as checkins_held
from bot.services.scene import Scene
from bot.store import held, openings
from conversations.access import Action
from conversations.checkins import lessons, plain, search
from conversations.dialogues.checkin import WORK
from conversations.text import N_, Text, text
from conversations.words import is_empty, kept

WISH = "lessons"  # why words are held: the search somebody is about to make, or looks at
LONGEST_SEARCH = 100
ANY = 0  # instead of a partnership: it has still to be chosen

EMPTY = N_("There is no word in your message to look for. Nothing was searched.")
TOO_LONG = N_("That is too much to look for: {n} letters and signs at the most. Nothing was searched.")
NOT_WRITTEN = N_("What you look for has to be written. Nothing was searched.")


def _found(scene: Scene, view: Seen, wanted: str | None) -> tuple[screens.Found, ...]:
    """The book as this reader may see it, or what of it holds these words."""
    book = lessons(checkins_held(scene, view.common.partnership, view.actor))
    kept_in = {round_id: openings.of_round(scene.tx, round_id)[WORK].id for round_id in {one.round for one in book}}
    return tuple((kept_in[one.round], one) for one in (book if wanted is None else search(book, wanted)))


def _show(scene: Scene, view: Seen, message: int | None, page: int = 0) -> None:
    own = setting(scene, view.common, scene.person.id, view.side)
    screen = screens.book(own, _found(scene, view, None), page)
    scene.tell(screen, edits=message, partnership=own.partnership)


def _show_results(scene: Scene, view: Seen, wanted: str, message: int | None, page: int = 0) -> None:
    own = setting(scene, view.common, scene.person.id, view.side)
    held.hold(scene.tx, scene.now, scene.person.id, WISH, {"partnership": own.partnership, "words": wanted})
    screen = screens.results(own, wanted, _found(scene, view, wanted), page)
    scene.tell(screen, edits=message, partnership=own.partnership)


def _wish(scene: Scene) -> held.HeldRow | None:
    wish = held.held(scene.tx, scene.person.id)
    return wish if wish is not None and wish.why == WISH else None


def _refusal(words: str) -> Text | None:
    if len(words) > LONGEST_SEARCH:
        return text(TOO_LONG, n=LONGEST_SEARCH)
    return Text(EMPTY) if is_empty(words) or not plain(words) else None


def command(scene: Scene, argument: str) -> None:
    """`/lessons`, or `/lessons words` to search at once."""
    wanted = " ".join(kept(argument)[0].split())
    if not wanted:
        return choosing.as_command(_show, "Bl")(scene, "")
    why = _refusal(wanted)
    if why is not None:
        return scene.say(why, partnership=None)
    mine = own_partnerships(scene)
    view = seen(scene, mine[0].id, Action.SEE_OPENED) if len(mine) == 1 else None
    if view is not None:
        return _show_results(scene, view, wanted, None)
    if not mine:
        return places.show_present(scene)
    held.hold(scene.tx, scene.now, scene.person.id, WISH, {"partnership": ANY, "words": wanted})
    return scene.tell(choosing_screens.which(mine, 0, "Bl"), partnership=None)


def press(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`Bl:<partnership>`, or `Bl:<partnership>:<page>` of the book. `Bl:0:<page>` turns the list."""
    wish = _wish(scene)
    if parts[:1] == ("0",):
        return choosing.as_button(_show, "Bl")(scene, parts, message)
    view = seen(scene, places.number(parts, 0), Action.SEE_OPENED)
    if view is None:
        return places.stale(scene)
    if len(parts) == 1 and wish is not None and wish.content["partnership"] == ANY:
        return _show_results(scene, view, wish.content["words"], message)
    forget(scene)
    return _show(scene, view, message, places.number(parts, 1))


def turn(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`Bq:<partnership>:<page>` of what was found; the words wait with the person."""
    view, wish = seen(scene, places.number(parts, 0), Action.SEE_OPENED), _wish(scene)
    found = view is not None and wish is not None and wish.content["partnership"] == view.common.partnership.id
    if view is None or wish is None or not found or "words" not in wish.content:
        return places.stale(scene)
    return _show_results(scene, view, wish.content["words"], message, places.number(parts, 1))


def ask(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """`Bs:<partnership>`: asks for the words to look for."""
    view = seen(scene, places.number(parts, 0), Action.SEE_OPENED) if len(parts) == 1 else None
    if view is None:
        return places.stale(scene)
    own = setting(scene, view.common, scene.person.id, view.side)
    held.hold(scene.tx, scene.now, scene.person.id, WISH, {"partnership": own.partnership})
    return scene.tell(screens.ask(own), partnership=own.partnership)


def take(scene: Scene, said: Written | FileSent) -> bool:
    """True if this person was asked what to look for; what can't be looked for is refused and the wish stays."""
    wish = _wish(scene) if scene.person.holds == WISH else None
    if wish is None or "words" in wish.content or replies_to_a_question(scene, said):
        return False
    view = seen(scene, wish.content["partnership"], Action.SEE_OPENED)
    if view is None:
        held.release(scene.tx, scene.person.id)
        places.not_found(scene)
        return True
    wanted = " ".join(kept(said.words)[0].split()) if isinstance(said, Written) else ""
    why = _refusal(wanted) if isinstance(said, Written) else Text(NOT_WRITTEN)
    if why is not None:
        own = setting(scene, view.common, scene.person.id, view.side)
        scene.tell(screens.ask(own, why), partnership=own.partnership)
    else:
        _show_results(scene, view, wanted, None)
    return True


def forget(scene: Scene) -> None:
    """Somebody who does something else first has left the search: what they write next may be an answer."""
    if scene.person.holds == WISH:
        held.release(scene.tx, scene.person.id)


def cancel(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    if _wish(scene) is None:
        return places.stale(scene)
    held.release(scene.tx, scene.person.id)
    scene.tell(Screen((Line(Text(N_("Cancelled. Nothing was searched."))),)), edits=message, partnership=None)
    return places.show_present(scene)


COMMANDS = {"lessons": command}
PRESSED = {"Bl": press, "Bq": turn, "Bs": ask, "BC": cancel}
# Playing what was found leaves the search where it is.
BESIDE = frozenset({"y"})
