"""State of the local page: the workspace, which replaces the session that it holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextvars import copy_context
from dataclasses import replace
from pathlib import Path
from threading import Event, Lock, Thread
from zoneinfo import ZoneInfo

from starlette.requests import Request

from unlike.api import (
    AnalysisOptions,
    Import,
    Interpretation,
    VisitCounter,
    analyse,
    read,
    with_annotations,
)
from unlike.errors import DateOrderError, OwnerUnknownError, UnlikeError
from unlike.i18n import translate
from unlike.library import Note, UserData
from unlike.presentation.sentences.interface.http_errors import BROKEN
from unlike.web.error_sentence import error_sentence
from unlike.web.import_progress import ImportProgress
from unlike.web.page_library import LibraryComparison, PageLibrary
from unlike.web.session_state import Session

__all__ = ["ImportProgress", "Session", "Workspace", "error_sentence", "session_of", "workspace_of"]


class Workspace:
    """Holds the current session and replaces it; views read `session` once and never assign to it.

    Args:
        session: at first.
        room: keeps what the owner noted and how they want the page.
        visits: counts visits to the same messages; None to count none.
        library: keeps chats; None where nothing can be kept.
    """

    def __init__(
        self,
        session: Session,
        room: UserData | None = None,
        visits: VisitCounter | None = None,
        library: PageLibrary | None = None,
    ) -> None:
        self.room = room or UserData()
        self.library = library or PageLibrary()
        self.visits = visits
        self._session = session
        self._changing = Lock()
        self._changing_dates = Lock()
        self._reading = Lock()
        self._done = Event()

    @property
    def session(self) -> Session:
        """The session as it is now."""
        return self._session

    def update(self, change: Callable[[Session], Session]) -> Session:
        """Replace the session by what a function makes of it; nothing else does."""
        with self._changing:
            self._session = change(self._session)
            return self._session

    def begin(self, work: Callable[[], None], patience: float = 0.0) -> bool:
        """Do something long beside the page and wait a little for it; False where something goes on already.

        Args:
            work: one of the methods below.
            patience: seconds to wait.
        """
        with self._changing:
            if self._session.progress is not None:
                return False
            self._session = replace(self._session, progress=ImportProgress())
        self._done.clear()
        Thread(
            target=copy_context().run, args=(self._work, work), daemon=True
        ).start()  # never keeps the program from stopping
        self._done.wait(patience)
        return True

    def open(self, paths: Sequence[Path], *, beside: bool = False) -> None:
        """Read other exports, instead of what is open or beside it; where they cannot be used, what is open stays."""
        before = self.session
        owner, order = (before.owner, before.date_order) if beside else (None, None)
        wanted = (*before.paths, *paths) if beside else tuple(paths)
        unread = replace(before, paths=wanted, owner=owner, date_order=order, despite_unread=False, stored=())
        opened = self._read(unread)
        self.update(
            lambda now: replace(before if opened.problem else opened, problem=opened.problem, progress=now.progress)
        )

    def read(self) -> None:
        """Read what is open."""
        opened = self._read(self.session)
        self.update(lambda now: replace(opened, progress=now.progress))

    def show(self, imported: Import, stored: tuple[int, ...], comparison: LibraryComparison | None = None) -> None:
        """Analyse chats of the library, instead of what is open."""
        session = replace(self.session, paths=(), owner=None, date_order=None, despite_unread=False, stored=stored)
        opened = self._analysed(replace(session, imported=imported))
        self.update(lambda now: replace(opened, progress=now.progress, comparison=comparison))

    def compare(self) -> None:
        """Compare the exports that are open with the library, where it is open."""
        now = self.session
        if now.analysis is None or now.imported is None or now.stored or now.comparison is not None:
            return
        comparison = self.library.compare(now.paths, now.imported, now.analysis.findings.owner)
        self.update(lambda later: replace(later, comparison=comparison) if later.analysis is now.analysis else later)

    def answer(self, **answers: str | ZoneInfo | bool) -> None:
        """Analyse what was read with an answer of the owner's; nothing is read again.

        Args:
            answers: `owner`, `date_order`, `zone` or `despite_unread`.
        """
        session = replace(self.session, **answers)  # type: ignore[arg-type]
        imported = session.imported
        if imported is not None and not answers.keys() <= {"owner", "despite_unread"}:
            imported = imported.interpreted(Interpretation(session.zone, session.date_order))
        opened = self._analysed(replace(session, imported=imported))
        self.update(lambda now: replace(opened, progress=now.progress))

    def annotate(self, **files: tuple[Path, ...]) -> None:
        """Put the notes, calendars and dates as they are now beside what was found.

        Args:
            files: `calendars` or `dates`, where they changed.

        Raises:
            UnlikeError: what is kept, or a file of dates, cannot be used; everything stays as it was.
        """
        while True:
            before = self.session
            session = replace(before, **files)  # type: ignore[arg-type]
            if before.analysis is not None:
                session = replace(session, analysis=with_annotations(before.analysis, self._options(session)))
            if self._annotated(before, session):
                return

    def change_dates(self, more: Sequence[Path], without: Path | None = None) -> None:
        """Add calendars (.ics) and lists of dates, or put one away; two at once wait for each other, and both count.

        Raises:
            UnlikeError: a file cannot be used; everything stays as it was.
        """
        with self._changing_dates:
            now = self.session
            files = [file for file in (*now.calendars, *now.dates, *more) if file != without]
            calendars = tuple(file for file in files if file.suffix.lower() == ".ics")
            self.annotate(calendars=calendars, dates=tuple(file for file in files if file not in calendars))

    def _annotated(self, before: Session, session: Session) -> bool:
        """Whether a session took its place; not where exports were read meanwhile, whose answer it would hide."""
        with self._changing:
            if self._session.analysis is not before.analysis:
                return False
            self._session = replace(
                self._session, analysis=session.analysis, calendars=session.calendars, dates=session.dates
            )
            return True

    def notes(self) -> tuple[Note, ...]:
        """What the owner noted.

        Raises:
            LibraryError: it cannot be read.
        """
        return self.room.notes.all()

    def _work(self, work: Callable[[], None]) -> None:
        try:
            work()
            self.compare()
        except Exception:  # noqa: BLE001 - nobody else would hear of it
            sentence = translate(BROKEN)
            self.update(lambda now: replace(now, problem=sentence))
        finally:
            self.update(lambda now: replace(now, progress=None))
            self._done.set()

    def _read(self, session: Session) -> Session:
        """Session with its exports read and analysed; what is missing or wrong stands in it."""
        session = replace(session, imported=None)
        if not session.paths:
            return self._analysed(session)
        with self._reading:
            try:
                imported = read(
                    session.paths, zone=session.zone, date_order=session.date_order, progress=self._bytes_read
                )
            except UnlikeError as error:
                return replace(self._analysed(session), problem=error_sentence(error))
        return self._analysed(replace(session, imported=imported))

    def _analysed(self, session: Session) -> Session:
        """Session with what was read analysed."""
        blank = replace(session, analysis=None, problem="", names=(), order_asked=False, comparison=None)
        if session.imported is None:
            return blank
        self._report(messages=session.imported.messages.height)
        with self._reading:
            try:
                return replace(blank, analysis=analyse(session.imported, self._options(session)))
            except DateOrderError:
                return replace(blank, order_asked=True)
            except OwnerUnknownError as error:
                return replace(blank, names=error.names, problem="" if error.names else str(error))
            except UnlikeError as error:
                return replace(blank, problem=error_sentence(error))

    def _options(self, session: Session) -> AnalysisOptions:
        return AnalysisOptions(
            owner=session.owner,
            despite_unread=session.despite_unread,
            notes=self.notes(),
            calendars=session.calendars,
            dates=session.dates,
            progress=self._people_analysed,
            steps=lambda step: self._report(step=int(step)),
            visits=self.visits,
        )

    def _bytes_read(self, done: int, total: int) -> None:
        self._report(read=done, size=total)

    def _people_analysed(self, done: int, total: int) -> None:
        self._report(looked=done, people=total)

    def _report(self, **counts: int) -> None:
        """Progress of a reading that goes on beside the page."""
        self.update(lambda now: now if now.progress is None else replace(now, progress=replace(now.progress, **counts)))


def workspace_of(request: Request) -> Workspace:
    """Workspace behind a request."""
    workspace: Workspace = request.app.state.workspace
    return workspace


def session_of(request: Request) -> Session:
    """Session behind a request, as it is now."""
    return workspace_of(request).session
