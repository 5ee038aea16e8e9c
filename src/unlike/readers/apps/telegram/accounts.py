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
    name = pl.col("name").cast(pl.String)
    pairs = entries.lazy().filter(pl.col("who").is_not_null()).with_row_index("row").group_by("who", "name")
    whole = ~name.str.contains(DAMAGE, literal=True)
    latest = (
        pairs.agg(pl.col("row").max())
        .sort("row")
        .group_by("who")
        .agg(pl.coalesce(name.filter(whole).drop_nulls().last(), name.drop_nulls().last()).alias("name"))
        .select(pl.col("who").cast(pl.String), "name")
        .sort("who")
        .collect()
    )
    names = {who: name or f"{DELETED} {digits(who)}".strip() for who, name in latest.iter_rows()}
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
