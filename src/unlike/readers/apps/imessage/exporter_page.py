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
from unlike.readers.apps.imessage.page_words import ANSWERS, own_elements, own_first, page_words
from unlike.readers.base import Progress
from unlike.readers.export import ExportFile
from unlike.readers.formats.element import Element
from unlike.readers.formats.html_pages import html_elements

_GUID: Final = re.compile(r"message-guid=([\w-]+)")
_TAPBACK: Final = frozenset({"tapback", "reaction"})
_SHOWN: Final = {"img": "image", "video": "video", "audio": "audio", "embed": "document"}
_ATTACHED: Final = frozenset({"attachment", "attachment_error"})
_WHOLE: Final = frozenset({"message", "announcement", "sent", "received"})
"""Classes of a whole message, one inside another."""

_HEADER: Final = frozenset({"timestamp", "sender"})
_TARGETS: Final = _WHOLE | _HEADER | {"message_part", "bubble"}


def is_exporter_page(head: bytes) -> bool:
    """Whether a page's first bytes hold the program's classes."""
    return b'class="message"' in head and b'class="timestamp"' in head and b"<html" in head[:4096].lower()


def page_messages(file: ExportFile, progress: Progress) -> Iterator[ExporterMessage]:
    """The messages of a page, in its order; copies of answers below the messages that they answer are left out.

    Raises:
        BrokenExportError: it is nested too deep, or an element or a line is too long.
    """
    loose: list[Element] = []
    for element in html_elements(file, _TARGETS, progress):
        if element.classes.isdisjoint(_WHOLE):
            if loose and (_is_header(element) and not _is_header(loose[-1])):
                yield _message_of(_joined(loose))
                loose = []
            loose.append(element)
        else:
            if loose:
                yield _message_of(_joined(loose))
                loose = []
            if element.text.strip() or element.first("message_part") is not None:
                yield _message_of(element)
    if loose:
        yield _message_of(_joined(loose))


def _is_header(element: Element) -> bool:
    return not element.classes.isdisjoint(_HEADER)


def _joined(loose: list[Element]) -> Element:
    """A message whose parts stand in no element of its own."""
    header = Element("p", {}, loose[0].line, [part for part in loose if _is_header(part)])
    return Element("div", {}, loose[0].line, [header, *(part for part in loose if not _is_header(part))])


def _message_of(element: Element) -> ExporterMessage:
    """A message, or a line about what happened."""
    is_announced = "announcement" in element.classes or element.first("announcement") is not None
    has_part = any(own_first(element, name) is not None for name in ("sender", "message_part", "bubble"))
    if is_announced or not has_part:
        return announcement(_ref(element), " ".join(element.text.split()))
    return _message(element)


def _message(element: Element) -> ExporterMessage:
    found = page_words(element)
    sender, stamp, lines = found.sender, found.stamp, found.lines
    sent = clock_time(" ".join(stamp.text.split())) if stamp is not None else None
    is_unsent = any(UNSENT.fullmatch(line.strip()) for line in lines) or element.first("unsent") is not None
    words = None if is_unsent else latest_words(lines) or _link(element)
    kind = "deleted" if is_unsent else _attached(element) or "text"
    name = " ".join(sender.text.split()) if sender is not None else ""
    is_by_place = found.is_by_place or "message" not in element.classes
    return ExporterMessage(_ref(element), sent, name or None, kind, words, tuple(_reactions(element)), is_by_place)


def _link(element: Element) -> str | None:
    """The address of a page that is shown with a preview: what was sent is the address."""
    card = own_first(element, "app")
    links = () if card is None else (part.attributes.get("href", "") for part in card.elements() if part.name == "a")
    return next((link for link in links if link.startswith(("http://", "https://"))), None)


def _attached(element: Element) -> str | None:
    """The kind of the first file: of what the page shows, else of what it links to."""
    parts = list(own_elements(element))
    shown = next((_SHOWN[one.name] for one in parts if one.name in _SHOWN), None)
    is_linked = any(one.name == "a" and one.text.startswith("Click to ") for one in parts)
    if shown or not (is_linked or any(one.classes & _ATTACHED for one in parts)):
        return shown
    links = (one.attributes.get("href", "") for one in parts if one.name == "a")
    link = next((link for link in links if "attachment" in link.lower()), "")
    return kind_by_name(PurePosixPath(link).name.lower()) if link else "media"


def _reactions(element: Element) -> Iterator[tuple[str, str]]:
    for part in _tapbacks(element):
        is_innermost = not any(_TAPBACK & inner.classes for inner in part.elements())
        reaction = tapback(" ".join(part.text.split())) if is_innermost else None
        if reaction:
            yield reaction


def _tapbacks(element: Element) -> Iterator[Element]:
    """The tapbacks of a message, without those of answers to it."""
    for part in element.children:
        if isinstance(part, Element) and not part.classes & ANSWERS:
            if part.classes & _TAPBACK:
                yield part
            yield from _tapbacks(part)


def _ref(element: Element) -> str:
    """The message's guid, where the page has it; else its line."""
    links = (one.attributes.get("href", "") for one in own_elements(element))
    guid = next((match[1] for link in links if (match := _GUID.search(link))), None)
    return guid or f"L{element.line}"
