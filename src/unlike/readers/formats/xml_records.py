"""XML files that are long lists of small elements, read element by element, so that one that is damaged costs itself.

Each element is parsed by itself, without the head of the file, so that nothing the file declares counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple
from xml.parsers import expat  # every element is parsed without the head of the file, where entities are declared

from unlike.errors import BrokenExportError
from unlike.i18n import lazy, mark
from unlike.readers.base import Progress
from unlike.readers.export import ExportFile
from unlike.readers.export_sentences import replaced_characters
from unlike.readers.formats.text_lines import TextBlocks, replaced_text

_MAX_ELEMENT_BYTES: Final = 256 << 20
_BATCH: Final = 500
"""Elements that are parsed together."""

_DECLARATION: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)\b", re.IGNORECASE)
_ONE_REFERENCE: Final = re.compile(rb"&#(?:(\d{1,9})|[xX]([0-9a-fA-F]{1,8}));")
_REFERENCES: Final = re.compile(rb"(?:&#(?:\d{1,9}|[xX][0-9a-fA-F]{1,8});)+")
_SPACES: Final = (9, 10, 13)
_CONTROL_AS_SPACE: Final = bytes(32 if code < 32 and code not in _SPACES else code for code in range(256))
"""What `bytes.translate` makes of each byte."""

_ATTRIBUTES: Final = rb"""(?:[^"'<>]++|"[^"]*+"|'[^']*+')*"""
"""The outer repetition is not possessive: up to Python 3.11.4 it would take a quotation mark that is never closed."""
_START_TAG: Final = re.compile(rb"<([A-Za-z]{1,40})\b")
_LAST_TAG: Final = re.compile(rb"</([A-Za-z]{1,40})\s*>\s*\Z")
_END_BYTES: Final = 1_000
_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}".encode()


class XmlRecord(NamedTuple):
    """One element of the list.

    Attributes:
        number: among the elements, from 1.
        name: of the element.
        attributes: by name; None where the element is damaged.
        inside: names and attributes of all elements in it, in order.
        is_last: no other element follows, nor does the end of the list.
    """

    number: int
    name: str
    attributes: dict[str, str] | None
    inside: tuple[tuple[str, dict[str, str]], ...] = ()
    is_last: bool = False


_Piece = tuple[str, bytes, bool]
"""Name of an element, its bytes with what stands behind it, and whether it is the last."""

_Parsed = tuple[str, dict[str, str], list[tuple[str, dict[str, str]]]]
"""Name and attributes of an element, and those of what is inside it."""


class XmlRecords:
    """The elements of some names in a file.

    Attributes:
        head: what stands before the first element, as soon as that was read.
        is_cut: the file ends before the list does; known after the last element.
    """

    def __init__(self, file: ExportFile, names: Sequence[str], blanked: Sequence[str] = ()) -> None:
        """Names of the elements, and of attributes whose values are not kept."""
        self._file = file
        alternatives = b"|".join(re.escape(name.encode()) for name in names)
        self._start = re.compile(rb"<(" + alternatives + rb")(?=[\s/>])")
        self._wholes = {name: _whole(name.encode()) for name in names}
        payloads = b"|".join(re.escape(name.encode()) for name in blanked)
        self._payload = re.compile(rb"\b(" + payloads + rb')="[^"]{64,}"') if blanked else None
        self._payload_marks = [name.encode() + b'="' for name in blanked]
        self.head = b""
        self.is_cut = True
        self._number = self._replaced = 0

    def records(self, progress: Progress) -> Iterator[XmlRecord]:
        """The elements in the order of the file.

        Args:
            progress: called with (bytes read so far, bytes in all).

        Raises:
            BrokenExportError: the file declares entities, or an element is too long to be one.
        """
        batch: list[_Piece] = []
        for name, piece, is_last in self._pieces(progress):
            batch.append((name, piece, is_last))
            if len(batch) == _BATCH or len(piece) > 1 << 20:
                yield from self._parsed(batch)
                batch = []
        yield from self._parsed(batch)
        if self._replaced:
            self._file.remarks.notes[replaced_characters(self._replaced)] = None

    def _pieces(self, progress: Progress) -> Iterator[_Piece]:
        """Each element with what stands behind it, and whether it is the last."""
        text, start = b"", -1
        name = ""
        source = TextBlocks(self._file, progress)
        for block, _ in source.blocks():
            searched = max(len(text) - 64, start + 1)
            text += block
            for match in self._start.finditer(text, searched):
                if start < 0:
                    self._take_head(text[: match.start()])
                else:
                    yield name, text[start : match.start()], False
                start, name = match.start(), match[1].decode()
            text, start = (text[start:], 0) if start > 0 else (text, start)
            if len(text) > _MAX_ELEMENT_BYTES:
                why = lazy("it is longer than {most} characters", most=_MAX_ELEMENT_BYTES)
                raise BrokenExportError(self._file.path, self._file.name, why)
        self._file.remarks.notes.update(dict.fromkeys(source.notes))
        if start < 0:
            self._take_head(text)
        end = _LAST_TAG.search(text[-_END_BYTES:])
        self.is_cut = end is None or not self._is_list_end(end[1])
        if start >= 0:
            yield name, text[start:], True

    def _is_list_end(self, name: bytes) -> bool:
        """Whether the file ends with the end of the element around all others; with any but theirs without a head."""
        around = _START_TAG.findall(self.head)
        return name == around[-1] if around else name.decode() not in self._wholes

    def _take_head(self, head: bytes) -> None:
        self.head = head
        if _DECLARATION.search(head):
            why = mark("it declares entities, which no chat export needs")
            raise BrokenExportError(self._file.path, self._file.name, why)

    def _parsed(self, batch: Sequence[_Piece]) -> Iterator[XmlRecord]:
        """The elements of a batch."""
        first = self._number + 1
        self._number += len(batch)
        parsed = self._together(batch)
        if parsed is None:
            yield from self._apart(batch, first)
            return
        for number, ((name, _, is_last), (_, attributes, inside)) in enumerate(zip(batch, parsed, strict=True), first):
            yield XmlRecord(number, name, attributes, tuple(inside), is_last and self.is_cut)

    def _together(self, batch: Sequence[_Piece]) -> list[_Parsed] | None:
        """The elements of a batch, parsed as they stand there; None where they are not just what they begin as."""
        if not batch:
            return []
        name, last, is_last = batch[-1]
        end = self._wholes[name].match(last) if is_last else None
        text = b"".join([*(piece for _, piece, _ in batch[:-1]), end[0] if end else last])
        written, replaced = self._as_xml(text)
        parsed = _parse(written)
        if parsed is None or [name for name, _, _ in parsed] != [name for name, _, _ in batch]:
            return None
        self._replaced += replaced
        return parsed

    def _apart(self, batch: Sequence[_Piece], first: int) -> Iterator[XmlRecord]:
        """The elements of a batch, each parsed by itself."""
        for number, (name, piece, is_last) in enumerate(batch, first):
            text = self._clean(name, piece)
            parsed = _parse(text) if text is not None else None
            _, attributes, inside = parsed[0] if parsed and len(parsed) == 1 else ("", None, [])
            yield XmlRecord(number, name, attributes, tuple(inside), is_last and self.is_cut)

    def _clean(self, name: str, piece: bytes) -> bytes | None:
        """One whole element as XML has it; None where it has no end."""
        match = self._wholes[name].match(self._without_payload(piece))
        if match is None:
            return None
        written, replaced = self._as_xml(match[0])
        self._replaced += replaced
        return written

    def _as_xml(self, text: bytes) -> tuple[bytes, int]:
        """Elements without what XML forbids, and how many characters of them had to be replaced."""
        small, replaced = self._without_payload(text), 0
        if not small.isascii():
            decoded, replaced = replaced_text(small)
            small = decoded.encode() if replaced else small
        written = small.translate(_CONTROL_AS_SPACE)
        return _REFERENCES.sub(_characters, written) if b"&#" in written else written, replaced

    def _without_payload(self, text: bytes) -> bytes:
        has_payload = self._payload and any(mark in text for mark in self._payload_marks)
        return self._payload.sub(rb'\1=""', text) if self._payload and has_payload else text


def _whole(name: bytes) -> re.Pattern[bytes]:
    """A whole element: empty, or up to its last end."""
    return re.compile(rb"<" + name + rb"\b" + _ATTRIBUTES + rb"(?:(?<=/)>|(?<!/)>.*</" + name + rb"\s*>)", re.DOTALL)


def _characters(match: re.Match[bytes]) -> bytes:
    """A run of references to characters: halves of a pair are joined, and what XML forbids is replaced."""
    codes = [int(decimal) if decimal else int(digits, 16) for decimal, digits in _ONE_REFERENCE.findall(match[0])]
    written: list[bytes] = []
    pending = 0  # the first half of a pair
    for code in codes:
        if pending and 0xDC00 <= code < 0xE000:
            written[-1] = chr(0x10000 + ((pending - 0xD800) << 10) + code - 0xDC00).encode()
            pending = 0
        else:
            written.append(_reference(code))
            pending = code if 0xD800 <= code < 0xDC00 else 0
    return b"".join(written)


def _reference(code: int) -> bytes:
    allowed = code in _SPACES or 0x20 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    return b"&#%d;" % code if allowed else _REPLACEMENT


def _parse(text: bytes) -> list[_Parsed] | None:
    """Names and attributes of elements, and the same of what is inside each; None where any of them is no XML."""
    parser = expat.ParserCreate("utf-8")
    found: list[_Parsed] = []
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        if depth == 1:
            found.append((name, attributes, []))
        elif depth > 1:
            found[-1][2].append((name, attributes))
        depth += 1

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(b"<list>" + text + b"</list>", True)  # noqa: FBT003 - the last piece
    except expat.ExpatError:
        return None
    return found
