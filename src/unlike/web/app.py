"""The addresses of the local page."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from unlike.locales import say
from unlike.reports.wording import refusing
from unlike.reports.wording.web import NOT_THERE
from unlike.web import assets, chat, dates, finding, importing, people, settings, timeline, views, waiting
from unlike.web.forms import Limits
from unlike.web.guard import Guard, Keys
from unlike.web.language import Language, speak
from unlike.web.presence import Answering, Presence, presence
from unlike.web.shelf import Shelf

_BOTH, _POST = ["GET", "POST"], ["POST"]
_ROUTES = [
    Route("/", views.sight),
    Route("/conversation/{place:int}", views.conversation),
    Route("/conversation/{place:int}/person/{person:int}", views.person),
    Route("/finding/{number:int}", finding.finding),
    Route("/finding/{number:int}/note", finding.note, methods=_POST),
    Route("/finding/{number:int}/forget", finding.forget, methods=_POST),
    Route("/conversation/{place:int}/person/{person:int}/series", timeline.series),
    Route("/chat/{place:int}", chat.chat),
    Route("/chat/{place:int}/messages", chat.piece),
    Route("/people", people.people),
    Route("/dates", dates.dates, methods=_BOTH),
    Route("/dates/away", dates.put_one_away, methods=_POST),
    Route("/settings", settings.settings, methods=_BOTH),
    Route("/settings/forget", settings.forget_everything, methods=_POST),
    Route("/settings/note", settings.forget_note, methods=_POST),
    Route("/about", views.about),
    Route("/report", views.report),
    Route("/add", importing.add, methods=_BOTH),
    Route("/progress", waiting.progress),
    Route("/who", importing.who, methods=_POST),
    Route("/order", importing.order, methods=_POST),
    Route("/presence", presence, methods=_POST),
    Route("/style.css", views.style),
    Route("/static/{name:path}", assets.asset),
]
_SENTENCES = {
    400: refusing.NOT_UNDERSTOOD,
    403: refusing.NOT_OURS,
    404: NOT_THERE,
    405: NOT_THERE,
    413: refusing.TOO_LARGE,
}


def application(
    shelf: Shelf, keys: Keys, uploads: Path, present: Presence | None = None, language: str | None = None
) -> Starlette:
    """The page, behind its door.

    Args:
        shelf: what is open.
        keys: of this run.
        uploads: a private folder for what the browser hands over.
        present: which pages are open.
        language: of every page; None for what the browser prefers.
    """
    known = present or Presence()
    app = Starlette(
        routes=_ROUTES,
        middleware=[
            Middleware(Language),
            Middleware(Guard, keys=keys),
            Middleware(Answering, presence=known),
            Middleware(Limits),
        ],
        exception_handlers={HTTPException: _refused},
    )
    app.state.shelf, app.state.keys, app.state.uploads, app.state.presence = shelf, keys, uploads, known
    speak(app, language)
    return app


def _refused(request: Request, error: Exception) -> Response:
    """A sentence instead of what was asked for."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    return views.shown(request, "nothing.html", {"title": say(_SENTENCES.get(status, NOT_THERE))}, status)
