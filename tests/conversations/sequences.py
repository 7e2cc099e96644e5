"""Ways through the start-up talk: one that presses everything there is, and inputs drawn at random."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from hypothesis import strategies as st

from conversations import inputs as do
from conversations.dialogues.startup import STARTUP
from conversations.events import AtEnd, AtFewMore, AtQuestion, AtReview
from conversations.questions import FreeText, Multi, Question
from conversations.sides import Side, Visible
from conversations.walk import Walk, asked, place
from tests.conversations.talks import walked

Chosen = Callable[[Walk], do.Input]

QUESTIONS = sorted(STARTUP.questions)
TOPICS = [topic.id for topic in STARTUP.topics]
CODES = sorted({o.code for q in STARTUP.questions.values() for side in Side for o in q.options(side)})


def fitting(pick: int, words: str = "words") -> Chosen:
    """An input that fits where the side is: `pick` chooses among what could be pressed."""

    def chosen(walk: Walk) -> do.Input:
        match place(STARTUP, walk):
            case AtQuestion(question=question, answer=answer):
                options = question.options(walk.side)
                ticked = answer is not None and isinstance(answer.value, list) and answer.value
                begun = answer is not None and answer.pieces
                if ((ticked and isinstance(question, Multi)) or begun) and pick % 2:
                    return do.Done(question.id)
                if isinstance(question, FreeText):
                    return do.Give(question.id, do.Said(words))
                return do.Give(question.id, do.Tap(options[pick % len(options)].code))
            case AtFewMore(topic=topic):
                return do.FewMore(topic.id, wanted=bool(pick % 2))
            case AtReview(topic=topic):
                return do.SayReady(topic.id)
            case AtEnd():
                return do.Resume()

    return chosen


def pressing_everything(side: Side) -> Iterator[tuple[Walk, do.Input]]:
    """A whole talk with detours: the walk before each input, and the input."""
    walk = Walk(side)
    presses: list[do.Input]
    while not isinstance(here := place(STARTUP, walk), AtEnd):
        match here:
            case AtQuestion(question=question):
                first = fitting(0)(walk)
                presses = [do.Explain(question.id), first, do.Done(question.id), do.Change(question.id)]
                presses += [do.Keep(question.id), do.Done(question.id), do.Show(question.id, Visible.OWN)]
                if (former := before(walk, question)) is not None:
                    presses = [do.Back(question.id), do.Keep(former), *presses]
                if here.n == 3:
                    presses = [*presses, do.Change(question.id), do.RatherTalk(question.id)]
                if here.n == 4:
                    presses = [*presses, do.Change(question.id), do.Skip(question.id)]
            case AtFewMore(topic=topic):
                presses = [do.FewMore(topic.id, wanted=False), do.FewMore(topic.id, wanted=True)]
            case AtReview(topic=topic):
                presses = [do.LookThrough(topic.id), do.AskReady(topic.id), do.SayReady(topic.id)]
                presses += [do.Withdraw(topic.id), do.SayReady(topic.id)]
        for press in presses:
            yield walk, press
            walk = walked(walk, press, dialogue=STARTUP)


def before(walk: Walk, question: Question) -> str | None:
    """The question one comes back to from this one, if an answer was given to it that can be kept."""
    topic = STARTUP.topic_of(question.id)
    assert topic is not None
    questions = asked(walk, topic)
    n = questions.index(question)
    former = walk.answers[questions[n - 1].id] if n else None
    return former.question if former is not None and former.value is not None else None


def always(given: do.Input) -> Chosen:
    return lambda walk: given


WORDS = st.one_of(st.text(max_size=40), st.sampled_from(["a" * 4096, "a" * 4097, "0101901234", "\0", "-"]))
ANY_QUESTION = st.sampled_from([*QUESTIONS, "su.gone"])
ANY_TOPIC = st.sampled_from([*TOPICS, "gone"])
SOURCES = st.one_of(st.none(), st.integers(1, 5))
RAW = st.one_of(
    st.builds(do.Tap, st.one_of(st.sampled_from(CODES), WORDS)),
    st.builds(do.Said, WORDS, SOURCES),
    st.builds(
        do.Sent,
        st.integers(1, 9),
        st.sampled_from(["voice", "photo", "document"]),
        WORDS,
        SOURCES,
        st.sampled_from([None, "g", "h"]),
    ),
)
ANY_INPUT = st.one_of(
    st.builds(do.Give, ANY_QUESTION, RAW, st.booleans()),
    *(
        st.builds(kind, ANY_QUESTION)
        for kind in (do.Done, do.Skip, do.RatherTalk, do.Explain, do.PutAside, do.Back, do.Keep, do.Change)
    ),
    st.builds(do.Amend, ANY_QUESTION, WORDS, st.integers(1, 5)),
    st.builds(do.Show, ANY_QUESTION, st.sampled_from(list(Visible))),
    st.builds(do.FewMore, ANY_TOPIC, st.booleans()),
    *(st.builds(kind, ANY_TOPIC) for kind in (do.AskReady, do.SayReady, do.Withdraw, do.LookThrough)),
    st.builds(do.Resume),
)
# Mostly what fits, so that drawn talks come somewhere.
CHOSEN = st.one_of(
    st.builds(fitting, st.integers(0, 12)),
    st.builds(fitting, st.integers(0, 12), WORDS),
    st.builds(always, ANY_INPUT),
)
