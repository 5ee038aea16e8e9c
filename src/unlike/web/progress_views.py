"""How far a reading is: a page that reloads itself, and the same for a script that asks."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from unlike.i18n import translate
from unlike.presentation.sentences.interface import upload_text
from unlike.web.addresses import address
from unlike.web.session import ImportProgress, Session, session_of


def progress(request: Request) -> Response:
    """How far the reading is, for a script."""
    session = session_of(request)
    if session.progress is None:
        return JSONResponse({"next": address(request, onward(session))})
    return JSONResponse(far(session.progress))


def onward(session: Session) -> str:
    """Path to go on to: what is open or asked, or what is wrong."""
    return "/add?failed=1" if session.problem and session.progress is None else "/"


def is_scripted(request: Request) -> bool:
    """Whether a script of the page asks, which takes JSON."""
    return request.headers.get("accept") == "application/json"


def far(told: ImportProgress) -> dict[str, Any]:
    """The sentence and, where it is known, the share that is done, 0 to 1."""
    if told.people:
        return {
            "said": upload_text.looking(told.looked, told.people),
            "share": told.looked / told.people if told.people > 1 else None,
        }
    if told.size and told.read < told.size:
        return {"said": upload_text.reading(told.read, told.size), "share": told.read / told.size}
    return {"said": translate(upload_text.STARTING), "share": None}
