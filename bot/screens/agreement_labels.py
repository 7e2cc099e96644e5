"""What each question is called where its answer stands as a line of the agreement, in plain words."""

from __future__ import annotations

from conversations.agreement import Heading
from conversations.text import N_

HEADINGS: dict[Heading, str] = {
    Heading.PARTIES: N_("The partners"),
    Heading.GOALS: N_("Goals"),
    Heading.PLAN: N_("Plan"),
    Heading.GIVE: N_("Contributions"),
    Heading.ROLES: N_("Roles"),
    Heading.FUTURE: N_("Future"),
    Heading.TALK: N_("How we talk"),
    Heading.END: N_("How we end"),
    Heading.OPEN: N_("Not agreed yet"),
}

# Translators: These are labels in the agreement of two partners; what they settled follows, as in
# "Care and repairs: The Blue Door Clinic" or "We answer each other within: 1 week".
LABELS: dict[str, str] = {
    "su.know.who": N_("Who we are"),
    "su.know.story": N_("How we met"),
    "su.know.people": N_("Who works with the partnership"),
    "su.know.decide": N_("Who decides"),
    "su.know.value": N_("What matters to us in a partner"),
    "su.know.reach": N_("If the chat is silent"),
    "su.know.months": N_("Months in which it is hard to answer"),
    "su.exp.gain": N_("What we hope to get out of it"),
    "su.exp.guess": N_("What we think the other side hopes to get"),
    "su.exp.worry": N_("What worries us"),
    "su.exp.reply": N_("We answer each other within"),
    "su.exp.no": N_("Saying no to each other"),
    "su.exp.clash": N_("If we disagree"),
    "su.exp.equip": N_("The equipment's part in the partnership"),
    "su.goal.change": N_("What should be different in two years"),
    "su.goal.list": N_("What each side aims at"),
    "su.goal.voice": N_("Who had a say in the goals"),
    "su.plan.need": N_("Equipment that is needed"),
    "su.plan.ready": N_("What is ready to receive it"),
    "su.plan.stop": N_("What could stop the plan"),
    "su.plan.rhythm": N_("We ask how it is going"),
    "su.plan.review": N_("First full review together"),
    "su.give.kinds": N_("What each side brings"),
    "su.give.mine": N_("The most important thing each side brings"),
    "su.give.yours": N_("The most important thing the other side brings"),
    "su.give.costs": N_("Costs"),
    "su.give.limit": N_("What is not promised"),
    "su.give.waste": N_("Equipment that can no longer be used"),
    "su.role.choose": N_("Choosing the equipment"),
    "su.role.ship": N_("Packing and shipping"),
    "su.role.customs": N_("Permits and customs"),
    "su.role.spread": N_("Transport and handing out locally"),
    "su.role.train": N_("Installing and training the users"),
    "su.role.repair": N_("Care and repairs"),
    "su.role.office": N_("Talking with the authorities"),
    "su.role.people": N_("Contact with the local people"),
    "su.role.report": N_("Reports and accounts"),
    "su.role.stand": N_("Who steps in for a contact person"),
    "su.fut.years": N_("How long we want the partnership to last"),
    "su.fut.after": N_("What should still work locally afterwards"),
    "su.fut.sign": N_("It is time to stop sending equipment when"),
    "su.fut.notice": N_("Both sides know of the end beforehand"),
    "su.fut.early": N_("A fair reason to end early"),
    "su.fut.end": N_("We plan until"),
    "su.fut.touch": N_("Staying in touch afterwards"),
}

# Translators: Labels in the agreement; {side} is an organisation, and what it said follows after a colon.
OF_ONE_SIDE: dict[str, str] = {
    "su.give.kinds": N_("{side} brings"),
    "su.give.mine": N_("The most important thing {side} brings"),
    "su.give.costs": N_("Costs that {side} can carry"),
    "su.give.limit": N_("What {side} can't promise"),
}
