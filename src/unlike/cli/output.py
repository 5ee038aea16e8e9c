"""Standard output, in one place: a full disk or a closed pipe is met there, and not when the program ends."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import IO

from unlike.errors import OutputError
from unlike.i18n import mark


def is_terminal(stream: IO[str] | None) -> bool:
    """Whether a person sits at a stream, which may be closed."""
    return stream is not None and not stream.closed and stream.isatty()


def write_output(text: str) -> None:
    """Write to standard output; a sign that its encoding lacks becomes a question mark.

    Raises:
        OutputError: it cannot be written.
        BrokenPipeError: whoever reads it has had enough.
    """
    if sys.stdout is None:
        raise OutputError(mark("it is closed"))
    encoding = sys.stdout.encoding or "utf-8"
    try:
        sys.stdout.write(text.encode(encoding, "replace").decode(encoding))
    except OSError as error:
        raise _output_error(error) from error


def flush_output() -> None:
    """Write out what is waiting; see `write_output` for what is raised."""
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        raise _output_error(error) from error


def drop_output() -> None:
    """Drop what could not be written to either output, so that the end of the program does not try again."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            _discard_stream(stream)


def _discard_stream(stream: IO[str]) -> None:
    with suppress(OSError, ValueError):  # closed for good: there is nothing to drop it from
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _output_error(error: OSError) -> Exception:
    return error if isinstance(error, BrokenPipeError) else OutputError(error.strerror or str(error))
