"""The reader of the chats that Viber sends by mail."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Final

from unlike.i18n import mark
from unlike.readers.apps.viber.viber_lines import ViberHeader, cell_header, viber_header
from unlike.readers.base import ExportGuide, Reader, ReadOptions, ReadResult
from unlike.readers.export import Export, ExportFile
from unlike.readers.file_names import FileNames
from unlike.readers.formats.dated_chats import dated_results
from unlike.readers.formats.text_lines import decoded_start

_APP: Final = "viber"
_FIRST_LINES: Final = 60
_ENOUGH_LINES: Final = 2


class ViberReader(Reader):
    """The reader for texts and tables of Viber, alone, in a folder, or in the zip that it sends."""

    name = _APP
    title = "Viber"
    export_description = mark("a Viber .zip, or a .txt or .csv from it")
    guides = (
        ExportGuide(
            mark("Viber, phone"),
            mark("More, Settings, Calls and messages, Email message history. Give the .zip that comes by mail."),
        ),
    )
    file_names = FileNames(endings=(".txt", ".csv"), file_words=("viber",))
    takes_folders = True

    def recognise(self, export: Export) -> bool:
        """Say whether the first lines are date, time, name, number and words, in every file of a folder."""
        return all(map(_is_chat, export.files))

    def read(self, export: Export, options: ReadOptions) -> Iterator[ReadResult]:
        """One conversation for each file; a question where nothing tells day from month.

        Raises:
            BrokenExportError: no message can be read.
            EmptyExportError: there is none.
        """
        from unlike.readers.apps.viber.viber_chat import viber_chats

        yield from dated_results(viber_chats(export, options.progress), export, options.interpretation)


def _is_chat(file: ExportFile) -> bool:
    """Whether a file is a chat: by two lines of its form, or one with a whole number or in a file of that name."""
    lines = [line.rstrip("\r") for line in decoded_start(file.head()).lstrip("\ufeff").split("\n")[:_FIRST_LINES]]
    first = next((line for line in lines if line.strip()), "")
    if _header(first) is None:
        return False
    headers = [header for header in map(_header, lines) if header]
    is_sure = any(header.number.startswith("+") for header in headers) or _APP in file.name.casefold()
    return is_sure or len(headers) >= _ENOUGH_LINES


def _header(line: str) -> ViberHeader | None:
    """The header of a line in either form."""
    if not line.startswith(('"', '="')):
        return viber_header(line)
    plain = line.replace('="', '"')
    try:
        return cell_header(next(csv.reader([plain], delimiter=max("\t,;", key=plain.count)), []))
    except csv.Error:
        return None
