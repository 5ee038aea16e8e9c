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
from unlike.web.addresses import redirect
from unlike.web.error_sentence import error_sentence
from unlike.web.forms import checked_form
from unlike.web.note_undo import deleted_notes_of
from unlike.web.page_language import speak
from unlike.web.session import workspace_of
from unlike.web.views.overview import rendered

_DONE = {"saved": settings_text.SAVED, "forgotten": settings_text.FORGOTTEN}
_LOOKS: Final[dict[str, Theme]] = {"system": "system", "light": "light", "dark": "dark"}


async def settings(request: Request) -> Response:
    """The page, or what was chosen on it."""
    if request.method == "GET":
        return await run_in_threadpool(_page, request)
    async with checked_form(request) as form:
        chosen = _chosen(form)
    if chosen is None:
        return await run_in_threadpool(_page, request, translate(settings_text.ZONE_UNKNOWN))
    return await run_in_threadpool(_settled, request, chosen)


async def choose_language(request: Request) -> Response:
    """Speak another language from now on, until the program stops."""
    async with checked_form(request) as form:
        speak(request.app, str(form.get("language", "")))
    return redirect(request, "/settings")


async def forget_everything(request: Request) -> Response:
    """Take away all that is kept."""
    async with checked_form(request) as form:
        if "yes" not in form:
            return redirect(request, "/settings")
    return await run_in_threadpool(_forgotten, request)


@cache
def zones() -> tuple[str, ...]:
    """All zones there are, by name."""
    return tuple(sorted(available_timezones()))


def _chosen(form: FormData) -> Settings | None:
    """What was chosen; None where it cannot be."""
    zone, look = str(form.get("zone", "")).strip(), str(form.get("look", ""))
    if look not in _LOOKS or (zone and zone not in zones()):
        return None
    return Settings(zone, _LOOKS[look], names="names" in form, quotes="quotes" in form)


def _settled(request: Request, chosen: Settings) -> Response:
    """Keep it; another zone means that what was read is analysed anew."""
    workspace = workspace_of(request)
    session = workspace.session
    try:
        before = workspace.room.settings()
        workspace.room.save_settings(chosen)
    except LibraryError as error:
        return _page(request, error_sentence(error))
    zone = ZoneInfo(chosen.zone) if chosen.zone else session.usual_zone
    if chosen.zone != before.zone and zone.key != session.zone.key:  # else that of the command line holds
        if session.imported is not None:
            workspace.begin(partial(workspace.answer, zone=zone))
            return redirect(request, "/")
        workspace.update(lambda now: replace(now, zone=zone))
    return redirect(request, "/settings?done=saved")


def _forgotten(request: Request) -> Response:
    workspace = workspace_of(request)
    try:
        workspace.forget_kept()
        deleted_notes_of(request).clear()
        workspace.annotate()
    except LibraryError as error:
        return _page(request, error_sentence(error))
    return redirect(request, "/settings?done=forgotten")


def _page(request: Request, problem: str = "") -> Response:
    workspace = workspace_of(request)
    status = 422 if problem else 200
    try:
        notes, looks = workspace.notes(), workspace.room.visited_conversations()
    except LibraryError as error:
        notes, looks, problem = (), 0, problem or error_sentence(error)
    values = {
        "title": translate(settings_text.SETTINGS_TITLE),
        "problem": problem,
        "done": translate(_DONE.get(request.query_params.get("done", ""), "")),
        "zones": zones(),
        "languages": tuple(settings_text.LANGUAGE_NAMES.items()),
        "looks_chosen": [(name, translate(word)) for name, word in settings_text.LOOKS],
        "usual_zone": settings_text.zone_unset(workspace.session.usual_zone.key),
        "notes": see_notes(len(notes)) if notes else translate(NO_NOTES),
        "looks": settings_text.kept_looks(looks) if looks else "",
        "place": settings_text.kept_in(sanitise(workspace.room.location)) if workspace.room.location else "",
    }
    return rendered(request, "settings.html", values, status)
