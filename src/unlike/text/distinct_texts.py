"""Looks at each distinct text once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

import numpy as np
import polars as pl

_CHUNK_MESSAGES: Final = 50_000
"""Messages that are there as words of Python at a time, so that a long history never is."""


def marked(texts: pl.Series, names: Sequence[str], marks: Callable[[str], Iterable[str]]) -> pl.DataFrame:
    """Mark texts with names.

    Args:
        texts: no nulls.
        names: at most 30.
        marks: names that hold for a text.

    Returns:
        One Boolean column a name, one row a text.
    """
    bits = {name: 1 << at for at, name in enumerate(names)}
    table = np.zeros(texts.len(), dtype=np.int32)
    for begin in range(0, texts.len(), _CHUNK_MESSAGES):
        chunk = texts.slice(begin, _CHUNK_MESSAGES).to_list()
        mask_of = {text: sum(bits[name] for name in marks(text)) for text in set(chunk)}
        table[begin : begin + len(chunk)] = [mask_of[text] for text in chunk]
    return pl.DataFrame(
        {name: (table & bit) > 0 for name, bit in bits.items()}, schema=dict.fromkeys(names, pl.Boolean)
    )
