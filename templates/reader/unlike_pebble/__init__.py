"""Reads exports of Pebble, a chat app that does not exist."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import polars as pl

from unlike.readers import (
    Conversation,
    Coverage,
    Export,
    ExportGuide,
    FileNames,
    Interpretation,
    ParsedConversation,
    Reader,
    ReadOptions,
    SkippedRecord,
    conform,
    moment,
)
from unlike.readers.formats.json_stream import json_records

COLUMNS = pl.Schema(
    {
        "wall_clock": pl.Datetime("us"),
        "sender": pl.String(),
        "text": pl.String(),
        "kind": pl.String(),
        "ref": pl.String(),
    }
)


class PebbleReader(Reader):
    """The reader for a chat that was saved as a file in Pebble."""

    name = "pebble"
    title = "Pebble"
    export_description = "a Pebble .json"
    guides = (ExportGuide("Pebble", "Open the chat, choose Share, then Save as a file."),)
    file_names = FileNames(endings=(".json",))

    def recognise(self, export: Export) -> bool:
        """Say whether the file begins with Pebble's own mark."""
        return export.only.head(200).lstrip().startswith(b'{"app": "Pebble"')

    def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
        """The one conversation in a file."""
        yield read_chat(export).interpreted(options.interpretation)


@dataclass(frozen=True)
class PebbleChat:
    """A chat before it is known in which zone its clock ran."""

    conversation: Conversation
    rows: pl.DataFrame

    def interpreted(self, interpretation: Interpretation) -> ParsedConversation:
        """The chat with its times; `unlike` calls this again when the owner changes the zone."""
        sent_at = moment(pl.col("wall_clock"), interpretation.zone)
        rows = self.rows.with_columns(sent_at=sent_at).drop("wall_clock")
        table = conform(rows, self.conversation.key, self.conversation.app)
        return ParsedConversation(self.conversation, table, self.interpreted)


def read_chat(export: Export) -> PebbleChat:
    """Every entry of the file becomes a row, or is skipped with its place and a reason."""
    rows: list[dict[str, object]] = []
    skipped: list[SkippedRecord] = []
    total = 0
    for entry in json_records(export.only, "entries.item"):
        total += 1
        row = row_of(entry)
        if row is None:
            skipped.append(SkippedRecord(f"entry {total}", "it has no time that can be read"))
        else:
            rows.append({**row, "ref": f"entry {total}"})
    system = sum(row["kind"] == "system" for row in rows)
    title = str(next(json_records(export.only, "chat"), export.title))
    conversation = Conversation(
        key=title,
        title=title,
        app=PebbleReader.name,
        group=len({row["sender"] for row in rows if row["sender"]}) > 2,
        owner=next(json_records(export.only, "me"), None),
        clock=timedelta(minutes=1),
        skipped=tuple(skipped),
        notes=("Reactions are not in exports of Pebble.",),
        coverage=Coverage(len(rows) - system, system, len(skipped), total),
    )
    return PebbleChat(conversation, pl.DataFrame(rows, schema=COLUMNS))


def row_of(entry: dict[str, Any]) -> dict[str, object] | None:
    """An entry as a row; None where it has no time."""
    try:
        wall_clock = datetime.strptime(entry["time"], "%Y-%m-%d %H:%M")  # noqa: DTZ007 - the zone is the owner's
    except (KeyError, TypeError, ValueError):
        return None
    if "event" in entry:  # the app's own words: nobody sent them, and nobody typed them
        return {"wall_clock": wall_clock, "sender": None, "text": None, "kind": "system"}
    text = entry.get("text") or None  # null, never empty
    kind = "image" if "photo" in entry else "text" if text else "media"
    return {"wall_clock": wall_clock, "sender": entry.get("from", ""), "text": text, "kind": kind}
