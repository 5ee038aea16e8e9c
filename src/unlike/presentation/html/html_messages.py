"""Messages of a chat under their days, for a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from unlike.presentation.sentences.formatting.date_format import day_of_week, format_clock
from unlike.presentation.sentences.interface.transcript_text import message_paragraphs, sender_label
from unlike.results import Quote


@dataclass(frozen=True, slots=True)
class HtmlMessage:
    """One message: the time of day, its sender's name, and its words."""

    time: str
    sender: str
    paragraphs: tuple[str, ...]
    marked: bool


def messages_by_day(quotes: Sequence[Quote], owner: str) -> tuple[tuple[str, tuple[HtmlMessage, ...]], ...]:
    """Messages under their days, in the order in which they come."""
    return tuple(
        (
            day_of_week(date_sent),
            tuple(
                HtmlMessage(
                    format_clock(quote.sent_at), sender_label(quote, owner), message_paragraphs(quote), quote.marked
                )
                for quote in quotes_of_day
            ),
        )
        for date_sent, quotes_of_day in groupby(quotes, key=lambda quote: quote.sent_at.date())
    )
