"""Where on this machine things are kept, and that a chat was looked at."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from unlike.api import VisitCounter
from unlike.core.day_rule import day_of
from unlike.errors import LibraryError
from unlike.library import DataFile, NoteStore, UserData, VisitLog, kept_path
from unlike.results import RepeatVisits

_MIN_REPEAT_VISITS: Final = 3  # visits within a week to the same messages, from which on it is said


def kept_file() -> DataFile:
    """The one small file, in the user's folder for the data of programs."""
    return DataFile(kept_path(sys.platform, os.environ, Path(os.path.expanduser("~"))))  # noqa: PTH111 - never raises


def kept_notes() -> NoteStore:
    """The owner's notes: the only place that knows how they are kept."""
    return kept_room().notes


def kept_room() -> UserData:
    """All that is kept."""
    file = kept_file()
    return UserData(file, str(file.path))


def visit_counter(now: datetime, *, counted: bool) -> VisitCounter:
    """Counter of visits to the same messages; on a machine that keeps nothing, of none.

    Args:
        now: with its zone.
        counted: whether this is a visit itself, or only looks up earlier ones.
    """

    def count(fingerprints: Mapping[str, str]) -> Mapping[str, RepeatVisits]:
        log = VisitLog(kept_file())
        try:
            visits = (log.look if counted else log.peek)(set(fingerprints.values()), now)
        except LibraryError:
            return {}
        repeated = {}
        for key, fingerprint in fingerprints.items():
            times = visits.get(fingerprint, ())
            if len(times) >= _MIN_REPEAT_VISITS:
                repeated[key] = RepeatVisits(len(times), day_of(times[0].astimezone(now.tzinfo)))
        return repeated

    return count
