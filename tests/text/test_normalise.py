"""The plain form of many texts."""

from __future__ import annotations

import polars as pl
import pytest

from unlike.text import normalise

TEXTS = ("Héllo, wie geht's?", "ok 😂😂", "Привет!", "明日", "", None, "I'm   fine…")


def test_texts_at_a_time_change_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = pl.Series([text for text in TEXTS for _ in range(9)])
    together = normalise.plain(texts)
    monkeypatch.setattr(normalise, "_SLICE", 4)
    assert normalise.plain(texts).to_list() == together.to_list()
    assert together.to_list()[:: len(TEXTS)][0] == " hello , wie gehts , "


def test_no_texts_have_no_plain_form() -> None:
    assert normalise.plain(pl.Series([], dtype=pl.String)).to_list() == []
