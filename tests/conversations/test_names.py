"""Names and short lines as they are kept, or refused."""

from __future__ import annotations

import pytest

from conversations import names
from conversations.text import text
from tests.conversations.hostile import INVISIBLE, KEPT_EXACTLY

TOO_LONG = text("This is too long: {n} letters and signs at the most. Nothing was saved. Write it shorter.", n=60)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("  Shore \n Co-operative\t", "Shore Co-operative"),
        ("Cafe\u0301 Shore", "Café Shore"),
        ("Shore\u200b\u202e A/S\u2066", "Shore A/S"),
        ("<b>Shore</b>", "<b>Shore</b>"),
        ("クリニック", "クリニック"),
        ("क्\u200dष संस्था", "क्\u200dष संस्था"),
        ("مدرسة صغيرة", "مدرسة صغيرة"),
        ("မြန်မာ", "မြန်မာ"),
        ("Bot Valley School", "Bot Valley School"),
        ("Friends of the Staff College", "Friends of the Staff College"),
        ("Z" + "\u0301" * 30, "Ź\u0301\u0301\u0301\u0301"),
        ("n" * 60, "n" * 60),
    ],
)
def test_a_name_is_kept_in_one_form(written: str, kept: str) -> None:
    assert names.name(written) == kept


@pytest.mark.parametrize(
    "written",
    [
        "Staff", "ADMIN", "the staff team", "Bot", "b0t", "5taff", "S t a f f", "[Staff]", "★ Admin ★", "Ådmin",
        "ａｄｍｉｎ", "Ѕtaff", "ΑDMIN", "ADMlN", "Pаrtnerdialog", "Админ", "Staff: your grant is stopped",
        "Sta\u200bff", "Coordinator", "123", "+1", "★★★", "👍🏿",
    ],
)  # fmt: skip
def test_nobody_bears_an_office_or_a_name_without_letters(written: str) -> None:
    assert names.name(written) == names.UNUSABLE


@pytest.mark.parametrize("written", ["see https://x.org", "www.x.org", "t.me/x", "@somebody", "ｔ.ｍｅ/x"])
def test_no_name_is_a_link(written: str) -> None:
    assert names.name(written) == names.NO_LINKS
    assert names.short_line(written) == names.NO_LINKS


@pytest.mark.parametrize("written", INVISIBLE)
def test_what_cannot_be_seen_is_no_name(written: str) -> None:
    assert names.name(written) == names.EMPTY


def test_a_name_has_sixty_signs_at_the_most() -> None:
    assert names.name("n" * 61) == TOO_LONG


@pytest.mark.parametrize("written", KEPT_EXACTLY)
def test_whatever_is_kept_is_one_visible_line_and_keeping_it_again_changes_nothing(written: str) -> None:
    for read, longest in ((names.name, names.LONGEST_NAME), (names.short_line, names.LONGEST_LINE)):
        kept = read(written)
        if isinstance(kept, str):
            assert 1 <= len(kept) <= longest
            assert kept.splitlines() == [kept]
            assert read(kept) == kept


def test_a_task_may_be_an_office_of_one_s_own_organisation() -> None:
    assert names.short_line(" coordinator,\n accounts ") == "coordinator, accounts"
