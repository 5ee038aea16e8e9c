"""Senders of a chat: one account is one sender under its latest name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from operator import itemgetter
from typing import Final

import polars as pl

from unlike.readers.formats.value_names import is_visible, name_look
from unlike.readers.unnamed_senders import UNKNOWN_SENDER

DELETED = "Deleted Account"
_ID: Final = re.compile(r"[a-z]*-?\d+")
"""An account's id: `user123`, or 123 in exports of before 2021; whoever has none stands under the name."""

DAMAGE = "\N{REPLACEMENT CHARACTER}"
"""Stands in a name for bytes that could not be read; another name of the account is better."""


def shown_names(entries: pl.DataFrame) -> dict[str, str]:
    """The name to show for every account id of a chat, each name once."""
    names_by_account = _names_by_account(entries)
    names_or_numbers = {who: _latest_name(who, names) for who, names in names_by_account.items()}
    return _distinct_names(names_or_numbers, _bearers(names_by_account))


def _latest_name(who: str, names: Sequence[str]) -> str:
    """The latest name of an account that is whole and of which something can be seen, else what it is known by."""
    if not names:
        return f"{DELETED} {digits(who)}".strip()
    visible = [name for name in names if is_visible(name)]
    if not visible:
        return f"{UNKNOWN_SENDER} {digits(who)}".strip()
    return name_look(next((name for name in visible if DAMAGE not in name), visible[0]))


def digits(who: str) -> str:
    """The number in an id: `user123` and 123 are both "123"."""
    return "".join(letter for letter in who if letter.isdecimal())


def _distinct_names(names: Mapping[str, str], bearers: Mapping[str, Collection[str]]) -> dict[str, str]:
    """Names made unique: accounts of one name get the last digits of their ids, as many as it takes.

    Args:
        names: by account id; who has no id stands there under the name.
        bearers: the account ids that bear or bore each name; where there is one, it is who has no id, too.
    """
    without_id = (who for who in names if not _ID.fullmatch(who))  # a name that is written like an id is one
    accounts = {who: next(iter(bearers.get(who, ()))) for who in without_id if len(bearers.get(who, ())) == 1}
    others = {who: name for who, name in names.items() if who not in accounts}
    called = Counter(others.values())
    short = {who: f"{name} ({digits(who)[-4:]})" if called[name] > 1 else name for who, name in others.items()}
    again = Counter(short.values())
    shown = {who: name if again[name] == 1 else f"{others[who]} ({who})" for who, name in short.items()}
    return shown | {who: shown[account] for who, account in accounts.items()}


def _names_by_account(entries: pl.DataFrame) -> dict[str, list[str]]:
    """Names of every account id of a chat, the latest first, in the order of the ids."""
    pairs = entries["who", "name"].lazy().unique(keep="last", maintain_order=True)
    latest = pairs.drop_nulls("who").reverse().collect()
    names: dict[str, list[str]] = {}
    for who, name in sorted(latest.iter_rows(), key=itemgetter(0)):
        names.setdefault(who, []).extend([] if name is None else [name])
    return names


def _bearers(names: Mapping[str, Collection[str]]) -> dict[str, set[str]]:
    """The account ids that bear each name, in exports that have ids.

    Args:
        names: of every account id.
    """
    bearers: dict[str, set[str]] = {}
    for who in filter(_ID.fullmatch, names):
        for name in names[who]:
            bearers.setdefault(name, set()).add(who)
    return bearers
