"""Senders of a chat: one account is one sender under its latest name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from typing import Final

import polars as pl

DELETED = "Deleted Account"
_ID: Final = re.compile(r"[a-z]*-?\d+")
"""An account's id: `user123`, or 123 in exports of before 2021; whoever has none stands under the name."""

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
    return _distinct_names(names, _bearers(entries))


def digits(who: str) -> str:
    """The number in an id: `user123` and 123 are both "123"."""
    return "".join(letter for letter in who if letter.isdecimal())


def _distinct_names(names: Mapping[str, str], bearers: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Names made unique: accounts of one name get the last digits of their ids, as many as it takes.

    Args:
        names: by account id; who has no id stands there under the name.
        bearers: the account ids that bear or bore each name; where there is one, it is who has no id, too.
    """
    accounts = {who: next(iter(bearers.get(who, ()))) for who in names if len(bearers.get(who, ())) == 1}
    others = {who: name for who, name in names.items() if who not in accounts}
    called = Counter(others.values())
    short = {who: f"{name} ({digits(who)[-4:]})" if called[name] > 1 else name for who, name in others.items()}
    again = Counter(short.values())
    shown = {who: name if again[name] == 1 else f"{others[who]} ({who})" for who, name in short.items()}
    return shown | {who: shown[account] for who, account in accounts.items()}


def _bearers(entries: pl.DataFrame) -> dict[str, set[str]]:
    """The account ids that bear each name, in exports that have ids."""
    bearers: dict[str, set[str]] = {}
    known = entries.select(pl.col("who", "name").cast(pl.String)).unique().drop_nulls()
    for who, name in known.iter_rows():
        if _ID.fullmatch(who):
            bearers.setdefault(name, set()).add(who)
    return bearers
