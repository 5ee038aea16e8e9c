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
from unlike.presentation.sentences.formatting.date_format import format_days
from unlike.presentation.sentences.interface import settings_text
from unlike.presentation.sentences.interface.http_errors import NO_ROOM
from unlike.presentation.sentences.interface.import_summary import conversation_title
from unlike.results import Spell, ordered_findings
from unlike.web.addresses import redirect_to
from unlike.web.error_sentence import error_sentence
from unlike.web.forms import MAX_FILES, checked_form, uploaded_files
from unlike.web.session import session_of, workspace_of
from unlike.web.upload_folder import uploads_of
from unlike.web.views.note_views import note_item, note_outcome, people_to_note
from unlike.web.views.overview import render_page


@dataclass(frozen=True, slots=True)
class SpellMatchItem:
    """A spell and what of the owner's it falls on: (label, days) each."""

    number: int
    days: str
    matches: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PersonMatchItem:
    """One person's spells held against the owner's dates."""

    name: str
    chat: str
    associations: tuple[str, ...]
    spells: tuple[SpellMatchItem, ...]


async def show_dates(request: Request) -> Response:
    """The page, or the files that were put into it."""
    if request.method == "GET":
        return await run_in_threadpool(_dates_page, request)
    async with checked_form(request, MAX_FILES) as form:
        files = uploaded_files(form, "files")
        if not files:
            return await run_in_threadpool(_dates_page, request, translate(settings_text.DATES_NO_FILE))
        if any(not (file.filename or "").lower().endswith((".ics", ".csv")) for file in files):
            return await run_in_threadpool(_dates_page, request, translate(settings_text.DATES_WRONG_KIND))
        try:
            paths = await run_in_threadpool(uploads_of(request).write_files, files)
        except OSError:
            return await run_in_threadpool(_dates_page, request, translate(NO_ROOM))
    return await run_in_threadpool(_change_dates, request, paths)


async def remove_date_file(request: Request) -> Response:
    """Remove one of the files."""
    session = session_of(request)
    async with checked_form(request) as form:
        file_index = str(form.get("file", ""))
    date_files = (*session.calendars, *session.dates)
    if file_index.isdecimal() and len(file_index) < 4 and int(file_index) < len(date_files):
        removed_file = date_files[int(file_index)]
        return await run_in_threadpool(_change_dates, request, [], removed_file)
    return redirect_to(request, "/dates")


def _change_dates(request: Request, paths: list[Path], without: Path | None = None) -> Response:
    """Add files, or remove one; where they cannot be used, the files of before stay."""
    workspace = workspace_of(request)
    try:
        workspace.change_dates(paths, without)
    except UnlikeError as error:
        return _dates_page(request, error_sentence(error))
    finally:
        uploads_of(request).release_files(paths, lambda: workspace.session.open_files)
    return redirect_to(request, "/dates")


def _dates_page(request: Request, problem: str = "") -> Response:
    session = session_of(request)
    date_files = (*session.calendars, *session.dates)
    conversations = subjects(session.analysis.findings, session.today()) if session.analysis and date_files else []
    people = [
        _person_item(subject, conversation_title(conversation))
        for conversation, people_of in conversations
        for subject in people_of
        if subject.person.spells
    ]
    values = {
        "title": translate(settings_text.DATES_TITLE),
        "problem": problem,
        "files": [sanitise(path.name) for path in date_files],
        "date_matches": people,
        **_note_values(request),
    }
    return render_page(request, "dates.html", values, 422 if problem else 200)


def _note_values(request: Request) -> dict[str, Any]:
    """The owner's notes, and the form for another one."""
    query = request.query_params
    try:
        notes, unread = workspace_of(request).owner_notes(), ""
    except LibraryError as error:
        notes, unread = (), error_sentence(error)
    people, person = people_to_note(request), query.get("person", "")
    is_nobody = len(people) > 1 and all(choice.value != person for choice in people)
    return {
        "notes": [note_item(note) for note in notes],
        "kept_names": [note.person for note in notes],
        "unread_notes": unread,
        "outcome": note_outcome(request),
        "people": people,
        "noting": {"person": person, "is_nobody": is_nobody, "day": query.get("day", ""), "max_chars": MAX_NOTE_CHARS},
    }


def _person_item(subject: Subject, chat: str) -> PersonMatchItem:
    """One person's spells, the latest first."""
    spells = [spell for spell in ordered_findings(subject.person) if isinstance(spell, Spell)]
    spell_items = (
        SpellMatchItem(
            subject.finding_number(spell), format_days(spell.first, spell.last), _match_labels(subject, spell)
        )
        for spell in spells
    )
    return PersonMatchItem(subject.name, chat, label_association_sentences(subject), tuple(spell_items))


def _match_labels(subject: Subject, spell: Spell) -> tuple[tuple[str, str], ...]:
    return tuple(
        (sanitise(match.label), format_days(match.first, match.last)) for match in calendar_matches_of(subject, spell)
    )
