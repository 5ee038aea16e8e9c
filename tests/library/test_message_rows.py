"""Rows of the message table come back from the library exactly, each distinct one stored once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from library_exports import library_in, new_export, parsed
from unlike.library.message_rows import numbers_of, stored_content, table_content
from unlike.messages import KIND_NAMES, SCHEMA, conform

MOMENTS = st.datetimes(datetime(1995, 1, 1), datetime(2100, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC))  # noqa: DTZ001
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)
REACTIONS = st.lists(st.fixed_dictionaries({"emoji": st.none() | TEXTS, "sender": st.none() | TEXTS}), max_size=3)
ROWS = st.fixed_dictionaries(
    {
        "sent_at": MOMENTS,
        "sender": st.none() | TEXTS,
        "text": st.none() | TEXTS,
        "kind": st.sampled_from(KIND_NAMES),
        "reply_to": st.none() | TEXTS,
        "edited_at": st.none() | MOMENTS,
        "reactions": st.none() | REACTIONS,
    }
)


def table_of(rows: list[dict[str, object]]) -> pl.DataFrame:
    schema = {name: kind for name, kind in SCHEMA.items() if name not in {"conversation", "source", "ref"}}
    frame = pl.DataFrame(rows, schema=schema)
    return conform(frame.with_columns(ref=pl.format("L{}", pl.int_range(pl.len()))), "Rosa", "whatsapp")


@given(st.lists(ROWS, min_size=1, max_size=8))
def test_content_comes_back_exactly(rows: list[dict[str, object]]) -> None:
    table = table_of(rows)
    names = ("sent_at", "sender", "text", "kind", "reply_to", "edited_at", "reactions")
    assert table_content(stored_content(table)).equals(table.select(names))


SHORT_ROWS = st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["a", "b", None])), max_size=12)


def content_of(rows: list[tuple[int, str | None]]) -> pl.DataFrame:
    """Stored content of messages at some seconds."""
    start = datetime(2024, 5, 4, tzinfo=UTC)
    messages: list[dict[str, object]] = [
        {"sent_at": start + timedelta(seconds=second), "text": text, "kind": "text"} for second, text in rows
    ]
    return stored_content(table_of(messages))


@given(SHORT_ROWS, SHORT_ROWS)
def test_each_row_has_the_number_of_its_first_equal_stored_row_that_is_free(
    stored: list[tuple[int, str | None]], added: list[tuple[int, str | None]]
) -> None:
    free = list(enumerate(stored))
    expected: list[int] = []
    next_number = len(stored)
    for row in added:
        equal = next((entry for entry in free if entry[1] == row), None)
        if equal is None:
            expected.append(next_number)
            next_number += 1
        else:
            free.remove(equal)
            expected.append(equal[0])
    numbered = content_of(stored).with_columns(pl.Series("number", np.arange(len(stored))))
    assert numbers_of(content_of(added), numbered, len(stored)).tolist() == expected


def test_all_columns_come_back_from_the_file_exactly(tmp_path: Path) -> None:
    moment = datetime(2024, 2, 29, 23, 59, 59, 999_999, tzinfo=UTC)
    rows: list[dict[str, object]] = [
        {"sent_at": moment, "sender": "Rosa", "text": "\0 zero, 🙂‍↔️ and\nlines", "kind": "text", "reply_to": "L1"},
        {"sent_at": moment, "sender": None, "kind": "system"},
        {"sent_at": moment + timedelta(microseconds=1), "sender": "Imke", "text": "x", "kind": "image",
         "edited_at": moment, "reactions": [{"emoji": "❤", "sender": None}]},
        {"sent_at": moment - timedelta(days=9_999), "sender": "Imke", "kind": "call", "reactions": []},
    ]  # fmt: skip
    part = parsed([(0, "Rosa", "x")])
    table = table_of(rows)
    with library_in(tmp_path) as library:
        library.add([new_export("one", type(part)(part.conversation, table, origin=part.origin))])
        (history,) = library.histories()
        assert history.history.messages.equals(table)


def test_what_two_exports_hold_alike_is_stored_once(tmp_path: Path) -> None:
    messages = [(0, "Rosa", "ok"), (0, "Rosa", "ok"), (3, "Imke", "well"), (5, "Rosa", "so")]
    with library_in(tmp_path) as library:
        library.add([new_export("one", parsed(messages[:3]))])
        library.add([new_export("two", parsed([*messages[1:], (9, "Imke", "bye")]))])
        texts = library.database.rows("SELECT text FROM messages ORDER BY id")
    assert texts == [("ok",), ("ok",), ("well",), ("so",), ("bye",)]
