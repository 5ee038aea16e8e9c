"""The public door: `read` exports, then `analyse` what was read.

The command line, the page and notebooks call only this module:

    imported = read("WhatsApp Chat with Rosa.txt", zone="Europe/Berlin")
    analysis = analyse(imported, AnalysisOptions(owner="Imke"))
    analysis.findings.conversations[0].people[0].spells

`lock_network()` gives up the network of the process for good, as the command line and the page do before they read; a
program that calls `read` decides that itself.

Reading and analysing are two calls, so that nothing is read twice because a question came up: who the owner is, which
zone the times are of, whether the day or the month comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

from unlike import readers
from unlike.analysis.analysis import Analysis
from unlike.analysis.analysis_options import AnalysisOptions, AnalysisStep, VisitCounter
from unlike.analysis.charts import MAX_MARGIN, MAX_POINTS, Chart, ChartLine, TimeWindow
from unlike.analysis.chat_transcript import Transcript
from unlike.analysis.daily_signals import DailySignals, daily_signals
from unlike.analysis.scope import identify_owner
from unlike.analysis.stages import analyse, with_annotations
from unlike.core.network_lock import LockState, lock_network
from unlike.errors import OptionError
from unlike.i18n import mark
from unlike.readers import Import, Interpretation

__all__ = [
    "MAX_MARGIN",
    "MAX_POINTS",
    "Analysis",
    "AnalysisOptions",
    "AnalysisStep",
    "Chart",
    "ChartLine",
    "DailySignals",
    "Import",
    "Interpretation",
    "LockState",
    "TimeWindow",
    "Transcript",
    "VisitCounter",
    "analyse",
    "daily_signals",
    "lock_network",
    "owner_of",
    "read",
    "with_annotations",
]


def owner_of(imported: Import, given: str | None = None) -> str:
    """Owner of an import: the participant of a given name, else the one that the exports tell.

    Raises:
        unlike.errors.OwnerUnknownError: nobody of that name writes there, or nothing tells.
    """
    return identify_owner(imported.conversations, imported.messages, given)


def read(
    paths: str | Path | Sequence[str | Path],
    *,
    zone: ZoneInfo | str,
    date_order: str | None = None,
    app: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Import:
    """Read exports into conversations.

    Args:
        paths: one file, zip or folder as the apps exported it, or several; they are only read.
        zone: of the owner, or its IANA name; for days and for wall-clock times in exports that name no zone.
        date_order: "dmy", "mdy" or "ymd"; None to settle it from the file.
        app: name of the only reader to ask; None for all.
        progress: called with (bytes read so far, bytes in all).

    Raises:
        unlike.errors.InputError: an export that cannot be used, in one sentence with the next step.
        unlike.errors.QuestionError: something that only the owner can answer, or a zone that there is not.
    """
    several = [paths] if isinstance(paths, str | Path) else paths
    options = readers.ReadOptions(_zone(zone), date_order, app, progress or (lambda _done, _total: None))
    return readers.read([Path(path) for path in several], options)


def _zone(zone: ZoneInfo | str) -> ZoneInfo:
    if isinstance(zone, ZoneInfo):
        return zone
    try:
        return ZoneInfo(zone)
    except (LookupError, ValueError, OSError) as error:
        raise OptionError("zone", zone, mark("a zone such as Europe/Berlin or America/New_York")) from error
