"""Exports for the library, made of a few messages, and a library of one's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl

from unlike.library.adding import NewExport
from unlike.library.chat_library import ChatLibrary, open_library
from unlike.library.encrypted_database import KeyCost
from unlike.messages import conform
from unlike.readers.base import Conversation, ParsedConversation
from unlike.readers.coverage import Coverage

START = datetime(2024, 3, 1, 8, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
CHEAP = KeyCost(memory=1_024, passes=1)
"""A key for tests; one that costs more is tried where its cost matters."""
PASSPHRASE = "seven grey herons"
Message = tuple[int, str, str]
"""Minutes after the start, sender, text."""


def parsed(messages: Sequence[Message], title: str = "Rosa", file: str = "chat.txt") -> ParsedConversation:
    """Messages as a reader returns them; the refs are the lines."""
    frame = pl.DataFrame(
        {
            "sent_at": [START + minutes * MINUTE for minutes, _, _ in messages],
            "sender": [sender for _, sender, _ in messages],
            "text": [text for _, _, text in messages],
            "ref": [f"L{number}" for number in range(1, len(messages) + 1)],
        },
        schema_overrides={"sent_at": pl.Datetime("us", "UTC")},
    )
    coverage = Coverage(messages=len(messages), total=len(messages))
    conversation = Conversation(title, title, "whatsapp", group=False, owner=None, clock=MINUTE, coverage=coverage)
    return ParsedConversation(conversation, conform(frame, title, "whatsapp"), origin=(file, file))


def as_group(part: ParsedConversation) -> ParsedConversation:
    """The same as a group."""
    return replace(part, conversation=replace(part.conversation, group=True))


def new_export(name: str, *parts: ParsedConversation) -> NewExport:
    """An export whose hash is its name."""
    return NewExport(name, name, START, "Europe/Berlin", parts)


@contextmanager
def library_in(folder: Path) -> Iterator[ChatLibrary]:
    """The library in a folder, made where there is none."""
    with open_library(folder / "data" / "library.db", PASSPHRASE, create=True, cost=CHEAP) as library:
        yield library
