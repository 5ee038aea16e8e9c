"""The reader of rooms that Element exports."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from unlike.i18n import mark
from unlike.readers.base import ExportGuide, Reader, ReadOptions, ReadResult
from unlike.readers.export import Export
from unlike.readers.file_names import FileNames
from unlike.readers.formats.dated_chats import dated_results, no_message
from unlike.readers.formats.element_marks import ElementLikelihood, element_likelihood
from unlike.readers.formats.json_stream import BYTE_ORDER_MARK
from unlike.readers.formats.text_lines import decoded_start

_APP: Final = "matrix"
_MARKS: Final = tuple(
    re.compile(rb'"' + key + rb'"\s*:')
    for key in (b"room_name", b"room_creator", b"topic", b"export_date", b"exported_by")
)
_ENOUGH_MARKS: Final = 3
_LIST: Final = re.compile(rb'"messages"\s*:\s*\[')
_FIRST_LINES: Final = 200


class MatrixReader(Reader):
    """The reader for rooms of Matrix that Element exported, as JSON or as text."""

    name = _APP
    title = "Matrix (Element)"
    export_description = mark("an export of Element (.json or .txt)")
    guides = (
        ExportGuide(
            "Element",
            mark("Open the room, its name, Export chat; format JSON, from the beginning. Text is read, too."),
        ),
    )
    file_names = FileNames(
        endings=(".json", ".txt"),
        untitled=frozenset({"export.json", "export.txt"}),
        file_words=("chat export",),
    )
    has_weak_marks = True

    def recognise(self, export: Export) -> bool:
        """Say whether it is Element's JSON, or a text that is Element's or may be."""
        if len(export.files) != 1:
            return False
        head = export.only.head()
        if head.removeprefix(BYTE_ORDER_MARK).lstrip().startswith(b"{"):
            return bool(_LIST.search(head)) and sum(bool(form.search(head)) for form in _MARKS) >= _ENOUGH_MARKS
        lines = decoded_start(head).lstrip("\ufeff").split("\n")[:_FIRST_LINES]
        names = (export.only.name, export.title)
        return element_likelihood([line.rstrip("\r") for line in lines], names) is not ElementLikelihood.NO

    def read(self, export: Export, options: ReadOptions) -> Iterator[ReadResult]:
        """The one room in a file; a question where nothing tells day from month.

        Raises:
            BrokenExportError: no event can be read.
            EmptyExportError: there is none.
        """
        from unlike.readers.apps.matrix.room_json import room_file
        from unlike.readers.apps.matrix.room_text import room_text

        if not export.only.head().removeprefix(BYTE_ORDER_MARK).lstrip().startswith(b"{"):
            yield from dated_results([room_text(export, _APP, options.progress)], export, options.interpretation)
            return
        part = room_file(export, _APP, options.progress).interpreted(options.interpretation)
        if part.messages.is_empty():
            raise no_message(export, part.conversation.coverage.total)
        yield part
