"""A dialogue as a Mermaid flowchart."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from conversations.diagram import mermaid
from conversations.dialogue import Dialogue, Topic
from conversations.dialogues import DIALOGUES
from conversations.questions import FreeText, ListOf
from conversations.sides import Side
from conversations.spoken import language
from tests.conversations.talks import TALK

ENGLISH = language("en", Path())
NODE = re.compile(r"""\s+(?P<id>\w+)(?:\["[^"]*"\]|\(\["[^"]*"\]\)|\{"[^"]*"\}|\{\{"[^"]*"\}\})""")
ARROW = re.compile(r"""\s+(?P<from>\w+) (?:-->(?:\|"[^"]*"\|)?|-\.->) (?P<to>\w+)""")
SUBGRAPH = re.compile(r"""  subgraph \w+ \["[^"]*"\]|  end""")

EXPECTED = """\
flowchart TD
  begin(["A talk"])
  subgraph topic_first ["First"]
    t_state["t.state<br/>How is it going?"]
    t_why["t.why<br/>Why?"]
    t_ticks["t.ticks<br/>Which?"]
    t_items["t.items<br/>Name up to three."]
    t_local["t.local<br/>How easy?"]
    more_first{"A few more?"}
    t_more["t.more<br/>Anything else?"]
    ready_first(["Ready"])
  end
  begin --> t_state
  t_state -->|"t.state = badly"| t_why
  t_state --> t_ticks
  t_why --> t_ticks
  t_ticks --> t_items
  t_items -->|"Local side"| t_local
  t_items --> more_first
  t_local --> more_first
  more_first -->|"Yes"| t_more
  more_first -->|"No"| ready_first
  t_more --> ready_first
  open_first{{"Both sides ready: opening"}}
  ready_first -.-> open_first
  subgraph topic_last ["Last"]
    t_end["t.end<br/>What comes next?"]
    ready_last(["Ready"])
  end
  ready_first --> t_end
  t_end --> ready_last
  open_last{{"Both sides ready: opening"}}
  ready_last -.-> open_last
  summary(["Summary"])
  open_first -.-> summary
  open_last -.-> summary
"""


def test_a_diagram_shows_topics_questions_conditions_a_few_more_ready_and_openings() -> None:
    assert mermaid(TALK, ENGLISH) == EXPECTED


@pytest.mark.parametrize("dialogue", DIALOGUES.values(), ids=DIALOGUES)
def test_every_line_is_mermaid_and_every_arrow_joins_nodes_that_stand_there(dialogue: Dialogue) -> None:
    first, *lines = mermaid(dialogue, ENGLISH).splitlines()
    nodes = [m["id"] for line in lines if (m := NODE.fullmatch(line))]
    arrows = [(m["from"], m["to"]) for line in lines if (m := ARROW.fullmatch(line))]
    frames = [line for line in lines if SUBGRAPH.fullmatch(line)]

    assert first == "flowchart TD"
    assert len(nodes) + len(arrows) + len(frames) == len(lines)
    assert len(set(nodes)) == len(nodes)
    assert {end for arrow in arrows for end in arrow} == set(nodes)
    assert {q.replace(".", "_") for q in dialogue.questions} <= set(nodes)


def test_quotes_in_a_prompt_do_not_end_its_label() -> None:
    quoting = Dialogue("d", "D", (Topic("t", "T", (FreeText(id="q", prompt='Say "yes"?'),)),))

    assert '    q["q<br/>Say #quot;yes#quot;?"]' in mermaid(quoting, ENGLISH).splitlines()


def test_what_is_asked_about_each_item_of_a_list_can_be_passed_by() -> None:
    works = ListOf(id="d.works", prompt="Which work?", most=2)
    owners = tuple(
        FreeText(id=f"d.owner.{n}", prompt="{item}: who?", item=str(n), each=("d.works", n), side=Side.LOCAL)
        for n in (1, 2)
    )
    asking = Dialogue("d", "D", (Topic("t", "T", (works, *owners)),))
    lines = mermaid(asking, ENGLISH).splitlines()

    assert '    d_owner_2["d.owner.2<br/>2: who?"]' in lines
    assert [line for line in lines if "d_owner" in line and "-->" in line] == [
        '  d_works -->|"Local side · d.works ≥ 1"| d_owner_1',
        '  d_works -->|"Local side · d.works ≥ 2"| d_owner_2',
        '  d_owner_1 -->|"Local side · d.works ≥ 2"| d_owner_2',
        "  d_owner_1 --> ready_t",
        "  d_owner_2 --> ready_t",
    ]
