"""Messages with the sign that stands for a character that could not be read, whichever program put it there."""

from __future__ import annotations

import re
from typing import Final

import polars as pl

from unlike.i18n import lazy_plural

REPLACEMENT: Final = "\ufffd"


_SURROGATES: Final = re.compile("[\ud800-\udfff]")
"""What Python makes of bytes in a file's name that are no text; no table can hold it."""


def readable_name(name: str) -> str:
    """The name of a file or folder, with that sign for whatever in it is no text."""
    return name if name.isascii() else _SURROGATES.sub(REPLACEMENT, name)


def unreadable_note(messages: pl.DataFrame) -> str | None:
    """Say how many messages hold that sign in words or name; None where none does.

    Args:
        messages: rows in the table's schema.
    """
    holds = pl.col("text").str.contains(REPLACEMENT, literal=True).fill_null(value=False)
    named = pl.col("sender").cast(pl.String).str.contains(REPLACEMENT, literal=True).fill_null(value=False)
    number = int(messages.select((holds | named).sum()).item())
    if not number:
        return None
    return lazy_plural(
        "{number} message holds “\ufffd” in place of a character that could not be read.",
        "{number} messages hold “\ufffd” in place of characters that could not be read.",
        number,
    )
