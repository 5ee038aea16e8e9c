"""An element of an XML or HTML file, and how it is built within bounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from unlike.errors import BrokenExportError
from unlike.i18n import lazy
from unlike.readers.export import ExportFile

_MAX_DEPTH: Final = 200
_MAX_ELEMENT_CHARS: Final = 16 << 20


@dataclass(frozen=True, slots=True)
class Element:
    """An element with what is inside it.

    Attributes:
        name: of the tag.
        attributes: by name.
        children: elements and texts, in order.
        line: where it begins, from 1.
    """

    name: str
    attributes: Mapping[str, str]
    line: int
    children: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> frozenset[str]:
        """The classes of an HTML element."""
        return frozenset(self.attributes.get("class", "").split())

    @property
    def text(self) -> str:
        """All text inside; a `br` is a newline."""
        if self.name == "br":
            return "\n"
        return "".join(part if isinstance(part, str) else part.text for part in self.children)

    def elements(self) -> Iterator[Element]:
        """The elements inside, at any depth, in order."""
        for part in self.children:
            if isinstance(part, Element):
                yield part
                yield from part.elements()

    def first(self, class_name: str) -> Element | None:
        """The first element inside that has a class."""
        return next((element for element in self.elements() if class_name in element.classes), None)


class ElementBuilder:
    """Builds the wanted elements of a file from the events of its parser, and nothing else.

    Attributes:
        finished: wanted elements that are complete; whoever takes them empties the list.
    """

    def __init__(self, file: ExportFile) -> None:
        self._file = file
        self._open: list[Element] = []
        self._chars = 0
        self.depth = 0
        self.finished: list[Element] = []

    @property
    def building(self) -> bool:
        """Whether a wanted element is open."""
        return bool(self._open)

    def start(self, element: Element, *, is_target: bool) -> None:
        """An element begins; it counts where it is wanted itself or lies in one that is."""
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise self._error(element.line, lazy("it is nested more than {most} levels deep", most=_MAX_DEPTH))
        if self._open:
            self._open[-1].children.append(element)
        if self._open or is_target:
            self._count(sum(map(len, element.attributes.values())), element.line)
            self._open.append(element)

    def data(self, text: str, line: int) -> None:
        """Some text."""
        if self._open:
            self._count(len(text), line)
            self._open[-1].children.append(text)

    def end(self) -> None:
        """The innermost element ends."""
        self.depth -= 1
        if self._open:
            element = self._open.pop()
            if not self._open:
                self.finished.append(element)
                self._chars = 0

    @property
    def innermost(self) -> str:
        """The name of the innermost open element that counts, or nothing."""
        return self._open[-1].name if self._open else ""

    def has_open(self, name: str) -> bool:
        """Whether an element of a name is open among those that count."""
        return any(element.name == name for element in self._open)

    def _count(self, chars: int, line: int) -> None:
        self._chars += chars
        if self._chars > _MAX_ELEMENT_CHARS:
            raise self._error(line, lazy("it is longer than {most} characters", most=_MAX_ELEMENT_CHARS))

    def _error(self, line: int, why: str) -> BrokenExportError:
        return BrokenExportError(self._file.path, lazy("line {number}", number=line), why)
