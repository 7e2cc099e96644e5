"""The whole record of a partnership, for each reader what they may see: read back from the files themselves."""

from __future__ import annotations

import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from sqlalchemy import insert, select, update

from bot.i18n import language
from bot.services import record as service
from bot.services.inputs import Pressed
from bot.store import answers, goals, openings, partnerships, people, walks
from bot.store import tables as t
from bot.store.transaction import Transaction
from bot.telegram.attachments import Sources, attach
from conversations.answers import Answer, State
from conversations.sides import Side, Visible
from conversations.vulnerability import ASKED
from tests.bot.services.agreement_cast import KEPT, TOPICS, in_force, press, settles, talked
from tests.bot.services.joining_cast import run
from tests.bot.services.walking_cast import (
    ADMIN,
    COORDINATOR,
    DANISH,
    LOCAL,
    OTHER_DANISH,
    OTHER_LOCAL,
    REMOVED,
    STRANGER,
    UNASSIGNED,
    Cast,
    cast,
    tried,
)
from tests.conversations.test_record import HOSTILE, keys_of
from tests.stage import Stage

DOCUMENT = Path(__file__).parents[3] / "docs" / "record.md"
READERS = (DANISH, LOCAL, COORDINATOR, ADMIN)
STAFF_ONLY, SEALED, LOCALLY_KEPT = "canary-staff-only", "canary-sealed", "canary-kept-by-the-local-side"


class _Words(HTMLParser):
    """A page as whoever reads it sees it, and which tags there were."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


async def _file(everybody: Cast, who: int, data: str) -> bytes:
    """The bytes that Telegram would be sent."""
    shown = (await press(everybody, who, f"{data}:{everybody.partnership}"))[-1]
    assert shown.attachment is not None
    _, parameters = attach(shown.attachment, language("en"), Sources(Path()))
    content: bytes = parameters["document"].input_file_content
    return content


async def as_json(everybody: Cast, who: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((await _file(everybody, who, "Sj")).decode())
    return found


async def as_page(everybody: Cast, who: int) -> _Words:
    read = _Words()
    read.feed((await _file(everybody, who, "Sh")).decode())
    return read


async def whole(everybody: Cast, who: int) -> str:
    """Everything that either file holds for this reader."""
    page = await as_page(everybody, who)
    return json.dumps(await as_json(everybody, who), ensure_ascii=False) + "".join(page.words)


async def says(everybody: Cast, side: Side, question: str, words: str, visible: Visible = Visible.BOTH) -> None:
    def unit(tx: Transaction) -> None:
        row = walks.of_side(tx, everybody.partnership, side)[0]
        given = Answer(question, State.GIVEN, {"pieces": [{"t": words, "m": 4711}]}, visible)
        answers.add(tx, everybody.stage.now, row.id, given, author=1)

    await run(everybody.stage, unit)


async def test_of_a_new_partnership_there_are_its_facts_and_its_people(stage: Stage) -> None:
    everybody = await cast(stage)
    found = await as_json(everybody, LOCAL)
    assert (found["format"], found["reader"], found["language"]) == (1, "local", "en")
    assert found["partnership"] == {
        "danish": "Havn", "local": "Shore", "country": "KE", "zone": "Africa/Nairobi", "common_language": "en",
        "running": False, "start": "2027-02", "expected_end": None, "agreed_end": None, "state": "open",
        "stage": "starting",
    }  # fmt: skip
    assert found["people"] == [
        {"side": "danish", "name": f"Person {DANISH}", "task": None, "since": "2027-02-01"},
        {"side": "local", "name": f"Person {LOCAL}", "task": None, "since": "2027-02-01"},
    ]
    assert [(one["dialogue"], one["topics"], one["over"]) for one in found["rounds"]] == [("startup", [], None)]
    empty = ("settled", "goals", "plan", "agreements", "capacity", "vulnerability", "trips", "due", "files", "left_out")
    assert {key: found[key] for key in empty} == {key: [] for key in empty}


async def test_the_page_has_the_same_in_words(stage: Stage) -> None:
    page = await as_page(await cast(stage), LOCAL)
    said = "\n".join(word for word in page.words if word.strip())
    for words in ("The record of Havn – Shore", "Everything that Shore may see.", "Country: Kenya", "Start-up talk"):
        assert words in said
    assert not page.tags & {"script", "img", "a", "link", "iframe"}


async def test_opened_answers_marks_settled_matters_and_the_agreement_are_in_it(stage: Stage) -> None:
    everybody = await talked(stage)
    await settles(everybody, "su.fut.end", {"m": "2030-12"})
    await in_force(everybody)
    found = await as_json(everybody, DANISH)
    (talk,) = found["rounds"]
    give = next(topic for topic in talk["topics"] if topic["topic"] == "give")
    assert (give["how"], give["marks"]) == ("opened", {"danish": "agree", "local": "agree"})
    mine = next(row for row in give["answers"] if row["question"] == "su.give.mine")
    assert mine["danish"]["said"] == ["Tested beds"]
    assert mine["local"]["said"] == ["People who know the valley"]
    (matter,) = [one for one in found["settled"] if one["subject"] == "su.fut.end"]
    assert (matter["counts"], matter["said"]) == ({"m": "2030-12"}, ["December 2030"])
    assert [(one["side"], one["end"]) for one in matter["history"]] == [("danish", "accepted")]
    (version,) = found["agreements"]
    assert version["in_force"]
    assert {one["side"] for one in version["approvals"]} == {"danish", "local"}
    assert found["partnership"]["agreed_end"] == "2030-12"


async def test_what_a_side_keeps_is_in_its_own_record_and_in_no_other(stage: Stage) -> None:
    everybody = await talked(stage)
    await says(everybody, Side.LOCAL, "su.give.limit", LOCALLY_KEPT, Visible.OWN)
    found = {who: await whole(everybody, who) for who in READERS}
    assert [who for who in READERS if KEPT in found[who]] == [DANISH]
    assert [who for who in READERS if LOCALLY_KEPT in found[who]] == [LOCAL]


async def test_what_only_staff_may_see_is_not_in_the_other_sides_record(stage: Stage) -> None:
    everybody = await talked(stage)
    await says(everybody, Side.LOCAL, "su.fut.after", STAFF_ONLY, Visible.STAFF)
    found = {who: await whole(everybody, who) for who in READERS}
    assert [who for who in READERS if STAFF_ONLY in found[who]] == [LOCAL, COORDINATOR, ADMIN]


async def test_what_is_still_sealed_is_in_nobodys_record(stage: Stage) -> None:
    everybody = await talked(stage, opened=TOPICS[:1])
    await says(everybody, Side.LOCAL, "su.fut.after", SEALED)
    assert not [who for who in READERS if SEALED in await whole(everybody, who)]


async def test_what_a_side_handed_to_staff_is_in_theirs_alone(stage: Stage) -> None:
    everybody = await talked(stage)
    await says(everybody, Side.LOCAL, "su.fut.after", SEALED)
    handed = update(t.Opening).where(t.Opening.topic == "fut").values(how="handed", side="local")
    await run(stage, lambda tx: tx.execute(handed))
    found = {who: await whole(everybody, who) for who in READERS}
    assert [who for who in READERS if SEALED in found[who]] == [COORDINATOR, ADMIN]


async def test_hostile_words_come_back_as_they_were_and_nothing_of_them_is_taken_for_the_page(stage: Stage) -> None:
    everybody = await talked(stage)
    kept = HOSTILE.replace("\u0000", "")
    await says(everybody, Side.LOCAL, "su.fut.after", kept)
    found = await as_json(everybody, DANISH)
    (row,) = [
        row for topic in found["rounds"][0]["topics"] for row in topic["answers"] if row["question"] == "su.fut.after"
    ]
    assert (row["local"]["value"], row["local"]["said"]) == ({"pieces": [{"t": kept}]}, [kept])
    page = await as_page(everybody, DANISH)
    assert kept in page.words
    assert "script" not in page.tags


async def test_files_are_listed_and_not_included(stage: Stage) -> None:
    everybody = await talked(stage)

    def send(tx: Transaction) -> None:
        row = {"person_id": 1, "file_id": "telegrams-own", "kind": "voice", "state": "kept", "path": "secret-name"}
        row |= {"mime": "audio/ogg", "size": 2048, "seconds": 7, "next_at": stage.now, "at": stage.now}
        number = tx.execute(insert(t.Media).returning(t.Media.id), row).scalar_one()
        walk = walks.of_side(tx, everybody.partnership, Side.LOCAL)[0].id
        given = Answer("su.fut.after", State.GIVEN, {"pieces": [{"f": number, "k": "voice", "m": 9}]})
        answers.add(tx, stage.now, walk, given, author=1)

    await run(stage, send)
    found = await as_json(everybody, DANISH)
    assert found["files"] == [{"file": 1, "kind": "voice", "mime": "audio/ogg", "bytes": 2048, "seconds": 7}]
    assert not re.search("secret-name|telegrams-own", await whole(everybody, DANISH))


async def test_trips_and_the_ending_are_in_it_with_their_history(stage: Stage) -> None:
    everybody = await talked(stage)

    def plan(tx: Transaction) -> None:
        p, now = everybody.partnership, stage.now
        trip = {"partnership_id": p, "starts_on": date(2027, 4, 1), "ends_on": date(2027, 4, 9), "travels": "danish"}
        tx.execute(insert(t.Trip), trip | {"who": "Two of us", "purpose": "See it", "author_id": 1, "at": now})
        ending = {"partnership_id": p, "side": "local", "author_id": 1, "at": now, "state": "talked", "ended_at": now}
        tx.execute(insert(t.PhaseOut), ending)
        row = {"partnership_id": p, "end": "2028-06", "tier": "vulnerable", "lead": 24, "available": 16, "at": now}
        tx.execute(insert(t.PhaseOutPlan), row)
        made = {"partnership_id": p, "code": "m06", "due": "2027-05", "state": "done", "how": "words", "at": now}
        made |= {"words": "Told on Sunday", "side": "local", "author_id": 1, "ended_at": now}
        number = tx.execute(insert(t.Milestone).returning(t.Milestone.id), made).scalar_one()
        moved = {"milestone_id": number, "due_before": "2027-04", "due_after": "2027-05", "author_id": 1, "at": now}
        tx.execute(insert(t.MilestoneMove), moved)

    await run(stage, plan)
    found = await as_json(everybody, LOCAL)
    assert found["trips"] == [
        {"starts": "2027-04-01", "ends": "2027-04-09", "travels": "danish", "who": "Two of us", "purpose": "See it",
         "cancelled": False}
    ]  # fmt: skip
    ending = found["phase_out"]
    assert ending["suggested"] == [{"side": "local", "on": "2027-02-01", "state": "talked", "ended": "2027-02-01"}]
    assert (ending["end"], ending["lead"], ending["available"], ending["shorter"]) == ("2028-06", 24, 16, True)
    (milestone,) = ending["milestones"]
    assert (milestone["milestone"], milestone["title"]) == ("m06", "Users and authorities told")
    assert (milestone["state"], milestone["words"]) == ("done", "Told on Sunday")
    assert milestone["moves"] == [{"before": "2027-04", "after": "2027-05", "on": "2027-02-01"}]
    page = "\n".join((await as_page(everybody, LOCAL)).words)
    for words in ("The plan is shorter than recommended.", "Told on Sunday", "Who travels: Havn"):
        assert words in page


async def a_round(everybody: Cast, dialogue: str, topics: tuple[str, ...], said: dict[Side, dict[str, Any]]) -> int:
    """A round after the start with these topics opened; the goals it asks about are those of the joint list."""

    def unit(tx: Transaction) -> int:
        p, now = everybody.partnership, everybody.stage.now
        about = {"names": {"danish": "Havn", "local": "Shore"}, "thresholds": [33, 60], "gone": [], "sittings": [1, 2]}
        about["goals"] = [[goal.id, goal.words] for goal in goals.goals(tx, p)]
        row = {"partnership_id": p, "dialogue": dialogue, "about": about, "opened_at": now, "closed_at": now}
        number = int(tx.execute(insert(t.Round).returning(t.Round.id), row).scalar_one())
        for side in Side:
            walk = tx.execute(insert(t.Walk).returning(t.Walk.id), {"round_id": number, "side": side}).scalar_one()
            for question, value in said[side].items():
                answers.add(tx, now, walk, Answer(question, State.GIVEN, value), author=1)
        for topic in topics:
            openings.open_topic(tx, now, number, topic, "opened", None)
        return number

    return await run(everybody.stage, unit)


VULNERABLE = dict(zip(ASKED, "3232122101", strict=True))


async def vulnerability(everybody: Cast, show: str) -> dict[int, dict[str, Any]]:
    """Each reader's record after a talk about vulnerability whose answers the local side shows so."""
    said = {Side.LOCAL: VULNERABLE | {"va.show": show}, Side.DANISH: dict.fromkeys(ASKED, "1")}
    await a_round(everybody, "vulnerability", ("va",), said)
    return {who: await as_json(everybody, who) for who in READERS}


def local_answers(found: dict[str, Any]) -> list[str]:
    """The local side's answers about its vulnerability, as far as this record has them."""
    rows = [row for talk in found["rounds"] for topic in talk["topics"] for row in topic["answers"]]
    return [row["local"]["value"] for row in rows if row["question"] in ASKED and row["local"] is not None]


async def test_vulnerability_that_is_kept_is_in_the_local_sides_record_alone(stage: Stage) -> None:
    found = await vulnerability(await talked(stage), "keep")
    for who in READERS:
        (result,) = found[who]["vulnerability"]
        own = who == LOCAL
        assert result["result"] == ("vulnerable" if own else None)
        assert result["points"] == (dict(zip(ASKED, map(int, VULNERABLE.values()), strict=True)) if own else None)
        assert (result["decided_by"] is not None) == own
        assert local_answers(found[who]) == (list(VULNERABLE.values()) if own else [])


async def test_of_a_result_that_is_shown_alone_the_others_get_no_point(stage: Stage) -> None:
    found = await vulnerability(await talked(stage), "result")
    for who in (DANISH, COORDINATOR, ADMIN):
        (result,) = found[who]["vulnerability"]
        assert (result["result"], result["points"], result["decided_by"]) == ("vulnerable", None, None)
        assert local_answers(found[who]) == []


async def test_a_result_that_is_shown_with_everything_is_in_every_record(stage: Stage) -> None:
    found = await vulnerability(await talked(stage), "all")
    for who in READERS:
        (result,) = found[who]["vulnerability"]
        assert (result["result"], sum(result["points"].values())) == ("vulnerable", 17)
        assert local_answers(found[who]) == list(VULNERABLE.values())


async def test_abilities_stand_with_the_level_each_side_gave(stage: Stage) -> None:
    everybody = await talked(stage)
    said = {Side.DANISH: {"ca.money": "3"}, Side.LOCAL: {"ca.money": "1", "ca.admin": "2"}}
    number = await a_round(everybody, "capacity", ("ca",), said)
    (talk,) = (await as_json(everybody, DANISH))["capacity"]
    assert talk == {
        "round": number,
        "on": "2027-02-01",
        "levels": [
            {"area": "admin", "title": "Daily administration", "of": "local", "danish": None, "local": 2},
            {"area": "money", "title": "Money and accounts", "of": "local", "danish": 3, "local": 1},
        ],
    }
    assert "Shore, Money and accounts: 1 / 3" in (await as_page(everybody, LOCAL)).words


async def test_a_goal_has_how_it_went_in_every_check_in(stage: Stage) -> None:
    everybody = await talked(stage)
    await settles(everybody, "su.goal.joint", {"goals": [{"id": None, "w": "Light at night"}]})
    said = {Side.DANISH: {"ci.goal.state.1": "way"}, Side.LOCAL: {"ci.goal.state.1": "slow"}}
    await a_round(everybody, "checkin", ("work",), said)
    (goal,) = (await as_json(everybody, LOCAL))["goals"]
    assert goal["progress"] == [
        {"on": "2027-02-01", "danish": "way", "local": "slow", "said": ["Havn: On the way", "Shore: Slow"]}
    ]


async def test_the_document_names_every_key_that_occurs(stage: Stage) -> None:
    everybody = await talked(stage)
    await settles(everybody, "su.goal.joint", {"goals": [{"id": None, "w": "Light at night", "s": True}]})
    await in_force(everybody)
    known = set(re.findall(r"`([a-z_]+)`", DOCUMENT.read_text("utf-8")))
    occurring = {key for key in keys_of(await as_json(everybody, DANISH)) if re.fullmatch("[a-z_]+", key)}
    assert occurring - known == set()


async def test_no_number_of_a_person_a_chat_or_a_message_is_in_it(stage: Stage) -> None:
    everybody = await talked(stage)
    await says(everybody, Side.LOCAL, "su.fut.after", "words")
    found = json.dumps(await as_json(everybody, DANISH))
    assert "4711" not in found
    assert not re.search(r'"(m|author|person|telegram_id)": \d', found)


async def test_nobody_else_gets_anything_not_even_who_was_a_member(stage: Stage) -> None:
    everybody = await talked(stage)
    for who in (UNASSIGNED, OTHER_DANISH, OTHER_LOCAL, REMOVED, STRANGER):
        for data in ("Sr", "Sh", "Sj"):
            (one,) = await tried(stage, who, Pressed(f"{data}:{everybody.partnership}", None))
            assert not any("Havn" in said for _, said in one.told)


async def test_one_who_is_taken_off_their_side_before_it_is_sent_does_not_get_it(stage: Stage) -> None:
    everybody = await talked(stage)

    def asks(tx: Transaction) -> None:
        from bot.services import members, reception
        from bot.services.scene import Scene
        from tests.stage import WORLD

        person = people.arrive(tx, stage.now, LOCAL, "en")
        scene = Scene(tx, stage.now, WORLD, person)
        reception.receive(scene, Pressed(f"Sj:{everybody.partnership}", None))
        member = next(m for m in people.members(tx, everybody.partnership) if m.person == person.id)
        members.take_out(scene, member, action="member_left")

    await run(stage, asks)
    await stage.deliver()
    assert not [shown for shown in everybody[LOCAL].chat.values() if shown.attachment]


async def test_once_sent_nothing_of_it_is_left_in_the_outbox(stage: Stage) -> None:
    everybody = await talked(stage)
    for data in ("Sh", "Sj"):
        await press(everybody, DANISH, f"{data}:{everybody.partnership}")
    kept = await run(stage, lambda tx: tx.execute(select(t.Message.state, t.Message.screen)).all())
    assert {(state, screen) for state, screen in kept} == {("sent", None)}


async def test_who_took_it_and_as_what_is_written_down_and_an_admins_look_besides(stage: Stage) -> None:
    everybody = await talked(stage)
    for who in (LOCAL, ADMIN):
        await press(everybody, who, f"Sj:{everybody.partnership}")
    rows = select(t.Person.telegram_id, t.Audit.action, t.Audit.about).join(t.Audit, t.Audit.actor_id == t.Person.id)
    found = [tuple(row) for row in await run(stage, lambda tx: tx.execute(rows).all())]
    assert [row for row in found if row[1] == "record_taken"] == [
        (LOCAL, "record_taken", "json"),
        (ADMIN, "record_taken", "json"),
    ]
    assert {row[0] for row in found if row[1] in ("admin_saw_settled", "admin_saw_opening")} == {ADMIN}


async def test_it_can_be_taken_from_a_closed_partnership_too(stage: Stage) -> None:
    everybody = await talked(stage)
    await run(stage, lambda tx: partnerships.change(tx, everybody.partnership, state="closed"))
    found = await as_json(everybody, LOCAL)
    assert (found["partnership"]["state"], found["partnership"]["stage"]) == ("closed", "ended")
    assert found["rounds"][0]["topics"]


async def test_what_is_too_large_for_a_file_leaves_out_the_oldest_answers_and_says_so(
    stage: Stage, monkeypatch: Any
) -> None:
    everybody = await talked(stage)
    await says(everybody, Side.LOCAL, "su.fut.after", "x" * 4000)
    monkeypatch.setattr(service, "MOST_BYTES", 6000)
    shown = (await press(everybody, DANISH, f"Sj:{everybody.partnership}"))[-1]
    assert "left out; the file says which" in shown.text
    found = await as_json(everybody, DANISH)
    assert found["left_out"][0] == f"answers:{found['rounds'][0]['round']}"
    assert not any(topic["answers"] for topic in found["rounds"][0]["topics"])


async def test_the_command_offers_both_forms(stage: Stage) -> None:
    everybody = await talked(stage)
    shown = (await everybody[DANISH].says("/record"))[-1]
    assert [data for row in shown.buttons for _, data in row] == ["Sh:1", "Sj:1"]
