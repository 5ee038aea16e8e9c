"""Private copies of files for libraries that open nothing but paths."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import BinaryIO, Final

_COPY_BYTES: Final = 1 << 20
"""Bytes copied at a time."""


@contextmanager
def private_copy(files: Mapping[str, Callable[[], BinaryIO]]) -> Iterator[dict[str, Path]]:
    """Copy files side by side into a folder that only this user can open, and remove it afterwards.

    Args:
        files: streams by name; of a path only the last part is used.
    """
    with TemporaryDirectory(prefix="unlike-") as folder:
        paths = {name: Path(folder, PurePosixPath(name).name) for name in files}
        for name, opened in files.items():
            descriptor = os.open(paths[name], os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as target, opened() as source:
                shutil.copyfileobj(source, target, _COPY_BYTES)
        yield paths
