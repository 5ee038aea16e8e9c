"""Forms of who is who in the library: joining two people, keeping them apart, splitting one, and undoing that."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from unlike.errors import UnlikeError, UsageError
from unlike.i18n import translate
from unlike.library.chat_library import ChatLibrary
from unlike.library.distinct_people import mark_distinct, unmark_distinct
from unlike.library.people_state import people_state, restore_people
from unlike.library.stored_people import StoredPerson, merge_people, split_person
from unlike.presentation.sentences.interface import who_is_who_text as words
from unlike.presentation.sentences.interface.people_text import merged_line, split_line
from unlike.web.addresses import redirect_to
from unlike.web.error_sentence import error_sentence
from unlike.web.forms import checked_form
from unlike.web.library_opening import begin_opening
from unlike.web.people_section import person_digest
from unlike.web.people_undo import PeopleChange, people_changes_of
from unlike.web.session import workspace_of
from unlike.web.session_state import LibraryOpening
from unlike.web.views.library_views import library_page

PairChange = Callable[[ChatLibrary, StoredPerson, StoredPerson], str]
"""Changes who is who, and says so."""


async def merge_two(request: Request) -> Response:
    """Make two people one."""
    return await _change_two_people(request, _merge, is_shown=True)


async def keep_distinct(request: Request) -> Response:
    """Say that two people are not one."""
    return await _change_two_people(request, _mark_distinct, is_shown=False)


async def suggest_again(request: Request) -> Response:
    """Suggest two people again."""
    return await _change_two_people(request, _unmark_distinct, is_shown=False)


async def take_apart(request: Request) -> Response:
    """Take a person apart, or one chat from a person."""
    async with checked_form(request) as form:
        digest, _, chat = str(form.get("person", "")).partition(".")

    def change(library: ChatLibrary) -> str:
        person = _person_by_digest(library, digest)
        number = next((person_chat.chat for person_chat in person.chats if str(person_chat.chat.number) == chat), None)
        if chat and number is None:
            raise UsageError(words.GONE)
        return split_line(person.name, split_person(library.database, person, number))

    return await run_in_threadpool(_change_people, request, change, is_shown=True)


async def undo_change(request: Request) -> Response:
    """Take a change of who is who back."""
    async with checked_form(request) as form:
        number = str(form.get("undo", ""))
    return await run_in_threadpool(_undo_change, request, number)


async def _change_two_people(request: Request, change: PairChange, *, is_shown: bool) -> Response:
    """Change something of the two people that a form names."""
    async with checked_form(request) as form:
        digests = [str(form.get(name, "")) for name in ("first", "second")]
    if not all(digests):
        return await run_in_threadpool(library_page, request, translate(words.NOBODY_CHOSEN))
    return await run_in_threadpool(_change_people, request, partial(_change_named, digests, change), is_shown=is_shown)


def _change_named(digests: list[str], change: PairChange, library: ChatLibrary) -> str:
    first, second = (_person_by_digest(library, digest) for digest in digests)
    return change(library, first, second)


def _person_by_digest(library: ChatLibrary, digest: str) -> StoredPerson:
    """Person of a form; never the owner.

    Raises:
        UsageError: nobody is as they were when the form was shown.
    """
    people = (person for person in library.people() if not person.is_owner)
    person = next((person for person in people if person_digest(person) == digest), None)
    if person is None:
        raise UsageError(words.GONE)
    return person


def _merge(library: ChatLibrary, first: StoredPerson, second: StoredPerson) -> str:
    merged = merge_people(library.database, first, second)
    return merged_line(merged.name, second.name, len(merged.chats))


def _mark_distinct(library: ChatLibrary, first: StoredPerson, second: StoredPerson) -> str:
    mark_distinct(library.database, first.senders, second.senders)
    return words.distinct_line(first.name, second.name)


def _unmark_distinct(library: ChatLibrary, first: StoredPerson, second: StoredPerson) -> str:
    if not unmark_distinct(library.database, first.senders, second.senders):
        raise UsageError(words.GONE)
    return words.suggested_line(first.name, second.name)


def _change_people(request: Request, change: Callable[[ChatLibrary], str], *, is_shown: bool) -> Response:
    """Change who is who, remember how it was, and make what is open of the library anew."""
    workspace = workspace_of(request)
    closings = workspace.counts.closings
    try:
        with workspace.library.open_unlocked() as library, library.database.writing():
            before = people_state(library.database)
            sentence = change(library)
            after = people_state(library.database)
    except UnlikeError as error:
        return library_page(request, error_sentence(error))
    changes = people_changes_of(request)
    number = changes.add(PeopleChange(sentence, before, after, is_shown), closings)
    if workspace.counts.closings != closings:
        changes.clear()  # it was locked meanwhile, after which no name stays in memory
    if is_shown:
        _reopen_stored(request)
    return redirect_to(request, f"/library?done=people&undo={number}#people")


def _undo_change(request: Request, number: str) -> Response:
    workspace = workspace_of(request)
    changes = people_changes_of(request)
    change = changes.find_change(number, workspace.counts.closings)
    try:
        with workspace.library.open_unlocked() as library:
            if change is None or not restore_people(library.database, change.before, change.after):
                return library_page(request, translate(words.CANNOT_UNDO))
    except UnlikeError as error:
        return library_page(request, error_sentence(error))
    changes.discard(number)
    if change.is_shown:
        _reopen_stored(request)
    return redirect_to(request, "/library?done=undone#people")


def _reopen_stored(request: Request) -> None:
    """Make what is open of the library anew; where that cannot be, it says that it is of before."""
    workspace = workspace_of(request)
    workspace.mark_outdated()
    counts, stored = workspace.counts, workspace.session.stored
    if stored:
        with suppress(UnlikeError):  # the page says it
            begin_opening(request, LibraryOpening(stored, counts))
