"""Words from the chat, resolved last and only where they are asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl

from unlike.messages.queries import one_conversation
from unlike.results.finding_types import OpenQuestion
from unlike.results.findings import Quote


def quotes(
    messages: pl.DataFrame, conversation: str, refs: Sequence[str], around: int, zone: ZoneInfo
) -> tuple[Quote, ...]:
    """The messages of some refs, marked, with `around` neighbours to each side, in the chat's order."""
    rows = one_conversation(messages, conversation).with_row_index("row")
    rows = rows.with_columns(marked=pl.col("ref").is_in(list(refs)))
    near = pl.col("marked").cast(pl.Int8).rolling_max(2 * around + 1, min_samples=1, center=True) > 0
    return quoted(rows.filter(near), zone)


def quoted(rows: pl.DataFrame, zone: ZoneInfo) -> tuple[Quote, ...]:
    """Rows of the message table, with a column "marked", as quotes."""
    return tuple(_quote(row, zone) for row in rows.iter_rows(named=True))


def with_words(question: OpenQuestion | None, rows: pl.DataFrame) -> OpenQuestion | None:
    """An open question with its words."""
    if question is None:
        return None
    text = rows.filter(pl.col("ref") == question.messages[0])["text"]
    return replace(question, quote=text[0] if text.len() else None)


def local(moment: Any, zone: ZoneInfo) -> datetime | None:  # noqa: ANN401 - what polars gives for a smallest value
    """A moment in the owner's zone; None stays None."""
    return moment.astimezone(zone) if isinstance(moment, datetime) else None


def _quote(row: dict[str, Any], zone: ZoneInfo) -> Quote:
    """One row as a quote."""
    return Quote(row["ref"], row["sent_at"].astimezone(zone), row["sender"], row["text"], row["kind"], row["marked"])
