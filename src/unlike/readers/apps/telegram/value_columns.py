"""Values of any type as columns: those of a wrong type are left out and counted, and never cost more than the others.

A column is made by polars only of values whose types were looked at: it would search a nested list for a common type.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, Final

import polars as pl

from unlike.readers.apps.telegram.chat_batches import plain_text
from unlike.readers.apps.telegram.entry_decoding import DecodedEntries, MessageEntry

_TEXTS: Final = frozenset({str, type(None)})
_SCALARS: Final = frozenset({str, int, type(None)})
_NUMBERS: Final = ("id", "reply")
"""Columns of text whose values are mostly integers in the export."""

_LARGEST: Final = (1 << 63) - 1
"""Stands for a time that is too large a number for any clock."""

_KEYS: Final = {
    "sent_number": "date_unixtime",
    "edited_number": "edited_unixtime",
    "who": "from_id",
    "name": "from",
    "medium": "media_type",
    "origin": "forwarded_from",
    "reply": "reply_to_message_id",
}
"""What a column is called in the export, where that is another name."""


def text_column(name: str, values: list[Any], decoded: DecodedEntries, unreadable: Counter[str]) -> pl.Series:
    """Texts and whole numbers as texts, null for values of any other type.

    Args:
        name: the column's.
        values: one an entry.
        decoded: the entries, for what other fields say where this one does not.
        unreadable: gets the number of values left out, by their name in the export.
    """
    column = _scalar_column(name, values) if decoded.plain or set(map(type, values)) <= _SCALARS else None
    if column is not None:
        return column
    readable = _TEXT_OF.get(name, _plain_value)
    texts = [readable(entry, value) for entry, value in zip(decoded.entries, values, strict=True)]
    unreadable[_KEYS.get(name, name)] += sum(bool(value) and plain_text(value) is None for value in values)
    return pl.Series(name, texts, dtype=pl.String)


def _scalar_column(name: str, values: list[Any]) -> pl.Series | None:
    """Texts, or integers of 64 bits, as texts; None for a mixture."""
    types = (pl.Int64, pl.String) if name in _NUMBERS else (pl.String, pl.Int64)
    for kind in types:
        try:
            return pl.Series(name, values, dtype=kind).cast(pl.String)
        except (TypeError, OverflowError):
            continue
    return None


def time_column(name: str, values: list[Any], decoded: DecodedEntries, unreadable: Counter[str]) -> pl.Series:
    """Times as integers, those beyond 64 bits as the largest of them; null for values of any other type.

    Args:
        name: the column's.
        values: texts or numbers, one an entry.
        decoded: the entries.
        unreadable: gets the number of values left out, by their name in the export.
    """
    if decoded.plain or set(map(type, values)) <= _TEXTS:
        texts = pl.Series(name, values, dtype=pl.String)
    else:
        whole = [_whole_number(value) for value in values]
        unreadable[_KEYS[name]] += whole.count(None) - values.count(None)
        texts = pl.Series(name, whole, dtype=pl.String)
    numbers = texts.cast(pl.Int64, strict=False)
    if numbers.null_count() == texts.null_count():
        return numbers
    endless = numbers.is_null() & texts.str.contains(r"^-?\d+$").fill_null(value=False)
    return numbers.to_frame().select(pl.when(pl.lit(endless)).then(_LARGEST).otherwise(name).alias(name)).to_series()


def _whole_number(value: object) -> str | None:
    """A number or text as the text of a whole number."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(int(value)) if abs(value) < _LARGEST else str(_LARGEST)
    return value if isinstance(value, str) else None


def _plain_value(_entry: MessageEntry, value: object) -> str | None:
    return plain_text(value)


def _reference(_entry: MessageEntry, value: object) -> str | None:
    """An id as text; None for what would not be one word."""
    text = plain_text(value)
    return text if text and text.replace("-", "").isalnum() else None


def _account(entry: MessageEntry, _value: object) -> str | None:
    return _first_text(entry.from_id, entry.actor_id, entry.from_, entry.actor)


def _name(entry: MessageEntry, _value: object) -> str | None:
    return _first_text(entry.from_, entry.actor)


def _medium(entry: MessageEntry, value: object) -> str | None:
    return plain_text(value) or ("file" if entry.file else None)


def _first_text(*values: object) -> str | None:
    return next(filter(None, map(plain_text, values)), None)


_TEXT_OF: Final[dict[str, Callable[[MessageEntry, object], str | None]]] = {
    "id": _reference,
    "reply": _reference,
    "who": _account,
    "name": _name,
    "medium": _medium,
}
"""What a column takes where its first choice is of a wrong type."""
