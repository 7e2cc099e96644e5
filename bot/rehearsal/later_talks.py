"""What the sides do in the year after the start: a joint list of goals, and three talks begun from *Talks*.

What has to be said and tapped stands in tables on top, because the bot's screens decide it.
"""

from __future__ import annotations

from bot.rehearsal import arrivals
from bot.rehearsal.script import Say, Step, Tap, follow, until
from bot.rehearsal.script import offered as offers
from bot.rehearsal.stage import Stage
from conversations.sides import Side

# Each talk, and who begins it.
TALKS: dict[str, Side] = {"checkin": Side.DANISH, "capacity": Side.LOCAL, "vulnerability": Side.LOCAL}
GOALS_PUT_FORWARD: tuple[Step, ...] = (Say("/goals"), Tap("Ge:*"), Tap("Gf:*"))


async def settle_goals(stage: Stage) -> None:
    """The Danish side puts forward every goal that either side has named, and the local side accepts."""
    await follow(arrivals.hand(stage, Side.DANISH), GOALS_PUT_FORWARD)
    local = arrivals.hand(stage, Side.LOCAL)
    await until(local, lambda one: offers(one, "ea:*"), "no goals were put forward.")
    await follow(local, (Tap("ea:*"),))


async def begin_talk(stage: Stage, dialogue: str) -> None:
    """One side begins it, the other follows the button in what it is told."""
    side = TALKS[dialogue]
    other = arrivals.hand(stage, side.other)
    before = max((message["message_id"] for message in other.messages()), default=0)
    begin = (Say("/menu"), Tap("Dt:*"), Tap(f"Do:*:{dialogue}"), Tap(f"Db:*:{dialogue}"))
    await follow(arrivals.hand(stage, side), begin)
    await until(
        other,
        lambda one: (found := offers(one, "g:*")) and found[0] > before,
        f"the other side was not told of {dialogue}.",
    )
    await follow(other, (Tap("g:*"),))
