"""Exports that are dropped on the page, how far their reading is, and the questions that only the owner can answer."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from unlike.errors import UnlikeError
from unlike.i18n import translate
from unlike.presentation.sentences.interface.http_errors import BUSY, NO_ROOM
from unlike.presentation.sentences.interface.page_text import NO_FILE, ORDER
from unlike.web.addresses import address, redirect
from unlike.web.forms import MOST_FILES, checked_form, uploads
from unlike.web.progress_views import is_scripted, onward
from unlike.web.session import Workspace, session_of, workspace_of
from unlike.web.upload_folder import UploadFolder, uploads_of
from unlike.web.views.overview import add_form, asked_who, owner_names, rendered

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
        try:
            paths = await run_in_threadpool(uploads_of(request).keep, files)
        except OSError:
            return _asked(request, translate(NO_ROOM), 507)
    workspace = workspace_of(request)
    work = partial(_read, workspace, paths, uploads_of(request), beside)
    if not await run_in_threadpool(workspace.begin, work, _PATIENCE):  # another reading began while this came
        await run_in_threadpool(_settled, workspace, paths, uploads_of(request))
        return _asked(request, translate(BUSY), 409)
    return _on(request)


def _read(workspace: Workspace, paths: list[Path], folder: UploadFolder, beside: bool) -> None:
    """Read them; what is open no longer is deleted."""
    try:
        workspace.open(paths, beside=beside)
    finally:
        _settled(workspace, paths, folder)


def _settled(workspace: Workspace, paths: list[Path], folder: UploadFolder) -> None:
    folder.settle(paths, lambda: workspace.session.files)


def _asked(request: Request, problem: str, status: int) -> Response:
    """The form with what is wrong, or that alone for a script."""
    if status >= 400 and is_scripted(request):
        return JSONResponse({"problem": problem}, status)
    return add_form(request, problem, status)


def _on(request: Request) -> Response:
    """To what comes next."""
    where = onward(session_of(request))
    return JSONResponse({"next": address(request, where)}) if is_scripted(request) else redirect(request, where)


async def who(request: Request) -> Response:
    """Which of the names is the owner's: asked, also again, or answered."""
    session = session_of(request)
    names = owner_names(session)
    if request.method == "GET":
        return await run_in_threadpool(asked_who, request)
    async with checked_form(request) as form:
        given = str(form.get("name", ""))
    if given.isdecimal() and len(given) < 6 and int(given) < len(names):
        workspace = workspace_of(request)
        work = partial(_answered, workspace, names[int(given)])
        await run_in_threadpool(workspace.begin, work, _PATIENCE)
    return redirect(request, "/")


def _answered(workspace: Workspace, owner: str) -> None:
    """Analyse with who the owner is, which the library remembers where its chats are open."""
    if workspace.session.stored:
        with suppress(UnlikeError):  # the answer does not need it; they are asked again next time
            workspace.library.set_owner(owner)
    workspace.answer(owner=owner)


async def despite_unread(request: Request) -> Response:
    """Answer whatever was not read, for the owner knows what it is."""
    workspace = workspace_of(request)
    async with checked_form(request):
        pass
    await run_in_threadpool(workspace.begin, partial(workspace.answer, despite_unread=True), _PATIENCE)
    return redirect(request, "/")


async def order(request: Request) -> Response:
    """Whether the day or the month comes first: asked, also again, or answered."""
    workspace = workspace_of(request)
    if request.method == "GET":
        return await run_in_threadpool(rendered, request, "order.html", {"title": translate(ORDER)})
    async with checked_form(request) as form:
        given = str(form.get("order", ""))
    if given in {"dmy", "mdy"}:
        await run_in_threadpool(workspace.begin, partial(workspace.answer, date_order=given), _PATIENCE)
    return redirect(request, "/")
