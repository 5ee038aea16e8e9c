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
from unlike.web.open_pages import ActiveRequests, OpenPages, record_presence
from unlike.web.page_language import LanguageMiddleware, set_language
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

_GET_AND_POST, _POST = ["GET", "POST"], ["POST"]
_ROUTES = [
    Route("/", overview.show_overview),
    Route("/conversation/{place:int}", overview.show_conversation),
    Route("/conversation/{place:int}/person/{person:int}", overview.show_person),
    Route("/finding/{number:int}", finding_views.show_finding),
    Route("/finding/{number:int}/note", finding_views.add_finding_note, methods=_POST),
    Route("/conversation/{place:int}/person/{person:int}/series", timeline_views.show_series),
    Route("/conversation/{place:int}/person/{person:int}/picture.svg", overview.download_picture),
    Route("/chat/{place:int}", chat_views.show_chat),
    Route("/chat/{place:int}/messages", chat_views.show_next_messages),
    Route("/chat/{place:int}/search", chat_views.search_chat, methods=_POST),
    Route("/people", people_views.show_people),
    Route("/people.csv", people_views.people_csv),
    Route("/people/join", same_people_views.join_names, methods=_POST),
    Route("/people/apart", same_people_views.take_apart, methods=_POST),
    Route("/people/undo", same_people_views.undo_same_people, methods=_POST),
    Route("/people/search", people_views.search_people, methods=_POST),
    Route("/dates", date_views.show_dates, methods=_GET_AND_POST),
    Route("/dates/away", date_views.remove_date_file, methods=_POST),
    Route("/settings", settings_views.show_settings, methods=_GET_AND_POST),
    Route("/settings/language", settings_views.choose_language, methods=_POST),
    Route("/settings/forget", settings_views.forget_everything, methods=_POST),
    Route("/notes", note_views.add_note, methods=_POST),
    Route("/notes/change", note_views.change_note, methods=_POST),
    Route("/notes/delete", note_views.delete_note, methods=_POST),
    Route("/notes/undo", note_views.restore_note, methods=_POST),
    Route("/about", overview.show_about),
    Route("/report", overview.download_report),
    Route("/add", upload_views.add_exports, methods=_GET_AND_POST),
    Route("/try", sample_views.try_sample, methods=_POST),
    Route("/progress", progress_views.report_progress),
    Route("/who", upload_views.choose_owner, methods=_GET_AND_POST),
    Route("/order", upload_views.choose_date_order, methods=_GET_AND_POST),
    Route("/despite-unread", upload_views.despite_unread, methods=_POST),
    Route("/library", library_views.show_library),
    Route("/library/notice", library_views.show_notice),
    Route("/library/keep", library_views.show_keep_form),
    Route("/library/keep", library_views.keep_exports, methods=_POST),
    Route("/library/unlock", library_views.unlock_library, methods=_POST),
    Route("/library/lock", library_views.lock_library, methods=_POST),
    Route("/library/open", library_views.open_chats, methods=_POST),
    Route("/library/forget", library_views.forget_chat, methods=_POST),
    Route("/library/delete", library_views.delete_library, methods=_POST),
    Route("/library/people/merge", library_people_views.merge_two, methods=_POST),
    Route("/library/people/distinct", library_people_views.keep_distinct, methods=_POST),
    Route("/library/people/suggest", library_people_views.suggest_again, methods=_POST),
    Route("/library/people/split", library_people_views.take_apart, methods=_POST),
    Route("/library/people/undo", library_people_views.undo_change, methods=_POST),
    Route("/presence", record_presence, methods=_POST),
    Route("/veil", leave_views.set_veil, methods=_POST),
    Route("/leave", leave_views.leave_page, methods=_POST),
    Route("/style.css", overview.style_sheet),
    Route("/static/{name:path}", static_files.serve_asset),
]
_ERROR_SENTENCES = {
    400: http_errors.NOT_UNDERSTOOD,
    403: http_errors.NOT_OURS,
    404: NOT_THERE,
    405: NOT_THERE,
    413: http_errors.TOO_LARGE,
}


def build_application(
    workspace: Workspace,
    keys: AccessKeys,
    uploads: Path,
    open_pages: OpenPages | None = None,
    language: str | None = None,
) -> Starlette:
    """The page, behind its door.

    Args:
        workspace: what is open.
        keys: of this run.
        uploads: a private folder for what the browser hands over.
        open_pages: pages that are open; none yet where it is None.
        language: of every page; None for what the browser prefers.
    """
    pages = open_pages or OpenPages()
    app = Starlette(
        routes=_ROUTES,
        middleware=[
            Middleware(LanguageMiddleware),
            Middleware(AccessControl, keys=keys),
            Middleware(ActiveRequests, open_pages=pages),
            Middleware(BodyLimits),
        ],
        exception_handlers={HTTPException: _error_page},
    )
    app.state.workspace, app.state.keys, app.state.open_pages = workspace, keys, pages
    app.state.veiled = False
    app.state.uploads = UploadFolder(uploads)
    app.state.searches, app.state.deleted_notes = Searches(), DeletedNotes()
    app.state.people_changes = PeopleChanges()
    set_language(app, language)
    return app


def _error_page(request: Request, error: Exception) -> Response:
    """A sentence instead of what was asked for."""
    status = error.status_code if isinstance(error, HTTPException) else 404
    return overview.render_page(
        request, "nothing.html", {"title": translate(_ERROR_SENTENCES.get(status, NOT_THERE))}, status
    )
