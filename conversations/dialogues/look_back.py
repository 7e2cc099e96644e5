"""Looking back six and twelve months after the end: what is still going, and what was learned."""

from __future__ import annotations

from conversations.dialogue import Dialogue, Topic
from conversations.questions import Choice, FreeText, option
from conversations.sides import Side
from conversations.text import N_

LOOKBACK_ID = "lookback"
HALF, LEARN = "po.half", "po.learn"

LOOK_BACK = Dialogue(
    LOOKBACK_ID,
    N_("Look back"),
    (
        Topic(
            "look",
            N_("Look back"),
            (
                Choice(
                    id=HALF,
                    prompt=N_("How much of the work is still going?"),
                    side=Side.LOCAL,
                    # Translators: How much of the work is still going.
                    choices=(
                        option("all", N_("All")),
                        option("most", N_("Most")),
                        option("some", N_("Some")),
                        option("stopped", N_("Stopped")),
                    ),
                    ordered=True,
                ),
                FreeText(id=LEARN, prompt=N_("What would you do differently next time?")),
            ),
            points=False,
        ),
    ),
)
