"""Signals day by day as one long table, for those who want the numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from unlike.analysis.analysis import Analysis
from unlike.core.series import Series
from unlike.messages.spreadsheet_columns import spreadsheet_cells
from unlike.signals import SIGNALS, MeasuredConversation, measure, series

_CONTROLS: Final = r"[\p{Cc}\u{202a}-\u{202e}\u{2066}-\u{2069}]"
"""Characters that move, colour or turn a line of a terminal."""
_SCHEMA: Final = {
    "conversation": pl.String,
    "person": pl.String,
    "day": pl.Date,
    "signal": pl.String,
    "unit": pl.String,
    "value": pl.Float64,
    "messages": pl.Float64,
}


@dataclass(frozen=True, repr=False)
class DailySignals:
    """One row a conversation, person, day and signal.

    Attributes:
        table: `conversation` (its title), `person`, `day` (in the owner's zone, from four in the morning), `signal`,
            `unit`, `value` (null without an observation) and `messages` (how many it rests on; of a count 1 where the
            day counts).
    """

    table: pl.DataFrame

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The table by Arrow's PyCapsule interface, without a copy."""
        return self.table.__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        return repr(self.table)

    def _repr_html_(self) -> str:
        """The table as a notebook shows it."""
        return self.table._repr_html_()

    def csv(self) -> str:
        """The table as CSV, with a line of heads; names without control characters, and none is a formula."""
        names = pl.col("conversation", "person").str.replace_all(_CONTROLS, "")
        return spreadsheet_cells(self.table.with_columns(names), ("conversation", "person")).write_csv()


def daily_signals(analysis: Analysis) -> DailySignals:
    """Signals of everybody who was analysed, day by day, in the order of conversations, people and signals."""
    frames = [pl.DataFrame(schema=_SCHEMA)]
    for part in analysis.parts.conversations:
        names = [person.name for person in part.people]
        if names:
            measured = measure(part.rows, SIGNALS, analysis.zone, part.conversation.clock)
            frames += signal_frames(measured, part.conversation.title, names)
    return DailySignals(pl.concat(frames))


def signal_frames(measured: MeasuredConversation, title: str, names: Sequence[str]) -> Iterator[pl.DataFrame]:
    """Daily signals of some people of a conversation, one table a person and signal; columns as in `DailySignals`."""
    units = {signal.name: signal.unit for signal in measured.signals}
    for name in names:
        for one in series(measured, name):
            yield _frame(one, title, name, units[one.name])


def _frame(one: Series, title: str, name: str, unit: str) -> pl.DataFrame:
    """One signal of one person."""
    values = pl.Series(one.values, dtype=pl.Float64).fill_nan(None)
    return pl.DataFrame(
        {
            "conversation": title,
            "person": name,
            "day": pl.Series(one.days).cast(pl.Date),
            "signal": one.name,
            "unit": unit,
            "value": values,
            "messages": pl.Series(one.weights, dtype=pl.Float64),
        },
        schema=_SCHEMA,
    )
