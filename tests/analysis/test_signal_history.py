"""Which signals are drawn, and which of them first."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np

from example_findings import SHORTER
from unlike.analysis.signal_history import signal_histories

NAMES = ("in_one_go", "questions", "emoji", "messages", "length")


def drawn(*changed: str) -> list[str]:
    """Signals in the order in which they are drawn, where all but the plain ones are measured most often."""
    series: Any = [
        SimpleNamespace(name=name, days=np.arange(9), weights=np.ones(9 - at)) for at, name in enumerate(NAMES)
    ]
    signals = {name: SimpleNamespace(name=name, label=name, unit="share") for name in NAMES}
    figures: Any = SimpleNamespace(signals=signals, binned=lambda _name, bins: np.ones(bins))
    changes = [replace(SHORTER, name=name) for name in changed]
    return [history.name for history in signal_histories(series, figures, changes)]


def test_a_quiet_history_is_drawn_by_what_anybody_reads_at_once() -> None:
    assert drawn() == ["length", "messages", "in_one_go", "questions"]


def test_what_changed_most_often_is_drawn_first() -> None:
    assert drawn("emoji", "emoji", "questions") == ["emoji", "questions", "length", "messages"]
