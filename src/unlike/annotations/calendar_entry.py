"""Days with a label, and what every file of them has to be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from unlike.errors import AnnotationError
from unlike.i18n import lazy, mark

_LARGEST: Final = 32 * 1024 * 1024
_LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """Something on some days.

    Attributes:
        label: what it is, in the owner's words, on one line.
        first, last: its days, both included.
    """

    label: str
    first: date
    last: date


def content(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        AnnotationError: it cannot be read, is empty, or is too large for what it should be.
    """
    try:
        with path.open("rb") as file:
            told = file.read(_LARGEST + 1)
    except OSError as error:
        raise AnnotationError(path, "", error.strerror or mark("it cannot be read")) from error
    if not told.strip():
        raise AnnotationError(path, "", mark("there is nothing in it"))
    if len(told) > _LARGEST:
        raise AnnotationError(path, "", lazy("it is larger than {most} MB", most=_LARGEST // 1024 // 1024))
    return told


def label_of(text: str, path: Path) -> str:
    """A label on one line and of bearable length; where there is none, the file's name."""
    words = " ".join(text.split()) or path.stem
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
