"""Words cut into pieces as SentencePiece's unigram model cuts them (Kudo 2018, ACL).

The pieces are the 128,000 of multilingual USE v3. None of them crosses a space, so that texts are cut word by word, and
each distinct word once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import polars as pl

from unlike.core.content_caches import ContentDictionary

UNKNOWN: Final = 0
"""Piece of a character that no piece has."""
_SPACE: Final = "▁"
_PENALTY: Final = 10.0
"""How much less an unknown character scores than the rarest piece."""
_SPACES: Final = "[\t\n\f\r\u1680\u200b\u200e\u200f\u2028\u2029\ufeff\ufffd]"
"""Signs that count as a space, beside those that compatibility decomposition makes one."""
_WAVE: Final = "～"
_HOLD: Final = "\ue0ff"
"""The one sign in common use that decomposition would change and the model keeps, and what stands for it meanwhile."""
_MAX_CACHED_WORDS: Final = 200_000


class WordPieces:
    """The pieces of a model, and the words cut so far."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float]) -> None:
        """Index the pieces.

        Args:
            pieces: each by its number; a space before a word is `▁`.
            scores: log probability of each.
        """
        self._numbers: Mapping[str, int] = dict(zip(pieces, range(len(pieces)), strict=True))
        self._scores = scores
        self._longest = max(map(len, pieces))
        self._unknown = min(scores) - _PENALTY
        self._words = ContentDictionary[tuple[int, ...]]()

    def of_word(self, word: str) -> tuple[int, ...]:
        """Numbers of the pieces of a word without spaces, in its normal form."""
        pieces = self._words.get(word)
        if pieces is None:
            pieces = self._cut(_SPACE + word)
            if len(self._words) >= _MAX_CACHED_WORDS:
                self._words.clear()
            self._words[word] = pieces
        return pieces

    def _cut(self, word: str) -> tuple[int, ...]:
        """The most probable pieces; of equal ones those whose last piece begins first (Viterbi 1967)."""
        size = len(word)
        best = [0.0] + [float("-inf")] * size
        begins, chosen = [0] * (size + 1), [UNKNOWN] * (size + 1)
        for begin in range(size):
            for end in range(begin + 1, min(begin + self._longest, size) + 1):
                number = self._numbers.get(word[begin:end])
                if number is None and end > begin + 1:
                    continue
                score = best[begin] + (self._unknown if number is None else self._scores[number])
                if score > best[end]:
                    best[end], begins[end], chosen[end] = score, begin, UNKNOWN if number is None else number
        pieces, at = [], size
        while at:
            pieces.append(chosen[at])
            at = begins[at]
        return tuple(reversed(pieces))


def normal_words(texts: pl.Series) -> pl.Series:
    """Lists of the words of each text in the normal form that they are cut in: NFKC, parted at spaces.

    Args:
        texts: as they were typed; null has no words.
    """
    spaced = texts.fill_null("").str.replace_all(_SPACES, " ").str.replace_all(_WAVE, _HOLD, literal=True)
    normal = spaced.str.normalize("NFKC").str.replace_all(_HOLD, _WAVE, literal=True)
    single = normal.str.replace_all(" {2,}", " ").str.strip_chars(" ")
    return _split(single)


def _split(texts: pl.Series) -> pl.Series:
    """The words of texts with one space between them; none of an empty one."""
    words = texts.str.split(" ")
    empty = pl.Series([[]], dtype=words.dtype)
    return words.zip_with(texts != "", empty.new_from_index(0, texts.len()))
