"""What the benchmark compares with: a ten-question survey on the library's own ConversationHandler.

Written the way the library's documentation shows it: answers in `user_data`, in memory, `run_polling`, the
HTTP client it brings along. Run as `python -m bench.peer`, with the address and the token in the environment.
"""

from __future__ import annotations

import os
from typing import Any

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    MessageHandler,
    filters,
)

# Of the start-up talk's kind and about its mixture: three questions in ten are answered in words.
QUESTIONS = (
    ("Who decides for your organisation?", ("The board", "One person", "All members", "A small group")),
    ("What do you hope to gain from our partnership?", ()),
    ("How fast should we answer each other?", ("2 days", "1 week", "2 weeks", "1 month")),
    ("How easy is it for you to say no to the other side?", ("Very hard", "Hard", "So-so", "Easy", "Very easy")),
    ("What should be different for people locally in two years?", ()),
    ("How often should we ask how it is going?", ("Every month", "Every 3 months", "Every 6 months", "Once a year")),
    ("Who chooses the equipment?", ("We", "The other side", "Both", "Nobody yet")),
    ("Who packs and ships?", ("We", "The other side", "Both", "Nobody yet")),
    ("What could stop the plan?", ()),
    ("For how long do we want to work together?", ("1 year", "2 years", "5 years", "Without an end")),
)


def _question(number: int) -> str:
    return QUESTIONS[number][0] if number < len(QUESTIONS) else "Thank you, that was all."


def _state(number: int) -> int:
    return number if number < len(QUESTIONS) else ConversationHandler.END


def _keyboard(number: int) -> InlineKeyboardMarkup | None:
    choices = QUESTIONS[number][1] if number < len(QUESTIONS) else ()
    if not choices:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(choice, callback_data=f"{number}:{n}")] for n, choice in enumerate(choices)]
    )


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    assert update.message is not None
    assert context.user_data is not None
    context.user_data["answers"] = {}
    await update.message.reply_text(_question(0), reply_markup=_keyboard(0))
    return 0


async def pressed(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    """The next question takes the place of this one: fewer calls than leaving the choice to be seen."""
    query = update.callback_query
    assert query is not None
    assert query.data is not None
    assert context.user_data is not None
    await query.answer()
    number, choice = map(int, query.data.split(":"))
    context.user_data["answers"][number] = QUESTIONS[number][1][choice]
    await query.edit_message_text(_question(number + 1), reply_markup=_keyboard(number + 1))
    return _state(number + 1)


def written(number: int) -> Any:
    async def answered(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        assert update.message is not None
        assert context.user_data is not None
        context.user_data["answers"][number] = update.message.text
        await update.message.reply_text(_question(number + 1), reply_markup=_keyboard(number + 1))
        return _state(number + 1)

    return answered


def main() -> None:
    words = filters.TEXT & ~filters.COMMAND
    conversation: ConversationHandler[Any] = ConversationHandler(
        entry_points=[CommandHandler("start", start)],
        states={
            number: [CallbackQueryHandler(pressed) if choices else MessageHandler(words, written(number))]
            for number, (_, choices) in enumerate(QUESTIONS)
        },
        fallbacks=[CommandHandler("start", start)],
    )
    address, token = os.environ["BENCH_API_URL"], os.environ["BENCH_TOKEN"]
    application = Application.builder().token(token).base_url(f"{address}/bot").build()
    application.add_handler(conversation)
    application.run_polling()


if __name__ == "__main__":
    main()
