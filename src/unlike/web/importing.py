"""Exports that are dropped on the page, and the questions that only the owner can answer."""

from __future__ import annotations

from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from unlike.locales import say
from unlike.reports.plain import harmless
from unlike.reports.wording.web import ADD, NO_FILE
from unlike.web.guard import Keys, same
from unlike.web.shelf import Shelf
from unlike.web.views import shown

_MOST_FILES = 20
_LONGEST = 100
_PIECE = 1 << 20


async def add(request: Request) -> Response:
    """The form, or what was put into it."""
    if request.method == "GET":
        return shown(request, "add.html", {"title": say(ADD), "problem": ""})
    async with request.form(max_files=_MOST_FILES, max_fields=5) as form:
        _checked(request, form)
        files = [one for one in form.getlist("exports") if isinstance(one, UploadFile) and one.filename]
        if not files:
            return shown(request, "add.html", {"title": say(ADD), "problem": say(NO_FILE)}, 422)
        paths = await run_in_threadpool(_kept, files, request.app.state.uploads)
    shelf: Shelf = request.app.state.shelf
    await run_in_threadpool(shelf.open, paths)
    return RedirectResponse("/", 303)


async def who(request: Request) -> Response:
    """Which of the names is the owner's."""
    async with request.form(max_files=0, max_fields=5) as form:
        _checked(request, form)
        given = str(form.get("name", ""))
    shelf: Shelf = request.app.state.shelf
    if given.isdecimal() and int(given) < len(shelf.names):
        shelf.owner = shelf.names[int(given)]
        await run_in_threadpool(shelf.read)
    return RedirectResponse("/", 303)


async def order(request: Request) -> Response:
    """Whether the day or the month comes first."""
    async with request.form(max_files=0, max_fields=5) as form:
        _checked(request, form)
        given = str(form.get("order", ""))
    shelf: Shelf = request.app.state.shelf
    if given in {"dmy", "mdy"}:
        shelf.date_order = given
        await run_in_threadpool(shelf.read)
    return RedirectResponse("/", 303)


def _checked(request: Request, form: FormData) -> None:
    """Whether the form is one of ours.

    Raises:
        HTTPException: it is not.
    """
    keys: Keys = request.app.state.keys
    if not same(str(form.get("form", "")), keys.form):
        raise HTTPException(403)


def _kept(files: list[UploadFile], folder: Path) -> list[Path]:
    """The files in a private folder, each in one of its own; a name is a name there and never a path."""
    start = sum(1 for _ in folder.iterdir())
    paths = []
    for at, file in enumerate(files, start=start):
        place = folder / str(at)
        place.mkdir(mode=0o700)
        path = place / file_name(file.filename or "")
        with path.open("wb") as kept:
            while piece := file.file.read(_PIECE):
                kept.write(piece)
        paths.append(path)
    return paths


def file_name(given: str) -> str:
    """The last part of a name, harmless and not too long, with its ending."""
    name = harmless(given.replace("\\", "/").rpartition("/")[2]).replace("\0", "").lstrip(".")
    stem, dot, ending = name.rpartition(".")
    short = f"{stem[:_LONGEST]}{dot}{ending[:10]}" if dot else name[:_LONGEST]
    return short.encode("utf-8", "ignore")[:200].decode("utf-8", "ignore") or "export"
