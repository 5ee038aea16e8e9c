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
from unlike.web.addresses import page_address, redirect_to
from unlike.web.forms import MAX_FILES, checked_form, uploaded_files
from unlike.web.progress_views import is_scripted, next_path
from unlike.web.session import Workspace, session_of, workspace_of
from unlike.web.upload_folder import UploadFolder, uploads_of
from unlike.web.views.overview import ask_owner, owner_names, render_add_form, render_page

_MAX_WAIT_SECONDS: Final = 1.0  # seconds that a page waits for a short chat, rather than show that it is read


async def add_exports(request: Request) -> Response:
    """The form, or what was put into it."""
    session = session_of(request)
    if request.method == "GET":
        return _form_answer(request, session.problem if "failed" in request.query_params else "", 200)
    async with checked_form(request, MAX_FILES) as form:
        files, beside = uploaded_files(form, "exports"), "beside" in form
        if not files:
            return _form_answer(request, translate(NO_FILE), 422)
        if session.progress is not None:
            return _form_answer(request, translate(BUSY), 409)
        try:
            paths = await run_in_threadpool(uploads_of(request).write_files, files)
        except OSError:
            return _form_answer(request, translate(NO_ROOM), 507)
    workspace = workspace_of(request)
    work = partial(_read_uploads, workspace, paths, uploads_of(request), beside)
    if not await run_in_threadpool(
        workspace.begin_work, work, _MAX_WAIT_SECONDS
    ):  # another reading began while this came
        await run_in_threadpool(_release_files, workspace, paths, uploads_of(request))
        return _form_answer(request, translate(BUSY), 409)
    return _go_on(request)


def _read_uploads(workspace: Workspace, paths: list[Path], folder: UploadFolder, beside: bool) -> None:
    """Read them; what is open no longer is deleted."""
    try:
        workspace.open_exports(paths, beside=beside)
    finally:
        _release_files(workspace, paths, folder)


def _release_files(workspace: Workspace, paths: list[Path], folder: UploadFolder) -> None:
    folder.release_files(paths, lambda: workspace.session.open_files)


def _form_answer(request: Request, problem: str, status: int) -> Response:
    """The form with what is wrong, or that alone for a script."""
    if status >= 400 and is_scripted(request):
        return JSONResponse({"problem": problem}, status)
    return render_add_form(request, problem, status)


def _go_on(request: Request) -> Response:
    """Redirect to the next page; a script gets its address."""
    path = next_path(session_of(request))
    return JSONResponse({"next": page_address(request, path)}) if is_scripted(request) else redirect_to(request, path)


async def choose_owner(request: Request) -> Response:
    """Ask which of the names is the owner's, also again, or take the answer."""
    session = session_of(request)
    names = owner_names(session)
    if request.method == "GET":
        return await run_in_threadpool(ask_owner, request)
    async with checked_form(request) as form:
        choice = str(form.get("name", ""))
    if choice.isdecimal() and len(choice) < 6 and int(choice) < len(names):
        workspace = workspace_of(request)
        work = partial(_analyse_with_owner, workspace, names[int(choice)])
        await run_in_threadpool(workspace.begin_work, work, _MAX_WAIT_SECONDS)
    return redirect_to(request, "/")


def _analyse_with_owner(workspace: Workspace, owner: str) -> None:
    """Analyse with who the owner is, which the library remembers where its chats are open."""
    if workspace.session.stored:
        with suppress(UnlikeError):  # the answer does not need it; they are asked again next time
            workspace.library.set_owner(owner)
    workspace.apply_answers(owner=owner)


async def despite_unread(request: Request) -> Response:
    """Answer whatever was not read, for the owner knows what it is."""
    workspace = workspace_of(request)
    async with checked_form(request):
        pass
    await run_in_threadpool(
        workspace.begin_work, partial(workspace.apply_answers, despite_unread=True), _MAX_WAIT_SECONDS
    )
    return redirect_to(request, "/")


async def choose_date_order(request: Request) -> Response:
    """Whether the day or the month comes first: asked, also again, or answered."""
    workspace = workspace_of(request)
    if request.method == "GET":
        return await run_in_threadpool(render_page, request, "order.html", {"title": translate(ORDER)})
    async with checked_form(request) as form:
        choice = str(form.get("order", ""))
    if choice in {"dmy", "mdy"}:
        await run_in_threadpool(
            workspace.begin_work, partial(workspace.apply_answers, date_order=choice), _MAX_WAIT_SECONDS
        )
    return redirect_to(request, "/")
