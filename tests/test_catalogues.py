"""The catalogues say what the code says, in full, and the tool that checks it notices when they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import catalogues
from tools.wording import Unreadable, marked_in

CODE = """
N_("Nobody told us this.")
# Translators: on a button
text("Answer {n}", n=1)
counted("{n} day", "{n} days", n=3)
"""
DANISH = """# Danish.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: da\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

#: conversations/words.py
msgid "Nobody told us this."
msgstr "Det har ingen fortalt os."

#. on a button
#: conversations/words.py
#, python-brace-format
msgid "Answer {n}"
msgstr "Svar {n}"

#: conversations/words.py
#, python-brace-format
msgid "{n} day"
msgid_plural "{n} days"
msgstr[0] "en dag"
msgstr[1] "{n} dage"

"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A project whose one catalogue is as it should be."""
    (tmp_path / "conversations").mkdir()
    (tmp_path / "conversations" / "words.py").write_text(CODE, "utf-8")
    (tmp_path / "locale" / "da" / "LC_MESSAGES").mkdir(parents=True)
    danish(tmp_path).write_text(DANISH, "utf-8")
    (tmp_path / "locale" / "messages.pot").write_bytes(catalogues.template(tmp_path))
    return tmp_path


def danish(checkout: Path) -> Path:
    return checkout / "locale" / "da" / "LC_MESSAGES" / "messages.po"


def put(file: Path, old: str, new: str) -> None:
    said = file.read_text("utf-8")
    assert old in said
    file.write_text(said.replace(old, new), "utf-8")


def test_the_projects_catalogues_are_complete_and_match_the_code() -> None:
    assert list(catalogues.problems()) == []


def test_a_catalogue_that_is_as_it_should_be_has_no_problem(checkout: Path) -> None:
    assert list(catalogues.problems(checkout)) == []


def test_changed_wording_without_make_messages_is_noticed(checkout: Path) -> None:
    put(checkout / "conversations" / "words.py", "Nobody told us", "No one told us")

    assert list(catalogues.problems(checkout)) == [
        "locale/messages.pot does not match the code: run `make messages`",
        "locale/da/LC_MESSAGES/messages.po does not match the code: run `make messages`",
    ]


def test_lines_that_move_change_no_catalogue(checkout: Path) -> None:
    put(checkout / "conversations" / "words.py", "N_(", "\n\n\nimport os\n\nN_(")

    assert list(catalogues.problems(checkout)) == []


def test_updating_keeps_translations_and_guesses_none(checkout: Path) -> None:
    put(checkout / "conversations" / "words.py", "Nobody told us this.", "Nobody told us this!")

    updated = catalogues.translations(danish(checkout), catalogues.template(checkout)).decode()

    assert updated == DANISH.replace("us this.", "us this!").replace("Det har ingen fortalt os.", "")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"Svar {n}"', '""', "not translated: 'Answer {n}'"),
        ('"Svar {n}"', '"Svar {antal}"', "other placeholders than ['n']: 'Answer {n}'"),
        ('"Svar {n}"', '"Svar {n"', "other placeholders than ['n']: 'Answer {n}'"),
        ('"{n} dage"', '"{dage} dage"', "other placeholders than ['n']: ('{n} day', '{n} days')"),
        ("#, python-brace-format\nmsgid \"Answer", "#, fuzzy, python-brace-format\nmsgid \"Answer",
         "marked fuzzy: 'Answer {n}'"),
    ],
)  # fmt: skip
def test_a_faulty_translation_is_noticed(checkout: Path, old: str, new: str, problem: str) -> None:
    put(danish(checkout), old, new)

    assert f"locale/da/LC_MESSAGES/messages.po: {problem}" in list(catalogues.problems(checkout))


def test_only_danish_must_be_complete(checkout: Path) -> None:
    swahili = checkout / "locale" / "sw" / "LC_MESSAGES" / "messages.po"
    swahili.parent.mkdir(parents=True)
    swahili.write_text(DANISH.replace('"Svar {n}"', '""').replace("Language: da", "Language: sw"), "utf-8")

    assert list(catalogues.problems(checkout)) == []


def test_wording_put_together_while_running_is_refused() -> None:
    for code in ('text(f"Answer {n}")', 'N_("Answer " + number)', 'counted("one", f"{n} more", n=n)'):
        with pytest.raises(Unreadable):
            list(marked_in(code, file="words.py"))


def test_wording_is_found_with_its_plural_its_parts_and_its_comment() -> None:
    code = """
ask(
    # Translators: the first thing a person reads,
    # so keep it short
    N_("Good "
       "morning"),
    other=Text("{n} bee", {"n": 2, "who": text("nested")}, plural="{n} bees"),
)
table.text("not marked")
text(wording)
"""

    found = [(marked.line, marked.wording, marked.comment) for marked in marked_in(code, file="words.py")]

    assert found == [
        (5, ("Good morning",), "the first thing a person reads, so keep it short"),
        (7, ("{n} bee", "{n} bees"), ""),
        (7, ("nested",), ""),
    ]
