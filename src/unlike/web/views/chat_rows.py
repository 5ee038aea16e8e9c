"""Rows of the chat: messages under their days, each side apart, with the stretches that findings rest on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from starlette.exceptions import HTTPException
from starlette.requests import Request

from unlike.api import Transcript
from unlike.presentation.html.html_messages import HtmlMessage, messages_by_day
from unlike.presentation.numbering import NumberedFinding
from unlike.presentation.sanitise import quoted_text, sanitise
from unlike.presentation.sentences import finding_section
from unlike.presentation.sentences.findings.note_text import MAX_NOTE_CHARS
from unlike.results import Quote
from unlike.web.chat_evidence import EvidenceStretch
from unlike.web.session import session_of

MessageTest = Callable[[int, Quote], bool]
"""Whether the message at a place is one of those that were asked for."""
TextParts = tuple[tuple[str, bool], ...]
"""Parts of a paragraph, and whether each is what was searched."""


@dataclass(frozen=True, slots=True)
class RowOptions:
    """Marks in the rows of a chat.

    Attributes:
        is_requested: messages that were asked for.
        words: words that were searched; "" for none.
        starts_page: the first row is the first of a page, so that a stretch that goes on there is named there.
        is_result_list: rows are search results, which do not follow each other.
    """

    is_requested: MessageTest
    words: str = ""
    starts_page: bool = True
    is_result_list: bool = False


@dataclass(frozen=True, slots=True)
class MessageRow:
    """A message in the chat.

    Attributes:
        place: its place.
        day: its day, with the weekday.
        date: its day, as an address has it.
        starts_day: it is the first of its day here.
        notes: what the owner noted about the day of a row that is its first here.
        message: time, sender and words.
        paragraphs: its words with what was searched marked.
        is_own: the owner wrote it.
        shows_sender: the row before is somebody else's or of another day, so that the sender's name is shown.
        stretch: stretch of a finding that it stands in; None for none.
        finding_name: headline of that finding where its stretch begins or is first shown; empty in any other row.
        is_requested: it is one of those that were asked for.
    """

    place: int
    day: str
    date: date
    starts_day: bool
    notes: tuple[str, ...]
    message: HtmlMessage
    paragraphs: tuple[TextParts, ...]
    is_own: bool
    shows_sender: bool
    stretch: EvidenceStretch | None
    finding_name: str
    is_requested: bool


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
    marked_quotes = [
        replace(quote, marked=place in evidence.finding_numbers) for place, quote in zip(places, quotes, strict=True)
    ]
    dated_messages = [
        (day, message) for day, day_messages in messages_by_day(marked_quotes, owner) for message in day_messages
    ]
    rows: list[MessageRow] = []
    day_before, sender_before = "", None
    for place, quote, (day, message) in zip(places, quotes, dated_messages, strict=True):
        starts_day = day != day_before
        stretch = None if options.is_result_list else evidence.stretch_at(place)
        starts_stretch = stretch is not None and (place == stretch.first or (options.starts_page and not rows))
        rows.append(
            MessageRow(
                place=place,
                day=day,
                date=quote.sent_at.date(),
                starts_day=starts_day,
                notes=_day_notes(request, key, quote.sent_at.date()) if starts_day else (),
                message=message,
                paragraphs=tuple(text_parts(paragraph, options.words) for paragraph in message.paragraphs),
                is_own=quote.sender == owner,
                shows_sender=starts_day or options.is_result_list or quote.sender != sender_before,
                stretch=stretch,
                finding_name=finding_headline(session.numbered_findings[stretch.number - 1])
                if stretch and starts_stretch
                else "",
                is_requested=options.is_requested(place, quote),
            )
        )
        day_before, sender_before = day, quote.sender
    return rows


def _day_notes(request: Request, key: str, day: date) -> tuple[str, ...]:
    """Owner's notes about a day of a conversation."""
    analysis = session_of(request).analysis
    conversations = analysis.findings.conversations if analysis else ()
    people = (person for conversation in conversations if conversation.key == key for person in conversation.people)
    notes = (note for person in people for note in person.owner_notes if note.about(day, day))
    return tuple(quoted_text(note.text, MAX_NOTE_CHARS) for note in notes)


def text_parts(paragraph: str, words: str) -> TextParts:
    """Parts of a paragraph, those that hold searched words marked."""
    search_words = sanitise(words)
    return tuple(_split_parts(paragraph, search_words)) if search_words else ((paragraph, False),)


def _split_parts(paragraph: str, words: str) -> Iterator[tuple[str, bool]]:
    pieces = re.split(f"({re.escape(words)})", paragraph, flags=re.IGNORECASE)
    return ((piece, bool(index % 2)) for index, piece in enumerate(pieces) if piece)


def finding_headline(numbered: NumberedFinding) -> str:
    """Headline of a finding, by which the chat names it."""
    return finding_section(numbered.finding, numbered.subject).headline
