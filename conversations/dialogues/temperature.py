"""The temperature of a partnership: taken on a trip, alone before the talk and then around the table.

Source: the guide asks well established partners to take the temperature of the partnership and of the local
partner's capacity now and then, for instance on a partnership trip.
"""

from __future__ import annotations

from conversations.areas import areas_of
from conversations.dialogue import Dialogue, Topic
from conversations.questions import (
    Choice,
    FreeText,
    JointCounts,
    JointLine,
    JointStep,
    RedAmberGreen,
    Scale,
    option,
)
from conversations.sides import Side, Visible
from conversations.text import N_

ID, UNSAID_ID = "temperature", "unsaid"
TOPIC, UNSAID_TOPIC = "temp", "unsaid"
START, TEMP, EQUAL, SAFE, ROLE = "tc.start", "tc.temp", "tc.equal", "tc.safe", "tc.role"
COUNT, EFFECT, USERS, AGREED, UNSAID = "tc.count", "tc.effect", "tc.users", "tc.agree", "tc.unsaid"

# At or below this a talk is needed even when both sides say the same.
_HARD = 2
_HALF_WAY = (N_("Not at all"), N_("A little"), N_("Half"), N_("Mostly"), N_("Fully"))

TEMPERATURE = Dialogue(
    ID,
    N_("Temperature check"),
    (
        Topic(
            TOPIC,
            N_("The temperature"),
            (
                Choice(
                    id=START,
                    prompt=N_("Have we ever had a proper talk about goals, roles and expectations?"),
                    choices=(
                        option("written", N_("Yes, in writing")),
                        option("spoken", N_("Yes, spoken")),
                        option("partly", N_("Partly")),
                        option("no", N_("No")),
                    ),
                ),
                Scale(
                    id=TEMP,
                    prompt=N_("How warm is the partnership today?"),
                    steps=(N_("Cold"), N_("Cool"), N_("Mild"), N_("Warm"), N_("Very warm")),
                ),
                Scale(
                    id=EQUAL,
                    prompt=N_("How equal are we when something is decided?"),
                    steps=_HALF_WAY,
                    visible=Visible.STAFF,
                    power=True,
                    low=_HARD,
                ),
                Scale(
                    id=SAFE,
                    prompt=N_("How safe is it to bring bad news to the other side?"),
                    steps=_HALF_WAY,
                    visible=Visible.STAFF,
                    power=True,
                    low=_HARD,
                ),
                Choice(
                    id="tc.goal",
                    prompt=N_("Are we still working for the same goals?"),
                    choices=(
                        option("yes", N_("Yes")),
                        option("mostly", N_("Mostly")),
                        option("hardly", N_("Hardly")),
                        option("no", N_("No")),
                    ),
                    ordered=True,
                ),
                RedAmberGreen(id=ROLE, prompt=N_("Does each side know what to do?")),
                Choice(
                    id="tc.more",
                    prompt=N_("Is more equipment needed?"),
                    choices=(
                        option("same", N_("Same kind")),
                        option("other", N_("Other kind")),
                        option("parts", N_("Only parts")),
                        option("no", N_("No")),
                    ),
                ),
                FreeText(
                    id="tc.others",
                    prompt=N_("Which other helpers or authorities matter for the work?"),
                    side=Side.LOCAL,
                ),
                Choice(
                    id="tc.cap",
                    prompt=N_("Which ability should the local side build first?"),
                    choices=(
                        *(option(area.code, area.title) for area in areas_of(Side.LOCAL)),
                        option("none", N_("None")),
                    ),
                ),
                Choice(
                    id="tc.dk",
                    prompt=N_("What should the Danish side get better at first?"),
                    choices=(
                        *(option(area.code, area.title) for area in areas_of(Side.DANISH)),
                        option("none", N_("None")),
                    ),
                ),
            ),
            together=(
                JointCounts(
                    id=COUNT,
                    prompt=N_("Equipment seen today: how many pieces work, stand still, are missing?"),
                    counted=(N_("work"), N_("stand still"), N_("are missing")),
                    each_round=True,
                ),
                JointLine(
                    id=EFFECT,
                    prompt=N_("What has it changed for people here? One real example."),
                    each_round=True,
                ),
                JointLine(id=USERS, prompt=N_("What did users tell us themselves?"), each_round=True),
                JointStep(
                    id=AGREED,
                    prompt=N_("What did we agree on this trip? What, who, by which month?"),
                    dated=False,
                ),
            ),
            points=False,
        ),
    ),
)

UNSAID_TALK = Dialogue(
    UNSAID_ID,
    N_("After the trip"),
    (
        Topic(
            UNSAID_TOPIC,
            N_("After the trip"),
            (
                FreeText(
                    id=UNSAID,
                    prompt=N_("Was something hard to say face to face?"),
                    visible=Visible.ME,
                    about_oneself=True,
                ),
            ),
            points=False,
        ),
    ),
)
