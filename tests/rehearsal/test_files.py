"""Files go up, are named by ids, and come down through a link that lives an hour."""

from __future__ import annotations

from typing import Any

import aiohttp
import pytest

from tests.rehearsal.conftest import Answer, World

MEGABYTE = 1024 * 1024


async def upload(world: World, method: str, field: str, content: bytes, **given: str) -> Answer:
    form = aiohttp.FormData({"chat_id": str(world.anna), **given})
    form.add_field(field, content, filename="plan.pdf", content_type="application/pdf")
    address = f"{world.rehearsal.base_url}/bot{world.rehearsal.token}/{method}"
    async with world.rehearsal.session.post(address, data=form) as response:
        return response.status, await response.json()


async def download(world: World, path: str) -> tuple[int, bytes]:
    address = f"{world.rehearsal.base_url}/file/bot{world.rehearsal.token}/{path}"
    async with world.rehearsal.session.get(address) as response:
        return response.status, await response.read()


async def test_a_document_is_uploaded_shown_and_downloaded(world: World) -> None:
    status, envelope = await upload(
        world, "sendDocument", "document", b"content", caption="<b>Plan</b>", parse_mode="HTML"
    )
    document = envelope["result"]["document"]
    link = await world.result("getFile", file_id=document["file_id"])
    shown = (await world.rehearsal.chat(world.anna))["messages"][-1]
    async with world.rehearsal.session.get(world.rehearsal.base_url + shown["file"]["url"]) as response:
        on_phone = await response.read()

    assert status == 200
    assert (document["file_name"], document["mime_type"], document["file_size"]) == (
        "plan.pdf",
        "application/pdf",
        7,
    )
    assert envelope["result"]["caption_entities"] == [{"type": "bold", "offset": 0, "length": 4}]
    assert (await download(world, link["file_path"]), on_phone) == ((200, b"content"), b"content")
    assert (shown["kind"], shown["caption"], shown["html"]) == ("document", "Plan", "<b>Plan</b>")


async def test_an_attached_file_may_be_named_by_the_parameter(world: World) -> None:
    status, envelope = await upload(world, "sendPhoto", "picture", b"content", photo="attach://picture")

    assert (status, envelope["result"]["photo"][-1]["file_size"]) == (200, 7)


async def test_a_file_is_sent_again_by_its_id(world: World) -> None:
    _, envelope = await upload(world, "sendPhoto", "photo", b"content")
    photo = envelope["result"]["photo"]

    again = await world.result("sendPhoto", chat_id=world.anna, photo=photo[-1]["file_id"])
    as_document = await world.call("sendDocument", chat_id=world.anna, document=photo[-1]["file_id"])

    assert again["photo"] == photo
    assert as_document[1]["description"] == "Bad Request: can't use file of type Photo as Document"


async def test_what_cannot_be_sent(world: World) -> None:
    async def words(answer: Answer) -> tuple[int, str]:
        return answer[0], str(answer[1]["description"])

    assert [
        await words(await world.call("sendPhoto", chat_id=world.anna)),
        await words(await world.call("sendDocument", chat_id=world.anna, document="nothing")),
        await words(await upload(world, "sendDocument", "document", b"")),
        await words(await upload(world, "sendPhoto", "photo", b"a" * (10 * MEGABYTE + 1))),
        await words(await upload(world, "sendDocument", "document", b"a" * (50 * MEGABYTE + 1))),
    ] == [
        (400, "Bad Request: there is no photo in the request"),
        (400, "Bad Request: wrong file identifier/HTTP URL specified"),
        (400, "Bad Request: file must be non-empty"),
        (
            400,
            "Bad Request: file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes",
        ),
        (413, "Request Entity Too Large"),
    ]


@pytest.mark.parametrize(
    ("kind", "given", "described"),
    [
        ("voice", {"duration": 7}, {"duration": 7, "mime_type": "audio/ogg", "file_size": 6}),
        ("photo", {"caption": "Us"}, None),
        ("document", {"file_name": "a.pdf", "mime_type": "application/pdf"}, {"file_name": "a.pdf"}),
        ("video", {"duration": 3}, {"duration": 3, "mime_type": "video/mp4"}),
        ("sticker", {}, {"type": "regular"}),
    ],
)
async def test_what_people_send_reaches_the_bot(
    world: World, kind: str, given: dict[str, Any], described: dict[str, Any] | None
) -> None:
    await world.rehearsal.send(world.anna, kind, b"sample", media_group_id="album", **given)

    message = (await world.updates())[-1]["message"]
    file = message[kind][-1] if described is None else message[kind]
    link = await world.result("getFile", file_id=file["file_id"])

    assert {name: file[name] for name in described or {}} == (described or {})
    assert (message["media_group_id"], message.get("caption")) == ("album", given.get("caption"))
    assert await download(world, link["file_path"]) == (200, b"sample")


@pytest.mark.parametrize("kind", ["location", "contact", "poll", "dice"])
async def test_people_can_send_what_is_no_file(world: World, kind: str) -> None:
    await world.rehearsal.send(world.anna, kind)

    assert (await world.updates())[-1]["message"][kind]


async def test_a_link_lives_an_hour_and_is_given_again(world: World) -> None:
    await world.rehearsal.send(world.anna, "voice")
    file_id = (await world.updates())[-1]["message"]["voice"]["file_id"]
    link = await world.result("getFile", file_id=file_id)

    await world.rehearsal.advance(hours=1)
    expired = (await download(world, link["file_path"]))[0]
    again = await world.result("getFile", file_id=file_id)

    assert (expired, (await download(world, again["file_path"]))[0]) == (404, 200)


async def test_a_path_that_was_not_given_leads_nowhere(world: World) -> None:
    await world.rehearsal.send(world.anna, "voice")

    assert (await download(world, "voice/file_0.oga"))[0] == 404
    assert (await download(world, "../../etc/passwd"))[0] == 404


async def test_over_20_megabytes_nothing_is_given_to_the_bot(world: World) -> None:
    await world.rehearsal.send(world.anna, "document", b"a" * (20 * MEGABYTE + 1))
    file_id = (await world.updates())[-1]["message"]["document"]["file_id"]

    big = await world.call("getFile", file_id=file_id)
    unknown = await world.call("getFile", file_id="nothing")

    assert (big[0], big[1]["description"]) == (400, "Bad Request: file is too big")
    assert (unknown[0], unknown[1]["description"]) == (400, "Bad Request: invalid file_id")
