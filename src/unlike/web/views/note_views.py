"""The owner's notes: writing one about any days, changing it, deleting it, and taking the deletion back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response

from unlike.errors import LibraryError
from unlike.i18n import translate
from unlike.library import Note
from unlike.presentation.numbering import subjects
from unlike.presentation.sanitise import quoted_text, sanitise, short_name
from unlike.presentation.sentences.findings.note_text import MAX_NOTE_CHARS
from unlike.presentation.sentences.interface import finding_page, settings_text
from unlike.presentation.sentences.interface import note_form_text as words
from unlike.presentation.sentences.interface.import_summary import conversation_title
from unlike.web.addresses import redirect_to
from unlike.web.forms import checked_form
from unlike.web.note_undo import deleted_notes_of, note_digest
from unlike.web.session import Workspace, error_sentence, session_of, workspace_of
from unlike.web.views.overview import render_page

_OUTCOME_SENTENCES: Final = {
    "saved": words.SAVED,
    "changed": words.CHANGED,
    "deleted": words.DELETED,
    "restored": words.RESTORED,
    "days": words.DAYS_WRONG,
    "nobody": words.NOBODY_CHOSEN,
    "gone": words.GONE,
    "empty": finding_page.NOTE_EMPTY,
}
_PROBLEM_KEYS: Final = frozenset({"days", "nobody", "gone", "empty", "long"})


@dataclass(frozen=True, slots=True)
class NoteItem:
    """A note in a list.

    Attributes:
        digest: names it in forms.
        about: whom and which days it is about.
        quoted: its words in quotation marks.
        text: its words, to be changed.
        written: when it was written.
        first, last: its days.
    """

    digest: str
    about: str
    quoted: str
    text: str
    written: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class NotePerson:
    """A person of a conversation whom a note can be about.

    Attributes:
        value: names them in the form.
        label: their name, with the conversation where several are open.
    """

    value: str
    label: str


async def add_note(request: Request) -> Response:
    """Save a note about some days of a person."""
    async with checked_form(request) as form:
        return await run_in_threadpool(_add_note, request, form)


async def change_note(request: Request) -> Response:
    """Put other words or days in the place of those of a note."""
    async with checked_form(request) as form:
        return await run_in_threadpool(_change_note, request, form)


async def delete_note(request: Request) -> Response:
    """Delete a note, so that it can be taken back."""
    async with checked_form(request) as form:
        return await run_in_threadpool(_delete_note, request, form)


async def restore_note(request: Request) -> Response:
    """Save a note again that was deleted."""
    async with checked_form(request) as form:
        return await run_in_threadpool(_restore_note, request, form)


def note_item(note: Note) -> NoteItem:
    """A note as it stands in a list."""
    return NoteItem(
        note_digest(note),
        settings_text.note_about(short_name(note.person), note.first, note.last),
        quoted_text(note.text, MAX_NOTE_CHARS),
        sanitise(note.text),
        finding_page.note_written(note.written),
        note.first,
        note.last,
    )


def note_outcome(request: Request) -> dict[str, Any]:
    """Outcome of the last form about notes, for a template: a sentence, whether it is a problem, what can be undone."""
    outcome_key, number = request.query_params.get("done", ""), request.query_params.get("undo", "")
    sentence = (
        finding_page.note_too_long(MAX_NOTE_CHARS)
        if outcome_key == "long"
        else translate(_OUTCOME_SENTENCES.get(outcome_key, ""))
    )
    undo_number = number if outcome_key == "deleted" and deleted_notes_of(request).has_note(number) else ""
    return {"sentence": sentence, "is_problem": outcome_key in _PROBLEM_KEYS, "undo": undo_number}


def people_to_note(request: Request) -> tuple[NotePerson, ...]:
    """Everybody who was looked at in what is open."""
    session = session_of(request)
    conversations = subjects(session.analysis.findings, session.today()) if session.analysis else []
    return tuple(
        NotePerson(
            f"{at}.{number}",
            short_name(subject.person.name)
            + (f" · {conversation_title(conversation)}" if len(conversations) > 1 else ""),
        )
        for at, (conversation, people) in enumerate(conversations)
        for number, subject in enumerate(people)
    )


def _add_note(request: Request, form: FormData) -> Response:
    days, text = _note_days(form), _note_text(form)
    person = _chosen_person(request, str(form.get("person", "")))
    if not form.get("person"):
        return _redirect_back(request, form, "nobody")
    if days is None or person is None:
        return _redirect_back(request, form, "days")
    if problem := _text_problem(text):
        return _redirect_back(request, form, problem)
    workspace = workspace_of(request)
    note = Note(*person, *days, text, workspace.session.today())
    return _store(request, form, lambda: workspace.user_data.notes.add(note), "saved")


def _change_note(request: Request, form: FormData) -> Response:
    workspace, days, text = workspace_of(request), _note_days(form), _note_text(form)
    note = _named_note(workspace, form)
    if note is None:
        return _redirect_back(request, form, "gone")
    if days is None:
        return _redirect_back(request, form, "days")
    if problem := _text_problem(text):
        return _redirect_back(request, form, problem)
    changed_note = replace(note, first=days[0], last=days[1], text=text)
    return _store(request, form, lambda: workspace.user_data.notes.replace(note, changed_note), "changed")


def _delete_note(request: Request, form: FormData) -> Response:
    workspace = workspace_of(request)
    note = _named_note(workspace, form)
    if note is None:
        return _redirect_back(request, form, "gone")
    deleted_notes = deleted_notes_of(request)
    number = deleted_notes.add(note)

    def delete_stored() -> None:
        try:
            workspace.user_data.notes.replace(note, None)
        except LibraryError:
            deleted_notes.discard(number)
            raise

    return _store(request, form, delete_stored, f"deleted&undo={number}")


def _restore_note(request: Request, form: FormData) -> Response:
    workspace = workspace_of(request)
    deleted_notes, number = deleted_notes_of(request), str(form.get("undo", ""))
    note = deleted_notes.find_note(number)
    if note is None:
        return _redirect_back(request, form, "gone")

    def store_again() -> None:
        workspace.user_data.notes.add(note)
        deleted_notes.discard(number)

    return _store(request, form, store_again, "restored")


def _store(request: Request, form: FormData, store: Callable[[], object], outcome_key: str) -> Response:
    """Do something with the stored notes and go back; say what is wrong where that cannot be done.

    What was typed, or can be taken back, stays on the page that says so: it is nowhere else.
    """
    try:
        store()
        workspace_of(request).refresh_annotations()
    except LibraryError as error:
        title = {"title": error_sentence(error), "window": translate(words.NOTES_TITLE)}
        number = str(form.get("undo", ""))
        undo = number if deleted_notes_of(request).has_note(number) else ""
        typed_values = {"undo": undo, "finding": str(form.get("finding", "")), "typed_text": _note_text(form)}
        return render_page(request, "unsaved.html", title | typed_values, 422)
    return _redirect_back(request, form, outcome_key)


def _redirect_back(request: Request, form: FormData, outcome_key: str) -> Response:
    """Redirect to the finding that the form stood on, or to all notes."""
    number = str(form.get("finding", ""))
    finding = (
        number.isascii() and number.isdecimal() and 0 < int(number[:9]) <= len(session_of(request).numbered_findings)
    )
    return redirect_to(
        request, f"/finding/{int(number)}?done={outcome_key}#note" if finding else f"/dates?done={outcome_key}#notes"
    )


def _chosen_person(request: Request, choice: str) -> tuple[str, str] | None:
    """Key of a conversation and name of one of its people, from a choice of the form; None for any other value."""
    session = session_of(request)
    conversations = subjects(session.analysis.findings, session.today()) if session.analysis else []
    by_choice = {
        f"{at}.{number}": (conversation.key, subject.person.name)
        for at, (conversation, people) in enumerate(conversations)
        for number, subject in enumerate(people)
    }
    return by_choice.get(choice)


def _named_note(workspace: Workspace, form: FormData) -> Note | None:
    """Stored note that a form names; None where there is none any more, or where none can be read."""
    try:
        return next((note for note in workspace.owner_notes() if note_digest(note) == form.get("note")), None)
    except LibraryError:
        return None


def _note_days(form: FormData) -> tuple[date, date] | None:
    """Days that a form names; None where they are none."""
    first, last = (str(form.get(name, "")) for name in ("first", "last"))
    try:
        days = date.fromisoformat(first), date.fromisoformat(last or first)
    except ValueError:
        return None
    return days if days[0] <= days[1] else None


def _note_text(form: FormData) -> str:
    return " ".join(str(form.get("text", "")).split())


def _text_problem(text: str) -> str:
    """Key of what is wrong with the words of a note; "" for nothing."""
    if not sanitise(text):
        return "empty"
    return "long" if len(text) > MAX_NOTE_CHARS else ""
