"""Reading and analysing in one call, for tests that ask about neither."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from unlike.api import Analysis, AnalysisOptions, analyse, read

BERLIN = ZoneInfo("Europe/Berlin")


def analysis_of(paths: Sequence[Path], **options: Any) -> Analysis:  # noqa: ANN401 - as in AnalysisOptions
    """Analysis of some exports whose owner lives in Berlin."""
    return analyse(read(paths, zone=BERLIN), AnalysisOptions(**options))
