"""The start-up talk: what the guide asks partners to talk through before anything is shipped.

Source: "Partnerskaber - hvordan?", which asks for clear goals, a plan, what each side contributes, a clear
division of roles and the future perspective, after getting to know each other and each other's
expectations. One topic for each. Ids are stable for ever; changed meaning is a new id.

The last part of a topic is what both sides answer together once it is open.
"""

from __future__ import annotations

from conversations.dialogue import Dialogue, Topic
from conversations.questions import (
    Choice,
    FreeText,
    GoalChoice,
    JointGoals,
    JointLine,
    JointMonth,
    JointPromise,
    JointStep,
    ListOf,
    Multi,
    Scale,
    WhoDoesIt,
    option,
)
from conversations.sides import Side, Visible
from conversations.text import N_

# Translators: Topic titles stand before the progress, as in "Goals · 3 of 6".
KNOW = Topic(
    "know",
    N_("Getting to know each other"),
    (
        FreeText(
            id="su.know.who",
            prompt=N_("Who is your organisation for, and what do you do? A sentence or two is enough."),
            about_oneself=True,
        ),
        FreeText(
            id="su.know.story",
            prompt=N_("How did our two organisations meet, as you remember it?"),
            needed=False,
            about_oneself=True,
        ),
        ListOf(
            id="su.know.people",
            prompt=N_("Who works with this partnership on your side? One name and task per message."),
            most=4,
            about_oneself=True,
        ),
        Choice(
            id="su.know.decide",
            prompt=N_("Who decides for your side in this partnership?"),
            choices=(
                option("one", N_("One person")),
                option("group", N_("A small group")),
                option("board", N_("The board")),
                option("members", N_("Members' meeting")),
                option("open", N_("Not settled")),
            ),
            about_oneself=True,
        ),
        Multi(
            id="su.know.value",
            prompt=N_("What matters most to you in a partner? Choose up to three."),
            choices=(
                option("honest", N_("Honest talk")),
                option("deadlines", N_("Kept deadlines")),
                option("equal", N_("Equal say")),
                option("learning", N_("Learning together")),
                option("friendship", N_("Long friendship")),
                option("help", N_("Practical help")),
                option("values", N_("Shared values")),
            ),
            most=3,
            needed=False,
            about_oneself=True,
        ),
        Choice(
            id="su.know.reach",
            prompt=N_("How should we reach you if this chat is silent?"),
            choices=(
                option("call", N_("Phone call")),
                option("app", N_("Other chat app")),
                option("mail", N_("E-mail")),
                option("near", N_("Someone near me")),
                option("wait", N_("Just wait")),
            ),
            needed=False,
            about_oneself=True,
        ),
        Multi(
            id="su.know.months",
            prompt=N_("In which months is it hard for you to answer? We will write less then."),
            choices=(
                option("1", N_("January")),
                option("2", N_("February")),
                option("3", N_("March")),
                option("4", N_("April")),
                option("5", N_("May")),
                option("6", N_("June")),
                option("7", N_("July")),
                option("8", N_("August")),
                option("9", N_("September")),
                option("10", N_("October")),
                option("11", N_("November")),
                option("12", N_("December")),
                # Translators: No month is hard.
                option("none", N_("No month")),
            ),
            alone="none",
            about_oneself=True,
        ),
    ),
)

EXPECT = Topic(
    "exp",
    N_("Expectations"),
    (
        FreeText(id="su.exp.gain", prompt=N_("What do you hope your own organisation gets out of this?")),
        FreeText(
            id="su.exp.guess",
            prompt=N_("What do you think the other side hopes to get?"),
            needed=False,
            mirror="su.exp.gain",
        ),
        Multi(
            id="su.exp.worry",
            prompt=N_("What worries you a little? Choose all that fit."),
            choices=(
                option("report", N_("Too much reporting")),
                option("late", N_("Late answers")),
                option("money", N_("Unclear money")),
                option("wrong", N_("Wrong equipment")),
                option("power", N_("One side decides")),
                option("short", N_("Ends too soon")),
                option("none", N_("Nothing now")),
            ),
            alone="none",
            visible=Visible.STAFF,
            about_oneself=True,
        ),
        Choice(
            id="su.exp.reply",
            prompt=N_("How fast should we answer each other?"),
            choices=(
                option("2d", N_("2 days")),
                option("1w", N_("1 week")),
                option("2w", N_("2 weeks")),
                option("1m", N_("1 month")),
            ),
            ordered=True,
        ),
        Scale(
            id="su.exp.no",
            prompt=N_("How easy is it for you to say no to the other side?"),
            steps=(N_("Very hard"), N_("Hard"), N_("So-so"), N_("Easy"), N_("Very easy")),
            visible=Visible.STAFF,
            about_oneself=True,
            power=True,
            low=2,
        ),
        Choice(
            id="su.exp.clash",
            prompt=N_("If we disagree, what comes first?"),
            choices=(
                option("two", N_("The two of us talk")),
                option("boards", N_("The boards talk")),
                option("neutral", N_("Ask someone neutral")),
                option("pause", N_("Take a pause")),
                option("unsure", N_("Not sure")),
            ),
            unknown=frozenset({"unsure"}),
            needed=False,
        ),
        Choice(
            id="su.exp.equip",
            prompt=N_("How big a part of the partnership is the equipment?"),
            choices=(
                option("all", N_("All of it")),
                option("most", N_("Most")),
                option("half", N_("About half")),
                option("small", N_("A small part")),
            ),
            ordered=True,
            needed=False,
        ),
    ),
)

GOALS = Topic(
    "goal",
    N_("Goals"),
    (
        FreeText(id="su.goal.change", prompt=N_("What should be different for people locally in two years?")),
        ListOf(
            id="su.goal.list",
            prompt=N_("Name up to three goals for our work together. One goal per message."),
            most=3,
            titled=True,
        ),
        Multi(
            id="su.goal.voice",
            prompt=N_("Who in the community has had a say in these goals?"),
            side=Side.LOCAL,
            choices=(
                option("users", N_("Users")),
                option("women", N_("Women")),
                option("young", N_("Young people")),
                option("leaders", N_("Local leaders")),
                option("offices", N_("Authorities")),
                option("us", N_("Only us")),
            ),
            alone="us",
            needed=False,
        ),
    ),
    together=(
        JointGoals(id="su.goal.joint", prompt=N_("Which goals do we share?")),
        JointLine(
            id="su.goal.sign",
            # Translators: {n} is the goal's number in the joint list.
            prompt=N_("Goal {n}: what can we count or see when it is reached?"),
            each_goal=True,
        ),
        JointMonth(id="su.goal.month", prompt=N_("Goal {n}: by which month?"), each_goal=True),
        GoalChoice(id="su.goal.top", prompt=N_("Which of the joint goals matters most to you?")),
    ),
)

PLAN = Topic(
    "plan",
    N_("Plan"),
    (
        ListOf(
            id="su.plan.need",
            prompt=N_("Which equipment is really needed, and for what? One kind per message."),
            side=Side.LOCAL,
            most=8,
        ),
        Multi(
            id="su.plan.ready",
            prompt=N_("What is ready on your side to receive the equipment?"),
            side=Side.LOCAL,
            choices=(
                option("storage", N_("Storage")),
                option("power", N_("Electricity")),
                option("room", N_("Rooms")),
                option("users", N_("Trained users")),
                option("repair", N_("Repair person")),
                option("permit", N_("Duty-free permit")),
                option("transport", N_("Transport")),
                option("none", N_("Nothing yet")),
            ),
            alone="none",
        ),
        FreeText(id="su.plan.stop", prompt=N_("What could stop the plan?")),
        Choice(
            id="su.plan.rhythm",
            prompt=N_("How often should we ask how it is going?"),
            choices=(
                option("1", N_("Every month")),
                option("3", N_("Every 3 months")),
                option("6", N_("Every 6 months")),
                option("12", N_("Once a year")),
            ),
            ordered=True,
            hint=N_("If the two sides answer differently, the slower rhythm is used."),
            slower_wins=True,
        ),
    ),
    together=(
        JointStep(
            id="su.plan.step",
            prompt=N_("What is the next step towards goal {n}: what, who, by which month?"),
            each_goal=True,
        ),
        JointMonth(id="su.plan.review", prompt=N_("In which month do we hold the first full review together?")),
    ),
)

GIVE = Topic(
    "give",
    N_("Contributions"),
    (
        Multi(
            id="su.give.kinds",
            prompt=N_("What does your organisation bring?"),
            choices=(
                option("equipment", N_("Equipment")),
                option("money", N_("Money")),
                option("hours", N_("Work hours")),
                option("house", N_("Building or storage")),
                option("knowledge", N_("Local knowledge")),
                option("contacts", N_("Contacts")),
                option("skills", N_("Skills")),
                option("training", N_("Training")),
                option("transport", N_("Transport")),
                option("trust", N_("Local trust")),
            ),
            about_oneself=True,
        ),
        FreeText(id="su.give.mine", prompt=N_("What is the most important thing you bring?")),
        FreeText(
            id="su.give.yours",
            prompt=N_("What is the most important thing the other side brings?"),
            needed=False,
            mirror="su.give.mine",
        ),
        Multi(
            id="su.give.costs",
            prompt=N_("Which costs can your side carry?"),
            choices=(
                option("collect", N_("Collect and repair")),
                option("freight", N_("Freight")),
                option("customs", N_("Customs and fees")),
                option("local", N_("Local transport")),
                option("install", N_("Installing")),
                option("running", N_("Running costs")),
                option("parts", N_("Spare parts")),
                option("training", N_("Training")),
                # Translators: None of these costs.
                option("none", N_("None of them")),
            ),
            alone="none",
            about_oneself=True,
            gap_if_nobody=True,
        ),
        FreeText(id="su.give.limit", prompt=N_("What can you not promise?"), needed=False),
        Choice(
            id="su.give.waste",
            prompt=N_("Who handles equipment that can no longer be used?"),
            choices=(
                option("local", N_("Local side")),
                option("danish", N_("Danish side")),
                option("both", N_("Both")),
                option("open", N_("Not agreed")),
            ),
            undecided=frozenset({"open"}),
            needed=False,
        ),
    ),
    together=(
        JointPromise(id="su.give.promise", prompt=N_("What does one side promise to do: what, who, by which month?")),
    ),
)

ROLES = Topic(
    "role",
    N_("Roles"),
    (
        WhoDoesIt(id="su.role.choose", prompt=N_("Who chooses the equipment?")),
        WhoDoesIt(id="su.role.ship", prompt=N_("Who packs and ships?")),
        WhoDoesIt(id="su.role.customs", prompt=N_("Who gets permits and clears customs?")),
        WhoDoesIt(id="su.role.spread", prompt=N_("Who transports and hands out locally?")),
        WhoDoesIt(id="su.role.train", prompt=N_("Who installs and trains the users?")),
        WhoDoesIt(id="su.role.repair", prompt=N_("Who looks after and repairs?")),
        WhoDoesIt(id="su.role.office", prompt=N_("Who talks with the authorities?")),
        WhoDoesIt(id="su.role.people", prompt=N_("Who keeps contact with the local people?")),
        WhoDoesIt(id="su.role.report", prompt=N_("Who writes reports and keeps accounts?")),
        FreeText(
            id="su.role.stand",
            prompt=N_("Who steps in if your contact person is away or leaves?"),
            about_oneself=True,
        ),
    ),
)

FUTURE = Topic(
    "fut",
    N_("Future"),
    (
        Choice(
            id="su.fut.years",
            prompt=N_("How long should the partnership last?"),
            choices=(
                option("1", N_("1 year")),
                option("3", N_("2-3 years")),
                option("5", N_("4-5 years")),
                option("more", N_("Longer")),
                option("open", N_("No end in sight")),
            ),
            ordered=True,
        ),
        FreeText(id="su.fut.after", prompt=N_("What should still work locally after it ends?")),
        FreeText(
            id="su.fut.sign",
            prompt=N_("How will we know it is time to stop sending equipment?"),
            needed=False,
        ),
        Choice(
            id="su.fut.notice",
            prompt=N_("How long before the end should both sides know?"),
            choices=(
                option("6", N_("6 months")),
                option("12", N_("12 months")),
                option("24", N_("24 months")),
                option("more", N_("Longer")),
            ),
            ordered=True,
        ),
        FreeText(id="su.fut.early", prompt=N_("What would be a fair reason to end early?"), needed=False),
        Multi(
            id="su.fut.touch",
            prompt=N_("How could we stay in touch afterwards?"),
            choices=(
                option("visits", N_("Visits")),
                option("advice", N_("Advice by phone")),
                option("network", N_("Shared network")),
                option("greeting", N_("Yearly greeting")),
                option("none", N_("No need")),
            ),
            alone="none",
            needed=False,
        ),
    ),
    together=(JointMonth(id="su.fut.end", prompt=N_("Until which month do we plan for now?")),),
)

STARTUP = Dialogue("startup", N_("Start-up talk"), (KNOW, EXPECT, GOALS, PLAN, GIVE, ROLES, FUTURE))
