"""Free input on its way to a question. Each binds to the question it answers, or is asked about; never guessed."""

from __future__ import annotations

from bot.services import holding, places, walking
from bot.services.inputs import Edited, FileSent, Written
from bot.services.scene import Scene
from bot.services.serving import Served, held, served, show
from bot.store import answers, outbox, people
from bot.store import held as words_held
from conversations import inputs as do
from conversations.events import AtQuestion
from conversations.questions import USE_BUTTONS
from conversations.returning import has_rested
from conversations.text import N_, Text

# What these wait for is on its way to the other side: what was shown back is what would be sent.
DRAFTS = ("joint", "goals", "agreement", "trip")
NOT_SHOWN = N_("Nothing was saved: you had not seen this question yet. Here it is.")
WRITE_AGAIN = N_("An edited message changes nothing here. Send it again as a new message instead.")


def take(scene: Scene, said: Written | FileSent) -> bool:
    """True if this was for a walk of this person's."""
    if said.reply_to is not None:
        about = outbox.about(scene.tx, scene.person.id, said.reply_to)
        view = served(scene, about[0]) if about else None
        if about and (view is None or not view.row.asks):
            # Meant for a walk that is over: it must not end up in another one.
            places.show_present(scene, why=Text(places.NOT_OPEN))
            return True
        if about and view is not None:
            # A reply to a message about no question in particular is as good as none.
            here = view.here
            open_one = here.question.id if isinstance(here, AtQuestion) else ""
            _give(scene, view, about[1] or open_one, said)
            return True
    views = held(scene)
    album = _album_of(views, said)
    if album is not None:
        view, question = album
        walking.act(scene, view, do.Give(question, holding.raw_of(scene, said)), said_in=said.message)
        return True
    asking = tuple(view for view in views if isinstance(view.here, AtQuestion))
    # A talk that somebody else has begun asks nothing of whoever has not looked at it yet.
    asking = tuple(view for view in asking if _was_shown(scene, view)) or asking
    if len(asking) > 1:
        holding.ask_which(scene, said, asking)
    elif asking:
        here = asking[0].here
        assert isinstance(here, AtQuestion)
        _give(scene, asking[0], here.question.id, said)
    return bool(asking)


def _give(scene: Scene, view: Served, question: str, said: Written | FileSent) -> None:
    if not view.mine:
        return places.show_not_holding(scene, view)
    here = view.here
    if not isinstance(here, AtQuestion) or here.question.id != question:
        return places.show_present(scene, view.row.partnership, why=Text(places.NOT_OPEN))
    if not here.question.free and isinstance(said, FileSent):
        return show(scene, view, why=Text(USE_BUTTONS))
    if said.reply_to is None and not _was_shown(scene, view):
        return show(scene, view, why=Text(NOT_SHOWN))
    if here.question.free and said.forwarded:
        return holding.ask_forwarded(scene, said, view)
    if here.question.free and said.reply_to is None:
        began = view.row.started_at
        if has_rested(shown_at=began, now=scene.now) or began is None:
            began = outbox.last_about(scene.tx, scene.person.id, view.row.id)
        if has_rested(shown_at=began, now=scene.now):
            return holding.ask_rested(scene, said, view, here.question.asks(view.row.side))
    raw = holding.raw_of(scene, said)
    walking.act(scene, view, do.Give(question, raw), said_in=said.message)
    return None


def _was_shown(scene: Scene, view: Served) -> bool:
    """Nobody can have answered a question of a walk that began without them and was never shown."""
    return view.row.started_at is not None or outbox.last_about(scene.tx, scene.person.id, view.row.id) is not None


def _album_of(views: tuple[Served, ...], said: Written | FileSent) -> tuple[Served, str] | None:
    """The answer that the first photo of the same album gave."""
    album = said.album if isinstance(said, FileSent) else None
    if album is None:
        return None
    for view in views:
        for answer in view.walk.answers.values():
            if answer.settled and any(piece.get("g") == album for piece in answer.pieces):
                return view, answer.question
    return None


def edited(scene: Scene, edit: Edited) -> bool:
    """An edited message changes the answer it gave, while the topic is sealed; words that wait are read anew."""
    waiting = words_held.held(scene.tx, scene.person.id) if scene.person.holds else None
    if waiting is not None and waiting.why != "note" and waiting.content.get("source") == edit.message:
        words_held.release(scene.tx, scene.person.id)
        return take(scene, Written(edit.words, edit.message))
    if waiting is not None and waiting.why in DRAFTS:
        scene.say(Text(WRITE_AGAIN), partnership=None)
        return False
    found = answers.said_in(scene.tx, scene.person.id, edit.message)
    view = served(scene, found[0]) if found else None
    if found is None or view is None:
        # A stranger's edit, or one of what was never an answer, deserves no more than a word to those who are in.
        if people.memberships(scene.tx, scene.person.id):
            scene.say(Text(walking.NOT_AN_ANSWER), partnership=None)
        return False
    walking.act(scene, view, do.Amend(found[1], edit.words, edit.message), said_in=edit.message)
    return True
