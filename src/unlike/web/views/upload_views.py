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
from unlike.web.session import Session
from unlike.web.upload_folder import keep, put_away
from unlike.web.views.overview import rendered

_PATIENCE: Final = 1.0  # seconds that a page waits for a short chat, rather than show that it is read


async def add(request: Request) -> Response:
    """The form, or what was put into it."""
    session: Session = request.app.state.session
    if request.method == "GET":
        return _asked(request, session.problem, 200)
    async with checked_form(request, MOST_FILES) as form:
        files, beside = uploads(form, "exports"), "beside" in form
        if not files:
            return _asked(request, translate(NO_FILE), 422)
        if session.progress is not None:
            return _asked(request, translate(BUSY), 409)
        paths = await run_in_threadpool(keep, files, request.app.state.uploads)
    await run_in_threadpool(session.begin, partial(_read, session, paths, request.app.state.uploads, beside), _PATIENCE)
    return _on(request)


def _read(session: Session, paths: list[Path], folder: Path, beside: bool) -> None:
    """Read them; what is open no longer is deleted."""
    session.open(paths, beside=beside)
    put_away(folder, (*session.paths, *session.calendars, *session.dates))


def _asked(request: Request, problem: str, status: int) -> Response:
    """The form with what is wrong, or that alone for a script."""
    if status >= 400 and _scripted(request):
        return JSONResponse({"problem": problem}, status)
    return rendered(request, "add.html", {"title": translate(ADD), "problem": problem}, status)


def _on(request: Request) -> Response:
    """To what comes next."""
    where = onward(request.app.state.session)
    return JSONResponse({"next": where}) if _scripted(request) else RedirectResponse(where, 303)


def _scripted(request: Request) -> bool:
    return request.headers.get("accept") == "application/json"


async def who(request: Request) -> Response:
    """Which of the names is the owner's."""
    session: Session = request.app.state.session
    async with checked_form(request) as form:
        given = str(form.get("name", ""))
    if given.isdecimal() and len(given) < 6 and int(given) < len(session.names):
        session.owner = session.names[int(given)]
        await run_in_threadpool(session.begin, session.read, _PATIENCE)
    return RedirectResponse("/", 303)


async def order(request: Request) -> Response:
    """Whether the day or the month comes first."""
    session: Session = request.app.state.session
    async with checked_form(request) as form:
        given = str(form.get("order", ""))
    if given in {"dmy", "mdy"}:
        session.date_order = given
        await run_in_threadpool(session.begin, session.read, _PATIENCE)
    return RedirectResponse("/", 303)
