"""The conversations of an export that can be read, with what is said of the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from unlike.errors import BrokenExportError, EmptyExportError
from unlike.i18n import lazy_plural
from unlike.readers.base import Interpretation, ParsedConversation, ReadOptions, ReadResult
from unlike.readers.conversation_rows import GatheredConversation
from unlike.readers.export import Export
from unlike.readers.export_sentences import left_out_chat


def readable_conversations(
    export: Export, chats: Iterable[GatheredConversation], options: ReadOptions, notes: Iterable[str] = ()
) -> Iterator[ParsedConversation]:
    """The conversations that hold a row; the first one has a note for each that holds none, and those given.

    Args:
        export: where they stand.
        chats: all conversations, read when they are asked for.
        options: what the owner said.
        notes: of the whole export; asked for when all conversations are read.

    Raises:
        BrokenExportError: there are records, and none of them can be read.
        EmptyExportError: there is no record.
    """
    parts = [chat.interpreted(options.interpretation) for chat in chats]
    whole = [part for part in parts if not part.messages.is_empty()]
    lost = [part.conversation for part in parts if part.messages.is_empty() and part.conversation.coverage.total]
    if not whole:
        raise _nothing(export, sum(conversation.coverage.total for conversation in lost))
    left_out = (left_out_chat(chat.title, chat.coverage.total) for chat in lost)
    yield with_notes(whole[0], (*notes, *left_out))
    yield from whole[1:]


def with_notes(part: ParsedConversation, notes: tuple[str, ...]) -> ParsedConversation:
    """A conversation with further notes, which it keeps under every interpretation."""
    if not notes:
        return part
    again = part.reinterpret

    def reinterpret(interpretation: Interpretation) -> ReadResult:
        result = again(interpretation) if again else part
        return with_notes(result, notes) if isinstance(result, ParsedConversation) else result

    conversation = replace(part.conversation, notes=(*part.conversation.notes, *notes))
    return replace(part, conversation=conversation, reinterpret=reinterpret if again else None)


def _nothing(export: Export, records: int) -> BrokenExportError | EmptyExportError:
    if not records:
        return EmptyExportError(export.path)
    why = lazy_plural("the {number} entry in it cannot be read", "none of its {number} entries can be read", records)
    return BrokenExportError(export.path, export.files[0].name, why)
