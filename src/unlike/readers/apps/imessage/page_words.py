"""What stands in a message of imessage-exporter's pages: its header, its words, and what the program adds.

Words stand in elements of a class that is known; what stands in any other is told by its place. Answers and tapbacks
are left out: an answer stands a second time at its own place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from unlike.readers.apps.imessage.exporter_message import CLOCK
from unlike.readers.formats.element import Element

ANSWERS: Final = frozenset({"replies", "reply", "message"})
TAPBACKS: Final = frozenset({"tapbacks", "reactions", "tapback", "reaction"})
_NESTED: Final = ANSWERS | TAPBACKS
_WORDS: Final = frozenset({"bubble", "subject"})
_OF_PROGRAM: Final = frozenset(
    {
        *("timestamp", "sender", "reply_anchor", "reply_context", "expressive", "unsent", "deleted", "announcement"),
        *("attachment", "attachment_error", "transcription", "sticker", "sticker_effect", "sticker_name"),
        *("genmoji_prompt", "app", "app_error", "poll", "digital_touch", "handwriting", "shareplay", "shared_location"),
    }
)
"""Classes of what the program adds: nothing in it was typed."""

_NO_WORDS: Final = frozenset({"style", "script", "svg", "video", "audio", "object", "title"})
_ADDED: Final = re.compile(
    r"Click to (?:download|open) .*|(?:Unknown attachment type|Unable to (?:embed|locate|convert|format)) ?.*"
    r"|Attachment (?:missing|does not exist)!?|App messages not yet implemented!|Sticker not found!"
    r"|SharePlay Message Ended"
    r"|(?:Started|Stopped) sharing location!|This message (?:responded to an earlier message\.|was deleted .*)"
    r"|Sent with .{1,40}|Subject:|Tapbacks:|Reactions:",
    re.DOTALL | re.IGNORECASE,
)
_INLINE: Final = frozenset({"a", "b", "br", "code", "em", "i", "s", "strong", "sub", "sup", "u"})


@dataclass(slots=True)
class PageWords:
    """What a message holds.

    Attributes:
        sender, stamp: elements of its header; None where there is none.
        lines: what was typed, and versions of what was edited.
        is_by_place: some of it has no class that is known, and was told by its place.
    """

    sender: Element | None = None
    stamp: Element | None = None
    lines: list[str] = field(default_factory=list)
    is_by_place: bool = False


def page_words(message: Element) -> PageWords:
    """What a message holds, without answers to it and its tapbacks."""
    sender, stamp = own_first(message, "sender"), own_first(message, "timestamp")
    words = PageWords(sender, stamp)
    header = _header(message, sender, stamp)
    if header is not None and (sender is None or stamp is None):
        _complete(words, header)
    for line, is_known in _lines(message, header):
        words.lines.append(line)
        words.is_by_place |= not is_known
    return words


def own_elements(element: Element) -> Iterator[Element]:
    """Elements of a message that are not of answers to it, or of its tapbacks."""
    for part in element.children:
        if isinstance(part, Element) and not part.classes.intersection(_NESTED):
            yield part
            yield from own_elements(part)


def own_first(element: Element, class_name: str) -> Element | None:
    """The first element of a class that is not of answers to the message."""
    return next((part for part in own_elements(element) if class_name in part.classes), None)


def _header(message: Element, *parts: Element | None) -> Element | None:
    """The element in which time and sender stand; None where neither is known, or they stand among the words."""
    known = [part for part in parts if part is not None]
    for element in own_elements(message):
        if any(child is part for child in element.children for part in known):
            return element if own_first(element, "message_part") is None else None
    return None


def _complete(words: PageWords, header: Element) -> None:
    """Tell time and sender of a header by its form and its place."""
    others = [
        part for part in header.children
        if isinstance(part, Element) and part is not words.sender and part is not words.stamp and part.text.strip()
    ]  # fmt: skip
    if words.stamp is None:
        words.stamp = next((part for part in others if CLOCK.match(part.text.strip())), None)
        words.is_by_place |= words.stamp is not None
    others = [part for part in others if part is not words.stamp and not part.classes & _OF_PROGRAM]
    if words.sender is None and others:
        words.sender = others[0]
        words.is_by_place = True


def _lines(element: Element, header: Element | None) -> Iterator[tuple[str, bool]]:
    """The words in an element, and whether their place is known."""
    run: list[str] = []
    for part in element.children:
        if isinstance(part, str) or _is_inline(part):
            run.append(part if isinstance(part, str) else part.text)
            continue
        yield from _loose("".join(run))
        run = []
        if part is not header and not part.classes & (_NESTED | _OF_PROGRAM) and part.name not in _NO_WORDS:
            yield from _lines_of(part, header)
    yield from _loose("".join(run))


def _lines_of(part: Element, header: Element | None) -> Iterator[tuple[str, bool]]:
    if part.classes & _WORDS:
        yield part.text.strip("\n"), True
    elif part.name == "tr":
        cells = [cell.text.strip() for cell in part.elements() if cell.name == "td"]
        if cells:
            yield f"Edited in a while later: {cells[-1]}", True
    else:
        yield from _lines(part, header)


def _is_inline(part: Element) -> bool:
    """Whether an element is a part of a line, such as a link or emphasis."""
    return part.name in _INLINE and not part.classes


def _loose(text: str) -> Iterator[tuple[str, bool]]:
    """Words in no element of a class that is known, unless the program added them."""
    text = text.strip()
    if text and not _ADDED.fullmatch(text):
        yield text, False
