"""The messages of one block as columns, before it is known what their dates mean."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.messages import KIND_NAMES
from unlike.readers.apps.whatsapp.header_patterns import Ints
from unlike.readers.apps.whatsapp.invisible_characters import plain

TEXT, SYSTEM = KIND_NAMES.index("text"), KIND_NAMES.index("system")


@dataclass(slots=True)
class WhatsAppRows:
    """The messages of one block; one entry each.

    Attributes:
        names: the distinct senders as written, with the final ":"; "" is the app itself.
        senders: index into `names`.
        texts: what was typed.
        kinds: index into the table's kinds.
        refs: where they stand.
        seconds: since midnight.
        dates: packed date of each run of messages of one day.
        lengths: messages in each run.
    """

    names: list[str]
    senders: NDArray[np.uint32]
    texts: pl.Series
    kinds: NDArray[np.uint8]
    refs: pl.Series
    seconds: Ints
    dates: Ints
    lengths: NDArray[np.int64]


def sender_name(name: str) -> str:
    """A sender's name as people know it: without the colon, marks, and the sign before those who are no contact."""
    return plain(plain(name.removesuffix(":")).removeprefix("~"))


def with_replaced(texts: pl.Series, places: NDArray[np.int64], by: pl.Series | list[None]) -> pl.Series:
    """The series with other values at some places."""
    if not len(places):
        return texts
    index = np.arange(len(texts), dtype=np.uint32)
    index[places] = np.arange(len(texts), len(texts) + len(places), dtype=np.uint32)
    new_texts = by if isinstance(by, pl.Series) else pl.Series(by, dtype=pl.String)
    return pl.concat([texts, new_texts.alias(texts.name)], rechunk=True)[index]
