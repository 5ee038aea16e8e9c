"""The reader of Telegram Desktop's `result.json`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, BinaryIO, Final, TypeAlias

import msgspec

from unlike.errors import BrokenExportError, EmptyExportError, InputError, UnknownExportError
from unlike.i18n import lazy, lazy_plural, mark
from unlike.readers.base import ExportGuide, ParsedConversation, Reader, ReadOptions
from unlike.readers.export import Export, ExportFile
from unlike.readers.export_sentences import BREAKS_OFF
from unlike.readers.file_names import FileNames
from unlike.readers.formats.json_repair import repair
from unlike.readers.formats.json_stream import BYTE_ORDER_MARK, open_json

if TYPE_CHECKING:
    from unlike.readers.apps.telegram.chat_batches import EntryBatch
    from unlike.readers.apps.telegram.chat_summary import ChatAccumulator, PersonalInformation, TelegramChat

ONE_CHAT: Final = re.compile(
    rb'"type"\s*:\s*"(saved_messages|replies|verification_codes|personal_chat|bot_chat'
    rb'|private_group|(private|public)_(supergroup|channel))"'
)
ACCOUNT: Final = re.compile(
    rb'\A\s*\{\s*"about"\s*:.*"(personal_information|contacts|chats|left_chats)"\s*:', re.DOTALL
)
"""Whole accounts list many things above the chats, which may begin behind the first bytes."""

PERSONAL: Final = re.compile(rb'"personal_information"\s*:\s*(\{(?:[^{}"]|"(?:[^"\\]|\\.)*")*\})')

ENTRY: Final = (
    re.compile(rb'"type"\s*:\s*"(message|service|unsupported)"'),
    re.compile(rb'"(from|actor)(_id)?"\s*:'),
    re.compile(rb'"date(_unixtime)?"\s*:'),
    re.compile(rb'"text"\s*:'),
)
"""What messages have wherever the chat itself does not say that it is Telegram's."""

LEFT_OUT: Final = {
    "saved_messages": mark("The saved messages were left out, for nobody else writes there (entries: {number})."),
    "verification_codes": mark(
        "The verification codes were left out, for nobody else writes there (entries: {number})."
    ),
    "replies": mark("The replies in channels were left out, for nobody else writes there (entries: {number})."),
}
"""Chats without another person."""


class TelegramReader(Reader):
    """The reader for Telegram Desktop's `result.json`, of one chat or of a whole account."""

    name = "telegram"
    title = "Telegram"
    export_description = mark("a Telegram result.json")
    guides = (
        ExportGuide(
            "Telegram",
            mark("With Telegram Desktop: open the chat, ⋮, Export chat history, Machine-readable JSON."),
        ),
    )
    file_names = FileNames(endings=(".json",), untitled=frozenset({"result.json"}), main=frozenset({"messages.html"}))

    def recognise(self, export: Export) -> bool:
        """Say whether it is a JSON object with a chat of Telegram's types or messages in its shape, or an account's."""
        head = export.only.head().removeprefix(BYTE_ORDER_MARK).lstrip()
        if not head.startswith(b"{"):
            return False
        if ACCOUNT.search(head):
            return True
        return b'"messages"' in head and bool(ONE_CHAT.search(head) or _has_entries(head))

    def hint(self, head: bytes) -> str:
        """How to export as JSON, for Telegram's pages for people."""
        is_page = b"<html" in head[:1024].lower()
        if not is_page or not (b"tgme" in head or b"telegram" in head.lower() or b"page_wrap" in head):
            return ""
        return mark(
            "It is a Telegram export as HTML. In Telegram Desktop choose Export chat history, and as format "
            "“Machine-readable JSON”."
        )

    def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
        """Every chat with another person in it, in the file's order.

        Raises:
            BrokenExportError: it breaks off before the first message.
            EmptyExportError: no chat holds a message.
            UnknownExportError: it holds nothing but saved messages and the like.
        """
        from unlike.readers.apps.telegram.chat_summary import with_owner

        document = export.only
        chats, left_out = _chats(document, options)
        if not chats:
            raise _nothing(document, left_out)
        notes = [*_unread_note(document), *(_left_out(gathered) for gathered in left_out)]
        notes += [BREAKS_OFF] if any(gathered.breaks_off for gathered in left_out) else []
        for chat_read in with_owner(chats, _personal(document.head()), notes):
            yield chat_read.interpreted(options.interpretation)


def _has_entries(head: bytes) -> bool:
    """Whether there are messages as Telegram has them, in a chat whose type is null or stands further below."""
    return all(pattern.search(head) for pattern in ENTRY)


_ChatLists: TypeAlias = "tuple[list[TelegramChat], list[ChatAccumulator]]"


def _chats(document: ExportFile, options: ReadOptions) -> _ChatLists:
    """The chats, and those that are none with another person or hold nothing that can be read.

    They are cut by Telegram Desktop's own layout. Where the file has another, they are cut by brackets; and where these
    do not match either, for a quotation mark is missing, by that layout again.
    """
    from unlike.readers.apps.telegram.json_layout import layout_depth
    from unlike.readers.apps.telegram.json_places import batches_by_brackets

    level = layout_depth(document.head())
    layout = None if level is None else _chats_by_layout(document, options, level, strict=True)
    if layout is not None and any(layout):
        return layout
    brackets = _chats_from(document, options, batches_by_brackets)
    if level is not None and any(chat_.breaks_off for chats in brackets for chat_ in chats):
        layout = _chats_by_layout(document, options, level, strict=False)
    return layout if layout is not None and any(layout) else brackets


def _chats_by_layout(document: ExportFile, options: ReadOptions, level: int, *, strict: bool) -> _ChatLists | None:
    """The chats by Telegram Desktop's own layout; None where the file has another."""
    from unlike.readers.apps.telegram.chat_batches import OtherLayoutError
    from unlike.readers.apps.telegram.json_layout import batches_by_layout

    try:
        return _chats_from(document, options, lambda stream: batches_by_layout(stream, level, strict=strict))
    except OtherLayoutError:
        return None


def _chats_from(
    document: ExportFile, options: ReadOptions, batches: Callable[[BinaryIO], Iterator[EntryBatch]]
) -> _ChatLists:
    """The chats in batches that are cut in one way, read and left out."""
    from unlike.readers.apps.telegram.chat_summary import chat_from_batches

    chats: list[TelegramChat] = []
    left_out: list[ChatAccumulator] = []
    with open_json(document) as stream:
        in_order = groupby(_with_progress(batches(stream), document, options), key=lambda batch: batch.chat)
        for gathered in (_accumulated(some) for _, some in in_order):
            chat_read = None if gathered.head.type in LEFT_OUT else chat_from_batches(gathered, options.zone)
            if chat_read is None or chat_read.rows.table.is_empty():
                left_out.append(gathered)
            else:
                chats.append(chat_read)
    return chats, left_out


def _with_progress(batches: Iterator[EntryBatch], document: ExportFile, options: ReadOptions) -> Iterator[EntryBatch]:
    """Pass the batches on, report progress, and refuse a file that breaks off before its first message."""
    has_begun = False
    for batch in batches:
        has_begun = has_begun or len(batch.messages) > len(b"[]")
        if batch.broken and not has_begun:
            raise BrokenExportError(
                document.path, document.name, mark("the file breaks off before its first message ends")
            )
        options.progress(batch.done, document.size)
        yield batch


def _accumulated(batches: Iterator[EntryBatch]) -> ChatAccumulator:
    from unlike.readers.apps.telegram.chat_summary import ChatAccumulator

    gathered = ChatAccumulator()
    for batch in batches:
        gathered.add(batch)
    return gathered


def _unread_note(document: ExportFile) -> tuple[str, ...]:
    """How many chats of an account have messages that are no list; none of them could be read."""
    from unlike.readers.apps.telegram.unread_chats import unread_chats

    if not ACCOUNT.search(document.head().removeprefix(BYTE_ORDER_MARK).lstrip()):
        return ()  # one chat's own file would hold nothing at all
    with open_json(document) as stream:
        number = unread_chats(stream)
    if not number:
        return ()
    note = lazy_plural(
        "{number} chat could not be read, for its messages are no list.",
        "{number} chats could not be read, for their messages are no list.",
        number,
    )
    return (note,)


def _left_out(gathered: ChatAccumulator) -> str:
    """What was not read as a conversation, and why."""
    from unlike.readers.apps.telegram.accounts import DELETED

    sentence, number = LEFT_OUT.get(gathered.head.type or ""), gathered.entries_read
    if sentence:
        return lazy(sentence, number=number)
    name = " ".join((gathered.head.name or DELETED).split())
    if not number:
        return lazy("The chat “{name}” holds no message and was left out.", name=name)
    return lazy(
        "The chat “{name}” holds no message that can be read (entries: {number}) and was left out.",
        name=name,
        number=number,
    )


def _nothing(document: ExportFile, left_out: Sequence[ChatAccumulator]) -> InputError:
    """Why there is no conversation in a file."""
    if any(gathered.head.type in LEFT_OUT for gathered in left_out):
        return UnknownExportError(
            document.path,
            mark("It holds only chats with yourself or with Telegram. Export a chat with somebody."),
        )
    unread = sum(gathered.entries_read for gathered in left_out)
    if not unread:
        return EmptyExportError(document.path)
    why = lazy_plural("the {number} entry in it cannot be read", "none of its {number} entries can be read", unread)
    return BrokenExportError(document.path, document.name, why)


def _personal(head: bytes) -> PersonalInformation | None:
    """Whose account it is, where the owner exported that, too."""
    from unlike.readers.apps.telegram.chat_batches import DECODING_ERRORS
    from unlike.readers.apps.telegram.chat_summary import PersonalInformation

    match = PERSONAL.search(head)
    for attempt in (match[1], repair(match[1])) if match else ():
        try:
            return msgspec.json.decode(attempt, type=PersonalInformation)
        except DECODING_ERRORS:
            continue
    return None
