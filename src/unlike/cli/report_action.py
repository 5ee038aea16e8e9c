"""From wishes to a page in a file."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from unlike.cli.check_action import analysis_of, today_in, zone_of
from unlike.cli.options import CheckOptions
from unlike.errors import OptionError
from unlike.i18n import mark
from unlike.presentation.html import Redaction, ReportOptions, page
from unlike.presentation.sanitise import sanitise
from unlike.presentation.sentences.interface.report_text import report_written

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
_FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--no-pdf-header-footer",
)  # fmt: skip
_OURS = {"--html": b"<!doctype html>", "--pdf": b"%PDF-"}
_PATIENCE = 120


@dataclass(frozen=True, slots=True)
class ReportFiles:
    """Where the page is to be written."""

    html: Path | None
    pdf: Path | None

    def free(self) -> None:
        """Whether both can be written.

        Raises:
            OptionError: something else is there, or its folder is not.
        """
        for option, path in (("--html", self.html), ("--pdf", self.pdf)):
            if path is None:
                continue
            if not path.absolute().parent.is_dir():
                raise OptionError(option, str(path), mark("a file in a folder that is there"))
            if path.exists() and not path.read_bytes()[:15].startswith(_OURS[option]):
                wanted = mark("another file: this one is no report and is not written over")
                raise OptionError(option, str(path), wanted)


def write(options: CheckOptions, files: ReportFiles, redaction: Redaction) -> None:
    """Study the exports and write the page.

    Raises:
        UnlikeError: the exports, the options or the files cannot be used.
    """
    files.free()
    browser = _browser() if files.pdf else ""
    zone = zone_of(options)
    found = analysis_of(options, zone, keepsakes=True)
    look = ReportOptions(redaction, today_in(zone), zone_assumed=options.timezone is None)
    told = page(found.findings, lambda one: found.quotes(one.conversation.key, one.finding.messages), look)
    if files.html:
        _put(files.html, told.encode())
    if files.pdf:
        _put(files.pdf, _printed(told, browser))


def _put(path: Path, content: bytes) -> None:
    """The file, for the owner's eyes alone."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    sys.stdout.write(report_written(sanitise(str(path))) + "\n")


def _browser() -> str:
    """A Chromium of this machine.

    Raises:
        OptionError: there is none.
    """
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        wanted = mark("--html FILE instead: a PDF needs Chromium, and none was found here")
        raise OptionError("--pdf", "FILE", wanted)
    return found


def _printed(told: str, browser: str) -> bytes:
    """The page as a PDF; the browser opens our own file and nothing else."""
    with TemporaryDirectory() as folder:
        source, target = Path(folder, "report.html"), Path(folder, "report.pdf")
        source.write_text(told, "utf-8")
        command = [browser, *_FLAGS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", source.as_uri()]
        subprocess.run(command, capture_output=True, check=False, timeout=_PATIENCE)  # noqa: S603 - our own page
        if not target.exists():
            raise OptionError("--pdf", "FILE", mark("--html FILE instead: Chromium could not print here"))
        return target.read_bytes()
