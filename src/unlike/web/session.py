"""What is open: the exports, the answers only the owner could give, and the study made of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextvars import copy_context
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Event, Lock, Thread
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.analysis.quotes import quoted
from unlike.analysis.stages import Analysis, AnalysisOptions, analyse, with_annotations
from unlike.errors import DateOrderError, OwnerUnknownError, UnlikeError
from unlike.i18n import translate
from unlike.library import Note, UserData
from unlike.messages.queries import one_conversation
from unlike.presentation.numbering import NumberedFinding, numbered_findings
from unlike.presentation.sanitise import sanitise
from unlike.presentation.sentences.interface.http_errors import BROKEN
from unlike.results import PersonFindings, Quote
from unlike.signals import grains
from unlike.web.chart_data import ChartLines

PAGE = 100
_PATHS = re.compile(r"^/\S.*?/(?=[^/]*: )")


@dataclass(slots=True)
class ImportProgress:
    """How far a reading is: bytes and people, done and in all; the second pair is told after the first."""

    read: int = 0
    size: int = 0
    looked: int = 0
    people: int = 0

    def reading(self, done: int, whole: int) -> None:
        """So many bytes are read."""
        self.read, self.size = done, whole

    def looking(self, done: int, whole: int) -> None:
        """So many people were looked at."""
        self.looked, self.people = done, whole


@dataclass(slots=True)
class SessionCache:
    """What was worked out of a study, to be used again: by conversation, or by conversation and person."""

    of: Analysis | None = None
    rows: dict[str, pl.DataFrame] = field(default_factory=dict)
    clocks: dict[str, NDArray[np.int64]] = field(default_factory=dict)
    lines: dict[tuple[str, str], ChartLines] = field(default_factory=dict)
    behind: dict[tuple[str, str], int] = field(default_factory=dict)


@dataclass(slots=True)
class Session:
    """One reader's exports.

    Attributes:
        zone, today: the owner's.
        usual_zone: of the command line or of this machine, where no other is chosen.
        paths: what is open; nothing at first.
        owner, date_order: as answered on the page or given on the command line.
        room: keeps what the owner noted and how they want the page.
        calendars, dates: files of what they know of any days.
        study: the answer; None while something is missing.
        problem: the sentence of what is wrong; empty where nothing is.
        names: to choose the owner from, where nobody said.
        order_asked: whether the order of dates is to be asked.
        progress: of a reading that goes on; None where none does.
    """

    zone: ZoneInfo
    today: Callable[[], date]
    paths: tuple[Path, ...] = ()
    owner: str | None = None
    date_order: str | None = None
    usual_zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    room: UserData = field(default_factory=UserData)
    calendars: tuple[Path, ...] = ()
    dates: tuple[Path, ...] = ()
    study: Analysis | None = None
    problem: str = ""
    names: tuple[str, ...] = ()
    order_asked: bool = False
    progress: ImportProgress | None = None
    _reading: Lock = field(default_factory=Lock, repr=False)
    _done: Event = field(default_factory=Event, repr=False)
    _kept: SessionCache = field(default_factory=SessionCache, repr=False)

    def begin(self, work: Callable[[], None], patience: float = 0.0) -> bool:
        """Do something that takes long beside the page, and wait a little for it; False where something goes on.

        Args:
            work: one of the methods below.
            patience: seconds to wait.
        """
        if self.progress is not None:
            return False
        self.progress = ImportProgress()
        self._done.clear()
        Thread(
            target=copy_context().run, args=(self._worked, work), daemon=True
        ).start()  # never keeps the program from stopping
        self._done.wait(patience)
        return True

    def _worked(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception:  # noqa: BLE001 - nobody else would hear of it
            self.problem = translate(BROKEN)
        finally:
            self.progress = None
            self._done.set()

    def open(self, paths: Sequence[Path], *, beside: bool = False) -> None:
        """Read other exports, instead of what is open or beside it; where they cannot be used, what is open stays."""
        before = (self.paths, self.owner, self.date_order, self.study)
        self.paths = (*self.paths, *paths) if beside else tuple(paths)
        self.owner, self.date_order = (self.owner, self.date_order) if beside else (None, None)
        self.read()
        if self.problem:
            self.paths, self.owner, self.date_order, self.study = before

    def read(self) -> None:
        """Read what is open with the answers there are; what is missing or wrong is kept to be shown."""
        with self._reading:
            self.problem, self.names, self.order_asked = "", (), False
            found: Analysis | None = None
            try:
                found = analyse(self.paths, self._question()) if self.paths else None
            except OwnerUnknownError as error:
                self.names = error.names
                self.problem = "" if error.names else str(error)
            except DateOrderError:
                self.order_asked = True
            except UnlikeError as error:
                self.problem = said(error)
            self.study = found

    def refresh(self) -> None:
        """Put the notes and dates as they are now beside what was found.

        Raises:
            UnlikeError: what is kept, or a file of dates, cannot be used; everything stays as it was.
        """
        with self._reading:
            if self.study is not None:
                self.study = with_annotations(self.study, self._question())

    def _question(self) -> AnalysisOptions:
        told = self.progress or ImportProgress()
        return AnalysisOptions(
            self.zone,
            owner=self.owner,
            date_order=self.date_order,
            notes=self.notes(),
            calendars=self.calendars,
            dates=self.dates,
            progress=told.reading,
            looking=told.looking,
        )

    def notes(self) -> tuple[Note, ...]:
        """What the owner noted.

        Raises:
            LibraryError: it cannot be read.
        """
        return self.room.notes.all()

    def found(self) -> tuple[NumberedFinding, ...]:
        """All findings, in the order in which they are numbered."""
        return numbered_findings(self.study.findings, self.today()) if self.study else ()

    @property
    def _known(self) -> SessionCache:
        """What was worked out of the study there is now."""
        if self._kept.of is not self.study:
            self._kept = SessionCache(self.study)
        return self._kept

    def behind(self) -> dict[tuple[str, str], int]:
        """The finding that a message belongs to first, by conversation and ref."""
        numbers = self._known.behind
        if not numbers:
            for number, one in enumerate(self.found(), start=1):
                for ref in one.finding.messages:
                    numbers.setdefault((one.conversation.key, ref), number)
        return numbers

    def rows(self, key: str) -> pl.DataFrame:
        """A conversation's messages, in order, with their place in the column "row"."""
        if self.study is None:
            return pl.DataFrame()
        rows = self._known.rows.get(key)
        if rows is None:
            table = self.study.messages
            rows = one_conversation(table, key).with_row_index("row")
            self._known.rows[key] = rows
        return rows

    def row_at(self, key: str, moment: int) -> int:
        """The first message from a moment on (wall-clock seconds of the owner's zone), or the last one of all."""
        clocks = self._known.clocks.get(key)
        if clocks is None:
            local = self.rows(key)["sent_at"].dt.convert_time_zone(self.zone.key).dt.replace_time_zone(None)
            # an hour that a clock change repeats does not run back
            clocks = np.maximum.accumulate(local.dt.epoch("s").to_numpy().astype(np.int64))
            self._known.clocks[key] = clocks
        return min(int(np.searchsorted(clocks, moment)), clocks.size - 1)

    def lines(self, key: str, person: PersonFindings) -> ChartLines:
        """What a person's picture is drawn from."""
        lines = self._known.lines.get((key, person.name))
        if lines is None:
            measured = self.study.measured.get(key) if self.study else None
            names = [trace.name for trace in person.signal_histories if trace.values]
            lines = ChartLines(grains(measured, person.name, names) if measured and names else ())
            self._known.lines[key, person.name] = lines
        return lines

    def quotes(self, rows: pl.DataFrame, marked: Sequence[str]) -> tuple[Quote, ...]:
        """Rows as messages."""
        return quoted(rows.with_columns(marked=pl.col("ref").is_in(list(marked))), self.zone)


def said(error: UnlikeError) -> str:
    """The sentence of a mistake, for a page: without folders that say nothing there."""
    return sanitise(_PATHS.sub("", str(error)))


def holding(rows: pl.DataFrame, words: str) -> pl.DataFrame:
    """The messages that hold these words, whatever their case, the latest first."""
    found = pl.col("text").str.contains(f"(?i){pl.escape_regex(words)}")  # a third of the time of lower-casing all
    return rows.filter(found.fill_null(value=False)).reverse()
