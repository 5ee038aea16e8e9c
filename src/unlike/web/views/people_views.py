"""Everybody in every conversation that is open, to be searched and put in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from unlike.i18n import translate
from unlike.presentation.chats_csv import chats_csv
from unlike.presentation.numbering import subjects
from unlike.presentation.sanitise import sanitise, short_name
from unlike.presentation.sentences import Subject
from unlike.presentation.sentences.findings.chat_table import PERSON_HEADS, ChatRow, person_rows
from unlike.presentation.sentences.findings.no_findings import is_of_programs
from unlike.presentation.sentences.findings.person_summary import PresentAnswer, person_summary, present_answer
from unlike.presentation.sentences.formatting.number_format import format_integer
from unlike.presentation.sentences.interface import page_text, settings_text
from unlike.presentation.sentences.interface.import_summary import conversation_title_line
from unlike.results import ConversationFindings
from unlike.web.addresses import redirect_to
from unlike.web.forms import checked_form
from unlike.web.same_people_section import same_people_section
from unlike.web.searches import search_of, searches_of
from unlike.web.session import Session, session_of
from unlike.web.views.overview import render_page

_SORTS = tuple(name for name, _ in settings_text.PEOPLE_SORTS)
_UNSEEN_RANK = 6


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person: `number` opens them, None where there is nothing to open; `rank` is lowest where most was found."""

    name: str
    search_name: str
    number: int | None
    messages: int
    summary: str
    rank: int

    @property
    def message_count(self) -> str:
        """How many messages."""
        return format_integer(self.messages)


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """One conversation: who of it is listed, and how many there are."""

    place: int
    title: str
    lines: tuple[PersonRow, ...]
    found_count: str
    unseen_count: str
    is_of_programs: bool

    @property
    def unseen_lines(self) -> tuple[PersonRow, ...]:
        """Those who were not looked at."""
        return tuple(line for line in self.lines if line.rank == _UNSEEN_RANK)


@dataclass(frozen=True, slots=True)
class EverybodyRow:
    """A row of the table of everybody: its words, the place of its conversation, and the number of its person there."""

    row: ChatRow
    place: int
    number: int | None


def show_people(request: Request) -> Response:
    """Everybody, or those whose name holds some letters."""
    return people_page(request)


def people_page(request: Request, problem: str = "") -> Response:
    """The same, with what is wrong."""
    session = session_of(request)
    words, sort = search_of(request).words, _sort_name(request.query_params.get("sort", ""))
    conversations = subjects(session.analysis.findings, session.today()) if session.analysis else []
    chats = [_conversation_row(session, at, chat, (words, sort)) for at, chat in enumerate(conversations)]
    table = _everybody_rows(conversations, sort) if len(conversations) > 1 and not words else []
    if table:  # who is looked at stands there
        chats = [replace(chat, lines=chat.unseen_lines) for chat in chats if chat.unseen_lines or not chat.lines]
    values: dict[str, Any] = {
        "title": translate(page_text.PEOPLE),
        "table": table,
        "heads": tuple(map(translate, PERSON_HEADS)),
        "chats": chats,
        "sought": words,
        "sort": sort,
        "sorts": [(name, translate(word)) for name, word in settings_text.PEOPLE_SORTS],
        "many": sum(len(_person_rows(session, *chat)) for chat in conversations) > 1,
        "nobody": settings_text.nobody_called(sanitise(words))
        if words and not any(chat.lines for chat in chats)
        else "",
    }
    values |= {"problem": problem, "same_people": same_people_section(session)}
    return render_page(request, "people.html", values, 422 if problem else 200)


def people_csv(request: Request) -> Response:
    """Everybody who was looked at, as a table for a spreadsheet."""
    session = session_of(request)
    if session.analysis is None:
        raise HTTPException(404)
    table = chats_csv(subjects(session.analysis.findings, session.today()))
    # with a mark of its encoding, without which a spreadsheet reads names as another one
    headers = {"content-disposition": 'attachment; filename="people.csv"'}
    return Response(f"\ufeff{table}", media_type="text/csv", headers=headers)


def _everybody_rows(
    conversations: Sequence[tuple[ConversationFindings, tuple[Subject, ...]]], sort: str
) -> list[EverybodyRow]:
    """A row for everybody who is looked at, and for each chat without any; who is unlike themselves now comes first.

    Those who write most come first, or names in their order, where that is wanted.
    """
    places = {conversation.key: place for place, (conversation, _) in enumerate(conversations)}
    numbers = {id(subject): number for _, people in conversations for number, subject in enumerate(people)}
    rows = person_rows(conversations)
    if sort == "messages":
        rows.sort(key=lambda row: -row.message_number)
    if sort == "name":
        rows.sort(key=lambda row: sanitise(row.subject.person.name if row.subject else row.title).casefold())
    return [
        EverybodyRow(row, places[row.conversation.key], numbers[id(row.subject)] if row.subject else None)
        for row in rows
    ]


async def search_people(request: Request) -> Response:
    """Search the names, or put them in another order; no name stands in the address that shows them."""
    async with checked_form(request) as form:
        number, sort = searches_of(request).add(str(form.get("name", ""))), _sort_name(str(form.get("sort", "")))
    return redirect_to(request, f"/people?sort={sort}" + (f"&search={number}" if number else ""))


def _sort_name(name: str) -> str:
    """Order of the people: one of those that there are, by default the first."""
    return name if name in _SORTS else _SORTS[0]


def _conversation_row(
    session: Session,
    index: int,
    conversation_people: tuple[ConversationFindings, tuple[Subject, ...]],
    search_and_sort: tuple[str, str],
) -> ConversationRow:
    words, sort = search_and_sort
    all_rows = _person_rows(session, *conversation_people)
    rows = [row for row in all_rows if words.casefold() in row.search_name]
    unseen_count = len(all_rows) - len(conversation_people[1])
    return ConversationRow(
        index,
        conversation_title_line(conversation_people[0]),
        tuple(sorted(rows, key=lambda row: _sort_key(row, sort))),
        settings_text.people_found(len(rows), len(all_rows)) if len(all_rows) > 1 else "",
        settings_text.people_unseen(unseen_count, len(conversation_people[1])) if unseen_count > 0 else "",
        is_of_programs(conversation_people[0]),
    )


def _sort_key(row: PersonRow, sort: str) -> tuple[int, int, str]:
    """Sort key: most found first, most messages first, or by name."""
    if sort == "name":
        return 0, 0, row.search_name
    return (row.rank if sort == "found" else 0), -row.messages, row.search_name


def _person_rows(session: Session, conversation: ConversationFindings, people: tuple[Subject, ...]) -> list[PersonRow]:
    """Rows of people who were analysed, then of everybody else who writes there."""
    rows = [_person_row(number, subject) for number, subject in enumerate(people)]
    names = {subject.person.name for subject in people}
    return rows + list(_unseen_rows(session, conversation, names))


def _person_row(number: int, subject: Subject) -> PersonRow:
    person = subject.person
    link_number = number if person.enough else None
    return PersonRow(
        subject.name,
        sanitise(person.name).casefold(),
        link_number,
        person.messages,
        person_summary(subject),
        _finding_rank(subject),
    )


def _finding_rank(subject: Subject) -> int:
    """Unlike them now, then spells, then what stayed or is a little unlike, then nothing, then what cannot be told."""
    person, now = subject.person, present_answer(subject)
    if not person.enough:
        return 5
    if now is PresentAnswer.UNLIKE:
        return 0
    if person.spells:
        return 1
    if person.lasting_shifts or now is PresentAnswer.A_LITTLE_UNLIKE:
        return 2
    return 3 if now.is_calm else 4


def _unseen_rows(session: Session, conversation: ConversationFindings, analysed_names: set[str]) -> Iterator[PersonRow]:
    """Rows of people who write there and were not analysed."""
    owner = session.analysis.findings.owner if session.analysis else ""
    senders = session.analysis.transcripts[conversation.key].senders() if session.analysis else ()
    for name, messages in senders:
        if name not in analysed_names and name != owner:
            search_name = sanitise(name).casefold()
            yield PersonRow(
                short_name(name), search_name, None, messages, translate(settings_text.PEOPLE_UNSEEN), _UNSEEN_RANK
            )
