"""A private folder for what the browser hands over: deleted when the program stops, whichever way."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import Final

from starlette.datastructures import UploadFile

from unlike.presentation.sanitise import sanitise

_PREFIX: Final = "unlike-"
_LOCK: Final = ".in-use"
_LONGEST: Final = 100
_PIECE: Final = 1 << 20


@contextmanager
def private_folder() -> Iterator[Path]:
    """A folder for this run; what an earlier run could not delete, because it was killed, is deleted first."""
    for left in Path(gettempdir()).glob(f"{_PREFIX}*"):
        _sweep(left)
    with TemporaryDirectory(prefix=_PREFIX) as name:
        folder = Path(name)
        with (folder / _LOCK).open("wb") as held:
            fcntl.flock(held, fcntl.LOCK_EX)  # gone with the process, even where it is killed
            yield folder


def keep(files: Sequence[UploadFile], folder: Path) -> list[Path]:
    """The files, each in a folder of its own; a name is a name there and never a path."""
    start = max((int(path.name) for path in folder.iterdir() if path.name.isdecimal()), default=-1) + 1
    paths = []
    for at, file in enumerate(files, start=start):
        place = folder / str(at)
        place.mkdir(mode=0o700)
        path = place / file_name(file.filename or "")
        with path.open("wb") as kept:
            while piece := file.file.read(_PIECE):
                kept.write(piece)
        paths.append(path)
    return paths


def put_away(folder: Path, wanted: Iterable[Path]) -> None:
    """Delete every upload that is open no longer."""
    there = {path.parent for path in wanted}
    for place in folder.iterdir():
        if place.is_dir() and place not in there:
            shutil.rmtree(place)


def file_name(given: str) -> str:
    """The last part of a name, harmless and not too long, with its ending."""
    name = sanitise(given.replace("\\", "/").rpartition("/")[2]).replace("\0", "").lstrip(".")
    stem, dot, ending = name.rpartition(".")
    short = f"{stem[:_LONGEST]}{dot}{ending[:10]}" if dot else name[:_LONGEST]
    return short.encode("utf-8", "ignore")[:200].decode("utf-8", "ignore") or "export"


def _sweep(left: Path) -> None:
    """Delete a folder of ours that no process holds; one that is held, or is somebody else's, stays."""
    try:
        with (left / _LOCK).open("r+b") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(left)
    except OSError:
        return
