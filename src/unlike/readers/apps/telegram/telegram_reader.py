"""The reader of Telegram Desktop's `result.json`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Final

import msgspec

from unlike.errors import BrokenExportError, EmptyExportError, InputError, UnknownExportError
from unlike.i18n import lazy, mark
from unlike.readers.apps.telegram.accounts import DELETED
from unlike.readers.apps.telegram.chat_summary import (
    ChatAccumulator,
    PersonalInformation,
    TelegramChat,
    chat_from_batches,
    with_owner,
)
from unlike.readers.apps.telegram.json_layout import EntryBatch, batches_by_layout, batches_by_parser, layout_depth
from unlike.readers.base import ExportGuide, ParsedConversation, Reader, ReadOptions
from unlike.readers.export import Export, ExportFile
from unlike.readers.file_names import FileNames
from unlike.readers.formats.json_stream import BYTE_ORDER_MARK, open_json

ONE_CHAT: Final = re.compile(
    rb'"type"\s*:\s*"(saved_messages|replies|verification_codes|personal_chat|bot_chat'
    rb'|private_group|(private|public)_(supergroup|channel))"'
)
ACCOUNT: Final = re.compile(
    rb'\A\s*\{\s*"about"\s*:.*"(personal_information|contacts|chats|left_chats)"\s*:', re.DOTALL
)
"""Whole accounts list many things above the chats, which may begin behind the first bytes."""

PERSONAL: Final = re.compile(rb'"personal_information"\s*:\s*(\{(?:[^{}"]|"(?:[^"\\]|\\.)*")*\})')

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
        """Say whether it is a JSON object that names a type of Telegram chat, or an account's export."""
        head = export.only.head().removeprefix(BYTE_ORDER_MARK).lstrip()
        if not head.startswith(b"{"):
            return False
        return bool(ACCOUNT.search(head)) or (b'"messages"' in head and bool(ONE_CHAT.search(head)))

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
        document = export.only
        chats: list[TelegramChat] = []
        notes: list[str] = []
        for gathered in _gathered(document, options):
            chat_read = None if gathered.head.type in LEFT_OUT else chat_from_batches(gathered, options.zone)
            if chat_read is None or chat_read.rows.table.is_empty():
                notes.append(_left_out(gathered))
            else:
                chats.append(chat_read)
        if not chats:
            raise _nothing(document, notes)
        for chat_read in with_owner(chats, _personal(document.head()), notes):
            yield chat_read.interpreted(options.interpretation)


def _gathered(document: ExportFile, options: ReadOptions) -> Iterator[ChatAccumulator]:
    """Every chat's columns, once all its batches are there."""
    with open_json(document) as stream:
        level = layout_depth(document.head())
        batches = batches_by_parser(stream) if level is None else batches_by_layout(stream, level)
        for _, some in groupby(_with_progress(batches, document, options), key=lambda batch: batch.chat):
            yield _accumulated(some)


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
    gathered = ChatAccumulator()
    for batch in batches:
        gathered.add(batch)
    return gathered


def _left_out(gathered: ChatAccumulator) -> str:
    """What was not read as a conversation, and why."""
    sentence, number = LEFT_OUT.get(str(gathered.head.type)), gathered.entries_read
    if sentence:
        return lazy(sentence, number=number)
    name = gathered.head.name or DELETED
    if not number:
        return lazy("The chat “{name}” holds no message and was left out.", name=name)
    return lazy(
        "The chat “{name}” holds no message that can be read (entries: {number}) and was left out.",
        name=name,
        number=number,
    )


def _nothing(document: ExportFile, notes: list[str]) -> InputError:
    """Why there is no conversation in a file."""
    if any("nobody else" in note for note in notes):
        return UnknownExportError(
            document.path,
            mark("It holds only chats with yourself or with Telegram. Export a chat with somebody."),
        )
    return EmptyExportError(document.path)


def _personal(head: bytes) -> PersonalInformation | None:
    """Whose account it is, where the owner exported that, too."""
    match = PERSONAL.search(head)
    if match is None:
        return None
    try:
        return msgspec.json.decode(match[1], type=PersonalInformation)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return None
