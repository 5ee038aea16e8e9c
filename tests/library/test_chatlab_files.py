"""A history in ChatLab's format is read back by its reader: nothing lost but what the format does not hold."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.library.chatlab_files import CHATLAB_FORMATS, chatlab_json, chatlab_lines
from unlike.library.stored_chats import StoredChat
from unlike.library.stored_histories import StoredHistory
from unlike.messages import KIND_NAMES, SCHEMA, conform
from unlike.readers import ParsedConversation, ReadOptions
from unlike.readers.apps.chatlab import ChatLabReader
from unlike.readers.base import Conversation
from unlike.readers.testkit import memory_export, parse

OPTIONS = ReadOptions(ZoneInfo("UTC"))
FIRST = datetime(2024, 3, 31, 0, 30, tzinfo=UTC)
UNTYPED = {"call", "system", "deleted"}
AS_READ = {"gif": "image", "poll": "media"}
"""Kinds that the format does not tell from another one."""

CHAT = StoredChat(1, "Rowers", "whatsapp", True, None, 0, None, None, 0, 1, ())  # noqa: FBT003 - a group
NAMES = ("Imke", "Rosa", "Lou Ñ", "SYSTEM", "@System")
"""ChatLab takes whoever has the id SYSTEM for the app itself."""
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30).filter(
    lambda text: bool(text.strip())
)


@st.composite
def histories(draw: st.DrawFn) -> StoredHistory:
    """A history of up to twelve rows, with every kind that there is."""
    rows, at = [], FIRST
    for number in range(draw(st.integers(1, 12))):
        at += timedelta(seconds=draw(st.sampled_from((0, 1, 3_600, 86_400))))
        kind = draw(st.sampled_from(KIND_NAMES))
        text = draw(TEXTS) if kind == "text" else draw(st.none() | TEXTS)
        rows.append(
            {
                "sent_at": at,
                "sender": None if kind == "system" else draw(st.sampled_from(NAMES)),
                "text": None if kind in UNTYPED else text,
                "kind": kind,
                "reply_to": draw(st.none() | st.just("m0")),
                "ref": f"m{number}",
            }
        )
    schema = {name: kind for name, kind in SCHEMA.items() if name in rows[0]}
    table = conform(pl.DataFrame(rows, schema=schema), "whatsapp:x", "whatsapp")
    is_group, owner = draw(st.booleans()), draw(st.none() | st.just("Imke"))
    conversation = Conversation("whatsapp:x", "Rowers", "whatsapp", is_group, owner, timedelta(minutes=1), has_ids=True)
    history = ParsedConversation(conversation, table)
    return StoredHistory(replace(CHAT, owner=owner), history, pl.repeat(value=False, n=table.height, eager=True))


@given(histories(), st.sampled_from(CHATLAB_FORMATS))
def test_what_is_written_is_read_back(stored: StoredHistory, file_format: str) -> None:
    pieces = (chatlab_lines if file_format == CHATLAB_FORMATS[1] else chatlab_json)(stored, 1_767_000_000)
    content = "".join(pieces).encode()
    assert ChatLabReader().recognise(memory_export({"a.json": content}))
    part = parse(ChatLabReader(), content, "a.json", OPTIONS)[0]
    columns = ("sent_at", "sender", "text", "kind")
    plain = pl.col("sender", "kind").cast(pl.String)
    table = stored.history.messages.with_columns(plain)
    expected = table.with_columns(pl.col("kind").replace(AS_READ)).select(columns)
    assert part.messages.with_columns(plain).select(columns).rows() == expected.rows()
    assert part.messages["ref"].to_list() == [f"m{ref}" for ref in table["ref"]]
    answered = [None if reply is None else f"m{reply}" for reply in table["reply_to"]]
    assert part.messages["reply_to"].to_list() == answered
    assert (part.conversation.title, part.conversation.group) == ("Rowers", stored.history.conversation.group)
    assert part.conversation.owner == stored.chat.owner
    assert part.conversation.skipped == ()


@given(histories())
def test_every_sender_is_a_member_or_the_app_itself(stored: StoredHistory) -> None:
    """ChatLab's own `clb validate` refuses a file otherwise, and its statistics count the app as a person."""
    written = json.loads("".join(chatlab_json(stored, 1)))
    members = {member["platformId"]: member["accountName"] for member in written["members"]}
    assert len(members) == len(written["members"])
    assert "system" not in {member.casefold() for member in members}
    senders = stored.history.messages["sender"].cast(pl.String)
    for message, sender in zip(written["messages"], senders, strict=True):
        assert (message["sender"] == "SYSTEM") == (message["type"] == 80)
        assert members.get(message["sender"]) == sender
    assert members.get(written["meta"].get("ownerId")) == stored.chat.owner


def test_captions_of_other_programs_are_not_taken_for_words() -> None:
    message = {"platformMessageId": "1", "sender": "1", "timestamp": 1_767_000_000, "type": 1, "content": "[Photo]"}
    for generator, words in (("unlike", "[Photo]"), ("other", None)):
        head = {"chatlab": {"version": "0.0.2", "generator": generator}, "meta": {}, "messages": [message]}
        part = parse(ChatLabReader(), json.dumps(head).encode(), "a.json", OPTIONS)[0]
        assert part.messages["text"].to_list() == [words]


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_every_kind_has_a_type(kind: str) -> None:
    row = {
        "sent_at": [FIRST],
        "sender": [None if kind == "system" else "Rosa"],
        "text": ["x" if kind == "text" else None],
    }
    frame = pl.DataFrame(
        {**row, "kind": [kind], "ref": ["m1"]}, schema_overrides={"sender": pl.String, "text": pl.String}
    )
    conversation = Conversation("k", "Rosa", "whatsapp", group=False, owner=None, clock=timedelta(minutes=1))
    history = ParsedConversation(conversation, conform(frame, "k", "whatsapp"))
    stored = StoredHistory(CHAT, history, pl.Series([False]))
    assert json.loads("".join(chatlab_json(stored, 1)))["messages"][0]["content"] == ("x" if kind == "text" else None)
