from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.core.spans import DateSpan, IndexSpan

ORIGIN = date(2022, 1, 3)
SPANS = st.tuples(st.integers(-20, 60), st.integers(0, 30)).map(lambda pair: IndexSpan(pair[0], sum(pair)))


def test_both_ends_are_included() -> None:
    span = DateSpan(ORIGIN, ORIGIN + timedelta(days=6))
    assert span.days == 7
    assert span.contains(span.first)
    assert span.contains(span.last)
    assert not span.contains(ORIGIN - timedelta(days=1))
    assert not span.contains(span.last + timedelta(days=1))
    assert IndexSpan(3, 3).days == 1


@given(SPANS, SPANS)
def test_spans_overlap_where_they_share_a_day(first_span: IndexSpan, second_span: IndexSpan) -> None:
    shared = set(range(first_span.first, first_span.last + 1)) & set(range(second_span.first, second_span.last + 1))
    assert first_span.overlaps(second_span) == second_span.overlaps(first_span) == bool(shared)
    assert first_span.dates(ORIGIN).overlaps(second_span.dates(ORIGIN)) == bool(shared)


@given(SPANS)
def test_dates_and_positions_are_each_other_s_inverse(span: IndexSpan) -> None:
    dates = span.dates(ORIGIN)
    assert dates.indices(ORIGIN) == span
    assert dates.days == span.days


@pytest.mark.parametrize(
    ("span", "expected"), [(IndexSpan(0, 2), [0, 1, 2]), (IndexSpan(3, 3), [3]), (IndexSpan(2, 1), [])]
)
def test_a_slice_takes_the_positions(span: IndexSpan, expected: list[int]) -> None:
    assert list(range(5))[span.as_slice] == expected


def test_spans_are_ordered_by_their_first_day() -> None:
    assert sorted([IndexSpan(5, 6), IndexSpan(1, 9), IndexSpan(1, 2)]) == [
        IndexSpan(1, 2), IndexSpan(1, 9), IndexSpan(5, 6),
    ]  # fmt: skip
