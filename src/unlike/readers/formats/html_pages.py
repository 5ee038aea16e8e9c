"""HTML pages, block by block: the elements of some classes, with what is inside them."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from html.parser import HTMLParser
from typing import Final

from unlike.errors import BrokenExportError
from unlike.i18n import lazy
from unlike.readers.base import Progress
from unlike.readers.export import ExportFile
from unlike.readers.formats.element import Element, ElementBuilder
from unlike.readers.formats.text_lines import text_lines

_VOID_ELEMENTS: Final = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
"""Elements without an end (HTML standard, 13.1.2)."""

_WHOLE_PAGE: Final = frozenset({"html", "body"})

_MAX_TAG_CHARS: Final = 1 << 20
"""What waits for the end of a tag or a comment."""


def html_elements(file: ExportFile, class_names: AbstractSet[str], progress: Progress) -> Iterator[Element]:
    """The elements of any of some classes, one at a time; scripts are text like any other, and nothing is fetched.

    That a page begins and does not end is remarked with the file.

    Args:
        file: in UTF-8, UTF-16 or UTF-32.
        class_names: of the elements; one inside another is part of the outer one.
        progress: called with (bytes read so far, bytes in all).

    Raises:
        BrokenExportError: it is nested too deep, or an element or a line is too long.
    """
    builder = ElementBuilder(file)
    page = _Page(builder, class_names)
    for line in text_lines(file, progress):
        page.feed(f"{line.text}\n")
        if len(page.rawdata) > _MAX_TAG_CHARS:
            why = lazy("it is longer than {most} characters", most=_MAX_TAG_CHARS)
            raise BrokenExportError(file.path, lazy("line {number}", number=line.number), why)
        yield from builder.finished
        builder.finished.clear()
    page.close()
    file.remarks.is_cut |= page.is_open
    yield from builder.finished


class _Page(HTMLParser):
    """Feeds a builder; what the page forgets to close ends with what is around it.

    Attributes:
        is_open: the page has begun and not ended.
    """

    def __init__(self, builder: ElementBuilder, class_names: AbstractSet[str]) -> None:
        super().__init__()
        self.is_open = False
        self._builder, self._class_names = builder, class_names

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.is_open |= tag in _WHOLE_PAGE
        element = Element(tag, {name: value or "" for name, value in attrs}, self.getpos()[0])
        is_target = not self._class_names.isdisjoint(element.classes)
        if is_target or self._builder.building:
            self._builder.start(element, is_target=is_target)
            if tag in _VOID_ELEMENTS:
                self._builder.end()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins and ends."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID_ELEMENTS and self._builder.innermost == tag:
            self._builder.end()

    def handle_endtag(self, tag: str) -> None:
        """An element ends, and with it all that is still open inside."""
        self.is_open &= tag not in _WHOLE_PAGE
        while tag not in _VOID_ELEMENTS and self._builder.has_open(tag):
            is_last = self._builder.innermost == tag
            self._builder.end()
            if is_last:
                return

    def handle_data(self, data: str) -> None:
        """Some text."""
        self._builder.data(data, self.getpos()[0])
