"""Spans of days to be read by somebody, and the sums of what that reader saw in them.

The messages of each span and of the days around it are written to a folder outside the repository, with a table of all
spans. The reader fills the table's column `cause`. Only sums over people come out.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

import polars as pl

from bench.shared.intervals import share_text

ABSENCE_SHARE = 1 / 3
"""Messages a day in a span, by those of a day around it, up to which it is an absence."""
TABLE_NAME = "spans.csv"
_COLUMNS = ("person", "first", "last", "kind", "per_year", "writing_share", "file", "cause")
SpanKey: TypeAlias = tuple[int, str, str, str]
"""Person, first day, last day and kind of a span."""


class Cause(StrEnum):
    """What a reader saw that may have made the days of a span unlike others."""

    REASON = "reason"
    SUBJECT = "subject"
    ABSENCE = "absence"
    NOTHING = "nothing"


CAUSE_HEADINGS = {
    Cause.REASON: "a reason in the messages",
    Cause.SUBJECT: "another subject or use of the channel",
    Cause.ABSENCE: "away, without a reason",
    Cause.NOTHING: "nothing that can be seen",
}


@dataclass(frozen=True)
class ReadableSpan:
    """Days to be read.

    Attributes:
        person: number of the person.
        first, last: days, both included.
        kind: direction of a claim, or `ordinary`.
        per_year: stated rate of a claim a year.
        writing_share: messages a day in the span, by those of a day around it.
        messages: messages of the span and of the days around it.
    """

    person: int
    first: date
    last: date
    kind: str
    per_year: float
    writing_share: float
    messages: pl.DataFrame

    @property
    def key(self) -> SpanKey:
        return self.person, self.first.isoformat(), self.last.isoformat(), self.kind

    @property
    def is_absence(self) -> bool:
        return self.writing_share <= ABSENCE_SHARE


def write_spans(spans: Iterable[ReadableSpan], folder: Path) -> None:
    """Write the messages of each span as a file of its own, the surest claim first, and the table of all spans.

    Raises:
        FileExistsError: the folder has a table, which may be filled in.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / TABLE_NAME).open("x", encoding="utf-8", newline="") as table:
        writer = csv.writer(table)
        writer.writerow(_COLUMNS)
        for number, span in enumerate(sorted(spans, key=lambda span: span.per_year), 1):
            path = folder / f"{number:03}.txt"
            writer.writerow([*span.key, f"{span.per_year:.4f}", f"{span.writing_share:.2f}", path.name, ""])
            path.write_text(_file_text(span), encoding="utf-8")


def _file_text(span: ReadableSpan) -> str:
    rows = span.messages.select("sent_at", "sender", pl.col("text").fill_null("")).iter_rows()
    lines = (f"{at:%m-%d %H:%M} {sender}: {text}\n" for at, sender, text in rows)
    return f"{span.first} to {span.last}, {span.kind}, {span.per_year:.3f} a year\n{''.join(lines)}"


def read_causes(folder: Path) -> dict[SpanKey, Cause]:
    """Read the table that `write_spans` writes, after its column `cause` was filled in.

    Raises:
        ValueError: a cause is none of `Cause`.
    """
    with (folder / TABLE_NAME).open(encoding="utf-8", newline="") as table:
        return {
            (int(row["person"]), row["first"], row["last"], row["kind"]): Cause(row["cause"])
            for row in csv.DictReader(table)
        }


def cause_table(spans_by_row: Mapping[str, Sequence[ReadableSpan]], causes: Mapping[SpanKey, Cause]) -> str:
    """Table of what a reader saw, a row for each group of spans.

    Raises:
        SystemExit: a span was not read.
    """
    unread = [span for spans in spans_by_row.values() for span in spans if span.key not in causes]
    if unread:
        raise SystemExit(f"{len(unread)} spans have no cause in {TABLE_NAME}: write them anew and read them.")
    lines = [
        f"| days | read | absences | {' | '.join(CAUSE_HEADINGS.values())} |",
        f"|---|---|---|{'---|' * len(CAUSE_HEADINGS)}",
    ]
    for name, spans in spans_by_row.items():
        counts = [
            sum(span.is_absence for span in spans),
            *(sum(causes[span.key] is cause for span in spans) for cause in CAUSE_HEADINGS),
        ]
        cells = (f"{count}: {share_text(count, len(spans))}" for count in counts)
        lines.append(f"| {name} | {len(spans)} | {' | '.join(cells)} |")
    return "\n".join([*lines, ""])
