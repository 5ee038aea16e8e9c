"""The files in and below a folder, and what there could hold an export and cannot be looked at from there."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Final

from unlike.errors import ContainerError
from unlike.i18n import lazy
from unlike.readers.limits import ArchiveLimits

_HERE: Final = PurePosixPath()

_OF_SYSTEMS: Final = ("._", ".DS_Store", ".localized", ".directory", ".Trash", ".Spotlight", ".fseventsd", ".nomedia")
"""How names of hidden files begin that no person and no app with chats makes."""


@dataclass(slots=True)
class FolderTree:
    """What stands in and below a folder.

    Attributes:
        files: place below the folder and bytes of each file, depth first in order of names.
        links: places of links to folders elsewhere, and of links to nothing.
        hidden: places of hidden files and folders, but for those that a system lays down by itself.
    """

    files: list[tuple[PurePosixPath, int]] = field(default_factory=list)
    links: list[PurePosixPath] = field(default_factory=list)
    hidden: list[PurePosixPath] = field(default_factory=list)


def folder_tree(folder: Path, limits: ArchiveLimits) -> FolderTree:
    """Everything in and below a folder; what is hidden, and links to folders, are listed and not looked into.

    Args:
        folder: where to begin.
        limits: how deep folders may lie in it.

    Raises:
        ContainerError: folders lie deeper.
        OSError: of the system.
    """
    tree = FolderTree()
    root = folder.resolve()
    pending = [_entries(folder, _HERE)]
    while pending:
        entry = next(pending[-1], None)
        if entry is None:
            pending.pop()
            continue
        place = PurePosixPath(Path(entry.path).relative_to(folder))
        if entry.name.startswith("."):
            if not entry.name.startswith(_OF_SYSTEMS):
                tree.hidden.append(place)
        elif entry.is_dir(follow_symlinks=False):
            _check_depth(folder, place, limits)
            pending.append(_entries(folder, place))
        elif _is_file(entry):
            tree.files.append((place, entry.stat().st_size))
        elif entry.is_symlink() and _leads_elsewhere(Path(entry.path), root):
            tree.links.append(place)
    return tree


def _entries(folder: Path, below: PurePosixPath) -> Iterator[os.DirEntry[str]]:
    """The entries of one folder, in order of names."""
    with os.scandir(folder / below) as scanned:
        return iter(sorted(scanned, key=lambda entry: entry.name))


def _check_depth(folder: Path, place: PurePosixPath, limits: ArchiveLimits) -> None:
    if len(place.parts) > limits.depth:
        first = place.parts[0]
        why = lazy("folders lie in it more than {most} deep, below “{place}”", most=limits.depth, place=first)
        raise ContainerError(folder, why)


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether an entry is a file or leads to one; a link to itself does not."""
    try:
        return entry.is_file()
    except OSError as error:
        if error.errno == errno.ELOOP:
            return False
        raise


def _leads_elsewhere(link: Path, root: Path) -> bool:
    """Whether a link leads to a folder that is not searched anyway, or to nothing."""
    try:
        target = link.resolve(strict=True)
    except (OSError, RuntimeError):  # to nothing, or to itself
        return True
    return target.is_dir() and not target.is_relative_to(root)
