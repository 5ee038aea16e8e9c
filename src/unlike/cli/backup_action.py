"""The answers to `unlike backup` and `unlike restore`."""

from __future__ import annotations

from pathlib import Path

from unlike.cli.library_access import library_path, require_library
from unlike.cli.output import write_output
from unlike.cli.own_process import give_up_network
from unlike.cli.passphrase import keyring_passphrase, read_passphrase
from unlike.library.library_copies import back_up, put_back
from unlike.presentation.sentences.interface.library_text import backup_line, restored_line


def run_backup(file: Path) -> None:
    """Copy the library to a new file.

    Raises:
        UnlikeError: the library or the file cannot be used.
    """
    path = require_library()
    stored = keyring_passphrase()
    give_up_network()
    passphrase = stored or read_passphrase(new=False)
    write_output(backup_line(file, back_up(path, passphrase, file)) + "\n")


def run_restore(file: Path, *, replace: bool) -> None:
    """Put a backup in the place of the library.

    Raises:
        UnlikeError: the backup or the library cannot be used.
    """
    give_up_network()
    number = put_back(file, read_passphrase(new=False), library_path(), replace=replace)
    write_output(restored_line(file, number) + "\n")
