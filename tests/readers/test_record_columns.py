from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from unlike.messages import KIND_NAMES
from unlike.readers import record_columns as record_columns_module
from unlike.readers.base import Conversation, Interpretation
from unlike.readers.conversation_rows import ConversationRows, RecordRow, gathered_conversation
from unlike.readers.record_columns import in_order_of_time, normal_columns, reactions_column, record_columns

MOST_QUERIES = 4
"""Queries of Polars for a conversation whose messages all have moments: each takes longer than reading a tiny chat."""
TEXTS = st.none() | st.sampled_from(("", " ", "\x1c", "\x85\u3000", "\u200b", "hi", " hi\n")) | st.text(max_size=4)
ROWS = st.lists(
    st.builds(
        RecordRow,
        ref=st.sampled_from(("a", "b")),
        sent_at=st.none() | st.integers(-(2**63), 2**63 - 1) | st.integers(0, 5),
        sender=st.none() | st.just("Rosa"),
        kind=st.sampled_from(KIND_NAMES),
        text=TEXTS.filter(lambda text: text is None or text.isprintable() or text.isascii()),
        reactions=st.lists(st.tuples(st.just("❤"), st.none() | st.just("Rosa")), max_size=2),
        reply_to=st.none(),
        edited_at=st.none(),
        sent_by_wall_clock=st.booleans(),
        edited_by_wall_clock=st.booleans(),
    ),
    max_size=8,
)


@given(ROWS)
@example([RecordRow("a", 1, "Rosa", "text", "\x85\u3000")])
@example([RecordRow("a", 1, "Rosa", "text", "\x1f\x1c ")])
def test_columns_are_what_each_row_says(rows: list[RecordRow]) -> None:
    table = normal_columns(record_columns(rows))
    for row, shown in zip(rows, table.iter_rows(named=True), strict=True):
        is_typed = row.kind not in {"deleted", "system", "call"} and row.text is not None and row.text.strip()
        assert shown["text"] == (row.text if is_typed else None)
        assert shown["kind"] == ("media" if row.kind == "text" and not is_typed else row.kind)
        assert shown["sender"] == (None if row.kind == "system" else row.sender)
        assert shown["reactions"] == [{"emoji": emoji, "sender": who} for emoji, who in row.reactions]


@given(ROWS)
def test_rows_are_turned_around_where_most_steps_go_back(rows: list[RecordRow]) -> None:
    steps = 0
    for clock in (False, True):
        times = [row.sent_at for row in rows if row.sent_at is not None and row.sent_by_wall_clock is clock]
        steps += sum((later > earlier) - (later < earlier) for earlier, later in pairwise(times))
    expected = rows[::-1] if steps < 0 else rows
    assert in_order_of_time(record_columns(rows)).equals(record_columns(expected))


def test_what_nobody_typed_may_be_no_text_of_the_table() -> None:
    assert record_columns([RecordRow("a", 1, "\ud800", "system", "\ud800")])["text"].to_list() == [None]


def test_reactions_stand_beside_their_records() -> None:
    column = reactions_column([[("❤", "Rosa"), ("👍", None)], [], [("❤", None)]])
    assert [[reaction["emoji"] for reaction in each] for each in column.to_list()] == [["❤", "👍"], [], ["❤"]]
    assert reactions_column([(), ()]).to_list() == [[], []]
    assert reactions_column([]).dtype == column.dtype


@given(ROWS)
def test_many_reactions_are_joined_as_few_are_listed(rows: list[RecordRow]) -> None:
    reactions = [row.reactions for row in rows]
    nothing = reactions_column([()])
    assert record_columns_module._joined_reactions(reactions, nothing).equals(reactions_column(reactions))


def test_a_small_conversation_is_made_with_few_queries(monkeypatch: pytest.MonkeyPatch) -> None:
    queries = 0
    collect = pl.LazyFrame.collect

    def counted(frame: pl.LazyFrame, **options: Any) -> Any:  # noqa: ANN401 - as Polars has it
        nonlocal queries
        queries += 1
        return collect(frame, **options)

    records = ConversationRows()
    records.rows = [RecordRow(f"m{at}", 1_714_564_800_000_000 + at, "Rosa", "text", "tea?") for at in range(9)]
    records.rows[4] = records.rows[4]._replace(reactions=[("❤", "Imke")])
    records.total = 9
    conversation = Conversation("k", "Rosa", "app", group=False, owner=None, clock=timedelta(seconds=1))
    monkeypatch.setattr(pl.LazyFrame, "collect", counted)
    monkeypatch.setattr(pl.LazyFrame, "_collect_eager", counted)
    gathered_conversation(conversation, records).interpreted(Interpretation(ZoneInfo("UTC")))
    assert 0 < queries <= MOST_QUERIES
