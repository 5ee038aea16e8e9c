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
    shelf: Session = request.app.state.shelf
    if request.method == "GET":
        return _asked(request, shelf.problem, 200)
    async with checked_form(request, MOST_FILES) as form:
        files, beside = uploads(form, "exports"), "beside" in form
        if not files:
            return _asked(request, translate(NO_FILE), 422)
        if shelf.progress is not None:
            return _asked(request, translate(BUSY), 409)
        paths = await run_in_threadpool(keep, files, request.app.state.uploads)
    await run_in_threadpool(shelf.begin, partial(_read, shelf, paths, request.app.state.uploads, beside), _PATIENCE)
    return _on(request)


def _read(shelf: Session, paths: list[Path], folder: Path, beside: bool) -> None:
    """Read them; what is open no longer is deleted."""
    shelf.open(paths, beside=beside)
    put_away(folder, (*shelf.paths, *shelf.calendars, *shelf.dates))


def _asked(request: Request, problem: str, status: int) -> Response:
    """The form with what is wrong, or that alone for a script."""
    if status >= 400 and _scripted(request):
        return JSONResponse({"problem": problem}, status)
    return rendered(request, "add.html", {"title": translate(ADD), "problem": problem}, status)


def _on(request: Request) -> Response:
    """To what comes next."""
    where = onward(request.app.state.shelf)
    return JSONResponse({"next": where}) if _scripted(request) else RedirectResponse(where, 303)


def _scripted(request: Request) -> bool:
    return request.headers.get("accept") == "application/json"


async def who(request: Request) -> Response:
    """Which of the names is the owner's."""
    shelf: Session = request.app.state.shelf
    async with checked_form(request) as form:
        given = str(form.get("name", ""))
    if given.isdecimal() and len(given) < 6 and int(given) < len(shelf.names):
        shelf.owner = shelf.names[int(given)]
        await run_in_threadpool(shelf.begin, shelf.read, _PATIENCE)
    return RedirectResponse("/", 303)


async def order(request: Request) -> Response:
    """Whether the day or the month comes first."""
    shelf: Session = request.app.state.shelf
    async with checked_form(request) as form:
        given = str(form.get("order", ""))
    if given in {"dmy", "mdy"}:
        shelf.date_order = given
        await run_in_threadpool(shelf.begin, shelf.read, _PATIENCE)
    return RedirectResponse("/", 303)
