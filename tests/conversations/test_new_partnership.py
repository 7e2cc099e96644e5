"""The rules by which a partnership is entered."""

from __future__ import annotations

from typing import Any

import pytest

from conversations.dialogues import new_partnership as np
from conversations.entry import Entry, Named, Offered, Several, question_before, read
from conversations.inputs import Said, Tap
from conversations.questions import Refusal
from conversations.text import Month, Text, text

COUNTRIES = (
    ("NP", "Nepal"),
    ("NE", "Niger"),
    ("NG", "Nigeria"),
    ("BR", "Brazil"),
    ("CI", "Côte d’Ivoire"),
    ("BA", "Bosnia & Herzegovina"),
    ("BR", "Brasilien"),
    ("NP", "Nepal"),
)
ZONES = {
    "NP": (("Asia/Kathmandu", "Kathmandu"),),
    "BR": (("America/Bahia", "Bahia"), ("America/Sao_Paulo", "São Paulo")),
}
WHOLE: dict[str, Any] = {
    "danish": "Havn",
    "local": "Shore",
    "country": "BR",
    "zone": "America/Bahia",
    "language": "en",
    "running": "new",
    "start": "2027-03",
    "end": "2029-03",
}


def zones(country: str) -> Named:
    return ZONES.get(country, (("Africa/Lagos", "Lagos"),))


OFFERED = Offered(Month(2027, 2), COUNTRIES, zones, (("en", "English"), ("da", "Dansk")))


def until(question: str) -> Entry:
    """Everything before this question is answered."""
    return Entry({q: WHOLE[q] for q in np.ORDER[: np.ORDER.index(question)]})


def refused(wording: str, **values: Any) -> Refusal:
    return Refusal(Text(wording, values))


def test_the_first_question_without_an_answer_is_asked() -> None:
    assert [until(q).open_question for q in np.ORDER] == list(np.ORDER)
    assert Entry(WHOLE).open_question is None


def test_one_being_changed_goes_before_those_not_yet_asked() -> None:
    assert until("running").change("local").open_question == "local"
    assert until("running").change("local").keep() == until("running")


def test_a_name_is_kept_in_one_form() -> None:
    assert read(until("danish"), Said("  Havn \n og  Hav "), OFFERED) == Entry({"danish": "Havn og Hav"})


@pytest.mark.parametrize("same", ["Havn", "hAVN", " Havn "])
def test_both_organisations_cannot_have_the_same_name(same: str) -> None:
    assert read(until("local"), Said(same), OFFERED) == refused(np.SAME_NAME)
    assert read(Entry(WHOLE, changing="local"), Said(same), OFFERED) == refused(np.SAME_NAME)


@pytest.mark.parametrize("words", ["", " \u200b", "Staff", "<>", "https://t.me/x", "x" * 61])
def test_a_name_that_cannot_be_used_is_refused(words: str) -> None:
    assert isinstance(read(until("danish"), Said(words), OFFERED), Refusal)


@pytest.mark.parametrize("words", ["Brazil", "brasil", "BRA", "BR", "  BrAzIl ", "brasilien"])
def test_a_country_is_found_by_its_name_or_beginning_in_any_language_or_its_letters(words: str) -> None:
    assert read(until("country"), Said(words), OFFERED) == Entry({**until("country").answers, "country": "BR"})


def test_a_country_is_found_as_a_keyboard_writes_it() -> None:
    for words, code in (("cote d'ivoire", "CI"), ("bosnia and herz", "BA")):
        assert read(until("country"), Said(words), OFFERED) == Entry(
            {**until("country").answers, "country": code, "zone": "Africa/Lagos"}
        )


def test_several_countries_are_offered_each_once_and_nothing_is_kept() -> None:
    assert read(until("country"), Said("nige"), OFFERED) == Several((("NE", "Niger"), ("NG", "Nigeria")))
    nepal = {**until("country").answers, "country": "NP", "zone": "Asia/Kathmandu"}
    assert read(until("country"), Said("nep"), OFFERED) == Entry(nepal)


def test_what_stands_inside_a_name_is_asked_about_even_if_it_is_the_only_one() -> None:
    assert read(until("country"), Said("herz"), OFFERED) == Several((("BA", "Bosnia and Herzegovina"),))


def test_two_small_letters_may_be_a_code_or_a_beginning() -> None:
    assert read(until("country"), Said("ne"), OFFERED) == Several((("NE", "Niger"), ("NP", "Nepal")))
    niger = {**until("country").answers, "country": "NE", "zone": "Africa/Lagos"}
    assert read(until("country"), Said("NE"), OFFERED) == Entry(niger)


def test_an_exact_name_goes_before_one_that_only_begins_so() -> None:
    found = read(until("country"), Said("niger"), OFFERED)
    assert isinstance(found, Entry)
    assert found.answers["country"] == "NE"


@pytest.mark.parametrize("raw", [Said("Atlantis"), Said(""), Said(" "), Said("\u2800"), Tap("XX"), Tap("")])
def test_a_country_nobody_knows_is_refused(raw: Said | Tap) -> None:
    unknown = np.QUESTIONS["country"]
    assert isinstance(unknown, np.Search)
    assert read(until("country"), raw, OFFERED) == refused(unknown.unknown)


def test_a_country_with_one_time_zone_leaves_nothing_to_ask_about_it() -> None:
    found = read(until("country"), Tap("NP"), OFFERED)
    assert found == Entry({**until("country").answers, "country": "NP", "zone": "Asia/Kathmandu"})
    assert found.open_question == "language"


def test_another_country_asks_for_the_time_anew_and_the_same_one_does_not() -> None:
    whole = Entry(WHOLE, changing="country")
    assert read(whole, Tap("BR"), OFFERED) == Entry(WHOLE)
    assert read(whole, Tap("NP"), OFFERED) == Entry({**WHOLE, "country": "NP", "zone": "Asia/Kathmandu"})
    nepal = Entry({**WHOLE, "country": "NP", "zone": "Asia/Kathmandu"}, changing="country")
    found = read(nepal, Tap("BR"), OFFERED)
    assert isinstance(found, Entry)
    assert found.open_question == "zone"


@pytest.mark.parametrize(
    "raw", [Tap("America/Sao_Paulo"), Said("sao paulo"), Said("SÃO PAULO "), Said("america/sao_paulo")]
)
def test_a_place_is_pressed_or_written(raw: Said | Tap) -> None:
    assert read(until("zone"), raw, OFFERED) == Entry({**until("zone").answers, "zone": "America/Sao_Paulo"})


@pytest.mark.parametrize("words", ["São", "sao paul", "Paulo", "s"])
def test_a_part_of_a_place_is_offered_and_never_taken(words: str) -> None:
    assert read(until("zone"), Said(words), OFFERED) == Several((("America/Sao_Paulo", "São Paulo"),))


def test_before_each_question_comes_the_one_asked_before_it() -> None:
    before = {asked: question_before(until(asked), OFFERED) for asked in np.ORDER}
    assert before == dict(zip(np.ORDER, (None, *np.ORDER), strict=False))
    nepal = Entry({**until("language").answers, "country": "NP", "zone": "Asia/Kathmandu"})
    assert question_before(nepal, OFFERED) == "country"
    assert question_before(until("running").change("local"), OFFERED) == "danish"
    assert question_before(Entry(WHOLE, changing="local"), OFFERED) is None


@pytest.mark.parametrize("raw", [Said("GMT+25"), Said("Denmark"), Tap("Asia/Kathmandu")])
def test_a_place_of_another_country_or_none_is_refused(raw: Said | Tap) -> None:
    assert isinstance(read(until("zone"), raw, OFFERED), Refusal)


@pytest.mark.parametrize("raw", [Tap("da"), Said("dansk"), Said("DA")])
def test_a_language_is_one_that_is_offered(raw: Said | Tap) -> None:
    assert read(until("language"), raw, OFFERED) == Entry({**until("language").answers, "language": "da"})
    assert isinstance(read(until("language"), Tap("sw"), OFFERED), Refusal)


@pytest.mark.parametrize("written", ["2027-03", "03/2027", "3.2027", "٣/٢٠٢٧"])
def test_a_month_can_be_written(written: str) -> None:
    assert read(until("start"), Said(written), OFFERED) == Entry({**until("start").answers, "start": "2027-03"})


@pytest.mark.parametrize("written", ["2027-13", "0001-01", "tomorrow", "01/02/27", "", "2570-02"])
def test_what_is_no_month_is_refused(written: str) -> None:
    assert isinstance(read(until("start"), Said(written), OFFERED), Refusal)


@pytest.mark.parametrize("end", ["2027-03", "2027-02", "2020-01"])
def test_the_end_must_come_after_the_start(end: str) -> None:
    assert read(until("end"), Tap(end), OFFERED) == Refusal(text(np.NOT_AFTER_START, start=Month(2027, 3)))


def test_a_new_partnership_does_not_end_in_the_past() -> None:
    begun = {**until("end").answers, "start": "2026-01"}
    assert read(Entry(begun), Tap("2027-01"), OFFERED) == Refusal(text(np.PAST_END, month=Month(2027, 1)))
    assert read(Entry(begun), Tap("2027-02"), OFFERED) == Entry({**begun, "end": "2027-02"})


def test_a_running_one_may_have_ended() -> None:
    begun = {**until("end").answers, "start": "2026-01", "running": "running"}
    assert read(Entry(begun), Tap("2027-01"), OFFERED) == Entry({**begun, "end": "2027-01"})


def test_one_that_is_corrected_may_have_ended_however_it_was_entered() -> None:
    known = Entry({**WHOLE, "start": "2026-01"}, "end", corrects=True)
    ended = Entry({**WHOLE, "start": "2026-01", "end": "2027-01"}, corrects=True)
    assert read(known, Tap("2027-01"), OFFERED) == ended


def test_a_running_one_began_in_this_month_or_before() -> None:
    begun = {**until("start").answers, "running": "running"}
    assert read(Entry(begun), Tap("2027-03"), OFFERED) == refused(np.NOT_BEGUN_YET)
    assert read(Entry(begun), Tap("2027-02"), OFFERED) == Entry({**begun, "start": "2027-02"})
    whole = {**WHOLE, "running": "running", "start": "2026-01"}
    assert read(Entry(whole, changing="start"), Said("2027-03"), OFFERED) == refused(np.NOT_BEGUN_YET)


def test_a_start_to_come_is_asked_anew_where_it_turns_out_to_run_already() -> None:
    running = read(Entry(WHOLE, changing="running"), Tap("running"), OFFERED)
    assert running == Entry({**{q: WHOLE[q] for q in np.ORDER if q != "start"}, "running": "running"})
    assert running.open_question == "start"


def test_an_end_that_is_not_known_yet_is_an_answer() -> None:
    assert read(until("end"), Tap(np.UNKNOWN), OFFERED) == Entry({**WHOLE, "end": None})


def test_an_end_that_no_longer_fits_is_asked_anew() -> None:
    later = read(Entry(WHOLE, changing="start"), Tap("2029-03"), OFFERED)
    assert later == Entry({**{q: WHOLE[q] for q in np.ORDER if q != "end"}, "start": "2029-03"})
    assert later.open_question == "end"

    ended = {**WHOLE, "running": "running", "start": "2026-01", "end": "2026-12"}
    as_new = read(Entry(ended, changing="running"), Tap("new"), OFFERED)
    assert isinstance(as_new, Entry)
    assert as_new.open_question == "end"


def test_nothing_is_read_when_everything_is_answered() -> None:
    assert isinstance(read(Entry(WHOLE), Said("Havn"), OFFERED), Refusal)
