"""A chat's columns as the message table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
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
    """A chat as a table, with what was skipped and what a reader should know.

    Attributes:
        table: the messages.
        skipped: entries that are no messages.
        forwarded: messages with words that somebody else typed.
        undated: messages without a moment, whose wall clock was read in a zone.
        times: `sent_unix`, `sent_wall`, `edited_unix`, `edited_wall` of the same rows; None where no wall clock counts.
    """

    table: pl.DataFrame = field(repr=False)
    skipped: tuple[SkippedRecord, ...]
    forwarded: int
    undated: int
    times: pl.DataFrame | None = field(repr=False)

    def in_zone(self, zone: ZoneInfo) -> TelegramRows:
        """Read the wall clocks of these rows in another zone."""
        if self.times is None:
            return self
        return replace(self, table=self.table.with_columns(self.times.select(_moments(zone)).get_columns()))


def rows(
    entries: pl.DataFrame, reactions: pl.DataFrame, names: Mapping[str, str], key: str, zone: ZoneInfo
) -> TelegramRows:
    """The table of one chat.

    Args:
        entries: as in `entry_columns.COLUMNS`, in the file's order.
        reactions: as in `entry_columns.REACTIONS`; `row` counts the entries.
        names: what to show for each account id.
        key: the conversation's.
        zone: of times in exports that give no moments.
    """
    timed = entries.lazy().with_columns(_clock_times(entries)).with_columns(_moments(zone), ref=_ref(entries)).collect()
    is_message = pl.col("type").cast(pl.String).is_in(READ).fill_null(value=False) & pl.col("sent_at").is_not_null()
    skipped = _skipped(timed.filter(~is_message))
    if not reactions.is_empty():
        timed = timed.with_columns(_listed(reactions, names, timed.height))
    messages = timed if not skipped else timed.filter(is_message)
    table = messages.lazy().with_columns(_kind()).with_columns(_sender(names), _text(), _reply()).collect()
    return TelegramRows(
        conform(table.select(name for name in SCHEMA if name in table.columns), key, "telegram"),
        skipped,
        forwarded=int((~messages["typed"]).sum()),
        undated=int(messages["unix"].is_null().sum()),
        times=_times_of_wall_clocks(messages),
    )


def _clock_times(entries: pl.DataFrame) -> list[pl.Expr]:
    """Moments and wall clocks as the export has them; the wall clock is that of the exporting computer."""
    pairs = (("sent", "unix", "date"), ("edited", "edited_unix", "edited"))
    return [
        expression
        for name, unix, wall in pairs
        for expression in (_unix(unix).alias(f"{name}_unix"), _wall(entries[wall]).alias(f"{name}_wall"))
    ]


def _unix(name: str) -> pl.Expr:
    return (pl.col(name).cast(pl.Int64, strict=False) * 1_000_000).cast(MOMENT)


def _wall(column: pl.Series) -> pl.Expr:
    if column.null_count() == len(column):
        return pl.lit(None, pl.Datetime("us"))
    return pl.col(column.name).str.to_datetime("%Y-%m-%dT%H:%M:%S", time_unit="us", strict=False)


def _moments(zone: ZoneInfo) -> list[pl.Expr]:
    """Moments where the export has them, else the wall clock in a zone."""
    sent, edited = (pl.coalesce(f"{name}_unix", moment(pl.col(f"{name}_wall"), zone)) for name in ("sent", "edited"))
    # Old exports give the year 1970 to whatever was never edited.
    after_1970 = pl.when(edited > pl.lit(86_400 * 10**6).cast(MOMENT)).then(edited)
    return [sent.alias("sent_at"), after_1970.alias("edited_at")]


def _times_of_wall_clocks(messages: pl.DataFrame) -> pl.DataFrame | None:
    """What moments are made from, where a zone makes a difference."""
    times = messages.select("sent_unix", "sent_wall", "edited_unix", "edited_wall")
    by_wall = [times[f"{name}_unix"].is_null() & times[f"{name}_wall"].is_not_null() for name in ("sent", "edited")]
    return times if any(column.any() for column in by_wall) else None


def _ref(entries: pl.DataFrame) -> pl.Expr:
    """The id behind an m; an id that stands twice is numbered, a missing one replaced by the entry's place."""
    plain = pl.coalesce("m" + pl.col("id"), pl.format("entry {}", pl.int_range(pl.len()) + 1))
    if not entries["id"].is_duplicated().any():
        return plain
    again = pl.int_range(pl.len()).over("id")
    return pl.when(pl.col("id").is_null() | (again == 0)).then(plain).otherwise(pl.format("{}#{}", plain, again + 1))


def _skipped(entries: pl.DataFrame) -> tuple[SkippedRecord, ...]:
    """Entries that are neither message nor service line, or have no time."""
    return tuple(
        SkippedRecord(ref, _why(kind))
        for ref, kind in entries.select("ref", pl.col("type").cast(pl.String)).iter_rows()
    )


def _why(kind: str | None) -> str:
    if kind in READ:
        return mark("it has no date that can be read")
    if kind == "unsupported":
        return mark("Telegram could not export it")
    return lazy("its type “{kind}” is unknown", kind=kind) if kind else mark("it has no type")


def _kind() -> pl.Expr:
    """The kind of each entry."""
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
    """The sender's name; null for the app's own lines."""
    name = pl.col("who").cast(pl.String).replace_strict(dict(names), default=DELETED, return_dtype=pl.String)
    return (
        pl.when(pl.col("kind") != KIND_NAMES[-1]).then(name.fill_null(DELETED)).cast(pl.Categorical()).alias("sender")
    )


def _text() -> pl.Expr:
    """The text, where the sender typed it; else null."""
    own = pl.col("typed") & (pl.col("type") == "message") & (pl.col("text").str.len_bytes() > 0)
    return pl.when(own).then("text").alias("text")


def _reply() -> pl.Expr:
    return ("m" + pl.col("reply")).alias("reply_to")


def _listed(reactions: pl.DataFrame, names: Mapping[str, str], height: int) -> pl.Series:
    """Every entry's reactions; an empty list where this export has reactions, but not here."""
    names_shown = pl.col("who").replace_strict(dict(names), default=None, return_dtype=pl.String)
    single = reactions.select("row", pl.struct("emoji", pl.coalesce(names_shown, "name").alias("sender")).alias("one"))
    lists = single.group_by("row", maintain_order=True).agg(pl.col("one").alias("reactions"))
    whole = pl.select(pl.int_range(height, dtype=pl.UInt32).alias("row")).join(
        lists, on="row", how="left", maintain_order="left"
    )
    empty = pl.lit([], dtype=pl.List(REACTION))
    return whole.select(pl.col("reactions").fill_null(empty))["reactions"]
