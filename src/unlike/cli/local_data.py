"""Data of the owner on this machine, and the counter of repeated visits."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from unlike.api import VisitCounter
from unlike.core.day_rule import day_of
from unlike.errors import LibraryError
from unlike.library import DataFile, NoteStore, UserData, VisitLog, data_file_path
from unlike.results import RepeatVisits

_MIN_REPEAT_VISITS: Final = 3  # visits within a week to the same messages, from which on findings mention them


def data_file() -> DataFile:
    """Return the data file, in the user's folder for data of programs."""
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - never raises
    return DataFile(data_file_path(sys.platform, os.environ, home))


def note_store() -> NoteStore:
    """Return the owner's notes."""
    return user_data().notes


def user_data() -> UserData:
    """Return all data of the owner, with the path of its file."""
    file = data_file()
    return UserData(file, str(file.path))


def visit_counter(clock: Callable[[], datetime], *, counted: bool) -> VisitCounter:
    """Return a counter of visits to the same messages; it counts none where the data file cannot be used.

    Args:
        clock: gives the present time, with its zone.
        counted: whether this is a visit itself, or only looks up earlier ones.
    """

    def count(fingerprints: Mapping[str, str]) -> Mapping[str, RepeatVisits]:
        log, now = VisitLog(data_file()), clock()
        try:
            visits = (log.record if counted else log.recent)(set(fingerprints.values()), now)
        except LibraryError:
            return {}
        repeated = {}
        for key, fingerprint in fingerprints.items():
            times = visits.get(fingerprint, ())
            if len(times) >= _MIN_REPEAT_VISITS:
                repeated[key] = RepeatVisits(len(times), day_of(times[0].astimezone(now.tzinfo)))
        return repeated

    return count
