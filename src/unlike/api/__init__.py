"""Public interface: `read` exports, then `analyse` what was read.

The command line, the page and notebooks call only this module:

    chats = read("WhatsApp Chat with Rosa.txt", zone="Europe/Berlin")
    analysis = chats.analyse(me="Imke")
    analysis.findings.conversations[0].people[0].spells

`lock_network()` gives up the network of the process for good, as the command line and the page do before they read; a
program that calls `read` decides that itself.

Reading and analysing are two calls, so that nothing is read twice because a question came up: who the owner is, which
zone the times are of, whether the day or the month comes first.
Names load when they are first asked for: whoever only reads does not wait for the stages of an analysis, and an answer
that is stored for neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from unlike.core.lazy_names import load_name

if TYPE_CHECKING:
    from unlike.analysis.analysis import Analysis
    from unlike.analysis.analysis_options import AnalysisOptions, AnalysisStep, VisitCounter
    from unlike.analysis.charts import MAX_MARGIN, MAX_POINTS, Chart, ChartLine, TimeWindow
    from unlike.analysis.chat_transcript import Transcript
    from unlike.analysis.daily_signals import DailySignals, daily_signals
    from unlike.api.chat_analysis import ChatAnalysis, analyse, with_annotations
    from unlike.api.chats import Chats, owner_of, read, read_frame, same_people
    from unlike.core.network_lock import LockState, lock_network
    from unlike.readers import Import, Interpretation
    from unlike.readers.same_people import SamePerson
    from unlike.results import ChatSummary

__all__ = [
    "MAX_MARGIN",
    "MAX_POINTS",
    "Analysis",
    "AnalysisOptions",
    "AnalysisStep",
    "Chart",
    "ChartLine",
    "ChatAnalysis",
    "ChatSummary",
    "Chats",
    "DailySignals",
    "Import",
    "Interpretation",
    "LockState",
    "SamePerson",
    "TimeWindow",
    "Transcript",
    "VisitCounter",
    "analyse",
    "daily_signals",
    "lock_network",
    "owner_of",
    "read",
    "read_frame",
    "same_people",
    "with_annotations",
]

_DEFINING_MODULES: Final = {
    "MAX_MARGIN": "unlike.analysis.charts",
    "MAX_POINTS": "unlike.analysis.charts",
    "Analysis": "unlike.analysis.analysis",
    "AnalysisOptions": "unlike.analysis.analysis_options",
    "AnalysisStep": "unlike.analysis.analysis_options",
    "Chart": "unlike.analysis.charts",
    "ChartLine": "unlike.analysis.charts",
    "ChatAnalysis": "unlike.api.chat_analysis",
    "ChatSummary": "unlike.results",
    "Chats": "unlike.api.chats",
    "DailySignals": "unlike.analysis.daily_signals",
    "Import": "unlike.readers",
    "Interpretation": "unlike.readers",
    "LockState": "unlike.core.network_lock",
    "SamePerson": "unlike.readers.same_people",
    "TimeWindow": "unlike.analysis.charts",
    "Transcript": "unlike.analysis.chat_transcript",
    "VisitCounter": "unlike.analysis.analysis_options",
    "analyse": "unlike.api.chat_analysis",
    "daily_signals": "unlike.analysis.daily_signals",
    "lock_network": "unlike.core.network_lock",
    "owner_of": "unlike.api.chats",
    "read": "unlike.api.chats",
    "read_frame": "unlike.api.chats",
    "same_people": "unlike.api.chats",
    "with_annotations": "unlike.api.chat_analysis",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Public name from the module that defines it; raises AttributeError where there is none."""
    return load_name(__name__, _DEFINING_MODULES, name)
