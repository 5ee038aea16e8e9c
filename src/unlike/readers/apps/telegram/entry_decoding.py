"""The messages of a batch as values: decoded at once where they can be, else one by one, repaired where that helps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import msgspec

from unlike.i18n import mark
from unlike.readers.apps.telegram.chat_batches import DECODING_ERRORS, ENTRY_EDGE, EntryBatch, OtherLayoutError
from unlike.readers.base import SkippedRecord
from unlike.readers.formats.json_repair import repair
from unlike.readers.formats.json_structure import array_items


class MessageEntry(msgspec.Struct, gc=False, rename={"from_": "from"}):
    """The fields of an entry that are used, of any type, since exports have changed theirs over the years."""

    id: Any = None
    type: Any = None
    date: Any = None
    date_unixtime: Any = None
    edited: Any = None
    edited_unixtime: Any = None
    from_: Any = None
    from_id: Any = None
    actor: Any = None
    actor_id: Any = None
    action: Any = None
    duration: Any = None
    text: Any = None
    rich_message: Any = None
    media_type: Any = None
    photo: Any = None
    file: Any = None
    location_information: Any = None
    contact_information: Any = None
    poll: Any = None
    forwarded_from: Any = msgspec.UNSET
    via_bot: Any = None
    reply_to_message_id: Any = None
    reply_to_peer_id: Any = None
    reactions: Any = None


class PlainEntry(MessageEntry, gc=False, rename={"from_": "from"}):
    """An entry whose fields are of the types that Telegram writes today, as the decoder itself checks."""

    id: int | None = None
    type: str | None = None
    date: str | None = None
    date_unixtime: str | None = None
    edited: str | None = None
    edited_unixtime: str | None = None
    from_: str | None = None
    from_id: str | int | None = None
    actor: str | None = None
    actor_id: str | int | None = None
    action: str | None = None
    duration: Any = None
    text: Any = None
    rich_message: Any = None
    media_type: str | None = None
    photo: Any = None
    file: Any = None
    location_information: Any = None
    contact_information: Any = None
    poll: Any = None
    forwarded_from: str | msgspec.UnsetType | None = msgspec.UNSET
    via_bot: Any = None
    reply_to_message_id: int | None = None
    reply_to_peer_id: Any = None
    reactions: Any = None


_PLAIN: Final = msgspec.json.Decoder(list[PlainEntry])
_ALL: Final = msgspec.json.Decoder(list[MessageEntry])
_ENTRY: Final = msgspec.json.Decoder(MessageEntry)
_RAW: Final = msgspec.json.Decoder(list[msgspec.Raw])
_FIELDS: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])

_LARGEST_REPAIR: Final = 1 << 20
"""Bytes of an entry that is worth the memory of a repair; Telegram's longest texts have some ten thousand."""


@dataclass(frozen=True, slots=True)
class DecodedEntries:
    """The messages of a batch.

    Attributes:
        entries: those that could be decoded.
        repaired: places of those among them that had to be repaired.
        damaged: the others.
        texts: the JSON text of each of the entries; empty where all were decoded at once.
        plain: their fields are of the types of `PlainEntry`.
    """

    entries: Sequence[MessageEntry] = field(repr=False)
    repaired: tuple[str, ...] = ()
    damaged: tuple[SkippedRecord, ...] = ()
    texts: tuple[bytes, ...] = field(default=(), repr=False)
    plain: bool = False


def decode_entries(batch: EntryBatch, before: int) -> DecodedEntries:
    """The messages of a batch as values.

    Args:
        batch: messages of one chat.
        before: messages of this chat in earlier batches, readable or not.

    Raises:
        OtherLayoutError: the brackets of a strict batch do not match.
    """
    try:
        return DecodedEntries(_PLAIN.decode(batch.messages), plain=True)
    except DECODING_ERRORS:
        pass
    try:
        return DecodedEntries(_ALL.decode(batch.messages))
    except DECODING_ERRORS:
        return _single_entries(batch, before)


def entry_fields(batch: EntryBatch, decoded: DecodedEntries, numbers: list[int]) -> list[dict[str, msgspec.Raw]]:
    """All fields of a few of the entries, each as JSON text, by their numbers among the decoded entries."""
    texts = decoded.texts or [bytes(raw) for raw in _RAW.decode(batch.messages)]
    return [_fields(texts[number]) for number in numbers]


def _fields(text: bytes) -> dict[str, msgspec.Raw]:
    try:
        return _FIELDS.decode(text)
    except DECODING_ERRORS:
        return {}


@dataclass(slots=True)
class _SingleEntries:
    """Entries that are decoded one by one, so far."""

    number: int
    entries: list[MessageEntry] = field(default_factory=list)
    texts: list[bytes] = field(default_factory=list)
    repaired: list[str] = field(default_factory=list)
    damaged: list[SkippedRecord] = field(default_factory=list)

    def add(self, text: bytes) -> None:
        """Add an entry as it stands in the file; several where one cannot be decoded and looks like several."""
        for attempt in (_as_it_stands, _in_characters, repair)[: 2 if len(text) > _LARGEST_REPAIR else 3]:
            readable = attempt(text)
            entry = _decoded(readable)
            if entry is not None:
                self._add_entry(entry, readable, repaired=attempt is not _as_it_stands)
                return
        parts = ENTRY_EDGE.split(text)
        if len(parts) > 1:
            for part in parts:
                self.add(part)
        else:
            self.number += 1
            self.damaged.append(SkippedRecord(f"entry {self.number}", mark("this entry is damaged")))

    def _add_entry(self, entry: MessageEntry, text: bytes, *, repaired: bool) -> None:
        self.number += 1
        self.entries.append(entry)
        self.texts.append(text)
        self.repaired += [f"entry {self.number}"] if repaired else []


def _single_entries(batch: EntryBatch, before: int) -> DecodedEntries:
    single = _SingleEntries(before)
    for text in _entry_texts(batch):
        single.add(text)
    return DecodedEntries(single.entries, tuple(single.repaired), tuple(single.damaged), tuple(single.texts))


def _entry_texts(batch: EntryBatch) -> list[bytes]:
    """The entries of an array as they stand in the file, by the decoder or, where it fails, by brackets or edges."""
    try:
        return [bytes(raw) for raw in _RAW.decode(batch.messages)]
    except DECODING_ERRORS:
        items = array_items(batch.messages)
    if items is None and batch.strict:
        raise OtherLayoutError
    return ENTRY_EDGE.split(batch.messages[1:-1]) if items is None else items


def _as_it_stands(text: bytes) -> bytes:
    return text


def _in_characters(text: bytes) -> bytes:
    """The text with bytes that are no UTF-8 replaced."""
    return text.decode("utf-8", "replace").encode("utf-8")


def _decoded(text: bytes) -> MessageEntry | None:
    try:
        return _ENTRY.decode(text)
    except DECODING_ERRORS:
        return None
