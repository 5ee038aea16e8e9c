"""Where on this machine things are kept, and that a chat was looked at."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from unlike.analysis.stages import Analysis
from unlike.core.day_rule import day_of
from unlike.errors import LibraryError
from unlike.library import DataFile, NoteStore, UserData, VisitLog, kept_path
from unlike.results import Findings, RepeatVisits

_AGAIN: Final = 3  # looks within a week at the same messages, from which on it is said


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


def with_looks(found: Analysis, now: datetime) -> Findings:
    """The findings, with how often the same messages were looked at; on a machine that keeps nothing, without."""
    contents = found.contents()
    try:
        looks = VisitLog(kept_file()).look(set(contents.values()), now)
    except LibraryError:
        return found.findings
    told = []
    for one in found.findings.conversations:
        at = looks.get(contents.get(one.key, ""), ())
        since = day_of(at[0].astimezone(now.tzinfo)) if at else None
        told.append(replace(one, repeat_visits=RepeatVisits(len(at), since)) if since and len(at) >= _AGAIN else one)
    return replace(found.findings, conversations=tuple(told))
