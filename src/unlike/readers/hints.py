"""What to do about a file that no reader knows; all that depends on an app comes from its reader."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import Final

from unlike.i18n import LazyMessage, lazy, mark, verbatim
from unlike.readers.base import Reader
from unlike.readers.export import Export
from unlike.readers.formats.file_kinds import foreign_step

_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_MAX_DESCRIBED: Final = 3
"""Readers whose files are described; of more the apps are named."""

_MAX_EMPTY_BYTES: Final = 65_536
"""Larger files are never taken for empty."""


def is_empty(export: Export) -> bool:
    """Whether nothing but white space is in an export."""
    if export.size > _MAX_EMPTY_BYTES:
        return False
    return not any(file.head().removeprefix(b"\xef\xbb\xbf").strip() for file in export.files)


def next_step(head: bytes, readers: Sequence[Reader]) -> str:
    """The next step for a file that no reader recognises.

    Args:
        head: its first bytes.
        readers: all there are.
    """
    of_app = next((hint for hint in (_hint(reader, head) for reader in readers) if hint), "")
    foreign = of_app or foreign_step(head, _endings(readers))
    if foreign:
        return foreign
    if head.startswith(_UTF16_MARKS) or _looks_utf16(head):
        return mark("It is written in UTF-16. Save it as UTF-8, or give the file as the app exported it.")
    if b"\x00" in head:
        return lazy(
            "It holds NUL bytes, so it is no text or is damaged. Give the {endings} the app exported.",
            endings=_endings(readers),
        )
    if b"<html" in head[:1024].lower():
        return foreign_step(b"<html>", _endings(readers))
    return known_exports(readers)


def export_step(export: Export, readers: Sequence[Reader]) -> str:
    """The next step for an export that no reader recognises; see `next_step`."""
    of_app = next((hint for hint in (_export_hint(reader, export) for reader in readers) if hint), "")
    return of_app or next_step(export.files[0].head(), readers)


def known_exports(readers: Sequence[Reader]) -> str:
    """What can be given instead: files of a few apps, or the names of many."""
    if len(readers) > _MAX_DESCRIBED:
        apps = dict.fromkeys(str(reader.title).partition(",")[0] for reader in readers)
        return lazy(
            "Give an export of one of these: {apps}. The command “unlike sources” says how to get each.",
            apps=_commas([verbatim(app) for app in apps]),
        )
    *first, last = [verbatim(reader.export_description) for reader in readers] or [verbatim(mark("a chat export"))]
    files = lazy("{first}, or {last}", first=_commas(first), last=last) if first else last
    return lazy("Give {files}, as the app exported it.", files=files)


def nothing_in_folder(readers: Sequence[Reader]) -> str:
    """What to do where a folder or zip holds no file that could be an export."""
    return lazy("It holds no {endings}. Give the file the app exported.", endings=_endings(readers))


def _hint(reader: Reader, head: bytes) -> str:
    """A foreign reader that stumbles over a file has no hint."""
    try:
        return reader.hint(head)
    except Exception:  # noqa: BLE001 - any mistake of a foreign reader means the same here
        return ""


def _export_hint(reader: Reader, export: Export) -> str:
    """A foreign reader that stumbles over a file, or was written before there was such a hint, has none."""
    try:
        return reader.export_hint(export)
    except Exception:  # noqa: BLE001 - any mistake of a foreign reader means the same here
        return ""


def _commas(parts: Sequence[LazyMessage]) -> LazyMessage:
    return reduce(lambda first, second: lazy("{first}, {second}", first=first, second=second), parts)


def _endings(readers: Sequence[Reader]) -> LazyMessage:
    """Endings of exports, and of zips, in which any can lie."""
    endings = dict.fromkeys(ending for reader in readers for ending in reader.file_names.endings)
    return lazy("{endings} or {last}", endings=", ".join(endings) or ".txt", last=".zip")


def _looks_utf16(head: bytes) -> bool:
    """Whether nearly every second byte is NUL, as in Latin text without a byte order mark."""
    start = head[:512]
    halves = (start[0::2], start[1::2])
    return len(start) > 8 and any(half.count(0) > 0.7 * len(half) for half in halves)
