"""The scripts and style sheets of the page, as they stand in the package; nothing else of it can be reached."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

_MEDIA_TYPES: Final = {"js": "text/javascript", "css": "text/css"}


@cache
def asset_files() -> dict[str, Traversable]:
    """Files that are served, by their names below `/static/`."""
    by_name: dict[str, Traversable] = {}
    folders = [("", files("unlike.web").joinpath("static"))]
    while folders:
        prefix, folder = folders.pop()
        for entry in folder.iterdir():
            if entry.is_dir():
                folders.append((f"{prefix}{entry.name}/", entry))
            elif media_type_of(entry.name) is not None:
                by_name[prefix + entry.name] = entry
    return by_name


def media_type_of(name: str) -> str | None:
    """The media type of a file that is served; None for any other file."""
    return _MEDIA_TYPES.get(name.rpartition(".")[2])


def serve_asset(request: Request) -> Response:
    """One of the files, by its name in the list and never by a path."""
    name = str(request.path_params["name"])
    file = asset_files().get(name)
    if file is None:
        raise HTTPException(404)
    return Response(file.read_bytes(), media_type=media_type_of(name))
