"""Options of `unlike check`, and whether they fit together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from unlike.errors import OptionError, UsageError
from unlike.i18n import lazy, mark


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """The options of `unlike check`, as given."""

    exports: tuple[Path, ...]
    me: str | None = None
    same: tuple[str, ...] = ()
    person: str | None = None
    timezone: str | None = None
    since: date | None = None
    until: date | None = None
    date_order: str | None = None
    app: str | None = None
    possible: bool = False
    despite_unread: bool = False
    show: int | None = None
    usual: bool = False
    everything: bool = False
    as_json: bool = False
    as_csv: bool = False
    layout: str = "screen"
    names: bool = False
    quotes: bool = False
    quiet: bool = False
    color: bool | None = None
    calendars: tuple[Path, ...] = ()
    dates: tuple[Path, ...] = ()

    def validate(self) -> None:
        """Whether the wishes fit together.

        Raises:
            OptionError: they do not.
        """
        if self.since and self.until and self.since > self.until:
            expected: str = lazy("a day on or after --since {day}", day=self.since)
            raise OptionError("--until", self.until.isoformat(), expected)
        if self.as_csv and (self.as_json or self.show is not None):
            expected = mark("it without --json and --show: it writes one row for each person and chat")
            raise OptionError("--csv", "", expected)
        if self.layout == "agent" and (self.as_json or self.show is not None):
            raise OptionError("--format", self.layout, mark("it without --json and --show"))
        if self.layout == "screen" and (self.names or self.quotes):
            option = "--names" if self.names else "--quotes"
            raise UsageError(lazy("{option} goes with --format agent: the screen keeps both.", option=option))
        exports_alone = (("--app", self.app), ("--date-order", self.date_order), ("--same", "; ".join(self.same)))
        for option, value in exports_alone:
            if value and not self.exports:
                raise OptionError(option, value, mark("it with an export: what is in your library was read already"))
        if self.as_json and self.show is not None:
            expected = mark("it without --json: the document holds every finding's refs")
            raise OptionError("--show", str(self.show), expected)
