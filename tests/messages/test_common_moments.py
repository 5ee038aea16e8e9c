"""Rows are alike where all rows of their moment are, in both tables and in one order."""

from __future__ import annotations

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from unlike.messages.common_moments import common_moments

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
    common = common_moments(table_of(first), table_of(second), COLUMNS)
    alike, alike_in_second = common.alike
    assert [first[place] for place in alike] == [second[place] for place in alike_in_second]
    shared = {moment for moment, _ in first} & {moment for moment, _ in second}
    alike_moments = {moment for moment in shared if texts_at(first, moment) == texts_at(second, moment)}
    for rows, places, others in zip((first, second), common.alike, common.others, strict=True):
        moments, other_moments = {rows[place][0] for place in places}, {rows[place][0] for place in others}
        assert moments <= alike_moments
        assert moments | other_moments == shared
        expected = [place for place, (moment, _) in enumerate(rows) if moment in shared]
        assert sorted([*places.tolist(), *others.tolist()]) == expected
        assert not moments & other_moments


def test_only_moments_that_differ_are_left() -> None:
    first = table_of([(0, "a"), (1, "b"), (1, None), (2, "c"), (3, "d")])
    second = table_of([(1, "b"), (1, None), (2, "changed"), (3, "d"), (4, "e")])
    common = common_moments(first, second, COLUMNS)
    assert [places.tolist() for places in common.alike] == [[1, 2, 4], [0, 1, 3]]
    assert [places.tolist() for places in common.others] == [[3], [2]]


def test_the_other_order_within_a_moment_is_not_alike() -> None:
    common = common_moments(table_of([(0, "a"), (0, "b")]), table_of([(0, "b"), (0, "a")]), COLUMNS)
    assert not len(common.alike[0])
    assert common.others[0].tolist() == [0, 1]
