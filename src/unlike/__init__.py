"""unlike: are these messages unlike this person? Reads chat exports on this machine only, and says so honestly.

`chats = read(paths)` and `chats.analyse(me="...")` are the way in, see `unlike.api`; names load when they are first
asked for, so that `unlike --help` answers at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from unlike.core.lazy_names import load_name

if TYPE_CHECKING:
    from unlike.api import (
        Analysis,
        AnalysisOptions,
        ChatAnalysis,
        Chats,
        DailySignals,
        Import,
        analyse,
        daily_signals,
        read,
        read_frame,
    )
    from unlike.core.network_lock import lock_network
    from unlike.errors import UnlikeError
    from unlike.results import Findings

__all__ = [
    "Analysis",
    "AnalysisOptions",
    "ChatAnalysis",
    "Chats",
    "DailySignals",
    "Findings",
    "Import",
    "UnlikeError",
    "analyse",
    "daily_signals",
    "lock_network",
    "read",
    "read_frame",
]

_DEFINING_MODULES: Final = {
    "Analysis": "unlike.api",
    "AnalysisOptions": "unlike.api",
    "ChatAnalysis": "unlike.api",
    "Chats": "unlike.api",
    "DailySignals": "unlike.api",
    "Findings": "unlike.results",
    "Import": "unlike.api",
    "UnlikeError": "unlike.errors",
    "analyse": "unlike.api",
    "daily_signals": "unlike.api",
    "lock_network": "unlike.core.network_lock",
    "read": "unlike.api",
    "read_frame": "unlike.api",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """Public name from the module that defines it; raises AttributeError where there is none."""
    return load_name(__name__, _DEFINING_MODULES, name)
