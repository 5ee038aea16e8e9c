"""The addresses of the local page."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from unlike.locales import say
from unlike.reports.wording.web import NOT_THERE
from unlike.web import importing, views
from unlike.web.guard import Guard, Keys
from unlike.web.language import Language, speak
from unlike.web.shelf import Shelf


def application(shelf: Shelf, keys: Keys, uploads: Path, language: str | None = None) -> Starlette:
    """The page, behind its door.

    Args:
        shelf: what is open.
        keys: of this run.
        uploads: a private folder for what the browser hands over.
        language: of every page; None for what the browser prefers.
    """
    app = Starlette(
        routes=[
            Route("/", views.sight),
            Route("/conversation/{place:int}", views.conversation),
            Route("/conversation/{place:int}/person/{person:int}", views.person),
            Route("/finding/{number:int}", views.finding),
            Route("/chat/{place:int}", views.chat),
            Route("/people", views.people),
            Route("/about", views.about),
            Route("/report", views.report),
            Route("/add", importing.add, methods=["GET", "POST"]),
            Route("/who", importing.who, methods=["POST"]),
            Route("/order", importing.order, methods=["POST"]),
            Route("/style.css", views.style),
        ],
        middleware=[Middleware(Language), Middleware(Guard, keys=keys)],
        exception_handlers={404: _nothing, 405: _nothing},
    )
    app.state.shelf, app.state.keys, app.state.uploads = shelf, keys, uploads
    speak(app, language)
    return app


def _nothing(request: Request, _error: Exception) -> Response:
    return views.shown(request, "nothing.html", {"title": say(NOT_THERE)}, 404)
