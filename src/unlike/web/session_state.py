"""Immutable session of one reader, and counts of what changes under a reading."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from unlike.api import Analysis, Import
from unlike.presentation.numbering import NumberedFinding, numbered_findings
from unlike.results import Findings
from unlike.web.chat_evidence import Evidence
from unlike.web.import_progress import ImportProgress
from unlike.web.page_library import LibraryComparison

NamePair = tuple[str, str]
"""Two names of one person, of which the first stays."""


@dataclass(frozen=True, slots=True)
class ChangeCounts:
    """How often something changed that a reading rests on; a reading compares its counts when it is done.

    Attributes:
        closings: the library was locked or deleted, or one of its chats forgotten.
        annotations: notes, calendars or dates were put beside what is open.
        forgettings: all that is kept beside the library was deleted.
        people: the owner said who is who in the library.
    """

    closings: int = 0
    annotations: int = 0
    forgettings: int = 0
    people: int = 0


@dataclass(frozen=True, slots=True)
class LibraryOpening:
    """Chats of the library that are opened.

    Attributes:
        numbers: of the chats.
        counts: of before they were read.
        added: what was just added to them; None where nothing was.
    """

    numbers: tuple[int, ...]
    counts: ChangeCounts
    added: LibraryComparison | None = None


@dataclass(frozen=True)
class Session:
    """Exports, chats and answers that one reader has open, as they are now.

    Attributes:
        zone: the owner's.
        today: gives the owner's day.
        paths: the exports that are open; empty at first.
        owner, date_order: as answered on the page or given on the command line; None where nobody said.
        default_zone: of the command line or of this machine, where no other is chosen.
        calendars, dates: files of what the owner knows of any days.
        import_result: what was read; None before that, or where it could not be used.
        analysis: the answer; None while something is missing.
        problem: the sentence of what is wrong; empty where nothing is.
        owner_candidates: to choose the owner from, where nobody said.
        needs_date_order: whether the order of dates has to be asked.
        despite_unread: the owner wants an answer, whatever was not read.
        progress: of a reading that goes on; None where none does.
        stored: numbers of the library's chats that are open, instead of exports.
        comparison: what the exports that are open bring to the library, or brought; None where nothing can be said.
        same_pairs, previous_same_pairs: two names each that the owner says are one person's in the open exports, now
            and before they last said so; None before that.
        is_outdated: the library's chats that are open were read before the owner last said who is who.
    """

    zone: ZoneInfo
    today: Callable[[], date]
    paths: tuple[Path, ...] = ()
    owner: str | None = None
    date_order: str | None = None
    default_zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    calendars: tuple[Path, ...] = ()
    dates: tuple[Path, ...] = ()
    import_result: Import | None = field(default=None, repr=False)
    analysis: Analysis | None = field(default=None, repr=False)
    problem: str = ""
    owner_candidates: tuple[str, ...] = ()
    needs_date_order: bool = False
    despite_unread: bool = False
    progress: ImportProgress | None = None
    stored: tuple[int, ...] = ()
    comparison: LibraryComparison | None = None
    is_outdated: bool = False
    same_pairs: tuple[NamePair, ...] = ()
    previous_same_pairs: tuple[NamePair, ...] | None = None

    def without_stored(self) -> Session:
        """The same with what was opened from the library closed, and nothing known of what exports bring to it."""
        if not self.stored:
            return replace(self, comparison=None)
        blank = replace(
            self, import_result=None, analysis=None, problem="", owner_candidates=(), needs_date_order=False
        )
        return replace(blank, stored=(), comparison=None).without_people_answers()

    @property
    def choosable_names(self) -> tuple[str, ...]:
        """Names of everybody in the exports that are open, where there are several chats in which one can be joined."""
        if (
            self.import_result is None
            or self.analysis is None
            or self.stored
            or len(self.import_result.conversations) < 2
        ):
            return ()
        return self.import_result.people

    def without_people_answers(self) -> Session:
        """The same before anything was said of who is who in what is open."""
        return replace(self, is_outdated=False, same_pairs=(), previous_same_pairs=None)

    def with_progress(self, **values: int | Findings) -> Session:
        """Session with values of `ImportProgress` replaced; the same where no reading goes on."""
        return self if self.progress is None else replace(self, progress=replace(self.progress, **values))  # type: ignore[arg-type]

    @property
    def open_files(self) -> tuple[Path, ...]:
        """Every file that is open."""
        return (*self.paths, *self.calendars, *self.dates)

    @cached_property
    def numbered_findings(self) -> tuple[NumberedFinding, ...]:
        """All findings, in the order in which they are numbered."""
        return numbered_findings(self.analysis.findings, self.today()) if self.analysis else ()

    @cached_property
    def evidence(self) -> Evidence:
        """Messages that the findings rest on, by chat."""
        return Evidence(self.numbered_findings, self.analysis.transcripts if self.analysis else {})
