"""Results of a test run that take long to make: made once, whichever worker asks first."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
from filelock import FileLock

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SharedResults:
    """Results on the disk, in a folder of this run, which all its workers have in common."""

    folder: Path

    def get(self, name: str, make: Callable[[], T]) -> T:
        """Result of that name; made where no worker has made it, while the others wait.

        Args:
            name: says what is made, and of what.
            make: gives the same in every worker.
        """
        path = self.folder / f"{name}.pickle"
        with FileLock(path.with_suffix(".lock")):
            if not path.exists():
                path.write_bytes(pickle.dumps(make()))
        result: T = pickle.loads(path.read_bytes())  # noqa: S301 - written above
        return result

    def subfolder(self, name: str) -> Path:
        """Folder for a file that the workers share."""
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        return folder


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> SharedResults:
    """Results that this run's workers share."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "shared"
    folder.mkdir(exist_ok=True)
    return SharedResults(folder)
