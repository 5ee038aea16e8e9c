"""State of the local page: the workspace, which replaces the session that it holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextvars import copy_context
from dataclasses import replace
from pathlib import Path
from threading import Event, Lock, Thread
from zoneinfo import ZoneInfo

from starlette.requests import Request

from unlike.api import Import, Interpretation, VisitCounter, with_annotations
from unlike.errors import UnlikeError
from unlike.i18n import translate
from unlike.library import ChatFingerprint, Note, UserData
from unlike.presentation.sentences.interface.http_errors import BROKEN
from unlike.presentation.sentences.interface.upload_text import with_others_unread
from unlike.results import Findings, RepeatVisits
from unlike.web.error_sentence import error_sentence
from unlike.web.import_progress import ImportProgress
from unlike.web.page_library import PageLibrary
from unlike.web.session_reading import SessionReader
from unlike.web.session_state import ChangeCounts, LibraryOpening, NamePair, Session

__all__ = ["ImportProgress", "Session", "Workspace", "error_sentence", "session_of", "workspace_of"]


class Workspace:
    """Holds the current session and replaces it; views read `session` once and never assign to it.

    Args:
        session: at first.
        user_data: keeps what the owner noted and how they want the page.
        visits: counts visits to the same messages; None to count none.
        library: keeps chats; None where nothing can be kept.
    """

    def __init__(
        self,
        session: Session,
        user_data: UserData | None = None,
        visits: VisitCounter | None = None,
        library: PageLibrary | None = None,
    ) -> None:
        self.user_data = user_data or UserData()
        self.library = library or PageLibrary()
        self._visits = visits
        self._session = session
        self._changing = Lock()
        self._changing_dates = Lock()
        self._keeping = Lock()
        self._reader = SessionReader(self.owner_notes, self._visit_counter if visits else None, self._report_progress)
        self._counts = ChangeCounts()
        self._finished = Event()
        self._finished.set()

    @property
    def session(self) -> Session:
        """The session as it is now."""
        return self._session

    @property
    def counts(self) -> ChangeCounts:
        """How often something changed that a reading rests on; taken before anything is read."""
        return self._counts

    def update(self, change: Callable[[Session], Session]) -> Session:
        """Replace the session by what a function makes of it; nothing else does."""
        with self._changing:
            self._session = change(self._session)
            return self._session

    def begin_work(self, work: Callable[[], None], patience: float = 0.0) -> bool:
        """Do something long beside the page and wait a little for it; False where something goes on already.

        Args:
            work: one of the methods below.
            patience: seconds to wait.
        """
        with self._changing:
            if self._session.progress is not None:
                return False
            self._session = replace(self._session, progress=ImportProgress())
            self._finished = finished = Event()
        # a daemon never keeps the program from stopping
        Thread(target=copy_context().run, args=(self._run_work, work, finished), daemon=True).start()
        finished.wait(patience)
        return True

    @property
    def is_comparing(self) -> bool:
        """Whether what is open is shown while it is still compared with the library."""
        return self._session.progress is None and not self._finished.is_set()

    def wait_until_done(self, seconds: float) -> bool:
        """Wait a little until the latest reading is done and compared with the library; whether it is."""
        return self._finished.wait(seconds)

    def open_exports(self, paths: Sequence[Path], *, beside: bool = False) -> None:
        """Read other exports, instead of what is open or beside it; where they cannot be used, what is open stays."""
        counts, before = self.counts, self.session
        owner, order = (before.owner, before.date_order) if beside else (None, None)
        open_paths = (*before.paths, *paths) if beside else tuple(paths)
        closed = before if beside else before.without_people_answers()
        to_read = replace(closed, paths=open_paths, owner=owner, date_order=order, despite_unread=False, stored=())
        result = self._reader.read_session(to_read)
        if result.problem:
            problem = result.problem if result.import_result else with_others_unread(result.problem, len(paths) - 1)
            self.update(lambda current: replace(current, problem=problem))
        else:
            self._publish(result, counts)

    def read_exports(self) -> None:
        """Read what is open."""
        counts = self.counts
        self._publish(self._reader.read_session(self.session), counts)

    def show_stored(self, import_result: Import, opening: LibraryOpening) -> None:
        """Analyse chats of the library, instead of what is open."""
        closed = self.session.without_people_answers()
        blank = replace(closed, paths=(), owner=None, date_order=None, despite_unread=False)
        analysed = self._reader.analyse_session(replace(blank, stored=opening.numbers, import_result=import_result))
        self._publish(replace(analysed, comparison=opening.added), opening.counts)

    def close_stored(self, number: int | None = None) -> None:
        """Close what was opened from the library, or what holds one chat of it; what is still read of it never opens.

        What is offered of an open export is no longer known, either.
        """
        with self._changing:
            self._counts = replace(self._counts, closings=self._counts.closings + 1)
            is_meant = number is None or number in self._session.stored
            self._session = self._session.without_stored() if is_meant else replace(self._session, comparison=None)

    def mark_outdated(self) -> None:
        """Let what is open of the library or still read of it say that it is of before who is who changed."""
        with self._changing:
            self._counts = replace(self._counts, people=self._counts.people + 1)
            if self._session.stored:
                self._session = replace(self._session, is_outdated=True)

    def compare_with_library(self) -> None:
        """Compare the exports that are open with the library, where it is open."""
        counts, session = self.counts, self.session
        analysis, import_result = session.analysis, session.import_result
        if analysis is None or import_result is None or session.stored or session.comparison is not None:
            return
        owner = analysis.findings.owner
        comparison = self.library.compare_exports(session.paths, import_result, owner)

        def with_comparison(current: Session) -> Session:
            is_read = current.import_result is import_result
            is_same = is_read and current.analysis and current.analysis.findings.owner == owner
            is_current = is_same and self._counts.closings == counts.closings
            return replace(current, comparison=comparison) if is_current else current

        self.update(with_comparison)

    def apply_answers(self, **answers: str | ZoneInfo | bool | tuple[NamePair, ...]) -> None:
        """Analyse what was read with an answer of the owner's; nothing is read again.

        Args:
            answers: `owner`, `date_order`, `zone`, `despite_unread`, or `same_pairs` with `previous_same_pairs`.
        """
        counts = self.counts
        session = replace(self.session, **answers)  # type: ignore[arg-type]
        import_result = session.import_result
        if import_result is not None and answers.keys() & {"date_order", "zone"}:
            import_result = import_result.interpreted(Interpretation(session.zone, session.date_order))
        self._publish(self._reader.analyse_session(replace(session, import_result=import_result)), counts)

    def refresh_annotations(self, **files: tuple[Path, ...]) -> None:
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
                options = self._reader.analysis_options(session)
                session = replace(session, analysis=with_annotations(before.analysis, options))
            if self._replace_if_current(before, session):
                return

    def change_dates(self, added_files: Sequence[Path], removed_file: Path | None = None) -> None:
        """Add calendars (.ics) and lists of dates, or put one away; two at once wait for each other, and both count.

        Raises:
            UnlikeError: a file cannot be used; everything stays as it was.
        """
        with self._changing_dates:
            session = self.session
            files = [file for file in (*session.calendars, *session.dates, *added_files) if file != removed_file]
            calendars = tuple(file for file in files if file.suffix.lower() == ".ics")
            self.refresh_annotations(calendars=calendars, dates=tuple(file for file in files if file not in calendars))

    def _replace_if_current(self, before: Session, session: Session) -> bool:
        """Whether a session took its place; not where exports were read meanwhile, whose answer it would hide."""
        with self._changing:
            if self._session.analysis is not before.analysis:
                return False
            self._counts = replace(self._counts, annotations=self._counts.annotations + 1)
            self._session = replace(
                self._session, analysis=session.analysis, calendars=session.calendars, dates=session.dates
            )
            return True

    def forget_kept(self) -> None:
        """Delete notes, settings and visits; a reading that goes on brings none of them back.

        Raises:
            LibraryError: they cannot be deleted.
        """
        with self._keeping:
            with self._changing:
                self._counts = replace(self._counts, forgettings=self._counts.forgettings + 1)
            self.user_data.forget()

    def owner_notes(self) -> tuple[Note, ...]:
        """Return the owner's notes.

        Raises:
            LibraryError: it cannot be read.
        """
        return self.user_data.notes.all()

    def _publish(self, opened: Session, counts: ChangeCounts) -> None:
        """Put what was read in the place of what is open; not what was locked or forgotten since it began.

        Args:
            opened: what was read.
            counts: of before it was read; what was noted since then is put beside it.
        """
        while True:
            with self._changing:
                current, latest = self._session, self._counts
                if opened.stored and latest.closings != counts.closings:
                    return
                opened = replace(opened, progress=current.progress, calendars=current.calendars, dates=current.dates)
                if opened.stored and latest.people != counts.people:
                    opened = replace(opened, is_outdated=True)
                if latest.annotations == counts.annotations:
                    self._session = opened
                    return
            counts = latest if not opened.stored else replace(latest, closings=counts.closings, people=counts.people)
            try:
                if opened.analysis is not None:
                    with_notes = with_annotations(opened.analysis, self._reader.analysis_options(opened))
                    opened = replace(opened, analysis=with_notes)
            except UnlikeError as error:
                opened = replace(opened, analysis=None, problem=error_sentence(error))

    def _run_work(self, work: Callable[[], None], finished: Event) -> None:
        """Do it, show what came of it, and only then compare that with the library."""
        try:
            self._run_guarded(work)
            self.update(lambda current: replace(current, progress=None))
            self._run_guarded(self.compare_with_library)
        finally:
            finished.set()

    def _run_guarded(self, work: Callable[[], None]) -> None:
        try:
            work()
        except Exception:  # noqa: BLE001 - nobody else would hear of it
            sentence = translate(BROKEN)
            self.update(lambda current: replace(current, problem=sentence))

    def _visit_counter(self) -> VisitCounter:
        """Counter for a reading that begins; it counts none once all that is kept was deleted."""
        counts = self.counts

        def count_visits(fingerprints: Mapping[str, ChatFingerprint]) -> Mapping[str, RepeatVisits]:
            with self._keeping:
                is_kept = self._counts.forgettings == counts.forgettings
                return self._visits(fingerprints) if self._visits and is_kept else {}

        return count_visits

    def _report_progress(self, **values: int | Findings) -> None:
        """Progress of a reading that goes on beside the page."""
        self.update(lambda current: current.with_progress(**values))


def workspace_of(request: Request) -> Workspace:
    """Workspace behind a request."""
    workspace: Workspace = request.app.state.workspace
    return workspace


def session_of(request: Request) -> Session:
    """Session behind a request, as it is now."""
    return workspace_of(request).session
