"""A chat's columns as the message table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from zoneinfo import ZoneInfo

import polars as pl

from unlike.i18n import lazy, mark
from unlike.messages import KIND, KIND_NAMES, conform
from unlike.messages.schema import REACTION
from unlike.readers.apps.telegram.accounts import DELETED
from unlike.readers.apps.telegram.authorship import own_words
from unlike.readers.apps.telegram.entry_times import (
    IMPLAUSIBLE_TIME,
    NO_TIME,
    TIMES,
    clock_times,
    sent_and_edited,
)
from unlike.readers.apps.telegram.writer_vocabulary import ACTIONS, CALLS, GIFTS, WORDED_ACTIONS
from unlike.readers.base import SkippedRecord

MEDIA: Final = {
    "sticker": "sticker",
    "animation": "gif",
    "voice_message": "audio",
    "audio_file": "audio",
    "video_message": "video",
    "video_file": "video",
    "photo": "image",
    "file": "document",
    "location_information": "location",
    "place_name": "location",
    "contact_information": "contact",
    "contact_vcard": "contact",
    "poll": "poll",
}
"""Telegram's terms and ours; whatever Telegram adds later is "media"."""

READ: Final = ("message", "service")

_IS_MESSAGE: Final = pl.col("type").cast(pl.String).is_in(READ).fill_null(value=False) & pl.col("fault").is_null()


@dataclass(frozen=True, slots=True)
class TelegramRows:
    """A chat as a table, with what was skipped and what a reader should know.

    Attributes:
        table: the messages.
        skipped: entries that are no messages.
        forwarded: messages with words that somebody else typed.
        own: messages that are forwarded from their own sender, or were moved from another app.
        undated: messages without a moment, whose wall clock was read in a zone.
        fine: messages whose moment is in a finer unit than seconds.
        apart: messages whose moment and wall clock are days from each other.
        actions: how many lines of the app have which action that is not known.
        times: `entry_times.TIMES` of the same rows; None where no wall clock counts.
    """

    table: pl.DataFrame = field(repr=False)
    skipped: tuple[SkippedRecord, ...]
    forwarded: int
    own: int
    undated: int
    fine: int
    apart: int
    actions: Counter[str]
    times: pl.DataFrame | None = field(repr=False)

    def in_zone(self, zone: ZoneInfo) -> TelegramRows:
        """Read the wall clocks of these rows in another zone."""
        if self.times is None:
            return self
        return replace(self, table=self.table.with_columns(sent_and_edited(self.times, zone)))


def rows(
    entries: pl.DataFrame, reactions: pl.DataFrame, names: Mapping[str, str], key: str, zone: ZoneInfo
) -> TelegramRows:
    """The table of one chat.

    Args:
        entries: as in `entry_columns.COLUMNS`, in the file's order.
        reactions: as in `reaction_rows.REACTIONS`; `row` counts the entries.
        names: what to show for each account id.
        key: the conversation's.
        zone: of times in exports that give no moments.
    """
    timed = pl.concat([entries, clock_times(entries)], how="horizontal").with_columns(
        own_words(entries).alias("typed"), ref=_ref(entries), is_message=_IS_MESSAGE
    )
    timed = timed.hstack(sent_and_edited(timed, zone))
    skipped = () if timed["is_message"].all() else _skipped(timed.filter(~pl.col("is_message")))
    if not reactions.is_empty():
        timed = timed.with_columns(_listed(reactions, names, timed.height))
    messages = timed if not skipped else timed.filter("is_message")
    table = messages.lazy().with_columns(_kind(messages)).with_columns(_sender(names), _text(), _reply()).collect()
    return TelegramRows(
        conform(table, key, "telegram"),
        skipped,
        forwarded=messages.height - messages["typed"].null_count() - int(messages["typed"].sum()),
        own=int((messages["forwarded"] & messages["typed"]).sum()),
        undated=messages["sent_unix"].null_count(),
        fine=int(messages["fine"].sum()),
        apart=int(messages["apart"].sum()),
        actions=_unknown_actions(messages),
        times=_times_of_wall_clocks(messages),
    )


def _times_of_wall_clocks(messages: pl.DataFrame) -> pl.DataFrame | None:
    """What moments are made from, where a zone makes a difference."""
    times = messages[list(TIMES)]
    return times if any(_has_wall_alone(times, name) for name in ("sent", "edited")) else None


def _has_wall_alone(times: pl.DataFrame, name: str) -> bool:
    """Whether some time is told by a wall clock and no moment."""
    moments, walls = times[f"{name}_unix"], times[f"{name}_wall"]
    if not moments.null_count() or walls.null_count() == times.height:
        return False
    return (moments.is_null() & walls.is_not_null()).any()


def _unknown_actions(messages: pl.DataFrame) -> Counter[str]:
    """What the app says in lines that are not known."""
    if messages["action"].null_count() == messages.height:
        return Counter()
    unknown = messages.lazy().select(pl.col("action").cast(pl.String)).filter(~pl.col("action").is_in(ACTIONS))
    return Counter(unknown.collect()["action"].to_list())


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
        SkippedRecord(ref, _why(kind, fault))
        for ref, kind, fault in entries.select("ref", pl.col("type").cast(pl.String), "fault").iter_rows()
    )


_TIME_FAULTS: Final = {
    NO_TIME: mark("it has no date that can be read"),
    IMPLAUSIBLE_TIME: mark("its date is before 1970 or after 2099, which no message can have"),
}


def _why(kind: str | None, fault: str | None) -> str:
    if kind in READ:
        return _TIME_FAULTS[fault or NO_TIME]
    if kind == "unsupported":
        return mark("Telegram could not export it")
    return lazy("its type “{kind}” is unknown", kind=kind) if kind else mark("it has no type")


def _kind(messages: pl.DataFrame) -> pl.Expr:
    """The kind of each entry."""
    is_call = pl.col("action").cast(pl.String).is_in(CALLS) & ~pl.lit(_call_ends(messages))
    worded = pl.col("typed") & (pl.col("text").str.len_bytes() > 0)
    action = pl.when(worded).then(pl.col("action").cast(pl.String))
    service = (
        pl.when(is_call)
        .then(pl.lit("call"))
        .when(action.is_in(GIFTS))
        .then(pl.lit("media"))
        .when(action.is_in(WORDED_ACTIONS))
        .then(pl.lit("text"))
        .otherwise(pl.lit("system"))
    )
    media = pl.col("medium").cast(pl.String).replace_strict(MEDIA, default="media")
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


def _call_ends(messages: pl.DataFrame) -> pl.Series:
    """Which lines say that a group's call ended whose beginning has a line of its own."""
    is_call = messages["action"] == "group_call"
    if not is_call.any():
        return pl.Series([False]).new_from_index(0, messages.height)
    calls = messages.with_row_index("row").filter(is_call)
    ends = calls.filter(pl.col("lasted") & ~pl.col("lasted").shift(1, fill_value=True))["row"]
    return pl.select(pl.int_range(messages.height, dtype=pl.UInt32).is_in(ends.to_list())).to_series()


def _sender(names: Mapping[str, str]) -> pl.Expr:
    """The sender's name; null for the app's own lines."""
    name = pl.col("who").cast(pl.String).replace_strict(dict(names), default=DELETED, return_dtype=pl.String)
    return (
        pl.when(pl.col("kind") != KIND_NAMES[-1]).then(name.fill_null(DELETED)).cast(pl.Categorical()).alias("sender")
    )


def _text() -> pl.Expr:
    """The text, where the sender typed it; else null."""
    is_said = ~pl.col("kind").cast(pl.String).is_in(("system", "call"))
    own = pl.col("typed") & is_said & (pl.col("text").str.len_bytes() > 0)
    return pl.when(own).then("text").alias("text")


def _reply() -> pl.Expr:
    return ("m" + pl.col("reply")).alias("reply_to")


def _listed(reactions: pl.DataFrame, names: Mapping[str, str], height: int) -> pl.Series:
    """Every entry's reactions; an empty list where this export has reactions, but not here."""
    names_shown = pl.col("who").replace_strict(dict(names), default=None, return_dtype=pl.String)
    single = reactions.lazy().select(
        "row", pl.struct("emoji", pl.coalesce(names_shown, "name").alias("sender")).alias("one")
    )
    lists = single.group_by("row", maintain_order=True).agg(pl.col("one").alias("reactions"))
    whole = pl.LazyFrame({"row": range(height)}, schema={"row": pl.UInt32}).join(
        lists, on="row", how="left", maintain_order="left"
    )
    empty = pl.lit([], dtype=pl.List(REACTION))
    return whole.select(pl.col("reactions").fill_null(empty)).collect()["reactions"]
