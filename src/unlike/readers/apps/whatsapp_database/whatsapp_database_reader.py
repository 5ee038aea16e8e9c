"""The reader of WhatsApp's own databases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from unlike.errors import UnlikeError
from unlike.i18n import lazy, mark
from unlike.readers.base import ExportGuide, ParsedConversation, Reader, ReadOptions
from unlike.readers.export import Export
from unlike.readers.file_names import FileNames
from unlike.readers.formats.sqlite_chats import chats_with_messages, messages_file, nothing_read
from unlike.readers.formats.sqlite_db import Database, open_database

if TYPE_CHECKING:
    from unlike.readers.apps.whatsapp_database.stored_messages import StoredChats

_CONTACTS: Final = "wa.db"
_CONTACT_TABLE: Final = "wa_contacts"
_ENDINGS: Final = (".db", ".sqlite", ".sqlite3")
_ENCRYPTED_HEAD: Final = re.compile(rb"\A[^\n\r -~]?.{0,180}?\n[\x08-\x10]2\.\d{1,3}\.\d{1,4}\.\d{1,4}", re.DOTALL)
"""Head of a `.crypt14` or `.crypt15`: a small message with the version of WhatsApp in it."""


class WhatsAppDatabaseReader(Reader):
    """The reader for `msgstore.db` and `ChatStorage.sqlite`."""

    name = "whatsapp_database"
    title = mark("WhatsApp, database")
    export_description = mark("a WhatsApp msgstore.db or ChatStorage.sqlite")
    guides = (
        ExportGuide(
            mark("WhatsApp, database of an Android phone"),
            mark(
                "In WhatsApp: Settings, Chats, Chat backup, End-to-end encrypted backup, with a 64-digit key; back up, "
                "copy msgstore.db.crypt15 to the computer, and decrypt it with the free program wa-crypt-tools."
            ),
        ),
        ExportGuide(
            mark("WhatsApp, database of an iPhone"),
            mark(
                "Back the iPhone up to a computer with Finder or Apple Devices, without a password; take "
                "ChatStorage.sqlite out of the backup with a program for that."
            ),
        ),
    )
    file_names = FileNames(endings=(".db", ".sqlite", ".crypt12", ".crypt14", ".crypt15"))
    takes_folders = True

    def recognise(self, export: Export) -> bool:
        """Say whether it is a database with WhatsApp's tables, or a folder of one with the contacts beside it."""
        if len(export.files) > 1 and not all(file.name.lower().endswith(_ENDINGS) for file in export.files):
            return False
        name = messages_file(export, _has_layout)
        return name is not None and (len(export.files) == 1 or _has_contacts(export, name))

    def hint(self, head: bytes) -> str:
        """What to do with an encrypted backup."""
        if not _ENCRYPTED_HEAD.match(head):
            return ""
        return mark(
            "It is an encrypted backup of WhatsApp. Decrypt it with the free program wa-crypt-tools and your 64-digit "
            "key, and give the msgstore.db; or export the chat in WhatsApp."
        )

    def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
        """Every chat of people.

        Raises:
            BrokenExportError: the database is damaged, or no message can be read.
            EmptyExportError: it holds no message.
        """
        from unlike.readers.apps.whatsapp_database.stored_messages import stored_conversations

        name = messages_file(export, _has_layout) or export.files[0].name
        contacts = _contacts(export)
        with open_database(export, name) as database:
            stored = _stored(database, contacts)
            chats, left_out = stored_conversations(stored)
        options.progress(export.size, export.size)
        parts = [chat.interpreted(options.interpretation) for chat in chats]
        yield from chats_with_messages(parts, _notes(stored, left_out), partial(nothing_read, export, name))


def _layout(database: Database) -> str:
    """Which layout a database has; empty for any other app's."""
    from unlike.readers.apps.whatsapp_database.android_legacy import MARKS as LEGACY_MARKS
    from unlike.readers.apps.whatsapp_database.android_legacy import TABLE as LEGACY_TABLE
    from unlike.readers.apps.whatsapp_database.android_messages import MARKS, TABLES
    from unlike.readers.apps.whatsapp_database.ios_messages import TABLES as IOS_TABLES

    tables = database.tables()
    if tables >= IOS_TABLES:
        return "ios"
    if tables >= TABLES and set(database.columns("message")) >= MARKS:
        return "android"
    is_legacy = LEGACY_TABLE in tables and set(database.columns(LEGACY_TABLE)) >= LEGACY_MARKS
    return "legacy" if is_legacy else ""


def _has_layout(database: Database) -> bool:
    return bool(_layout(database))


def _stored(database: Database, contacts: dict[str, str]) -> StoredChats:
    from unlike.readers.apps.whatsapp_database.android_legacy import legacy_chats
    from unlike.readers.apps.whatsapp_database.android_messages import android_chats
    from unlike.readers.apps.whatsapp_database.ios_messages import ios_chats

    layout = _layout(database)
    if layout == "ios":
        return ios_chats(database)
    if layout == "android":
        return android_chats(database, contacts)
    return legacy_chats(database, contacts)


def _has_contacts(export: Export, messages: str) -> bool:
    """Whether a folder holds the messages and the contacts, and nothing else."""
    others = [file.name for file in export.files if file.name != messages]
    return others == [_CONTACTS] and _is_contacts(export)


def _is_contacts(export: Export) -> bool:
    try:
        with open_database(export, _CONTACTS) as database:
            return _CONTACT_TABLE in database.tables()
    except UnlikeError:
        return False


def _contacts(export: Export) -> dict[str, str]:
    """Names out of the contacts beside the messages; none where they are missing or damaged."""
    if len(export.files) == 1:
        return {}
    from unlike.readers.apps.whatsapp_database.android_messages import contact_names

    try:
        with open_database(export, _CONTACTS) as database:
            return contact_names(database)
    except UnlikeError:
        return {}


def _notes(stored: StoredChats, left_out: int) -> Iterator[str]:
    if left_out:
        yield lazy("Statuses, broadcasts and channels were left out (entries: {number}).", number=left_out)
    if stored.orphans:
        yield lazy(
            "Messages whose chat is no longer in the database were left out (entries: {number}).", number=stored.orphans
        )
