"""Files of which only a sign is there: placeholders of a cloud, and unfinished downloads."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import PurePath, PurePosixPath
from typing import Final

from unlike.readers.export import ExportFile
from unlike.readers.file_names import without_copy_number

_PLACEHOLDER: Final = ".icloud"
_UNFINISHED: Final = frozenset(
    {".part", ".partial", ".crdownload", ".download", ".opdownload", ".filepart", ".aria2", ".!ut", ".tmp"}
)
"""What browsers and other programs put behind a name until all bytes are there."""

_BROWSERS: Final = frozenset({".crdownload", ".opdownload"})
"""Endings among them that stand behind names that do not tell what is loaded."""

_NUMBER: Final = re.compile(r"(?<![\s_-])[\s_-]*\(?\d{1,4}\)?$")


def missing_name(name: str) -> str | None:
    """The name that a file will have once it is there; None for a file that is there."""
    stem, ending = PurePath(name).stem, PurePath(name).suffix.lower()
    if ending == _PLACEHOLDER:
        return stem.removeprefix(".") or None
    return stem if ending in _UNFINISHED else None


def missing_files(places: Iterable[PurePosixPath], endings: Collection[str]) -> list[PurePosixPath]:
    """Those places where something is missing that could be an export, or a part of one.

    Args:
        places: of files, hidden ones too.
        endings: that an export can have.
    """
    return [place for place in places if _could_be_export(place, endings)]


def lacks_part_of_folder(folder: PurePosixPath, files: Sequence[ExportFile], missing: Sequence[PurePosixPath]) -> bool:
    """Whether a missing file lies right beside a file of a folder that is an export.

    Args:
        folder: its place.
        files: of the export, by their names below the folder.
        missing: as in `missing_files`, or what cannot be unpacked.
    """
    if not missing:
        return False
    own = {(folder / file.name).parent for file in files}
    return any(place.parent in own for place in missing)


def lacks_part_of_file(name: str, missing: Sequence[PurePosixPath]) -> bool:
    """Whether a missing file is one of several parts of an export of one file, a copy of it, or the file itself.

    Args:
        name: of the export's file.
        missing: as in `missing_files`, or what cannot be unpacked.
    """
    root = _root(missing_name(name) or name)
    return any(_root(missing_name(place.name) or place.name) == root for place in missing)


def _could_be_export(place: PurePosixPath, endings: Collection[str]) -> bool:
    name = missing_name(place.name)
    if name is None:
        return False
    ending = PurePath(name).suffix.lower()
    return ending in endings or (not ending and place.suffix.lower() in _BROWSERS)


def _root(name: str) -> str:
    """A file's name without its number and ending."""
    return _NUMBER.sub("", without_copy_number(PurePath(name).stem)).casefold()
