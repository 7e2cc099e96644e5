"""Invitation codes as people type them."""

from __future__ import annotations

from hashlib import sha256

import pytest

from conversations.codes import SIGNS, as_shown, found, hashed, read


@pytest.mark.parametrize(
    "written",
    [
        "K7QM2XP0", "k7qm2xp0", "K7QM-2XP0", " k7qm – 2xp0 ", "K7QM\u20112XPO", "K7QM 2XPo", "K7QM２XP０",
        "K7QM\u200b2XP\u0660", "https://t.me/the_bot?start=K7QM2XP0", "tg://resolve?domain=the_bot&start=k7qm-2xp0",
    ],
)  # fmt: skip
def test_a_code_is_read_however_it_is_typed(written: str) -> None:
    assert read(written) == "K7QM2XP0"


@pytest.mark.parametrize("written", ["", "K7QM2XP", "K7QM2XP00", "K7QM/2XP0", "Hello there", "K7QM2XPØ", "🙂" * 8])
def test_anything_else_is_no_code(written: str) -> None:
    assert read(written) is None


@pytest.mark.parametrize(
    "written",
    [
        "my code is K7QM-2XP0", "my code is K7QM 2XP0", "code K7QM 2XP0", "Hello (k7qm2xp0)!", "K7QM - 2XP0, thanks",
        "K7QM–2XPO is what I got", "“K7QM 2XP0”", "K7QM-2XP0", "my code is K7QM-2XP0, yes: K7QM2XP0",
    ],
)  # fmt: skip
def test_a_code_is_found_in_a_sentence(written: str) -> None:
    assert found(written) == "K7QM2XP0"


@pytest.mark.parametrize(
    "written",
    [
        "see you tomorrow then", "good news from here", "a well-kept part-time job", "from 2026 2027 on",
        "call me at 12345678 please", "K7QM-2XP0 or K7QM-2XP1", "my code is K7QM", "in 2026 only", "", "- - -",
    ],
)  # fmt: skip
def test_a_sentence_without_exactly_one_code_has_none(written: str) -> None:
    assert found(written) is None


def test_signs_that_look_alike_are_one_sign() -> None:
    assert read("ilouILOU") == "110V110V"
    assert not set("ILOU") & set(SIGNS)
    assert len(set(SIGNS)) == len(SIGNS) == 32


def test_a_code_is_shown_in_two_halves_and_kept_as_a_hash() -> None:
    assert as_shown("K7QM2XP0") == "K7QM-2XP0"
    assert hashed("K7QM2XP0") == sha256(b"K7QM2XP0").hexdigest()
