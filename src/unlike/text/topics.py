"""What single messages tell: by phrases that the table of meanings does not speak against, and by the table itself."""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from unlike.text.phrase_topics import phrase_topics
from unlike.text.topic_finds import finds
from unlike.text.topic_grammar import TOPICS
from unlike.text.topic_odds import topic_odds

VETO: Final = {"en": -5.0}
"""Log odds below which what a phrase found is taken back; see docs/measurements/topics-and-tone.md."""
_VETO: Final = -7.0
"""The same in the other languages, whose words the table knows less well."""


def topics(texts: pl.Series, language: str) -> pl.DataFrame:
    """What each message tells of the writer, of the two who write, or of the writer's close family.

    Args:
        texts: one message each; null tells nothing.
        language: one of `languages()`.

    Returns:
        One Boolean column a topic of `TOPICS`, one row a message.
    """
    rows = texts.alias("text").to_frame()
    distinct = rows.unique(maintain_order=True)
    each = distinct.hstack(_topics(distinct["text"], language))
    return rows.join(each, on="text", how="left", nulls_equal=True, maintain_order="left").drop("text")


def _topics(texts: pl.Series, language: str) -> pl.DataFrame:
    """The same of distinct messages; phrases are looked for only where the table leaves a topic open."""
    odds = topic_odds(texts)
    likely = odds > VETO.get(language, _VETO)
    some = np.flatnonzero(likely.any(axis=1))
    result = finds(texts, odds, language)
    result[some] |= phrase_topics(texts.gather(some), language).to_numpy() & likely[some]
    return pl.DataFrame(result, schema=dict.fromkeys(TOPICS, pl.Boolean))
