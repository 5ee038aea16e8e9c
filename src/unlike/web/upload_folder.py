"""Private folders of one run, for what the browser hands over and is started with; deleted when the program stops."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir, mkdtemp
from threading import Lock
from typing import Final

from filelock import FileLock, Timeout
from starlette.datastructures import UploadFile
from starlette.requests import Request

from unlike.presentation.sanitise import sanitise
from unlike.readers.file_names import database_of

_PREFIX: Final = "unlike-"
_LOCK: Final = ".in-use"
_ATTEMPTS: Final = 10
"""New folders that are tried where another program takes them for what a killed run left, before their lock is held."""
_LONGEST: Final = 100
_PIECE: Final = 1 << 20


@contextmanager
def private_folder(parent: Path | None = None) -> Iterator[Path]:
    """A folder for this run; what an earlier run could not delete, because it was killed, is deleted first.

    Args:
        parent: where it is made; None for the system's folder for temporary files.

    Raises:
        OSError: it cannot be made.
    """
    place = parent or Path(gettempdir())
    for left in place.glob(f"{_PREFIX}*"):
        _sweep(left)
    for _ in range(_ATTEMPTS):
        with TemporaryDirectory(prefix=_PREFIX, dir=place, ignore_cleanup_errors=True) as name:
            folder = Path(name)
            lock = _held(folder)
            if lock is None:
                continue
            try:
                yield folder
            finally:
                lock.release()
            return
    raise OSError(None, "no folder could be kept", str(place))


class UploadFolder:
    """What the browser handed over: each file in a folder of its own, deleted when nothing needs it any more.

    Args:
        path: a private folder.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._changing = Lock()
        self._waiting: set[Path] = set()

    def keep(self, files: Sequence[UploadFile]) -> list[Path]:
        """Write the files; they stay until `settle` is called with them. A name is a name here and never a path.

        SQLite's own files lie beside the database that they belong to, where that came with them.

        Raises:
            OSError: they cannot be written, for lack of room; none of them is left then.
        """
        named = [(file_name(file.filename or ""), file) for file in files]
        kept: list[Path] = []
        places: list[Path] = []
        try:
            for name, file in sorted(named, key=lambda pair: database_of(pair[0]) is not None):
                path = _beside_database(name, kept)
                if path is None:
                    places.append(self._new_place())
                    path = places[-1] / name
                with path.open("xb") as target:
                    shutil.copyfileobj(file.file, target, _PIECE)
                kept.append(path)
        except OSError:
            self._forget(places)
            raise
        return kept

    def _new_place(self) -> Path:
        """A new folder for a file, which is not deleted before that file is read."""
        with self._changing:
            place = Path(mkdtemp(dir=self.path))
            self._waiting.add(place)
        return place

    def settle(self, read: Iterable[Path], wanted: Callable[[], Iterable[Path]]) -> None:
        """Delete what is open no longer.

        Args:
            read: files that `keep` returned, and that are no longer waiting to be read.
            wanted: gives the files that are open; asked here, so that no upload that ends meanwhile is missed.
        """
        with self._changing:
            self._waiting -= {path.parent for path in read}
            needed = self._waiting | {path.parent for path in wanted()}
            places = [place for place in self.path.iterdir() if place.is_dir() and place not in needed]
        self._forget(places)

    def _forget(self, places: Iterable[Path]) -> None:
        for place in places:
            with self._changing:
                self._waiting.discard(place)
            shutil.rmtree(place, ignore_errors=True)


def _beside_database(name: str, kept: Sequence[Path]) -> Path | None:
    """Where one of SQLite's own files belongs; None for any other file, or where its database did not come with it."""
    databases = (path for path in kept if path.name == database_of(name))
    return next((path.with_name(name) for path in databases if not path.with_name(name).exists()), None)


def uploads_of(request: Request) -> UploadFolder:
    """Folder for uploads of this run."""
    folder: UploadFolder = request.app.state.uploads
    return folder


def file_name(given: str) -> str:
    """The last part of a name, harmless and not too long, with its ending."""
    name = sanitise(given.replace("\\", "/").rpartition("/")[2]).replace("\0", "").lstrip(".")
    stem, dot, ending = name.rpartition(".")
    short = f"{stem[:_LONGEST]}{dot}{ending[:10]}" if dot else name[:_LONGEST]
    return short.encode("utf-8", "ignore")[:200].decode("utf-8", "ignore") or "export"


def _held(folder: Path) -> FileLock | None:
    """Lock of a new folder, which goes with the process where it is killed; None where another program was quicker."""
    lock = _lock(folder)
    try:
        lock.acquire(timeout=0)
    except (Timeout, OSError):
        return None
    if (folder / _LOCK).exists():
        return lock
    lock.release()
    return None


def _lock(folder: Path) -> FileLock:
    return FileLock(folder / _LOCK, mode=0o600, thread_local=False)


def _sweep(left: Path) -> None:
    """Delete a folder of ours that no process holds; one that is held, or is somebody else's, stays."""
    try:
        if not _is_ours(left, stat.S_ISDIR) or not _is_ours(left / _LOCK, stat.S_ISREG):
            return
        with _lock(left).acquire(timeout=0):
            if os.name == "posix":
                shutil.rmtree(left)
        if os.name != "posix":  # an open file cannot be deleted there
            shutil.rmtree(left, ignore_errors=True)
    except (Timeout, OSError):
        return


def _is_ours(path: Path, is_kind: Callable[[int], bool]) -> bool:
    """Whether something of a kind, and no link to it, belongs to whoever runs this."""
    status = path.lstat()
    return is_kind(status.st_mode) and (os.name != "posix" or status.st_uid == os.getuid())
