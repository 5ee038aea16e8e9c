"""What readers of apps' own databases share: the file with the messages, and the chats in which any could be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from unlike.errors import BrokenExportError, EmptyExportError, UnlikeError
from unlike.i18n import lazy_plural
from unlike.readers.base import ParsedConversation
from unlike.readers.export import Export
from unlike.readers.export_sentences import left_out_chat
from unlike.readers.formats.sqlite_db import SQLITE_START, Database, open_database


def messages_file(export: Export, has_messages: Callable[[Database], bool]) -> str | None:
    """Name of the file with the messages; None where there is none, or more than one.

    Args:
        export: one database or several.
        has_messages: says whether a database has the app's tables.
    """
    found = [file.name for file in export.files if _has_messages(export, file.name, has_messages)]
    return found[0] if len(found) == 1 else None


def _has_messages(export: Export, name: str, has_messages: Callable[[Database], bool]) -> bool:
    if export.head(name, len(SQLITE_START)) != SQLITE_START:
        return False
    try:
        with open_database(export, name) as database:
            return has_messages(database)
    except UnlikeError:
        return False


def chats_with_messages(
    parts: Sequence[ParsedConversation], notes: Iterable[str], nothing: Callable[[int], UnlikeError]
) -> Iterator[ParsedConversation]:
    """Chats with a message in them; what is said of the whole database, and of those without any, by the first.

    Args:
        parts: all chats.
        notes: of the database.
        nothing: makes the error for a database without a message, from the entries that could not be read.

    Raises:
        BrokenExportError: no message can be read.
        EmptyExportError: there is none.
    """
    whole = [part for part in parts if not part.messages.is_empty()]
    lost = [part.conversation for part in parts if part.messages.is_empty()]
    if not whole:
        raise nothing(sum(chat.coverage.total for chat in lost))
    first = whole[0].conversation
    all_notes = (*first.notes, *notes, *(left_out_chat(chat.title, chat.coverage.total) for chat in lost))
    yield replace(whole[0], conversation=replace(first, notes=all_notes))
    yield from whole[1:]


def nothing_read(export: Export, name: str, unread: int) -> UnlikeError:
    """Error about a database of which no message was read.

    Args:
        export: what was given.
        name: of the file with the messages.
        unread: entries in it that could not be read; none where it is empty.
    """
    if not unread:
        return EmptyExportError(export.path)
    why = lazy_plural("the {number} entry in it cannot be read", "none of its {number} entries can be read", unread)
    return BrokenExportError(export.path, name, why)
