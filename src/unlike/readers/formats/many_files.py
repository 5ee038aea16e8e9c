"""The files of an export of one or many, each a chat of its own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import PurePosixPath
from typing import NamedTuple

from unlike.readers.base import Progress
from unlike.readers.export import Export, ExportFile


class ChatFile(NamedTuple):
    """A file, its name without its ending, and how its reading is reported among that of all files."""

    file: ExportFile
    title: str
    progress: Progress


def chat_files(export: Export, progress: Progress) -> Iterator[ChatFile]:
    """The files of an export, in order.

    Args:
        export: of one file, or of a folder.
        progress: called with (bytes read so far, bytes in all).
    """
    done = 0
    for file in export.files:
        yield ChatFile(file, PurePosixPath(file.name).stem, partial(_report, progress, done, export.size))
        done += file.size


def _report(progress: Progress, done: int, size: int, read: int, _file_size: int) -> None:
    """Say how much of all files was read, where so much was before this one."""
    progress(min(done + read, size), size)
