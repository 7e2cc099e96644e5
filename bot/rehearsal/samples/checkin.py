"""Sample answers to a check-in: one goal is slow, a promise is seen differently, and the cooperation feels unlike.

The local side tells staff alone about a problem, and wishes for a call. Both thank.
"""

from __future__ import annotations

from bot.rehearsal.samples.kinds import Samples, in_turn, pressed, written

DANISH: Samples = {
    "ci.goal.state": in_turn(pressed("way"), pressed("slow"), pressed("unknown")),
    "ci.goal.why": written(
        "We have not found a teacher for the repair course yet.",
        "Vi har endnu ikke fundet en lærer til reparationskurset.",
    ),
    "ci.done": written(
        "The second container left in March, and we have repaired four delivery beds.",
        "Den anden container sejlede i marts, og vi har repareret fire fødelejer.",
    ),
    "ci.good": written(
        "Asking for a photo of every machine before we pack it. Nothing wrong was sent this time.",
        "At bede om et billede af hver maskine, før vi pakker. Denne gang blev intet forkert sendt.",
    ),
    "ci.bad": written(
        "The papers came too late. Next time we send them before the container is closed.",
        "Papirerne kom for sent. Næste gang sender vi dem, før containeren bliver lukket.",
    ),
    "ci.kept.own": pressed("yes"),
    "ci.kept.other": pressed("mostly"),
    "ci.temp": pressed("4"),
    "ci.prob": pressed("none"),
    "ci.prob.say": written(
        "We sometimes wait long for an answer, and do not know why.",
        "Vi venter somme tider længe på svar og ved ikke hvorfor.",
    ),
    "ci.exp.fit": pressed("yes"),
    "ci.exp.next": written(
        "A list of what is in use and what stands still, one line for each thing.",
        "En liste over, hvad der er i brug, og hvad der står stille, en linje for hver ting.",
    ),
    "ci.thanks": written(
        "Thank you for the film from the delivery room. We have shown it to everybody in the workshop.",
        "Tak for filmen fra fødestuen. Vi har vist den til alle på værkstedet.",
    ),
    "ci.call": pressed("no"),
}

LOCAL: Samples = {
    "ci.goal.state": in_turn(pressed("way"), pressed("stuck"), pressed("slow")),
    "ci.goal.why": written("The man we had found moved to the capital. Nobody here can open the machines now."),
    "ci.done": written("The delivery room is open two nights a week, and the roof over the store is repaired."),
    "ci.good": written("The women's group decided the opening hours themselves. More mothers come since then."),
    "ci.bad": written("We paid storage for three weeks because one paper was missing. We should ask a month before."),
    "ci.equip.use": pressed("half"),
    "ci.equip.why": pressed("parts", "trained"),
    "ci.kept.own": pressed("yes"),
    "ci.kept.other": pressed("partly"),
    "ci.temp": pressed("2"),
    "ci.prob": pressed("late", "heard"),
    "ci.prob.say": written("When we say what we need, something else comes. We do not know how to say it again."),
    "ci.exp.fit": pressed("some"),
    "ci.exp.next": written("Spare parts for the sterilizer, and one week's training for two people."),
    "ci.thanks": written("Thank you for repairing the generator from far away, over the telephone, on a Sunday."),
    "ci.call": pressed("week"),
}
