"""The chat itself: a screenful around any message, those that hold some words, or the next ones as one scrolls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import numpy as np
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from unlike.api import Transcript
from unlike.core.day_rule import DAY_START_SECONDS
from unlike.i18n import translate
from unlike.presentation.html.html_messages import HtmlMessage, messages
from unlike.presentation.numbering import NumberedFinding
from unlike.presentation.sentences import finding_section
from unlike.presentation.sentences.interface import page_text
from unlike.presentation.sentences.interface.import_summary import conversation_title
from unlike.results import Quote
from unlike.web.addresses import address, redirect
from unlike.web.forms import checked_form
from unlike.web.progress_views import is_scripted
from unlike.web.searches import searched_words, searches_of
from unlike.web.session import session_of
from unlike.web.views.overview import conversation_at, rendered

PIECE = 50
"""Messages that are fetched at once while one scrolls."""
_MAX_HITS = 100
_SCROLL_PARAMETERS = ("finding", "since", "until", "person")  # what says which messages are meant, while one scrolls on


PAGE = 100
"""Messages on one page of the chat."""
Wanted = Callable[[int, Quote], bool]
"""Whether the message at a place is one of those that were asked for."""


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message in the chat.

    Attributes:
        row: its place.
        day: its day.
        new: it is the first of its day here.
        message: what it says.
        finding: the first one that it belongs to.
        meant: it is one of those that were asked for.
    """

    row: int
    day: str
    new: bool
    message: HtmlMessage
    finding: int | None
    meant: bool


def chat(request: Request) -> Response:
    """The chat around a message, as a page or as the part of one that a script puts beside another."""
    place = int(request.path_params["place"])
    conversation, _ = conversation_at(request, place)
    transcript, query = _transcript(request, conversation.key), request.query_params
    words = searched_words(request)
    wanted = _wanted(request, conversation.key)
    start_at = _start_place(request, conversation.key, wanted)
    hits = transcript.search(words) if words else np.arange(0)
    start = 0 if words else max(0, min(start_at - PAGE // 2, len(transcript) - PAGE))
    shown = hits[:_MAX_HITS] if words else np.arange(start, min(start + PAGE, len(transcript)))
    finding = _finding(request)
    given = {
        "title": conversation_title(conversation),
        "window": translate(page_text.CHAT),
        "at": place,
        "words_searched": words,
        "hits": page_text.hits(hits.size, most=_MAX_HITS) if words else "",
        "lines": _message_rows(request, conversation.key, shown.tolist(), wanted),
        "asked": start_at,
        "rows": len(transcript),
        "days": [end.date() if end else "" for end in (conversation.first, conversation.last)],
        "kept": str(QueryParams({name: query[name] for name in _SCROLL_PARAMETERS if name in query})),
        "told": finding_section(finding.finding, finding.subject).headline if finding else "",
        "number": query.get("finding") if finding else None,
        "earlier": max(0, start - PAGE // 2) if start > 0 and not words else None,
        "later": start + PAGE + PAGE // 2 if start + PAGE < len(transcript) and not words else None,
    }
    return rendered(request, "panel.html" if "part" in query else "chat.html", given)


async def search(request: Request) -> Response:
    """Search the chat for words; the address that shows what holds them has their number alone."""
    place = int(request.path_params["place"])
    async with checked_form(request) as form:
        number, at = searches_of(request).add(str(form.get("words", ""))), whole_number(str(form.get("at", "")))
    path = f"/chat/{place}?{QueryParams({'search': number, 'at': '' if at is None else str(at)})}"
    return JSONResponse({"next": address(request, path)}) if is_scripted(request) else redirect(request, path)


def piece(request: Request) -> Response:
    """Messages from a place on, for a chat that is being scrolled."""
    conversation, _ = conversation_at(request, int(request.path_params["place"]))
    transcript = _transcript(request, conversation.key)
    first = whole_number(request.query_params.get("first", ""))
    if first is None or first >= len(transcript):
        raise HTTPException(404)
    places = list(range(first, min(first + PIECE, len(transcript))))
    lines = _message_rows(request, conversation.key, places, _wanted(request, conversation.key))
    return rendered(request, "piece.html", {"title": "", "lines": lines, "at": 0, "asked": None, "words_searched": ""})


def _transcript(request: Request, key: str) -> Transcript:
    """Transcript of a conversation.

    Raises:
        HTTPException: nothing is open.
    """
    analysis = session_of(request).analysis
    if analysis is None:
        raise HTTPException(404)
    return analysis.transcripts[key]


def _message_rows(request: Request, key: str, places: Sequence[int], wanted: Wanted) -> list[MessageRow]:
    """Messages at some places under their days."""
    session = session_of(request)
    findings = session.finding_of_message
    quotes = _transcript(request, key).at_places(places)
    numbers = [findings.get((key, quote.ref)) for quote in quotes]
    marked = [replace(quote, marked=number is not None) for quote, number in zip(quotes, numbers, strict=True)]
    owner = session.analysis.findings.owner if session.analysis else ""
    dated = [(day, message) for day, of_day in messages(marked, owner) for message in of_day]
    rows, day_before = [], ""
    for place, quote, (day, message), number in zip(places, quotes, dated, numbers, strict=True):
        rows.append(MessageRow(place, day, day != day_before, message, number, wanted(place, quote)))
        day_before = day
    return rows


def _finding(request: Request) -> NumberedFinding | None:
    """Finding that is asked for."""
    number, findings = whole_number(request.query_params.get("finding", "")), session_of(request).numbered
    return findings[number - 1] if number and number <= len(findings) else None


def _wanted(request: Request, key: str) -> Wanted:
    """Test for the messages that are asked for: those of a finding, or of a person in a stretch of time."""
    finding, query = _finding(request), request.query_params
    if finding and finding.conversation.key == key:
        refs = frozenset(finding.finding.messages)
        return lambda _place, quote: quote.ref in refs
    since, until = (whole_number(query.get(name, "")) for name in ("since", "until"))
    _, people = conversation_at(request, int(request.path_params["place"]))
    number = whole_number(query.get("person", ""))
    if since is None or until is None or number is None or number >= len(people):
        return lambda _place, _quote: False
    name, transcript = people[number].person.name, _transcript(request, key)
    first, last = transcript.place_at(since), transcript.place_at(until)
    return lambda place, quote: first <= place <= last and quote.sender == name and _clock(quote) < until


def _clock(quote: Quote) -> int:
    """Wall clock of a message, in seconds since 1970."""
    return int(quote.sent_at.replace(tzinfo=UTC).timestamp())


def _start_place(request: Request, key: str, wanted: Wanted) -> int:
    """Place to begin with: as asked for by its number, a day, a moment or a finding; else the last one."""
    transcript, query = _transcript(request, key), request.query_params
    since, finding = whole_number(query.get("since", "")), _finding(request)
    last = len(transcript) - 1
    if finding and finding.conversation.key == key:
        return min(transcript.places(finding.finding.messages).values(), default=last)
    if since is not None:
        start = transcript.place_at(since)
        near = enumerate(transcript.slice(start, PAGE), start=start)
        return next((place for place, quote in near if wanted(place, quote)), start)
    if (day := _day(query.get("day", ""))) is not None:
        return transcript.place_at(day)
    place = whole_number(query.get("at", ""))
    return last if place is None else min(place, last)


def _day(given: str) -> int | None:
    """The moment at which a day begins, from "2024-03-05"."""
    try:
        return (
            int(datetime.combine(date.fromisoformat(given), datetime.min.time(), UTC).timestamp()) + DAY_START_SECONDS
        )
    except ValueError:
        return None


def whole_number(given: str) -> int | None:
    """A number of bearable length that is not negative."""
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 12 else None
