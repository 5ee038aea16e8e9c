"""How single messages sound: warm, irritated, sad, worried. By their phrases, and in English by learnt weights too."""

from __future__ import annotations

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
    written = table(language)
    words = word_classes(written["words"])
    columns = []
    for tone in TONES:
        listed = phrases(written["tones"][tone], words)
        said = bare.str.count_matches(listed.anywhere)
        undone = bare.str.count_matches(rf" {words['negation']}(?: [a-z0-9&]+){{0,2}}{listed.anywhere}")
        columns.append(np.clip(said.to_numpy().astype(np.int64) - undone.to_numpy().astype(np.int64), 0, _MOST))
    return np.stack(columns, axis=1).astype(np.float64)
