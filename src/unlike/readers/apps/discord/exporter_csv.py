"""A channel in a DiscordChatExporter CSV file, which has neither ids nor types of messages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from unlike.i18n import mark
from unlike.readers.apps.discord.exporter_messages import file_kind
from unlike.readers.base import Conversation, Progress, SkippedRecord
from unlike.readers.conversation_rows import ConversationRows, GatheredConversation, RecordRow, gathered_conversation
from unlike.readers.export import Export
from unlike.readers.export_sentences import DAMAGED
from unlike.readers.formats.csv_rows import CsvRest, CsvRow, csv_rows_or_rest
from unlike.readers.iso_times import iso_microseconds
from unlike.readers.unnamed_senders import UNKNOWN_SENDER

COLUMNS: Final = ("AuthorID", "Author", "Date", "Content")

_FILE_NAME: Final = re.compile(r"(?P<server>.+?) - (?P<folder>.+?) - (?P<name>.+?) \[(?P<id>\d{5,20})\]")
_MOST_TITLE_CHARS: Final = 1_000
_DIRECT: Final = "Direct Messages"
_OLD_DATES: Final = ("%d-%b-%y %I:%M %p", "%m/%d/%Y %I:%M %p", "%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M:%S")
"""How older versions wrote times, by the wall clock of the exporting computer."""

_CALL: Final = re.compile(r"Started a call(?: that lasted [\d.,]+ \w+)?\.")
_EPOCH: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - of a wall clock


def exporter_table(export: Export, progress: Progress) -> GatheredConversation:
    """The one channel in a file; its name stands in the file's."""
    records, offsets = ConversationRows(), list[bool]()
    for row in csv_rows_or_rest(export.only, progress):
        if isinstance(row, CsvRest):
            records.total += 1
            records.skipped.append(SkippedRecord(f"L{row.line}", DAMAGED, row.lines))
        else:
            records.total += 1
            at, has_offset = _time(row.cells.get("Date", ""))
            offsets.append(has_offset)
            records.rows.append(_row(row, at)._replace(sent_by_wall_clock=not has_offset))
    named = _FILE_NAME.match(export.title[:_MOST_TITLE_CHARS])
    title = named["name"] if named else export.title
    senders = {row.sender for row in records.rows}
    is_direct = named is not None and named["server"] == _DIRECT
    others = sorted(sender for sender in senders if sender and sender != title)
    conversation = Conversation(
        key=f"discord:{named['id']}" if named else f"discord:csv:{title}",
        title=title,
        app="discord",
        group=len(senders) > 2 or bool(named and not is_direct),
        owner=others[0] if is_direct and len(senders) == 2 and len(others) == 1 else None,
        clock=timedelta(milliseconds=1) if any(offsets) else timedelta(minutes=1),
        notes=tuple(_notes()),
        has_chat_id=named is not None,
    )
    return gathered_conversation(conversation, records, has_reactions=False)


def _row(row: CsvRow, at: int | None) -> RecordRow:
    content, attachments = row.cells.get("Content", ""), row.cells.get("Attachments", "")
    sender = " ".join(row.cells.get("Author", "").split()) or UNKNOWN_SENDER
    if _CALL.fullmatch(content):
        return RecordRow(f"L{row.line}", at, sender, "call")
    kind = file_kind(attachments.split(",")[0].strip()) if attachments.strip() else "text"
    return RecordRow(f"L{row.line}", at, sender, kind, content)


def _time(date: str) -> tuple[int | None, bool]:
    at, has_offset = iso_microseconds(date)
    if at is not None:
        return at, has_offset
    for form in _OLD_DATES:
        try:
            naive = datetime.strptime(date.strip(), form)  # noqa: DTZ007 - a wall clock
        except ValueError:
            continue
        return (naive - _EPOCH) // timedelta(microseconds=1), False
    return None, False


def _notes() -> Iterator[str]:
    yield mark(
        "A CSV file of DiscordChatExporter does not tell messages from lines of the app, such as joined or pinned, and "
        "names no replies. Its JSON file does."
    )
