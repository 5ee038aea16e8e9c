"""Messages near harm: few harmless ones are taken for harm, and hardly a grave one is passed over."""

from __future__ import annotations

import polars as pl
import pytest

from bench.shared.paths import LABELLED
from bench.text.near_harm import KINDS, near_harm
from unlike.text import languages


@pytest.fixture(scope="module")
def rows() -> pl.DataFrame:
    return pl.concat([near_harm(language) for language in languages()])


def test_each_kind_has_harmless_and_grave_messages_in_each_language(rows: pl.DataFrame) -> None:
    counts = rows.group_by("language", "kind", "grave").len()
    assert counts.height == len(languages()) * len(KINDS) * 2
    assert set(counts["kind"]) == set(KINDS)
    assert min(counts["len"].to_list()) >= 2


def test_messages_near_harm_stand_nowhere_else(rows: pl.DataFrame) -> None:
    files = [file for file in LABELLED.rglob("*.t[sx][vt]") if file.parent.name != "near-harm"]
    others = {line.split("\t")[-1].strip().lower() for file in files for line in file.read_text("utf-8").splitlines()}
    assert len(others) > 5000
    assert rows["text"].str.to_lowercase().is_in(others).sum() == 0


@pytest.mark.parametrize(("grave", "least", "most"), [(True, 0.88, 1.0), (False, 0.0, 0.1)])
def test_errors_that_were_not_read_are_few(rows: pl.DataFrame, grave: bool, least: float, most: float) -> None:
    share = rows.filter(pl.col("part") == "held", pl.col("grave") == grave)["found"].mean()
    assert isinstance(share, float)
    assert least <= share <= most
