"""Names in cells: two values never become one name, and what is no value is none."""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.readers.formats.value_names import bounded_name, is_missing, value_name, value_words

NAMES = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=400)
COLUMNS = st.sampled_from([
    st.integers(),
    st.floats(allow_nan=False),
    st.decimals(allow_nan=False, allow_infinity=False, places=6),
    st.binary(min_size=1, max_size=8).filter(lambda value: value.decode("utf-8", "ignore").isalnum()),
    NAMES,
    st.datetimes(),
    st.dates(),
    st.times(),
    st.timedeltas(),
    st.booleans(),
    st.lists(st.integers(), min_size=1),
    st.fixed_dictionaries({"id": st.integers(), "name": NAMES}),
])  # fmt: skip


@given(st.data())
def test_different_values_of_one_column_have_different_names(data: st.DataObject) -> None:
    distinct: list[Any] = []
    for value in data.draw(st.lists(data.draw(COLUMNS))):
        if value not in distinct:
            distinct.append(value)
    names = [value_name(value) for value in distinct]
    assert len(set(names)) == len(names)
    assert all(0 < len(name) <= 200 for name in names)


@given(st.lists(st.text("ab", min_size=1, max_size=3), unique=True), st.integers(0, 400))
def test_names_that_begin_alike_stay_apart_however_long(ends: list[str], length: int) -> None:
    names = [bounded_name("x" * length + end) for end in ends]
    assert len(set(names)) == len(ends)
    assert all(len(name) <= 200 for name in names)


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (5, "5"),
        (5.0, "5"),
        (-0.0, "0"),
        (2.5, "2.5"),
        (math.inf, "inf"),
        (Decimal("5.00"), "5"),
        (Decimal("5.20"), "5.2"),
        (Decimal(100), "100"),
        (b"Rosa", "Rosa"),
        (b"\xff", "\\xff"),
        (True, "true"),
        ("  Rosa\n Ahl ", "Rosa Ahl"),
        (date(2024, 5, 1), "2024-05-01"),
        (time(10, 15), "10:15:00"),
        (datetime(2024, 5, 1, tzinfo=UTC), "2024-05-01T00:00:00+00:00"),
        (timedelta(days=1), "1 day, 0:00:00"),
        (["Rosa", 1], '["Rosa",1]'),
        ({"b": 1, "a": None}, '{"a":null,"b":1}'),
    ],
)
def test_a_name_is_what_a_person_would_write(value: object, name: str) -> None:
    assert value_name(value) == name


@pytest.mark.parametrize(
    "value",
    [None, math.nan, Decimal("NaN"), Decimal("sNaN"), pd.NA, pd.NaT, [], {}, [None], {"id": None, "x": math.nan}],
)
def test_what_is_no_value_has_no_name(value: object) -> None:
    assert is_missing(value)
    assert value_words(value) is None
    assert value_name(value) == ""
