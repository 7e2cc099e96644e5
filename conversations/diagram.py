"""A dialogue as a picture: a Mermaid flowchart. It may say nothing that the dialogue does not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from conversations.dialogue import Dialogue, Topic
from conversations.questions import Question
from conversations.sides import Side
from conversations.spoken import Spoken
from conversations.text import N_, Text

SIDES = {Side.DANISH: N_("Danish side"), Side.LOCAL: N_("Local side")}
# Translators: Offered at the end of a topic: questions that one may leave out.
FEW_MORE = N_("A few more?")

# Where the flow stands: the nodes it may come from, each with what is written on the arrow.
Ends = tuple[tuple[str, str], ...]


def mermaid(dialogue: Dialogue, spoken: Spoken) -> str:
    """The whole dialogue: a subgraph for each topic, then its opening; no topic waits for an opening."""
    lines = ["flowchart TD", f"  {_node('begin', dialogue.title, '([', '])', spoken)}"]
    ends: Ends = (("begin", ""),)
    for topic in dialogue.topics:
        lines += _topic(topic, ends, spoken)
        ends = ((f"ready_{topic.id}", ""),)
        # Translators: In a diagram: when both sides are ready with a topic, both see both sides' answers.
        lines.append(f"  {_node(f'open_{topic.id}', N_('Both sides ready: opening'), '{{', '}}', spoken)}")
        lines.append(f"  ready_{topic.id} -.-> open_{topic.id}")
    # Translators: In a diagram: comes when every topic has been opened or closed.
    lines.append(f"  {_node('summary', N_('Summary'), '([', '])', spoken)}")
    lines += [f"  open_{topic.id} -.-> summary" for topic in dialogue.topics]
    return "\n".join(lines) + "\n"


def _topic(topic: Topic, ends: Ends, spoken: Spoken) -> Iterator[str]:
    yield f"  subgraph topic_{topic.id} [{_quoted(spoken.say(Text(topic.title)))}]"
    needed = [q for q in topic.questions if q.needed]
    rest = [q for q in topic.questions if not q.needed]
    nodes, arrows, ends = _chain(needed, ends, spoken)
    if rest:
        more = f"more_{topic.id}"
        nodes.append(_node(more, FEW_MORE, "{", "}", spoken))
        arrows += _arrows(ends, more)
        few_nodes, few_arrows, few_ends = _chain(rest, ((more, spoken.say(Text(N_("Yes")))),), spoken)
        nodes += few_nodes
        arrows += few_arrows
        ends = ((more, spoken.say(Text(N_("No")))), *(end for end in few_ends if end[0] != more))
    # Translators: The side has finished the topic.
    nodes.append(_node(f"ready_{topic.id}", N_("Ready"), "([", "])", spoken))
    arrows += _arrows(ends, f"ready_{topic.id}")
    yield from (f"    {node}" for node in nodes)
    yield "  end"
    yield from (f"  {arrow}" for arrow in arrows)


def _chain(questions: list[Question], ends: Ends, spoken: Spoken) -> tuple[list[str], list[str], Ends]:
    """Nodes and arrows of questions in order; one that is not for everybody can be passed by."""
    nodes, arrows = [], []
    for question in questions:
        name = question.id.replace(".", "_")
        nodes.append(f"{name}[{_quoted(f'{question.id}<br/>{spoken.say(_asks(question))}')}]")
        only = _only(question, spoken)
        arrows += _arrows(((end, " · ".join(filter(None, (label, only)))) for end, label in ends), name)
        ends = (*ends, (name, "")) if only else ((name, ""),)
    return nodes, arrows, ends


def _asks(question: Question) -> Text:
    """The question; what one item of a list is asked about stands for all of them, so its number is its words."""
    words = {"item": f"{question.each[1]}"} if question.each else {}
    asked = question.asks(question.side)
    return Text(asked.wording, {**words, **asked.values})


def _only(question: Question, spoken: Spoken) -> str:
    """On which condition it is asked, or nothing."""
    side = spoken.say(Text(SIDES[question.side])) if question.side else ""
    when, each = question.when, question.each
    condition = f"{when.question} = {' / '.join(sorted(when.codes))}" if when else ""
    item = f"{each[0]} ≥ {each[1]}" if each else ""
    return " · ".join(filter(None, (side, condition, item)))


def _node(name: str, wording: str, left: str, right: str, spoken: Spoken) -> str:
    return f"{name}{left}{_quoted(spoken.say(Text(wording)))}{right}"


def _arrows(ends: Iterable[tuple[str, str]], to: str) -> list[str]:
    return [f"{end} -->|{_quoted(label)}| {to}" if label else f"{end} --> {to}" for end, label in ends]


def _quoted(label: str) -> str:
    return '"' + label.replace('"', "#quot;") + '"'
