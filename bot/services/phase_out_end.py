"""The end month outside a talk: put forward on the page with what it means, and made so when both have accepted."""

from __future__ import annotations

from bot.screens import phase_out as screens
from bot.services import phase_out, phase_out_plan, places
from bot.services.common import Seen, seen, setting
from bot.services.scene import Scene
from bot.store import ahead, audit, people, proposals
from conversations import proposals as rules
from conversations.access import Action
from conversations.proposals import Accept, End, Put, Same, version
from conversations.text import N_, Month, Text, text

Parts = tuple[str, ...]
PAST = N_("{month} is in the past. Nothing was put forward. Choose this month or a later one.")


def _of(scene: Scene, parts: Parts) -> Seen | None:
    view = seen(scene, places.number(parts, 0), Action.SETTLE)
    return view if view is not None and view.open else None


def _month(parts: Parts) -> Month | None:
    try:
        return Month.parse(parts[1]) if len(parts) > 1 else None
    except ValueError:
        return None


def choose(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Pe:<partnership>`, or `Py:<partnership>:<year>`"""
    view = _of(scene, parts)
    return places.stale(scene) if view is None else _ask(scene, view, message, places.number(parts, 1))


def _ask(scene: Scene, view: Seen, message: int | None, year: int = 0, why: Text | None = None) -> None:
    own = setting(scene, view.common, scene.person.id, view.side)
    now = view.common.this_month(scene)
    planned = ahead.plan(scene.tx, own.partnership)
    horizon = view.common.horizon if planned is None else None
    screen = screens.months(own, year or now.year, now, scene.person.speaks, horizon, why)
    scene.tell(screen, edits=message, partnership=own.partnership)


def check(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Pc:<partnership>:<month>`: held against the lead time at once; nothing is put forward yet."""
    view, month = _of(scene, parts), _month(parts)
    if view is None or month is None:
        return places.stale(scene)
    if str(month) < str(view.common.this_month(scene)):
        return _ask(scene, view, message, why=text(PAST, month=month))
    own = setting(scene, view.common, scene.person.id, view.side)
    screen = screens.checked(own, phase_out_plan.leading(scene, view.common, month))
    return scene.tell(screen, edits=message, partnership=own.partnership)


def put(scene: Scene, parts: Parts, message: int | None) -> None:
    """`Pm:<partnership>:<month>`"""
    view, month = _of(scene, parts), _month(parts)
    if view is None or view.side is None or month is None:
        return places.stale(scene)
    if str(month) < str(view.common.this_month(scene)):
        return _ask(scene, view, message, why=text(PAST, month=month))
    p = view.common.partnership.id
    proposals.lock(scene.tx, p)
    thread = proposals.threads(scene.tx, p).get(phase_out.END, ())
    planned = ahead.plan(scene.tx, p)
    step = rules.put_forward(thread, view.side, {"m": str(month)}, seen=version(thread))
    match step:
        case Same() if planned is not None and planned.end == month:
            return phase_out.show(scene, view, message, why=Text(N_("This is the end already. Nothing was changed.")))
        case Same() if rules.waiting(thread) is None:
            # It was agreed on once, and another end has been agreed on elsewhere since.
            step = Put({"m": str(month)})
        case Accept(proposal):
            return accepted(scene, view, proposal.id, message)
    if isinstance(step, Put):
        if step.ends is not None and step.how is not None:
            proposals.end(scene.tx, scene.now, step.ends.id, step.how, scene.person.id)
        proposals.put(scene.tx, scene.now, p, phase_out.END, side=view.side, value=step.value, author=scene.person.id)
        audit.note(scene.tx, scene.now, scene.person.id, "put_forward", p, phase_out.END)
        _tell_put(scene, view, month)
    now = seen(scene, p, Action.SEE_PLANS)
    assert now is not None
    return phase_out.show(scene, now, message, why=Text(N_("✓ Put forward. It counts when the other side accepts.")))


def _tell_put(scene: Scene, view: Seen, month: Month) -> None:
    p = view.common.partnership.id
    waits = rules.waiting(proposals.threads(scene.tx, p)[phase_out.END])
    assert waits is not None
    about = phase_out_plan.leading(scene, view.common, month)
    for member in people.members(scene.tx, p):
        if member.person != scene.person.id:
            own = setting(scene, view.common, member.person, member.side)
            scene.tell(screens.end_asked(own, waits, about), to=member.person, partnership=p)


def accepted(scene: Scene, view: Seen, proposal: int, message: int | None) -> None:
    """Accepting an end: the plan is made or moved, and everybody gets that, the one who acts too."""
    assert view.side is not None
    p = view.common.partnership.id
    thread = proposals.threads(scene.tx, p).get(phase_out.END, ())
    step = rules.accept(thread, view.side, proposal)
    if not isinstance(step, Accept):
        return phase_out.show(scene, view, message, why=Text(N_("Meanwhile this has changed. Nothing was done.")))
    month = Month.parse(step.proposal.value["m"])
    if str(month) < str(view.common.this_month(scene)):
        return _ask(scene, view, message, why=text(PAST, month=month))
    proposals.end(scene.tx, scene.now, proposal, End.ACCEPTED, scene.person.id)
    audit.note(scene.tx, scene.now, scene.person.id, "accepted", p, phase_out.END)
    phase_out_plan.set_end(scene, p, month)
    now = seen(scene, p, Action.SEE_PLANS)
    assert now is not None
    return phase_out.show(scene, now, message, why=Text(N_("✓ Settled by both sides")))


PRESSED = {"Pe": choose, "Py": choose, "Pc": check, "Pm": put}
