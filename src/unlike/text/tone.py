"""How single messages sound: warm, irritated, sad, worried. By their phrases, and in English by learnt weights too."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

import numpy as np
import polars as pl

from unlike.text.normalise import plain
from unlike.text.phrase_lists import phrases, table, word_classes
from unlike.text.tone_model import TONES, Floats, sums
from unlike.text.topic_grammar import grammar

_SMILEYS: Final = {
    "warm": "❤💕💖💗💞💛💚💙💜🧡🩷😘🥰😍😊☺🤗😂🤣😄😁😆🎉🥳🫶😇👏💪✨☀🙏😻",
    "irritated": "😡🤬😠🙄😤😒💢🖕",
    "sad": "😢💔😞😔☹🥺😩😿😪😥",
    "worried": "😰😨😱😟😧😦🫣",
}
_SMILEY: Final = 1.5
"""What a smiley of a tone adds to its log odds."""
_NONE, _WORD, _MOST = -3.0, 2.5, 2
"""Log odds where nothing is said, what each phrase of a tone adds, and how many count."""
_BESIDE: Final = 1.0
"""What a phrase adds beside the learnt weights."""


def tones(texts: pl.Series, language: str) -> pl.DataFrame:
    """How likely each message sounds warm, irritated, sad or worried; a message may sound like several, or none.

    Args:
        texts: one message each; null sounds like nothing.
        language: one of `languages()`.

    Returns:
        One Float64 column a tone of `TONES`, between 0 and 1, one row a message.
    """
    if texts.is_empty():
        return pl.DataFrame(schema=dict.fromkeys(TONES, pl.Float64))
    bare = plain(texts, grammar(language).apostrophe)
    said = _counted(bare, language)
    odds = sums(bare) + _BESIDE * said if language == "en" else _NONE + _WORD * said
    odds += _smileys(texts)
    return pl.DataFrame(1 / (1 + np.exp(-odds)), schema=TONES)


def _smileys(texts: pl.Series) -> Floats:
    """What the smileys add; shape (texts, tones)."""
    seen = [texts.fill_null("").str.contains_any(list(_SMILEYS[tone])).to_numpy() for tone in TONES]
    return np.stack(seen, axis=1) * _SMILEY


def _counted(bare: pl.Series, language: str) -> Floats:
    """How many phrases of each tone are said, less those that are negated; shape (texts, tones)."""
    text = pl.col("text")
    table = (
        bare.alias("text")
        .to_frame()
        .select(
            (text.str.count_matches(said).cast(pl.Int64) - text.str.count_matches(undone).cast(pl.Int64))
            .clip(0, _MOST)
            .cast(pl.Float64)
            .alias(tone)
            for tone, (said, undone) in _tone_patterns(language).items()
        )
    )
    return np.ascontiguousarray(table.to_numpy())


@cache
def _tone_patterns(language: str) -> Mapping[str, tuple[str, str]]:
    """Expressions of each tone: its phrases, and its phrases behind a negation."""
    written = table(language)
    words = word_classes(written["words"])
    patterns = {}
    for tone in TONES:
        anywhere = phrases(written["tones"][tone], words).anywhere
        patterns[tone] = anywhere, rf" {words['negation']}(?: [a-z0-9&]+){{0,2}}{anywhere}"
    return patterns
