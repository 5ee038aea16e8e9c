"""The reader of LINE's own databases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final, TypeVar

from unlike.errors import UnlikeError
from unlike.i18n import lazy, mark
from unlike.readers.apps.line_database import line_core_data, naver_line_tables
from unlike.readers.base import ExportGuide, ParsedConversation, Reader, ReadOptions
from unlike.readers.export import Export
from unlike.readers.file_names import FileNames
from unlike.readers.formats.sqlite_chats import chats_with_messages, messages_file, nothing_read
from unlike.readers.formats.sqlite_db import SQLITE_START, Database, open_database

if TYPE_CHECKING:
    from unlike.readers.apps.line_database.line_stored_chats import LineChats

_CONTACTS: Final = ("contact", "contact.db")
_GROUPS: Final = "UnifiedGroup.sqlite"
_REACTIONS: Final = "MessageExt.sqlite"
_BESIDE: Final = frozenset({*_CONTACTS, _GROUPS, _REACTIONS, "Contacts.sqlite", "MessageAttachmentInfo.sqlite"})
"""Databases that LINE keeps beside the messages; none of them holds any."""

_ENCRYPTED_ENDING: Final = ".edb"
_OTHER_EDB: Final = b"\xef\xcd\xab\x89"
"""Mark of Windows' own databases of that ending, behind the first four bytes."""

_Value = TypeVar("_Value")


class LineDatabaseReader(Reader):
    """The reader for `naver_line` and `Line.sqlite`."""

    name = "line_database"
    title = mark("LINE, database")
    export_description = mark("a LINE naver_line or Line.sqlite")
    guides = (
        ExportGuide(
            mark("LINE, database of an iPhone"),
            mark(
                "Back the iPhone up to a computer with Finder or Apple Devices, without a password; take Line.sqlite "
                "and UnifiedGroup.sqlite out of the backup with a program for that, into a folder of their own."
            ),
        ),
        ExportGuide(
            mark("LINE, database of an Android phone"),
            mark(
                "On the phone only LINE itself may read it. From a phone with root access give naver_line out of "
                "LINE's folder databases, with contact beside it for names."
            ),
        ),
    )
    file_names = FileNames(endings=(".sqlite", ".db", _ENCRYPTED_ENDING), exact=frozenset({"naver_line", _CONTACTS[0]}))
    takes_folders = True

    def recognise(self, export: Export) -> bool:
        """Say whether it is a database with LINE's tables, alone or among those that LINE keeps beside it."""
        if len(export.files) > 1 and not any(_base(file.name) in _BESIDE for file in export.files):
            return False
        name = messages_file(export, _has_tables)
        return name is not None and all(file.name == name or _base(file.name) in _BESIDE for file in export.files)

    def export_hint(self, export: Export) -> str:
        """What to do with an encrypted database of a computer."""
        file = export.files[0]
        head = file.head()
        if not file.name.lower().endswith(_ENCRYPTED_ENDING) or _is_plain(head):
            return ""
        return mark(
            "It seems to be an encrypted database, as LINE and KakaoTalk keep on computers, and cannot be read. Save "
            "the chat as a text in the app, and give that; “unlike sources” says how."
        )

    def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
        """Every chat with a message in it.

        Raises:
            BrokenExportError: the database is damaged, or no message can be read.
            EmptyExportError: it holds no message.
        """
        from unlike.readers.apps.line_database.line_conversations import line_conversations

        name = messages_file(export, _has_tables) or export.files[0].name
        with open_database(export, name) as database:
            stored = _stored(database, export)
            chats = line_conversations(stored)
        options.progress(export.size, export.size)
        parts = [chat.interpreted(options.interpretation) for chat in chats]
        yield from chats_with_messages(
            parts, _notes(stored), lambda lost: nothing_read(export, name, stored.orphans + lost)
        )


def _stored(database: Database, export: Export) -> LineChats:
    """What the messages' own database and those beside it hold."""
    if not _is_core_data(database):
        contacts = _beside(export, _CONTACTS, naver_line_tables.naver_contact_names)
        return naver_line_tables.naver_line_chats(database, contacts or {})
    groups = _beside(export, (_GROUPS,), line_core_data.unified_group_names)
    stored = line_core_data.line_core_data_chats(database, groups or {})
    reactions = _beside(export, (_REACTIONS,), line_core_data.line_reactions)
    stored.has_reactions, stored.reactions = reactions is not None, reactions or {}
    return stored


def _beside(export: Export, names: tuple[str, ...], parse: Callable[[Database], _Value]) -> _Value | None:
    """What a database beside the messages tells; None where it is missing or damaged."""
    for file in export.files:
        if _base(file.name) in names:
            try:
                with open_database(export, file.name) as database:
                    return parse(database)
            except UnlikeError:
                continue
    return None


def _has_tables(database: Database) -> bool:
    """Whether it has LINE's tables, of either phone."""
    return _is_core_data(database) or set(database.columns(naver_line_tables.TABLE)) >= naver_line_tables.MARKS


def _is_core_data(database: Database) -> bool:
    """Whether it has the tables of an iPhone's."""
    has_tables = database.tables() >= line_core_data.TABLES
    return has_tables and set(database.columns("ZMESSAGE")) >= line_core_data.MARKS


def _base(name: str) -> str:
    return PurePosixPath(name).name


def _is_plain(head: bytes) -> bool:
    """Whether a file is a text, or a database that is not encrypted."""
    if head.startswith(SQLITE_START) or head[4:8] == _OTHER_EDB:
        return True
    try:
        head[:-3].decode()
    except UnicodeDecodeError:
        return False
    return True


def _notes(stored: LineChats) -> Iterator[str]:
    if stored.orphans:
        yield lazy(
            "Messages whose chat is no longer in the database were left out (entries: {number}).", number=stored.orphans
        )
