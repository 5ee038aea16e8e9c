"""The owner's own calendars and lists of dates beside what is open: which spells fall on what."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from unlike.errors import LibraryError, UnlikeError
from unlike.i18n import translate
from unlike.presentation.numbering import subjects
from unlike.presentation.sanitise import sanitise
from unlike.presentation.sentences import Subject
from unlike.presentation.sentences.findings.calendar_text import calendar_matches_of, label_association_sentences
from unlike.presentation.sentences.findings.note_text import MAX_NOTE_CHARS
from unlike.presentation.sentences.formatting.date_format import days
from unlike.presentation.sentences.interface import settings_text
from unlike.presentation.sentences.interface.http_errors import NO_ROOM
from unlike.presentation.sentences.interface.import_summary import conversation_title
from unlike.results import Spell, ordered_findings
from unlike.web.addresses import redirect
from unlike.web.error_sentence import error_sentence
from unlike.web.forms import MOST_FILES, checked_form, uploads
from unlike.web.session import session_of, workspace_of
from unlike.web.upload_folder import uploads_of
from unlike.web.views.note_views import note_item, outcome, people_to_note
from unlike.web.views.overview import rendered


@dataclass(frozen=True, slots=True)
class Falls:
    """A spell and what of the owner's it falls on: (label, days) each."""

    number: int
    when: str
    on: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Held:
    """One person's spells held against the owner's dates."""

    name: str
    chat: str
    against: tuple[str, ...]
    spells: tuple[Falls, ...]


async def dates(request: Request) -> Response:
    """The page, or the files that were put into it."""
    if request.method == "GET":
        return await run_in_threadpool(_page, request)
    async with checked_form(request, MOST_FILES) as form:
        files = uploads(form, "files")
        if not files:
            return await run_in_threadpool(_page, request, translate(settings_text.DATES_NO_FILE))
        if any(not (one.filename or "").lower().endswith((".ics", ".csv")) for one in files):
            return await run_in_threadpool(_page, request, translate(settings_text.DATES_WRONG_KIND))
        try:
            paths = await run_in_threadpool(uploads_of(request).keep, files)
        except OSError:
            return await run_in_threadpool(_page, request, translate(NO_ROOM))
    return await run_in_threadpool(_with, request, paths)


async def put_one_away(request: Request) -> Response:
    """Without one of the files."""
    session = session_of(request)
    async with checked_form(request) as form:
        given = str(form.get("file", ""))
    there = (*session.calendars, *session.dates)
    if given.isdecimal() and len(given) < 4 and int(given) < len(there):
        left = there[int(given)]
        return await run_in_threadpool(_with, request, [], left)
    return redirect(request, "/dates")


def _with(request: Request, paths: list[Path], without: Path | None = None) -> Response:
    """With files more or one less; where they cannot be used, what was there stays."""
    workspace = workspace_of(request)
    try:
        workspace.change_dates(paths, without)
    except UnlikeError as error:
        return _page(request, error_sentence(error))
    finally:
        uploads_of(request).settle(paths, lambda: workspace.session.files)
    return redirect(request, "/dates")


def _page(request: Request, problem: str = "") -> Response:
    session = session_of(request)
    there = (*session.calendars, *session.dates)
    conversations = subjects(session.analysis.findings, session.today()) if session.analysis and there else []
    held = [
        _held(subject, conversation_title(one))
        for one, those in conversations
        for subject in those
        if subject.person.spells
    ]
    values = {
        "title": translate(settings_text.DATES_TITLE),
        "problem": problem,
        "files": [sanitise(path.name) for path in there],
        "held": held,
        **_notes(request),
    }
    return rendered(request, "dates.html", values, 422 if problem else 200)


def _notes(request: Request) -> dict[str, Any]:
    """The owner's notes, and the form for another one."""
    query = request.query_params
    try:
        notes, unread = workspace_of(request).notes(), ""
    except LibraryError as error:
        notes, unread = (), error_sentence(error)
    people, person = people_to_note(request), query.get("person", "")
    is_nobody = len(people) > 1 and all(each.value != person for each in people)
    return {
        "notes": [note_item(note) for note in notes],
        "kept_names": [note.person for note in notes],
        "unread_notes": unread,
        "outcome": outcome(request),
        "people": people,
        "noting": {"person": person, "is_nobody": is_nobody, "day": query.get("day", ""), "most": MAX_NOTE_CHARS},
    }


def _held(subject: Subject, chat: str) -> Held:
    """One person's spells, the latest first."""
    spells = [one for one in ordered_findings(subject.person) if isinstance(one, Spell)]
    told = (Falls(subject.finding_number(one), days(one.first, one.last), _on(subject, one)) for one in spells)
    return Held(subject.name, chat, label_association_sentences(subject), tuple(told))


def _on(subject: Subject, spell: Spell) -> tuple[tuple[str, str], ...]:
    return tuple((sanitise(one.label), days(one.first, one.last)) for one in calendar_matches_of(subject, spell))
