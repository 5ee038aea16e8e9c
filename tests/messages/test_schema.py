"""Putting a conversation in order."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from unlike.messages import conform, sort

EARLY = datetime(2024, 1, 1, tzinfo=UTC)


def part(minutes: list[int]) -> pl.DataFrame:
    sent = [EARLY + timedelta(minutes=minute) for minute in minutes]
    refs = [f"L{line}" for line in range(len(minutes))]
    frame = pl.DataFrame(
        {"sent_at": sent, "ref": refs, "text": refs}, schema_overrides={"sent_at": pl.Datetime("us", "UTC")}
    )
    return conform(frame, "Imke", "whatsapp")


@given(st.lists(st.integers(0, 9)))
def test_ties_keep_the_file_s_order(minutes: list[int]) -> None:
    made = part(minutes)
    assert sort(made).equals(made.sort("sent_at", maintain_order=True))


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 300)), max_size=4))
def test_a_few_late_messages(swaps: list[tuple[int, int]]) -> None:
    minutes = list(range(301))
    for one, two in swaps:
        minutes[one], minutes[two] = minutes[two], minutes[one]
    made = part(minutes)
    assert sort(made).equals(made.sort("sent_at", maintain_order=True))


def test_many_late_messages() -> None:
    made = part([minute ^ 1 for minute in range(400)])
    assert sort(made).equals(made.sort("sent_at", maintain_order=True))
