"""/phaseout: the page of an ending."""

from __future__ import annotations

from bot.screens import phase_out as screens
from bot.screens.milestones import Shown
from bot.services import choosing, phase_out_plan, places
from bot.services.common import Common, Seen, setting
from bot.services.scene import Scene
from bot.store import people, phase_out, walks
from conversations.access import Action, may
from conversations.dialogues.phase_out import ID
from conversations.milestones import MILESTONES
from conversations.phasing_out import AGREED_TO, waiting
from conversations.proposals import waiting as waits
from conversations.sides import Side
from conversations.text import Text

Parts = tuple[str, ...]
END = "po.end"  # an end month that was put forward on the page, outside a talk


def show(scene: Scene, view: Seen, message: int | None, why: Text | None = None) -> None:
    """The caller has checked that this person may see the partnership's plans."""
    now = view.common
    own = setting(scene, now, scene.person.id, view.side)
    proposed = phase_out.proposed(scene.tx, own.partnership)
    standing = phase_out_plan.standing(scene, own.partnership)
    running = walks.running(scene.tx, own.partnership, ID)
    screen = screens.page(
        own,
        proposed=waiting(proposed),
        round_open=running is not None,
        walk=walks.of_round(scene.tx, running)[view.side].id if running is not None and view.side else None,
        talked=any(one.state in AGREED_TO for one in proposed),
        plan=shown(scene, own.partnership, standing) if standing else None,
        overdue=standing.overdue if standing else (),
        next_ones=standing.next_ones if standing else (),
        done=standing.done if standing else 0,
        end=waits(now.known.threads.get(END, ())),
        horizon=now.horizon,
        why=why,
    )
    scene.tell(screen, edits=message, partnership=own.partnership)


def shown(scene: Scene, partnership: int, standing: phase_out_plan.PlanStanding) -> Shown:
    whose = {code: phase_out_plan.responsible(scene, partnership, code) for code in MILESTONES}
    return Shown(standing.end, standing.lead, standing.available, standing.today, whose)


def tell(scene: Scene, now: Common, sentence: Text, *more: Text) -> None:
    """Everybody on both sides and the staff who follow, once, but for the one who acts."""
    p = now.partnership.id
    sides: dict[int, Side | None] = {m.person: m.side for m in people.members(scene.tx, p)}
    for person, side in (sides | dict.fromkeys(people.followers(scene.tx, p))).items():
        if person != scene.person.id:
            own = setting(scene, now, person, side)
            scene.tell(screens.said(own, sentence, *more), to=person, partnership=p)


def seen_page(scene: Scene, view: Seen, message: int | None) -> None:
    """As a command or a button of a list: whoever may see what is settled may see the plans too."""
    if not may(view.actor, Action.SEE_PLANS):
        return places.stale(scene)
    return show(scene, view, message)


COMMANDS = {"phaseout": choosing.as_command(seen_page, "Pp")}
PRESSED = {"Pp": choosing.as_button(seen_page, "Pp")}
