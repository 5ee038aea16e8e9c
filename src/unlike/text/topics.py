"""What single messages tell: by phrases that the table of meanings does not speak against, and by the table itself."""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from unlike.text.assertions import without_quotations
from unlike.text.phrase_topics import phrase_topics
from unlike.text.topic_finds import finds
from unlike.text.topic_grammar import TOPICS, grammar
from unlike.text.topic_odds import Odds, topic_odds

VETO: Final = {"en": -5.0, "ja": -9.0, "zh": -9.0, "nl": -9.0, "it": -9.0, "tr": -8.0, "pl": -9.0}
"""Log odds below which what a phrase found is taken back; see docs/measurements/topics-and-tone.md."""
CLAUSE: Final = 2.0
"""Log odds of a clause by itself, from which on it keeps what a phrase found in a message about something else."""
_CLAUSE_END: Final = r"[,;.!?\n]+"
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
    texts = without_quotations(texts, grammar(language))
    odds = topic_odds(texts)
    likely = (odds > VETO.get(language, _VETO)) | (_clause_odds(texts) > CLAUSE)
    some = np.flatnonzero(likely.any(axis=1))
    result = finds(texts, odds, language)
    result[some] |= phrase_topics(texts.gather(some), language).to_numpy() & likely[some]
    return pl.DataFrame(result, schema=dict.fromkeys(TOPICS, pl.Boolean))


def _clause_odds(texts: pl.Series) -> Odds:
    """The highest odds of each topic among the clauses of each text, of which one alone may tell something.

    Args:
        texts: one message each; null has no clause.

    Returns:
        Shape (texts, topics); minus infinity for a text of one clause, whose odds are the text's own.
    """
    clauses = texts.str.replace_all(_CLAUSE_END, "\n").str.split("\n")
    rows = pl.DataFrame({"row": pl.int_range(texts.len(), eager=True), "clause": clauses})
    parts = (
        rows.filter(pl.col("clause").list.len() > 1).explode("clause").filter(pl.col("clause").str.strip_chars() != "")
    )
    result = np.full((texts.len(), len(TOPICS)), -np.inf, dtype=np.float32)
    np.maximum.at(result, parts["row"].to_numpy(), topic_odds(parts["clause"]))
    return result
