"""The reader of LINE's "Export chat history"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from unlike.i18n import lazy, mark
from unlike.readers.apps.line.line_headers import (
    is_saved_line,
    line_date,
    line_header,
    line_title,
    spaced_header,
)
from unlike.readers.base import ExportGuide, Reader, ReadOptions, ReadResult
from unlike.readers.export import Export, ExportFile
from unlike.readers.file_names import FileNames
from unlike.readers.formats.dated_chats import DatedChat, dated_results
from unlike.readers.formats.many_files import chat_files
from unlike.readers.formats.spaced_names import spaced_names
from unlike.readers.formats.text_lines import decoded_start
from unlike.readers.formats.whole_texts import WholeText, whole_text

if TYPE_CHECKING:
    from unlike.readers.apps.line.line_text import LineChat

_APP: Final = "line"
_FILE_MARK: Final = re.compile(r"\A\[?LINE\]?[\s_-]*", re.IGNORECASE)
_FIRST_LINES: Final = 400
_MANY_NAMES: Final = 8


class LineReader(Reader):
    """The reader for texts that LINE exports, on phones and on computers."""

    name = _APP
    title = "LINE"
    export_description = mark("a LINE .txt")
    guides = (
        ExportGuide(
            mark("LINE, phone"),
            mark("Open the chat, ☰, Settings, Export chat history. One chat at a time; give the .txt."),
        ),
        ExportGuide(mark("LINE, computer"), mark("Open the chat, ⋮, Save chat. Give the .txt.")),
    )
    file_names = FileNames(endings=(".txt",), file_words=("[line]",))
    takes_folders = True

    def recognise(self, export: Export) -> bool:
        """Say whether two of LINE's marks are there, such as a title, a date line, a time and a tab, in every file."""
        return all(map(_is_chat, export.files))

    def read(self, export: Export, options: ReadOptions) -> Iterator[ReadResult]:
        """The chat in a file; several where exports were put together.

        Raises:
            BrokenExportError: no message can be read.
            EmptyExportError: there is none.
        """
        from unlike.readers.apps.line.line_text import line_chats

        chats: list[DatedChat] = []
        for file, title, progress in chat_files(export, options.progress):
            text = whole_text(file, progress)
            chats += (_dated(chat, export, text, title) for chat in line_chats(text.lines))
        yield from dated_results(chats, export, options.interpretation)


def _is_chat(file: ExportFile) -> bool:
    """Whether a file is a chat, by its first lines."""
    lines = decoded_start(file.head()).lstrip("\ufeff").split("\n")[:_FIRST_LINES]
    lines = [line.rstrip("\r") for line in lines]
    first = next((line for line in lines if line.strip()), "")
    has_title = line_title(first) is not None
    has_date = any(line_date(line, stands_alone=has_title) for line in lines)
    has_header = any(map(line_header, lines))
    if has_title:
        has_saved = any(map(is_saved_line, lines[1:3]))
        return has_saved or has_header or (has_date and any(map(spaced_header, lines)))
    if has_date and has_header:
        return _is_tabbed(lines)
    by_name = PurePosixPath(file.name).name.upper().startswith("[LINE]")
    return by_name and has_date and any(map(spaced_header, lines))


def _dated(chat: LineChat, export: Export, text: WholeText, name: str) -> DatedChat:
    """A chat as its records, with what is said of it."""
    from unlike.readers.apps.line.line_wordings import line_content, often_alone

    title = chat.title.name if chat.title else _FILE_MARK.sub("", name) or name
    notes = [*text.notes, *_name_spaced(chat, title)]
    unknown = often_alone(chat.records)
    if unknown:
        words = ", ".join(sorted(unknown)[:_MANY_NAMES])
        notes.append(lazy("Words that stand alone and often, taken for the app's own: {words}.", words=words))
    dated = DatedChat(
        path=export.path,
        app=_APP,
        title=title,
        group=chat.title.group if chat.title else None,
        records=chat.records,
        total=len(chat.records),
        doubtful=chat.doubtful,
        ambiguous=chat.ambiguous,
        notes=tuple(notes),
        breaks_off=text.is_cut,
        content_of=lambda record: line_content(record, unknown, spaced=bool(chat.spaced)),
    )
    for line, lines in chat.left:
        dated.leave(line, lines)
    return dated


def _name_spaced(chat: LineChat, title: str) -> Iterator[str]:
    """Part names and words that only a space parts, and say which names those are."""
    from unlike.readers.apps.line.line_wordings import is_spaced_line

    if not chat.spaced:
        return
    records = [chat.records[number] for number in chat.spaced]
    is_of_app = [len(record.body) == 1 and is_spaced_line(record.body[0]) for record in records]
    clear = [record.body[0] for record, of_app in zip(records, is_of_app, strict=True) if not of_app]
    writers = set(spaced_names(clear, [title]))
    is_said = [
        of_app and _is_about_others(record.body[0], writers) for record, of_app in zip(records, is_of_app, strict=True)
    ]
    chat.ambiguous += sum(is_said)
    pairs = zip(records, is_of_app, is_said, strict=True)
    records = [record for record, of_app, said in pairs if said or not of_app]
    names = spaced_names([record.body[0] for record in records], [title, *writers])
    for record, name in zip(records, names, strict=True):
        words = record.body[0].removeprefix(name).removeprefix(" ")
        record.body[0] = words
        record.sender = name
    unique = sorted(set(names))
    shown = ", ".join(unique[:_MANY_NAMES]) + (" …" if len(unique) > _MANY_NAMES else "")
    yield lazy("In this file only a space parts names from words. The names were taken to be: {names}.", names=shown)


def _is_about_others(line: str, writers: set[str]) -> bool:
    """Whether a line like the app's stands behind the name of somebody who writes, so that it is what they said."""
    from unlike.readers.apps.line.line_wordings import is_spaced_line

    parts = (line.removeprefix(f"{name} ") for name in writers if line.startswith(f"{name} "))
    return any(is_spaced_line(words) for words in parts)


def _is_tabbed(lines: list[str]) -> bool:
    """Whether a time with two tabs stands below a date line, as in an export whose title was cut off."""
    date = next((number for number, line in enumerate(lines) if line_date(line, stands_alone=False)), len(lines))
    return any(header.rest.count("\t") >= 1 for header in map(line_header, lines[date:]) if header)
