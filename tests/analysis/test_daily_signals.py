"""Daily signals as a table: what anybody counts in the chat, whole days, and Arrow's interface."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl
import pytest

from unlike.analysis.daily_signals import DailySignals, daily_signals
from unlike.core.day_rule import day_of
from unlike.signals import SIGNALS

if TYPE_CHECKING:
    from conftest import Studied


@pytest.fixture(scope="module")
def signals(rosa: Studied) -> DailySignals:
    return daily_signals(rosa.analysis)


def test_every_signal_has_every_day_once(rosa: Studied, signals: DailySignals) -> None:
    chat = rosa.analysis.findings.conversations[0]
    assert chat.first is not None
    assert chat.last is not None
    days = (day_of(chat.last) - day_of(chat.first)).days + 1
    rows = signals.table.group_by("signal").agg(pl.len(), pl.col("day").n_unique().alias("days"))
    assert rows.height > 15
    assert rows["len"].unique().to_list() == rows["days"].unique().to_list() == [days]
    assert set(rows["signal"]) <= {signal.name for signal in SIGNALS}
    assert signals.table["person"].unique().to_list() == ["Rosa"]


def test_messages_a_day_are_those_of_the_chat(rosa: Studied, signals: DailySignals) -> None:
    one = date(2025, 8, 16)
    value = signals.table.row(by_predicate=(pl.col("day") == one) & (pl.col("signal") == "messages"), named=True)
    theirs = rosa.analysis.messages.filter(pl.col("sender").cast(pl.String) == "Rosa", pl.col("kind") != "call")
    moments = theirs["sent_at"].dt.convert_time_zone("Europe/Berlin").to_list()
    assert value["value"] == sum(day_of(moment) == one for moment in moments) > 0


def test_what_was_not_observed_is_null_and_rests_on_nothing(signals: DailySignals) -> None:
    assert signals.table["value"].is_nan().sum() == 0
    assert signals.table.filter(pl.col("value").is_null(), pl.col("messages") > 0).is_empty()
    assert not signals.table.filter(pl.col("value").is_null()).is_empty()


def test_the_table_goes_out_as_arrow_and_as_csv(rosa: Studied, signals: DailySignals) -> None:
    assert pl.DataFrame(signals).equals(signals.table)
    assert signals.csv().splitlines()[0] == "conversation,person,day,signal,unit,value,messages"
    assert len(signals.csv().splitlines()) == signals.table.height + 1
    assert rosa.analysis.messages.height == len(rosa.refs)


def test_names_in_csv_move_no_terminal_and_are_no_formulas(signals: DailySignals) -> None:
    table = signals.table.head(1).with_columns(
        conversation=pl.lit("=1+1"), person=pl.lit("\x1b[31m\x9b2JRosa\u202e\n@x")
    )
    (_, line) = DailySignals(table).csv().splitlines()
    assert line.startswith("'=1+1,[31m2JRosa@x,")
    (_, line) = DailySignals(table.with_columns(person=pl.lit("\x1b@x"))).csv().splitlines()
    assert line.startswith("'=1+1,'@x,")


def test_a_notebook_and_the_prompt_show_the_table(signals: DailySignals) -> None:
    assert repr(signals) == repr(signals.table)
    assert signals._repr_html_().count("<td>") > 20
