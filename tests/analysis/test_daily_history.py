from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest

from unlike.analysis.daily_history import daily_history
from unlike.analysis.daily_signals import daily_signals

if TYPE_CHECKING:
    from conftest import Studied


@pytest.fixture(scope="module")
def rosa_signals(rosa: Studied) -> pl.DataFrame:
    return daily_signals(rosa.analysis).table.filter(person="Rosa").drop_nulls("value")


@pytest.mark.parametrize("habit", ["length", "messages", "thanks"])
def test_it_has_the_values_of_the_daily_signals_and_none_between(
    rosa: Studied, rosa_signals: pl.DataFrame, habit: str
) -> None:
    key = rosa.analysis.findings.conversations[0].key
    history = daily_history(rosa.analysis, key, "Rosa", habit)
    table = rosa_signals.filter(signal=habit)
    assert history is not None
    assert [value for value in history.values if value is not None] == table["value"].to_list()
    low, high = history.usual_range
    assert table["value"].is_between(low, high).mean() == pytest.approx(0.9, abs=0.09)


def test_who_wrote_nothing_has_no_history(rosa: Studied) -> None:
    key = rosa.analysis.findings.conversations[0].key
    assert daily_history(rosa.analysis, key, "Nobody", "length") is None
