"""unlike: are these messages unlike this person? Reads chat exports on this machine only, and says so honestly.

`analyse(paths, Question(zone=...))` is the way in; names load when they are first asked for, so that `unlike --help`
answers at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from unlike.analysis.stages import Analysis, AnalysisOptions, analyse
    from unlike.errors import UnlikeError
    from unlike.results import Findings

__all__ = ["Analysis", "AnalysisOptions", "Findings", "UnlikeError", "analyse"]

_ROOMS: Final = {
    "Findings": "unlike.results",
    "Question": "unlike.analysis.stages",
    "Study": "unlike.analysis.stages",
    "UnlikeError": "unlike.errors",
    "study": "unlike.analysis.stages",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever the name stands for
    """A public name, from the room that holds it.

    Raises:
        AttributeError: there is no such name.
    """
    if name not in _ROOMS:
        raise AttributeError(f"module 'unlike' has no attribute {name!r}")
    return getattr(import_module(_ROOMS[name]), name)
