"""XML files, element by element, without entities, document types from elsewhere, or anything else to fetch."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NoReturn
from xml.parsers import expat  # entities are refused below

from unlike.errors import BrokenExportError
from unlike.i18n import lazy, mark
from unlike.readers.base import Progress
from unlike.readers.export import ExportFile
from unlike.readers.formats.element import Element, ElementBuilder

_BLOCK_BYTES: Final = 1 << 20


def xml_elements(file: ExportFile, name: str, progress: Progress) -> Iterator[Element]:
    """The elements of one name, with what is inside them, one at a time.

    Args:
        file: any XML.
        name: of the elements; one inside another is part of the outer one.
        progress: called with (bytes read so far, bytes in all).

    Raises:
        BrokenExportError: it is no XML or breaks off, declares entities, is nested too deep, or an element is too long.
    """
    parser = expat.ParserCreate()
    builder = ElementBuilder(file)
    _connect(parser, builder, name, file)
    done = 0
    with file.open() as stream:
        while block := stream.read(_BLOCK_BYTES):
            _parse(parser, block, file, last=False)
            done += len(block)
            progress(min(done, file.size), file.size)
            yield from builder.finished
            builder.finished.clear()
        _parse(parser, b"", file, last=True)
        yield from builder.finished


def _connect(parser: expat.XMLParserType, builder: ElementBuilder, name: str, file: ExportFile) -> None:
    """Let a parser feed a builder, and refuse what could lead elsewhere."""

    def start(tag: str, attributes: dict[str, str]) -> None:
        builder.start(Element(tag, attributes, parser.CurrentLineNumber), is_target=tag == name)

    def refuse(*_: object) -> NoReturn:
        where = lazy("line {number}", number=parser.CurrentLineNumber)
        raise BrokenExportError(file.path, where, mark("it declares entities, which no chat export needs"))

    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _tag: builder.end()
    parser.CharacterDataHandler = lambda text: builder.data(text, parser.CurrentLineNumber)
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    parser.UnparsedEntityDeclHandler = refuse


def _parse(parser: expat.XMLParserType, block: bytes, file: ExportFile, *, last: bool) -> None:
    try:
        parser.Parse(block, last)
    except expat.ExpatError as error:
        why = lazy("it is no valid XML ({why})", why=expat.errors.messages.get(error.code, str(error)))
        raise BrokenExportError(file.path, lazy("line {number}", number=error.lineno), why) from None
