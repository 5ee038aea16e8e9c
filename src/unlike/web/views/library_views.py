"""The library on the page: opening it, keeping a chat, opening and forgetting one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final
from zoneinfo import ZoneInfo

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from unlike.core.day_rule import day_of
from unlike.errors import UnlikeError
from unlike.i18n import translate, translate_lazy, verbatim
from unlike.library.stored_chats import StoredChat
from unlike.presentation.sanitise import sanitise
from unlike.presentation.sentences.interface import library_page_text as words
from unlike.presentation.sentences.interface.http_errors import BUSY
from unlike.presentation.sentences.interface.who_is_who_text import UNDONE
from unlike.readers import registered_readers
from unlike.web.addresses import redirect
from unlike.web.error_sentence import error_sentence
from unlike.web.forms import checked_form
from unlike.web.library_opening import begin_opening
from unlike.web.people_section import PeopleSection, people_section
from unlike.web.people_undo import people_changes_of
from unlike.web.session import Workspace, workspace_of
from unlike.web.session_state import LibraryOpening
from unlike.web.views.overview import rendered

_COMPARING: Final = 10.0  # seconds that a page waits for the comparison of what is open with the library
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


def library(request: Request) -> Response:
    """The list of chats, or the question for the passphrase."""
    return library_page(request)


def keep_form(request: Request) -> Response:
    """The question whether to keep what is open, when it is known what of it the library has."""
    _wait_compared(request)
    return _keep_page(request)


def notice(request: Request) -> Response:
    """What the exports that are open bring to the library, for a script of the page that shows their answer."""
    _wait_compared(request)
    return rendered(request, "notice.html", {"title": ""})


def _wait_compared(request: Request) -> None:
    """Wait a little where only the comparison goes on, and no reading."""
    workspace = workspace_of(request)
    if workspace.is_comparing:
        workspace.wait(_COMPARING)


async def unlock(request: Request) -> Response:
    """Open the library with its passphrase."""
    async with checked_form(request) as form:
        passphrase, keeping = str(form.get("passphrase", "")), "keeping" in form

    def opened() -> Response:
        workspace = workspace_of(request)
        try:
            workspace.library.unlock(passphrase)
        except UnlikeError as error:
            return (_keep_page if keeping else library_page)(request, error_sentence(error))
        workspace.compare()
        return redirect(request, "/library/keep" if keeping else "/library")

    return await run_in_threadpool(opened)


async def lock(request: Request) -> Response:
    """Forget the passphrase, and close what was opened from the library."""
    async with checked_form(request):
        pass
    workspace = workspace_of(request)
    workspace.library.lock()
    workspace.close_stored()
    people_changes_of(request).clear()
    return redirect(request, "/library?done=locked")


async def keep(request: Request) -> Response:
    """Add the exports that are open, and show the whole history."""
    async with checked_form(request) as form:
        given = str(form.get("passphrase", "")), str(form.get("again", ""))
    return await run_in_threadpool(_kept, request, *given)


async def open_chats(request: Request) -> Response:
    """Open one chat of the library, or all."""
    async with checked_form(request) as form:
        given = str(form.get("chat", ""))

    def opened() -> Response:
        try:
            counts, chats = workspace_of(request).counts, _chats(request)
            is_open = workspace_of(request).session.stored if given == "open" else ()
            numbers = tuple(
                chat.number for chat in chats if given in ("all", str(chat.number)) or chat.number in is_open
            )
            return _show(request, LibraryOpening(numbers, counts)) if numbers else library_page(request)
        except UnlikeError as error:
            return library_page(request, error_sentence(error))

    return await run_in_threadpool(opened)


async def forget_chat(request: Request) -> Response:
    """Forget one chat for good."""
    async with checked_form(request) as form:
        given = str(form.get("chat", ""))

    def forgotten() -> Response:
        workspace = workspace_of(request)
        try:
            number = next((chat.number for chat in _chats(request) if str(chat.number) == given), None)
            if number is None:
                raise HTTPException(404)
            with workspace.library.opened() as opened:
                opened.forget(number)
        except UnlikeError as error:
            return library_page(request, error_sentence(error))
        workspace.close_stored(number)
        people_changes_of(request).clear()
        workspace.compare()
        return redirect(request, "/library?done=forgotten")

    return await run_in_threadpool(forgotten)


async def delete(request: Request) -> Response:
    """Delete the library, also without its passphrase."""
    async with checked_form(request) as form:
        if "yes" not in form:
            return redirect(request, "/library")

    def deleted() -> Response:
        workspace = workspace_of(request)
        try:
            workspace.library.delete()
        except UnlikeError as error:
            return library_page(request, error_sentence(error))
        workspace.close_stored()
        people_changes_of(request).clear()
        return redirect(request, "/library?done=deleted")

    return await run_in_threadpool(deleted)


def _kept(request: Request, passphrase: str, again: str) -> Response:
    """Add what is open; the library is made first where there is none."""
    workspace = workspace_of(request)
    counts, session = workspace.counts, workspace.session
    if session.imported is None or session.analysis is None or session.stored or not session.paths:
        return redirect(request, "/library")
    try:
        if not workspace.library.exists:
            workspace.library.make(passphrase, again)
        added = workspace.library.add(session.paths, session.imported, session.analysis.findings.owner)
        numbers = tuple(chat.number for chat in added.chats)
        opening = LibraryOpening(numbers, counts, added)
        return _show(request, opening) if numbers else redirect(request, "/library")
    except UnlikeError as error:
        return _keep_page(request, error_sentence(error))


def _show(request: Request, opening: LibraryOpening) -> Response:
    """Read chats of the library and analyse them beside the page.

    Raises:
        UnlikeError: the library cannot be read.
    """
    return redirect(request, "/") if begin_opening(request, opening) else library_page(request, translate(BUSY))


def _chats(request: Request) -> tuple[StoredChat, ...]:
    """Chats of the library.

    Raises:
        UnlikeError: it is locked, or cannot be read.
    """
    with workspace_of(request).library.opened() as opened:
        return opened.chats()


def library_page(request: Request, problem: str = "") -> Response:
    """The library's page, with what is wrong."""
    rows: tuple[LibraryRow, ...] = ()
    people = PeopleSection()
    status = 422 if problem else 200
    workspace = workspace_of(request)
    if workspace.library.is_open:
        try:
            rows, people = _listed(workspace)
        except UnlikeError as error:
            workspace.library.lock()  # another program may have put another library in its place
            problem, status = problem or error_sentence(error), 422
    outcome, names = _outcome(request, people)
    values: dict[str, Any] = {
        "title": translate(words.TITLE),
        "problem": problem,
        "rows": rows,
        "people": people,
        "outcome": outcome,
        "kept_names": [*(row.title for row in rows), *names],
        "done": translate(_DONE.get(request.query_params.get("done", ""), "")),
    }
    return rendered(request, "library.html", values, status)


def _listed(workspace: Workspace) -> tuple[tuple[LibraryRow, ...], PeopleSection]:
    """Chats of the library, and who is who in it.

    Raises:
        UnlikeError: it cannot be read.
    """
    titles = {each.reader.name: translate_lazy(verbatim(each.reader.title)) for each in registered_readers()}
    zone = workspace.session.zone
    with workspace.library.opened() as opened:
        rows = tuple(_row(chat, titles.get(chat.app, chat.app), zone) for chat in opened.chats())
        return rows, people_section(opened)


def _outcome(request: Request, people: PeopleSection) -> tuple[dict[str, str], tuple[str, ...]]:
    """Outcome of the last form about people (a sentence, and the number of what can be taken back), and its names."""
    done, number = request.query_params.get("done", ""), request.query_params.get("undo", "")
    change = people_changes_of(request).change(number, workspace_of(request).counts.closings)
    if change and done == "people":
        return {"said": change.said, "undo": number}, (*people.names, *change.before.all_names)
    return {"said": translate(UNDONE) if done == "undone" else "", "undo": ""}, people.names


def _row(chat: StoredChat, app: str, zone: ZoneInfo) -> LibraryRow:
    span = (
        (day_of(chat.first.astimezone(zone)), day_of(chat.last.astimezone(zone))) if chat.first and chat.last else None
    )
    return LibraryRow(
        chat.number,
        sanitise(chat.title),
        words.chat_size(chat.messages, span),
        words.chat_details(app, chat.exports, chat.lacking),
        words.open_label(chat.title),
        words.forget_label(chat.title),
    )


def _keep_page(request: Request, problem: str = "") -> Response:
    workspace = workspace_of(request)
    session = workspace.session
    if session.analysis is None or session.stored or not session.paths or workspace.library.path is None:
        return redirect(request, "/library")
    is_one = session.imported is not None and len(session.imported.conversations) == 1
    values = {"title": translate(words.KEEP if is_one else words.KEEP_ALL), "problem": problem}
    return rendered(request, "keep.html", values, 422 if problem else 200)
