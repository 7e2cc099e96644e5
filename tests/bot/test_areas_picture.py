"""The picture of the areas over time: read on a phone, in any language, without colours, whatever people are called."""

from __future__ import annotations

import gettext
from datetime import date
from io import BytesIO
from itertools import combinations, product
from pathlib import Path
from typing import cast
from xml.etree import ElementTree

import pytest
from PIL import Image

from bot.i18n import Language, language
from bot.reports.areas_drawing import (
    ASIDE,
    FEW,
    HEIGHT,
    MOST_TALKS,
    RADIUS,
    WIDTH,
    Columns,
    Drawing,
    Mark,
    marks,
    sample,
    strip,
)
from bot.reports.areas_picture import PPI, picture, told
from bot.screen import Attachment
from bot.telegram.attachments import Sources, attach
from conversations.areas import areas_of
from conversations.capacity import Held, Point, Series, over_time
from conversations.sides import Side
from tests.bot.written import DANISH, ENGLISH, SCRIPTS

PICTURE = Path(__file__).parents[2] / "docs" / "images" / "capacity.png"
NAMES = {Side.DANISH: "Tools for Life", Side.LOCAL: "Mwanza Girls’ School"}
# What the school has said of itself, and the Danish organisation of the school, area by area in three talks.
OWN = ((2, 2, 3), (1, 2, 2), (2, 2, 3), (3, 3, 4), (2, 2, 2), (1, 3, 3), (2, 2, 3), (1, 1, 2))
OTHER = ((2, 3, 3), (3, 2, 2), (2, 2, 2), (2, 3, 3), (1, 2, 2), (1, 2, 4), (2, 3, 3), (2, 2, 2))
ON = (date(2027, 2, 1), date(2028, 2, 14), date(2029, 3, 2))
HOSTILE = (
    "<script>alert(1)</script> &amp; \"' ]]> <!--",
    '#image("/etc/passwd") $x^2$ [*] \\u{41} @x <y>',
    "W" * 100,
    "\u202eevil\u2066 \u0000 \ud800",
    " ".join(SCRIPTS.values()),
    "",
)


# A few of the picture's wordings, as a catalogue would have them.
IN_ARABIC = {
    "Capacity of {organisation}": "قدرات {organisation}",
    "{organisation} about itself": "رأي {organisation} في نفسها",
    "{other} about {organisation}": "رأي {other} في {organisation}",
    "1 is the lowest level, 4 the highest.": "1 أدنى مستوى و4 أعلى مستوى.",
    "Daily administration": "الإدارة اليومية",
    "Money and accounts": "المال والحسابات",
    "Leadership and people": "القيادة والأفراد",
    "Involving local people": "إشراك السكان المحليين",
    "Dealing with authorities": "التعامل مع السلطات",
    "Care of equipment": "العناية بالمعدات",
    "Planning and learning": "التخطيط والتعلم",
    "Standing on own feet": "الاعتماد على النفس",
}


class _InArabic(gettext.NullTranslations):
    def gettext(self, message: str) -> str:
        return IN_ARABIC.get(message, message)


ARABIC = Language("ar", _InArabic())


def drawn(talks: int = 3, *, side: Side = Side.LOCAL, names: dict[Side, str] = NAMES, hidden: bool = False) -> Drawing:
    """The first talks; from the fourth on everything comes again a year later."""
    held = []
    for n in range(talks):
        levels: dict[Side, dict[str, int]] = {
            side: {area.question: own[n % 3] for area, own in zip(areas_of(side), OWN, strict=False)},
            side.other: {area.question: other[n % 3] for area, other in zip(areas_of(side), OTHER, strict=False)},
        }
        held.append(Held(ON[n % 3].replace(year=2027 + n), levels | ({side.other: {}} if hidden else {})))
    return Drawing(side, names, over_time(side, held))


@pytest.mark.parametrize("side", Side)
def test_what_is_drawn_can_be_kept_until_it_is_drawn(side: Side) -> None:
    drawing = drawn(4, side=side, names=dict(zip(Side, HOSTILE, strict=False)))

    assert Drawing.parse(str(drawing)) == drawing


@pytest.mark.parametrize(("talks", "rtl"), list(product(range(1, MOST_TALKS + 1), (False, True))))
def test_no_mark_lies_over_another_or_leaves_the_strip(talks: int, rtl: bool) -> None:
    columns = Columns(talks, rtl)
    for own, other in product(range(1, 5), repeat=2):
        placed = marks([Point(ON[0], own, other)] * talks, columns)
        assert len(placed) == 2 * talks
        assert all(abs(a.x - b.x) >= 2 * RADIUS or abs(a.y - b.y) >= 2 * RADIUS for a, b in combinations(placed, 2))
        assert all(RADIUS <= m.x <= columns.width - RADIUS and RADIUS <= m.y <= HEIGHT - RADIUS for m in placed)
        assert columns.width <= WIDTH


def test_a_higher_level_stands_higher() -> None:
    heights = [marks([Point(ON[0], level, None)], Columns(1, False))[0].y for level in range(1, 5)]

    assert heights == sorted(set(heights), reverse=True)


def test_time_runs_as_the_language_does() -> None:
    points = [Point(on, 1, 2) for on in ON]
    left, right = (marks(points, Columns(3, rtl)) for rtl in (False, True))

    assert [m.x for m in left if m.own] == sorted(m.x for m in left if m.own)
    assert [(m.talk, round(WIDTH - m.x), m.y, m.own) for m in right] == [(m.talk, round(m.x), m.y, m.own) for m in left]


def test_whose_judgement_it_is_shows_in_the_form_and_not_in_the_colour_alone() -> None:
    own, other = (ElementTree.fromstring(sample(own=own))[0].attrib for own in (True, False))

    assert "a" in own["d"]
    assert "a" not in other["d"]
    assert "stroke" in other
    assert "stroke" not in own


def test_a_line_is_drawn_only_between_talks_that_follow_each_other() -> None:
    points = [Point(ON[0], 1, 1), Point(ON[1], None, 2), Point(ON[2], 3, 2)]
    _, dashed, firm, *_ = ElementTree.fromstring(strip(points, Columns(3, False)))

    assert (dashed.attrib["d"].count("M"), firm.attrib["d"]) == (2, "")
    assert "stroke-dasharray" in dashed.attrib


def test_every_strip_is_svg_without_a_word_in_it() -> None:
    for talks, side in product((1, 3, MOST_TALKS), Side):
        for area in told(drawn(talks, side=side, names=dict(zip(Side, HOSTILE, strict=False))), ENGLISH)["areas"]:
            root = ElementTree.fromstring(area["strip"])
            assert {element.tag for element in root.iter()} == {
                "{http://www.w3.org/2000/svg}svg",
                "{http://www.w3.org/2000/svg}path",
            }
            assert "".join(root.itertext()) == ""


def said(paragraph: dict[str, list[list[str]]]) -> str:
    return "\n".join("".join(row) for row in paragraph["rows"])


def test_it_names_both_organisations_and_says_what_each_mark_means() -> None:
    page = told(drawn(), ENGLISH)

    assert said(page["title"]) == "Capacity of Mwanza Girls’ School"
    assert [said(entry["words"]) for entry in page["legend"]] == [
        "Mwanza Girls’ School about itself",
        "Tools for Life about Mwanza Girls’ School",
    ]
    assert said(page["key"]) == "1 is the lowest level, 4 the highest."
    assert [(c["day"], c["year"]) for c in page["columns"]] == [
        ("1 Feb", "2027"),
        ("14 Feb", "2028"),
        ("2 Mar", "2029"),
    ]
    assert [said(area["title"]) for area in page["areas"]] == [area.title for area in areas_of(Side.LOCAL)]
    assert [[(m["level"], m["own"]) for m in area["marks"]] for area in page["areas"]] == [
        [*((level, True) for level in own), *((level, False) for level in other)]
        for own, other in zip(OWN, OTHER, strict=True)
    ]


def test_what_the_reader_may_not_see_is_not_even_named() -> None:
    page = told(drawn(hidden=True), ENGLISH)

    assert [said(entry["words"]) for entry in page["legend"]] == ["Mwanza Girls’ School about itself"]
    assert all(mark["own"] for area in page["areas"] for mark in area["marks"])


def test_after_few_talks_the_sentence_that_the_organisation_chose_stands_beside_its_level() -> None:
    few, many = (told(drawn(talks), ENGLISH)["areas"] for talks in (FEW, FEW + 1))

    assert [said(area["beside"]) for area in few] == [
        area.steps[own[FEW - 1] - 1] for area, own in zip(areas_of(Side.LOCAL), OWN, strict=True)
    ]
    assert [area["beside"] for area in many] == [None] * 8


def test_of_many_talks_the_last_are_drawn_and_the_picture_says_so() -> None:
    page = told(drawn(MOST_TALKS + 3), ENGLISH)

    assert [c["year"] for c in page["columns"]] == [str(2030 + n) for n in range(MOST_TALKS)]
    assert said(page["key"]) == "1 is the lowest level, 4 the highest. Only the last 5 talks are shown."


def test_an_area_that_nobody_judged_is_an_empty_strip() -> None:
    area, other = areas_of(Side.DANISH)[:2]
    series = (Series(area, (Point(ON[0], None, None),)), Series(other, (Point(ON[0], 2, None),)))

    page = told(Drawing(Side.DANISH, NAMES, series), ENGLISH)

    assert [len(a["marks"]) for a in page["areas"]] == [0, 1]
    assert page["areas"][0]["beside"] is None


def opened(made: bytes) -> Image.Image:
    image = Image.open(BytesIO(made))
    image.load()
    return image


@pytest.mark.parametrize("reader", [ENGLISH, DANISH, ARABIC], ids=lambda reader: reader.code)
@pytest.mark.parametrize(("talks", "side"), [(1, Side.LOCAL), (3, Side.DANISH), (20, Side.LOCAL)])
def test_it_is_a_png_for_a_phone_in_every_language(reader: Language, talks: int, side: Side) -> None:
    image = opened(picture(drawn(talks, side=side), reader))

    assert image.format == "PNG"
    assert image.width == round(1000 * PPI / 72)
    assert 0.9 * image.width < image.height < 1.6 * image.width


def test_in_arabic_everything_begins_at_the_right() -> None:
    image = opened(picture(drawn(1), ARABIC)).convert("L")
    titles = [range(2 * image.width // 3, image.width), range(image.width // 3)]
    rows = range(0, image.height, 2)
    right, left = (sum(cast(int, image.getpixel((x, y))) < 128 for x in columns for y in rows) for columns in titles)

    assert right > 4 * left


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_gives_a_picture(name: str) -> None:
    image = opened(picture(drawn(names={Side.DANISH: name, Side.LOCAL: name}), ARABIC))

    assert image.width == round(1000 * PPI / 72)


def test_names_cannot_change_what_is_drawn() -> None:
    page = told(drawn(names=dict(zip(Side, HOSTILE, strict=False))), ENGLISH)
    plain = told(drawn(), ENGLISH)

    assert page["areas"] == plain["areas"]
    assert said(page["title"]) == f"Capacity of {HOSTILE[1]}"


def test_it_is_sent_as_a_photo_in_the_readers_language() -> None:
    attachment = Attachment("picture", "capacity-ca.png", str(drawn()))
    method, sent = attach(attachment, ENGLISH, Sources(Path("nowhere")))

    assert (method, sent["photo"].mimetype) == ("sendPhoto", "image/png")
    assert sent["photo"].input_file_content == picture(drawn(), language("en"))


def test_a_mark_is_where_its_talk_is() -> None:
    (own, other) = marks([Point(ON[0], 4, 1)], Columns(1, False))
    middle = Columns(1, False).middle(0)

    assert (own, other) == (Mark(0, middle - ASIDE, 24, 4, True), Mark(0, middle + ASIDE, 90, 1, False))


def test_the_example_in_the_readme(request: pytest.FixtureRequest) -> None:
    made = picture(drawn(), ENGLISH)

    if request.config.getoption("--record"):
        opened(made).convert("RGB").quantize(64).save(PICTURE, optimize=True)
    assert opened(made).size == opened(PICTURE.read_bytes()).size
