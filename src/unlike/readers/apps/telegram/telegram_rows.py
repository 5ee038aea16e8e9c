"""A chat's columns as the message table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

import polars as pl

from unlike.i18n import lazy, mark
from unlike.messages import KIND, KIND_NAMES, MOMENT, SCHEMA, conform
from unlike.messages.schema import REACTION
from unlike.readers.apps.telegram.accounts import DELETED
from unlike.readers.base import SkippedRecord
from unlike.readers.times import moment

MEDIA: Final = {
    "sticker": "sticker",
    "animation": "gif",
    "voice_message": "audio",
    "audio_file": "audio",
    "video_message": "video",
    "video_file": "video",
    "photo": "image",
    "file": "document",
    "location": "location",
    "contact": "contact",
    "poll": "poll",
}
"""Telegram's terms and ours; whatever Telegram adds later is "media"."""

READ: Final = ("message", "service")


@dataclass(frozen=True, slots=True)
class TelegramRows:
    """A chat as a table, with what was left over and what a reader should know."""

    table: pl.DataFrame
    skipped: tuple[SkippedRecord, ...]
    forwarded: int
    undated: int


def rows(
    entries: pl.DataFrame, reactions: pl.DataFrame, names: Mapping[str, str], key: str, zone: ZoneInfo
) -> TelegramRows:
    """The table of one chat.

    Args:
        entries: as in `entries.COLUMNS`, in the file's order.
        reactions: as in `entries.REACTIONS`; `row` counts the entries.
        names: what to show for each account id.
        key: the conversation's.
        zone: of times in exports that give no moments.
    """
    whole = entries.lazy().with_columns(_times(zone), ref=_ref(entries)).collect()
    good = pl.col("type").cast(pl.String).is_in(READ).fill_null(value=False) & pl.col("sent_at").is_not_null()
    skipped = _skipped(whole.filter(~good))
    if not reactions.is_empty():
        whole = whole.with_columns(_listed(reactions, names, whole.height))
    kept = whole if not skipped else whole.filter(good)
    made = kept.lazy().with_columns(_kind()).with_columns(_sender(names), _text(), _reply()).collect()
    return TelegramRows(
        conform(made.select(name for name in SCHEMA if name in made.columns), key, "telegram"),
        skipped,
        forwarded=int((~kept["typed"]).sum()),
        undated=int(kept["unix"].is_null().sum()),
    )


def _times(zone: ZoneInfo) -> list[pl.Expr]:
    """Moments where the export has them, else the exporting computer's wall clock."""
    sent = pl.coalesce(_unix("unix"), _wall("date", zone)).alias("sent_at")
    edited = pl.coalesce(_unix("edited_unix"), _wall("edited", zone))
    # Old exports give the year 1970 to whatever was never edited.
    return [sent, pl.when(edited > pl.lit(86_400 * 10**6).cast(MOMENT)).then(edited).alias("edited_at")]


def _unix(name: str) -> pl.Expr:
    return (pl.col(name).cast(pl.Int64, strict=False) * 1_000_000).cast(MOMENT)


def _wall(name: str, zone: ZoneInfo) -> pl.Expr:
    return moment(pl.col(name).str.to_datetime("%Y-%m-%dT%H:%M:%S", time_unit="us", strict=False), zone)


def _ref(entries: pl.DataFrame) -> pl.Expr:
    """The id behind an m; an id that stands twice is numbered, a missing one replaced by the entry's place."""
    plain = pl.coalesce("m" + pl.col("id"), pl.format("entry {}", pl.int_range(pl.len()) + 1))
    if not entries["id"].is_duplicated().any():
        return plain
    again = pl.int_range(pl.len()).over("id")
    return pl.when(pl.col("id").is_null() | (again == 0)).then(plain).otherwise(pl.format("{}#{}", plain, again + 1))


def _skipped(leftovers: pl.DataFrame) -> tuple[SkippedRecord, ...]:
    """Entries that are neither message nor service line, or have no time."""
    return tuple(
        SkippedRecord(ref, _why(kind))
        for ref, kind in leftovers.select("ref", pl.col("type").cast(pl.String)).iter_rows()
    )


def _why(kind: str | None) -> str:
    if kind in READ:
        return mark("it has no date that can be read")
    if kind == "unsupported":
        return mark("Telegram could not export it")
    return lazy("its type “{kind}” is unknown", kind=kind) if kind else mark("it has no type")


def _kind() -> pl.Expr:
    """What each entry is."""
    service = pl.when(pl.col("action") == "phone_call").then(pl.lit("call")).otherwise(pl.lit("system"))
    media = pl.col("medium").cast(pl.String).replace_strict(MEDIA, default="media")
    worded = pl.col("typed") & (pl.col("text").str.len_bytes() > 0)
    return (
        pl.when(pl.col("type") == "service")
        .then(service)
        .when(pl.col("medium").is_not_null())
        .then(media)
        .when(worded)
        .then(pl.lit("text"))
        .otherwise(pl.lit("media"))
        .cast(KIND)
        .alias("kind")
    )


def _sender(names: Mapping[str, str]) -> pl.Expr:
    """The shown name; the app's own lines are nobody's."""
    name = pl.col("who").cast(pl.String).replace_strict(dict(names), default=DELETED, return_dtype=pl.String)
    return (
        pl.when(pl.col("kind") != KIND_NAMES[-1]).then(name.fill_null(DELETED)).cast(pl.Categorical()).alias("sender")
    )


def _text() -> pl.Expr:
    """Only what the sender typed."""
    own = pl.col("typed") & (pl.col("type") == "message") & (pl.col("text").str.len_bytes() > 0)
    return pl.when(own).then("text").alias("text")


def _reply() -> pl.Expr:
    return ("m" + pl.col("reply")).alias("reply_to")


def _listed(reactions: pl.DataFrame, names: Mapping[str, str], height: int) -> pl.Series:
    """Every entry's reactions; an empty list where this export has reactions, but not here."""
    known = pl.col("who").replace_strict(dict(names), default=None, return_dtype=pl.String)
    single = reactions.select("row", pl.struct("emoji", pl.coalesce(known, "name").alias("sender")).alias("one"))
    lists = single.group_by("row", maintain_order=True).agg(pl.col("one").alias("reactions"))
    whole = pl.select(pl.int_range(height, dtype=pl.UInt32).alias("row")).join(
        lists, on="row", how="left", maintain_order="left"
    )
    empty = pl.lit([], dtype=pl.List(REACTION))
    return whole.select(pl.col("reactions").fill_null(empty))["reactions"]
