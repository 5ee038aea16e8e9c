"""What makes the process that runs the tests cost less time; imported before NumPy is."""

from __future__ import annotations

import gc
import os
import sys
from functools import cache
from importlib.metadata import EntryPoints, entry_points
from typing import Final

_OBJECTS_BETWEEN_COLLECTIONS: Final = 50_000  # as in the program
_POLARS_THREADS: Final = "POLARS_MAX_THREADS"
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as in the program: a second thread only waits for small matrices
_is_set = _POLARS_THREADS in os.environ
os.environ.setdefault(_POLARS_THREADS, "1")  # there are as many workers as processors, and most tables have few rows

import polars as pl  # noqa: E402

pl.thread_pool_size()  # it starts here
if not _is_set:  # programs that a test starts have as many threads as ever
    del os.environ[_POLARS_THREADS]


def collect_seldom() -> None:
    """Let Python look for circles of unused objects less often, and never again among all that there are now."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)


def installed_entry_points() -> InstalledPoints:
    """What all installed packages offer, looked up once a path: each reading of an export asks for it."""
    return _installed_points(tuple(sys.path))


class InstalledPoints:
    """Entry points of all packages, of which each group is gathered once."""

    def __init__(self) -> None:
        points = entry_points()
        self._of_group = cache(lambda group: points.select(group=group))

    def select(self, *, group: str) -> EntryPoints:
        """Those of a group."""
        return self._of_group(group)


@cache
def _installed_points(_path: tuple[str, ...]) -> InstalledPoints:
    return InstalledPoints()
