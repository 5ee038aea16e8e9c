"""Loading of the readers while the owner of a chat still looks for its export; it takes most of a second."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module
from threading import Thread

from unlike.errors import UnlikeError


def preload_readers() -> Thread:
    """Begin to load the modules that read an export; the returned thread ends when they are loaded."""
    thread = Thread(target=_load, daemon=True)  # never keeps the program from stopping
    thread.start()
    return thread


def _load() -> None:
    from unlike.readers import registry  # noqa: PLC0415 - the thread imports, and nobody waits for it

    import_module("unlike.readers.driver")
    with suppress(UnlikeError):  # a package's reader that cannot be loaded is said when an export is read
        registry.readers()
