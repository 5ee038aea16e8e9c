"""The script that learns the bars of topics: which ordinary messages it reads, and that a broken run goes on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import topic_bars as script
from distil_topics import Corpus
from distillation_texts import Labelled
from unlike.text import TOPICS
from unlike.text.topic_odds import TopicModel, topic_model

DRAWN = 30_000
"""Messages of the channels of which a table learns, an even sample of all."""


def evenly(size: int, *, tune: bool) -> list[str]:
    """An even sample of invented messages, as `channel_messages` draws them of those that one tunes on."""
    assert tune
    every = [f"message {number}" for number in range(20 * DRAWN)]
    return every[:: len(every) // size][:size]


@pytest.fixture
def _invented(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(script, "channel_messages", evenly)
    monkeypatch.setattr(script, "comments", lambda _: ["a comment", "another"])


@pytest.mark.usefixtures("_invented")
def test_ordinary_messages_are_as_many_as_asked_for_and_none_is_learnt() -> None:
    known = {*evenly(DRAWN, tune=True), "another"}
    ordinary = script.ordinary_messages(known)
    assert len(ordinary) == 1 + script.ORDINARY
    assert not known & set(ordinary)


def test_a_table_that_was_learnt_is_not_learnt_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped, calls = topic_model(), []

    def learn(_: object, rows: np.ndarray, __: object) -> tuple[None, TopicModel]:
        calls.append(rows.tolist())
        return None, TopicModel(shipped.pieces, shipped.vectors[:9], shipped.scale, shipped.layers)

    monkeypatch.setattr(script, "learn", learn)
    monkeypatch.setattr(script, "KEPT", tmp_path)
    for _ in range(2):
        model = script.table_without(corpus_of("ill"), 0, shipped.pieces)
        np.testing.assert_array_equal(model.vectors, shipped.vectors[:9])
        assert set(model.layers) == set(shipped.layers)
    assert calls == [[0]]
    script.table_without(corpus_of("ill again"), 0, shipped.pieces)
    assert calls == [[0], [0]]


def corpus_of(text: str) -> Corpus:
    """A corpus of two labelled messages, the second in a file of the first part."""
    messages = [Labelled("en", "en", "health", text), Labelled("de", "de-2", "", "na")]
    nothing = np.zeros((0, 512))
    return Corpus([], nothing, nothing, nothing, nothing, messages, nothing, [], np.zeros((2, len(TOPICS)), dtype=bool))
