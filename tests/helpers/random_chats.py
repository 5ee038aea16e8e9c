"""Random invented chats, for tests that write them as an app does and read them back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl
from hypothesis import strategies as st

WORDS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufeff") | st.just("\n"), min_size=1, max_size=40
)
"""What people type: lines of any characters but those that control something."""

_VISIBLE_WORDS = WORDS.filter(lambda words: bool(words.strip()))
_GAPS = st.lists(st.sampled_from((0, 1, 37, 4_000, 86_400_000, 20_000_000_000)), min_size=1, max_size=12)
"""Milliseconds between messages."""

FIRST = datetime(2019, 3, 30, 22, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class RandomMessage:
    """A message: milliseconds after `FIRST`, who sent it, and the words."""

    after: int
    sender: int
    text: str

    @property
    def sent_at(self) -> datetime:
        return FIRST + timedelta(milliseconds=self.after)

    @property
    def milliseconds(self) -> int:
        return int(FIRST.timestamp() * 1000) + self.after


@st.composite
def random_messages(draw: st.DrawFn, people: int = 2, step: int = 1) -> list[RandomMessage]:
    """Messages of a few people in the order of their times, in whole steps of milliseconds."""
    after, messages = 0, []
    for gap in draw(_GAPS):
        after += -(-gap // step) * step
        text = draw(_VISIBLE_WORDS)
        messages.append(RandomMessage(after, draw(st.integers(0, people - 1)), text))
    return messages


def rows_of(table: pl.DataFrame) -> list[tuple[Any, ...]]:
    """Moment, sender and words of every row."""
    return table.select("sent_at", pl.col("sender").cast(pl.String), "text").rows()
