"""What there is to settle together: all topics, one topic, one matter with its thread."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.i18n import language
from bot.screens import horizon
from bot.screens import matters as screens
from bot.screens import together as lists
from bot.screens.joint import answered
from bot.screens.matters import Past
from bot.screens.together import Listed, Setting, TopicStanding
from bot.services import places, proposing, versions
from bot.services.common import Seen, seen, setting
from bot.services.scene import Scene
from bot.store import openings, proposals, walks
from bot.store.proposals import Written
from conversations.access import Action
from conversations.dialogue import Topic
from conversations.opening import Mark
from conversations.proposals import Stand, settled, stand, waiting
from conversations.sides import Side
from conversations.text import N_, Text
from conversations.together import Matter, Subject, matters, next_matter, others

Parts = tuple[str, ...]

SETTLED_ALREADY = N_("This is settled already, just like that. Nothing was changed.")
GONE = N_("This can't be settled here any more. Nothing was changed.")


def all_topics(scene: Scene, parts: Parts, message: int | None) -> None:
    """`es:<partnership>`"""
    view = seen(scene, places.number(parts, 0))
    if view is None:
        return places.stale(scene)
    standings = [_standing(view, topic) for topic in view.common.topics]
    own = setting(scene, view.common, scene.person.id, view.side)
    screen = lists.topics(own, standings, horizon.line(view.common.horizon, view.common.expected_end))
    return scene.tell(screen, edits=message, partnership=own.partnership)


def _standing(view: Seen, topic: Topic) -> TopicStanding:
    stands = [_stand(view, matter) for matter in matters(topic, view.common.known)]
    counts = {s: stands.count(s) for s in Stand}
    opened = topic.id in view.common.known.rows
    return TopicStanding(
        topic, opened, counts[Stand.OURS], counts[Stand.THEIRS], counts[Stand.OPEN], counts[Stand.SETTLED]
    )


def _stand(view: Seen, matter: Matter) -> Stand:
    # For staff it makes no difference which side is waited for.
    return stand(view.common.known.thread(matter.subject), view.side or Side.DANISH)


def of_opening(scene: Scene, parts: Parts, message: int | None) -> None:
    """`eO:<opening>`: from an opened topic to what it leaves to settle, in a message of its own."""
    opening = openings.opening(scene.tx, places.number(parts, 0))
    row = next(iter(walks.of_round(scene.tx, opening.round).values()), None) if opening else None
    if opening is None or row is None:
        return places.stale(scene)
    return topic_list(scene, (str(row.partnership), opening.topic), None)


def topic_list(scene: Scene, parts: Parts, message: int | None) -> None:
    """`et:<partnership>:<topic>`"""
    view = seen(scene, places.number(parts, 0))
    topic = view.common.topic(parts[1]) if view and len(parts) > 1 else None
    if view is None or topic is None or topic.id not in view.common.known.rows:
        return places.stale(scene)
    own = setting(scene, view.common, scene.person.id, view.side)
    listed = [_listed(view, matter) for matter in matters(topic, view.common.known)]
    more = bool(others(topic, view.common.known))
    left = any(one.stand is not Stand.SETTLED for one in listed)
    to_mark = None if left else _to_mark(scene, view, topic)
    waits = [one.waits.id for one in listed if one.stand is Stand.OURS and one.waits is not None]
    to_accept = max(waits) if len(waits) > 1 else None
    screen = lists.topic_list(own, topic, listed, more=more, to_mark=to_mark, to_accept=to_accept)
    return scene.tell(screen, edits=message, partnership=own.partnership)


def _to_mark(scene: Scene, view: Seen, topic: Topic) -> int | None:
    """The topic's opening, if the one who looks may still say for their side that they agree."""
    round_id = view.common.known.rounds.get(topic.id)
    if view.side is None or not view.open or round_id is None:
        return None
    opening = openings.of_round(scene.tx, round_id)[topic.id].id
    mark = openings.marks(scene.tx, (opening,))[opening].get(view.side)
    return None if mark is Mark.AGREE else opening


def _listed(view: Seen, matter: Matter) -> Listed:
    thread = view.common.known.thread(matter.subject)
    return Listed(matter, _stand(view, matter), waiting(thread), settled(thread))


def other_questions(scene: Scene, parts: Parts, message: int | None) -> None:
    """`eo:<partnership>:<topic>`: what needs no settling, but may be."""
    view = seen(scene, places.number(parts, 0), Action.SETTLE)
    topic = view.common.topic(parts[1]) if view and len(parts) > 1 else None
    if view is None or topic is None or topic.id not in view.common.known.rows or not view.open:
        return places.stale(scene)
    own = setting(scene, view.common, scene.person.id, view.side)
    screen = lists.other_questions(own, topic, others(topic, view.common.known))
    return scene.tell(screen, edits=message, partnership=own.partnership)


def one_matter(scene: Scene, parts: Parts, message: int | None) -> None:
    """`em:<partnership>:<subject>`"""
    _matter(scene, parts, message)


def whole_thread(scene: Scene, parts: Parts, message: int | None) -> None:
    """`eh:<partnership>:<subject>`: with everything that was ever put forward about it."""
    _matter(scene, parts, message, whole=True)


def _matter(scene: Scene, parts: Parts, message: int | None, *, whole: bool = False) -> None:
    view, subject = seen(scene, places.number(parts, 0)), subject_of(parts[1:])
    if view is None or subject is None or view.common.matter(subject) is None:
        return places.stale(scene)
    return show(scene, view, subject, message, whole=whole)


def subject_of(parts: Parts) -> Subject | None:
    return Subject.parse(":".join(parts)) if parts else None


def show(
    scene: Scene, view: Seen, subject: Subject, message: int | None, *, whole: bool = False, why: Text | None = None
) -> None:
    """One matter as it stands; the caller knows that there is one."""
    about, topic = view.common.matter(subject), view.common.topic_of(subject)
    assert about is not None
    own = setting(scene, view.common, scene.person.id, view.side)
    rows = (row for row in view.common.known.rows.get(topic.id, ()) if row.question.id == subject.question)
    beside = [line for row in rows for line in answered(row, own.names)]
    beside += proposing.without(view.common, about, own)
    history = proposals.history(scene.tx, own.partnership, str(subject))
    thread = [_past(scene, view, own, one) for one in history]
    screen = screens.matter(own, topic, about, thread, beside, whole=whole, why=why)
    scene.tell(screen, edits=message, partnership=own.partnership)


def _past(scene: Scene, view: Seen, own: Setting, one: Written) -> Past:
    """Who in the other organisation wrote it is theirs to say; days are those of the partnership's zone."""
    zone, reader = ZoneInfo(view.common.partnership.zone), language(scene.person.speaks)
    day, ended = (reader.say(at.astimezone(zone).date()) if at is not None else None for at in (one.at, one.ended_at))
    author = one.author if own.reader in (None, one.proposal.side) else None
    return Past(one.proposal, day or "", author, ended)


def leave_done(
    scene: Scene, view: Seen, items: Sequence[screens.Item], topic: Topic, what: str, message: int | None
) -> None:
    """What was done, where it was pressed; `view` is from before it."""
    now = seen(scene, view.common.partnership.id)
    assert now is not None
    assert now.side is not None
    own = setting(scene, now.common, scene.person.id, now.side)
    following = next_matter(topic, now.common.known, now.side, items[-1][0].subject)
    # The newest that waits: a step put forward for the first time has a subject of its own only now.
    own_side = (p for t in now.common.known.threads.values() if (p := waiting(t)) and p.side is now.side)
    put = max(own_side, key=lambda p: p.id, default=None) if what == screens.PUT else None
    made = versions.made_now(scene, own.partnership)
    screen = screens.done(own, topic, items, what, next_one=following, waits=put, version=made)
    scene.tell(screen, edits=message, partnership=own.partnership)


PRESSED = {
    "es": all_topics,
    "et": topic_list,
    "eO": of_opening,
    "eo": other_questions,
    "em": one_matter,
    "eh": whole_thread,
}
