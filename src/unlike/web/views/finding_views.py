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
from unlike.presentation.html.html_messages import messages
from unlike.presentation.numbering import NumberedFinding
from unlike.presentation.sanitise import sanitise
from unlike.presentation.sentences import concern, finding_section
from unlike.presentation.sentences.findings.help_text import help_section
from unlike.presentation.sentences.findings.note_text import MAX_NOTE_CHARS
from unlike.presentation.sentences.interface import finding_page as words
from unlike.presentation.sentences.interface import page_text
from unlike.results import CurrentState, Spell
from unlike.web.addresses import redirect
from unlike.web.error_sentence import error_sentence
from unlike.web.forms import checked_form
from unlike.web.session import session_of, workspace_of
from unlike.web.views.note_views import NoteItem, note_item, outcome
from unlike.web.views.overview import rendered

_MOST = 200
_AT_ONCE = 14
_MENTIONED = 8


def finding(request: Request) -> Response:
    """One finding, and the messages it rests on in their place."""
    return _page(request)


async def note(request: Request) -> Response:
    """Keep what it turned out to be."""
    async with checked_form(request) as form:
        text = " ".join(str(form.get("text", "")).split())
    if not sanitise(text):
        return await run_in_threadpool(_page, request, translate(words.NOTE_EMPTY), text)
    if len(text) > MAX_NOTE_CHARS:
        return await run_in_threadpool(_page, request, words.note_too_long(MAX_NOTE_CHARS), text)
    return await run_in_threadpool(_noted, request, text)


def _noted(request: Request, text: str) -> Response:
    """With a note more."""
    workspace = workspace_of(request)
    number, one = _asked(request)
    if not isinstance(one.finding, CurrentState | Spell):
        raise HTTPException(404)  # notes go with days
    first, last = finding_span(one.finding, one.subject)
    key, name = one.conversation.key, one.subject.person.name
    try:
        workspace.room.notes.add(Note(key, name, first, last, text, workspace.session.today()))
        workspace.annotate()
    except LibraryError as error:
        return _page(request, error_sentence(error), text)
    return redirect(request, f"/finding/{number}?done=saved#note")


def _notes(request: Request, one: NumberedFinding) -> tuple[NoteItem, ...]:
    """Notes about days of a finding; none where they cannot be read, which the page of all notes says."""
    if not isinstance(one.finding, CurrentState | Spell):
        return ()
    days = DateSpan(*finding_span(one.finding, one.subject))
    try:
        notes = workspace_of(request).notes()
    except LibraryError:
        return ()
    analysis = session_of(request).analysis
    addresses = analysis.note_addresses(one.conversation.key, one.subject.person.name) if analysis else frozenset()
    return tuple(
        note_item(note)
        for note in notes
        if (note.conversation, note.person) in addresses and DateSpan(note.first, note.last).overlaps(days)
    )


def _page(request: Request, problem: str = "", text: str = "") -> Response:
    session = session_of(request)
    number, one = _asked(request)
    analysis = session.analysis
    if analysis is None:
        raise HTTPException(404)
    key, refs = one.conversation.key, one.finding.messages
    back, worry = _backward(one), concern(one.subject)
    quotes = analysis.quotes(key, refs)
    mentioned = analysis.quotes(key, back.mentioned[:_MENTIONED], 0) if back and back.mentioned else ()
    places = analysis.transcripts[key].places([*refs[:1], *(each.ref for each in back.openers)] if back else refs[:1])
    values: dict[str, Any] = {
        "title": translate(page_text.FINDING),
        "at": analysis.findings.conversations.index(one.conversation),
        "number": number,
        "section": finding_section(one.finding, one.subject),
        "days": messages(quotes[:_AT_ONCE], one.subject.owner),
        "rest": messages(quotes[_AT_ONCE:_MOST], one.subject.owner),
        "rest_count": max(0, min(len(quotes), _MOST) - _AT_ONCE),
        "more": max(0, len(quotes) - _MOST),
        "row": places.get(refs[0]) if refs else None,
        "help": help_section(worry, on_page(one.subject)) if worry else None,
        "back": back,
        "mentioned": messages(mentioned, one.subject.owner),
        "places": places,
        "note": {"problem": problem, "text": text, "most": MAX_NOTE_CHARS},
        "outcome": outcome(request),
        "notes": _notes(request, one),
    }
    return rendered(request, "finding.html", values, 422 if problem else 200)


def _asked(request: Request) -> tuple[int, NumberedFinding]:
    """The finding that is meant.

    Raises:
        HTTPException: there is none of that number.
    """
    session = session_of(request)
    number, numbered = int(request.path_params["number"]), session.numbered
    if not 1 <= number <= len(numbered):
        raise HTTPException(404)
    return number, numbered[number - 1]


def _backward(one: NumberedFinding) -> FindingDetail | None:
    """What stands beside a spell, or beside what is now; None for anything else."""
    if not isinstance(one.finding, CurrentState | Spell):
        return None
    first, _ = finding_span(one.finding, one.subject)
    explanations = one.subject.person.explanations
    activities = explanations.activity_before if explanations else ()
    return detail_of(one.finding, one.subject, next((one for one in activities if one.shift == first), None))
