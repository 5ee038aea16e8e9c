"""Everybody in every conversation that is open, to be searched and put in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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
from unlike.web.addresses import redirect
from unlike.web.forms import checked_form
from unlike.web.same_people_section import same_people_section
from unlike.web.searches import search_of, searches_of
from unlike.web.session import Session, session_of
from unlike.web.views.overview import rendered

_SORTS = tuple(name for name, _ in settings_text.PEOPLE_SORTS)


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person: `number` opens them, None where there is nothing to open; `rank` is lowest where most was found."""

    name: str
    sought: str
    number: int | None
    messages: int
    said: str
    rank: int

    @property
    def counted(self) -> str:
        """How many messages."""
        return format_integer(self.messages)


@dataclass(frozen=True, slots=True)
class ConversationRow:
    """One conversation: who of it is listed, and how many there are."""

    at: int
    head: str
    lines: tuple[PersonRow, ...]
    counted: str
    unseen: str
    is_of_programs: bool


@dataclass(frozen=True, slots=True)
class EverybodyRow:
    """A row of the table of everybody: its words, the place of its conversation, and the number of its person there."""

    row: ChatRow
    at: int
    number: int | None


def people(request: Request) -> Response:
    """Everybody, or those whose name holds some letters."""
    return people_page(request)


def people_page(request: Request, problem: str = "") -> Response:
    """The same, with what is wrong."""
    session = session_of(request)
    words, sort = search_of(request).words, _sort(request.query_params.get("sort", ""))
    conversations = subjects(session.analysis.findings, session.today()) if session.analysis else []
    chats = [_chat(session, at, one, (words, sort)) for at, one in enumerate(conversations)]
    values: dict[str, Any] = {
        "title": translate(page_text.PEOPLE),
        "table": _table(conversations) if len(conversations) > 1 and not words else (),
        "heads": tuple(map(translate, PERSON_HEADS)),
        "chats": chats,
        "sought": words,
        "sort": sort,
        "sorts": [(name, translate(word)) for name, word in settings_text.PEOPLE_SORTS],
        "many": sum(len(_lines(session, *one)) for one in conversations) > 1,
        "nobody": settings_text.nobody_called(sanitise(words)) if words and not any(one.lines for one in chats) else "",
    }
    values |= {"problem": problem, "same": same_people_section(session)}
    return rendered(request, "people.html", values, 422 if problem else 200)


def people_csv(request: Request) -> Response:
    """Everybody who was looked at, as a table for a spreadsheet."""
    session = session_of(request)
    if session.analysis is None:
        raise HTTPException(404)
    table = chats_csv(subjects(session.analysis.findings, session.today()))
    # with a mark of its encoding, without which a spreadsheet reads names as another one
    headers = {"content-disposition": 'attachment; filename="people.csv"'}
    return Response(f"\ufeff{table}", media_type="text/csv", headers=headers)


def _table(conversations: Sequence[tuple[ConversationFindings, tuple[Subject, ...]]]) -> list[EverybodyRow]:
    """A row for everybody who is looked at, and for each chat without any; who is unlike themselves now comes first."""
    at = {one.key: place for place, (one, _) in enumerate(conversations)}
    numbers = {id(subject): number for _, those in conversations for number, subject in enumerate(those)}
    return [
        EverybodyRow(row, at[row.conversation.key], numbers[id(row.subject)] if row.subject else None)
        for row in person_rows(conversations)
    ]


async def search(request: Request) -> Response:
    """Search the names, or put them in another order; no name stands in the address that shows them."""
    async with checked_form(request) as form:
        number, sort = searches_of(request).add(str(form.get("name", ""))), _sort(str(form.get("sort", "")))
    return redirect(request, f"/people?sort={sort}" + (f"&search={number}" if number else ""))


def _sort(given: str) -> str:
    """Order of the people: one of those that there are, by default the first."""
    return given if given in _SORTS else _SORTS[0]


def _chat(
    session: Session, at: int, found: tuple[ConversationFindings, tuple[Subject, ...]], asked: tuple[str, str]
) -> ConversationRow:
    words, sort = asked
    everybody = _lines(session, *found)
    lines = [one for one in everybody if words.casefold() in one.sought]
    unseen = len(everybody) - len(found[1])
    return ConversationRow(
        at,
        conversation_title_line(found[0]),
        tuple(sorted(lines, key=lambda one: _order(one, sort))),
        settings_text.people_found(len(lines), len(everybody)) if len(everybody) > 1 else "",
        settings_text.people_unseen(unseen, len(found[1])) if unseen > 0 else "",
        is_of_programs(found[0]),
    )


def _order(one: PersonRow, sort: str) -> tuple[int, int, str]:
    """What was found first, or who wrote most, or by name."""
    if sort == "name":
        return 0, 0, one.sought
    return (one.rank if sort == "found" else 0), -one.messages, one.sought


def _lines(session: Session, found: ConversationFindings, those: tuple[Subject, ...]) -> list[PersonRow]:
    """Those who were looked at, then everybody else who writes there."""
    rows = [_line(at, subject) for at, subject in enumerate(those)]
    names = {subject.person.name for subject in those}
    return rows + list(_others(session, found, names))


def _line(at: int, subject: Subject) -> PersonRow:
    person = subject.person
    number = at if person.enough else None
    return PersonRow(
        subject.name, sanitise(person.name).casefold(), number, person.messages, person_summary(subject), _rank(subject)
    )


def _rank(subject: Subject) -> int:
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


def _others(session: Session, found: ConversationFindings, seen: set[str]) -> Iterator[PersonRow]:
    """Who writes there and was not looked at."""
    owner = session.analysis.findings.owner if session.analysis else ""
    senders = session.analysis.transcripts[found.key].senders() if session.analysis else ()
    for name, messages in senders:
        if name not in seen and name != owner:
            sought = sanitise(name).casefold()
            yield PersonRow(short_name(name), sought, None, messages, translate(settings_text.PEOPLE_UNSEEN), 6)
