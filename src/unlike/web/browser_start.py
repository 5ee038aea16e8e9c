"""The person's own browser, started with a private file that leads to the page.

The arguments of a program can be read by every user of the machine. A link among them would let in whoever is quicker.
So the browser is given the name of a file in a private folder; the link stands in the file, opens once, and the file
is deleted when it has.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from tempfile import gettempdir
from typing import Final

from unlike.core.held_command import HeldCommand
from unlike.core.posix_calls import NO_FOLLOW_FLAG
from unlike.web.upload_folder import private_folder

_FILE_NAME: Final = "start.html"


class BrowserStart:
    """The browser, not started yet, and its file.

    Args:
        folder: a private one.
        command: opens the file.
    """

    def __init__(self, folder: Path, command: HeldCommand) -> None:
        self._folder = folder
        self._command = command

    def open_link(self, link: str) -> None:
        """Write the file and start the browser, beside the program: one that does not return holds nothing up.

        Raises:
            OSError: the file cannot be written.
        """
        flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_FOLLOW_FLAG
        with os.fdopen(os.open(self._folder / _FILE_NAME, flags, 0o600), "w", encoding="utf-8") as file:
            file.write(_forwarding_page(link))
        self._command.release()

    def delete_file(self) -> None:
        """Delete the file, which has done its work."""
        shutil.rmtree(self._folder, ignore_errors=True)


@contextmanager
def browser_start() -> Iterator[BrowserStart]:
    """Make ready to start the browser; done before the network is given up, because a browser would inherit that.

    Raises:
        OSError: there is no room for the file.
    """
    with private_folder(_readable_place()) as folder:
        address = (folder / _FILE_NAME).absolute().as_uri()
        with HeldCommand([sys.executable, "-I", "-m", "webbrowser", address]) as command:
            yield BrowserStart(folder, command)


def _readable_place() -> Path:
    """Folder that a browser can read: one in a Snap sees neither the folder for temporary files nor hidden ones."""
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - never raises
    return home if (home / "snap").is_dir() and os.access(home, os.W_OK) else Path(gettempdir())


def _forwarding_page(link: str) -> str:
    """Page that leads on to a link."""
    address = escape(link)
    return (
        '<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer">'
        f'<meta http-equiv="refresh" content="0; url={address}"><title>unlike</title><a href="{address}">unlike</a>'
    )
