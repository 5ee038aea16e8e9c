"""The conversations of an export of many that hold a message, with a word on those that hold none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from unlike.errors import BrokenExportError, EmptyExportError
from unlike.i18n import lazy_plural
from unlike.readers.base import ParsedConversation, ReadOptions
from unlike.readers.conversation_rows import GatheredConversation
from unlike.readers.export import Export
from unlike.readers.export_sentences import left_out_chat


def readable_parts(
    chats: Iterable[GatheredConversation], export: Export, options: ReadOptions, notes: Sequence[str] = ()
) -> Iterator[ParsedConversation]:
    """Every conversation with a row; the first one says what is to be said of the whole export.

    Args:
        chats: as the reader gathered them.
        export: stands in errors.
        options: what the owner said about times.
        notes: on the whole export.

    Raises:
        BrokenExportError: no record of any conversation can be read.
        EmptyExportError: there is no record.
    """
    parts = [chat.interpreted(options.interpretation) for chat in chats]
    whole = [part for part in parts if not part.messages.is_empty()]
    lost = [part.conversation for part in parts if part.messages.is_empty() and part.conversation.coverage.total]
    if not whole:
        raise _nothing(export, sum(conversation.coverage.total for conversation in lost))
    first = whole[0].conversation
    left_out = (left_out_chat(chat.title, chat.coverage.total) for chat in lost)
    yield replace(whole[0], conversation=replace(first, notes=(*notes, *first.notes, *left_out)))
    yield from whole[1:]


def _nothing(export: Export, number: int) -> BrokenExportError | EmptyExportError:
    if not number:
        return EmptyExportError(export.path)
    why = lazy_plural("the {number} entry in it cannot be read", "none of its {number} entries can be read", number)
    return BrokenExportError(export.path, export.files[0].name, why)
