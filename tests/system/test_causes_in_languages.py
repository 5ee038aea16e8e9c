"""A reason told in the days before a shift is named with its messages, in each language; and nothing where none was."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
import pytest

from unlike.explain.look_back import DaysBefore, look_back
from unlike.explain.term_table import TermTable
from unlike.explain.topic_table import topic_table, with_day
from unlike.text import language_of, languages
from unlike.text.lexicon import function_word_shares, lists, spoken

FOLDER = Path(__file__).parent / "causes"
START = datetime(2024, 1, 8, 12, tzinfo=UTC)
DAYS, SHIFT, A_DAY = 400, 300, 12
CAUSES: dict[str, Any] = {file.stem: tomllib.loads(file.read_text("utf-8")) for file in sorted(FOLDER.glob("*.toml"))}
CASES = [(code, cause["topic"], cause["lines"]) for code, causes in CAUSES.items() for cause in causes["told"]]


def chat(code: str, lines: list[str]) -> pl.DataFrame:
    """Everyday messages of two people on every day, and some lines two days before the shift."""
    rng = np.random.default_rng([len(lines), *code.encode()])
    usual = CAUSES[code]["usual"]
    rows = [
        (START + timedelta(days=day, minutes=40 * at), ("Mira", "Jon")[at % 2], usual[int(rng.integers(len(usual)))])
        for day in range(DAYS)
        for at in range(A_DAY)
    ]
    told = START + timedelta(days=SHIFT - 2, hours=9)
    rows += [(told + timedelta(minutes=at), "Jon", line) for at, line in enumerate(lines)]
    table = pl.DataFrame(sorted(rows), schema=["sent_at", "sender", "text"], orient="row")
    return table.with_row_index("ref").with_columns(pl.col("ref").cast(pl.String), conversation=pl.lit("here"))


def reasons(table: pl.DataFrame) -> DaysBefore:
    mentions = topic_table(with_day(table, ZoneInfo("UTC")))
    assert mentions is not None
    (before,) = look_back(TermTable.of(mentions), [(START + timedelta(days=SHIFT)).date()])
    return before


@pytest.mark.parametrize(("code", "topic", "lines"), CASES)
def test_what_was_told_is_named_with_its_messages(code: str, topic: str, lines: list[str]) -> None:
    table = chat(code, lines)
    told = set(table.filter(pl.col("text").is_in(lines))["ref"])
    named = {reason.name: {ref for _, ref in reason.messages} for reason in reasons(table).topics}
    assert topic in named
    assert named[topic] <= told


@pytest.mark.parametrize("code", CAUSES)
def test_where_nothing_was_told_nothing_is_named(code: str) -> None:
    table = chat(code, CAUSES[code]["harmless"])
    assert language_of(table["text"]) == code
    assert not reasons(table).topics


def test_every_language_with_phrases_is_tried() -> None:
    assert tuple(CAUSES) == languages()


@pytest.mark.parametrize("code", CAUSES)
def test_no_neighbour_s_words_are_looked_for(code: str) -> None:
    own = (code,) if code in lists() else ()
    assert spoken(function_word_shares(pl.Series(CAUSES[code]["usual"]).str.to_lowercase())) == own
