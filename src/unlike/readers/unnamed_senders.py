"""Messages of which an export does not say who wrote them; they count as those of one person, under one name."""

from __future__ import annotations

from typing import Final

import polars as pl

from unlike.i18n import lazy_plural
from unlike.messages import KIND_NAMES

UNKNOWN_SENDER: Final = "Unknown"

_SYSTEM: Final = KIND_NAMES[-1]


def unnamed_note(messages: pl.DataFrame) -> str | None:
    """Say how many messages are by whoever; None where none is.

    Args:
        messages: rows in the table's schema.
    """
    sender = pl.col("sender").cast(pl.String)
    is_unknown = (sender == UNKNOWN_SENDER) | sender.str.starts_with(f"{UNKNOWN_SENDER} (")  # of several, with a mark
    is_unnamed = is_unknown & (pl.col("kind").cast(pl.String) != _SYSTEM)
    number = int(messages.select(is_unnamed.fill_null(value=False).sum()).item())
    if not number:
        return None
    return lazy_plural(
        "{number} message does not say who wrote it and counts as that of “Unknown”.",
        "{number} messages do not say who wrote them and count as those of one person, “Unknown”, though they may be "
        "of several.",
        number,
    )
