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
from unlike.web.addresses import address, redirect
from unlike.web.forms import checked_form
from unlike.web.progress_views import is_scripted
from unlike.web.searches import Search, search_of, searches_of
from unlike.web.session import session_of
from unlike.web.views.chat_rows import MessageRow, RowOptions, Wanted, headline, message_rows, transcript_of
from unlike.web.views.overview import conversation_at, rendered

PIECE = 50
"""Messages that are fetched at once while one scrolls."""
_SCROLL_PARAMETERS = ("finding", "since", "until", "person", "search")
"""Parameters that say which messages are marked, while one scrolls on."""
PAGE = 100
"""Messages on one page of the chat, and of a list of those that were found."""


@dataclass(frozen=True, slots=True)
class SearchForm:
    """Search as its form shows it.

    Attributes:
        search: what was searched; an empty one at first.
        senders: names to choose from, as shown.
        sender: place of the chosen name; None for anybody.
    """

    search: Search
    senders: tuple[str, ...]
    sender: int | None


def chat(request: Request) -> Response:
    """The chat around a message, or a list of those that were found; as a page, or as a part that a script takes."""
    place = int(request.path_params["place"])
    conversation, _ = conversation_at(request, place)
    transcript, query, search = transcript_of(request, conversation.key), request.query_params, search_of(request)
    hits = transcript.search(search.words, search.sender, search.first, search.last) if search else np.arange(0)
    hit = whole_number(query.get("hit", ""))
    wanted, finding, number = _wanted(request, conversation.key), _finding(request), query.get("finding")
    if search and (hit is None or hit >= hits.size):
        shown, hit = _found(request, conversation.key, hits, search), None
    else:
        asked = int(hits[hit]) if search and hit is not None else _start_place(request, conversation.key, wanted)
        shown = _around(request, conversation.key, asked, RowOptions(wanted, search.words))
    given = {
        "title": conversation_title(conversation),
        "window": translate(page_text.CHAT),
        "at": place,
        "searched": _search_form(request, transcript, search),
        "searched_number": query.get("search", "") if search else "",
        "hit": _hit_links(hit, hits.size) if search and hit is not None else None,
        "rows": len(transcript),
        "days": [end.date() if end else "" for end in (conversation.first, conversation.last)],
        "day": query.get("day", "") if _day(query.get("day", "")) is not None else "",
        "kept": str(QueryParams({name: query[name] for name in _SCROLL_PARAMETERS if name in query})),
        "told": headline(finding) if finding and not _is_named(shown["lines"], number) else "",
        "number": number if finding else None,
        "noting_person": _noting_person(request, place),
        **shown,
    }
    return rendered(request, "panel.html" if "part" in query else "chat.html", given)


def _is_named(rows: Sequence[MessageRow], number: str | None) -> bool:
    """Whether a finding is named among the rows."""
    return any(row.finding_name and row.stretch and str(row.stretch.number) == number for row in rows)


def _around(request: Request, key: str, asked: int, options: RowOptions) -> dict[str, Any]:
    """A page of messages around a place, and where the pages before and after it are."""
    length = len(transcript_of(request, key))
    start = max(0, min(asked - PAGE // 2, length - PAGE))
    return {
        "lines": message_rows(request, key, range(start, min(start + PAGE, length)), options),
        "asked": asked,
        "hits": "",
        "listed": False,
        "earlier": max(0, start - PAGE // 2) if start > 0 else None,
        "later": start + PAGE + PAGE // 2 if start + PAGE < length else None,
    }


def _found(request: Request, key: str, hits: NDArray[np.int64], search: Search) -> dict[str, Any]:
    """A page of the messages that were found, and which numbers the pages before and after it begin with."""
    start = min(whole_number(request.query_params.get("from", "")) or 0, max(0, (hits.size - 1) // PAGE * PAGE))
    listed = hits[start : start + PAGE].tolist()
    at = whole_number(request.query_params.get("at", ""))
    none = search_text.NONE_FITS if search.is_narrowed else page_text.NONE_FOUND
    total = int(hits.size)
    said = search_text.found(total) if total <= PAGE else search_text.found_part(total, start + 1, start + len(listed))
    options = RowOptions(lambda _place, _quote: False, search.words, listed=True)
    return {
        "lines": message_rows(request, key, listed, options),
        "asked": at if at is not None else len(transcript_of(request, key)) - 1,
        "hits": said if listed else translate(none),
        "listed": True,
        "first_hit": start,
        "earlier": max(0, start - PAGE) if start else None,
        "later": start + PAGE if start + PAGE < total else None,
    }


def _hit_links(hit: int, total: int) -> dict[str, Any]:
    """Which of the found messages is shown, and the numbers of the one before it in the chat and of the one after."""
    return {
        "said": search_text.hit_place(total - hit, total),
        "previous": hit + 1 if hit + 1 < total else None,
        "next": hit - 1 if hit else None,
        "page": hit // PAGE * PAGE,
    }


def _search_form(request: Request, transcript: Transcript, search: Search) -> SearchForm:
    analysis = session_of(request).analysis
    names = [name for name, _ in transcript.senders()]
    owner = analysis.findings.owner if analysis else ""
    shown = tuple(translate_in(*OWNER_LABEL) if name == owner else short_name(name) for name in names)
    return SearchForm(search, shown, names.index(search.sender) if search.sender in names else None)


async def search(request: Request) -> Response:
    """Search the chat; the address that shows what was found has its number alone."""
    place = int(request.path_params["place"])
    conversation, _ = conversation_at(request, place)
    names = [name for name, _ in transcript_of(request, conversation.key).senders()]
    async with checked_form(request) as form:
        given = {name: str(form.get(name, "")) for name in ("words", "sender", "first", "last", "at")}
    sender, at = (whole_number(given[name]) for name in ("sender", "at"))
    name = names[sender] if sender is not None and sender < len(names) else ""
    number = searches_of(request).add(given["words"], name, _date(given["first"]), _date(given["last"]))
    path = f"/chat/{place}?{QueryParams({'search': number, 'at': '' if at is None else str(at)})}"
    return JSONResponse({"next": address(request, path)}) if is_scripted(request) else redirect(request, path)


def piece(request: Request) -> Response:
    """Messages from a place on, for a chat that is being scrolled."""
    place = int(request.path_params["place"])
    conversation, _ = conversation_at(request, place)
    transcript = transcript_of(request, conversation.key)
    first = whole_number(request.query_params.get("first", ""))
    if first is None or first >= len(transcript):
        raise HTTPException(404)
    places = list(range(first, min(first + PIECE, len(transcript))))
    options = RowOptions(_wanted(request, conversation.key), search_of(request).words, whole=False)
    lines = message_rows(request, conversation.key, places, options)
    values = {"title": "", "lines": lines, "at": place, "asked": None, "listed": False, "searched_number": ""}
    return rendered(request, "piece.html", values | {"noting_person": _noting_person(request, place)})


def _noting_person(request: Request, place: int) -> str:
    """Person of a note about a day, as the form of notes names them; "" where the page is about nobody of several."""
    conversation, people = conversation_at(request, place)
    finding, number = _finding(request), whole_number(request.query_params.get("person", ""))
    if finding and finding.conversation.key == conversation.key:
        number = next(at for at, subject in enumerate(people) if subject.person.name == finding.subject.person.name)
    if number is None and len(people) == 1 and not conversation.group:
        number = 0
    return f"{place}.{number}" if number is not None and number < len(people) else ""


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
    name, transcript = people[number].person.name, transcript_of(request, key)
    first, last = transcript.place_at(since), transcript.place_at(until)
    return lambda place, quote: first <= place <= last and quote.sender == name and _clock(quote) < until


def _clock(quote: Quote) -> int:
    """Wall clock of a message, in seconds since 1970."""
    return int(quote.sent_at.replace(tzinfo=UTC).timestamp())


def _start_place(request: Request, key: str, wanted: Wanted) -> int:
    """Place to begin with: as asked for by its number, a day, a moment or a finding; else the last one."""
    transcript, query = transcript_of(request, key), request.query_params
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
    day = _date(given)
    return int(datetime.combine(day, time.min, UTC).timestamp()) + DAY_START_SECONDS if day else None


def _date(given: str) -> date | None:
    """A calendar day, from "2024-03-05"; None for anything else."""
    try:
        return date.fromisoformat(given)
    except ValueError:
        return None


def whole_number(given: str) -> int | None:
    """A number of bearable length that is not negative."""
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 12 else None
