"""A reader's mistakes as sentences: whatever a reader raises, a person meets no traceback."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from unlike.errors import BrokenExportError, UnlikeError, UnreadableError
from unlike.i18n import lazy, mark, verbatim
from unlike.readers.export import Export

DAMAGE: Final = (OSError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError)
"""Faults of the file or the disk, never of a reader."""


@contextmanager
def shield(export: Export, place: str, culprit: str) -> Iterator[None]:
    """Let sentences of this program pass, and turn any other exception into one.

    Args:
        export: what is read.
        place: where in it, e.g. "conversation 2".
        culprit: who is to blame for what is neither damage nor a sentence, e.g. "the reader “x”".

    Raises:
        UnlikeError: whatever was raised inside.
    """
    try:
        yield
    except UnlikeError:
        raise
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError):
        raise BrokenExportError(
            export.path, place_in(export, place), mark("the zip is damaged or was cut short")
        ) from None
    except OSError as error:
        path = Path(error.filename) if isinstance(error.filename, str) else export.path
        raise UnreadableError(path, error.strerror or str(error)) from None
    except BaseException as error:
        if not isinstance(error, Exception) and not _is_panic(error):
            raise
        what = f"{type(error).__name__}: {error}"
        why = lazy("{reader} stopped ({error})", reader=verbatim(culprit), error=what)
        raise BrokenExportError(export.path, place_in(export, place), why) from None


def _is_panic(error: BaseException) -> bool:
    """Whether it is the panic of a library written in Rust, which is no `Exception` in Python."""
    return type(error).__name__ == "PanicException"


def place_in(export: Export, place: str) -> str:
    """A place in an export, with the file's name where the path does not tell it."""
    name = export.files[0].name
    if len(export.files) > 1 or name == export.path.name:
        return verbatim(place)
    return lazy("{file}, {place}", file=name, place=verbatim(place))
