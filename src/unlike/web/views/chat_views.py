"""The chat itself: a screenful around any message, those that hold some words, or the next ones as one scrolls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import polars as pl
from starlette.datastructures import QueryParams
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from unlike.core.day_rule import DAY_START_SECONDS
from unlike.presentation.html.page import HtmlMessage, messages
from unlike.presentation.numbering import NumberedFinding
from unlike.presentation.sentences import finding_section
from unlike.presentation.sentences.interface import page_text
from unlike.presentation.sentences.interface.import_summary import conversation_title
from unlike.web.session import PAGE, Session, holding
from unlike.web.views.overview import conversation_at, rendered

PIECE = 50
"""Messages that are fetched at once while one scrolls."""
_MOST_HITS = 100
_LONGEST = 200
_KEPT = ("finding", "since", "until", "person")  # what says which messages are meant, while one scrolls on


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
    session: Session = request.app.state.session
    place = int(request.path_params["place"])
    told_of, _ = conversation_at(request, place)
    rows, asked_for = session.rows(told_of.key), request.query_params
    words = asked_for.get("words", "").strip()[:_LONGEST]
    meant = _meant(request, told_of.key)
    asked = _asked(request, told_of.key, meant)
    found = holding(rows, words) if words else rows
    start = 0 if words else max(0, min(asked - PAGE // 2, rows.height - PAGE))
    part = found.head(_MOST_HITS) if words else rows.slice(start, PAGE)
    behind = _finding(request)
    given = {
        "title": conversation_title(told_of),
        "at": place,
        "words_searched": words,
        "hits": page_text.hits(found.height, most=_MOST_HITS) if words else "",
        "lines": _lines(request, told_of.key, part, meant),
        "asked": asked,
        "rows": rows.height,
        "days": [end.date() if end else "" for end in (told_of.first, told_of.last)],
        "kept": str(QueryParams({name: asked_for[name] for name in _KEPT if name in asked_for})),
        "told": finding_section(behind.finding, behind.subject).headline if behind else "",
        "number": asked_for.get("finding") if behind else None,
        "earlier": max(0, start - PAGE // 2) if start > 0 and not words else None,
        "later": start + PAGE + PAGE // 2 if start + PAGE < rows.height and not words else None,
    }
    return rendered(request, "panel.html" if "part" in asked_for else "chat.html", given)


def piece(request: Request) -> Response:
    """The messages from a row on, for a chat that is being scrolled."""
    session: Session = request.app.state.session
    told_of, _ = conversation_at(request, int(request.path_params["place"]))
    rows = session.rows(told_of.key)
    first = whole_number(request.query_params.get("first", ""))
    if first is None or first >= rows.height:
        raise HTTPException(404)
    lines = _lines(request, told_of.key, rows.slice(first, PIECE), _meant(request, told_of.key))
    return rendered(request, "piece.html", {"title": "", "lines": lines, "at": 0, "asked": None, "words_searched": ""})


def _lines(request: Request, key: str, part: pl.DataFrame, meant: Callable[[dict[str, Any]], bool]) -> list[MessageRow]:
    """Rows as messages under their days."""
    session: Session = request.app.state.session
    behind = session.behind()
    numbers = [behind.get((key, ref)) for ref in part["ref"].to_list()]
    marked = [ref for ref, number in zip(part["ref"].to_list(), numbers, strict=True) if number is not None]
    owner = session.study.findings.owner if session.study else ""
    told = [(day, one) for day, of_day in messages(session.quotes(part, marked), owner) for one in of_day]
    before, lines = "", []
    for row, (of, one), number in zip(part.iter_rows(named=True), told, numbers, strict=True):
        lines.append(MessageRow(row["row"], of, of != before, one, number, meant(row)))
        before = of
    return lines


def _finding(request: Request) -> NumberedFinding | None:
    """The finding that is asked for."""
    session: Session = request.app.state.session
    number, found = whole_number(request.query_params.get("finding", "")), session.found()
    return found[number - 1] if number and number <= len(found) else None


def _meant(request: Request, key: str) -> Callable[[dict[str, Any]], bool]:
    """Tells the messages that are asked for: those of a finding, or of a person in a stretch of time."""
    session: Session = request.app.state.session
    behind, asked = _finding(request), request.query_params
    if behind and behind.conversation.key == key:
        refs = frozenset(behind.finding.messages)
        return lambda row: row["ref"] in refs
    since, until = (whole_number(asked.get(name, "")) for name in ("since", "until"))
    _, people = conversation_at(request, int(request.path_params["place"]))
    number = whole_number(asked.get("person", ""))
    if since is None or until is None or number is None or number >= len(people):
        return lambda _row: False
    name = people[number].person.name
    first, last = session.row_at(key, since), session.row_at(key, until)
    return lambda row: first <= row["row"] <= last and row["sender"] == name and clock_of(session, row) < until


def clock_of(session: Session, row: dict[str, Any]) -> int:
    """The wall clock of a message, in seconds since 1970."""
    local: datetime = row["sent_at"].astimezone(session.zone).replace(tzinfo=UTC)
    return int(local.timestamp())


def _asked(request: Request, key: str, meant: Callable[[dict[str, Any]], bool]) -> int:
    """The row to begin with: as asked for by its number, a day, a moment or a finding; else the last one."""
    session: Session = request.app.state.session
    rows, asked = session.rows(key), request.query_params
    since, behind = whole_number(asked.get("since", "")), _finding(request)
    if behind and behind.conversation.key == key:
        first = rows.filter(pl.col("ref").is_in(list(behind.finding.messages)))["row"].min()
        return int(first) if isinstance(first, int) else rows.height - 1
    if since is not None:
        near = rows.slice(session.row_at(key, since), PAGE)
        return next((row["row"] for row in near.iter_rows(named=True) if meant(row)), int(near["row"][0]))
    if (day := _day(asked.get("day", ""))) is not None:
        return session.row_at(key, day)
    row = whole_number(asked.get("at", ""))
    return rows.height - 1 if row is None else min(row, rows.height - 1)


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
