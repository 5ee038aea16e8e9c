"""Reading and analysing what a session names; what is missing or wrong stands in the session that comes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Lock
from typing import Protocol

from unlike.api import AnalysisOptions, Import, VisitCounter, analyse, owner_of, read, same_people
from unlike.errors import DateOrderError, OwnerUnknownError, UnlikeError
from unlike.library import Note
from unlike.results import Findings
from unlike.web.error_sentence import error_sentence
from unlike.web.session_state import NamePair, Session


class ProgressReport(Protocol):
    """Receiver of how far a reading is, by the names of `ImportProgress`."""

    def __call__(self, **values: int | Findings) -> None:
        """Take values that changed."""


class SessionReader:
    """Reads exports, one after another.

    Args:
        notes: gives what the owner noted.
        visit_counter: gives the counter of visits for a reading that begins; None to count none.
        report: takes how far a reading is.
    """

    def __init__(
        self,
        notes: Callable[[], tuple[Note, ...]],
        visit_counter: Callable[[], VisitCounter] | None,
        report: ProgressReport,
    ) -> None:
        self._notes = notes
        self._visit_counter = visit_counter
        self._report = report
        self._reading = Lock()

    def read_session(self, session: Session) -> Session:
        """Session with its exports read and analysed."""
        session, visits = replace(session, import_result=None), self._new_visit_counter()
        if not session.paths:
            return self.analyse_session(session)
        with self._reading:
            try:
                import_result = read(
                    session.paths, zone=session.zone, date_order=session.date_order, progress=self._report_bytes
                )
            except UnlikeError as error:
                return replace(self.analyse_session(session, visits), problem=error_sentence(error))
        return self.analyse_session(replace(session, import_result=import_result), visits)

    def analyse_session(self, session: Session, visits: VisitCounter | None = None) -> Session:
        """Session with what was read analysed.

        Args:
            session: with what was read.
            visits: counter of before it was read; a new one where there is none.
        """
        blank = replace(
            session, analysis=None, problem="", owner_candidates=(), needs_date_order=False, comparison=None
        )
        if session.import_result is None:
            return blank
        self._report(message_count=session.import_result.messages.height)
        with self._reading:
            try:
                import_result, options = _with_same(
                    session.import_result, session.same_pairs, self.analysis_options(session, visits)
                )
                return replace(blank, analysis=analyse(import_result, options))
            except DateOrderError:
                return replace(blank, needs_date_order=True)
            except OwnerUnknownError as error:
                return replace(blank, owner_candidates=error.names, problem="" if error.names else str(error))
            except UnlikeError as error:
                return replace(blank, problem=error_sentence(error))

    def analysis_options(self, session: Session, visits: VisitCounter | None = None) -> AnalysisOptions:
        """Options of an analysis, with what is noted now.

        Raises:
            LibraryError: that cannot be read.
        """
        return AnalysisOptions(
            owner=session.owner,
            despite_unread=session.despite_unread,
            notes=self._notes(),
            calendars=session.calendars,
            dates=session.dates,
            progress=self._report_people,
            steps=lambda step: self._report(step=int(step)),
            early_findings=lambda findings: self._report(early_findings=findings),
            visits=visits or self._new_visit_counter(),
        )

    def _new_visit_counter(self) -> VisitCounter | None:
        return self._visit_counter() if self._visit_counter else None

    def _report_bytes(self, bytes_read: int, bytes_total: int) -> None:
        self._report(bytes_read=bytes_read, bytes_total=bytes_total)

    def _report_people(self, people_analysed: int, people_total: int) -> None:
        self._report(people_analysed=people_analysed, people_total=people_total)


def _with_same(
    import_result: Import, same: Sequence[NamePair], options: AnalysisOptions
) -> tuple[Import, AnalysisOptions]:
    """Return the import with each person under one name, and the options with the owner's name, which stays theirs.

    Raises:
        UnlikeError: nobody bears a name, or two of them write in one chat, or nobody said who the owner is.
    """
    if not same:
        return import_result, options
    owner = owner_of(import_result, options.owner)
    pairs = [pair[::-1] if pair[1] == owner else pair for pair in same]
    people = same_people(import_result, sorted(pairs, key=lambda pair: owner not in pair))
    return import_result.with_people(people, owner), replace(options, owner=owner)
