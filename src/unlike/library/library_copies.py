"""Backups of the library: the encrypted file itself, tried before it counts as one, and put back likewise."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from shutil import copyfile

from unlike.errors import ChatLibraryError, NotFoundError, OutputError
from unlike.i18n import mark
from unlike.library.chat_library import has_library, open_library
from unlike.library.encrypted_database import KeyCost
from unlike.library.private_output import new_private_file, private_copy_of, remove_unfinished


def back_up(path: Path, passphrase: str, target: Path, cost: KeyCost | None = None) -> int:
    """Copy the library to a new file, with the same passphrase, and return the number of its conversations.

    Args:
        path: the library's file.
        passphrase: of the library.
        target: where nothing is yet.
        cost: of the key.

    Raises:
        OutputError: the copy cannot be written.
        ChatLibraryError: the library cannot be read, or is damaged.
    """
    with open_library(path, passphrase, cost=cost) as library, new_private_file(target) as temporary:
        with library.database.reading():
            library.database.rows("SELECT count(*) FROM conversations")  # from here on nobody changes the file
            copyfile(path, temporary)
        return _verify_copy(temporary, passphrase, cost)


def put_back(backup: Path, passphrase: str, path: Path, *, replace: bool, cost: KeyCost | None = None) -> int:
    """Put a backup in the place of the library, and return the number of its conversations; the backup stays.

    Args:
        backup: a copy that `back_up` made.
        passphrase: of the backup.
        path: the library's file.
        replace: also where there is a library, which is then lost.
        cost: of the key.

    Raises:
        OutputError: there is a library, or it cannot be written.
        ChatLibraryError: the backup cannot be opened, or is damaged.
    """
    if not backup.is_file():
        raise NotFoundError(backup)
    if has_library(path) and not replace:
        raise OutputError(mark("there is a library already; --replace puts the backup in its place"), path)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        remove_unfinished(path)
        with _exclusive_library(path, passphrase, cost), private_copy_of(path) as temporary:
            copyfile(backup, temporary)
            number = _verify_copy(temporary, passphrase, cost, backup)
            path.with_name(f"{path.name}-journal").unlink(missing_ok=True)  # it would change the other file
    except OSError as error:
        raise OutputError(error.strerror or str(error), path) from error
    return number


def _verify_copy(copy: Path, passphrase: str, cost: KeyCost | None, reported_path: Path | None = None) -> int:
    """Read every page of a copy, and return the number of its conversations.

    Args:
        copy: the file.
        passphrase: of it.
        cost: of its key.
        reported_path: the file that errors name in its stead.
    """
    try:
        with open_library(copy, passphrase, cost=cost) as library:
            library.check()
            return len(library.chats())
    except ChatLibraryError as error:
        raise ChatLibraryError(reported_path or copy, error.reason, mark("Nothing was changed.")) from None


@contextmanager
def _exclusive_library(path: Path, passphrase: str, cost: KeyCost | None) -> Iterator[None]:
    """Keep other programs away from the library during the block; one that cannot be opened is ignored."""
    with ExitStack() as stack:
        library = None
        if has_library(path):
            with suppress(ChatLibraryError):
                library = stack.enter_context(open_library(path, passphrase, cost=cost))
        if library:
            library.database.change("BEGIN EXCLUSIVE")
        yield


def delete_library(path: Path) -> None:
    """Delete the library, whatever it holds.

    Raises:
        ChatLibraryError: it cannot be deleted.
    """
    try:
        for file in (path, path.with_name(f"{path.name}-journal")):
            file.unlink(missing_ok=True)
        remove_unfinished(path)
    except OSError as error:
        raise ChatLibraryError(path, error.strerror or mark("it cannot be taken away")) from error
