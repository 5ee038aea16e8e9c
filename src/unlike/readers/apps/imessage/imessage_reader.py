"""The reader of Apple's Messages: `chat.db` of a Mac, `sms.db` of an iPhone, and what was exported from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from unlike.errors import BrokenExportError, UnknownExportError, UnlikeError
from unlike.i18n import lazy, lazy_plural, mark
from unlike.readers.apps.imessage.exporter_page import is_exporter_page, page_messages
from unlike.readers.apps.imessage.exporter_text import is_exporter_text, text_messages
from unlike.readers.apps.imessage.message_table import TABLES
from unlike.readers.base import ExportGuide, ParsedConversation, Reader, ReadOptions
from unlike.readers.export import Export, ExportFile
from unlike.readers.file_names import FileNames
from unlike.readers.formats.sqlite_db import SQLITE_START, open_database
from unlike.readers.formats.text_lines import decoded_start

if TYPE_CHECKING:
    from unlike.readers.apps.imessage.database_chats import MessagesDatabase

BACKUP_FILE: Final = "3d0d7e5fb2ce288813306e4d4636395e047a3d28"
"""Name of `sms.db` in every backup of an iPhone, in the folder `3d`."""

_NAMES: Final = frozenset({"chat.db", "sms.db", BACKUP_FILE})
_SCHEMA_MARK: Final = b"chat_message_join"
_ENCRYPTED_BACKUP: Final = mark(
    "It is the messages of an iPhone's backup, which is encrypted. Make a backup without a password with Finder or "
    "Apple Devices, or decrypt this one with iphone-backup-decrypt, and give its sms.db."
)


class IMessageReader(Reader):
    """The reader for the databases of Apple's Messages: iMessage, SMS and RCS."""

    name = "imessage"
    title = "iMessage"
    export_description = mark("an Apple Messages chat.db")
    guides = (
        ExportGuide(
            mark("iMessage, Mac"),
            mark(
                "In Finder: Go, Go to Folder, ~/Library/Messages; copy chat.db with chat.db-wal and chat.db-shm to "
                "your desktop, and give the copy of chat.db."
            ),
        ),
        ExportGuide(
            mark("iMessage, iPhone"),
            mark(
                "Back it up to a computer with Finder or Apple Devices, without a password; in the backup's folder 3d "
                "give the file that begins with 3d0d7e5f."
            ),
        ),
    )
    file_names = FileNames(endings=(".db", ".txt", ".html"), exact=frozenset({BACKUP_FILE}))

    def recognise(self, export: Export) -> bool:
        """Say whether it is a database with Apple's tables, by its name, its first bytes or its tables."""
        if len(export.files) != 1:
            return False
        file = export.only
        if file.head(len(SQLITE_START)) != SQLITE_START:
            return _is_exporter_file(file) or (_is_backup_file(file) and file.size > 0)
        return PurePosixPath(file.name).name in _NAMES or _SCHEMA_MARK in file.head() or _has_tables(export)

    def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
        """Every chat with a message in it.

        Raises:
            BrokenExportError: the database is damaged, encrypted, or another one.
            UnknownExportError: it is of an encrypted backup.
        """
        from unlike.readers.apps.imessage.database_chats import MessagesDatabase

        file = export.only
        if _is_exporter_file(file):
            yield self._exported(export, options)
            return
        if file.head(len(SQLITE_START)) != SQLITE_START:
            raise UnknownExportError(export.path, _ENCRYPTED_BACKUP)
        with open_database(export, file.name) as database:
            source = MessagesDatabase(database, self.name)
            has_any = False
            for part in source.conversations():
                yield part if has_any else _with_notes(part, source)
                has_any = True
            if not has_any and (source.orphans or source.unreadable):
                raise BrokenExportError(export.path, file.name, mark("no message in it has both a chat and a date"))
        options.progress(file.size, file.size)

    def _exported(self, export: Export, options: ReadOptions) -> ParsedConversation:
        """The chat in a file of imessage-exporter's."""
        from unlike.readers.apps.imessage.exporter_chat import exporter_chat
        from unlike.readers.apps.imessage.exporter_message import ExporterMessages

        file = export.only
        is_page = is_exporter_page(file.head())
        read = ExporterMessages(list(page_messages(file, options.progress))) if is_page else None
        chat = exporter_chat(read or text_messages(file, options.progress), export.title, self.name)
        if chat is None:
            raise BrokenExportError(export.path, file.name, mark("no message in it can be read"))
        return chat.interpreted(options.interpretation)


def _is_exporter_file(file: ExportFile) -> bool:
    """Whether imessage-exporter wrote it, as a text or a page."""
    head = file.head()
    return is_exporter_page(head) or is_exporter_text(decoded_start(head))


def _is_backup_file(file: ExportFile) -> bool:
    return PurePosixPath(file.name).name == BACKUP_FILE


def _has_tables(export: Export) -> bool:
    """Whether a database of another name has Apple's tables."""
    try:
        with open_database(export, export.only.name) as database:
            return database.tables() >= TABLES
    except UnlikeError:
        return False


def _with_notes(part: ParsedConversation, source: MessagesDatabase) -> ParsedConversation:
    """The conversation with notes on messages that are in none; said once."""
    notes = list(part.conversation.notes)
    if source.orphans:
        notes.append(
            lazy_plural(
                "{number} message of the database belongs to no chat and was left out.",
                "{number} messages of the database belong to no chat and were left out.",
                source.orphans,
            )
        )
    for title, number in source.unreadable:
        notes.append(
            lazy(
                "The chat “{name}” holds no message that can be read (entries: {number}) and was left out.",
                name=title,
                number=number,
            )
        )
    return replace(part, conversation=replace(part.conversation, notes=tuple(notes)))
