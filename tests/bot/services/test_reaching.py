"""Who can't be reached: their staff see it, the other side doesn't."""

from __future__ import annotations

from bot.services.inputs import ReachChanged
from conversations.sides import Side
from tests.bot.services.joining_cast import admin, member, partnership, texts
from tests.stage import Stage


async def test_staff_are_told_of_somebody_without_a_route_and_the_other_side_is_not(stage: Stage) -> None:
    staff = await admin(stage)
    where = await partnership(stage, staff)
    await member(stage, 10, where, Side.DANISH, "Ten")
    await member(stage, 11, where, Side.LOCAL, "Eleven")
    local, danish = stage.person(11), stage.person(10)
    staff.new, danish.new = [], []

    await local.does(ReachChanged(False))

    assert texts(staff.new) == [
        "Havn – Shore\nNo route to Eleven (Local side).\n"
        "What is owed to them waits. Reach them another way, or invite somebody else."
    ]
    assert danish.new == []
    await staff.says("/partnerships")
    (card,) = await staff.taps("Havn – Shore")
    assert "No route to Eleven (Local side)." in card.text

    await local.does(ReachChanged(True))
    await staff.says("/partnerships")
    (card,) = await staff.taps("Havn – Shore")
    assert "No route" not in card.text
