"""Exports as they are added to the library: with their hash, and the owner's name as they said it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final

from unlike.errors import UnreadableError
from unlike.library.adding import NewExport
from unlike.readers.base import ParsedConversation
from unlike.readers.import_result import Import

_BLOCK_BYTES: Final = 1 << 20


def exports_to_add(paths: Sequence[Path], imported: Import, owner: str, added: datetime) -> list[NewExport]:
    """Exports for the library, one a path; what cannot be told to be of one path is of all of them.

    Args:
        paths: files, zips or folders that were read.
        imported: what was read from them; without an open question.
        owner: their name in the exports.
        added: the present time, with its zone.

    Raises:
        UnreadableError: a path can no longer be read.
        DateOrderError: a question is open.
    """
    parts = [
        replace(result, reinterpret=None)
        for result in imported.require_answers().results
        if isinstance(result, ParsedConversation)
    ]
    return [
        NewExport(_hash(files), ", ".join(path.name for path in files), added, imported.zone.key, tuple(own), owner)
        for files, own in _by_paths(paths, parts)
    ]


def _by_paths(
    paths: Sequence[Path], parts: Sequence[ParsedConversation]
) -> Iterator[tuple[Sequence[Path], list[ParsedConversation]]]:
    """Paths of one export each, with what was read from it."""
    if len(paths) == 1:
        yield paths, list(parts)
        return
    named = {name: [path for path in paths if path.name == name] for name in dict.fromkeys(path.name for path in paths)}
    for name, own_paths in named.items():
        if own := [part for part in parts if part.origin[:1] == (name,)]:
            yield own_paths, own
    if rest := [part for part in parts if not part.origin or part.origin[0] not in named]:
        yield paths, rest


def _hash(paths: Iterable[Path]) -> str:
    """SHA-256 of a file, or of all files of folders and of several files with their names, as hexadecimal digits.

    Raises:
        UnreadableError: one cannot be read.
    """
    digest = sha256()
    for path in paths:
        files = sorted(file for file in path.rglob("*") if file.is_file()) if path.is_dir() else [path]
        try:
            for file in files:
                digest.update(f"{file.relative_to(path)}\0{file.stat().st_size}\0".encode(errors="surrogateescape"))
                with file.open("rb") as stream:
                    while block := stream.read(_BLOCK_BYTES):
                        digest.update(block)
        except OSError as error:
            raise UnreadableError(path, error.strerror or str(error)) from error
    return digest.hexdigest()
