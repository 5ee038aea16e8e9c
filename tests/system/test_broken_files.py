"""A file of several chats that breaks off says so, wherever it does: behind that place whole chats may be missing."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

import pytest

from unlike.errors import InputError
from unlike.readers import ReadOptions, read

SAMPLES: Final = Path(__file__).parent.parent / "readers"
OPTIONS: Final = ReadOptions(ZoneInfo("Europe/Berlin"), "dmy")
FILES: Final = (
    "chatlab/group.json",
    "google_chat/Hangouts.json",
    "imessage/Rowers.html",
    "matrix/matrix - The lake - Chat Export - 2025-03-02T10-15-20.123Z.json",
    "meta/message_1.html",
    "meta/message_1.json",
    "skype/messages.json",
    "sms/sms-20260101.xml",
    "telegram/account.json",
    "tiktok/user_data_tiktok.json",
    "wechat/Rosa.json",
)
_LENGTHS: Final = 30


@pytest.mark.parametrize("name", FILES)
def test_wherever_a_file_breaks_off_it_is_said(name: str, tmp_path: Path) -> None:
    content = (SAMPLES / name).read_bytes().rstrip()
    path = tmp_path / Path(name).name
    for length in range(len(content) // 4, len(content) - 1, len(content) // _LENGTHS):
        path.write_bytes(content[:length])
        with suppress(InputError):
            chats = read([path], OPTIONS).conversations
            said = any(chat.breaks_off or "breaks off" in note for chat in chats for note in ("", *chat.notes))
            assert said, content[max(length - 40, 0) : length]
