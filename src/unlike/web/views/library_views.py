"""The library on the page: opening it, keeping a chat, opening and forgetting one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from unlike.errors import UnlikeError
from unlike.i18n import translate, translate_lazy, verbatim
from unlike.library.stored_chats import StoredChat
from unlike.presentation.sanitise import sanitise
from unlike.presentation.sentences.interface import library_page_text as words
from unlike.presentation.sentences.interface.http_errors import BUSY
from unlike.presentation.sentences.interface.who_is_who_text import UNDONE
from unlike.readers import registered_readers
from unlike.web.addresses import redirect_to
from unlike.web.error_sentence import error_sentence
from unlike.web.forms import checked_form
from unlike.web.library_opening import begin_opening
from unlike.web.people_section import PeopleSection, people_section
from unlike.web.people_undo import people_changes_of
from unlike.web.session import Workspace, workspace_of
from unlike.web.session_state import LibraryOpening
from unlike.web.views.overview import render_page

_MAX_COMPARISON_SECONDS: Final = 10.0  # seconds that a page waits for the comparison of what is open with the library
_DONE: Final = {"locked": words.LOCKED, "forgotten": words.FORGOTTEN, "deleted": words.DELETED}


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """A chat in the list."""

    number: int
    title: str
    size: str
    details: str
    open_label: str
    forget_label: str


def show_library(request: Request) -> Response:
    """The list of chats, or the question for the passphrase."""
    return library_page(request)


def show_keep_form(request: Request) -> Response:
    """The question whether to keep what is open, when it is known what of it the library has."""
    _wait_for_comparison(request)
    return _keep_page(request)


def show_notice(request: Request) -> Response:
    """Notice of what the open exports bring to the library, for a script of the page that shows their answer."""
    _wait_for_comparison(request)
    return render_page(request, "notice.html", {"title": ""})


def _wait_for_comparison(request: Request) -> None:
    """Wait a little where only the comparison goes on, and no reading."""
    workspace = workspace_of(request)
    if workspace.is_comparing:
        workspace.wait_until_done(_MAX_COMPARISON_SECONDS)


async def unlock_library(request: Request) -> Response:
    """Open the library with its passphrase."""
    async with checked_form(request) as form:
        passphrase, is_keeping = str(form.get("passphrase", "")), "keeping" in form

    def open_library() -> Response:
        workspace = workspace_of(request)
        try:
            workspace.library.unlock(passphrase)
        except UnlikeError as error:
            return (_keep_page if is_keeping else library_page)(request, error_sentence(error))
        workspace.compare_with_library()
        return redirect_to(request, "/library/keep" if is_keeping else "/library")

    return await run_in_threadpool(open_library)


async def lock_library(request: Request) -> Response:
    """Forget the passphrase, and close what was opened from the library."""
    async with checked_form(request):
        pass
    workspace = workspace_of(request)
    workspace.library.lock()
    workspace.close_stored()
    people_changes_of(request).clear()
    return redirect_to(request, "/library?done=locked")


async def keep_exports(request: Request) -> Response:
    """Add the exports that are open, and show the whole history."""
    async with checked_form(request) as form:
        passphrases = str(form.get("passphrase", "")), str(form.get("again", ""))
    return await run_in_threadpool(_keep_exports, request, *passphrases)


async def open_chats(request: Request) -> Response:
    """Open one chat of the library, or all."""
    async with checked_form(request) as form:
        choice = str(form.get("chat", ""))

    def open_chosen() -> Response:
        try:
            counts, chats = workspace_of(request).counts, _stored_chats(request)
            is_open = workspace_of(request).session.stored if choice == "open" else ()
            numbers = tuple(
                chat.number for chat in chats if choice in ("all", str(chat.number)) or chat.number in is_open
            )
            return _open_stored(request, LibraryOpening(numbers, counts)) if numbers else library_page(request)
        except UnlikeError as error:
            return library_page(request, error_sentence(error))

    return await run_in_threadpool(open_chosen)


async def forget_chat(request: Request) -> Response:
    """Forget one chat for good."""
    async with checked_form(request) as form:
        choice = str(form.get("chat", ""))

    def forget_chosen() -> Response:
        workspace = workspace_of(request)
        try:
            number = next((chat.number for chat in _stored_chats(request) if str(chat.number) == choice), None)
            if number is None:
                raise HTTPException(404)
            with workspace.library.open_unlocked() as library:
                library.forget(number)
        except UnlikeError as error:
            return library_page(request, error_sentence(error))
        workspace.close_stored(number)
        people_changes_of(request).clear()
        workspace.compare_with_library()
        return redirect_to(request, "/library?done=forgotten")

    return await run_in_threadpool(forget_chosen)


async def delete_library(request: Request) -> Response:
    """Delete the library, also without its passphrase."""
    async with checked_form(request) as form:
        if "yes" not in form:
            return redirect_to(request, "/library")

    def delete() -> Response:
        workspace = workspace_of(request)
        try:
            workspace.library.delete_file()
        except UnlikeError as error:
            return library_page(request, error_sentence(error))
        workspace.close_stored()
        people_changes_of(request).clear()
        return redirect_to(request, "/library?done=deleted")

    return await run_in_threadpool(delete)


def _keep_exports(request: Request, passphrase: str, repetition: str) -> Response:
    """Add what is open; the library is made first where there is none."""
    workspace = workspace_of(request)
    counts, session = workspace.counts, workspace.session
    if session.import_result is None or session.analysis is None or session.stored or not session.paths:
        return redirect_to(request, "/library")
    try:
        if not workspace.library.exists:
            workspace.library.create_library(passphrase, repetition)
        comparison = workspace.library.add_exports(
            session.paths, session.import_result, session.analysis.findings.owner
        )
        numbers = tuple(chat.number for chat in comparison.chats)
        opening = LibraryOpening(numbers, counts, comparison)
        return _open_stored(request, opening) if numbers else redirect_to(request, "/library")
    except UnlikeError as error:
        return _keep_page(request, error_sentence(error))


def _open_stored(request: Request, opening: LibraryOpening) -> Response:
    """Read chats of the library and analyse them beside the page.

    Raises:
        UnlikeError: the library cannot be read.
    """
    return redirect_to(request, "/") if begin_opening(request, opening) else library_page(request, translate(BUSY))


def _stored_chats(request: Request) -> tuple[StoredChat, ...]:
    """Chats of the library.

    Raises:
        UnlikeError: it is locked, or cannot be read.
    """
    with workspace_of(request).library.open_unlocked() as library:
        return library.chats()


def library_page(request: Request, problem: str = "") -> Response:
    """The library's page, with what is wrong."""
    rows: tuple[LibraryRow, ...] = ()
    people = PeopleSection()
    status = 422 if problem else 200
    workspace = workspace_of(request)
    if workspace.library.is_open:
        try:
            rows, people = _library_rows(workspace)
        except UnlikeError as error:
            workspace.library.lock()  # another program may have put another library in its place
            problem, status = problem or error_sentence(error), 422
    outcome, names = _people_outcome(request, people)
    values: dict[str, Any] = {
        "title": translate(words.TITLE),
        "problem": problem,
        "rows": rows,
        "people": people,
        "outcome": outcome,
        "kept_names": [*(row.title for row in rows), *names],
        "outcome_line": translate(_DONE.get(request.query_params.get("done", ""), "")),
    }
    return render_page(request, "library.html", values, status)


def _library_rows(workspace: Workspace) -> tuple[tuple[LibraryRow, ...], PeopleSection]:
    """Chats of the library, and who is who in it.

    Raises:
        UnlikeError: it cannot be read.
    """
    titles = {
        registered.reader.name: translate_lazy(verbatim(registered.reader.title)) for registered in registered_readers()
    }
    zone = workspace.session.zone
    with workspace.library.open_unlocked() as library:
        rows = tuple(_library_row(chat, titles.get(chat.app, chat.app), zone) for chat in library.chats())
        return rows, people_section(library)


def _people_outcome(request: Request, people: PeopleSection) -> tuple[dict[str, str], tuple[str, ...]]:
    """Outcome of the last form about people (a sentence, and the number of what can be taken back), and its names."""
    outcome_key, number = request.query_params.get("done", ""), request.query_params.get("undo", "")
    change = people_changes_of(request).find_change(number, workspace_of(request).counts.closings)
    if change and outcome_key == "people":
        return {"sentence": change.sentence, "undo": number}, (*people.names, *change.before.all_names)
    return {"sentence": translate(UNDONE) if outcome_key == "undone" else "", "undo": ""}, people.names


def _library_row(chat: StoredChat, app: str, zone: ZoneInfo) -> LibraryRow:
    return LibraryRow(
        chat.number,
        sanitise(chat.title),
        words.chat_size(chat.messages, chat.dates(zone)),
        words.chat_details(app, chat.exports, chat.lacking),
        words.open_label(chat.title),
        words.forget_label(chat.title),
    )


def _keep_page(request: Request, problem: str = "") -> Response:
    workspace = workspace_of(request)
    session = workspace.session
    if session.analysis is None or session.stored or not session.paths or workspace.library.path is None:
        return redirect_to(request, "/library")
    is_one = session.import_result is not None and len(session.import_result.conversations) == 1
    values = {"title": translate(words.KEEP if is_one else words.KEEP_ALL), "problem": problem}
    return render_page(request, "keep.html", values, 422 if problem else 200)
