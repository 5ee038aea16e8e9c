"""Rows are alike where all rows of their moment are, in both tables and in one order."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from unlike.messages.alike_rows import alike_rows, without_rows

COLUMNS = ("moment", "text")
ROWS = st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["a", "b", None])), max_size=12)


def table_of(rows: list[tuple[int, str | None]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={"moment": pl.Int64, "text": pl.String}, orient="row")


def texts_at(rows: list[tuple[int, str | None]], moment: int) -> list[str | None]:
    return [text for row_moment, text in rows if row_moment == moment]


@given(ROWS, ROWS)
def test_rows_of_a_moment_are_alike_in_both_or_not_at_all(
    first: list[tuple[int, str | None]], second: list[tuple[int, str | None]]
) -> None:
    positions, others = alike_rows(table_of(first), table_of(second), COLUMNS)
    assert [first[place] for place in positions] == [second[place] for place in others]
    moments = {first[place][0] for place in positions}
    for moment in moments:
        assert texts_at(first, moment) == texts_at(second, moment)
        assert sum(first[place][0] == moment for place in positions) == len(texts_at(first, moment))


def test_only_moments_that_differ_are_left() -> None:
    first = table_of([(0, "a"), (1, "b"), (1, None), (2, "c"), (3, "d")])
    second = table_of([(1, "b"), (1, None), (2, "changed"), (3, "d"), (4, "e")])
    positions, others = alike_rows(first, second, COLUMNS)
    assert positions.tolist() == [1, 2, 4]
    assert others.tolist() == [0, 1, 3]
    assert without_rows(first, positions).rows() == [(0, "a"), (2, "c")]


def test_the_other_order_within_a_moment_is_not_alike() -> None:
    positions, _ = alike_rows(table_of([(0, "a"), (0, "b")]), table_of([(0, "b"), (0, "a")]), COLUMNS)
    assert not len(positions)
