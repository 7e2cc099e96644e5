"""Every invitation that cannot be used is answered with one sentence, and nobody may guess for long."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.services import inviting
from bot.services.inputs import Pressed
from bot.store import invitations, partnerships
from bot.store import tables as t
from conversations.codes import hashed
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
    run,
    texts,
)
from tests.stage import Somebody, Stage


async def refused(stage: Stage, who: Somebody, code: str) -> bool:
    """The one sentence, nothing begun, and it counts."""
    count = select(func.count()).select_from(t.InvitationAttempt)
    before = await run(stage, lambda tx: tx.execute(count).scalar_one())
    said = texts(await who.says(f"/start {code}"))
    after = await run(stage, lambda tx: tx.execute(count).scalar_one())
    begun = await run(stage, lambda tx: tx.execute(select(t.Joining.person_id)).all())
    return said == [CANT_USE] and after == before + 1 and not begun


async def test_a_wrong_code_is_refused(stage: Stage) -> None:
    for code in ("ZZZZ-ZZZZ", "x", "' OR 1=1", "a" * 64, "\u202e\u0000", "٣٣٣٣٣٣٣٣"):
        assert await refused(stage, stage.person(10), code)
    assert set(await audited(stage)) == {"invitation_refused"}


async def test_a_used_one_is_refused_even_to_whoever_used_it(stage: Stage) -> None:
    where = await partnership(stage, await admin(stage))
    code = await invitation(stage, where)
    new = stage.person(10)
    await introduced(new, code, "Local side", "treasurer")
    await new.taps("Yes")
    assert await refused(stage, new, code)
    assert await refused(stage, stage.person(11), code)


async def test_it_is_good_for_seven_days(stage: Stage) -> None:
    where = await partnership(stage, await admin(stage))
    code = await invitation(stage, where)
    stage.now += timedelta(days=7) - timedelta(minutes=1)
    assert labels((await stage.person(10).says(f"/start {code}"))[0]) == LANGUAGES
    await run(stage, lambda tx: tx.execute(t.Joining.__table__.delete()))  # type: ignore[attr-defined]
    stage.now += timedelta(minutes=1)
    assert await refused(stage, stage.person(11), code)


async def test_one_s_own_is_refused(stage: Stage) -> None:
    where = await partnership(stage, await admin(stage))
    local = await member(stage, 10, where, Side.LOCAL, "Local side")
    assert await refused(stage, local, await invitation(stage, where, by=local))


async def test_a_member_is_refused_on_either_side_of_their_partnership(stage: Stage) -> None:
    where = await partnership(stage, await admin(stage))
    local = await member(stage, 10, where, Side.LOCAL, "Local side")
    assert await refused(stage, local, await invitation(stage, where, Side.LOCAL))
    assert await refused(stage, local, await invitation(stage, where, Side.DANISH))


async def test_staff_are_refused_in_a_partnership_they_follow(stage: Stage) -> None:
    staff = await admin(stage)
    assert await refused(stage, staff, await invitation(stage, await partnership(stage, staff)))


async def test_staff_gain_nothing_from_a_second_staff_invitation(stage: Stage) -> None:
    staff = await admin(stage)
    for role in ("admin", "staff"):
        code = await run(
            stage,
            lambda tx, role=role: inviting.create(  # type: ignore[misc]
                tx, stage.now, partnership=None, side=None, staff=role, by=None
            ),
        )
        assert await refused(stage, staff, code)


async def test_a_closed_partnership_takes_nobody(stage: Stage) -> None:
    where = await partnership(stage, await admin(stage))
    code = await invitation(stage, where)
    await run(stage, lambda tx: partnerships.change(tx, where, state="closed"))
    assert await refused(stage, stage.person(10), code)


async def test_an_invitation_of_somebody_who_was_removed_is_void(stage: Stage) -> None:
    staff = await admin(stage)
    where = await partnership(stage, staff)
    removed = await member(stage, 10, where, Side.LOCAL, "Local side")
    code = await invitation(stage, where, by=removed)
    await staff.taps("Not the right person")
    assert await on_sides(stage, where) == {}
    assert await refused(stage, stage.person(11), code)
    removed.new.clear()
    assert await refused(stage, removed, code)


async def test_after_ten_in_an_hour_even_a_good_one_is_not_looked_at(stage: Stage) -> None:
    code = await invitation(stage, await partnership(stage, await admin(stage)))
    guesser = stage.person(10)
    for n in range(10):
        assert await refused(stage, guesser, f"0000-000{n}")
    assert texts(await guesser.says(f"/start {code}")) == [CANT_USE]
    assert labels((await stage.person(11).says(f"/start {code}"))[0]) == LANGUAGES
    stage.now += timedelta(hours=1)
    assert labels((await guesser.says(f"/start {code}"))[0]) == LANGUAGES


@pytest.mark.parametrize(
    "written",
    [
        "{code}",
        "{half}-{other}",
        " {half} – {other} ",
        "/join {half}-{other}",
        "https://t.me/partnerdialog_bot?start={code}",
    ],
)
async def test_a_code_is_read_however_it_is_typed(stage: Stage, written: str) -> None:
    code = (await invitation(stage, await partnership(stage, await admin(stage)))).lower()
    words = written.format(code=code, half=code[:4], other=code[4:])
    assert labels((await stage.person(10).says(words))[0]) == LANGUAGES


@pytest.mark.parametrize("words", ["my code is 1NQ3-D9HM", "Hello! 1nq3 d9hm is what I got."])
async def test_a_stranger_s_code_is_found_in_a_sentence(stage: Stage, words: str) -> None:
    where = await partnership(stage, await admin(stage))
    await run(
        stage,
        lambda tx: invitations.create(
            tx,
            stage.now,
            code_hash=hashed("1NQ3D9HM"),
            partnership=where,
            side=Side.LOCAL,
            staff=None,
            by=None,
            expires_at=stage.now + timedelta(days=7),
        ),
    )
    assert labels((await stage.person(10).says(words))[0]) == LANGUAGES


async def test_a_stranger_who_writes_anything_else_hears_how_to_come_in(stage: Stage) -> None:
    new = stage.person(10)
    hello = [
        "Hello! This bot helps two partner organisations talk things through. "
        "To come in you need an invitation from your partner or from staff: "
        "press the link in it, or write its code here."
    ]
    assert texts(await new.says("Good morning")) == hello
    assert texts(await new.says("/start")) == hello
    assert texts(await new.does(Pressed("jy:1", None)))[0].endswith(hello[0])
    assert texts(await new.says("/join")) == [
        "Write the code of your invitation after the command, for instance: /join K7QM-2XP9"
    ]
    assert texts(await new.sends("photo")) == hello


async def test_what_a_member_writes_is_never_looked_at_for_a_code(stage: Stage) -> None:
    staff = await admin(stage)
    where = await partnership(stage, staff)
    other = await invitation(stage, await partnership(stage, staff, "Fjord", "Reef"))
    local = await member(stage, 10, where, Side.LOCAL, "Local side")
    await local.says(f"my code is {other}")
    assert await run(stage, lambda tx: tx.execute(select(t.Joining.person_id)).all()) == []


async def test_only_the_hash_of_a_code_is_kept(stage: Stage) -> None:
    where = await partnership(stage, await admin(stage))
    code = await invitation(stage, where)
    rows = await run(stage, lambda tx: [tuple(r) for r in tx.execute(select(t.Invitation.__table__)).all()])
    assert code not in repr(rows)
