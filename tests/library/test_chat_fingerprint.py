"""A conversation is recognised in another export of it, and what anybody but the owner wrote makes it new."""

from __future__ import annotations

from datetime import timedelta

import polars as pl
import pytest

from unlike.library import ChatFingerprint, fingerprint
from unlike.synthetic import MODERATE, generate, random_world

WORLD = random_world(5, MODERATE, years=0.6, spells=0)


@pytest.fixture(scope="module")
def chat() -> pl.DataFrame:
    return generate(WORLD).table()


@pytest.fixture(scope="module")
def owner(chat: pl.DataFrame) -> str:
    return str(chat["sender"].drop_nulls()[0])


def recognised(one: ChatFingerprint, other: ChatFingerprint) -> bool:
    return bool(set(one.anchors) & set(other.anchors))


def longer(chat: pl.DataFrame, sender: str, days: int) -> pl.DataFrame:
    """The chat with a message more on each of some days after it."""
    last = chat.tail(1)
    more = [
        last.with_columns(
            sent_at=pl.col("sent_at") + timedelta(days=day),
            sender=pl.lit(sender).cast(chat["sender"].dtype),
            kind=pl.lit("text").cast(chat["kind"].dtype),
            text=pl.lit(f"tea on day {day}?"),
        )
        for day in range(1, days + 1)
    ]
    return pl.concat([chat, *more])


def test_the_same_messages_have_the_same_hashes_whatever_their_file(chat: pl.DataFrame, owner: str) -> None:
    assert fingerprint(chat.with_columns(ref=pl.lit("elsewhere")), owner) == fingerprint(chat, owner)


def test_a_longer_export_is_recognised_and_is_new_only_where_somebody_else_wrote(
    chat: pl.DataFrame, owner: str
) -> None:
    other = str(chat.filter(pl.col("sender").cast(pl.String) != owner)["sender"][0])
    before = fingerprint(chat, owner)
    by_owner, by_other = (fingerprint(longer(chat, name, 3), owner) for name in (owner, other))
    assert recognised(before, by_owner)
    assert recognised(before, by_other)
    assert by_owner.latest == before.latest
    assert by_other.latest != before.latest


def test_an_export_that_begins_later_is_recognised(chat: pl.DataFrame, owner: str) -> None:
    later = chat.slice(chat.height // 3)
    assert recognised(fingerprint(chat, owner), fingerprint(later, owner))
    assert fingerprint(chat, owner).latest == fingerprint(later, owner).latest


def test_other_names_for_the_same_people_are_the_same_chat(chat: pl.DataFrame, owner: str) -> None:
    renamed = chat.with_columns(
        sender=pl.col("sender").cast(pl.String).replace({owner: "Someone"}).cast(pl.Categorical)
    )
    assert fingerprint(renamed, "Someone") == fingerprint(chat, owner)


def test_another_chat_is_not_recognised(chat: pl.DataFrame, owner: str) -> None:
    other = generate(random_world(6, MODERATE, years=0.6, spells=0)).table()
    assert not recognised(fingerprint(chat, owner), fingerprint(other, owner))
    assert fingerprint(chat, owner).latest != fingerprint(other, owner).latest


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_few_messages_have_no_anchor_and_are_told_apart_by_the_latest(
    chat: pl.DataFrame, owner: str, count: int
) -> None:
    few = fingerprint(chat.head(count), owner)
    assert few.anchors == ()
    assert (few.latest == fingerprint(chat.head(count + 5), owner).latest) is False
    assert len(few.latest) == 64


def test_where_a_word_ends_is_part_of_the_hash(chat: pl.DataFrame) -> None:
    two = chat.head(2)
    first, second = (two.with_columns(text=pl.Series(texts)) for texts in (["ab", "c"], ["a", "bc"]))
    assert fingerprint(first, "").latest != fingerprint(second, "").latest


def test_the_number_of_hashes_is_bounded(chat: pl.DataFrame, owner: str) -> None:
    years = pl.concat([chat.with_columns(sent_at=pl.col("sent_at").dt.offset_by(f"{at}y")) for at in range(6)])
    assert 12 < len(fingerprint(years, owner).anchors) <= 25
