"""python-telegram-bot's own client works against the server as it does against Telegram."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, ReplyParameters
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, RetryAfter
from telegram.ext import Application, ApplicationBuilder, CallbackQueryHandler, CommandHandler

from tests.rehearsal.conftest import World


@pytest_asyncio.fixture
async def bot(world: World) -> AsyncIterator[Bot]:
    base = world.rehearsal.base_url
    async with Bot(world.rehearsal.token, base_url=f"{base}/bot", base_file_url=f"{base}/file/bot") as bot:
        yield bot


async def test_sending_editing_replying_and_deleting(world: World, bot: Bot) -> None:
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="a:1")]])
    message = await bot.send_message(world.anna, "<b>Hi</b> 😀", parse_mode="HTML", reply_markup=markup)
    reply = await bot.send_message(
        world.anna,
        "And?",
        reply_parameters=ReplyParameters(message.message_id, allow_sending_without_reply=True),
    )
    edited = await message.edit_text("Done")
    await reply.delete()

    assert (message.text, message.reply_markup) == ("Hi 😀", markup)
    assert message.parse_entities() == {message.entities[0]: "Hi"}
    assert reply.reply_to_message is not None
    assert not isinstance(edited, bool)
    assert (edited.text, edited.edit_date is not None) == ("Done", True)
    assert [one["deleted"] for one in (await world.rehearsal.chat(world.anna))["messages"]] == [
        False,
        False,
        True,
    ]


async def test_a_tap_is_answered_through_the_library(world: World, bot: Bot) -> None:
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("Yes", callback_data="a:1")]])
    message = await bot.send_message(world.anna, "Well?", reply_markup=markup)
    await world.rehearsal.tap(world.anna, message.message_id, label="Yes")

    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    await query.answer("Saved")
    await query.edit_message_reply_markup(None)

    chat = await world.rehearsal.chat(world.anna)
    assert (query.data, chat["toast"], chat["messages"][-1]["buttons"]) == ("a:1", "Saved", [])


async def test_files_both_ways(world: World, bot: Bot) -> None:
    sent = await bot.send_document(world.anna, b"%PDF", filename="plan.pdf", caption="The plan")
    photo = await bot.send_photo(world.anna, b"picture")
    await world.rehearsal.send(world.anna, "voice", b"sound", duration=2)
    voice = (await bot.get_updates())[-1].message

    assert sent.document is not None
    assert voice is not None
    assert voice.voice is not None
    files = [await bot.get_file(one.file_id) for one in (sent.document, photo.photo[-1], voice.voice)]
    assert [bytes(await file.download_as_bytearray()) for file in files] == [b"%PDF", b"picture", b"sound"]


async def test_refusals_become_the_librarys_errors(world: World, bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(999, "x")
    with pytest.raises(Forbidden, match="bot can't initiate conversation with a user"):
        await bot.send_message(world.berit, "x")
    await world.rehearsal.fault("sendMessage", "429", retry_after=3)
    with pytest.raises(RetryAfter) as wait:
        await bot.send_message(world.anna, "x")
    assert str(wait.value) == "Flood control exceeded. Retry in 3 seconds"


async def test_two_pollers_and_a_wrong_token(world: World, bot: Bot) -> None:
    offset = (await bot.get_updates())[-1].update_id + 1
    poll = asyncio.create_task(bot.get_updates(offset=offset, timeout=20))
    await asyncio.sleep(0.1)

    await world.updates(offset)

    with pytest.raises(Conflict, match="terminated by other getUpdates request"):
        await poll
    with pytest.raises(InvalidToken):
        async with Bot("1:wrong", base_url=f"{world.rehearsal.base_url}/bot"):
            pass


async def test_a_whole_application_polls_and_answers(world: World) -> None:
    base = world.rehearsal.base_url
    application: Application = (  # type: ignore[type-arg]
        ApplicationBuilder().token(world.rehearsal.token).base_url(f"{base}/bot").build()
    )

    async def start(update, context) -> None:  # type: ignore[no-untyped-def]
        markup = InlineKeyboardMarkup([[InlineKeyboardButton("On", callback_data="on")]])
        await update.message.reply_text("Welcome", reply_markup=markup)

    async def on(update, context) -> None:  # type: ignore[no-untyped-def]
        await update.callback_query.answer()
        await update.callback_query.edit_message_text("Onwards")

    application.add_handlers([CommandHandler("start", start), CallbackQueryHandler(on)])
    async with application:
        assert application.updater is not None
        await application.updater.start_polling()
        await application.start()
        chat = await world.rehearsal.sees(world.anna, lambda chat: chat["messages"][-1]["from"] == "bot")
        await world.rehearsal.tap(world.anna, chat["messages"][-1]["message_id"], label="On")
        await world.rehearsal.sees(world.anna, lambda chat: chat["messages"][-1]["text"] == "Onwards")
        await application.updater.stop()
        await application.stop()
