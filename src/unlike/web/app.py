"""The addresses of the local page."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from unlike.reports.wording.web import NOT_THERE
from unlike.web import assets, chat, importing, timeline, views
from unlike.web.guard import Guard, Keys
from unlike.web.shelf import Shelf


def application(shelf: Shelf, keys: Keys, uploads: Path) -> Starlette:
    """The page, behind its door.

    Args:
        shelf: what is open.
        keys: of this run.
        uploads: a private folder for what the browser hands over.
    """
    app = Starlette(
        routes=[
            Route("/", views.sight),
            Route("/conversation/{place:int}", views.conversation),
            Route("/conversation/{place:int}/person/{person:int}", views.person),
            Route("/finding/{number:int}", views.finding),
            Route("/conversation/{place:int}/person/{person:int}/series", timeline.series),
            Route("/chat/{place:int}", chat.chat),
            Route("/chat/{place:int}/messages", chat.piece),
            Route("/people", views.people),
            Route("/about", views.about),
            Route("/report", views.report),
            Route("/add", importing.add, methods=["GET", "POST"]),
            Route("/who", importing.who, methods=["POST"]),
            Route("/order", importing.order, methods=["POST"]),
            Route("/style.css", views.style),
            Route("/static/{name:path}", assets.asset),
        ],
        middleware=[Middleware(Guard, keys=keys)],
        exception_handlers={404: _nothing, 405: _nothing},
    )
    app.state.shelf, app.state.keys, app.state.uploads = shelf, keys, uploads
    return app


def _nothing(request: Request, _error: Exception) -> Response:
    return views.shown(request, "nothing.html", {"title": NOT_THERE}, 404)
