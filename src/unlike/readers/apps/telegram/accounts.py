"""Senders of a chat: one account is one sender under its latest name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import polars as pl

DELETED = "Deleted Account"
DAMAGE = "\N{REPLACEMENT CHARACTER}"
"""Stands in a name for bytes that could not be read; another name of the account is better."""


def shown_names(entries: pl.DataFrame) -> dict[str, str]:
    """The name to show for every account id of a chat, each name once."""
    named = entries.lazy().filter(pl.col("who").is_not_null())
    name = pl.col("name").drop_nulls().last().cast(pl.String)
    if entries["name"].unique().cast(pl.String).str.contains(DAMAGE, literal=True).any():
        text = pl.col("name").cast(pl.String).drop_nulls()
        name = pl.coalesce(text.filter(~text.str.contains(DAMAGE, literal=True)).last(), text.last())
    latest = named.group_by("who").agg(name.alias("name")).with_columns(pl.col("who").cast(pl.String)).collect()
    names = {who: name or f"{DELETED} {digits(who)}".strip() for who, name in latest.sort("who").iter_rows()}
    return _distinct_names(names)


def digits(who: str) -> str:
    """The number in an id: `user123` and 123 are both "123"."""
    return "".join(letter for letter in who if letter.isdecimal())


def _distinct_names(names: Mapping[str, str]) -> dict[str, str]:
    """Names made unique: accounts of one name get the last digits of their ids, as many as it takes."""
    called = Counter(names.values())
    short = {who: f"{name} ({digits(who)[-4:]})" if called[name] > 1 else name for who, name in names.items()}
    again = Counter(short.values())
    return {who: name if again[name] == 1 else f"{names[who]} ({who})" for who, name in short.items()}
