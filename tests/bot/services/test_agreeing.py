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
    approves,
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
    more = {"Km": ":0", "Ky": f":{seal}", "Kk": f":{seal}", "Ks": f":{seal}", "Kl": ":goal:1", "Kh": ":open"}
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
        "It can be made now from what you settled together. Both sides then read it.\n"
        "4 points are still open. They will stand in the version as open points."
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
        "Not yet approved by both sides.\n"
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
        "How we end\n"
        "Nothing is agreed about this yet.\n"
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
        "· Towards goal 1: Order the pump (Havn, by September 2027)\n",
        "· Answer within a week (Both sides)\n",
    ):
        assert lines in said


def test_a_cost_that_is_called_local_is_not_the_local_organisation() -> None:
    line = Line("su.give.costs:danish", Heading.GIVE, {"cs": ["freight", "local"]})
    (said,) = agreement_lines.said(line, {Side.DANISH: "Havn", Side.LOCAL: "Shore"}, "en")
    assert language("en").say(said.text) == "Costs that Havn can carry: Freight and Local transport"


def test_costs_that_nobody_carries_are_an_open_point_that_says_so() -> None:
    (said,) = agreement_lines.said(Line("open:su.give.costs", Heading.OPEN, {"q": "su.give.costs"}), {}, "en")
    assert language("en").say(said.text) == "Costs that nobody carries yet"


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
    assert "I approve version 1 of the agreement for Havn.\nName: Person 20\nRole: chair\nSeal: " in sign.text
    assert labels(sign) == ["I approve", "Not yet"]
    assert (await newest(everybody)).words == {Side.DANISH: Word.KEEP}
    (signed,) = await everybody[COLLEAGUE].taps("I approve")
    approval = (await newest(everybody)).approvals[Side.DANISH]
    assert (approval.name, approval.role, approval.seal) == ("Person 20", "chair", (await newest(everybody)).seal)
    assert "Havn: approved by Person 20 (chair) on 1 February 2027, 12:00 (Nairobi)." in signed.text
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
    assert "I approve version 1 of the agreement for Havn.\nName: Person 11\nRole: not given" in said


async def test_not_yet_approves_nothing(sqlite_stage: Stage) -> None:
    everybody, data = await waiting(sqlite_stage)
    await press(everybody, DANISH, data["Kk"])
    (said,) = await everybody[DANISH].taps("Not yet")
    assert "Nothing was approved. Version 1 stays here to be read" in said.text
    assert not (await newest(everybody)).approvals


async def test_the_second_of_a_side_is_told_who_has_approved_already(sqlite_stage: Stage) -> None:
    everybody, _ = await waiting(sqlite_stage)
    one = await newest(everybody)
    await approves(everybody, COLLEAGUE, one)
    said = await approves(everybody, DANISH, one)
    assert "Havn has approved version 1 already. Nothing was changed." in said
    assert "Havn: approved by Person 20 (chair)" in said
    assert (await newest(everybody)).approvals[Side.DANISH].name == "Person 20"


async def test_colleagues_and_the_other_side_are_told_of_an_approval_and_staff_only_when_both_have(
    sqlite_stage: Stage,
) -> None:
    everybody, _ = await waiting(sqlite_stage)
    one = await newest(everybody)
    await approves(everybody, DANISH, one)
    told = "Havn has approved version 1 of the agreement."
    news = {who: [told in text for text in texts(everybody[who].new)] for who in (COLLEAGUE, LOCAL, COORDINATOR)}
    assert news == {COLLEAGUE: [True], LOCAL: [True], COORDINATOR: []}
    await approves(everybody, LOCAL, one)
    (staff,) = everybody[COORDINATOR].new
    assert "Version 1 of the agreement is approved by both sides." in staff.text
    assert "Points still open:\n· How fast should we answer each other?" in staff.text
    assert labels(staff) == ["Read version 1", "PDF", "Word"]
    assert not everybody[ADMIN].new


async def test_approving_version_1_after_version_2_exists_approves_nothing_and_says_so(sqlite_stage: Stage) -> None:
    everybody, data = await waiting(sqlite_stage)
    await settles(everybody, "su.exp.reply", {"c": "1w"})
    for name in APPROVING:
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


async def offered(everybody: Cast, data: str) -> dict[str, str]:
    """The buttons (label and data) that the local side gets by pressing this one."""
    (shown,) = await press(everybody, LOCAL, data)
    return dict(button for row in shown.buttons for button in row)


async def test_to_change_something_the_part_is_chosen_first_and_then_the_line(sqlite_stage: Stage) -> None:
    everybody = await talked(sqlite_stage)
    await settles(everybody, "su.goal.joint", {"goals": [{"id": None, "w": "Clean water", "s": False}]})
    one = await made(everybody)
    (parts,) = await press(everybody, LOCAL, f"Kc:{one.id}")
    assert parts.text == (
        "Havn – Shore\n"
        "Which part should change?\n"
        "Staff correct names, the country, the start and the language: write to them."
    )
    assert [[label for label, _ in row] for row in parts.buttons] == [
        ["Goals", "Plan"],
        ["Contributions", "Roles"],
        ["Future", "Not agreed yet"],
        ["What we settle together"],
        ["Read version 1"],
    ]
    (lines,) = await everybody[LOCAL].taps("Not agreed yet")
    assert lines.edited
    assert lines.text == (
        "Havn – Shore\n"
        "Not agreed yet: which line should change?\n"
        "1. Goal 1: how we see that it is reached, by which month and the next step\n"
        "2. How fast should we answer each other?\n"
        "3. In which month do we hold the first full review together?\n"
        "4. Until which month do we plan for now?\n"
        "\n"
        "Press its number and put forward how it should read. When both have accepted it, there is a new version."
    )
    assert labels(lines) == ["1", "2", "3", "4", "Another part", "Read version 1"]
    (again,) = await everybody[LOCAL].taps("Another part")
    assert (again.edited, again.text, again.buttons) == (True, parts.text, parts.buttons)
    assert (await newest(everybody)).words == {Side.LOCAL: Word.CHANGE}


async def test_each_line_leads_to_where_it_is_settled(sqlite_stage: Stage) -> None:
    everybody = await talked(sqlite_stage)
    await settles(everybody, "su.goal.joint", {"goals": [{"id": None, "w": "Clean water", "s": False}]})
    one = await made(everybody)
    back = {"Another part": f"Kh:{one.id}", "Read version 1": f"Kv:{one.id}"}
    assert await offered(everybody, f"Kh:{one.id}:roles") == {"1": "em:1:su.role.repair"} | back
    assert await offered(everybody, f"Kh:{one.id}:goals") == {"1": f"Kl:{one.id}:goal:1"} | back
    assert await offered(everybody, f"Kl:{one.id}:goal:1") == {
        "Its words, or the list": "em:1:su.goal.joint",
        "How we see it is reached": "em:1:su.goal.sign:1",
        "The month": "em:1:su.goal.month:1",
        "Back to the lines": f"Kh:{one.id}:goals",
    }
    assert await offered(everybody, f"Kl:{one.id}:open:goal:1") == {
        "How we see it is reached": "em:1:su.goal.sign:1",
        "The month": "em:1:su.goal.month:1",
        "The next step": "em:1:su.plan.step:+1",
        "Back to the lines": f"Kh:{one.id}:open",
    }
    assert await offered(everybody, f"Kl:{one.id}:su.give.mine:danish") == {
        "Settle it together": "em:1:su.give.mine",
        "Back to the lines": f"Kh:{one.id}:give",
    }


async def test_what_staff_keep_is_not_offered_to_be_changed_and_an_old_button_of_it_leads_nowhere(
    sqlite_stage: Stage,
) -> None:
    everybody, _ = await waiting(sqlite_stage)
    for line in ("country", "party:danish", "language", "none"):
        assert STALE in await last(everybody, LOCAL, f"Kl:1:{line}")


async def test_the_version_in_force_can_be_changed_while_it_is_the_newest(sqlite_stage: Stage) -> None:
    everybody = await talked(sqlite_stage)
    one = await in_force(everybody)
    (seen,) = await press(everybody, LOCAL, f"Kv:{one.id}")
    assert labels(seen) == ["PDF", "Word", "Change something", "What we settle together"]
    await everybody[LOCAL].taps("Change something")
    (lines,) = await everybody[LOCAL].taps("Roles")
    assert lines.text.endswith("When both have accepted it, you can make the next version.")
    assert (await newest(everybody)).words == one.words
    await settles(everybody, "su.exp.reply", {"c": "1w"})
    await made(everybody)
    assert "Version 1 is not the newest any more" in await last(everybody, LOCAL, f"Kc:{one.id}")
    assert "Change something" not in labels((await press(everybody, LOCAL, f"Kv:{one.id}"))[-1])


async def test_every_place_a_line_leads_to_is_there(sqlite_stage: Stage) -> None:
    everybody = await talked(sqlite_stage)
    await settles(everybody, "su.goal.joint", {"goals": [{"id": None, "w": "Clean water", "s": False}]})
    await settles(everybody, "su.plan.step:+1", {"w": "Dig", "who": "local", "m": "2027-09"})
    one = await made(everybody)
    found = {f"Kc:{one.id}"}
    for _ in range(3):
        asked = await tried(sqlite_stage, LOCAL, *(Pressed(data, None) for data in sorted(found)), compared=False)
        assert not [outcome.told for outcome in asked if STALE in outcome.told[0][1]]
        leads = {data for outcome in asked for data in outcome.offered if data.startswith(("K", "em:"))}
        found |= {data for data in leads if not data.startswith(("Km", "Ks"))}
    assert len([data for data in found if data.startswith("em:")]) > 8


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
    assert draft[1:3] == [("plain", "Version 1"), ("italic", "Not yet approved by both sides.")]
    await settles(everybody, "su.exp.reply", {"c": "1w"})
    second = await in_force(everybody)
    signed = await _document(sqlite_stage, f"Kq:{second.id}")
    assert signed[2] == ("italic", "In force: both sides have approved it.")
    assert signed[-6:] == [
        ("bold", "Approvals"),
        ("plain", "Havn: approved by Person 11 on 1 February 2027, 12:00 (Nairobi)."),
        ("plain", "Shore: approved by Person 12 on 1 February 2027, 12:00 (Nairobi)."),
        ("foot", "This says in plain words what the partners intend. It is not a legal contract."),
        ("foot", "People's own words stand in the language they were written in."),
        (
            "foot",
            f"Havn – Shore, version 2, made on 1 February 2027, 12:00 (Nairobi), seal {(second.seal or '')[:12]}.",
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
