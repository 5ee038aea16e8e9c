"""The conversations in a text that QQ's desktop client exports."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import timedelta
from typing import Final

from unlike.i18n import mark
from unlike.readers.apps.qq.qq_placeholders import typed_part
from unlike.readers.apps.qq.qq_text_lines import (
    QQ_NUMBERS,
    QqTextChat,
    QqTextMessage,
    has_group_title,
    text_chats,
    text_messages,
    without_title,
)
from unlike.readers.base import Conversation, Progress
from unlike.readers.conversation_rows import ConversationRows, GatheredConversation, RecordRow, gathered_conversation
from unlike.readers.distinct_names import distinct_names
from unlike.readers.export import Export, ExportFile
from unlike.readers.export_sentences import replaced_characters
from unlike.readers.formats.text_lines import text_lines

GBK_HEAD: Final = "消息对象".encode("gb18030")
"""How the head stands in a text in the encoding of Chinese Windows."""

_NO_MESSAGE: Final = mark("it stands before the first message")
_CLOCK: Final = timedelta(seconds=1)


def qq_text_chats(export: Export, progress: Progress) -> list[GatheredConversation]:
    """The chats in a text."""
    lines = [line.text.removeprefix("\ufeff") for line in text_lines(_in_utf8(export.only), progress)]
    return [_conversation(chat, export.title) for chat in text_chats(lines)]


def _in_utf8(file: ExportFile) -> ExportFile:
    """The file as UTF-8, where it is in the encoding of Chinese Windows."""
    head = file.head()
    if GBK_HEAD not in head:
        return file
    with file.open() as stream:
        content = stream.read().decode("gb18030", errors="replace").encode()
    return replace(file, size=len(content), open=lambda: io.BytesIO(content), disk_path=None)


def _conversation(chat: QqTextChat, around: str) -> GatheredConversation:
    messages, before, doubtful = text_messages(chat)
    records = ConversationRows()
    records.total, records.doubtful = len(messages) + bool(before), doubtful
    if before:
        records.skip(f"L{before[0][0]}", _NO_MESSAGE, len(before))
    names = _names(messages)
    records.rows = [_row(message, names) for message in messages]
    senders = {row.sender for row in records.rows if row.sender}
    replaced = sum(line.count("\ufffd") for line in chat.lines)
    title = chat.title or around
    others = sorted(senders - {title})
    has_titles = any(has_group_title(message.name) for message in messages)
    is_group = has_titles or chat.is_group
    conversation = Conversation(
        key=f"qq:{title}",
        title=title,
        app="qq",
        group=is_group or len(senders) > 2,
        owner=others[0] if len(senders) == 2 and len(others) == 1 and not is_group else None,
        clock=_CLOCK,
        notes=(replaced_characters(replaced),) if replaced else (),
    )
    return gathered_conversation(conversation, records, wall_clock=True, has_reactions=False)


def _names(messages: list[QqTextMessage]) -> dict[str, str]:
    """The latest name of every number, without the titles that a group gave."""
    latest = {
        message.ident: (without_title(message.name) if message.ident != message.name else message.name) or message.ident
        for message in messages
    }
    return distinct_names({ident: (name, ident[-4:]) for ident, name in latest.items()})


def _row(message: QqTextMessage, names: dict[str, str]) -> RecordRow:
    kind, words = typed_part(message.text)
    is_system = message.ident in QQ_NUMBERS and message.ident != message.name
    return RecordRow(f"L{message.line}", message.at, names[message.ident], "system" if is_system else kind, words)
