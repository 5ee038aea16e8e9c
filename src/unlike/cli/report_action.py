"""Running `unlike report`: from its options to a page in a file."""

from __future__ import annotations

import os
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from unlike.cli.check_input import input_analysis
from unlike.cli.options import CheckOptions
from unlike.cli.output import write_output
from unlike.cli.pdf_printer import pdf_printer
from unlike.cli.timezones import now_in, today_in
from unlike.core.private_file import replace_private_file
from unlike.errors import OptionError, OutputError
from unlike.i18n import mark
from unlike.presentation.html import Redaction, ReportOptions, page
from unlike.presentation.sanitise import sanitise
from unlike.presentation.sentences.interface.report_text import report_written
from unlike.presentation.spell_calendar import spell_calendar

_SIGNATURES = {"--html": b"<!doctype html>", "--pdf": b"%PDF-", "--ics": b"BEGIN:VCALENDAR"}


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """Paths to which the page and the calendar of spells are written."""

    html: Path | None
    pdf: Path | None
    ics: Path | None = None

    def require_free(self) -> None:
        """Whether all can be written.

        Raises:
            OptionError: something else is there, or its folder is not.
            OutputError: the system does not let us look.
        """
        for option, path in (("--html", self.html), ("--pdf", self.pdf), ("--ics", self.ics)):
            if path is None:
                continue
            try:
                _check_free(option, path)
            except OSError as error:
                raise OutputError(error.strerror or str(error), path) from error


def write_report(options: CheckOptions, files: ReportFiles, redaction: Redaction) -> None:
    """Study the exports, or the library where none is given, and write the page.

    Raises:
        UnlikeError: the exports, the options or the files cannot be used.
    """
    files.require_free()
    with ExitStack() as stack:
        printer = stack.enter_context(pdf_printer()) if files.pdf else None
        analysis, zone = input_analysis(options, keepsakes=True)
        redaction = replace(redaction, senders=analysis.sender_names)
        zone_assumed = options.timezone is None and bool(options.exports)
        report_options = ReportOptions(redaction, today_in(zone), zone_assumed=zone_assumed)
        html = page(
            analysis.findings,
            lambda numbered: analysis.quotes(numbered.conversation.key, numbered.finding.messages),
            report_options,
        )
        pdf = printer.print_page(html) if printer else b""
        ics = spell_calendar(analysis.findings, redaction, now_in(zone)) if files.ics else b""
    for path, content in ((files.html, html.encode()), (files.pdf, pdf), (files.ics, ics)):
        if path:
            _write_file(path, content)


def _check_free(option: str, path: Path) -> None:
    """Refuse what is no report; the system's own exceptions are raised as they are."""
    real_path = _resolved_path(path)
    if not real_path.parent.is_dir():
        raise OptionError(option, str(path), mark("a file in a folder that is there"))
    if not real_path.exists() and not real_path.is_symlink():
        return
    if not real_path.is_file():  # a device or a pipe gives bytes without an end, a link to itself none
        raise OptionError(option, str(path), mark("an ordinary file: this is none"))
    with real_path.open("rb") as file:
        if not file.read(15).startswith(_SIGNATURES[option]):
            expected = mark("another file: this one is no report and is not written over")
            raise OptionError(option, str(path), expected)


def _resolved_path(path: Path) -> Path:
    """Path without symbolic links."""
    return Path(os.path.realpath(path))


def _write_file(path: Path, content: bytes) -> None:
    """The file, whole or not at all, for the owner's eyes alone.

    Raises:
        OutputError: it cannot be written; what was there stays.
    """
    try:
        replace_private_file(_resolved_path(path), content)
    except OSError as error:
        raise OutputError(error.strerror or str(error), path) from error
    write_output(report_written(sanitise(str(path))) + "\n")
