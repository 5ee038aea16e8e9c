"""A small private file that is replaced whole or not at all, and of which no copy stays beside it."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from unlike.core.posix_calls import FOLDER_FLAG, NAMELESS_FLAG
from unlike.errors import LibraryError
from unlike.i18n import mark

_PATIENCE_SECONDS: Final = 20.0


@contextmanager
def exclusive_access(path: Path) -> Iterator[None]:
    """Keep every other program away from a file, for a moment; also from one that is going to be.

    Raises:
        LibraryError: another program does not let go of it.
        OSError: its folder cannot be written to.
    """
    from filelock import FileLock, Timeout  # noqa: PLC0415 - reading needs no lock

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(_lock_path(path), mode=0o600, timeout=_PATIENCE_SECONDS, thread_local=False)
    try:
        lock.acquire()
    except Timeout:
        raise LibraryError(path, mark("another program has been using it for too long")) from None
    try:
        yield
    finally:
        with suppress(OSError):  # Windows keeps it, because it is open
            _lock_path(path).unlink()  # whoever waits with the old one sees that it has no name any more, and asks anew
        lock.release()


def replace_content(path: Path, content: bytes) -> None:
    """Replace the content of a file, flushed to the disk, readable and writable by the owner alone.

    On Linux the new content has no name until it is whole. What a program that was killed left elsewhere, or between
    two system calls here, is deleted.

    Args:
        path: the file; `exclusive_access` holds it.
        content: small.

    Raises:
        OSError: it cannot be written; what was there stays.
    """
    remove_copies(path)
    temporary = _new_path(path)
    try:
        if not _link_nameless(path.parent, temporary, content):
            _write_and_close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), content)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def remove_copies(path: Path) -> None:
    """Delete copies of a file that a program left when it was killed, those of older versions too.

    Raises:
        OSError: one cannot be deleted.
    """
    with suppress(FileNotFoundError, NotADirectoryError):
        for copy in copies_of(path):
            copy.unlink(missing_ok=True)


def copies_of(path: Path) -> list[Path]:
    """Files beside a file that only this program can have made as copies of it.

    Raises:
        OSError: the folder cannot be listed.
    """
    names = re.compile(re.escape(path.name) + r"(\.new|[a-z0-9_]{8}|.*\.tmp)")
    entries = [entry for entry in path.parent.iterdir() if names.fullmatch(entry.name)]
    return [entry for entry in entries if stat.S_ISREG(entry.lstat().st_mode)]


def _lock_path(path: Path) -> Path:
    return path.with_name(f"{path.name}.lock")


def _new_path(path: Path) -> Path:
    return path.with_name(f"{path.name}.new")


def _link_nameless(folder: Path, name: Path, content: bytes) -> bool:
    """Write a file without a name and give it one; False where the system has no such files."""
    if NAMELESS_FLAG is None:
        return False
    folder_descriptor = os.open(folder, os.O_RDONLY | FOLDER_FLAG)
    try:
        try:
            descriptor = os.open(".", NAMELESS_FLAG | os.O_WRONLY, 0o600, dir_fd=folder_descriptor)
        except OSError:
            return False
        with os.fdopen(descriptor, "wb") as file:
            _write_all(file.fileno(), content)
            try:
                os.link(f"/proc/self/fd/{descriptor}", name.name, dst_dir_fd=folder_descriptor, follow_symlinks=True)
            except OSError:
                return False  # no /proc here
        return True
    finally:
        os.close(folder_descriptor)


def _write_and_close(descriptor: int, content: bytes) -> None:
    try:
        _write_all(descriptor, content)
    finally:
        os.close(descriptor)


def _write_all(descriptor: int, content: bytes) -> None:
    """Write all of it and flush it to the disk."""
    remaining = memoryview(content)
    while remaining:
        remaining = remaining[os.write(descriptor, remaining) :]
    os.fsync(descriptor)


def flush_folder(folder: Path) -> None:
    """Flush new names in a folder to the disk, where folders can be flushed."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
