"""A labelled span of days, and the checks of every file of such entries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from unlike.errors import AnnotationError
from unlike.i18n import lazy, mark

_MAX_FILE_BYTES: Final = 32 * 1024 * 1024
_MAX_LABEL_CHARS: Final = 80


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A labelled span of days.

    Attributes:
        label: what it is, in the owner's words, on one line.
        first, last: its days, both included.
    """

    label: str
    first: date
    last: date


def file_content(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        AnnotationError: it cannot be read, is empty, or is too large for what it should be.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():  # a pipe would be waited for without an end
            raise AnnotationError(path, "", mark("it is no ordinary file"))
        with path.open("rb") as file:
            data = file.read(_MAX_FILE_BYTES + 1)
    except OSError as error:
        raise AnnotationError(path, "", error.strerror or mark("it cannot be read")) from error
    if not data.strip():
        raise AnnotationError(path, "", mark("there is nothing in it"))
    if len(data) > _MAX_FILE_BYTES:
        raise AnnotationError(path, "", lazy("it is larger than {most} MB", most=_MAX_FILE_BYTES // 1024 // 1024))
    return data


def label_of(text: str, path: Path) -> str:
    """A label on one line, cut to `_MAX_LABEL_CHARS`; the file's name where the text is empty."""
    words = " ".join(text.split()) or path.stem
    return words if len(words) <= _MAX_LABEL_CHARS else words[: _MAX_LABEL_CHARS - 1].rstrip() + "…"
