"""The messages of Meta's pages: blocks with a name, what was sent, and a date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from unlike.readers.apps.meta.app_sentences import app_sentence
from unlike.readers.apps.meta.page_parts import PARTS, MessageParts, message_parts, part_rank
from unlike.readers.base import Progress
from unlike.readers.export import ExportFile
from unlike.readers.formats.element import Element
from unlike.readers.formats.html_pages import html_elements
from unlike.readers.formats.text_lines import decoded_start

_BLOCKS: Final = ("uiBoxWhite", "_a6-g")
"""Classes of a message's block: of pages until 2025, and of those since."""

_TARGETS: Final = frozenset(_BLOCKS).union(*PARTS)
_REACTIONS: Final = "_a6-q"
_LANGUAGE: Final = re.compile(r"<html[^>]{0,200}\blang=\"([a-z]{2,3})")
_TITLE: Final = re.compile(r"<title[^>]{0,200}>([^<]{1,500})</title>", re.IGNORECASE)
_REACTION: Final = re.compile(r"([^\w\s]++)\s*+(.*)", re.DOTALL)
_YEAR: Final = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class PageMessage:
    """A message as a page has it.

    Attributes:
        line: where its block begins, from 1.
        sender: on one line.
        kind: as in the table.
        text: what was typed; None where nothing was.
        date: as it stands there.
        reactions: emoji and name of each.
        is_bare: it holds nothing but its sender and date.
        is_by_place: its block, or a part of it, has no class that is known, and was told by where it stands.
    """

    line: int
    sender: str
    kind: str
    text: str | None
    date: str
    reactions: tuple[tuple[str, str], ...]
    is_bare: bool
    is_by_place: bool


def page_messages(file: ExportFile, progress: Progress) -> Iterator[PageMessage]:
    """The messages of a page, in its order.

    Raises:
        BrokenExportError: it is nested too deep, or an element or a line is too long.
    """
    loose: list[Element] = []
    for element in html_elements(file, _TARGETS, progress):
        if element.classes.isdisjoint(_BLOCKS):
            if loose and part_rank(element) <= part_rank(loose[-1]):
                yield from _loose_message(loose)
                loose = []
            loose.append(element)
        else:
            yield from _loose_message(loose)
            loose = []
            parts = message_parts(element)
            if parts.body is not None or parts.date is not None:
                yield _message(element, parts)
    yield from _loose_message(loose)


def _loose_message(loose: list[Element]) -> Iterator[PageMessage]:
    """The message whose parts stand in no block; none where they are a mere name."""
    sender, body, date = (next((part for part in loose if part.classes.intersection(names)), None) for names in PARTS)
    parts = MessageParts(sender, body, date, is_by_place=True)
    if parts.body is not None or parts.date is not None:
        yield _message(Element("div", {}, loose[0].line, [*loose]), parts)


def page_language(file: ExportFile) -> str:
    """The language that a page names; empty where it names none."""
    match = _LANGUAGE.search(decoded_start(file.head()))
    return match[1] if match else ""


def page_title(file: ExportFile) -> str:
    """What a page is called; empty where it is not."""
    match = _TITLE.search(decoded_start(file.head()))
    return _unescaped(" ".join(match[1].split())) if match else ""


def _message(block: Element, parts: MessageParts) -> PageMessage:
    sender, date = (" ".join(_text(part).split()) for part in (parts.sender, parts.date))
    body = parts.body
    words, media = ("", None) if body is None else (_words(body), _media(body))
    sentence = app_sentence(words, sender) if words else None
    typed = words if words and sentence is None else None
    kind = _kind(media, sentence, is_typed=typed is not None)
    is_bare = not words and media is None and not (body and body.text.strip())
    given = tuple(_reactions(block))
    return PageMessage(block.line, sender, kind, typed, date, given, is_bare, parts.is_by_place)


def _kind(media: str | None, sentence: str | None, *, is_typed: bool) -> str:
    """The kind of a message, by what is attached and what the app says of it."""
    if is_typed:
        return media or "text"
    return media if media and sentence in (None, "media", "system") else sentence or "media"


def _text(element: Element | None) -> str:
    return element.text if element is not None else ""


def _words(body: Element) -> str:
    """What was typed: the first part of a body, or the second where the first is empty; the rest is attached."""
    node = body
    while len(parts := _parts(node)) == 1 and not _own_text(node):
        node = parts[0]
    if not parts:
        return "" if _media(node) else node.text.strip()
    chosen = parts[0] if parts[0].text.strip() or len(parts) == 1 else parts[1]
    return "" if _media(chosen) or chosen.first(_REACTIONS) else chosen.text.strip()


def _parts(element: Element) -> list[Element]:
    return [part for part in element.children if isinstance(part, Element) and part.name == "div"]


def _own_text(element: Element) -> str:
    return "".join(part for part in element.children if isinstance(part, str)).strip()


def _media(element: Element) -> str | None:
    """The kind of the first picture or recording inside."""
    for part in element.elements():
        source = part.attributes.get("src", "").lower()
        if part.name == "img":
            return "sticker" if "sticker" in source else "gif" if source.endswith(".gif") else "image"
        if part.name in ("video", "audio"):
            return "audio" if part.name == "audio" or "/audio/" in f"/{source}" else "video"
    return None


def _reactions(block: Element) -> Iterator[tuple[str, str]]:
    """Emoji and name of each reaction, which stand together."""
    listed = block.first(_REACTIONS)
    for item in listed.elements() if listed is not None else ():
        match = _REACTION.fullmatch(item.text.strip()) if item.name == "li" else None
        if match:
            yield match[1], " ".join(_without_date(match[2]).split())


def _without_date(name: str) -> str:
    """A name without the date in brackets behind it."""
    start = name.rfind("(")
    date = name[start + 1 : -1] if start >= 0 and name.endswith(")") else ""
    return name[:start] if ")" not in date and _YEAR.search(date) else name


def _unescaped(text: str) -> str:
    for name, sign in (("&amp;", "&"), ("&quot;", '"'), ("&#039;", "'"), ("&lt;", "<"), ("&gt;", ">")):
        text = text.replace(name, sign)
    return text
