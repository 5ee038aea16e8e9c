"""The addresses of the local page."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from unlike.i18n import translate
from unlike.presentation.sentences.interface import http_errors
from unlike.presentation.sentences.interface.page_text import NOT_THERE
from unlike.web import progress_views, static_files
from unlike.web.forms import BodyLimits
from unlike.web.note_undo import DeletedNotes
from unlike.web.open_pages import ActiveRequests, OpenPages, presence
from unlike.web.page_language import LanguageMiddleware, speak
from unlike.web.people_undo import PeopleChanges
from unlike.web.searches import Searches
from unlike.web.security import AccessControl, AccessKeys
from unlike.web.session import Workspace
from unlike.web.upload_folder import UploadFolder
from unlike.web.views import (
    chat_views,
    date_views,
    finding_views,
    leave_views,
    library_people_views,
    library_views,
    note_views,
    overview,
    people_views,
    same_people_views,
    sample_views,
    settings_views,
    timeline_views,
    upload_views,
)

_BOTH, _POST = ["GET", "POST"], ["POST"]
_ROUTES = [
    Route("/", overview.overview),
    Route("/conversation/{place:int}", overview.conversation),
    Route("/conversation/{place:int}/person/{person:int}", overview.person),
    Route("/finding/{number:int}", finding_views.finding),
    Route("/finding/{number:int}/note", finding_views.note, methods=_POST),
    Route("/conversation/{place:int}/person/{person:int}/series", timeline_views.series),
    Route("/conversation/{place:int}/person/{person:int}/picture.svg", overview.shared),
    Route("/chat/{place:int}", chat_views.chat),
    Route("/chat/{place:int}/messages", chat_views.piece),
    Route("/chat/{place:int}/search", chat_views.search, methods=_POST),
    Route("/people", people_views.people),
    Route("/people.csv", people_views.people_csv),
    Route("/people/join", same_people_views.join, methods=_POST),
    Route("/people/apart", same_people_views.take_apart, methods=_POST),
    Route("/people/undo", same_people_views.undo, methods=_POST),
    Route("/people/search", people_views.search, methods=_POST),
    Route("/dates", date_views.dates, methods=_BOTH),
    Route("/dates/away", date_views.put_one_away, methods=_POST),
    Route("/settings", settings_views.settings, methods=_BOTH),
    Route("/settings/language", settings_views.choose_language, methods=_POST),
    Route("/settings/forget", settings_views.forget_everything, methods=_POST),
    Route("/notes", note_views.add, methods=_POST),
    Route("/notes/change", note_views.change, methods=_POST),
    Route("/notes/delete", note_views.delete, methods=_POST),
    Route("/notes/undo", note_views.undo, methods=_POST),
    Route("/about", overview.about),
    Route("/report", overview.report),
    Route("/add", upload_views.add, methods=_BOTH),
    Route("/try", sample_views.try_sample, methods=_POST),
    Route("/progress", progress_views.progress),
    Route("/who", upload_views.who, methods=_BOTH),
    Route("/order", upload_views.order, methods=_BOTH),
    Route("/despite-unread", upload_views.despite_unread, methods=_POST),
    Route("/library", library_views.library),
    Route("/library/notice", library_views.notice),
    Route("/library/keep", library_views.keep_form),
    Route("/library/keep", library_views.keep, methods=_POST),
    Route("/library/unlock", library_views.unlock, methods=_POST),
    Route("/library/lock", library_views.lock, methods=_POST),
    Route("/library/open", library_views.open_chats, methods=_POST),
    Route("/library/forget", library_views.forget_chat, methods=_POST),
    Route("/library/delete", library_views.delete, methods=_POST),
    Route("/library/people/merge", library_people_views.merge, methods=_POST),
    Route("/library/people/distinct", library_people_views.distinct, methods=_POST),
    Route("/library/people/suggest", library_people_views.suggest, methods=_POST),
    Route("/library/people/split", library_people_views.split, methods=_POST),
    Route("/library/people/undo", library_people_views.undo, methods=_POST),
    Route("/presence", presence, methods=_POST),
    Route("/veil", leave_views.veil, methods=_POST),
    Route("/leave", leave_views.leave, methods=_POST),
    Route("/style.css", overview.style),
    Route("/static/{name:path}", static_files.asset),
]
_SENTENCES = {
    400: http_errors.NOT_UNDERSTOOD,
    403: http_errors.NOT_OURS,
    404: NOT_THERE,
    405: NOT_THERE,
    413: http_errors.TOO_LARGE,
}


def application(
    workspace: Workspace, keys: AccessKeys, uploads: Path, present: OpenPages | None = None, language: str | None = None
) -> Starlette:
    """The page, behind its door.

    Args:
        workspace: what is open.
        keys: of this run.
        uploads: a private folder for what the browser hands over.
        present: which pages are open.
        language: of every page; None for what the browser prefers.
    """
    known = present or OpenPages()
    app = Starlette(
        routes=_ROUTES,
        middleware=[
            Middleware(LanguageMiddleware),
            Middleware(AccessControl, keys=keys),
            Middleware(ActiveRequests, presence=known),
            Middleware(BodyLimits),
        ],
        exception_handlers={HTTPException: _refused},
    )
    app.state.workspace, app.state.keys, app.state.presence = workspace, keys, known
    app.state.veiled = False
    app.state.uploads = UploadFolder(uploads)
    app.state.searches, app.state.deleted_notes = Searches(), DeletedNotes()
    app.state.people_changes = PeopleChanges()
    speak(app, language)
    return app


def _refused(request: Request, error: Exception) -> Response:
    """A sentence instead of what was asked for."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    return overview.rendered(request, "nothing.html", {"title": translate(_SENTENCES.get(status, NOT_THERE))}, status)
