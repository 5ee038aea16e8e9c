"""Exports that are dropped on the page, how far their reading is, and the questions that only the owner can answer."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from unlike.i18n import translate
from unlike.presentation.sentences.interface.http_errors import BUSY
from unlike.presentation.sentences.interface.page_text import ADD, NO_FILE
from unlike.web.forms import MOST_FILES, checked_form, uploads
from unlike.web.progress_views import onward
from unlike.web.session import Workspace, session_of, workspace_of
from unlike.web.upload_folder import keep, put_away
from unlike.web.views.overview import rendered

_PATIENCE: Final = 1.0  # seconds that a page waits for a short chat, rather than show that it is read


async def add(request: Request) -> Response:
    """The form, or what was put into it."""
    session = session_of(request)
    if request.method == "GET":
        return _asked(request, session.problem if "failed" in request.query_params else "", 200)
    async with checked_form(request, MOST_FILES) as form:
        files, beside = uploads(form, "exports"), "beside" in form
        if not files:
            return _asked(request, translate(NO_FILE), 422)
        if session.progress is not None:
            return _asked(request, translate(BUSY), 409)
        paths = await run_in_threadpool(keep, files, request.app.state.uploads)
    workspace = workspace_of(request)
    work = partial(_read, workspace, paths, request.app.state.uploads, beside)
    await run_in_threadpool(workspace.begin, work, _PATIENCE)
    return _on(request)


def _read(workspace: Workspace, paths: list[Path], folder: Path, beside: bool) -> None:
    """Read them; what is open no longer is deleted."""
    workspace.open(paths, beside=beside)
    session = workspace.session
    put_away(folder, (*session.paths, *session.calendars, *session.dates))


def _asked(request: Request, problem: str, status: int) -> Response:
    """The form with what is wrong, or that alone for a script."""
    if status >= 400 and _scripted(request):
        return JSONResponse({"problem": problem}, status)
    return rendered(request, "add.html", {"title": translate(ADD), "problem": problem}, status)


def _on(request: Request) -> Response:
    """To what comes next."""
    where = onward(session_of(request))
    return JSONResponse({"next": where}) if _scripted(request) else RedirectResponse(where, 303)


def _scripted(request: Request) -> bool:
    return request.headers.get("accept") == "application/json"


async def who(request: Request) -> Response:
    """Which of the names is the owner's."""
    session = session_of(request)
    async with checked_form(request) as form:
        given = str(form.get("name", ""))
    if given.isdecimal() and len(given) < 6 and int(given) < len(session.names):
        workspace = workspace_of(request)
        work = partial(workspace.answer, owner=session.names[int(given)])
        await run_in_threadpool(workspace.begin, work, _PATIENCE)
    return RedirectResponse("/", 303)


async def order(request: Request) -> Response:
    """Whether the day or the month comes first."""
    workspace = workspace_of(request)
    async with checked_form(request) as form:
        given = str(form.get("order", ""))
    if given in {"dmy", "mdy"}:
        await run_in_threadpool(workspace.begin, partial(workspace.answer, date_order=given), _PATIENCE)
    return RedirectResponse("/", 303)
