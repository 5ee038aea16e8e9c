"""The files of an export of one or many, each a chat of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    for file, report in zip(export.files, progress_by_file(export.files, progress), strict=True):
        yield ChatFile(file, PurePosixPath(file.name).stem, report)


def progress_by_file(files: Sequence[ExportFile], progress: Progress) -> Iterator[Progress]:
    """How the reading of each file is reported among that of all.

    Args:
        files: in the order in which they are read.
        progress: called with (bytes read so far, bytes in all).
    """
    done, size = 0, sum(file.size for file in files)
    for file in files:
        yield partial(_report, progress, done, size)
        done += file.size


def _report(progress: Progress, done: int, size: int, read: int, _file_size: int) -> None:
    """Say how much of all files was read, where so much was before this one."""
    progress(min(done + read, size), size)
