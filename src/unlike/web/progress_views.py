"""How far a reading is: a page that reloads itself, and the same for a script that asks."""

from __future__ import annotations

from typing import Any, Final

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from unlike.api import AnalysisStep
from unlike.i18n import translate
from unlike.presentation.sentences.interface import upload_text
from unlike.web.addresses import address
from unlike.web.import_progress import ImportProgress
from unlike.web.session import Session, session_of

_BEGINS: Final = (0.1, 0.3, 0.45, 0.65, 1.0)
"""Share of the whole, about, at which each `AnalysisStep` begins, and the end; the reading comes before the first."""


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
    """Sentences for a page that waits, and how far it is.

    Returns:
        `said`: what goes on; `known`: what is known already; `share`: what is done of the whole, 0 to 1, about;
        `until`: the share at which the next step begins, up to which a bar may move meanwhile.
    """
    known = upload_text.known(told.messages) if told.messages else ""
    if told.step == AnalysisStep.EXPLAIN:
        return {"said": translate(upload_text.STEPS[-1]), "known": known, "share": _BEGINS[-2], "until": 1.0}
    if told.people:
        share, until = (_share(told, step) for step in (told.step, told.step + 1))
        said = upload_text.looking(told.looked, told.people)
        step = f" · {translate(upload_text.STEPS[told.step - 1])}" if told.step else ""
        return {"said": said + step, "known": known, "share": share, "until": until}
    if told.size and told.read < told.size:
        share = told.read / told.size * _BEGINS[0]
        return {"said": upload_text.reading(told.read, told.size), "known": known, "share": share, "until": _BEGINS[0]}
    return {"said": translate(upload_text.STARTING), "known": known, "share": 0.0, "until": _BEGINS[0]}


def _share(told: ImportProgress, step: int) -> float:
    """Share of the whole at which a step begins, of people one after the other."""
    start, end = _BEGINS[0], _BEGINS[-2]
    within = (_BEGINS[max(step - 1, 0)] - start) / (end - start)
    return start + (end - start) * min(1.0, (told.looked + within) / told.people)
