"""Changes that are planted: as much is left of each habit as is said."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from bench.shared.planted_changes import FACTORS, MARKS_CUT, PLANTS, QUESTION, SMILEY, Change, one_habit

MESSAGES = 6000
EMPTY = pl.DataFrame()


def invented_messages() -> pl.DataFrame:
    """Messages of 2 to 14 words; three in ten end with a question mark, a quarter with a smiley, a fifth with !"""
    rng = np.random.default_rng(7)
    marks = [("?", 0.3), (" :)", 0.25), ("!", 0.2)]
    texts = [
        " ".join(["word"] * int(size)) + "".join(mark for mark, share in marks if rng.random() < share)
        for size in rng.integers(2, 15, MESSAGES)
    ]
    return pl.DataFrame({"text": texts})


def change_of(kind: str) -> Change:
    return next(plant.change for plant in PLANTS if plant.kind == kind)


def share(messages: pl.DataFrame, pattern: str) -> float:
    return float(messages["text"].str.contains(pattern).mean())  # type: ignore[arg-type]


def mean_words(messages: pl.DataFrame) -> float:
    return float(messages["text"].str.count_matches(r"word").mean())  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", FACTORS)
def test_as_many_questions_smileys_words_and_messages_are_left_as_said(kind: str) -> None:
    before = invented_messages()
    after = change_of(kind)(before, EMPTY, np.random.default_rng(1))
    messages_kept, words, marks = FACTORS[kind]
    assert after.height / before.height == pytest.approx(messages_kept, abs=0.03)
    assert mean_words(after) / mean_words(before) == pytest.approx(words, abs=0.04)
    for pattern in (QUESTION, SMILEY):
        assert share(after, pattern) / share(before, pattern) == pytest.approx(marks, abs=0.06)


@pytest.mark.parametrize("kind", FACTORS)
def test_cut_with_the_words_hardly_any_marks_are_left(kind: str) -> None:
    before = invented_messages()
    after = change_of(kind + MARKS_CUT)(before, EMPTY, np.random.default_rng(1))
    assert mean_words(after) / mean_words(before) == pytest.approx(FACTORS[kind][1], abs=0.04)
    for pattern in (QUESTION, SMILEY):
        assert share(after, pattern) / share(before, pattern) < 0.7 * FACTORS[kind][2]


def test_where_one_habit_changes_the_others_stay() -> None:
    before = invented_messages()
    after = one_habit(before, EMPTY, np.random.default_rng(1))
    assert mean_words(after) / mean_words(before) == pytest.approx(0.4, abs=0.04)
    for pattern in (QUESTION, SMILEY, "!"):
        assert share(after, pattern) == pytest.approx(share(before, pattern), abs=0.001)
