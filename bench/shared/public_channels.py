"""Real histories: people of publicly logged channels, each with their closest partner, or in the whole channel.

Nobody is named in what comes out; people are split once, by a hash of their nick, into those that one tunes on and
those that one only reports.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from hashlib import blake2b
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl

from bench.shared.paths import DATA
from unlike.messages import conform
from unlike.signals import SIGNALS, MeasuredConversation, measure

ACTIVE_DAYS = 400
SPAN = 1095
"""Days of a person's history that are used: their densest three years."""
BOTS = [
    "dalek",
    "Geth",
    "camelia",
    "purl",
    "kompewter",
    "nopaste",
    "aloha",
    "synopsebot",
    "lizmat_bot",
    "evalable6",
    "bisectable6",
]
BOT_LIKE = "^DSpaceSlackBot|able6$|[Bb]ot[0-9_]*$|^Geth|^camelia|^dalek|^yoleaux|^travis|^hugme|^SourceBaby|^ZofBot"


@dataclass(frozen=True)
class Person:
    """One person, by number; the names stay in here."""

    number: int
    channel: str
    nick: str
    partner: str
    first: np.datetime64

    @property
    def tuned_on(self) -> bool:
        return tuned_on(self.nick)


def plain(nick: str) -> str:
    """A nick without the marks that a second connection adds."""
    return nick.rstrip("_`^0123456789").partition("|")[0].lower() or nick.lower()


def tuned_on(nick: str) -> bool:
    return blake2b(plain(nick).encode(), digest_size=2).digest()[0] % 2 == 0


@lru_cache(maxsize=1)
def channels() -> pl.DataFrame:
    """Every message of a person: `conversation`, `sent_at`, `sender`, `text`, `day`."""
    sender = pl.col("sender").cast(pl.String)
    return (
        pl.read_parquet(DATA / "channels" / "channels.parquet")
        .with_columns(pl.col("conversation").cast(pl.String), sender)
        .filter(~sender.is_in(BOTS), ~sender.str.contains(BOT_LIKE))
        .with_columns(day=pl.col("sent_at").dt.date())
        .sort("conversation", "sent_at", maintain_order=True)
    )


@lru_cache(maxsize=1)
def people() -> tuple[Person, ...]:
    """Everybody with enough active days, with the one whose messages stand next to theirs most often."""
    active = (
        channels()
        .group_by("conversation", "sender")
        .agg(days=pl.col("day").n_unique())
        .filter(pl.col("days") > ACTIVE_DAYS)
        .sort("days", "sender", descending=True)
    )
    candidates = [(channel, nick) for channel, nick, _ in active.iter_rows()]
    return tuple(Person(number, *candidate, *_densest_span(*candidate)) for number, candidate in enumerate(candidates))


def _densest_span(channel: str, nick: str) -> tuple[str, np.datetime64]:
    """The partner and the first day of the densest span."""
    messages = channels().filter(pl.col("conversation") == channel)
    days = np.sort(messages.filter(pl.col("sender") == nick)["day"].unique().to_numpy())
    counts = np.searchsorted(days, days + np.timedelta64(SPAN, "D")) - np.arange(days.size)
    first = days[int(np.argmax(counts))]
    neighbours = within(messages, first).select(
        "sender", before=pl.col("sender").shift(), apart=pl.col("sent_at").diff() < timedelta(minutes=10)
    )
    partners = pl.concat(
        [
            neighbours.filter(pl.col("sender") == nick, "apart").select(other="before"),
            neighbours.filter(pl.col("before") == nick, "apart").select(other="sender"),
        ]
    ).filter(pl.col("other") != nick)
    return partners["other"].value_counts(sort=True)["other"][0], first


def within(messages: pl.DataFrame, first: np.datetime64) -> pl.DataFrame:
    """The messages of a span."""
    last = first + np.timedelta64(SPAN - 1, "D")
    return messages.filter(pl.col("day").is_between(pl.lit(first), pl.lit(last)))


def conversation(person: Person, *, group: bool) -> pl.DataFrame:
    """A person's span: with their partner, or the whole channel."""
    messages = within(channels().filter(pl.col("conversation") == person.channel), person.first)
    return messages if group else messages.filter(pl.col("sender").is_in([person.nick, person.partner]))


def measured(messages: pl.DataFrame) -> MeasuredConversation:
    """Measure messages with every signal, as a real chat is; an empty text counts as none."""
    table = messages.select(
        "sent_at",
        "sender",
        text=pl.when(pl.col("text").str.len_bytes() > 0).then("text"),
        ref=pl.int_range(pl.len()).cast(pl.String),
        kind=pl.lit("text"),
    ).with_columns(
        pl.col("sent_at").cast(pl.Datetime("us")).dt.replace_time_zone("UTC"),
        kind=pl.when(pl.col("text").is_null()).then(pl.lit("image")).otherwise("kind"),
    )
    return measure(conform(table, "channel", "irc"), SIGNALS, ZoneInfo("UTC"), timedelta(minutes=1))
