"""Long histories are looked at in slices: what is found is the same to the last byte, however large these are."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import timedelta
from types import ModuleType
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from unlike import api
from unlike.analysis.analysis_options import AnalysisOptions
from unlike.explain.topic_table import topic_table, with_day
from unlike.presentation.json.document import document_text
from unlike.signals import SIGNALS, measure
from unlike.synthetic import STRONG, generate, random_world

MESSAGES = 6_000
SLICES = ("_SLICE", "_CHUNK_MESSAGES")
"""Names that the sizes of slices have."""


def document(seed: int) -> str:
    """Findings about an invented pair as JSON."""
    rows = generate(random_world(seed, STRONG, years=1)).rows
    frame = rows.filter(pl.col("sender").is_not_null()).tail(MESSAGES).rename({"sent_at": "timestamp"})
    chats = api.read_frame(frame.select("timestamp", "sender", "text"), zone="Europe/Berlin")
    return document_text(api.analyse(chats, AnalysisOptions(owner=min(chats.people), possible=True)).findings)


def sizes() -> Iterator[tuple[ModuleType, str]]:
    """Where the size of a slice stands."""
    for name, module in sys.modules.items():
        if name.startswith("unlike."):
            yield from ((module, size) for size in SLICES if hasattr(module, size))


def tables(seed: int) -> dict[str, pl.DataFrame]:
    """What the stages keep of an invented pair's messages."""
    rows = generate(random_world(seed, STRONG, years=1)).table().tail(MESSAGES)
    measured = measure(rows, SIGNALS, ZoneInfo("Europe/Berlin"), timedelta(seconds=1))
    topics = topic_table(with_day(rows, ZoneInfo("Europe/Berlin")))
    assert topics is not None
    return {
        "messages": measured.messages,
        "blocks": measured.blocks.sort("sender", "day", "block"),
        "histograms": measured.histograms.sort("sender", "day", "signal", "units"),
        "topics": topics,
    }


@pytest.mark.parametrize("seed", [3, 4])
def test_tables_do_not_depend_on_the_size_of_slices(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = tables(seed)
    for module, size in sizes():
        monkeypatch.setattr(module, size, 613)
    for name, table in tables(seed).items():
        assert_frame_equal(table, whole[name], check_exact=True)


@pytest.mark.parametrize("seed", [3, 4])
def test_findings_do_not_depend_on_the_size_of_slices(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = document(seed)
    places = list(sizes())
    assert len(places) >= 7
    for module, size in places:
        monkeypatch.setattr(module, size, 613)
    assert document(seed) == whole
    assert '"spells"' in whole
