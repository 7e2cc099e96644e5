"""The page of phones: what people see and what they can do, in a real browser, with the test as the bot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import Browser, expect

from tests.rehearsal.phones import DANISH, DESK, LOCAL, POCKET, STAFF, chromium, phones

BOARD = "a:1:su.know.decide:board"
QUESTION = "Who decides for your side?"
CHOICES = {
    "inline_keyboard": [
        [
            {"text": "One person", "callback_data": "a:1:q:one"},
            {"text": "The board", "callback_data": "a:1:q:board"},
        ]
    ]
}


pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with chromium() as one:
        yield one


async def test_at_a_desk_three_phones_stand_side_by_side(browser: Browser) -> None:
    async with phones(browser, DESK) as world:
        boxes = [await world.page.locator(world.phone(role)).bounding_box() for role in ("danish", "local", "staff")]
        edges = [(box["x"], box["x"] + box["width"], box["y"] + box["height"]) for box in boxes if box]
        assert len(edges) == 3
        assert 0 <= edges[0][0] < edges[0][1] <= edges[1][0] < edges[1][1] <= edges[2][0] < edges[2][1] <= DESK["width"]
        assert max(bottom for *_, bottom in edges) <= DESK["height"]
        titles = await world.page.locator(".phone h2").all_inner_texts()
        assert titles == ["Danish side", "Local side", "Staff"]


async def test_in_a_pocket_one_phone_fills_the_page_and_the_tabs_bring_the_others(browser: Browser) -> None:
    async with phones(browser, POCKET, has_touch=True, is_mobile=True) as world:
        for role in ("local", "staff", "danish"):
            await world.page.locator(f".tabs [data-role={role}]").click()
            await expect(world.page.locator(f".tabs [data-role={role}]")).to_have_attribute("aria-current", "true")
            box = await world.page.locator(f"{world.phone(role)} .composer").bounding_box()
            assert box is not None
            assert (round(box["x"]), round(box["width"])) == (0, POCKET["width"])
            assert box["y"] + box["height"] <= POCKET["height"]
        assert await world.page.evaluate("document.documentElement.scrollWidth") == POCKET["width"]


async def test_what_is_written_on_a_phone_reaches_the_bot_as_that_person(browser: Browser) -> None:
    async with phones(browser, DESK, greeted=False) as world:
        await world.page.locator("#phone-local .begin").click()
        field = world.page.locator("#phone-local textarea")
        await field.fill("One line")
        await field.press("Shift+Enter")
        await field.press_sequentially("and another")
        await field.press("Enter")
        await expect(world.page.locator("#phone-local .mine .words")).to_have_text(["/start", "One line\nand another"])
        updates = await world.updates()
        assert [(one["message"]["from"]["id"], one["message"]["text"]) for one in updates] == [
            (LOCAL, "/start"),
            (LOCAL, "One line\nand another"),
        ]
        assert await field.input_value() == ""


async def test_a_tap_reaches_the_bot_and_its_answer_is_shown_for_a_moment(browser: Browser) -> None:
    async with phones(browser, DESK) as world:
        sent = await world.bot("sendMessage", chat_id=DANISH, text=QUESTION, reply_markup=CHOICES)
        await world.page.get_by_role("button", name="The board").click()
        query = await world.tap()
        assert (query["from"]["id"], query["message"]["message_id"], query["data"]) == (
            DANISH,
            sent["message_id"],
            "a:1:q:board",
        )
        await world.bot("answerCallbackQuery", callback_query_id=query["id"], text="Saved")
        await expect(world.page.locator("#phone-danish .toast")).to_have_text("Saved")
        await world.bot("editMessageText", chat_id=DANISH, message_id=sent["message_id"], text="✓ The board")
        await expect(world.page.get_by_role("button", name="The board")).to_have_count(0)
        await expect(world.page.locator(f'#phone-danish [data-id="{sent["message_id"]}"] .footing')).to_contain_text(
            "edited"
        )


async def test_peoples_words_are_shown_as_they_are_and_never_run(browser: Browser) -> None:
    hostile = '<img src=x onerror="alert(1)"> <b>not bold</b> & \'"'
    async with phones(browser, DESK) as world:
        await world.page.locator("#phone-local textarea").fill(hostile)
        await world.page.locator("#phone-local textarea").press("Enter")
        await world.bot(
            "sendMessage",
            chat_id=STAFF,
            text=hostile,
            reply_markup={"inline_keyboard": [[{"text": hostile, "callback_data": "x"}]]},
        )
        await expect(world.page.locator("#phone-local .mine .words").last).to_have_text(hostile)
        await expect(world.page.locator("#phone-staff .theirs .words")).to_have_text(hostile)
        await expect(world.page.locator("#phone-staff .choice")).to_have_text(hostile)
        assert await world.page.locator(".log img, .log b").count() == 0
        assert world.errors == []


async def test_only_what_telegram_takes_for_a_command_can_be_pressed(browser: Browser) -> None:
    async with phones(browser, DESK) as world:
        field = world.page.locator("#phone-local textarea")
        await field.fill("<b>hi</b> and/or http://example.org/menu then /menu.")
        await field.press("Enter")
        commands = world.page.locator("#phone-local .mine").last.locator(".command")
        await expect(commands).to_have_text(["/menu"])


async def test_a_phone_stays_at_the_newest_message_until_the_person_scrolls_up(browser: Browser) -> None:
    below = "log => Math.round(log.scrollHeight - log.scrollTop - log.clientHeight)"
    async with phones(browser, DESK) as world:
        log = world.page.locator("#phone-local .log")
        newest = world.page.locator("#phone-local .newest")

        async def arrive(first: int, last: int) -> None:
            for n in range(first, last):
                await world.bot("sendMessage", chat_id=LOCAL, text=f"Message {n}\n" * 6)
            await expect(log.get_by_text(f"Message {last - 1}\n")).to_have_count(1)

        await arrive(0, 20)
        await log.evaluate("log => log.firstElementChild.style.paddingBottom = '900px'")
        await arrive(20, 21)
        assert await log.evaluate(below) <= 1

        await log.hover()
        await world.page.mouse.wheel(0, -1200)
        await expect(newest).to_be_visible()
        place = await log.evaluate("log => log.scrollTop")
        await arrive(21, 30)
        assert await log.evaluate("log => log.scrollTop") == place

        await newest.click()
        await expect(newest).to_be_hidden()
        await arrive(30, 31)
        assert await log.evaluate(below) <= 1


async def test_an_empty_bot_says_what_comes_first(browser: Browser) -> None:
    async with phones(browser, POCKET, greeted=False, has_touch=True, is_mobile=True) as world:
        await expect(world.page.locator("#begin-card")).to_be_visible()
        for role, begins in (("danish", False), ("local", False), ("staff", True)):
            await world.page.locator(f".tabs [data-role={role}]").click()
            await expect(world.page.locator(f"#phone-{role} .first p")).to_be_in_viewport()
            await expect(world.page.locator(f"#phone-{role} .come-in")).to_be_visible(visible=begins)
        await world.page.locator("#phone-staff .begin").click()
        await expect(world.page.locator("#phone-staff .first")).to_be_hidden()


async def test_arabic_script_is_laid_out_from_right_to_left_and_latin_beside_it_is_not(
    browser: Browser,
) -> None:
    async with phones(browser, DESK) as world:
        await world.bot("sendMessage", chat_id=LOCAL, text="<b>مرحباً</b> بكم في partnerskab", parse_mode="HTML")
        await world.bot("sendMessage", chat_id=LOCAL, text="Welcome to السلام")
        words = world.page.locator("#phone-local .theirs .words")
        await expect(words).to_have_count(2)
        directions = [await words.nth(n).evaluate("node => getComputedStyle(node).direction") for n in range(2)]
        assert directions == ["rtl", "ltr"]
        await world.page.locator("#phone-local select").select_option("ar")
        await expect(world.page.locator("#phone-local .body")).to_have_attribute("dir", "rtl")
        bubble = await world.page.locator("#phone-local .theirs .bubble").first.bounding_box()
        log = await world.page.locator("#phone-local .log").bounding_box()
        assert bubble is not None
        assert log is not None
        assert log["x"] + log["width"] - (bubble["x"] + bubble["width"]) < 30
        await world.page.locator("#phone-local textarea").fill("نعم")
        await world.page.locator("#phone-local textarea").press("Enter")
        await expect(world.page.locator("#phone-local .mine .words").last).to_have_text("نعم")
        assert (await world.updates())[-1]["message"]["from"]["language_code"] == "ar"


async def test_formatting_is_shown_as_telegram_shows_it(browser: Browser) -> None:
    html = '<b>bold <i>and both</i></b> <blockquote>said &lt;so&gt;</blockquote><code>A-1</code> <a href="https://example.org/">there</a>'
    async with phones(browser, DESK) as world:
        await world.bot("sendMessage", chat_id=STAFF, text=html, parse_mode="HTML")
        words = world.page.locator("#phone-staff .theirs .words")
        await expect(words.locator("strong > em")).to_have_text("and both")
        await expect(words.locator("blockquote")).to_have_text("said <so>")
        await expect(words.locator("code")).to_have_text("A-1")
        await expect(words.locator("a")).to_have_attribute("href", "https://example.org/")


async def test_an_invitation_is_opened_on_the_phone_one_chooses(browser: Browser) -> None:
    link = f"https://t.me/{'rehearsal_partner_bot'}?start=inv_abc-9"
    async with phones(browser, DESK) as world:
        await world.bot("sendMessage", chat_id=STAFF, text=f"For the local side:\n{link}")
        await world.page.get_by_role("link", name=link).click()
        await world.page.locator("#link-dialog").get_by_role("button", name="Local side").click()
        await expect(world.page.locator("#phone-local .mine .words").last).to_have_text("/start inv_abc-9")


async def test_a_message_can_be_replied_to_and_ones_own_edited(browser: Browser) -> None:
    async with phones(browser, DESK) as world:
        sent = await world.bot("sendMessage", chat_id=DANISH, text=QUESTION)
        theirs = world.page.locator(f'#phone-danish [data-id="{sent["message_id"]}"]')
        await theirs.hover()
        await theirs.get_by_role("button", name="Reply to this message").click()
        field = world.page.locator("#phone-danish textarea")
        await field.fill("The bord")
        await field.press("Enter")
        await expect(world.page.locator("#phone-danish .mine .quoted")).to_have_text(QUESTION)
        await field.press("ArrowUp")
        await expect(field).to_have_value("The bord")
        await field.fill("The board")
        await field.press("Enter")
        await expect(world.page.locator("#phone-danish .mine .words").last).to_have_text("The board")
        updates = [
            one for one in await world.updates() if one.get("message", {}).get("from", {}).get("id", DANISH) == DANISH
        ]
        assert updates[-2]["message"]["reply_to_message"]["message_id"] == sent["message_id"]
        assert updates[-1]["edited_message"]["text"] == "The board"


async def test_a_voice_message_and_a_file_reach_the_bot_and_are_shown(browser: Browser) -> None:
    async with phones(browser, DESK) as world:
        await world.page.locator("#phone-local").get_by_role("button", name="Send a short voice message").click()
        await expect(world.page.locator("#phone-local audio")).to_have_count(1)
        await world.page.locator("#phone-local input[type=file]").set_input_files(
            {"name": "list.txt", "mimeType": "text/plain", "buffer": b"one bed"}
        )
        await expect(world.page.locator("#phone-local .card b")).to_have_text("list.txt")
        sent = [one["message"] for one in await world.updates() if one["message"]["from"]["id"] == LOCAL]
        assert (sent[1]["voice"]["duration"], sent[1]["voice"]["mime_type"]) == (3, "audio/ogg")
        assert (sent[2]["document"]["file_name"], sent[2]["document"]["file_size"]) == ("list.txt", 7)


async def test_the_commands_of_the_bot_stand_in_a_menu(browser: Browser) -> None:
    async with phones(browser, DESK, greeted=False) as world:
        await world.bot("setMyCommands", commands=[{"command": "answers", "description": "Your answers so far"}])
        await world.page.locator("#phone-danish .begin").click()
        await world.page.locator("#phone-danish").get_by_role("button", name="Commands").click()
        await world.page.get_by_role("menuitem", name="/answers Your answers so far").press("Enter")
        await expect(world.page.locator("#phone-danish .mine .words").last).to_have_text("/answers")


async def test_the_page_says_that_the_bot_is_away_and_moves_the_clock(browser: Browser) -> None:
    async with phones(browser, DESK) as world:
        await expect(world.page.locator("#bot-state")).to_have_text("The bot is away")
        await expect(world.page.locator("#phone-staff .presence")).to_have_text("away; messages wait")
        await world.page.get_by_role("button", name="+1 week").click()
        await world.page.get_by_role("button", name="+1 hour").click()
        await expect(world.page.locator("#bot-state")).to_be_visible()
        await world.page.wait_for_function("document.querySelector('#now').textContent.length > 5")
        assert round(world.telegram.clock.offset.total_seconds()) == 7 * 86400 + 3600


async def test_somebody_can_block_the_bot_and_let_it_back_in(browser: Browser) -> None:
    async with phones(browser, DESK) as world:
        for act, blocked in (("Block the bot", True), ("Unblock the bot", False)):
            await world.page.locator("#phone-local").get_by_role("button", name="This phone’s menu").click()
            await world.page.get_by_role("menuitem", name=act, exact=True).click()
            await expect(world.page.locator("#phone-local.blocked")).to_have_count(int(blocked))
            assert world.telegram.people[LOCAL].blocked is blocked


async def test_answer_for_me_taps_what_the_sample_says_and_leaves_the_next_question_alone(browser: Browser) -> None:
    rows = [[{"text": "One", "callback_data": "a:1:su.know.decide:one"}, {"text": "Board", "callback_data": BOARD}]]
    following = [[{"text": "2 days", "callback_data": "a:1:su.exp.reply:2d"}]]
    async with phones(browser, DESK) as world:
        sent = await world.bot("sendMessage", chat_id=DANISH, text=QUESTION, reply_markup={"inline_keyboard": rows})
        await world.page.locator("#phone-danish").get_by_role("button", name="Next question").click()
        assert (await world.tap())["data"] == BOARD
        await world.bot("editMessageText", chat_id=DANISH, message_id=sent["message_id"], text="✓ Board")
        await world.bot("sendMessage", chat_id=DANISH, text="How fast?", reply_markup={"inline_keyboard": following})
        await expect(world.page.locator("#phone-danish .progress")).to_have_text("1 answered")
        taps = [one["callback_query"]["data"] for one in await world.updates() if "callback_query" in one]
        assert taps == [BOARD]


async def test_nothing_is_loaded_from_elsewhere(browser: Browser) -> None:
    async with phones(browser, DESK) as world:
        await world.bot("sendMessage", chat_id=STAFF, text="https://example.org/picture.png and t.me/somewhere")
        await expect(world.page.locator("#phone-staff .theirs .words a")).to_have_count(1)
        await world.page.get_by_role("button", name="Start over…").click()
        await expect(world.page.locator("#over-dialog")).to_be_visible()
        assert {urlsplit(address).hostname for address in world.asked_for} == {"127.0.0.1"}
        assert world.errors == []
