"""The scripts of the page, each a small module of its own; nothing else of the package can be reached."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

_KINDS: Final = {".js": "text/javascript"}


@cache
def names() -> frozenset[str]:
    """What there is."""
    folder = files("unlike.web").joinpath("static")
    return frozenset(one.name for one in folder.iterdir() if one.is_file() and one.name[-3:] in _KINDS)


def asset(request: Request) -> Response:
    """One of them, by its name in the list and never by a path."""
    name = str(request.path_params["name"])
    if name not in names():
        raise HTTPException(404)
    text = files("unlike.web").joinpath("static", name).read_text("utf-8")
    return Response(text, media_type=_KINDS[name[-3:]])
