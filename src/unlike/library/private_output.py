"""New files and folders that only the owner can read: whole or not at all, and never in place of another one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from glob import escape
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp, mkstemp

from unlike.errors import OutputError
from unlike.i18n import mark
from unlike.library.replaced_file import flush_folder


@contextmanager
def new_private_file(path: Path) -> Iterator[Path]:
    """Write a new file under another name beside it, flushed to the disk and renamed when the block ends well.

    Args:
        path: where it is to be.

    Yields:
        Where to write it; the file is there and empty, with mode 0600.

    Raises:
        OutputError: something is there already, or it cannot be written.
    """
    if os.path.lexists(path):
        raise OutputError(mark("something is there already"), path)
    try:
        with private_copy_of(path) as temporary:
            yield temporary
    except OSError as error:
        raise OutputError(error.strerror or str(error), path) from error


@contextmanager
def new_private_folder(path: Path) -> Iterator[Path]:
    """Make a new folder under another name beside it, renamed when the block ends well; its files get mode 0600.

    Args:
        path: where it is to be.

    Yields:
        Where to write its files; the folder is there and empty, with mode 0700.

    Raises:
        OutputError: something is there already, or it cannot be written.
    """
    if os.path.lexists(path):
        raise OutputError(mark("something is there already"), path)
    try:
        temporary = Path(mkdtemp(dir=path.parent, prefix=_unfinished_prefix(path)))
        try:
            yield temporary
            for file in temporary.iterdir():
                file.chmod(0o600)
                with file.open("rb") as stream:
                    os.fsync(stream.fileno())
            temporary.rename(path)
            flush_folder(path.parent)
        except BaseException:
            rmtree(temporary, ignore_errors=True)
            raise
    except OSError as error:
        raise OutputError(error.strerror or str(error), path) from error


@contextmanager
def private_copy_of(path: Path) -> Iterator[Path]:
    """Write a file as `new_private_file` does, but replace one that is there; the system's own `OSError` is raised."""
    handle, name = mkstemp(dir=path.parent, prefix=_unfinished_prefix(path))  # created with mode 0600
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        with temporary.open("rb") as file:
            os.fsync(file.fileno())
        temporary.replace(path)
        flush_folder(path.parent)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def remove_unfinished(path: Path) -> None:
    """Delete what a program that was killed left of a file that it was writing.

    Raises:
        OSError: it cannot be deleted.
    """
    for file in path.parent.glob(f"{escape(_unfinished_prefix(path))}*"):
        file.unlink(missing_ok=True)


def _unfinished_prefix(path: Path) -> str:
    """Beginning of the names of unfinished files."""
    return f".{path.name}-"
