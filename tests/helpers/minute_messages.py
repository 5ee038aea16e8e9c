"""Conversations written by hand, a message at each of some minutes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

import polars as pl

from unlike.messages import SCHEMA, conform

START: Final = datetime(2024, 3, 1, 9, tzinfo=UTC)


def part(key: str, minutes: list[int], sender: str = "Ada") -> pl.DataFrame:
    """A conversation with one message at each of some minutes, refs in the order given."""
    frame = pl.DataFrame(
        {
            "sent_at": [START + timedelta(minutes=minute) for minute in minutes],
            "ref": [f"{key}{place}" for place in range(len(minutes))],
            "text": ["hello"] * len(minutes),
        },
        schema_overrides={"sent_at": SCHEMA["sent_at"], "ref": pl.String, "text": pl.String},
    )
    return conform(frame.with_columns(sender=pl.lit(sender)), key, "test")
