"""The reader of WhatsApp's "Export chat"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

import numpy as np

from unlike.errors import UnknownExportError
from unlike.i18n import mark
from unlike.readers.apps.whatsapp.app_phrases import phrases
from unlike.readers.apps.whatsapp.header_choice import FinalChoice
from unlike.readers.apps.whatsapp.header_parser import header
from unlike.readers.apps.whatsapp.header_plan import HeaderPlan, header_plan
from unlike.readers.apps.whatsapp.reading_pass import ReadingPass
from unlike.readers.apps.whatsapp.whatsapp_content import APP, WhatsAppContent, content_of
from unlike.readers.base import (
    DateOrderQuestion,
    ExportGuide,
    Interpretation,
    Progress,
    Reader,
    ReadOptions,
    ReadResult,
)
from unlike.readers.export import Export
from unlike.readers.file_names import FileNames, without_copy_words
from unlike.readers.formats.element_marks import ElementLikelihood, element_likelihood
from unlike.readers.formats.file_kinds import is_foreign
from unlike.readers.formats.text_lines import decoded_start

_FOREIGN_ENDINGS: Final = (".json", ".jsonl", ".html", ".csv", ".xml", ".db", ".mbox", ".zip")
"""Endings of files that WhatsApp does not write; what has one begins with a message, or is not one of WhatsApp's."""

_MAX_LINES_BEFORE_HEADER: Final = 50
"""The first header stands in the first lines of an export."""

_MAX_ELEMENT_LINES: Final = 200
"""Lines by which a text of Element is told, whose headers are alike."""

_LINE_END: Final = re.compile(r"(?<!\r)\r*+\n|\r")


class WhatsAppReader(Reader):
    """The reader for "Export chat" on Android and iPhone."""

    name = APP
    title = "WhatsApp"
    export_description = mark("a WhatsApp .txt or .zip")
    guides = (
        ExportGuide(mark("WhatsApp, Android"), mark("Open the chat, ⋮, More, Export chat, Without media.")),
        ExportGuide(mark("WhatsApp, iPhone"), mark("Open the chat, tap the name, Export Chat, Without Media.")),
    )
    file_names = FileNames(
        endings=(".txt",),
        untitled=frozenset({"_chat.txt"}),
        # Written in Latin letters in every language but Arabic and its neighbours.
        file_words=("chat", "whatsapp", "واتساب"),
        folder_words=("whatsapp",),
    )
    has_weak_marks = True

    def recognise(self, export: Export) -> bool:
        """Say whether one of the first lines starts like a message."""
        document = export.only
        head = document.head()
        is_renamed = document.name.lower().endswith(_FOREIGN_ENDINGS)
        if is_foreign(head) or (is_renamed and document.disk_path is None):
            return False
        lines = _LINE_END.split(decoded_start(head))
        begin = [line for line in lines[:_MAX_LINES_BEFORE_HEADER] if line.strip()][: 1 if is_renamed else None]
        if not any(map(header, begin)):
            return False
        names = (document.name, export.title)
        return element_likelihood(lines[:_MAX_ELEMENT_LINES], names) is not ElementLikelihood.YES

    def read(self, export: Export, options: ReadOptions) -> Iterator[ReadResult]:
        """The one conversation in an export; a question where nothing tells day from month.

        Raises:
            EmptyExportError: there is nothing in it.
            UnknownExportError: no line starts like a message.
        """
        yield WhatsAppExport(export, options.progress).interpret(options.interpretation)


def title_of(export: Export) -> str:
    """The conversation's name, from the name that the app gave the file."""
    for name in (export.title, export.only.name.removesuffix(".txt")):
        title = phrases().title(without_copy_words(name))
        if title:
            return title
    return export.title


class WhatsAppExport:
    """An export that was read once and can be interpreted again and again."""

    def __init__(self, export: Export, progress: Progress) -> None:
        self._document = export.only
        self._title = title_of(export)
        self._first = ReadingPass(self._document, progress, self._title)
        self._log = self._first.splitter.log.all()
        self._this_year = datetime.now(UTC).year  # noqa: TID251 - only bounds the years that dates may have
        self._contents: dict[bytes, WhatsAppContent] = {}

    def interpret(self, interpretation: Interpretation) -> ReadResult:
        """The conversation with its times; a question where day and month stay open.

        Raises:
            UnknownExportError: no date in it is one on which a message can have been written.
        """
        plan = header_plan(self._log, self._first.patterns, interpretation.date_order, self._this_year)
        if plan.open_style is not None:
            example = self._first.patterns.examples[plan.open_style]
            return DateOrderQuestion(self._document.path, example, self.interpret)
        result = self._content(plan).interpreted(plan, interpretation)
        if result.messages.is_empty():
            raise UnknownExportError(self._document.path, mark("All its dates lie before WhatsApp."))
        return replace(result, reinterpret=self.interpret)

    def _content(self, plan: HeaderPlan) -> WhatsAppContent:
        """What the first reading gave; the file is split again only where other lines are messages."""
        is_first = not self._first.splitter.misled and np.array_equal(plan.is_header, self._log.taken)
        key = b"" if is_first else plan.is_header.tobytes()
        if key not in self._contents:
            reading = self._first if is_first else self._second(plan)
            self._contents[key] = content_of(reading)
        return self._contents[key]

    def _second(self, plan: HeaderPlan) -> ReadingPass:
        """A reading that knows all headers beforehand."""
        patterns = replace(self._first.patterns, complete=True)
        choice = FinalChoice(patterns, self._log.lines[plan.is_header])
        return ReadingPass(self._document, _no_progress, self._title, choice)


def _no_progress(done: int, size: int) -> None:
    del done, size
