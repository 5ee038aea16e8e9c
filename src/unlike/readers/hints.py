"""What to do about a file that no reader knows: the known cases, each with its next step."""

from __future__ import annotations

from typing import Final

from unlike.i18n import mark
from unlike.readers.base import ExportFile

UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


def is_empty(document: ExportFile) -> bool:
    """Nothing in it but white space."""
    if document.size > 65_536:
        return False
    return not document.head().removeprefix(b"\xef\xbb\xbf").strip()


def hint(document: ExportFile) -> str:
    """The next step for a file that nobody claimed; empty where nothing better than the usual is known."""
    head = document.head()
    if head.startswith(UTF16) or _looks_utf16(head):
        return mark("It is written in UTF-16. Save it as UTF-8, or give the file as the app exported it.")
    if b"\x00" in head:
        return mark(
            "It holds NUL bytes, so it is no text or is damaged. Give the .txt, .zip or .json the app exported."
        )
    if b"<html" in head[:1024].lower():
        return _html(head)
    return ""


def _html(head: bytes) -> str:
    """Telegram's pages for people, or anybody's."""
    if b"tgme" in head or b"telegram" in head.lower() or b"page_wrap" in head:
        return mark(
            "It is a Telegram export as HTML. In Telegram Desktop choose Export chat history, and as format "
            "“Machine-readable JSON”."
        )
    return mark("It is a web page. Give the .txt, .zip or .json the app exported.")


def _looks_utf16(head: bytes) -> bool:
    """Without a mark: nearly every second byte of Latin text is NUL."""
    start = head[:512]
    halves = (start[0::2], start[1::2])
    return len(start) > 8 and any(half.count(0) > 0.7 * len(half) for half in halves)
