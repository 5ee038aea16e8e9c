"""Reading and analysing what a session names; what is missing or wrong stands in the session that comes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from threading import Lock
from typing import Protocol

from unlike.api import AnalysisOptions, Import, VisitCounter, analyse, owner_of, read, same_people
from unlike.errors import DateOrderError, OwnerUnknownError, UnlikeError
from unlike.library import Note
from unlike.web.error_sentence import error_sentence
from unlike.web.session_state import NamePair, Session


class ProgressReport(Protocol):
    """Receiver of how far a reading is, by the names of `ImportProgress`."""

    def __call__(self, **counts: int) -> None:
        """Take counts that changed."""


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

    def read(self, session: Session) -> Session:
        """Session with its exports read and analysed."""
        session, visits = replace(session, imported=None), self._counter()
        if not session.paths:
            return self.analysed(session)
        with self._reading:
            try:
                imported = read(
                    session.paths, zone=session.zone, date_order=session.date_order, progress=self._bytes_read
                )
            except UnlikeError as error:
                return replace(self.analysed(session, visits), problem=error_sentence(error))
        return self.analysed(replace(session, imported=imported), visits)

    def analysed(self, session: Session, visits: VisitCounter | None = None) -> Session:
        """Session with what was read analysed.

        Args:
            session: with what was read.
            visits: counter of before it was read; a new one where there is none.
        """
        blank = replace(session, analysis=None, problem="", names=(), order_asked=False, comparison=None)
        if session.imported is None:
            return blank
        self._report(messages=session.imported.messages.height)
        with self._reading:
            try:
                imported, options = _with_same(session.imported, session.same, self.options(session, visits))
                return replace(blank, analysis=analyse(imported, options))
            except DateOrderError:
                return replace(blank, order_asked=True)
            except OwnerUnknownError as error:
                return replace(blank, names=error.names, problem="" if error.names else str(error))
            except UnlikeError as error:
                return replace(blank, problem=error_sentence(error))

    def options(self, session: Session, visits: VisitCounter | None = None) -> AnalysisOptions:
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
            progress=self._people_analysed,
            steps=lambda step: self._report(step=int(step)),
            visits=visits or self._counter(),
        )

    def _counter(self) -> VisitCounter | None:
        return self._visit_counter() if self._visit_counter else None

    def _bytes_read(self, done: int, total: int) -> None:
        self._report(read=done, size=total)

    def _people_analysed(self, done: int, total: int) -> None:
        self._report(looked=done, people=total)


def _with_same(imported: Import, same: Sequence[NamePair], options: AnalysisOptions) -> tuple[Import, AnalysisOptions]:
    """What was read with people under one name each, and the options with the owner's name, which stays theirs.

    Raises:
        UnlikeError: nobody bears a name, or two of them write in one chat, or nobody said who the owner is.
    """
    if not same:
        return imported, options
    owner = owner_of(imported, options.owner)
    pairs = [pair[::-1] if pair[1] == owner else pair for pair in same]
    people = same_people(imported, sorted(pairs, key=lambda pair: owner not in pair))
    return imported.with_people(people, owner), replace(options, owner=owner)
