"""Messages in their place in the chat, the ones a finding rests on marked in the margin."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.cells import cell_len
from rich.text import Text

from unlike.i18n import translate
from unlike.presentation.sentences.formatting.date_format import clock_time, format_clock, format_day
from unlike.presentation.sentences.interface.transcript_text import NO_MESSAGES, message_paragraphs, sender_label
from unlike.presentation.terminal.styles import ACCENT, FAINT, HEAD
from unlike.presentation.terminal.text_layout import padded, wrapped
from unlike.results import Quote

_MARK = "▌"
_GAP_COLUMNS = 2
_NAME_COLUMNS = 12


def transcript(quotes: Sequence[Quote], owner: str, width: int) -> list[Text]:
    """A heading for each day, then its messages."""
    if not quotes:
        return [Text(translate(NO_MESSAGES), FAINT)]
    lines: list[Text] = []
    for date, of_day in groupby(quotes, key=lambda quote: quote.sent_at.date()):
        lines += [Text()] if lines else []
        lines += [
            Text("  " + format_day(date), HEAD),
            *(line for quote in of_day for line in _message_lines(quote, owner, width)),
        ]
    return lines


def _message_lines(quote: Quote, owner: str, width: int) -> list[Text]:
    """Margin, time, name and words; long messages go on below themselves."""
    time_columns = cell_len(clock_time(22, 22)) + _GAP_COLUMNS
    room = max(20, width - 2 - time_columns - _NAME_COLUMNS)
    style = "" if quote.marked else FAINT
    lines: list[Text] = []
    for paragraph in message_paragraphs(quote):
        for row in wrapped(paragraph, room):
            time_label, sender = ("", "") if lines else (format_clock(quote.sent_at), sender_label(quote, owner))
            margin = f" {padded(time_label, time_columns)}{padded(sender, _NAME_COLUMNS)}"
            lines.append(Text.assemble((_MARK if quote.marked else " ", ACCENT), (margin, FAINT), (row, style)))
    return lines
