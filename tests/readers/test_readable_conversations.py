from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from unlike.errors import BrokenExportError, EmptyExportError
from unlike.readers import Conversation, ReadOptions
from unlike.readers.base import Interpretation, ParsedConversation
from unlike.readers.conversation_rows import ConversationRows, GatheredConversation, RecordRow, gathered_conversation
from unlike.readers.readable_conversations import readable_conversations
from unlike.readers.testkit import memory_export

OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
EXPORT = memory_export({"a.json": b"x"})
FIRST = 1_714_550_400_000_000


def chat(title: str, *kinds: str, skipped: int = 0, wall_clock: bool = False) -> GatheredConversation:
    records = ConversationRows()
    for number, kind in enumerate(kinds):
        records.rows.append(RecordRow(f"m{number}", FIRST + number, "Rosa", kind, "hi"))
    for number in range(skipped):
        records.skip(f"entry {number}", "this entry is damaged")
    records.total = len(kinds) + skipped
    conversation = Conversation(title, title, "x", group=False, owner=None, clock=timedelta(seconds=1))
    return gathered_conversation(conversation, records, wall_clock=wall_clock)


def test_chats_without_a_row_are_left_out_and_said() -> None:
    chats = [chat("bot", "system", "system"), chat("lost", skipped=3), chat("Rosa", "text")]
    parts = list(readable_conversations(EXPORT, chats, OPTIONS, ("A note.",)))
    assert [part.conversation.title for part in parts] == ["bot", "Rosa"]
    assert [str(note) for note in parts[0].conversation.notes] == [
        "A note.",
        "The chat “lost” holds no message that can be read (entries: 3) and was left out.",
    ]
    assert parts[1].conversation.notes == ()


def test_what_was_left_out_is_said_under_every_zone() -> None:
    chats = [chat("Rosa", "text", wall_clock=True), chat("lost", skipped=3)]
    (part,) = readable_conversations(EXPORT, chats, OPTIONS)
    for zone in ("Asia/Tokyo", "UTC"):
        assert part.reinterpret is not None
        again = part.reinterpret(Interpretation(ZoneInfo(zone)))
        assert isinstance(again, ParsedConversation)
        assert again.conversation.notes == part.conversation.notes != ()
        part = again


def test_nothing_that_can_be_read_is_a_sentence() -> None:
    with pytest.raises(BrokenExportError, match="none of its 2 entries can be read"):
        list(readable_conversations(EXPORT, [chat("lost", skipped=2)], OPTIONS))
    with pytest.raises(EmptyExportError):
        list(readable_conversations(EXPORT, [], OPTIONS))
    assert EXPORT.path == Path("a.json")
