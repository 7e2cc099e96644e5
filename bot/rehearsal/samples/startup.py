"""Believable answers to the start-up talk, one set for each side."""

from __future__ import annotations

from bot.rehearsal.samples.kinds import RatherTalk, Samples, Written, pressed, written

DANISH: Samples = {
    "su.know.who": written(
        "We are volunteers who collect used hospital equipment, repair it and ship it twice a year.",
        "Vi er frivillige, der samler brugt hospitalsudstyr, reparerer det og sender det to gange om året.",
    ),
    "su.know.story": written(
        "Two of us visited the clinic on a journey and promised to come back with a working incubator.",
        "To af os besøgte klinikken på en rejse og lovede at komme igen med en kuvøse, der virker.",
    ),
    "su.know.people": Written(
        ("Our chair: contact and agreements", "Our workshop leader: chooses and repairs the equipment"),
        ("Formanden: kontakt og aftaler", "Værkstedslederen: vælger og reparerer udstyret"),
    ),
    "su.know.decide": pressed("board"),
    "su.know.value": pressed("honest", "deadlines", "learning"),
    "su.know.reach": pressed("mail"),
    "su.know.months": pressed("7", "12"),
    "su.exp.gain": written(
        "To see that what we repair is used, and to learn how a clinic works with little money.",
        "At se, at det vi reparerer, bliver brugt, og lære, hvordan en klinik klarer sig med få penge.",
    ),
    "su.exp.guess": written(
        "Equipment that works, and somebody to ask when it stops.",
        "Udstyr, der virker, og nogen at spørge, når det går i stå.",
    ),
    "su.exp.worry": pressed("late", "money"),
    "su.exp.reply": pressed("1w"),
    "su.exp.no": pressed("4"),
    "su.exp.clash": pressed("two"),
    "su.exp.equip": pressed("most"),
    "su.goal.change": written(
        "Women can give birth safely at the clinic, also when the power is gone.",
        "Kvinder kan føde trygt på klinikken, også når strømmen er væk.",
    ),
    "su.goal.list": Written(
        ("A delivery room that works day and night", "The clinic repairs its own equipment"),
        ("En fødestue, der virker dag og nat", "Klinikken reparerer selv sit udstyr"),
    ),
    "su.plan.stop": written(
        "If the container stands in the harbour because a paper is missing.",
        "Hvis containeren står i havnen, fordi et papir mangler.",
    ),
    "su.plan.rhythm": pressed("1"),
    "su.give.kinds": pressed("equipment", "hours", "skills"),
    "su.give.mine": written(
        "Hands that can repair, and a store where things can wait until they fit.",
        "Hænder, der kan reparere, og et lager, hvor tingene kan vente, til de passer.",
    ),
    "su.give.yours": written(
        "They know what is needed, and people trust them.",
        "De ved, hvad der er brug for, og folk har tillid til dem.",
    ),
    "su.give.costs": pressed("collect", "freight", "parts"),
    "su.give.limit": written(
        "Money for wages. We are volunteers ourselves.",
        "Penge til løn. Vi er selv frivillige.",
    ),
    "su.give.waste": pressed("local"),
    "su.role.choose": pressed("both"),
    "su.role.ship": pressed("danish"),
    "su.role.customs": pressed("local"),
    "su.role.spread": pressed("local"),
    "su.role.train": pressed("both"),
    "su.role.repair": pressed("local"),
    "su.role.office": pressed("local"),
    "su.role.people": pressed("local"),
    "su.role.report": pressed("danish"),
    "su.role.stand": written("Our deputy chair", "Næstformanden"),
    "su.fut.years": pressed("5"),
    "su.fut.after": written(
        "The repair room and the habit of checking every machine once a month.",
        "Værkstedet og den vane, at hver maskine bliver set efter en gang om måneden.",
    ),
    "su.fut.sign": written(
        "When the clinic buys its spare parts itself.",
        "Når klinikken selv køber sine reservedele.",
    ),
    "su.fut.notice": pressed("12"),
    "su.fut.early": written(
        "If the equipment is not used, or if we can no longer find volunteers.",
        "Hvis udstyret ikke bliver brugt, eller vi ikke længere kan finde frivillige.",
    ),
    "su.fut.touch": pressed("visits", "greeting"),
}

LOCAL: Samples = {
    "su.know.who": written(
        'We run a small clinic for mothers & children <under five>. People here call it "the house with the blue door".'
    ),
    "su.know.story": written(
        "They came to us with a journalist. We spoke one evening, and a year later a box arrived."
    ),
    "su.know.people": Written(
        (
            "Our head nurse: daily contact",
            "Our treasurer: papers and customs",
            "Our driver: transport from the harbour",
        )
    ),
    "su.know.decide": pressed("group"),
    "su.know.value": pressed("honest", "equal", "friendship"),
    "su.know.reach": pressed("call"),
    "su.know.months": pressed("3", "4"),
    "su.exp.gain": written("That a mother does not have to travel four hours when something is wrong."),
    "su.exp.guess": written("Good pictures, perhaps, and to feel that their work is useful."),
    "su.exp.worry": pressed("wrong", "power"),
    "su.exp.reply": pressed("2w"),
    "su.exp.no": pressed("2"),
    "su.exp.clash": pressed("neutral"),
    "su.exp.equip": pressed("half"),
    "su.goal.change": written("Fewer mothers and babies die on the road, and the clinic is open at night."),
    "su.goal.list": Written(
        (
            "The delivery room is open at night",
            "Two of our own people can repair what breaks",
            "The district pays for the electricity",
        )
    ),
    "su.goal.voice": pressed("users", "women", "leaders"),
    "su.plan.need": Written(
        (
            "One incubator, for babies born too early",
            "Two delivery beds: one is broken, the other is very old",
            "A sterilizer that can run on gas",
        )
    ),
    "su.plan.ready": pressed("storage", "room", "transport"),
    "su.plan.stop": written("The duty-free permit. Last time it took seven months, and we paid for the storage."),
    "su.plan.rhythm": pressed("6"),
    "su.give.kinds": pressed("house", "knowledge", "contacts", "trust"),
    "su.give.mine": written("People come to us. They know that we are here also when the visitors have gone home."),
    "su.give.yours": written("Patience, and good tools."),
    "su.give.costs": pressed("local", "install", "training"),
    "su.give.limit": written("That the same nurses stay. They move when the government moves them."),
    "su.give.waste": pressed("both"),
    "su.role.choose": pressed("both"),
    "su.role.ship": pressed("danish"),
    "su.role.customs": pressed("danish"),
    "su.role.spread": pressed("local"),
    "su.role.train": pressed("local"),
    "su.role.repair": pressed("both"),
    "su.role.office": pressed("local"),
    "su.role.people": pressed("local"),
    "su.role.report": pressed("local"),
    "su.role.stand": written("Our second nurse"),
    "su.fut.years": pressed("more"),
    "su.fut.after": written("The night duty. And somebody who answers when we have a question."),
    "su.fut.sign": written("When a year has passed and nothing had to be sent."),
    "su.fut.notice": RatherTalk(),
    "su.fut.early": written("If one side does not keep its word and does not say why."),
    "su.fut.touch": pressed("visits", "advice", "greeting"),
}
