"""Countries and time zones, as a person picks them."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.geography import countries, country_name, zone_name, zones


def test_every_country_has_a_name_and_zones_that_exist() -> None:
    for iso, name in countries("en"):
        assert name != iso
        assert [ZoneInfo(zone).key for zone in zones(iso)] == list(zones(iso)) != []


def test_all_languages_offer_the_same_countries() -> None:
    danish, english = ({iso for iso, _ in countries(language)} for language in ("da", "en"))

    assert danish == english >= {"DK", "NP", "KE", "XK"}


def test_countries_follow_the_languages_alphabet() -> None:
    english = [name for _, name in countries("en")]
    danish = [name for _, name in countries("da")]

    assert english[:3] == ["Afghanistan", "Åland Islands", "Albania"]
    assert english.index("Zimbabwe") == len(english) - 1
    assert danish.index("Zimbabwe") < danish.index("Østrig") < danish.index("Åland") == len(danish) - 1


def test_a_country_is_named_in_the_persons_language() -> None:
    named = [country_name("DE", language) for language in ("en", "da", "fr")]

    assert named == ["Germany", "Tyskland", "Allemagne"]
    assert country_name("ZQ", "en") == "ZQ"


def test_a_country_offers_its_own_zones() -> None:
    assert zones("DK") == ("Europe/Copenhagen",)
    assert zones("NP") == ("Asia/Kathmandu",)
    assert zones("XK") == ("Europe/Belgrade",)
    assert set(zones("ID")) == {"Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura"}
    assert zones("ZQ") == ()


def test_a_zone_is_called_after_its_city() -> None:
    named = [
        zone_name("Asia/Kathmandu", "ne"),
        zone_name("Asia/Kathmandu", "en"),
        zone_name("Africa/Addis_Ababa", "am"),
        zone_name("America/Argentina/Buenos_Aires", "en"),
        zone_name("Europe/Copenhagen", "da"),
    ]

    assert named == ["काठमाण्डौं", "Kathmandu", "አዲስ አበባ", "Buenos Aires", "København"]
