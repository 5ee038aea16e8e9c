"""XML files that are long lists of small elements, read element by element, so that one that is damaged costs itself.

Each element is parsed by itself, without the head of the file, so that nothing the file declares counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final
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
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_ATTRIBUTES: Final = rb"""(?:[^"'<>]++|"[^"]*+"|'[^']*+')*+"""
_START_TAG: Final = re.compile(rb"<([A-Za-z]{1,40})\b")
_LAST_TAG: Final = re.compile(rb"</([A-Za-z]{1,40})\s*>\s*\Z")
_END_BYTES: Final = 1_000
_SPACES: Final = (9, 10, 13)
_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}".encode()


@dataclass(frozen=True, slots=True)
class XmlRecord:
    """One element of the list.

    Attributes:
        number: among the elements, from 1.
        name: of the element.
        text: as it stands in the file.
        attributes: by name; None where the element is damaged.
        inside: names and attributes of all elements in it, in order.
        is_last: no other element follows, nor does the end of the list.
    """

    number: int
    name: str
    text: bytes
    attributes: dict[str, str] | None
    inside: tuple[tuple[str, dict[str, str]], ...] = field(default=(), repr=False)
    is_last: bool = False


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
        batch: list[tuple[str, bytes, bool]] = []
        for name, piece, is_last in self._pieces(progress):
            batch.append((name, piece, is_last))
            if len(batch) == _BATCH or len(piece) > 1 << 20:
                yield from self._parsed(batch)
                batch = []
        yield from self._parsed(batch)
        if self._replaced:
            self._file.remarks.notes[replaced_characters(self._replaced)] = None

    def _pieces(self, progress: Progress) -> Iterator[tuple[str, bytes, bool]]:
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

    def _parsed(self, batch: Sequence[tuple[str, bytes, bool]]) -> Iterator[XmlRecord]:
        """The elements of a batch; one by one where they cannot be parsed together."""
        texts = [self._clean(name, piece) for name, piece, _ in batch]
        together = _parse([text for text in texts if text is not None])
        whole = iter(together) if together is not None else None
        for (name, piece, is_last), text in zip(batch, texts, strict=True):
            self._number += 1
            if text is None:
                found = None
            elif whole is not None:
                found = next(whole)
            else:
                found = next(iter(_parse([text]) or ()), None)
            attributes, inside = found or (None, ())
            yield XmlRecord(
                self._number, name, text or piece, attributes, tuple(inside), is_last=is_last and self.is_cut
            )

    def _clean(self, name: str, piece: bytes) -> bytes | None:
        """One whole element as XML has it; None where it has no end."""
        small = self._payload.sub(rb'\1=""', piece) if self._payload and len(piece) > 64 else piece
        match = self._wholes[name].match(small)
        if match is None:
            return None
        decoded, odd = replaced_text(match[0])
        self._replaced += odd
        text = decoded.encode() if odd else match[0]
        text = _CONTROL.sub(b" ", text)
        return _REFERENCES.sub(_characters, text) if b"&#" in text else text


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


_Parsed = tuple[dict[str, str], list[tuple[str, dict[str, str]]]]


def _parse(texts: Sequence[bytes]) -> list[_Parsed] | None:
    """Attributes of elements, and names and attributes of what is inside them; None where any of them is no XML."""
    parser = expat.ParserCreate("utf-8")
    found: list[_Parsed] = []
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        if depth == 1:
            found.append((attributes, []))
        elif depth > 1:
            found[-1][1].append((name, attributes))
        depth += 1

    def end(_name: str) -> None:
        nonlocal depth
        depth -= 1

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(b"<list>" + b"\n".join(texts) + b"</list>", True)  # noqa: FBT003 - the last piece
    except expat.ExpatError:
        return None
    return found if len(found) == len(texts) else None
