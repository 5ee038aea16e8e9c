"""Accounts of a chat where a name is written like the id of an account."""

from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.readers.apps.telegram.accounts import shown_names

SENDERS = st.tuples(
    st.sampled_from(["user7", "user8", "8", "Ann", "Tom"]), st.sampled_from(["user8", "8", "Ann", None])
)


def entries(pairs: list[tuple[str, str | None]]) -> pl.DataFrame:
    return pl.DataFrame(pairs, schema={"who": pl.String, "name": pl.String}, orient="row")


@given(st.lists(SENDERS, min_size=1, max_size=6))
def test_every_sender_has_a_name(pairs: list[tuple[str, str | None]]) -> None:
    names = shown_names(entries(pairs))
    assert names.keys() == {who for who, _ in pairs}
    assert all(names.values())


@pytest.mark.parametrize("name", ["user8", "Tom"])
def test_an_account_whose_id_is_also_a_name_stays_apart(name: str) -> None:
    names = shown_names(entries([("user7", "user8"), ("user8", name)]))
    assert names["user7"] != names["user8"]
