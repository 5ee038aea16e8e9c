"""A Chromium of this machine, made ready before the network is given up, which prints one page of ours."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from unlike.core.held_command import HeldCommand
from unlike.errors import OptionError
from unlike.i18n import mark

_BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "chrome")
_FLAGS: Final = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--no-first-run", "--no-pdf-header-footer", "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip
_PATIENCE_SECONDS: Final = 120


class PdfPrinter:
    """The browser, not started yet.

    Args:
        folder: a private one, in which the page and the PDF stand.
        command: prints the page of that folder.
    """

    def __init__(self, folder: Path, command: HeldCommand) -> None:
        self._folder = folder
        self._command = command

    def print_page(self, html: str) -> bytes:
        """Print a page; the browser opens it and nothing else.

        Raises:
            OptionError: the browser could not print.
        """
        source, target = _page_and_pdf(self._folder)
        source.write_text(html, "utf-8")
        self._command.release()
        self._command.wait(_PATIENCE_SECONDS)
        if not target.exists():
            raise OptionError("--pdf", "FILE", mark("--html FILE instead: Chromium could not print here"))
        return target.read_bytes()


@contextmanager
def pdf_printer() -> Iterator[PdfPrinter]:
    """Make the browser ready.

    Raises:
        OptionError: there is none.
    """
    browser = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if browser is None:
        expected = mark("--html FILE instead: a PDF needs Chromium, and none was found here")
        raise OptionError("--pdf", "FILE", expected)
    from unlike.web.upload_folder import private_folder  # noqa: PLC0415 - a server's modules, for a PDF alone

    with private_folder() as folder:  # what a killed run left there is deleted by the next
        source, target = _page_and_pdf(folder)
        command = [browser, *_FLAGS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={target}", source.as_uri()]
        with HeldCommand(command) as held_command:
            yield PdfPrinter(folder, held_command)


def _page_and_pdf(folder: Path) -> tuple[Path, Path]:
    """Page and PDF of a folder."""
    return folder / "report.html", folder / "report.pdf"
