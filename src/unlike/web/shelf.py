"""What is open: the exports, the answers only the owner could give, and the study made of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Lock
from zoneinfo import ZoneInfo

import polars as pl

from unlike.errors import DateOrderError, OwnerUnknownError, UnlikeError
from unlike.findings import Quote
from unlike.findings.quotes import quoted
from unlike.library import Note
from unlike.pipeline import Question, Study, study
from unlike.reports.numbering import Behind, numbered
from unlike.reports.plain import harmless

PAGE = 100
_PATHS = re.compile(r"^/\S.*?/(?=[^/]*: )")


@dataclass(slots=True)
class Shelf:
    """One reader's exports.

    Attributes:
        zone, today: the owner's.
        paths: what is open; nothing at first.
        owner, date_order: as answered on the page or given on the command line.
        notes: reads what the owner noted about earlier days.
        study: the answer; None while something is missing.
        problem: the sentence of what is wrong; empty where nothing is.
        names: to choose the owner from, where nobody said.
        order_asked: whether the order of dates is to be asked.
    """

    zone: ZoneInfo
    today: Callable[[], date]
    paths: tuple[Path, ...] = ()
    owner: str | None = None
    date_order: str | None = None
    notes: Callable[[], tuple[Note, ...]] = tuple
    study: Study | None = None
    problem: str = ""
    names: tuple[str, ...] = ()
    order_asked: bool = False
    _reading: Lock = field(default_factory=Lock, repr=False)

    def open(self, paths: Sequence[Path]) -> None:
        """Read other exports; who the owner is, is found out anew."""
        self.paths, self.owner, self.date_order = tuple(paths), None, None
        self.read()

    def read(self) -> None:
        """Read what is open with the answers there are; what is missing or wrong is kept to be shown."""
        with self._reading:
            self.study, self.problem, self.names, self.order_asked = None, "", (), False
            if not self.paths:
                return
            try:
                known = Question(self.zone, owner=self.owner, date_order=self.date_order, notes=self.notes())
                self.study = study(self.paths, known)
            except OwnerUnknownError as error:
                self.names = error.names
                self.problem = "" if error.names else str(error)
            except DateOrderError:
                self.order_asked = True
            except UnlikeError as error:
                self.problem = harmless(_PATHS.sub("", str(error)))

    def found(self) -> tuple[Behind, ...]:
        """All findings, in the order in which they are numbered."""
        return numbered(self.study.findings, self.today()) if self.study else ()

    def behind(self) -> dict[tuple[str, str], int]:
        """The finding that a message belongs to first, by conversation and ref."""
        numbers: dict[tuple[str, str], int] = {}
        for number, one in enumerate(self.found(), start=1):
            for ref in one.finding.messages:
                numbers.setdefault((one.conversation.key, ref), number)
        return numbers

    def rows(self, key: str) -> pl.DataFrame:
        """A conversation's messages, in order, with their place in the column "row"."""
        if self.study is None:
            return pl.DataFrame()
        table = self.study.messages
        return table.filter(pl.col("conversation").cast(pl.String) == key).with_row_index("row")

    def quotes(self, rows: pl.DataFrame, marked: Sequence[str]) -> tuple[Quote, ...]:
        """Rows as messages."""
        return quoted(rows.with_columns(marked=pl.col("ref").is_in(list(marked))), self.zone)


def holding(rows: pl.DataFrame, words: str) -> pl.DataFrame:
    """The messages that hold these words, whatever their case, the latest first."""
    found = pl.col("text").str.to_lowercase().str.contains(words.lower(), literal=True)
    return rows.filter(found.fill_null(value=False)).reverse()
