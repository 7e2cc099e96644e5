"""The milestones of a phase-out plan: the list, one of them, done, not needed."""

from __future__ import annotations

from bot.screens import milestone_asking as asking
from bot.screens import milestones as screens
from bot.screens.milestones import DONE, NOT_NEEDED, OPEN, Shown, Waits
from bot.services import farewell, milestone_facts, milestone_threads, phase_out, phase_out_plan, places
from bot.services.common import seen, setting
from bot.services.holding import replies_to_a_question
from bot.services.inputs import FileSent, Written
from bot.services.milestone_found import Found, found, to_act
from bot.services.scene import Scene
from bot.store import audit, held, people, proposals
from bot.store import phase_out as store
from conversations.access import Action, may
from conversations.inputs import Said, Sent
from conversations.milestone_checks import Check, How, check
from conversations.milestones import CONFIRMED_BY_BOTH, FAREWELL
from conversations.proposals import waiting
from conversations.questions import Refusal
from conversations.questions.joint import read_line
from conversations.text import N_, Text, text

Parts = tuple[str, ...]
WISH = "milestone"  # why words are held


def listing(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Pl:<partnership>`"""
    view = seen(scene, places.number(parts, 0), Action.SEE_PLANS)
    plan = phase_out_plan.standing(scene, view.common.partnership.id) if view else None
    if view is None or plan is None:
        return places.stale(scene)
    own = setting(scene, view.common, scene.person.id, view.side)
    screen = screens.listing(own, phase_out.shown(scene, own.partnership, plan), plan.milestones)
    return scene.tell(screen, edits=message, partnership=own.partnership)


def one(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Po:<milestone>`"""
    here = found(scene, places.number(parts, 0))
    return places.stale(scene) if here is None else show(scene, here, message)


def show(scene: Scene, here: Found, message: int | None, why: Text | None = None) -> None:
    own = setting(scene, here.view.common, scene.person.id, here.view.side)
    threads = proposals.threads(scene.tx, own.partnership)
    waits = tuple(
        Waits(proposal, moves=subject == milestone_threads.MOVE)
        for subject in milestone_threads.SUBJECTS
        if (proposal := waiting(threads.get(f"{subject}:{here.row.id}", ()))) is not None
    )
    screen = screens.milestone(
        own,
        plan(scene, here),
        here.row,
        state(scene, here),
        waits,
        staff_suggests=here.view.open and may(here.view.actor, Action.PROPOSE_MILESTONE),
        why=why,
    )
    scene.tell(screen, edits=message, partnership=own.partnership)


def plan(scene: Scene, here: Found) -> Shown:
    return phase_out.shown(scene, here.partnership, here.plan)


def state(scene: Scene, here: Found) -> Check:
    return check(here.row.code, milestone_facts.facts(scene, here.view.common))


def done(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Pd:<milestone>`: done at once where the talks show it; otherwise words are asked for."""
    here = to_act(scene, places.number(parts, 0))
    if here is None or here.view.side not in plan(scene, here).whose[here.row.code]:
        return places.stale(scene)
    if state(scene, here).how is How.MET:
        return end(scene, here, DONE, "data", None, message)
    return _ask(scene, here, DONE, message)


def not_needed(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Pk:<milestone>`: asks for the reason."""
    here = to_act(scene, places.number(parts, 0))
    return places.stale(scene) if here is None else _ask(scene, here, NOT_NEEDED, message)


def _ask(scene: Scene, here: Found, what: str, message: int | None, why: Text | None = None) -> None:
    own = setting(scene, here.view.common, scene.person.id, here.view.side)
    wish = {"partnership": own.partnership, "milestone": here.row.id, "what": what}
    held.hold(scene.tx, scene.now, scene.person.id, WISH, wish)
    screen = asking.ask_words(own, here.row, what, state(scene, here), why)
    scene.tell(screen, edits=message, partnership=own.partnership)


def take(scene: Scene, said: Written | FileSent) -> bool:
    """True if this person was asked for words about a milestone; they count when they are confirmed."""
    wish = held.held(scene.tx, scene.person.id) if scene.person.holds == WISH else None
    if wish is None or replies_to_a_question(scene, said):
        return False
    here = to_act(scene, wish.content["milestone"])
    if here is None:
        held.release(scene.tx, scene.person.id)
        places.stale(scene)
        return True
    read = read_line(Said(said.words, said.message) if isinstance(said, Written) else Sent(0, said.kind))
    if isinstance(read, Refusal):
        _ask(scene, here, wish.content["what"], None, read.why)
        return True
    held.hold(scene.tx, scene.now, scene.person.id, WISH, {**wish.content, "words": read})
    own = setting(scene, here.view.common, scene.person.id, here.view.side)
    scene.tell(asking.show_back(own, here.row, read, wish.content["what"]), partnership=own.partnership)
    return True


def save(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Pb:<milestone>`: what was shown back."""
    wish, number = held.held(scene.tx, scene.person.id), places.number(parts, 0)
    if wish is None or wish.why != WISH or wish.content["milestone"] != number or "words" not in wish.content:
        return places.stale(scene)
    held.release(scene.tx, scene.person.id)
    here, words = to_act(scene, number), wish.content["words"]
    if here is None:
        return places.stale(scene)
    if wish.content["what"] == NOT_NEEDED:
        return end(scene, here, NOT_NEEDED, None, words, message)
    if here.row.code in CONFIRMED_BY_BOTH:
        milestone_threads.say_done(scene, here.view, here.row, words)
        return show(scene, here, message, why=Text(N_("✓ Said. It counts when the other side confirms.")))
    how = "words" if state(scene, here).how is How.NO_DATA else "exception"
    return end(scene, here, DONE, how, words, message)


def end(scene: Scene, here: Found, to: str, how: str | None, words: str | None, message: int | None) -> None:
    """Done or not needed; everybody is told once, and who had meanwhile done the same finds it so."""
    assert here.view.side is not None
    own = (scene.tx, scene.now, here.row.id)
    if store.end_milestone(*own, state=to, how=how, words=words, side=here.view.side, author=scene.person.id):
        audit.note(scene.tx, scene.now, scene.person.id, f"milestone_{to}", here.partnership, here.row.code)
        milestone_threads.close(scene, here.partnership, here.row.id)
        wording = N_("{side} says that this step is done.")
        if to == NOT_NEEDED:
            wording = N_("{side} says that this step is not needed.")
        elif how == "both":
            wording = N_("{side} has confirmed that this step is done.")
        name = here.view.common.partnership.organisation(here.view.side)
        milestone_threads.tell(scene, here.view, here.row, text(wording, side=name), words)
        if here.row.code == FAREWELL and to == DONE:
            farewell.tell(scene, here.view.common, here.plan.end)
    now = found(scene, here.row.id)
    assert now is not None
    return show(scene, now, message)


def suggest(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Pi:<milestone>`: staff only suggest; both sides get a note and decide."""
    here = found(scene, places.number(parts, 0), Action.PROPOSE_MILESTONE)
    if here is None or not here.view.open or here.row.state != OPEN:
        return places.stale(scene)
    audit.note(scene.tx, scene.now, scene.person.id, "milestone_suggested", here.partnership, here.row.code)
    for member in people.members(scene.tx, here.partnership):
        own = setting(scene, here.view.common, member.person, member.side)
        said = Text(N_("Staff ask both sides to look at this step. You decide: done, another month, or not needed."))
        scene.tell(asking.told(own, here.row, said), to=member.person, partnership=here.partnership)
    return show(scene, here, message, why=Text(N_("✓ Both sides have a note about it.")))


def forget(scene: Scene) -> None:
    """Somebody who does something else first has left it: what they write next may be a sealed answer."""
    if scene.person.holds == WISH:
        held.release(scene.tx, scene.person.id)


def cancel(scene: Scene, parts: Parts, message: int | None) -> None:
    wish = held.held(scene.tx, scene.person.id)
    if wish is None or wish.why != WISH:
        return places.stale(scene)
    held.release(scene.tx, scene.person.id)
    here = found(scene, wish.content["milestone"])
    if here is None:
        return places.show_present(scene)
    return show(scene, here, message, why=Text(N_("Cancelled. Nothing was saved.")))


PRESSED = {
    "Pl": listing,
    "Po": one,
    "Pd": done,
    "Pk": not_needed,
    "Pb": save,
    "Pi": suggest,
    "PC": cancel,
}
