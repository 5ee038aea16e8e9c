"""The scripts and style sheets of the page: these files and no other ones, as they stand in the package."""

from __future__ import annotations

from importlib.resources import files
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

SCRIPT, SHEET = "text/javascript", "text/css"
ASSETS: Final = {
    "page.js": SCRIPT,
    "fetching.js": SCRIPT,
    "timeline.js": SCRIPT,
    "lens.js": SCRIPT,
    "row.js": SCRIPT,
    "calendar.js": SCRIPT,
    "chat.js": SCRIPT,
    "sheet.js": SCRIPT,
    "live.css": SHEET,
    "vendor/uplot/uPlot.esm.js": SCRIPT,
    "vendor/uplot/uPlot.min.css": SHEET,
}


def asset(request: Request) -> Response:
    """One of the files."""
    name = str(request.path_params["name"])
    if name not in ASSETS:
        raise HTTPException(404)
    return Response(files("unlike.web").joinpath("static", *name.split("/")).read_bytes(), media_type=ASSETS[name])
