"""One question on a phone: progress, prompt, what is given so far, and the buttons."""

from __future__ import annotations

from dataclasses import dataclass

from bot.i18n import language
from bot.screen import GAP, Button, Line, Screen
from bot.screens import answers
from bot.screens.months import month_rows
from conversations.answers import Answer, State
from conversations.events import AtQuestion
from conversations.questions import Level, ListOf, MonthQuestion, Multi, Question
from conversations.sides import Side, Visible
from conversations.text import N_, Text, counted, text

SHORT_ENOUGH = 600  # characters of a draft that are shown again
LAST_WORDS = 200
SHORT_LABEL = 16  # two such buttons fit side by side on a narrow phone


@dataclass(frozen=True)
class Setting:
    """Whose walk a screen belongs to. `named` is the partnership, where the person is in several."""

    walk: int
    side: Side
    language_name: str  # of the common language, by its own name
    speaks: str | None  # the language of the one who is asked: names of months are written in it
    year: int  # the present one, where a month picker opens
    named: str | None = None


def asked(here: AtQuestion, setting: Setting, *, more: bool = False, why: Text | None = None) -> Screen:
    """The open question. `more` unfolds the further buttons, `why` says first why an answer was refused."""
    lines = [Line(why), GAP] if why else []
    lines += _head(here, setting)
    question = here.question
    if isinstance(question, Level):
        lines += [
            GAP,
            *(Line(text(N_("{n}. {sentence}"), n=n, sentence=Text(s))) for n, s in enumerate(question.steps, 1)),
        ]
    begins = here.answer.visible if here.answer else question.begins(setting.side)
    if begins is Visible.ME:
        lines += [Line(Text(N_("Only you will see this answer, unless you choose otherwise.")), "italic")]
    if begins is Visible.STAFF and question.begins(setting.side) is Visible.STAFF:
        lines += [
            Line(Text(N_("Only your side and staff will see this answer, unless you choose otherwise.")), "italic")
        ]
    if question.free:
        lines += [
            # Translators: {language} is the partnership's common language, by its own name.
            Line(
                text(N_("Write in {language} if you can; any language will do."), language=setting.language_name),
                "italic",
            )
        ]
    lines += _so_far(question, here.answer, setting.side)
    return Screen(tuple(lines), (*_options(question, here.answer, setting), *_further(here, setting, more)))


def settled(here: AtQuestion, answer: Answer, setting: Setting) -> Screen:
    """The same message after the answer: the choice stays visible, the buttons are gone."""
    lines = list(_head(here, setting))
    given = answers.said(here.question, answer, setting.side)
    if answer.state in answers.DONE:
        lines.append(Line(Text(answers.DONE[answer.state]), "bold"))
    elif answer.state is State.GIVEN and not answer.pieces:
        lines.append(Line(text(N_("✓ {answer}"), answer=given[0].text), "bold"))
    else:
        lines += given
    return Screen(tuple(lines))


def explained(here: AtQuestion, setting: Setting) -> Screen:
    """What "?" answers: how to answer, why it is asked where that helps, and a way to put it aside."""
    question = here.question
    lines = [*_head(here, setting), GAP, Line(Text(question.how))]
    if question.hint:
        lines.append(Line(Text(question.hint)))
    lines.append(
        Line(Text(N_("If it is still not clear, put it aside. You can come back to it until both sides are ready.")))
    )
    aside = Button(Text(N_("Still not clear: put aside")), f"z:{setting.walk}:{question.id}")
    return Screen(tuple(lines), (*_options(question, here.answer, setting), *_further(here, setting, False), (aside,)))


def _head(here: AtQuestion, setting: Setting) -> list[Line]:
    lines = [Line(setting.named, "italic")] if setting.named else []
    return [
        *lines,
        # Translators: The progress on top of each question, as in "Goals · 3 of 6".
        Line(text(N_("{topic} · {n} of {of}"), topic=Text(here.topic.title), n=here.n, of=here.of), "bold"),
        Line(here.question.asks(setting.side)),
    ]


def _so_far(question: Question, answer: Answer | None, side: Side) -> list[Line]:
    if answer is None or answer.value in (None, []) or (isinstance(answer.value, dict) and not answer.pieces):
        return []
    if answer.state is State.REOPENED:
        return [GAP, Line(Text(N_("Your answer until now:"))), *answers.said(question, answer, side)]
    if not answer.pieces:
        return []
    more = N_("Send more, or press Done.")
    if isinstance(question, ListOf) and question.lacks_title(answer.value):
        more = N_("Your file is kept with it. Now write a few words as its title.")
    return [GAP, *_begun(question, answer, side), Line(Text(more), "italic")]


def _begun(question: Question, answer: Answer, side: Side) -> list[Line]:
    """What was sent so far; of a long text only its end, or every message would repeat all of it."""
    shown = answers.said(question, answer, side)
    words = [str(piece.get("t", "")) for piece in answer.pieces]
    if sum(map(len, words)) <= SHORT_ENOUGH:
        return list(shown)
    so_far = counted(
        "Your answer so far is {n} message. It ends:", "Your answer so far is {n} messages. It ends:", len(words)
    )
    end = Line("… " + words[-1][-LAST_WORDS:].lstrip(), "quote") if words[-1] else shown[-1]
    return [Line(so_far), end]


def _options(question: Question, answer: Answer | None, setting: Setting) -> list[tuple[Button, ...]]:
    data = f"a:{setting.walk}:{question.id}"
    if isinstance(question, MonthQuestion):
        turn = f"p:{setting.walk}:{question.id}"
        return list(month_rows(setting.year, speaks=setting.speaks, choose=data, turn=turn))
    ticked = (
        set(answer.value or ()) if isinstance(question, Multi) and answer and isinstance(answer.value, list) else set()
    )
    buttons = []
    for o in question.options(setting.side):
        label = text(N_("✓ {answer}"), answer=o.label) if o.code in ticked else o.label
        buttons.append((o.label, Button(label, f"{data}:{o.code}")))
    if isinstance(question, Level):
        return [tuple(button for _, button in buttons)]
    reader = language(setting.speaks)
    short = all(len(reader.say(label)) <= SHORT_LABEL for label, _ in buttons)
    width = 2 if short and len(buttons) > 2 else 1
    return [tuple(b for _, b in buttons[i : i + width]) for i in range(0, len(buttons), width)]


def _further(here: AtQuestion, setting: Setting, unfolded: bool) -> list[tuple[Button, ...]]:
    question, answer = here.question, here.answer
    own = f"{setting.walk}:{question.id}"
    rows: list[tuple[Button, ...]] = []
    begun = answer is not None and bool(answer.pieces)
    drafted = answer is not None and answer.state is State.DRAFT
    if isinstance(question, Multi) or (begun and (drafted or isinstance(question, ListOf))):
        done = Button(Text(N_("Done")), f"d:{own}")
        drop = Button(Text(N_("Remove the last one")), f"a:{own}:-")
        rows.append((done, drop) if question.free else (done,))
    elif answer is not None and answer.state is State.REOPENED and answer.value is not None:
        rows.append((Button(Text(N_("Keep my answer")), f"k:{own}"),))
    if not unfolded:
        skip = Button(Text(N_("Skip")), f"s:{own}")
        more = Button(Text(N_("More …")), f"m:{own}")
        if question.free:
            return [*rows, (skip, more)]
        return [(*rows[0], more)] if rows else [(more,)]
    back = (Button(Text(N_("Back")), f"b:{own}"),) if here.n > 1 else ()
    # Translators: The other side and staff are told that this was chosen; at most 28 characters.
    talk = (Button(Text(N_("Rather talk (will be shown)")), f"t:{own}"),)
    # What only its writer sees is shown to nobody, this neither.
    shown = (answer.visible if answer else question.begins(setting.side)) is not Visible.ME
    return [
        *rows,
        (*back, Button(Text(N_("Skip")), f"s:{own}"), Button("?", f"u:{own}")),
        *((talk,) if shown else ()),
    ]
