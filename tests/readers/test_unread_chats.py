"""A chat whose messages are no list is counted, wherever a block of the file ends."""

from __future__ import annotations

import io
import json
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from unlike.i18n import translate_lazy
from unlike.readers import ReadOptions, read
from unlike.readers.apps.telegram import unread_chats as module
from unlike.readers.apps.telegram.unread_chats import unread_chats

LISTS = {"list": [{"name": "Ada", "messages": []}, {"text": 'they said "messages": {} and \\"messages\\": 1'}]}
NO_LISTS: tuple[object, ...] = ({}, None, "gone", 7)
OTHERS = [{"name": "Bea", "messages": value} for value in NO_LISTS]


def chat(number: int, messages: object) -> dict[str, object]:
    return {"name": f"Chat {number}", "type": "personal_chat", "id": number, "messages": messages}


@pytest.mark.parametrize("block", [1, 7, 64, 1 << 20])
@pytest.mark.parametrize("indent", [None, 1])
def test_only_what_is_no_list_is_counted(block: int, indent: int | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_BLOCK_BYTES", block)
    assert unread_chats(io.BytesIO(json.dumps(LISTS, indent=indent).encode())) == 0
    assert unread_chats(io.BytesIO(json.dumps([LISTS, *OTHERS], indent=indent).encode())) == len(OTHERS)


def test_it_is_said(tmp_path: Path) -> None:
    said = {"id": 1, "type": "message", "date": "2024-05-01T10:00:00", "date_unixtime": "1714557600"}
    written = [said | {"from": "Ada", "from_id": "user1", "text": "hi", "text_entities": []}]
    chats = [chat(1, written), chat(2, {"1": written[0]})]
    path = tmp_path / "result.json"
    path.write_text(json.dumps({"about": "x", "chats": {"about": "y", "list": chats}}, indent=1), encoding="utf-8")
    (conversation,) = read([path], ReadOptions(ZoneInfo("UTC"))).conversations
    assert "1 chat could not be read, for its messages are no list." in map(translate_lazy, conversation.notes)
