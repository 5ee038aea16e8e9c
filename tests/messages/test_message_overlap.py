"""What two tables have in common is told by their contents."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from unlike.messages import conform
from unlike.messages.message_overlap import HistoryPart, message_overlap

START = datetime(2024, 5, 4, 7, tzinfo=UTC)


def part(texts: dict[int, str], senders: str = "AB", clock: timedelta = timedelta(minutes=1)) -> HistoryPart:
    """A message at each of some seconds; the senders take turns."""
    frame = pl.DataFrame(
        {
            "sent_at": [START + timedelta(seconds=second) for second in texts],
            "sender": [senders[place % len(senders)] for place in range(len(texts))],
            "text": list(texts.values()),
            "ref": [f"L{place}" for place in range(len(texts))],
        }
    )
    return HistoryPart(conform(frame, "A", "test"), clock, "part")


TIMELINE = st.lists(st.integers(0, 20), min_size=1, max_size=14).map(sorted)
"""Messages as numbers, sorted: three texts a minute."""


def part_of(values: list[int]) -> HistoryPart:
    """A part with a message for each value: its third is the minute, the rest the text; one sender."""
    frame = pl.DataFrame(
        {
            "sent_at": [START + timedelta(minutes=value // 3) for value in values],
            "sender": ["A"] * len(values),
            "text": ["abc"[value % 3] for value in values],
            "ref": [f"L{place}" for place in range(len(values))],
        }
    )
    return HistoryPart(conform(frame, "A", "test"), timedelta(minutes=1), "part")


def test_only_the_common_time_counts() -> None:
    first = part({0: "a", 60: "b", 120: "c", 180: "d"})
    second = part({120: "c", 180: "x", 240: "e", 300: "f"})
    overlap = message_overlap(first, second)
    assert (overlap.first, overlap.second, overlap.matched) == (2, 2, 1)
    assert overlap.share == 0.5


def test_parts_without_common_time_are_disjoint() -> None:
    assert message_overlap(part({0: "a"}), part({600: "a"})).is_disjoint
    assert message_overlap(part({0: "a"}), part({})).is_disjoint


def test_the_coarser_clock_decides() -> None:
    seconds = part({5: "a", 70: "b", 130: "c"}, clock=timedelta(seconds=1))
    minutes = part({0: "a", 60: "b", 120: "c"})
    assert message_overlap(seconds, minutes).matched == 3
    assert message_overlap(minutes, seconds).matched == 3


def test_names_follow_from_messages_of_several_moments_only() -> None:
    assert message_overlap(part({0: "a", 60: "b"}), part({0: "a", 60: "b"}, "XY")).names == {"X": "A", "Y": "B"}
    assert message_overlap(part({0: "ok"}, "A"), part({0: "ok"}, "X")).names == {}


def test_a_name_of_both_parts_is_never_changed() -> None:
    overlap = message_overlap(part({0: "a", 60: "b", 120: "c"}), part({0: "a", 60: "b", 120: "c"}, "BA"))
    assert overlap.names == {}
    assert overlap.matched == 0


@given(TIMELINE, TIMELINE)
def test_equal_messages_are_paired_in_their_order(first: list[int], second: list[int]) -> None:
    """Of a minute and a text, as many pairs as both parts have, whatever else differs."""
    ours, theirs = part_of(first), part_of(second)
    overlap = message_overlap(ours, theirs)
    if overlap.is_disjoint:
        return
    start, end = max(first[0], second[0]) // 3, min(first[-1], second[-1]) // 3
    counts, other_counts = (
        Counter(value for value in values if start <= value // 3 <= end) for values in (first, second)
    )
    assert (overlap.first, overlap.second) == (counts.total(), other_counts.total())
    assert overlap.matched == (counts & other_counts).total()
