"""Running `unlike series`: from its options to the daily signals on standard output."""

from __future__ import annotations

from unlike.api import daily_signals
from unlike.cli.check_input import input_analysis
from unlike.cli.options import CheckOptions
from unlike.cli.output import write_output


def write_series(options: CheckOptions) -> None:
    """Read the exports, or the library where none is given, and write the signals of everybody in them as CSV.

    Raises:
        UnlikeError: the exports or the options cannot be used.
    """
    write_output(daily_signals(input_analysis(options)[0]).csv())
