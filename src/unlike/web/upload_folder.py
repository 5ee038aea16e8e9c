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

from unlike.core.posix_calls import is_own
from unlike.presentation.sanitise import sanitise
from unlike.readers.file_names import database_of

_PREFIX: Final = "unlike-"
_LOCK: Final = ".in-use"
_ATTEMPTS: Final = 10
"""New folders that are tried where another program takes them for what a killed run left, before their lock is held."""
_MAX_NAME_CHARS: Final = 100
_CHUNK_BYTES: Final = 1 << 20


@contextmanager
def private_folder(parent: Path | None = None) -> Iterator[Path]:
    """A folder for this run; what an earlier run could not delete, because it was killed, is deleted first.

    Args:
        parent: where it is made; None for the system's folder for temporary files.

    Raises:
        OSError: it cannot be made.
    """
    parent_folder = parent or Path(gettempdir())
    for old_folder in parent_folder.glob(f"{_PREFIX}*"):
        _delete_abandoned(old_folder)
    for _ in range(_ATTEMPTS):
        with TemporaryDirectory(prefix=_PREFIX, dir=parent_folder, ignore_cleanup_errors=True) as name:
            folder = Path(name)
            lock = _acquired_lock(folder)
            if lock is None:
                continue
            try:
                yield folder
            finally:
                lock.release()
            return
    raise OSError(None, "no folder could be kept", str(parent_folder))


class UploadFolder:
    """Uploads of the browser: each file in a folder of its own, deleted when nothing needs it any more.

    Args:
        path: a private folder.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._changing = Lock()
        self._unread_folders: set[Path] = set()

    def write_files(self, files: Sequence[UploadFile]) -> list[Path]:
        """Write the files; they stay until `release_files` is called with them. A name is a name here and never a path.

        SQLite's own files lie beside the database that they belong to, where that came with them.

        Raises:
            OSError: they cannot be written, for lack of room; none of them is left then.
        """
        named = [(safe_file_name(file.filename or ""), file) for file in files]
        written_paths: list[Path] = []
        folders: list[Path] = []
        try:
            for name, file in sorted(named, key=lambda pair: database_of(pair[0]) is not None):
                path = _beside_database(name, written_paths)
                if path is None:
                    folders.append(self._new_folder())
                    path = folders[-1] / name
                with path.open("xb") as target:
                    shutil.copyfileobj(file.file, target, _CHUNK_BYTES)
                written_paths.append(path)
        except OSError:
            self._delete_folders(folders)
            raise
        return written_paths

    def _new_folder(self) -> Path:
        """A new folder for a file, which is not deleted before that file is read."""
        with self._changing:
            folder = Path(mkdtemp(dir=self.path))
            self._unread_folders.add(folder)
        return folder

    def release_files(self, read_files: Iterable[Path], open_files: Callable[[], Iterable[Path]]) -> None:
        """Delete what is open no longer.

        Args:
            read_files: files that `write_files` returned, and that are no longer waiting to be read.
            open_files: gives the files that are open; asked here, so that no upload that ends meanwhile is missed.
        """
        with self._changing:
            self._unread_folders -= {path.parent for path in read_files}
            needed = self._unread_folders | {path.parent for path in open_files()}
            folders = [folder for folder in self.path.iterdir() if folder.is_dir() and folder not in needed]
        self._delete_folders(folders)

    def _delete_folders(self, folders: Iterable[Path]) -> None:
        for folder in folders:
            with self._changing:
                self._unread_folders.discard(folder)
            shutil.rmtree(folder, ignore_errors=True)


def _beside_database(name: str, written_paths: Sequence[Path]) -> Path | None:
    """Path at which one of SQLite's own files belongs; None for any other file, or one without its database."""
    databases = (path for path in written_paths if path.name == database_of(name))
    return next((path.with_name(name) for path in databases if not path.with_name(name).exists()), None)


def uploads_of(request: Request) -> UploadFolder:
    """Folder for uploads of this run."""
    folder: UploadFolder = request.app.state.uploads
    return folder


def safe_file_name(upload_name: str) -> str:
    """The last part of a name, harmless and not too long, with its ending."""
    name = sanitise(upload_name.replace("\\", "/").rpartition("/")[2]).replace("\0", "").lstrip(".")
    stem, dot, suffix = name.rpartition(".")
    short_name = f"{stem[:_MAX_NAME_CHARS]}{dot}{suffix[:10]}" if dot else name[:_MAX_NAME_CHARS]
    return short_name.encode("utf-8", "ignore")[:200].decode("utf-8", "ignore") or "export"


def _acquired_lock(folder: Path) -> FileLock | None:
    """Lock of a new folder, which goes with the process where it is killed; None where another program was quicker."""
    lock = _folder_lock(folder)
    try:
        lock.acquire(timeout=0)
    except (Timeout, OSError):
        return None
    if (folder / _LOCK).exists():
        return lock
    lock.release()
    return None


def _folder_lock(folder: Path) -> FileLock:
    return FileLock(folder / _LOCK, mode=0o600, thread_local=False)


def _delete_abandoned(folder: Path) -> None:
    """Delete a folder of ours that no process holds; one that is held, or is somebody else's, stays."""
    try:
        if not _is_ours(folder, stat.S_ISDIR) or not _is_ours(folder / _LOCK, stat.S_ISREG):
            return
        with _folder_lock(folder).acquire(timeout=0):
            if os.name == "posix":
                shutil.rmtree(folder)
        if os.name != "posix":  # an open file cannot be deleted there
            shutil.rmtree(folder, ignore_errors=True)
    except (Timeout, OSError):
        return


def _is_ours(path: Path, is_kind: Callable[[int], bool]) -> bool:
    """Whether something of a kind, and no link to it, belongs to whoever runs this."""
    status = path.lstat()
    return is_kind(status.st_mode) and is_own(status)
