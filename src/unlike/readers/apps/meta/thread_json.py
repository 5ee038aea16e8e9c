"""A thread's file as JSON: who is in it, and its entries, of the ordinary download or the end-to-end encrypted one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Final

import msgspec

from unlike.readers.apps.meta.mojibake import repaired_text
from unlike.readers.formats.json_repair import repair
from unlike.readers.formats.json_stream import BYTE_ORDER_MARK
from unlike.readers.formats.json_structure import StructureScanner
from unlike.readers.formats.value_names import bounded_name

_DECODING_ERRORS: Final = (msgspec.MsgspecError, ValueError, RecursionError, OverflowError)
_LIST: Final = re.compile(rb'"messages"\s*:\s*\[')


class ThreadEntry(msgspec.Struct):
    """An entry as either download has it; fields that the other one has alone are None, and any may be of any type."""

    sender_name: Any = None
    timestamp_ms: Any = None
    content: Any = None
    type: Any = None
    photos: Any = None
    videos: Any = None
    audio_files: Any = None
    gifs: Any = None
    files: Any = None
    share: Any = None
    sticker: Any = None
    call_duration: Any = None
    missed: Any = None
    is_unsent: Any = None
    is_taken_down: Any = None
    reactions: Any = None
    encrypted_sender: Any = msgspec.field(name="senderName", default=None)
    timestamp: Any = None
    text: Any = None
    encrypted_unsent: Any = msgspec.field(name="isUnsent", default=None)
    media: Any = None


class _Head(msgspec.Struct):
    participants: Any = None
    title: Any = None
    thread_name: Any = msgspec.field(name="threadName", default=None)
    thread_path: Any = None


class _Thread(_Head, kw_only=True):
    messages: list[ThreadEntry]


class _LooseThread(_Head):
    messages: Any = None


_THREAD: Final = msgspec.json.Decoder(_Thread)
_LOOSE_THREAD: Final = msgspec.json.Decoder(_LooseThread)
_ENTRY: Final = msgspec.json.Decoder(ThreadEntry)


@dataclass(frozen=True, slots=True)
class ThreadFile:
    """A file of a thread.

    Attributes:
        people: names of those in it; empty where they are not named.
        title: empty where there is none.
        path: the app's own, e.g. "inbox/ada_123"; empty where there is none.
        entries: in the order of the file; None for one that is no entry.
        encrypted: it is of the end-to-end encrypted download.
        broken: the file breaks off or is damaged, and these are the entries that could be read.
        repaired: it was written wrongly, and could be read all the same.
    """

    people: tuple[str, ...]
    title: str
    path: str
    entries: Sequence[ThreadEntry | None]
    encrypted: bool
    broken: bool = False
    repaired: bool = False


def thread_file(content: bytes) -> ThreadFile | None:
    """What a thread's file holds; None where it cannot be read as one at all.

    Args:
        content: the whole file.
    """
    text = content.removeprefix(BYTE_ORDER_MARK)
    for attempt in (_strict, _loose, _repaired, _in_pieces):
        try:
            decoded = attempt(text)
        except _DECODING_ERRORS:
            continue
        if decoded is not None:
            return decoded
    return None


def typed_text(value: object) -> str:
    """A text without the mistakes of its writing; empty for anything else."""
    return repaired_text(value) if isinstance(value, str) else ""


def _strict(text: bytes) -> ThreadFile:
    thread = _THREAD.decode(text)
    return _file_of(thread, thread.messages)


def _loose(text: bytes) -> ThreadFile | None:
    thread = _LOOSE_THREAD.decode(text)
    if not isinstance(thread.messages, list):
        return None
    return _file_of(thread, [_converted(entry) for entry in thread.messages])


def _converted(entry: object) -> ThreadEntry | None:
    return msgspec.convert(entry, ThreadEntry) if isinstance(entry, dict) else None


def _repaired(text: bytes) -> ThreadFile | None:
    file = _loose(repair(text))
    return None if file is None else replace(file, repaired=True)


def _in_pieces(text: bytes) -> ThreadFile | None:
    """The entries of a file that is damaged or breaks off, as far as they can be cut out of it."""
    start = _LIST.search(text)
    if not start:
        return None
    items = _items(text[start.end() - 1 :])
    entries = [_decoded(item) for item in items]
    if not any(entries):
        return None
    return _file_of(_head(text, start.start()), entries, broken=True)


def _items(array: bytes) -> list[bytes]:
    """The items of an array that may lack its end."""
    structure = StructureScanner().scan(array)
    end = structure.closing(1)
    commas = [place for place in structure.at(b",", 1).tolist() if end is None or place < end]
    edges = [0, *commas, len(array) if end is None else end]
    items = [array[first + 1 : last].strip() for first, last in pairwise(edges)]
    return items if items[-1] else items[:-1]


def _decoded(item: bytes) -> ThreadEntry | None:
    for attempt in (item, repair(item)):
        try:
            return _ENTRY.decode(attempt)
        except _DECODING_ERRORS:
            continue
    return None


def _head(text: bytes, list_start: int) -> _Head:
    """Title and people of a file that is damaged, where they stand above its messages."""
    try:
        return msgspec.json.decode(text[:list_start].rstrip().rstrip(b",") + b"}", type=_Head)
    except _DECODING_ERRORS:
        return _Head()


def _file_of(head: _Head, entries: Sequence[ThreadEntry | None], *, broken: bool = False) -> ThreadFile:
    has_entries = any(entry is not None for entry in entries)
    is_named = any(entry is not None and entry.encrypted_sender is not None for entry in entries)
    encrypted = is_named if has_entries else head.thread_name is not None
    return ThreadFile(
        people=_people(head.participants),
        title=_one_line(head.title) or _one_line(head.thread_name),
        path=_one_line(head.thread_path),
        entries=entries,
        encrypted=encrypted,
        broken=broken,
    )


def _people(participants: object) -> tuple[str, ...]:
    """Names, which the ordinary download has in objects and the encrypted one by themselves."""
    listed = participants if isinstance(participants, list) else []
    names = [_one_line(entry.get("name") if isinstance(entry, dict) else entry) for entry in listed]
    return tuple(dict.fromkeys(name for name in names if name))


def _one_line(value: object) -> str:
    return bounded_name(typed_text(value))
