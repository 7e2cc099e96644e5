"""One line of the agreement in words, and all of them under their headings; the same for the chat and the document."""

from __future__ import annotations

from collections.abc import Sequence

from bot.screen import GAP
from bot.screen import Line as Shown
from bot.screens import answers, facts, joint
from bot.screens.agreement_labels import HEADINGS, LABELS, OF_ONE_SIDE
from bot.screens.milestones import shorter_line
from conversations.agreement import Heading, Line, of_one_side
from conversations.answers import Answer, Json, State
from conversations.dialogues import DIALOGUES, STARTS
from conversations.dialogues import new_partnership as np
from conversations.sides import Side
from conversations.text import N_, Listing, Month, Text, Value, text
from conversations.together import GOAL_MONTH, SIGN, STEP

QUESTIONS = {id: q for start in STARTS for id, (_, q) in DIALOGUES[start].settled_together.items()}
TOPICS = {topic.id: topic for start in STARTS for topic in DIALOGUES[start].topics}
COSTS = "su.give.costs"
NOTHING = N_("Nothing is agreed about this yet.")
_FACTS = {
    f"party:{Side.DANISH}": (np.DANISH, "w"),
    f"party:{Side.LOCAL}": (np.LOCAL, "w"),
    "country": (np.COUNTRY, "c"),
    "start": (np.START, "m"),
    "language": (np.LANGUAGE, "c"),
}


def names(lines: Sequence[Line]) -> dict[Side, str]:
    """What the organisations were called in this version."""
    return {Side(line.id.partition(":")[2]): line.value["w"] for line in lines if line.id.startswith("party:")}


def body(lines: Sequence[Line], speaks: str | None) -> tuple[Shown, ...]:
    """Every line under its heading; where nothing is agreed, the heading stands all the same: so it is seen."""
    called, shown = names(lines), list[Shown]()
    for heading in Heading:
        under = [line for line in lines if line.heading is heading]
        if not under and heading is Heading.OPEN:
            continue
        shown += [GAP, Shown(Text(HEADINGS[heading]), "bold")]
        shown += [] if under else [Shown(Text(NOTHING), "italic")]
        for line in under:
            first, *more = said(line, called, speaks)
            shown += [Shown(dotted(first.text)), *more]
    return tuple(shown)


def dotted(value: Value) -> Text:
    # Translators: A line of a list.
    return text(N_("· {line}"), line=value)


def said(line: Line, called: joint.Names, speaks: str | None) -> tuple[Shown, ...]:
    """A line by itself, understandable without its heading: the first says what it is about."""
    value = line.value
    if line.id in _FACTS:
        fact, key = _FACTS[line.id]
        return (facts.fact(facts.label(fact), facts.said(fact, value[key], speaks)),)
    match line.id.partition(":")[0]:
        case "goal":
            return _goal(value)
        case "step" | "promise":
            return (Shown(_commitment(value, called)),)
        case "open":
            return (Shown(_open(value)),)
        case "ending":
            return _ending(value)
    return _point(line, called)


def _ending(value: Json) -> tuple[Shown, ...]:
    end = Shown(text(N_("The partnership ends in {month}, by a plan with steps."), month=Month.parse(value["m"])))
    shorter = shorter_line(value["lead"], value["available"]) if "lead" in value else None
    return (end, Shown(shorter, "italic")) if shorter else (end,)


def _goal(value: Json) -> tuple[Shown, ...]:
    month = Month.parse(value["m"]) if value["m"] else None
    if month is None:
        named = text(N_("Goal {n}: {words}"), n=value["n"], words=value["w"])
    else:
        named = text(N_("Goal {n}, by {month}: {words}"), n=value["n"], month=month, words=value["w"])
    lines = [Shown(named)]
    if value["sign"]:
        # Translators: How both sides will know that a goal is reached.
        lines.append(Shown(text(N_("We see it by this: {sign}"), sign=value["sign"])))
    if value.get("s"):
        lines.append(Shown(Text(joint.STRONGER), "italic"))
    return tuple(lines)


def _commitment(value: Json, called: joint.Names) -> Text:
    does = joint.who(value["who"], called)
    by_when = joint.by_when(does, Month.parse(value["m"])) if value["m"] else does
    if "n" in value:
        # Translators: A step, as in "Towards goal 1: choose the beds (The Blue Door Clinic, by March 2027)".
        wording = N_("Towards goal {n}: {words} ({who})")
        return text(wording, n=value["n"], words=value["w"], who=by_when)
    return text(N_("{words} ({who})"), words=value["w"], who=by_when)


_LACKS = {
    SIGN: N_("how we see that it is reached"),
    GOAL_MONTH: N_("by which month"),
    STEP: N_("the next step"),
}


def _open(value: Json) -> Value:
    if "topic" in value:
        topic = TOPICS.get(value["topic"])
        title: Value = Text(topic.title) if topic else value["topic"]
        return text(N_("The topic {topic} was not opened."), topic=title)
    if "lacks" in value:
        lacks = Listing(tuple(Text(_LACKS[q]) for q in value["lacks"]))
        # Translators: what is not settled yet about a goal, as in "Goal 2: by which month and the next step".
        return text(N_("Goal {n}: {what}"), n=value["n"], what=lacks)
    if value["q"] == COSTS:
        return Text(N_("Costs that nobody carries yet"))
    if value["q"] in OF_ONE_SIDE:
        # It asks "your side", which is not what both read together.
        return Text(LABELS[value["q"]])
    question = QUESTIONS.get(value["q"])
    return joint.prompt(question, None) if question else str(value["q"])


def _point(line: Line, called: joint.Names) -> tuple[Shown, ...]:
    """What is settled about a question: codes and months on the label's line, people's own words below it."""
    id, side, value = line.id.partition(":")[0], of_one_side(line), line.value
    label = text(OF_ONE_SIDE[id], side=called[side]) if side else Text(LABELS[id])
    words = _own_words(id, value)
    if words:
        # Translators: A label; what somebody wrote follows on the next line.
        return (Shown(text(N_("{label}:"), label=label)), *words)
    return (facts.fact(label, _codes(id, value, called)),)


def _own_words(id: str, value: Json) -> tuple[Shown, ...]:
    if "w" in value:
        return (Shown(value["w"], "quote"),)
    if "ws" in value:
        return answers.said(QUESTIONS[id], Answer(id, State.GIVEN, {"pieces": value["ws"]}), None)
    return ()


def _codes(id: str, value: Json, called: joint.Names) -> Value:
    if "m" in value:
        return Month.parse(value["m"])
    if "cs" in value:
        return joint.codes(QUESTIONS[id], value["cs"], called)
    return joint.code(QUESTIONS[id], value["c"], called)
