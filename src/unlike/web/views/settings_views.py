"""The settings, what is kept on this machine, and forgetting it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, partial
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from unlike.errors import LibraryError
from unlike.i18n import translate
from unlike.library import Settings, Theme
from unlike.presentation.sanitise import sanitise
from unlike.presentation.sentences.interface import settings_text
from unlike.presentation.sentences.interface.note_form_text import NO_NOTES, see_notes
from unlike.web.addresses import redirect_to
from unlike.web.error_sentence import error_sentence
from unlike.web.forms import checked_form
from unlike.web.note_undo import deleted_notes_of
from unlike.web.page_language import set_language
from unlike.web.session import workspace_of
from unlike.web.views.overview import render_page

_OUTCOME_SENTENCES = {"saved": settings_text.SAVED, "forgotten": settings_text.FORGOTTEN}
_THEMES: Final[dict[str, Theme]] = {"system": "system", "light": "light", "dark": "dark"}


async def show_settings(request: Request) -> Response:
    """The page, or what was chosen on it."""
    if request.method == "GET":
        return await run_in_threadpool(_settings_page, request)
    async with checked_form(request) as form:
        new_settings = _settings_of_form(form)
    if new_settings is None:
        return await run_in_threadpool(_settings_page, request, translate(settings_text.ZONE_UNKNOWN))
    return await run_in_threadpool(_save_settings, request, new_settings)


async def choose_language(request: Request) -> Response:
    """Speak another language from now on, until the program stops."""
    async with checked_form(request) as form:
        set_language(request.app, str(form.get("language", "")))
    return redirect_to(request, "/settings")


async def forget_everything(request: Request) -> Response:
    """Take away all that is kept."""
    async with checked_form(request) as form:
        if "yes" not in form:
            return redirect_to(request, "/settings")
    return await run_in_threadpool(_forget_stored, request)


@cache
def zone_names() -> tuple[str, ...]:
    """All zones there are, by name."""
    return tuple(sorted(available_timezones()))


def _settings_of_form(form: FormData) -> Settings | None:
    """Settings of a form; None where they cannot be used."""
    zone, theme = str(form.get("zone", "")).strip(), str(form.get("look", ""))
    if theme not in _THEMES or (zone and zone not in zone_names()):
        return None
    return Settings(zone, _THEMES[theme], names="names" in form, quotes="quotes" in form)


def _save_settings(request: Request, new_settings: Settings) -> Response:
    """Keep it; another zone means that what was read is analysed anew."""
    workspace = workspace_of(request)
    session = workspace.session
    try:
        old_settings = workspace.user_data.settings()
        workspace.user_data.save_settings(new_settings)
    except LibraryError as error:
        return _settings_page(request, error_sentence(error))
    zone = ZoneInfo(new_settings.zone) if new_settings.zone else session.default_zone
    if new_settings.zone != old_settings.zone and zone.key != session.zone.key:  # else that of the command line holds
        if session.import_result is not None:
            workspace.begin_work(partial(workspace.apply_answers, zone=zone))
            return redirect_to(request, "/")
        workspace.update(lambda current: replace(current, zone=zone))
    return redirect_to(request, "/settings?done=saved")


def _forget_stored(request: Request) -> Response:
    workspace = workspace_of(request)
    try:
        workspace.forget_kept()
        deleted_notes_of(request).clear()
        workspace.refresh_annotations()
    except LibraryError as error:
        return _settings_page(request, error_sentence(error))
    return redirect_to(request, "/settings?done=forgotten")


def _settings_page(request: Request, problem: str = "") -> Response:
    workspace = workspace_of(request)
    status = 422 if problem else 200
    try:
        notes, visit_count = workspace.owner_notes(), workspace.user_data.visited_conversations()
    except LibraryError as error:
        notes, visit_count, problem = (), 0, problem or error_sentence(error)
    values = {
        "title": translate(settings_text.SETTINGS_TITLE),
        "problem": problem,
        "outcome_line": translate(_OUTCOME_SENTENCES.get(request.query_params.get("done", ""), "")),
        "zones": zone_names(),
        "languages": tuple(settings_text.LANGUAGE_NAMES.items()),
        "themes": [(name, translate(word)) for name, word in settings_text.LOOKS],
        "default_zone": settings_text.zone_unset(workspace.session.default_zone.key),
        "notes": see_notes(len(notes)) if notes else translate(NO_NOTES),
        "visits_line": settings_text.kept_looks(visit_count) if visit_count else "",
        "location": settings_text.kept_in(sanitise(workspace.user_data.location))
        if workspace.user_data.location
        else "",
    }
    return render_page(request, "settings.html", values, status)
