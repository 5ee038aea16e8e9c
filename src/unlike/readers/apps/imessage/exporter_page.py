"""Pages that the program imessage-exporter writes, a file a chat."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from unlike.readers.apps.imessage.exporter_message import (
    UNSENT,
    ExporterMessage,
    announcement,
    clock_time,
    latest_words,
    tapback,
)
from unlike.readers.apps.imessage.message_kinds import kind_by_name
from unlike.readers.base import Progress
from unlike.readers.export import ExportFile
from unlike.readers.formats.element import Element
from unlike.readers.formats.html_pages import html_elements

_GUID: Final = re.compile(r"message-guid=([\w-]+)")
_TAPBACK: Final = frozenset({"tapback", "reaction"})
_SHOWN: Final = {"img": "image", "video": "video", "audio": "audio", "embed": "document"}
_NESTED: Final = ("replies", "tapbacks", "reactions")


def is_exporter_page(head: bytes) -> bool:
    """Whether a page's first bytes hold the program's classes."""
    return b'class="message"' in head and b'class="timestamp"' in head and b"<html" in head[:4096].lower()


def page_messages(file: ExportFile, progress: Progress) -> Iterator[ExporterMessage]:
    """The messages of a page, in its order; copies of answers below the messages that they answer are left out.

    Raises:
        BrokenExportError: it is nested too deep, or an element or a line is too long.
    """
    for element in html_elements(file, "message", progress):
        has_part = _own_first(element, "sender") is not None or _own_first(element, "message_part") is not None
        if element.first("announcement") is not None or not has_part:
            yield announcement(_ref(element), " ".join(element.text.split()))
        else:
            yield _message(element)


def _message(element: Element) -> ExporterMessage:
    sender, stamp = _own_first(element, "sender"), _own_first(element, "timestamp")
    parts = [part for part in _own(element) if "message_part" in part.classes]
    lines = [line for part in parts for line in _words(part)]
    sent = clock_time(" ".join(stamp.text.split())) if stamp is not None else None
    is_unsent = any(UNSENT.fullmatch(line.strip()) for line in lines) or element.first("unsent") is not None
    words = None if is_unsent else latest_words(lines)
    kind = "deleted" if is_unsent else _attached(element) or "text"
    name = " ".join(sender.text.split()) if sender is not None else ""
    return ExporterMessage(_ref(element), sent, name or None, kind, words, tuple(_reactions(element)))


def _own(element: Element) -> Iterator[Element]:
    """Elements of a message that are not of answers to it, or of its tapbacks."""
    for part in element.children:
        if isinstance(part, Element) and not part.classes.intersection(_NESTED):
            yield part
            yield from _own(part)


def _own_first(element: Element, class_name: str) -> Element | None:
    """The first element of a class that is not of answers to the message."""
    return next((part for part in _own(element) if class_name in part.classes), None)


def _words(part: Element) -> Iterator[str]:
    """The words in the bubbles of a part, and the versions of one that was edited."""
    for one in _own(part):
        if "bubble" in one.classes:
            yield one.text.strip("\n")
        elif one.name == "tr":
            cells = [cell.text.strip() for cell in one.elements() if cell.name == "td"]
            if cells:
                yield f"Edited in a while later: {cells[-1]}"


def _attached(element: Element) -> str | None:
    """The kind of the first file: of what the page shows, else of what it links to."""
    parts = list(_own(element))
    shown = next((_SHOWN[one.name] for one in parts if one.name in _SHOWN), None)
    if shown or not any("attachment" in one.classes for one in parts):
        return shown
    links = (one.attributes.get("href", "") for one in parts if one.name == "a")
    link = next((link for link in links if "attachment" in link.lower()), "")
    return kind_by_name(PurePosixPath(link).name.lower()) if link else "media"


def _reactions(element: Element) -> Iterator[tuple[str, str]]:
    for part in _own_lists(element):
        for one in part.elements():
            is_innermost = bool(_TAPBACK & one.classes) and not any(
                _TAPBACK & inner.classes for inner in one.elements()
            )
            given = tapback(" ".join(one.text.split())) if is_innermost else None
            if given:
                yield given


def _own_lists(element: Element) -> Iterator[Element]:
    """The tapbacks of a message, without those of answers to it."""
    for part in element.children:
        if isinstance(part, Element) and "replies" not in part.classes:
            if part.classes.intersection(("tapbacks", "reactions")):
                yield part
            else:
                yield from _own_lists(part)


def _ref(element: Element) -> str:
    """The message's guid, where the page has it; else its line."""
    links = (one.attributes.get("href", "") for one in _own(element))
    guid = next((match[1] for link in links if (match := _GUID.search(link))), None)
    return guid or f"L{element.line}"
