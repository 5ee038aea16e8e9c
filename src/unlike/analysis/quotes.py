"""Words and times that a finding quotes from the chat."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from unlike.results.finding_types import OpenQuestion


def with_words(question: OpenQuestion | None, rows: pl.DataFrame) -> OpenQuestion | None:
    """Open question with its words.

    Args:
        question: None stays None.
        rows: the conversation's rows of the message table.
    """
    if question is None:
        return None
    text = rows.filter(pl.col("ref") == question.messages[0])["text"]
    return replace(question, quote=text[0] if text.len() else None)


def local(moment: Any, zone: ZoneInfo) -> datetime | None:  # noqa: ANN401 - what polars gives for a smallest value
    """Moment in the owner's zone; None stays None."""
    return moment.astimezone(zone) if isinstance(moment, datetime) else None
