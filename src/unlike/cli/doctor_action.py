"""The answer to `unlike doctor`."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from stat import S_IMODE
from tempfile import gettempdir
from typing import Final

from unlike.cli.library_access import library_path
from unlike.cli.local_data import data_file
from unlike.cli.output import write_output
from unlike.cli.own_process import give_up_network
from unlike.core.network_attempts import AttemptOrigin, refused_attempts
from unlike.core.network_lock import LockState, lock_state
from unlike.i18n import translate
from unlike.library.replaced_file import copies_of
from unlike.presentation.sentences.interface import doctor_text

_ORIGINS: Final = {
    AttemptOrigin.PYTHON: doctor_text.PYTHON,
    AttemptOrigin.THREAD: doctor_text.THREAD,
    AttemptOrigin.CHILD: doctor_text.CHILD,
    AttemptOrigin.COMPILED: doctor_text.COMPILED,
}


def run_doctor() -> int:
    """Lock the network, try to reach it, and say what holds.

    Returns:
        0 where every promise holds on this machine, else 1.
    """
    give_up_network()
    refused_by_origin, path = refused_attempts(), data_file().path
    lines = [
        doctor_text.versions_line(
            version("unlike"), platform.python_version(), f"{platform.system()} {platform.machine()}"
        ),
        "",
        translate(doctor_text.NETWORK),
        f"  {translate(doctor_text.LOCK_STATES.get(lock_state(), doctor_text.NOT_OURS))}",
        *(
            f"  {doctor_text.attempt_line(_ORIGINS[origin], refused=is_refused)}"
            for origin, is_refused in refused_by_origin.items()
        ),
        "",
        translate(doctor_text.KEPT),
        *(f"  {line}" for line in _stored_data_lines(path)),
        "",
        translate(doctor_text.MORE),
    ]
    write_output("\n".join(lines) + "\n")
    is_open = _is_open(path) or _is_open(library_path())
    return 0 if lock_state() is LockState.LOCKED and all(refused_by_origin.values()) and not is_open else 1


def _stored_data_lines(path: Path) -> Iterator[str]:
    """Lines on what is kept."""
    yield doctor_text.kept_line(doctor_text.KEPT_FILE, path, _access_sentence(path))
    copy_count = _copy_count(path)
    if copy_count:
        yield doctor_text.copies_line(copy_count)
    library = library_path()
    yield doctor_text.kept_line(doctor_text.KEPT_LIBRARY, library, _access_sentence(library))
    yield doctor_text.kept_line(doctor_text.UPLOADS, Path(gettempdir()), doctor_text.KEPT_FOLDER)


def _access_sentence(path: Path) -> str:
    """Sentence on who can read the file."""
    if not path.exists():
        return doctor_text.KEPT_NOTHING
    if os.name != "posix":
        return doctor_text.KEPT_UNKNOWN
    return doctor_text.KEPT_OPEN if _is_open(path) else doctor_text.KEPT_PRIVATE


def _is_open(path: Path) -> bool:
    """Whether others on this machine can read the file."""
    return os.name == "posix" and path.exists() and bool(S_IMODE(path.stat().st_mode) & 0o077)


def _copy_count(path: Path) -> int:
    """Number of copies beside the file."""
    try:
        return len(copies_of(path))
    except OSError:
        return 0
