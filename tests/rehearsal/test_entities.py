"""HTML becomes text and entities exactly as at Telegram, or is refused with the byte offset."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rehearsal.formatting import to_html
from bot.rehearsal.html_reading import from_html
from bot.rehearsal.refusals import Refusal
from tests.rehearsal.conftest import World


def entity(kind: str, offset: int, length: int, **more: str) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length, **more}


@pytest.mark.parametrize(
    ("html", "text", "entities"),
    [
        ("plain", "plain", []),
        ("<b>a</b><strong>b</strong>", "ab", [entity("bold", 0, 1), entity("bold", 1, 1)]),
        ("<i>a</i><em>b</em>", "ab", [entity("italic", 0, 1), entity("italic", 1, 1)]),
        ("<u>a</u><ins>b</ins>", "ab", [entity("underline", 0, 1), entity("underline", 1, 1)]),
        (
            "<s>a</s><strike>b</strike><del>c</del>",
            "abc",
            [entity("strikethrough", at, 1) for at in range(3)],
        ),
        (
            '<tg-spoiler>a</tg-spoiler><span class="tg-spoiler">b</span>',
            "ab",
            [entity("spoiler", 0, 1), entity("spoiler", 1, 1)],
        ),
        ("<code>x &lt; y</code>", "x < y", [entity("code", 0, 5)]),
        ("<pre>a</pre>", "a", [entity("pre", 0, 1)]),
        (
            '<pre><code class="language-python">a</code></pre>',
            "a",
            [entity("pre", 0, 1, language="python")],
        ),
        (
            '<a href="https://example.org/?a=1&amp;b=2">here</a>',
            "here",
            [entity("text_link", 0, 4, url="https://example.org/?a=1&b=2")],
        ),
        ("<a href='nowhere'>here</a>", "here", []),
        ("<blockquote>a\nb</blockquote>", "a\nb", [entity("blockquote", 0, 3)]),
        ("<blockquote expandable>a</blockquote>", "a", [entity("expandable_blockquote", 0, 1)]),
        ('<tg-emoji emoji-id="5">👍</tg-emoji>', "👍", [entity("custom_emoji", 0, 2, custom_emoji_id="5")]),
        ("&lt;&gt;&amp;&quot;&#39;&#x41;", "<>&\"'A", []),
        ("&nbsp;&copy;&unknown; a & b", "&nbsp;&copy;&unknown; a & b", []),
        ("&lt", "<", []),
        ("😀<b>é</b>", "😀é", [entity("bold", 2, 1)]),
        ("<B>a</b>", "a", [entity("bold", 0, 1)]),
        ("<b>a<i>b</i></b>", "ab", [entity("bold", 0, 2), entity("italic", 1, 1)]),
        ("<b></b>a", "a", []),
        ("<b>a</>", "a", [entity("bold", 0, 1)]),
        ("<code><b>a</b></code>", "a", [entity("code", 0, 1)]),
    ],
)
def test_html_is_read(html: str, text: str, entities: list[dict[str, Any]]) -> None:
    assert from_html(html) == (text, entities)


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("<x>a</x>", 'Unsupported start tag "x" at byte offset 0'),
        ("æ<br>", 'Unsupported start tag "br" at byte offset 2'),
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b><i>a</i>", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ('<span class="big">a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<a ="x">a</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=a/b>a</a>", "Unexpected end of name token at byte offset 8"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
    ],
)
def test_html_is_refused(html: str, words: str) -> None:
    with pytest.raises(Refusal) as refused:
        from_html(html)

    assert refused.value.description == f"Bad Request: can't parse entities: {words}"


@given(st.text())
def test_no_text_makes_the_reader_fail_in_any_other_way(html: str) -> None:
    try:
        text, entities = from_html(html)
    except Refusal:
        return
    end = len(text.encode("utf-16-le", "surrogatepass")) // 2
    assert all(0 <= one["offset"] < one["offset"] + one["length"] <= end for one in entities)


TAGS = st.sampled_from(["b", "i", "u", "s", "code", "blockquote", "tg-spoiler"])
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1)


@given(
    st.recursive(
        WORDS.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")),
        lambda inner: st.lists(
            st.tuples(TAGS, inner).map(lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"), min_size=1
        ).map("".join),
    )
)
def test_what_was_read_can_be_written_and_read_again(html: str) -> None:
    read = from_html(html)

    assert from_html(to_html(*read)) == read


async def test_the_message_is_trimmed_and_its_entities_are_moved(world: World) -> None:
    message = await world.result(
        "sendMessage",
        chat_id=world.anna,
        text="\n <b> 😀 one</b> <i>two </i>\n<u> </u>",
        parse_mode="html",
    )

    assert (message["text"], message["entities"]) == (
        "😀 one two",
        [entity("bold", 0, 6), entity("italic", 7, 3)],
    )


async def test_links_and_commands_are_found_without_being_marked(world: World) -> None:
    message = await world.result("sendMessage", chat_id=world.anna, text="😀 See https://t.me/x?start=a, or /help.")

    assert message["entities"] == [entity("url", 7, 22), entity("bot_command", 34, 5)]


async def test_a_command_stands_at_the_beginning_of_a_word(world: World) -> None:
    said = "/a <b>hi</b> and/or (/b) x/c /d/e /f>\n/help@a_bot"
    message = await world.result("sendMessage", chat_id=world.anna, text=said)

    assert message["entities"] == [entity("bot_command", 0, 2), entity("bot_command", 38, 11)]


async def test_signs_that_telegram_takes_out_are_taken_out(world: World) -> None:
    message = await world.result("sendMessage", chat_id=world.anna, text="a\u202eb\x0bc\rd\ne")

    assert message["text"] == "ab cd\ne"


async def test_the_phone_gets_html_that_is_safe_to_show(world: World) -> None:
    await world.told('<b>1 &lt; 2</b> <a href="https://example.org/&quot;&gt;">x</a> &lt;script&gt;', parse_mode="HTML")

    message = (await world.rehearsal.chat(world.anna))["messages"][-1]

    assert message["html"] == (
        '<b>1 &lt; 2</b> <a href="https://example.org/&quot;&gt;" rel="noreferrer">x</a> &lt;script&gt;'
    )
