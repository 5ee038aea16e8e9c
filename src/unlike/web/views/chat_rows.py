"""Rows of the chat: messages under their days, each side apart, with the stretches that findings rest on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request

from unlike.api import Transcript
from unlike.presentation.html.html_messages import HtmlMessage, messages
from unlike.presentation.numbering import NumberedFinding
from unlike.presentation.sanitise import quoted_text, sanitise
from unlike.presentation.sentences import finding_section
from unlike.presentation.sentences.findings.note_text import MAX_NOTE_CHARS
from unlike.results import Quote
from unlike.web.chat_evidence import EvidenceStretch
from unlike.web.session import session_of

Wanted = Callable[[int, Quote], bool]
"""Whether the message at a place is one of those that were asked for."""
TextParts = tuple[tuple[str, bool], ...]
"""Parts of a paragraph, and whether each is what was searched."""


@dataclass(frozen=True, slots=True)
class RowOptions:
    """What is marked in the rows.

    Attributes:
        wanted: messages that were asked for.
        words: words that were searched; "" for none.
        whole: the first row is the first of a page, so that a stretch that goes on there is named there.
        listed: rows are search results, which do not follow each other.
    """

    wanted: Wanted
    words: str = ""
    whole: bool = True
    listed: bool = False


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message in the chat.

    Attributes:
        row: its place.
        day: its day, with the weekday.
        date: its day, as an address has it.
        new: it is the first of its day here.
        notes: what the owner noted about the day of a row that is its first here.
        message: time, sender and words.
        paragraphs: its words with what was searched marked.
        own: the owner wrote it.
        turn: the row before is somebody else's or of another day, so that the sender's name is shown.
        stretch: stretch of a finding that it stands in; None for none.
        finding_name: headline of that finding where its stretch begins or is first shown; empty in any other row.
        meant: it is one of those that were asked for.
    """

    row: int
    day: str
    date: date
    new: bool
    notes: tuple[str, ...]
    message: HtmlMessage
    paragraphs: tuple[TextParts, ...]
    own: bool
    turn: bool
    stretch: EvidenceStretch | None
    finding_name: str
    meant: bool


def transcript_of(request: Request, key: str) -> Transcript:
    """Transcript of a conversation.

    Raises:
        HTTPException: nothing is open.
    """
    analysis = session_of(request).analysis
    if analysis is None:
        raise HTTPException(404)
    return analysis.transcripts[key]


def message_rows(request: Request, key: str, places: Sequence[int], options: RowOptions) -> list[MessageRow]:
    """Messages at some places under their days."""
    session = session_of(request)
    owner = session.analysis.findings.owner if session.analysis else ""
    evidence = session.evidence.in_chat(key)
    quotes = transcript_of(request, key).at_places(places)
    marked = [replace(quote, marked=place in evidence.numbers) for place, quote in zip(places, quotes, strict=True)]
    dated = [(day, message) for day, of_day in messages(marked, owner) for message in of_day]
    rows: list[MessageRow] = []
    day_before, sender_before = "", None
    for place, quote, (day, message) in zip(places, quotes, dated, strict=True):
        new = day != day_before
        stretch = None if options.listed else evidence.stretch_at(place)
        begins = stretch is not None and (place == stretch.first or (options.whole and not rows))
        rows.append(
            MessageRow(
                row=place,
                day=day,
                date=quote.sent_at.date(),
                new=new,
                notes=_notes(request, key, quote.sent_at.date()) if new else (),
                message=message,
                paragraphs=tuple(text_parts(paragraph, options.words) for paragraph in message.paragraphs),
                own=quote.sender == owner,
                turn=new or options.listed or quote.sender != sender_before,
                stretch=stretch,
                finding_name=headline(session.numbered[stretch.number - 1]) if stretch and begins else "",
                meant=options.wanted(place, quote),
            )
        )
        day_before, sender_before = day, quote.sender
    return rows


def _notes(request: Request, key: str, day: date) -> tuple[str, ...]:
    """Owner's notes about a day of a conversation."""
    analysis = session_of(request).analysis
    conversations = analysis.findings.conversations if analysis else ()
    people = (person for one in conversations if one.key == key for person in one.people)
    notes = (note for person in people for note in person.owner_notes if note.about(day, day))
    return tuple(quoted_text(note.text, MAX_NOTE_CHARS) for note in notes)


def text_parts(paragraph: str, words: str) -> TextParts:
    """Parts of a paragraph, those that hold searched words marked."""
    sought = sanitise(words)
    return tuple(_parts(paragraph, sought)) if sought else ((paragraph, False),)


def _parts(paragraph: str, words: str) -> Iterator[tuple[str, bool]]:
    pieces = re.split(f"({re.escape(words)})", paragraph, flags=re.IGNORECASE)
    return ((piece, bool(at % 2)) for at, piece in enumerate(pieces) if piece)


def headline(numbered: NumberedFinding) -> str:
    """Headline of a finding, by which the chat names it."""
    return finding_section(numbered.finding, numbered.subject).headline
