"""The agreement in the chat: who sees it, what each can press, and that nothing is approved by accident."""

from __future__ import annotations

from sqlalchemy import select, update

from bot.i18n import language
from bot.screen import from_json
from bot.screens import agreement_lines
from bot.services import reception
from bot.services.agreeing import PRESSED as READING
from bot.services.approving import PRESSED as APPROVING
from bot.services.inputs import Pressed
from bot.services.scene import Scene
from bot.store import partnerships, people
from bot.store import tables as t
from bot.store.transaction import Transaction
from conversations.agreement import Heading, Line
from conversations.approving import Word
from conversations.dialogue import BUTTON_BYTES
from conversations.sides import Side
from tests.bot.services.agreement_cast import (
    KEPT,
    accepts,
    in_force,
    last,
    made,
    newest,
    press,
    settles,
    talked,
    versions,
)
from tests.bot.services.joining_cast import audited, labels, run, texts
from tests.bot.services.walking_cast import (
    ADMIN,
    COLLEAGUE,
    COORDINATOR,
    DANISH,
    LOCAL,
    OTHER_DANISH,
    OTHER_LOCAL,
    REMOVED,
    STRANGER,
    UNASSIGNED,
    Cast,
    tried,
)
from tests.stage import WORLD, Stage

STALE = "This button is no longer active."
READ_BY = (DANISH, LOCAL, COLLEAGUE, COORDINATOR, ADMIN)
NOT_READ_BY = (UNASSIGNED, OTHER_DANISH, OTHER_LOCAL, REMOVED, STRANGER)


def every_button(version: int, seal: str) -> dict[str, str]:
    """Each of the agreement's buttons as it is for this version."""
    of_partnership = {"Ka", "Kn", "Km", "Kw", "Ko"}
    more = {"Km": ":0", "Ky": f":{seal}", "Kk": f":{seal}", "Ks": f":{seal}", "Kl": ":goal:1"}
    names = (*READING, *APPROVING)
    return {name: f"{name}:{1 if name in of_partnership else version}{more.get(name, '')}" for name in names}


async def waiting(stage: Stage) -> tuple[Cast, dict[str, str]]:
    """A version that nobody has approved, and every button of it."""
    everybody = await talked(stage)
    one = await made(everybody)
    assert one.seal is not None
    return everybody, every_button(one.id, one.seal[:12])


def test_every_button_of_the_agreement_begins_with_its_letter_and_fits() -> None:
    own = (*READING, *APPROVING)
    assert set(own) == {name for name in reception.PRESSED if name.startswith("K")}
    longest = "Kl:1234567890:open:su.give.promise:+1234567890"
    assert len(longest.encode()) <= BUTTON_BYTES


async def test_whoever_is_in_one_partnership_sees_its_agreement_at_once(sqlite_stage: Stage) -> None:
    everybody = await talked(sqlite_stage)
    (seen,) = await everybody[LOCAL].says("/agreement")
    assert seen.text == (
        "Havn – Shore\n"
        "There is no agreement yet\n"
        "It can be made now from what you settled together. Both sides then read it."
    )
    assert labels(seen) == ["Make version 1", "What it would say now", "What we settle together"]


async def test_whoever_is_in_several_chooses_first(sqlite_stage: Stage) -> None:
    everybody = await talked(sqlite_stage)
    await everybody.joins(DANISH, Side.DANISH, everybody.other)
    everybody[DANISH].new.clear()
    (seen,) = await everybody[DANISH].says("/agreement")
    assert labels(seen) == ["Havn – Shore", "Bakke – Hill"]
    assert "There is no agreement yet" in (await everybody[DANISH].taps("Havn – Shore"))[-1].text


async def test_somebody_in_no_partnership_is_shown_where_they_are(sqlite_stage: Stage) -> None:
    everybody = await talked(sqlite_stage)
    (seen,) = await everybody[STRANGER].says("/agreement")
    assert "To come in you need an invitation" in seen.text


async def test_the_preview_is_the_whole_agreement_in_the_readers_language(sqlite_stage: Stage) -> None:
    everybody, _ = await waiting(sqlite_stage)
    seal = ((await newest(everybody)).seal or "")[:12]
    (seen,) = await press(everybody, DANISH, "Ka:1")
    assert seen.text == (
        "Havn – Shore\n"
        "Agreement, version 1\n"
        "Draft: not approved by both sides.\n"
        "\n"
        "The partners\n"
        "· Danish organisation: Havn\n"
        "· Local organisation: Shore\n"
        "· Country: Kenya\n"
        "· Start: February 2027\n"
        "\n"
        "Goals\n"
        "Nothing is agreed about this yet.\n"
        "\n"
        "Plan\n"
        "· We ask how it is going: Every 6 months\n"
        "\n"
        "Contributions\n"
        "· Havn brings: Equipment and Money\n"
        "· The most important thing Havn brings:\n"
        "Tested beds\n"
        "· The most important thing Shore brings:\n"
        "People who know the valley\n"
        "\n"
        "Roles\n"
        "· Care and repairs: Shore\n"
        "\n"
        "Future\n"
        "· How long we want the partnership to last: 2-3 years\n"
        "\n"
        "How we talk\n"
        "· Common language: English\n"
        "\n"
        "Not agreed yet\n"
        "· How fast should we answer each other?\n"
        "· Which goals do we share?\n"
        "· In which month do we hold the first full review together?\n"
        "· Until which month do we plan for now?\n"
        "\n"
        "Havn has not approved it yet.\n"
        "Shore has not approved it yet.\n"
        f"Seal: {seal}\n"
        "\n"
        "This says in plain words what the partners intend. It is not a legal contract."
    )
    assert labels(seen) == ["Yes, it says what we mean", "Change something", "Talk first", "PDF", "Word"]


async def test_goals_steps_and_promises_read_as_sentences(sqlite_stage: Stage) -> None:
    everybody = await talked(sqlite_stage)
    await settles(everybody, "su.goal.joint", {"goals": [{"id": None, "w": "Clean water", "s": True}]})
    await settles(everybody, "su.goal.sign:1", {"w": "Nobody falls ill"})
    await settles(everybody, "su.goal.month:1", {"m": "2028-06"})
    await settles(everybody, "su.plan.step:+1", {"w": "Order the pump", "who": "danish", "m": "2027-09"})
    await settles(everybody, "su.give.promise:+", {"w": "Answer within a week", "who": "both", "m": None})
    said = await last(everybody, DANISH, "Kn:1")
    for lines in (
        "· Goal 1, by June 2028: Clean water\nWe see it by this: Nobody falls ill\n"
        "It makes the local organisation stronger.\n",
        "· Goal 1: Order the pump (Havn, by September 2027)\n",
        "· Answer within a week (Both sides)\n",
    ):
        assert lines in said


def test_a_cost_that_is_called_local_is_not_the_local_organisation() -> None:
    line = Line("su.give.costs:danish", Heading.GIVE, {"cs": ["freight", "local"]})
    (said,) = agreement_lines.said(line, {Side.DANISH: "Havn", Side.LOCAL: "Shore"}, "en")
    assert language("en").say(said.text) == "Costs that Havn can carry: Freight and Local transport"


async def test_where_they_have_an_agreement_already_it_can_be_sent(sqlite_stage: Stage) -> None:
    everybody = await talked(sqlite_stage)
    await run(sqlite_stage, lambda tx: partnerships.change(tx, 1, running=True))
    (seen,) = await press(everybody, LOCAL, "Ka:1")
    assert seen.buttons[-1] == [("Send our agreement", "Us:1")]


async def test_yes_asks_about_the_open_points_and_only_then_for_the_signature(sqlite_stage: Stage) -> None:
    everybody, data = await waiting(sqlite_stage)
    asked = await last(everybody, COLLEAGUE, data["Ky"])
    assert asked.endswith("· Until which month do we plan for now?\nKeep them as open points?")
    assert not (await newest(everybody)).approvals
    (sign,) = await everybody[COLLEAGUE].taps("Yes, keep them")
    assert "I accept version 1 for Havn.\nName: Person 20\nRole: chair\nSeal: " in sign.text
    assert labels(sign) == ["I accept", "Not yet"]
    assert (await newest(everybody)).words == {Side.DANISH: Word.KEEP}
    (signed,) = await everybody[COLLEAGUE].taps("I accept")
    approval = (await newest(everybody)).approvals[Side.DANISH]
    assert (approval.name, approval.role, approval.seal) == ("Person 20", "chair", (await newest(everybody)).seal)
    assert "Havn: approved by Person 20 (chair) on 1 February 2027, 12:00." in signed.text
    assert "agreement_approved" in await audited(sqlite_stage)


async def test_without_open_points_yes_leads_to_the_signature(sqlite_stage: Stage) -> None:
    everybody = await talked(sqlite_stage)
    for subject, value in (("su.exp.reply", {"c": "1w"}), ("su.plan.review", {"m": "2028-01"})):
        await settles(everybody, subject, value)
    await settles(everybody, "su.fut.end", {"m": "2030-01"})
    await settles(everybody, "su.goal.joint", {"goals": [{"id": None, "w": "Water", "s": False}]})
    await settles(everybody, "su.goal.sign:1", {"w": "It runs"})
    await settles(everybody, "su.goal.month:1", {"m": "2028-06"})
    await settles(everybody, "su.plan.step:+1", {"w": "Dig", "who": "local", "m": "2027-09"})
    one = await made(everybody)
    said = await last(everybody, DANISH, f"Ky:{one.id}:{(one.seal or '')[:12]}")
    assert "I accept version 1 for Havn.\nName: Person 11\nRole: not given" in said


async def test_not_yet_approves_nothing(sqlite_stage: Stage) -> None:
    everybody, data = await waiting(sqlite_stage)
    await press(everybody, DANISH, data["Kk"])
    (said,) = await everybody[DANISH].taps("Not yet")
    assert "Nothing was approved. Version 1 stays here to be read" in said.text
    assert not (await newest(everybody)).approvals


async def test_the_second_of_a_side_is_told_who_has_approved_already(sqlite_stage: Stage) -> None:
    everybody, _ = await waiting(sqlite_stage)
    one = await newest(everybody)
    await accepts(everybody, COLLEAGUE, one)
    said = await accepts(everybody, DANISH, one)
    assert "Havn has approved version 1 already. Nothing was changed." in said
    assert "Havn: approved by Person 20 (chair)" in said
    assert (await newest(everybody)).approvals[Side.DANISH].name == "Person 20"


async def test_colleagues_and_the_other_side_are_told_of_an_approval_and_staff_only_when_both_have(
    sqlite_stage: Stage,
) -> None:
    everybody, _ = await waiting(sqlite_stage)
    one = await newest(everybody)
    await accepts(everybody, DANISH, one)
    told = "Havn has approved version 1 of the agreement."
    news = {who: [told in text for text in texts(everybody[who].new)] for who in (COLLEAGUE, LOCAL, COORDINATOR)}
    assert news == {COLLEAGUE: [True], LOCAL: [True], COORDINATOR: []}
    await accepts(everybody, LOCAL, one)
    (staff,) = everybody[COORDINATOR].new
    assert "Version 1 of the agreement is approved by both sides." in staff.text
    assert "Points still open:\n· How fast should we answer each other?" in staff.text
    assert labels(staff) == ["Read version 1", "PDF", "Word"]
    assert not everybody[ADMIN].new


async def test_approving_version_1_after_version_2_exists_approves_nothing_and_says_so(sqlite_stage: Stage) -> None:
    everybody, data = await waiting(sqlite_stage)
    await settles(everybody, "su.exp.reply", {"c": "1w"})
    for name in ("Ky", "Kk", "Ks", "Kt", "Kc", "Kl", "Kx"):
        everybody[LOCAL].new.clear()
        (said,) = await press(everybody, LOCAL, data[name])
        assert "Version 1 is not the newest any more: there is version 2." in said.text
        assert "Nothing was approved or changed." in said.text
    assert [(v.approvals, v.words) for v in await versions(everybody)] == [({}, {}), ({}, {})]


async def test_a_button_with_another_seal_approves_nothing(sqlite_stage: Stage) -> None:
    everybody, _ = await waiting(sqlite_stage)
    too_short = ((await newest(everybody)).seal or "")[:11]
    for seal in ("0" * 12, "", too_short):
        said = await last(everybody, DANISH, f"Ks:1:{seal}")
        assert "This button does not belong to the version as it stands.\nNothing was approved or changed." in said
    assert not (await newest(everybody)).approvals


async def test_wanting_to_talk_first_is_told_once_to_both_sides_and_staff_without_blame(sqlite_stage: Stage) -> None:
    everybody, data = await waiting(sqlite_stage)
    await press(everybody, DANISH, data["Kt"])
    await press(everybody, DANISH, data["Kt"])
    told = "Havn would like to talk about version 1 before it is approved."
    news = {who: [told in text for text in texts(everybody[who].new)] for who in (COLLEAGUE, LOCAL, COORDINATOR)}
    assert news == {COLLEAGUE: [True], LOCAL: [True], COORDINATOR: [True]}
    assert "Havn would like to talk first." in await last(everybody, LOCAL, data["Kv"])
    assert "agreement_talk_first" in await audited(sqlite_stage)


async def test_change_leads_to_where_each_line_is_settled(sqlite_stage: Stage) -> None:
    everybody = await talked(sqlite_stage)
    await settles(everybody, "su.goal.joint", {"goals": [{"id": None, "w": "Clean water", "s": False}]})
    one = await made(everybody)
    (seen,) = await press(everybody, LOCAL, f"Kc:{one.id}")
    lines = one.lines or ()
    buttons = [data for row in seen.buttons for _, data in row]
    assert buttons.pop() == "es:1"
    leads = {line.id: data for line, data in zip(lines, buttons, strict=True)}
    assert leads["su.role.repair"] == "em:1:su.role.repair"
    assert leads["open:goal:1"] == f"Kl:{one.id}:open:goal:1"
    assert "5. Goal 1: Clean water\n" in seen.text

    async def offered(line: str) -> list[str]:
        (shown,) = await press(everybody, LOCAL, leads[line])
        return [data for row in shown.buttons for _, data in row]

    assert await offered("goal:1") == ["em:1:su.goal.joint", "em:1:su.goal.sign:1", "em:1:su.goal.month:1"]
    assert await offered("su.give.mine:danish") == ["em:1:su.give.mine"]
    assert await offered("country") == []
    assert "Staff can change this" in everybody[LOCAL].sees()
    assert (await newest(everybody)).words == {Side.LOCAL: Word.CHANGE}


async def test_every_place_a_line_leads_to_is_there(sqlite_stage: Stage) -> None:
    everybody = await talked(sqlite_stage)
    await settles(everybody, "su.goal.joint", {"goals": [{"id": None, "w": "Clean water", "s": False}]})
    await settles(everybody, "su.plan.step:+1", {"w": "Dig", "who": "local", "m": "2027-09"})
    one = await made(everybody)
    (seen,) = await press(everybody, LOCAL, f"Kc:{one.id}")
    first = {data for row in seen.buttons for _, data in row}
    asked = await tried(sqlite_stage, LOCAL, *(Pressed(data, None) for data in sorted(first)), compared=False)
    then = {data for outcome in asked for data in outcome.offered if data.startswith("em:")} | first
    shown = await tried(sqlite_stage, LOCAL, *(Pressed(data, None) for data in sorted(then)), compared=False)
    assert not [outcome.told for outcome in shown if STALE in outcome.told[0][1]]


async def test_sides_and_their_staff_read_it_and_nobody_else(sqlite_stage: Stage) -> None:
    _, data = await waiting(sqlite_stage)
    reading = [Pressed(data[name], None) for name in READING if name not in ("Km", "Kd", "Kw")]
    for who in NOT_READ_BY:
        for outcome in await tried(sqlite_stage, who, *reading):
            assert not outcome.changed
            assert "Havn – Shore" not in "".join(text for _, text in outcome.told)
            assert all("Tested beds" not in text for _, text in outcome.told)
    for who in READ_BY:
        for outcome in await tried(sqlite_stage, who, *reading):
            assert "Havn – Shore" in outcome.told[0][1]
    assert KEPT not in "".join(text for o in await tried(sqlite_stage, LOCAL, *reading) for _, text in o.told)


async def test_staff_have_no_button_that_acts_and_nothing_happens_if_they_press_one(sqlite_stage: Stage) -> None:
    everybody, data = await waiting(sqlite_stage)
    (seen,) = await press(everybody, COORDINATOR, "Ka:1")
    assert labels(seen) == ["PDF", "Word", "What we settle together"]
    acting = [Pressed(data[name], None) for name in ("Km", *APPROVING)]
    for who in (COORDINATOR, ADMIN, *NOT_READ_BY):
        outcomes = await tried(sqlite_stage, who, *acting)
        assert not [outcome for outcome in outcomes if outcome.changed]
        assert {to for outcome in outcomes for to, _ in outcome.told} == {who}


async def test_a_staff_admin_who_looks_leaves_a_trace(sqlite_stage: Stage) -> None:
    everybody, data = await waiting(sqlite_stage)
    await press(everybody, ADMIN, data["Kv"])
    assert "admin_saw_settled" in await audited(sqlite_stage)


async def test_in_a_closed_partnership_everything_is_readable_and_nothing_changes(sqlite_stage: Stage) -> None:
    everybody, data = await waiting(sqlite_stage)
    await run(sqlite_stage, lambda tx: partnerships.change(tx, 1, state="closed"))
    (seen,) = await press(everybody, LOCAL, data["Kv"])
    assert labels(seen) == ["PDF", "Word", "What we settle together"]
    for name in ("Km", *APPROVING):
        (outcome,) = await tried(sqlite_stage, LOCAL, Pressed(data[name], None))
        assert not outcome.changed
        assert "This partnership is closed" in outcome.told[0][1]


async def test_any_version_can_be_had_as_a_document_that_says_whether_it_is_approved(sqlite_stage: Stage) -> None:
    everybody = await talked(sqlite_stage)
    first = await made(everybody)
    draft = await _document(sqlite_stage, f"Kp:{first.id}")
    assert draft[0] == ("title", "Agreement between Havn and Shore")
    assert draft[1:3] == [("plain", "Version 1"), ("italic", "Draft: not approved by both sides.")]
    await settles(everybody, "su.exp.reply", {"c": "1w"})
    second = await in_force(everybody)
    signed = await _document(sqlite_stage, f"Kq:{second.id}")
    assert signed[2] == ("italic", "In force: both sides have approved it.")
    assert signed[-5:] == [
        ("bold", "Approvals"),
        ("plain", "Havn: approved by Person 11 on 1 February 2027, 12:00."),
        ("plain", "Shore: approved by Person 12 on 1 February 2027, 12:00."),
        ("foot", "This says in plain words what the partners intend. It is not a legal contract."),
        (
            "foot",
            "Havn – Shore, version 2, made on 1 February 2027, 12:00, "
            f"seal {(second.seal or '')[:12]}. Times are those of Nairobi.",
        ),
    ]


async def _document(stage: Stage, data: str) -> list[tuple[str, str]]:
    """(style, words) of the document that this button gives the local side."""

    def newest_file(tx: Transaction) -> list[tuple[str, str]]:
        person = people.arrive(tx, stage.now, LOCAL, "en")
        reception.receive(Scene(tx, stage.now, WORLD, person), Pressed(data, None))
        stored = tx.execute(select(t.Message.screen).order_by(t.Message.id.desc()).limit(1)).scalar_one()
        assert stored is not None
        made_of = from_json(stored).attachment
        assert made_of is not None
        return [(line.style, language("en").say(line.text)) for line in made_of.lines]

    return await run(stage, newest_file)


async def test_both_sides_read_the_same_seal_each_in_its_own_language(sqlite_stage: Stage) -> None:
    everybody, data = await waiting(sqlite_stage)
    danish = update(t.Person).where(t.Person.telegram_id == DANISH).values(language="da")
    await run(sqlite_stage, lambda tx: tx.execute(danish))
    seal = f"{(await newest(everybody)).seal}"[:12]
    for who in (DANISH, LOCAL):
        (seen,) = await press(everybody, who, data["Kv"])
        assert seal in seen.text
        assert "Tested beds" in seen.text


async def test_words_that_look_like_markup_are_shown_as_they_were_written(sqlite_stage: Stage) -> None:
    everybody = await talked(sqlite_stage)
    words = "<b>{n}</b> & [brackets] {line}"
    await settles(everybody, "su.exp.reply", {"w": words})
    assert words in await last(everybody, DANISH, "Kn:1")
    one = await made(everybody)
    lines = await _document(sqlite_stage, f"Kp:{one.id}")
    assert ("quote", words) in lines
