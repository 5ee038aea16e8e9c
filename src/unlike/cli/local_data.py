"""Data of the owner on this machine, and the counter of repeated visits."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from unlike.errors import LibraryError
from unlike.library import ChatFingerprint, DataFile, NoteStore, RecentVisits, UserData, VisitLog, data_file_path

if TYPE_CHECKING:
    from unlike.api import VisitCounter
    from unlike.results import RepeatVisits

_MIN_UNCHANGED_VISITS: Final = 3  # visits within a week with nothing new, from which on findings mention them
_MIN_VISITS: Final = 5  # the same, whatever is new


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
    """Return a counter of visits to the same conversations; it counts none where the data file cannot be used.

    Args:
        clock: gives the present time, with its zone.
        counted: whether this is a visit itself, or only looks up earlier ones.
    """

    def count_visits(fingerprints: Mapping[str, ChatFingerprint]) -> Mapping[str, RepeatVisits]:
        log, now = VisitLog(data_file()), clock()
        try:
            visits = (log.record if counted else log.recent)(fingerprints, now)
        except LibraryError:
            return {}
        repeated = {key: _repeat_visits(visited, now) for key, visited in visits.items()}
        return {key: repeat for key, repeat in repeated.items() if repeat is not None}

    return count_visits


def _repeat_visits(visits: RecentVisits, now: datetime) -> RepeatVisits | None:
    """Repeated visits as findings mention them; None where there are few."""
    from unlike.results import RepeatVisits  # noqa: PLC0415 - only an answer counts visits

    unchanged, all_visits = visits.unchanged, visits.every
    if len(unchanged) >= _MIN_UNCHANGED_VISITS:
        return RepeatVisits(len(unchanged), unchanged[0].astimezone(now.tzinfo).date())
    if len(all_visits) >= _MIN_VISITS:
        return RepeatVisits(len(all_visits), all_visits[0].astimezone(now.tzinfo).date(), nothing_new=False)
    return None
