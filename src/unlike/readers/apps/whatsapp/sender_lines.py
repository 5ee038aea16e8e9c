"""Lines within a text that begin with a date or a time beside somebody who writes in the chat.

What a header has lost, such as its year, its sign or its date, keeps it from being known by its form; by the name in
it, it is known all the same.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.readers.apps.whatsapp.message_lines import message_lines

_MAX_NAMES: Final = 200
"""Names that are looked for; those who write most."""

_MOMENT: Final = r"(?:\d{1,4}[./-]\d{1,2}|\d{1,2}[:.h]\d{2})"
_LETTER: Final = r"(?:\d\p{L}\d?|\p{L}\d)[^\p{L}\n]{1,20}"
"""What a letter in the place of a digit makes of a later part of a date or time, with what stands behind it."""

_FIRST_LETTER: Final = r"[^\p{L}\n]{0,12}\d\p{L}[./-]"
"""The same of the first part of a date; a letter right before a whole header is known by `inner_headers`."""

_BEFORE_NAME: Final = (
    rf"^(?:{_FIRST_LETTER})?[^\p{{L}}\n]{{0,24}}{_MOMENT}[^\p{{L}}\n]{{0,24}}(?:{_LETTER})?"
    rf"(?:[ap]\.?\s?m\.?[^\p{{L}}\n]{{1,5}})?"
)
_BEHIND_NAME: Final = rf"[ ,]{{0,2}}[\[(]{_MOMENT}[^\p{{L}}\n]{{0,24}}\d{{2}}[\])]"


def sender_lines(columns: pl.DataFrame) -> NDArray[np.int64]:
    """Numbers of such lines.

    Args:
        columns: `sender`, `text`, `kind` and `ref` of all messages.
    """
    is_caption = pl.col("kind").cast(pl.String) != "text"
    candidates = columns.filter(
        pl.col("text").str.contains("\n", literal=True) | (is_caption & pl.col("text").is_not_null())
    )
    if candidates.is_empty():  # before the expression of all names is made
        return np.zeros(0, np.int64)
    senders = columns["sender"].drop_nulls().value_counts(sort=True)["sender"].cast(pl.String)
    names = "|".join(pl.escape_regex(name) for name in senders.head(_MAX_NAMES).to_list() if name)
    if not names:
        return np.zeros(0, np.int64)
    pattern = rf"(?i){_BEFORE_NAME}(?:{names})\s?[:;]|^(?:{names}){_BEHIND_NAME}"
    below = message_lines(candidates.lazy()).filter(pl.col("at") > 0)
    lines = below.filter(pl.col("text").str.contains(pattern)).select("line")
    numbers: NDArray[np.int64] = lines.collect().to_series().drop_nulls().to_numpy().astype(np.int64)
    return numbers
