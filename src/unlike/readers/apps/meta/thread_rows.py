"""The entries of a thread's JSON files as rows of the table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import polars as pl

from unlike.i18n import mark
from unlike.messages import SCHEMA, conform
from unlike.messages.schema import MOMENT
from unlike.readers.apps.meta.entry_values import (
    has_nothing,
    has_other_words,
    kind_and_text,
    reactions,
    sender_name,
    sent_ms,
)
from unlike.readers.apps.meta.thread_json import ThreadEntry, ThreadFile
from unlike.readers.base import SkippedRecord
from unlike.readers.formats.reaction_lists import ReactionLists
from unlike.readers.unnamed_senders import UNKNOWN_SENDER

NO_ENTRY: Final = mark("it is no message")
NO_TIME: Final = mark("it has no date that can be read")

_NUMBER: Final = re.compile(r"\d{1,9}")
_MIN_PLACEHOLDERS: Final = 3
"""So often a sentence stands beside attachments, and nowhere else, that the app wrote it."""


@dataclass(slots=True)
class ThreadRows:
    """Rows of a thread, oldest first where its files are in order.

    Attributes:
        sent, senders, kinds, texts, refs: columns of one length; times in milliseconds since 1970, UTC.
        reacted: the reactions of these rows.
        skipped: entries that are no rows.
        total: entries of the files.
        bare: rows of which the export holds nothing but sender and time.
        unread: rows whose words are of no form that is known.
    """

    sent: list[int] = field(default_factory=list)
    senders: list[str | None] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    texts: list[str | None] = field(default_factory=list)
    refs: list[str] = field(default_factory=list)
    reacted: ReactionLists = field(default_factory=ReactionLists)
    skipped: list[SkippedRecord] = field(default_factory=list)
    total: int = 0
    bare: int = 0
    unread: int = 0

    def add(self, entry: ThreadEntry | None, ref: str) -> None:
        """Add an entry as a row, or as skipped."""
        self.total += 1
        sent = None if entry is None else sent_ms(entry)
        if entry is None or sent is None:
            self.skipped.append(SkippedRecord(ref, NO_ENTRY if entry is None else NO_TIME))
            return
        sender = sender_name(entry)
        kind, text = kind_and_text(entry, sender)
        self.bare += kind == "media" and has_nothing(entry)
        self.unread += has_other_words(entry)
        for emoji, actor in reactions(entry):
            self.reacted.add(len(self.sent), emoji, actor)
        self.sent.append(sent)
        self.senders.append(None if kind == "system" else sender or UNKNOWN_SENDER)
        self.kinds.append(kind)
        self.texts.append(text)
        self.refs.append(ref)

    def table(self, key: str, app: str) -> pl.DataFrame:
        """The rows in the table's schema."""
        columns: dict[str, Any] = {
            "sent_at": pl.Series(self.sent, dtype=pl.Int64) * 1000,
            "sender": pl.Series(self.senders, dtype=pl.String),
            "text": pl.Series(self.texts, dtype=pl.String),
            "kind": pl.Series(self.kinds, dtype=pl.String),
            "reactions": self.reacted.column(len(self.sent)),
            "ref": pl.Series(self.refs, dtype=pl.String),
        }
        rows = pl.DataFrame(columns).with_columns(pl.col("sent_at").cast(MOMENT))
        return conform(_without_placeholders(rows), key, app).select(SCHEMA.names())


def rows_of(files: Sequence[tuple[str, ThreadFile]]) -> ThreadRows:
    """The rows of a thread, from the oldest file on and within each from its oldest entry on.

    Args:
        files: with their names, in any order.
    """
    rows = ThreadRows()
    for name, entries in sorted(((name, _oldest_first(file)) for name, file in files), key=_start):
        for number, entry in entries:
            rows.add(entry, f"{name}:{number}")
    return rows


_Numbered = list[tuple[int, ThreadEntry | None]]


def _oldest_first(file: ThreadFile) -> _Numbered:
    """The entries with their places in the file, from 1, turned round where the newest stands first."""
    entries = list(enumerate(file.entries, start=1))
    first, last = _first_time(entries), _first_time(entries[::-1])
    is_ascending = first is not None and last is not None and first < last
    return entries if is_ascending else entries[::-1]


def _first_time(entries: _Numbered) -> int | None:
    times = (sent_ms(entry) for _, entry in entries if entry is not None)
    return next((time for time in times if time is not None), None)


def _start(named: tuple[str, _Numbered]) -> tuple[int, int, str]:
    """When a file begins, by which files are sorted; of one moment the higher number is the older file."""
    name, entries = named
    numbers = _NUMBER.findall(name)
    return _first_time(entries) or 0, -int(numbers[-1]) if numbers else 0, name


def _without_placeholders(rows: pl.DataFrame) -> pl.DataFrame:
    """The rows without sentences of the app in a language that is not known: they stand beside attachments alone."""
    sentence = pl.col("text").str.contains(r"\s\S+\.\s*$")
    is_attached = pl.col("kind") != "text"
    is_placeholder = (
        sentence & is_attached.all().over("text", "sender") & (pl.len().over("text", "sender") >= _MIN_PLACEHOLDERS)
    )
    return rows.with_columns(text=pl.when(is_placeholder.fill_null(value=False)).then(pl.lit(None)).otherwise("text"))
