"""The way in, from a link to the first question."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from sqlalchemy import select

from bot.services.inputs import Pressed
from bot.store import tables as t
from conversations.sides import Side
from tests.bot.services.joining_cast import (
    CANT_USE,
    LANGUAGES,
    admin,
    audited,
    introduced,
    invitation,
    labels,
    member,
    on_sides,
    partnership,
    person_id,
    run,
    texts,
)
from tests.stage import Stage


async def test_a_link_leads_to_the_first_question_step_by_step(stage: Stage) -> None:
    where = await partnership(stage, await admin(stage))
    new = stage.person(10)
    asked = await new.says(f"/start {await invitation(stage, where)}")
    assert texts(asked) == ["Which language shall we speak? You can change it later with /language."]
    assert labels(asked[0]) == LANGUAGES

    chosen, consent = await new.taps("English")
    assert (chosen.text, chosen.edited, labels(chosen)) == ("✓ English", True, [])
    assert consent.text.startswith("Before you begin: what is kept, and who sees it")
    assert labels(consent) == ["Yes, I agree", "No"]

    agreed, name = await new.taps("Yes, I agree")
    assert agreed.text == "What is kept, and who sees it\n✓ Yes, I agree\n/privacy shows it again."
    assert name.text == "What is your name? Write it as the others know you."

    (task,) = await new.says("  Local \n side ")
    assert task.text.startswith("What is your task in the partnership?")
    (right,) = await new.says("treasurer")
    assert right.text == "You are Local side, treasurer.\nYou are joining Shore (Local side). Is that right?"
    assert labels(right) == ["Yes", "No, that's wrong"]

    welcome, question = await new.taps("Yes")
    assert welcome.text == (
        "Welcome, Local side!\n"
        "You have joined Shore (Local side) in the partnership Havn – Shore.\n"
        "7 topics with 3 to 10 short questions each. Skip what you like. "
        "The other side sees a topic only when both sides are ready.\n"
        "You can rest as long as you like: /start brings you back to your question."
    )
    assert welcome.edited
    assert question.buttons
    assert await on_sides(stage, where) == {"Local side": "local"}
    assert (await audited(stage))[-2:] == ["joined", "walk_taken_over"]


async def test_consent_is_stored_with_its_version_language_and_time(stage: Stage) -> None:
    where = await partnership(stage, await admin(stage))
    new = stage.person(10)
    await new.says(f"/start {await invitation(stage, where)}")
    await new.taps("English")
    await new.taps("Yes, I agree")
    columns = (t.Person.consent_version, t.Person.consent_language, t.Person.consent_at)
    query = select(*columns).where(t.Person.telegram_id == 10)
    assert tuple(await run(stage, lambda tx: tx.execute(query).one())) == (1, "en", stage.now)


async def test_no_to_the_consent_ends_it_and_keeps_nothing_told(stage: Stage) -> None:
    where = await partnership(stage, await admin(stage))
    new = stage.person(10)
    await new.says(f"/start {await invitation(stage, where)}")
    await new.taps("English")
    assert texts(await new.taps("No")) == [
        "✓ No\nThen it ends here, and nothing you told me was kept. "
        "If you change your mind, press the link in your invitation again."
    ]
    query = select(t.Person.language, t.Person.consent_at).where(t.Person.telegram_id == 10)
    assert tuple(await run(stage, lambda tx: tx.execute(query).one())) == (None, None)
    assert await run(stage, lambda tx: tx.execute(select(t.Joining.person_id)).all()) == []


async def test_whoever_is_known_is_asked_only_what_is_not(stage: Stage) -> None:
    staff = await admin(stage)
    one = await partnership(stage, staff)
    other = await partnership(stage, staff, "Fjord", "Reef")
    known = await member(stage, 10, one, Side.LOCAL, "Local side")
    (task,) = await known.says(f"/start {await invitation(stage, other)}")
    assert task.text.startswith("What is your task in the partnership?")
    _, right = await known.taps("Skip", on=task.id)
    assert right.text == "You are Local side.\nYou are joining Reef (Local side). Is that right?"


async def test_joining_goes_on_where_it_was_after_any_time(stage: Stage) -> None:
    where = await partnership(stage, await admin(stage))
    new = stage.person(10)
    await introduced(new, await invitation(stage, where), "Local side")
    stage.now += timedelta(days=300)
    (task,) = await new.says("/start")
    assert task.text.startswith("What is your task in the partnership?")
    await new.says("treasurer")
    stage.now += timedelta(days=300)
    (right,) = await new.says("hello?")
    assert right.text == "You are Local side, treasurer.\nYou are joining Shore (Local side). Is that right?"
    await new.taps("Yes")
    assert await on_sides(stage, where) == {"Local side": "local"}


async def test_a_link_pressed_again_loses_nothing(stage: Stage) -> None:
    where = await partnership(stage, await admin(stage))
    code = await invitation(stage, where)
    new = stage.person(10)
    (task,) = await introduced(new, code, "Local side")
    assert texts(await new.says(f"/start {code}")) == [task.text]


async def test_a_name_that_cannot_be_used_is_asked_for_again(stage: Stage) -> None:
    where = await partnership(stage, await admin(stage))
    new = stage.person(10)
    (again,) = await introduced(new, await invitation(stage, where), "Staff")
    assert again.text == (
        "This name can't be used. Choose another. Nothing was saved. "
        "A name needs letters, and it can't be a word such as Staff or Admin.\n\n"
        "What is your name? Write it as the others know you."
    )
    (voice,) = await new.sends("voice", seconds=3)
    assert voice.text == (
        "Please write it as a message. Nothing was saved.\n\nWhat is your name? Write it as the others know you."
    )


async def test_what_was_wrong_is_told_again_before_anybody_joins(stage: Stage) -> None:
    where = await partnership(stage, await admin(stage))
    new = stage.person(10)
    await introduced(new, await invitation(stage, where), "Locl side", "treasurer")
    (wrong,) = await new.taps("No, that's wrong")
    assert labels(wrong) == ["My name", "My task", "This is not my side"]
    _, name = await new.taps("My name")
    assert name.text == "What is your name? Write it as the others know you."
    (right,) = await new.says("Local side")
    assert right.text == "You are Local side, treasurer.\nYou are joining Shore (Local side). Is that right?"


async def test_the_wrong_side_is_not_joined_and_its_invitation_stays_good(stage: Stage) -> None:
    where = await partnership(stage, await admin(stage))
    code = await invitation(stage, where)
    new = stage.person(10)
    await introduced(new, code, "Local side", "treasurer")
    await new.taps("No, that's wrong")
    (ended,) = await new.taps("This is not my side")
    assert ended.text.startswith("You have not joined.")
    assert await on_sides(stage, where) == {}
    other = stage.person(11)
    assert labels((await other.says(f"/start {code}"))[0]) == LANGUAGES


async def test_old_buttons_show_the_step_that_is_open(stage: Stage) -> None:
    where = await partnership(stage, await admin(stage))
    new = stage.person(10)
    (language,) = await new.says(f"/start {await invitation(stage, where)}")
    await new.taps("English")
    (consent,) = [shown for shown in new.chat.values() if labels(shown) == ["Yes, I agree", "No"]]
    await new.taps("Yes, I agree")
    here = (
        "This button is no longer active. Here is where you are now.\n\n"
        "What is your name? Write it as the others know you."
    )
    for old in ("jl:en", "jc:yes", "jc:no", "jy:1", "jw:1", "jf:1:name", "js", "jl", "jc:maybe", "jn:1", "jN:1"):
        assert texts(await new.does(Pressed(old, consent.id))) == [here], old
    assert language.id != consent.id


async def test_of_two_with_the_same_link_the_first_to_confirm_is_in(stage: Stage) -> None:
    where = await partnership(stage, await admin(stage))
    code = await invitation(stage, where)
    first, second = stage.person(10), stage.person(11)
    for somebody, name in ((first, "Local one"), (second, "Local two")):
        await introduced(somebody, code, name, "driver")
    await second.taps("Yes")
    assert texts(await first.taps("Yes")) == [CANT_USE]
    assert await on_sides(stage, where) == {"Local two": "local"}


async def test_of_those_who_confirm_at_the_same_moment_one_is_in(stage: Stage) -> None:
    where = await partnership(stage, await admin(stage))
    code = await invitation(stage, where)
    rivals = [stage.person(10 + n) for n in range(4)]
    for n, somebody in enumerate(rivals):
        await introduced(somebody, code, f"Local {n}", "driver")
    await asyncio.gather(*(somebody.taps("Yes") for somebody in rivals))
    assert len(await on_sides(stage, where)) == 1
    assert sum(CANT_USE in [shown.text for shown in somebody.chat.values()] for somebody in rivals) == 3


async def test_a_staff_invitation_asks_for_a_name_and_makes_one_of_the_staff(stage: Stage) -> None:
    first = await admin(stage)
    assert first.sees() == (
        "Welcome, Staff One!\nYou are on the staff now.\n"
        "/new begins a partnership, /partnerships shows yours, /help says what else there is."
    )
    query = select(t.Person.name, t.Person.staff)
    assert [tuple(r) for r in await run(stage, lambda tx: tx.execute(query).all())] == [("Staff One", "admin")]


async def test_a_reply_to_a_question_is_not_taken_for_a_name(stage: Stage) -> None:
    staff = await admin(stage)
    one = await partnership(stage, staff)
    other = await partnership(stage, staff, "Fjord", "Reef")
    known = await member(stage, 10, one, Side.LOCAL, "Local side")
    (question,) = await known.says("/start")
    await known.says(f"/join {await invitation(stage, other)}")
    await known.says("we are a school", reply_to=question.id)
    query = select(t.Joining.task).where(t.Joining.person_id == await person_id(stage, known))
    assert await run(stage, lambda tx: tx.execute(query).scalar_one()) is None
