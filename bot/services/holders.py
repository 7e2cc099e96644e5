"""Who answers for a side: whoever joins first, whoever takes over, whoever stays when somebody leaves."""

from __future__ import annotations

from bot.screen import Button, Line, Screen
from bot.services import catching_up, dates, places, reaching
from bot.services.scene import Scene
from bot.services.serving import served, show
from bot.store import audit, partnerships, people, walks
from bot.store.walks import WalkRow
from conversations.dialogues.startup import STARTUP
from conversations.text import N_, Text, text


def joined(scene: Scene, member: people.Member) -> None:
    """A new member: the start-up talk is begun if no start ever was, and the side's walk is theirs if nobody holds it.

    Partners who were working together before they came here begin nothing by joining: they are shown what there is.
    """
    known = partnerships.partnership(scene.tx, member.partnership)
    assert known is not None
    dates.record(scene, known.id)
    if known.running:
        catching_up.note_due(scene, known)
    start = catching_up.start_of(scene, known.id)
    if start is None and known.running:
        return catching_up.offer(scene, known)
    round_id = start[0] if start else walks.open_round(scene.tx, scene.now, known.id, STARTUP.id)
    row = walks.of_round(scene.tx, round_id)[member.side]
    if row.holder is None or not reaching.can_be_reached(scene, row.holder_person):
        walks.hold(scene.tx, row.id, member.id)
        audit.note(scene.tx, scene.now, scene.person.id, "walk_taken_over", member.partnership, member.side)
    return places.show_present(scene, member.partnership)


def left(scene: Scene, member: people.Member) -> None:
    """A member has left or was removed: the walk goes to the side's next member, who is told; answers stay."""
    for row in walks.of_side(scene.tx, member.partnership, member.side):
        if row.holder != member.id:
            continue
        others = [m for m in people.members(scene.tx, member.partnership) if m.side is member.side]
        heir = next((m for m in others if m.id != member.id), None)
        walks.hold(scene.tx, row.id, heir.id if heir else None)
        if heir is None and row.asks:
            _tell_of_empty_side(scene, row)
        if heir is not None and row.asks:
            scene.tell(
                Screen(
                    (Line(Text(N_("You answer for your side from now on."))),),
                    ((Button(Text(N_("Go on")), f"g:{row.id}"),),),
                ),
                to=heir.person,
                partnership=row.partnership,
            )


def _tell_of_empty_side(scene: Scene, row: WalkRow) -> None:
    """The other side would wait for nobody: it is told once a talk, and need not wait any longer."""
    other = walks.of_round(scene.tx, row.round)[row.side.other]
    if other.holder_person is not None:
        gone = N_(
            "{talk}: nobody is left on the side of {side}. What you answered is kept with your side. "
            "What you are ready with can be closed from /menu, or waits until somebody joins."
        )
        said = text(gone, talk=Text(row.definition.title), side=row.organisation(row.side))
        scene.say(said, to=other.holder_person, partnership=row.partnership)


def take_over(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    """Any member of the side may become the one who is asked; the one who was is told."""
    view = served(scene, places.number(parts, 0))
    if view is None or not view.row.asks:
        return places.stale(scene)
    mine = [m for m in people.memberships(scene.tx, scene.person.id) if m.partnership == view.row.partnership]
    if not view.mine:
        before = view.row.holder_person
        walks.hold(scene.tx, view.row.id, mine[0].id)
        audit.note(scene.tx, scene.now, scene.person.id, "walk_taken_over", view.row.partnership, view.row.side)
        if before is not None:
            # Translators: {name} is a colleague on the same side.
            scene.say(
                text(
                    N_("{name} answers for your side from now on. Nothing of yours is lost."),
                    name=scene.person.name or "?",
                ),
                to=before,
                partnership=view.row.partnership,
            )
    again = served(scene, view.row.id)
    assert again is not None
    show(scene, again)


def go_on(scene: Scene, parts: tuple[str, ...], message: int | None) -> None:
    view = served(scene, places.number(parts, 0))
    if view is None or not view.row.asks:
        return places.stale(scene)
    if not view.mine:
        return places.show_not_holding(scene, view)
    show(scene, view)
