"""The chat itself: a screenful around any message, those that fit a search, or the next ones as one scrolls."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

import numpy as np
from numpy.typing import NDArray
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from unlike.api import Transcript
from unlike.core.day_rule import DAY_START_SECONDS
from unlike.i18n import translate, translate_in
from unlike.presentation.numbering import NumberedFinding
from unlike.presentation.sanitise import short_name
from unlike.presentation.sentences.interface import chat_search_text as search_text
from unlike.presentation.sentences.interface import page_text
from unlike.presentation.sentences.interface.import_summary import conversation_title
from unlike.presentation.sentences.interface.transcript_text import OWNER_LABEL
from unlike.results import Quote
from unlike.web.addresses import page_address, redirect_to
from unlike.web.forms import checked_form
from unlike.web.progress_views import is_scripted
from unlike.web.searches import Search, search_of, searches_of
from unlike.web.session import session_of
from unlike.web.views.chat_rows import (
    MessageRow,
    MessageTest,
    RowOptions,
    finding_headline,
    message_rows,
    transcript_of,
)
from unlike.web.views.overview import conversation_at, render_page

CHUNK_MESSAGES = 50
"""Messages that are fetched at once while one scrolls."""
_SCROLL_PARAMETERS = ("finding", "since", "until", "person", "search")
"""Parameters that say which messages are marked, while one scrolls on."""
PAGE_MESSAGES = 100
"""Messages on one page of the chat, and of a list of those that were found."""


@dataclass(frozen=True, slots=True)
class SearchForm:
    """Search as its form shows it.

    Attributes:
        search_chat: what was searched; an empty one at first.
        senders: names to choose from, as shown.
        sender: place of the chosen name; None for anybody.
    """

    search: Search
    senders: tuple[str, ...]
    sender: int | None


def show_chat(request: Request) -> Response:
    """The chat around a message, or a list of those that were found; as a page, or as a part that a script takes."""
    place = int(request.path_params["place"])
    conversation, _ = conversation_at(request, place)
    transcript, query, search = transcript_of(request, conversation.key), request.query_params, search_of(request)
    hits = transcript.search(search.words, search.sender, search.first, search.last) if search else np.arange(0)
    hit = parse_whole_number(query.get("hit", ""))
    is_requested, finding, number = (
        _request_test(request, conversation.key),
        _requested_finding(request),
        query.get("finding"),
    )
    if search and (hit is None or hit >= hits.size):
        page, hit = _result_page(request, conversation.key, hits, search), None
    else:
        start_place = (
            int(hits[hit]) if search and hit is not None else _start_place(request, conversation.key, is_requested)
        )
        page = _messages_around(request, conversation.key, start_place, RowOptions(is_requested, search.words))
    values = {
        "title": conversation_title(conversation),
        "window": translate(page_text.CHAT),
        "chat_place": place,
        "search_form": _search_form(request, transcript, search),
        "searched_number": query.get("search", "") if search else "",
        "hit": _hit_links(hit, hits.size) if search and hit is not None else None,
        "row_count": len(transcript),
        "days": [moment.date() if moment else "" for moment in (conversation.first, conversation.last)],
        "day": query.get("day", "") if _day_start_seconds(query.get("day", "")) is not None else "",
        "scroll_query": str(QueryParams({name: query[name] for name in _SCROLL_PARAMETERS if name in query})),
        "finding_name": finding_headline(finding) if finding and not _is_named(page["rows"], number) else "",
        "number": number if finding else None,
        "noting_person": _noting_person(request, place),
        **page,
    }
    return render_page(request, "panel.html" if "part" in query else "chat.html", values)


def _is_named(rows: Sequence[MessageRow], number: str | None) -> bool:
    """Whether a finding is named among the rows."""
    return any(row.finding_name and row.stretch and str(row.stretch.number) == number for row in rows)


def _messages_around(request: Request, key: str, place: int, options: RowOptions) -> dict[str, Any]:
    """A page of messages around a place, and where the pages before and after it are."""
    length = len(transcript_of(request, key))
    start = max(0, min(place - PAGE_MESSAGES // 2, length - PAGE_MESSAGES))
    return {
        "rows": message_rows(request, key, range(start, min(start + PAGE_MESSAGES, length)), options),
        "asked_place": place,
        "result_line": "",
        "is_result_list": False,
        "earlier": max(0, start - PAGE_MESSAGES // 2) if start > 0 else None,
        "later": start + PAGE_MESSAGES + PAGE_MESSAGES // 2 if start + PAGE_MESSAGES < length else None,
    }


def _result_page(request: Request, key: str, hits: NDArray[np.int64], search: Search) -> dict[str, Any]:
    """A page of the messages that were found, and which numbers the pages before and after it begin with."""
    start = min(
        parse_whole_number(request.query_params.get("from", "")) or 0,
        max(0, (hits.size - 1) // PAGE_MESSAGES * PAGE_MESSAGES),
    )
    listed_places = hits[start : start + PAGE_MESSAGES].tolist()
    asked_place = parse_whole_number(request.query_params.get("at", ""))
    no_match = search_text.NONE_FITS if search.is_narrowed else page_text.NONE_FOUND
    total = int(hits.size)
    sentence = (
        search_text.found_line(total)
        if total <= PAGE_MESSAGES
        else search_text.found_part_line(total, start + 1, start + len(listed_places))
    )
    options = RowOptions(lambda _place, _quote: False, search.words, is_result_list=True)
    return {
        "rows": message_rows(request, key, listed_places, options),
        "asked_place": asked_place if asked_place is not None else len(transcript_of(request, key)) - 1,
        "result_line": sentence if listed_places else translate(no_match),
        "is_result_list": True,
        "first_hit": start,
        "earlier": max(0, start - PAGE_MESSAGES) if start else None,
        "later": start + PAGE_MESSAGES if start + PAGE_MESSAGES < total else None,
    }


def _hit_links(hit: int, total: int) -> dict[str, Any]:
    """Links around a found message: its position, and the numbers of the matches before it and after it."""
    return {
        "sentence": search_text.hit_place(total - hit, total),
        "previous": hit + 1 if hit + 1 < total else None,
        "next": hit - 1 if hit else None,
        "page": hit // PAGE_MESSAGES * PAGE_MESSAGES,
    }


def _search_form(request: Request, transcript: Transcript, search: Search) -> SearchForm:
    analysis = session_of(request).analysis
    names = [name for name, _ in transcript.senders()]
    owner = analysis.findings.owner if analysis else ""
    shown_names = tuple(translate_in(*OWNER_LABEL) if name == owner else short_name(name) for name in names)
    return SearchForm(search, shown_names, names.index(search.sender) if search.sender in names else None)


async def search_chat(request: Request) -> Response:
    """Search the chat; the address that shows what was found has its number alone."""
    place = int(request.path_params["place"])
    conversation, _ = conversation_at(request, place)
    names = [name for name, _ in transcript_of(request, conversation.key).senders()]
    async with checked_form(request) as form:
        fields = {name: str(form.get(name, "")) for name in ("words", "sender", "first", "last", "at")}
    sender, asked_place = (parse_whole_number(fields[name]) for name in ("sender", "at"))
    name = names[sender] if sender is not None and sender < len(names) else ""
    number = searches_of(request).add(fields["words"], name, _parse_date(fields["first"]), _parse_date(fields["last"]))
    path = f"/chat/{place}?{QueryParams({'search': number, 'at': '' if asked_place is None else str(asked_place)})}"
    return JSONResponse({"next": page_address(request, path)}) if is_scripted(request) else redirect_to(request, path)


def show_next_messages(request: Request) -> Response:
    """Messages from a place on, for a chat that is being scrolled."""
    place = int(request.path_params["place"])
    conversation, _ = conversation_at(request, place)
    transcript = transcript_of(request, conversation.key)
    first = parse_whole_number(request.query_params.get("first", ""))
    if first is None or first >= len(transcript):
        raise HTTPException(404)
    places = list(range(first, min(first + CHUNK_MESSAGES, len(transcript))))
    options = RowOptions(_request_test(request, conversation.key), search_of(request).words, starts_page=False)
    lines = message_rows(request, conversation.key, places, options)
    values = {
        "title": "",
        "rows": lines,
        "chat_place": place,
        "asked_place": None,
        "is_result_list": False,
        "searched_number": "",
    }
    return render_page(request, "piece.html", values | {"noting_person": _noting_person(request, place)})


def _noting_person(request: Request, place: int) -> str:
    """Person of a note about a day, as the form of notes names them; "" where the page is about nobody of several."""
    conversation, people = conversation_at(request, place)
    finding, number = _requested_finding(request), parse_whole_number(request.query_params.get("person", ""))
    if finding and finding.conversation.key == conversation.key:
        number = next(
            index for index, subject in enumerate(people) if subject.person.name == finding.subject.person.name
        )
    if number is None and len(people) == 1 and not conversation.group:
        number = 0
    return f"{place}.{number}" if number is not None and number < len(people) else ""


def _requested_finding(request: Request) -> NumberedFinding | None:
    """Finding that is asked for."""
    number, findings = (
        parse_whole_number(request.query_params.get("finding", "")),
        session_of(request).numbered_findings,
    )
    return findings[number - 1] if number and number <= len(findings) else None


def _request_test(request: Request, key: str) -> MessageTest:
    """Test for the messages that are asked for: those of a finding, or of a person in a stretch of time."""
    finding, query = _requested_finding(request), request.query_params
    if finding and finding.conversation.key == key:
        refs = frozenset(finding.finding.messages)
        return lambda _place, quote: quote.ref in refs
    since, until = (parse_whole_number(query.get(name, "")) for name in ("since", "until"))
    _, people = conversation_at(request, int(request.path_params["place"]))
    number = parse_whole_number(query.get("person", ""))
    if since is None or until is None or number is None or number >= len(people):
        return lambda _place, _quote: False
    name, transcript = people[number].person.name, transcript_of(request, key)
    first, last = transcript.place_at(since), transcript.place_at(until)
    return lambda place, quote: first <= place <= last and quote.sender == name and _wall_clock_seconds(quote) < until


def _wall_clock_seconds(quote: Quote) -> int:
    """Wall clock of a message, in seconds since 1970."""
    return int(quote.sent_at.replace(tzinfo=UTC).timestamp())


def _start_place(request: Request, key: str, is_requested: MessageTest) -> int:
    """Place to begin with: as asked for by its number, a day, a moment or a finding; else the last one."""
    transcript, query = transcript_of(request, key), request.query_params
    since, finding = parse_whole_number(query.get("since", "")), _requested_finding(request)
    last = len(transcript) - 1
    if finding and finding.conversation.key == key:
        return min(transcript.places(finding.finding.messages).values(), default=last)
    if since is not None:
        start = transcript.place_at(since)
        quotes = enumerate(transcript.slice(start, PAGE_MESSAGES), start=start)
        return next((place for place, quote in quotes if is_requested(place, quote)), start)
    if (day := _day_start_seconds(query.get("day", ""))) is not None:
        return transcript.place_at(day)
    place = parse_whole_number(query.get("at", ""))
    return last if place is None else min(place, last)


def _day_start_seconds(text: str) -> int | None:
    """The moment at which a day begins, from "2024-03-05"."""
    day = _parse_date(text)
    return int(datetime.combine(day, time.min, UTC).timestamp()) + DAY_START_SECONDS if day else None


def _parse_date(text: str) -> date | None:
    """A calendar day, from "2024-03-05"; None for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def parse_whole_number(text: str) -> int | None:
    """A number of bearable length that is not negative."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 12 else None
