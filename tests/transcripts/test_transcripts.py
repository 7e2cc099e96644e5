"""Every conversation in this folder plays today as it was written down. `--record` writes it anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.transcripts.recording import replay

CONVERSATIONS = sorted(Path(__file__).parent.glob("*.txt"))


@pytest.mark.parametrize("path", CONVERSATIONS, ids=lambda path: path.stem)
async def test_a_conversation_goes_as_it_was_written_down(
    path: Path, sqlite_url: str, request: pytest.FixtureRequest
) -> None:
    played = await replay(path, sqlite_url)
    if request.config.getoption("--record"):
        path.write_text(played, "utf-8")
    assert played == path.read_text("utf-8")


def test_there_are_conversations_to_read() -> None:
    assert len(CONVERSATIONS) >= 8
