"""A chat in a table that KakaoTalk for the Mac exports: Date, User, Message."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from unlike.readers.apps.kakaotalk.talk_headers import is_system_line
from unlike.readers.apps.kakaotalk.talk_wordings import content_of
from unlike.readers.base import Conversation, Progress, SkippedRecord
from unlike.readers.conversation_rows import ConversationRows, GatheredConversation, RecordRow, gathered_conversation
from unlike.readers.coverage import ambiguous_notes
from unlike.readers.export import ExportFile
from unlike.readers.export_sentences import DAMAGED, unsigned_rows
from unlike.readers.formats.csv_rows import CsvRest, csv_rows_or_rest
from unlike.readers.formats.dated_chats import one_line, owner_beside
from unlike.readers.iso_times import iso_microseconds

COLUMNS: Final = ("Date", "User", "Message")

_FILE_NAME: Final = re.compile(r"KakaoTalk_Chats?_(?P<name>.+?)_\d{4}-\d{2}-\d{2}.*", re.IGNORECASE)
_MINUTE: Final = 60_000_000


def talk_table(file: ExportFile, name: str, app: str, progress: Progress) -> GatheredConversation:
    """The one chat in a table.

    Args:
        file: a table.
        name: of the file, without its ending.
        app: the reader's name.
        progress: called with (bytes read so far, bytes in all).
    """
    records, unsigned = ConversationRows(), 0
    for row in csv_rows_or_rest(file, progress):
        records.total += 1
        if isinstance(row, CsvRest):
            records.skipped.append(SkippedRecord(f"L{row.line}", DAMAGED, row.lines))
            continue
        at, has_offset = iso_microseconds(row.cells.get(COLUMNS[0], ""))
        user = one_line(row.cells.get(COLUMNS[1], ""))
        words = row.cells.get(COLUMNS[2], "")
        kind, text, sender = content_of(words, user or None)
        unsigned += not user and not is_system_line(words)
        # Who comes or goes may stand beside the app's line about it, but a person may have typed it as well.
        records.ambiguous += bool(user) and words.strip().startswith(user) and is_system_line(words)
        records.rows.append(RecordRow(f"L{row.line}", at, sender, kind, text, sent_by_wall_clock=not has_offset))
    named = _FILE_NAME.fullmatch(name)
    title = named["name"] if named else name
    senders = {row.sender for row in records.rows if row.sender}
    whole = all(row.sent_at % _MINUTE == 0 for row in records.rows if row.sent_at is not None)
    conversation = Conversation(
        key=f"{app}:{title}",
        title=title,
        app=app,
        group=len(senders) > 2,
        owner=owner_beside(title, senders),
        clock=timedelta(minutes=1) if whole else timedelta(seconds=1),
        notes=(*ambiguous_notes(records.ambiguous), *((unsigned_rows(unsigned),) if unsigned else ())),
    )
    return gathered_conversation(conversation, records, has_reactions=False)
