"""Sample answers about the ending: both want it slowly, and not everything has somebody who takes it over."""

from __future__ import annotations

from bot.rehearsal.samples.kinds import Samples, Written, in_turn, pressed, written

DANISH: Samples = {
    "po.reason": pressed("goals"),
    "po.kind": pressed("slow"),
    "po.keep": Written(
        ("The delivery room at night", "The monthly look at every machine"),
        ("Fødestuen om natten", "Det månedlige eftersyn af hver maskine"),
    ),
    "po.fear": written(
        "That they think we leave because we are tired of them.",
        "At de tror, vi går, fordi vi er trætte af dem.",
    ),
    "po.proud": written(
        "That two people at the clinic can now repair what we once had to send home.",
        "At to på klinikken nu kan reparere det, vi engang måtte sende hjem.",
    ),
    "po.ready": in_turn(pressed("yellow"), pressed("green")),
    "po.ready.income": pressed("red"),
    "po.learn": written(
        "Talk about the end in the first year.",
        "Tale om slutningen allerede det første år.",
    ),
}

LOCAL: Samples = {
    "po.reason": pressed("ready"),
    "po.kind": pressed("slow"),
    "po.keep": Written(("The delivery room at night", "The two who can repair", "The children's ward")),
    "po.owner": in_turn(pressed("local"), pressed("asked"), pressed("nobody")),
    "po.owner.name": written("Our head nurse and the district office."),
    "po.income": Written(("The district pays the electricity", "A small fee from those who can pay")),
    "po.income.how": in_turn(pressed("sure"), pressed("likely")),
    "po.income.share": written("About half of it: the electricity is the biggest part."),
    "po.fix": written("Our own two, and the mission hospital's technician. The clinic's cash box pays the parts."),
    "po.fear": written("What we do when the sterilizer breaks and nobody answers."),
    "po.ask": written("Leave the tool box, and give us the names of those who sell the parts."),
    "po.proud": written("That the blue door has not been locked at night for two years."),
    "po.ready": in_turn(pressed("green"), pressed("yellow")),
    "po.ready.income": pressed("red"),
    "po.half": pressed("most"),
    "po.learn": written("Learn to repair before we learn to wait."),
}
