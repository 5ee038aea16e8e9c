"""Sentences of `unlike doctor`: what is promised on this machine, and whether it holds."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from unlike.core.network_lock import LockState
from unlike.i18n import mark, translate, translate_plural
from unlike.presentation.sanitise import sanitise

NETWORK = mark("The network, tried just now:")
LOCKED = mark(
    "Locked by the kernel, for good: this program, its threads and its children can open no connection to anywhere."
)
NOT_SUPPORTED = mark(
    "Not locked: this system has no lock that a program can put on itself. Nothing in unlike uses the network, but "
    "nothing stops it either."
)
NOT_GRANTED = mark(
    "Not locked: this system refused the lock. Nothing in unlike uses the network, but nothing stops it either."
)
LOCK_STATES: Final[Mapping[LockState | None, str]] = {
    LockState.LOCKED: LOCKED,
    LockState.NO_SUPPORT: NOT_SUPPORTED,
    LockState.REFUSED: NOT_GRANTED,
}
NOT_OURS = mark("Not locked: another program called this one, and its process is left as it is.")
PYTHON, THREAD = mark("from Python"), mark("from another thread")
CHILD, COMPILED = mark("from a child process"), mark("from compiled code")
REFUSED, NOT_REFUSED = mark("refused"), mark("not refused")
KEPT = mark("What is kept on this machine:")
KEPT_NOTHING = mark("nothing yet")
KEPT_PRIVATE = mark("only you can read it")
KEPT_OPEN = mark("others on this machine can read it; it is closed to them when something is next kept")
KEPT_FOLDER = mark("in a folder of its own that only you can read")
KEPT_UNKNOWN = mark("this system does not say who can read it")
UPLOADS = mark("Exports that are dropped on the page, until the program stops")
KEPT_FILE = mark("Notes, settings and how often you looked")
KEPT_LIBRARY = mark("Your library of chats, encrypted")
MORE = mark("docs/explanation/security.md says what is promised, against whom, and how each promise is tested.")


def versions_line(program: str, python: str, system: str) -> str:
    """Line with the versions of the program, of Python and of the system."""
    return f"unlike {program}, Python {python}, {system}"


def attempt_line(origin: str, *, refused: bool) -> str:
    """Whether a connection was refused."""
    return translate(
        "{origin}: {answer}", origin=translate(origin), answer=translate(REFUSED if refused else NOT_REFUSED)
    )


def kept_line(label: str, path: Path, state: str) -> str:
    """Line on where something is kept, and who can read it."""
    values = {"what": translate(label), "path": sanitise(str(path)), "state": translate(state)}
    return translate("{what}: {path} ({state})", **values)


def copies_line(number: int) -> str:
    """Copies of the notes that were left by a killed program."""
    return translate_plural(
        "{number} copy that a killed program left; it is deleted when notes are next read.",
        "{number} copies that a killed program left; they are deleted when notes are next read.",
        number,
    )
