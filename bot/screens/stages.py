"""What the stages of a partnership are called, wherever they are shown."""

from __future__ import annotations

from bot.screen import Line
from conversations.stage import Stage
from conversations.text import N_, Text, text

# Translators: How far a partnership has come; stands after "Where we are:".
STAGES: dict[Stage, str] = {
    Stage.STARTING: N_("starting"),
    Stage.ESTABLISHED: N_("well under way"),
    Stage.PHASING_OUT: N_("phasing out"),
    Stage.ENDED: N_("ended"),
}


def line(stage: Stage) -> Line:
    return Line(text(N_("Where we are: {stage}."), stage=Text(STAGES[stage])))
