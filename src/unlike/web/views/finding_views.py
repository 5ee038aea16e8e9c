"""One finding: the messages it rests on, what stands beside it, and what the owner notes with it."""

from __future__ import annotations

from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from unlike.core.spans import DateSpan
from unlike.errors import LibraryError
from unlike.i18n import translate
from unlike.library import Note
from unlike.presentation.html.finding_detail import FindingDetail, detail_of, finding_span
from unlike.presentation.html.html_conversation import on_page
from unlike.presentation.html.html_messages import messages_by_day
from unlike.presentation.numbering import NumberedFinding
from unlike.presentation.sanitise import sanitise
from unlike.presentation.sentences import concern, finding_section
from unlike.presentation.sentences.findings.help_text import help_section
from unlike.presentation.sentences.findings.note_text import MAX_NOTE_CHARS
from unlike.presentation.sentences.interface import finding_page as words
from unlike.presentation.sentences.interface import page_text
from unlike.results import CurrentState, Spell
from unlike.web.addresses import redirect_to
from unlike.web.error_sentence import error_sentence
from unlike.web.forms import checked_form
from unlike.web.session import session_of, workspace_of
from unlike.web.views.note_views import NoteItem, note_item, note_outcome
from unlike.web.views.overview import render_page

_MAX_MESSAGES = 200
_MAX_OPEN_MESSAGES = 14
_MAX_MENTIONS = 8


def show_finding(request: Request) -> Response:
    """One finding, and the messages it rests on in their place."""
    return _finding_page(request)


async def add_finding_note(request: Request) -> Response:
    """Keep what it turned out to be."""
    async with checked_form(request) as form:
        text = " ".join(str(form.get("text", "")).split())
    if not sanitise(text):
        return await run_in_threadpool(_finding_page, request, translate(words.NOTE_EMPTY), text)
    if len(text) > MAX_NOTE_CHARS:
        return await run_in_threadpool(_finding_page, request, words.note_too_long(MAX_NOTE_CHARS), text)
    return await run_in_threadpool(_save_note, request, text)


def _save_note(request: Request, text: str) -> Response:
    """Save a note about the days of the finding."""
    workspace = workspace_of(request)
    number, numbered = _requested_finding(request)
    if not isinstance(numbered.finding, CurrentState | Spell):
        raise HTTPException(404)  # notes go with days
    first, last = finding_span(numbered.finding, numbered.subject)
    key, name = numbered.conversation.key, numbered.subject.person.name
    try:
        workspace.user_data.notes.add(Note(key, name, first, last, text, workspace.session.today()))
        workspace.refresh_annotations()
    except LibraryError as error:
        return _finding_page(request, error_sentence(error), text)
    return redirect_to(request, f"/finding/{number}?done=saved#note")


def _finding_notes(request: Request, numbered: NumberedFinding) -> tuple[NoteItem, ...]:
    """Notes about days of a finding; none where they cannot be read, which the page of all notes says."""
    if not isinstance(numbered.finding, CurrentState | Spell):
        return ()
    days = DateSpan(*finding_span(numbered.finding, numbered.subject))
    try:
        notes = workspace_of(request).owner_notes()
    except LibraryError:
        return ()
    analysis = session_of(request).analysis
    addresses = (
        analysis.note_addresses(numbered.conversation.key, numbered.subject.person.name) if analysis else frozenset()
    )
    return tuple(
        note_item(note)
        for note in notes
        if (note.conversation, note.person) in addresses and DateSpan(note.first, note.last).overlaps(days)
    )


def _finding_page(request: Request, problem: str = "", text: str = "") -> Response:
    session = session_of(request)
    number, numbered = _requested_finding(request)
    analysis = session.analysis
    if analysis is None:
        raise HTTPException(404)
    key, refs = numbered.conversation.key, numbered.finding.messages
    detail, about_concern = _finding_detail(numbered), concern(numbered.subject)
    quotes = analysis.quotes(key, refs)
    mentioned = analysis.quotes(key, detail.mentioned[:_MAX_MENTIONS], 0) if detail and detail.mentioned else ()
    places = analysis.transcripts[key].places(
        [*refs[:1], *(opener.ref for opener in detail.openers)] if detail else refs[:1]
    )
    values: dict[str, Any] = {
        "title": translate(page_text.FINDING),
        "place": analysis.findings.conversations.index(numbered.conversation),
        "number": number,
        "section": finding_section(numbered.finding, numbered.subject),
        "days": messages_by_day(quotes[:_MAX_OPEN_MESSAGES], numbered.subject.owner),
        "folded_days": messages_by_day(quotes[_MAX_OPEN_MESSAGES:_MAX_MESSAGES], numbered.subject.owner),
        "folded_count": max(0, min(len(quotes), _MAX_MESSAGES) - _MAX_OPEN_MESSAGES),
        "hidden_count": max(0, len(quotes) - _MAX_MESSAGES),
        "message_place": places.get(refs[0]) if refs else None,
        "help": help_section(about_concern, on_page(numbered.subject)) if about_concern else None,
        "detail": detail,
        "mentioned": messages_by_day(mentioned, numbered.subject.owner),
        "places": places,
        "note": {"problem": problem, "text": text, "max_chars": MAX_NOTE_CHARS},
        "outcome": note_outcome(request),
        "notes": _finding_notes(request, numbered),
    }
    return render_page(request, "finding.html", values, 422 if problem else 200)


def _requested_finding(request: Request) -> tuple[int, NumberedFinding]:
    """The finding that is meant.

    Raises:
        HTTPException: there is none of that number.
    """
    session = session_of(request)
    number, findings = int(request.path_params["number"]), session.numbered_findings
    if not 1 <= number <= len(findings):
        raise HTTPException(404)
    return number, findings[number - 1]


def _finding_detail(numbered: NumberedFinding) -> FindingDetail | None:
    """Details of a spell or of the current state; None for any other finding."""
    if not isinstance(numbered.finding, CurrentState | Spell):
        return None
    first, _ = finding_span(numbered.finding, numbered.subject)
    explanations = numbered.subject.person.explanations
    activities = explanations.activity_before if explanations else ()
    return detail_of(
        numbered.finding, numbered.subject, next((numbered for numbered in activities if numbered.shift == first), None)
    )
