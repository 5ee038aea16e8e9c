"""How single messages sound: warm, irritated, sad, worried. By their phrases, and in English by learnt weights too."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import numpy as np
import polars as pl

from unlike.core.content_caches import content_cache
from unlike.text.normalise import plain
from unlike.text.phrase_index import PhraseIndex, spans
from unlike.text.tone_model import TONES, Floats, sums
from unlike.text.topic_grammar import NEGATION, grammar, topic_phrases

_NO_COUNTS: Final = (0,) * len(TONES)
_CACHED_EXPRESSIONS: Final = 1024
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
    text = pl.col("text").fill_null("")
    signs = texts.alias("text").to_frame()
    return signs.select(text.str.contains_any(list(_SMILEYS[tone])).alias(tone) for tone in TONES).to_numpy() * _SMILEY


def _counted(bare: pl.Series, language: str) -> Floats:
    """How many phrases of each tone are said, less those that are negated; shape (texts, tones)."""
    index = _tone_phrases(language)
    texts = bare.to_list()
    counts = {text: _counts_of(text, index, language) for text in set(texts)}
    return np.array([counts[text] for text in texts], dtype=np.float64)


def _counts_of(text: str, index: PhraseIndex, language: str) -> tuple[int, ...]:
    """How many phrases of each tone a text in its plain form says, less those that are negated."""
    candidates = index.candidates(text)
    negated = bool(candidates.pop(NEGATION, ()))
    if not candidates:
        return _NO_COUNTS
    counts = []
    for tone in TONES:
        patterns = tuple(candidates.get(tone, ()))
        count = sum(1 for _ in spans(text, patterns, closing=1))
        if count and negated:
            count -= sum(1 for _ in _negated(patterns, language).finditer(text))
        counts.append(min(max(count, 0), _MOST))
    return tuple(counts)


@cache
def _tone_phrases(language: str) -> PhraseIndex:
    """The phrases of each tone, and the negations of a language."""
    return PhraseIndex([topic_phrases(language)], {*TONES, NEGATION})


@content_cache(_CACHED_EXPRESSIONS)
def _negated(patterns: tuple[re.Pattern[str], ...], language: str) -> re.Pattern[str]:
    """An expression for phrases up to two words behind a negation; it takes the space behind them."""
    known = topic_phrases(language)
    alternatives = "|".join(pattern.pattern for pattern in patterns)
    return re.compile(rf"{known.lead}{known.classes[NEGATION]}(?: [a-z0-9&]+){{0,2}}(?:{alternatives}) ")
