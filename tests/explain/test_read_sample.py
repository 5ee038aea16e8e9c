"""A base rate rests on a sample of a very long conversation; what is cited, and all of others, is read whole."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from example_counts import examples
from unlike.explain.look_back import DAYS, MIN_SPANS, look_back, reference_count
from unlike.explain.read_sample import BLOCK_DAYS, PersonMessages, SampleSize, messages_to_read
from unlike.explain.term_table import TermTable
from unlike.text import TOPICS

START = date(2019, 3, 1)
SHIFTS = (START + timedelta(411), START + timedelta(1203))
SIZE = SampleSize(messages=700, days=200)
TERMS = pl.List(pl.Struct({"topic": pl.String, "term": pl.String, "grade": pl.Float64}))


def history(seed: int, days: int = 1500) -> pl.DataFrame:
    """A long chat of Ada's, a short one of hers, and Ben's, who writes seldom in the long one; the owner is Ola."""
    rng = np.random.default_rng(seed)
    where = {"long": (4000, ("Ada", "Ola")), "short": (300, ("Ada", "Ola")), "seldom": (150, ("Ben",))}
    parts = []
    for name, (number, people) in where.items():
        told = rng.random(number) < 0.2
        terms = [
            [{"topic": str(rng.choice(TOPICS)), "term": f"t{rng.integers(30)}", "grade": 0.75}] if tells else []
            for tells in told
        ]
        parts.append(
            pl.DataFrame({
                "conversation": ["long" if name == "seldom" else name] * number,
                "sender": rng.choice(people, number).tolist(),
                "ref": [f"{name} {at}" for at in range(number)],
                "day": [START + timedelta(int(day)) for day in np.sort(rng.integers(0, days, number))],
                "terms": terms,
            }, schema_overrides={"terms": TERMS})
        )  # fmt: skip
    return pl.concat(parts).sort("day", maintain_order=True)


def person(messages: pl.DataFrame, *names: str) -> PersonMessages:
    """Somebody with the shifts, compared by the messages of some senders."""
    compared = messages["sender"].is_in(names).to_numpy()
    cited = [shift - timedelta(step) for shift in SHIFTS for step in range(DAYS + 1)]
    return PersonMessages(compared, messages["day"].is_in(cited).to_numpy() & compared, (SHIFTS,))


def terms(messages: pl.DataFrame, is_read: NDArray[np.bool_], *names: str) -> TermTable:
    """What somebody's look-backs are made of: of the messages that are not read, nothing."""
    nothing = pl.lit([], dtype=TERMS)
    table = messages.with_columns(is_read=pl.Series(is_read)).with_columns(
        pl.when("is_read").then("terms").otherwise(nothing).alias("terms")
    )
    return TermTable.of(table).select_messages(table["sender"].is_in(names).to_numpy())


SEEDS = st.integers(0, 10_000)


@given(SEEDS)
@examples(15)
def test_up_to_the_size_of_the_sample_all_is_read(seed: int) -> None:
    messages = history(seed)
    assert messages_to_read(messages, [person(messages, "Ada", "Ola")], SampleSize(messages.height, 1)).all()
    assert messages_to_read(messages, [person(messages, "Ada", "Ola")]).all()


@given(SEEDS)
@examples(15)
def test_it_is_whole_blocks_enough_of_them_and_no_more_than_needed(seed: int) -> None:
    messages = history(seed)
    is_read = messages_to_read(messages, [], SIZE)
    assert is_read[(messages["conversation"] == "short").to_numpy()].all()
    is_long = (messages["conversation"] == "long").to_numpy()
    blocks = messages["day"].to_physical().to_numpy() // BLOCK_DAYS
    read, unread = (set(blocks[is_long & mask].tolist()) for mask in (is_read, ~is_read))
    assert not read & unread
    assert len(unread) > len(read)
    assert (is_long & is_read).sum() >= SIZE.messages
    assert messages.filter(pl.Series(is_long & is_read))["day"].n_unique() >= SIZE.days
    gaps = np.diff(sorted(read))
    assert gaps.max() <= 4 * gaps.mean()  # spread evenly over the history


@given(SEEDS, st.integers(300, 3000), st.integers(50, 400))
@examples(15)
def test_what_is_cited_does_not_depend_on_the_sample(seed: int, number: int, days: int) -> None:
    messages = history(seed)
    every = np.ones(messages.height, dtype=np.bool_)
    whole = look_back(terms(messages, every, "Ada", "Ola"), SHIFTS)
    ada = person(messages, "Ada", "Ola")
    is_read = messages_to_read(messages, [ada], SampleSize(number, days))
    assert is_read[ada.cited].all()
    for back, expected in zip(look_back(terms(messages, is_read, "Ada", "Ola"), SHIFTS), whole, strict=True):
        assert (back.first, back.last, back.messages_read) == (expected.first, expected.last, expected.messages_read)
        assert back.messages_on_shift == expected.messages_on_shift
        assert back.is_rated == expected.is_rated
        assert back.baseline_spans <= expected.baseline_spans


@given(SEEDS)
@examples(10)
def test_it_is_the_same_in_any_order(seed: int) -> None:
    messages = history(seed).with_row_index("row")
    shuffled = messages.sample(fraction=1, shuffle=True, seed=seed)
    is_read = messages_to_read(messages, [person(messages, "Ada", "Ola")], SIZE)
    of_shuffled = messages_to_read(shuffled, [person(shuffled, "Ada", "Ola")], SIZE)
    assert of_shuffled.tolist() == is_read[shuffled["row"].to_numpy()].tolist()


@given(SEEDS)
@examples(10)
def test_a_smaller_sample_is_part_of_a_greater_one_and_of_that_of_a_longer_history(seed: int) -> None:
    messages = history(seed)
    small = messages_to_read(messages, [], SIZE)
    assert (messages_to_read(messages, [], SampleSize(1400, 300)) >= small).all()
    until = (messages["day"] < START + timedelta(1100)).to_numpy()
    assert (messages_to_read(messages.filter(pl.Series(until)), [], SIZE) >= small[until]).all()


@given(SEEDS)
@examples(10)
def test_whoever_writes_seldom_is_read_whole_and_rated(seed: int) -> None:
    messages = history(seed)
    ben = person(messages, "Ben")
    is_read = messages_to_read(messages, [person(messages, "Ada", "Ola"), ben], SIZE)
    assert is_read[ben.compared].all()
    assert not is_read.all()
    days = messages["day"].to_physical().to_numpy().astype(np.int64)
    unread = np.unique(days[~is_read & messages["sender"].is_in(["Ada", "Ola"]).to_numpy()])
    assert reference_count(days[messages["sender"].is_in(["Ada", "Ola"]).to_numpy()], unread, SHIFTS) >= MIN_SPANS


@pytest.mark.parametrize("seed", range(5))
def test_a_rate_is_lost_to_no_sample(seed: int) -> None:
    messages = history(seed)
    every_week = tuple(START + timedelta(day) for day in range(0, 1500, 8))  # hardly a span is apart from all of them
    ada = person(messages, "Ada", "Ola")
    busy = PersonMessages(ada.compared, ada.cited, (every_week,))
    size = SampleSize(700, 20)
    assert not messages_to_read(messages, [ada], size).all()
    assert messages_to_read(messages, [busy], size)[ada.compared].all()


def test_a_span_that_is_not_wholly_read_is_no_reference() -> None:
    days = np.arange(100)
    whole = reference_count(days, np.array([], dtype=np.int64), [])
    assert whole == days.size
    assert reference_count(days, np.array([50]), []) == whole - DAYS - 1
    assert reference_count(days, np.array([50]), [date(1970, 1, 1) + timedelta(50)]) == whole - 2 * DAYS - 1
