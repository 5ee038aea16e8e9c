"""The scripts and style sheets of the page, as they stand in the package; nothing else of it can be reached."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

_KINDS: Final = {"js": "text/javascript", "css": "text/css"}


@cache
def assets() -> dict[str, Traversable]:
    """What there is, by its name below `/static/`."""
    by_name: dict[str, Traversable] = {}
    folders = [("", files("unlike.web").joinpath("static"))]
    while folders:
        before, folder = folders.pop()
        for one in folder.iterdir():
            if one.is_dir():
                folders.append((f"{before}{one.name}/", one))
            elif kind_of(one.name) is not None:
                by_name[before + one.name] = one
    return by_name


def kind_of(name: str) -> str | None:
    """The media type of a file that is served; None for any other file."""
    return _KINDS.get(name.rpartition(".")[2])


def asset(request: Request) -> Response:
    """One of the files, by its name in the list and never by a path."""
    name = str(request.path_params["name"])
    file = assets().get(name)
    if file is None:
        raise HTTPException(404)
    return Response(file.read_bytes(), media_type=kind_of(name))
