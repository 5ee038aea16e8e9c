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
    """Exports for the library, one a path; a conversation that cannot be assigned to one path belongs to all of them.

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
        NewExport(
            _files_hash(files),
            ", ".join(path.name for path in files),
            added,
            imported.zone.key,
            tuple(own_parts),
            owner,
        )
        for files, own_parts in _parts_by_paths(paths, parts)
    ]


def _parts_by_paths(
    paths: Sequence[Path], parts: Sequence[ParsedConversation]
) -> Iterator[tuple[Sequence[Path], list[ParsedConversation]]]:
    """Yield the paths of each export with the conversations that were read from it."""
    if len(paths) == 1:
        yield paths, list(parts)
        return
    paths_by_name = {
        name: [path for path in paths if path.name == name] for name in dict.fromkeys(path.name for path in paths)
    }
    for name, own_paths in paths_by_name.items():
        if own_parts := [part for part in parts if part.origin[:1] == (name,)]:
            yield own_paths, own_parts
    if other_parts := [part for part in parts if not part.origin or part.origin[0] not in paths_by_name]:
        yield paths, other_parts


def _files_hash(paths: Iterable[Path]) -> str:
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
