from __future__ import annotations

import json
from importlib.resources import files

import numpy as np
import polars as pl
import pytest

from unlike.text import TOPICS, languages, topics
from unlike.text.topic_bars import topic_bars
from unlike.text.topics import topics_by_ease


@pytest.mark.parametrize("language", languages())
def test_a_phrase_needs_less_than_the_table_alone(language: str) -> None:
    bars = topic_bars(language)
    assert bars.phrase.shape == bars.find.shape == (len(TOPICS),)
    assert (bars.phrase < bars.find).all()
    assert (bars.find > 0).all()


def test_every_topic_and_language_has_its_bars_and_no_other() -> None:
    stored = json.loads(files("unlike.text").joinpath("topic_model", "bars.json").read_text("utf-8"))
    assert set(stored["topics"]) == set(TOPICS)
    assert set(stored["languages"]) == set(languages())


def test_lower_bars_find_what_higher_ones_find_and_more() -> None:
    texts = pl.Series(["my chest feels odd", "i broke my arm, see you at eight", "ok", None])
    surely, eased = (table.to_numpy() for table in topics_by_ease(texts, "en", (0.0, 2.0)))
    np.testing.assert_array_equal(surely, topics(texts, "en").to_numpy())
    assert (eased | ~surely).all()
    assert eased.sum() > surely.sum()
