from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import polars as pl
import pytest

from unlike.core.spans import DateSpan
from unlike.messages import schema_violations
from unlike.synthetic import (
    MODERATE,
    STRONG,
    WARMER,
    ChangeStrength,
    PlantedChange,
    SyntheticChat,
    World,
    generate,
    random_world,
)

FIRST, LAST = date(2022, 6, 1), date(2022, 7, 30)


def _world(strength: ChangeStrength = STRONG, length: int = 60) -> World:
    quiet = replace(random_world(5, STRONG, years=1, quiet=True), start=date(2022, 1, 1), messages_per_day=40.0)
    change = PlantedChange("spell", FIRST, FIRST + timedelta(days=length - 1), quiet.other.name, strength)
    return replace(quiet, changes=(change,))


def _days(chat: SyntheticChat) -> pl.DataFrame:
    """Rows with the day they belong to, which begins at four."""
    day = (pl.col.sent_at - pl.duration(hours=4)).dt.date()
    return chat.rows.filter(pl.col.kind != "system").with_columns(day.alias("day"))


def _within(chat: SyntheticChat, person: str) -> pl.DataFrame:
    return _days(chat).filter(pl.col.day.is_between(FIRST, LAST), pl.col.sender == person)


def _words(rows: pl.DataFrame) -> float:
    return float(np.mean(rows["text"].drop_nulls().str.split(" ").list.len().to_numpy()))


def _share(rows: pl.DataFrame, pattern: str) -> float:
    return float(np.mean(rows["text"].drop_nulls().str.contains(pattern).to_numpy()))


def test_the_same_seed_gives_the_same_chat_and_another_one_another() -> None:
    world = random_world(3, MODERATE, years=0.5)
    assert generate(world).rows.equals(generate(world).rows)
    assert generate(world).truth == generate(world).truth
    assert not generate(world).rows.equals(generate(replace(world, seed=4)).rows)


def test_a_spell_multiplies_what_would_have_been() -> None:
    world = _world()
    cool, baseline = generate(world), generate(replace(world, changes=()))
    changed, base = _within(cool, cool.other), _within(baseline, baseline.other)
    assert 0.2 < changed.height / base.height < 0.4
    assert 0.35 < _words(changed) / _words(base) < 0.6
    assert 0.2 < _share(changed, r"\?") / _share(base, r"\?") < 0.7


def test_the_owner_keeps_their_habits_in_a_spell() -> None:
    world = _world()
    cool, baseline = generate(world), generate(replace(world, changes=()))
    changed, base = _within(cool, cool.owner), _within(baseline, baseline.owner)
    assert 0.97 < changed.height / base.height < 1.03
    assert 0.9 < _words(changed) / _words(base) < 1.1


@pytest.mark.parametrize("strength", [STRONG, WARMER])
def test_nothing_changes_on_other_days(strength: ChangeStrength) -> None:
    world = _world(strength, length=4)
    changed, baseline = _days(generate(world)), _days(generate(replace(world, changes=())))
    last = FIRST + timedelta(days=3)
    columns = ["sent_at", "sender", "kind"]
    for elsewhere in (pl.col.day < FIRST, pl.col.day > last + timedelta(days=1)):
        assert changed.filter(elsewhere).select(columns).equals(baseline.filter(elsewhere).select(columns))
    before = pl.col.day < FIRST
    assert changed.filter(before)["text"].equals(baseline.filter(before)["text"])


def test_a_warmer_spell_has_more_of_everything() -> None:
    world = _world(WARMER)
    warm, baseline = generate(world), generate(replace(world, changes=()))
    changed, base = _within(warm, warm.other), _within(baseline, baseline.other)
    assert 1.3 < changed.height / base.height < 1.7
    assert 1.15 < _words(changed) / _words(base) < 1.6
    assert warm.truth.spells[0].direction == "warmer"


def test_answers_come_later_in_a_spell() -> None:
    world = _world()
    gap = (pl.col.sent_at.diff().dt.total_seconds()).alias("gap")
    turns = (pl.col.sender != pl.col.sender.shift()).alias("turn")
    logs = []
    for variant in (world, replace(world, changes=())):
        rows = _days(generate(variant)).with_columns(gap, turns)
        rows = rows.filter(pl.col.day.is_between(FIRST, LAST), pl.col.sender == world.other.name, pl.col.turn)
        logs.append(np.log(rows.filter(pl.col.gap < 4 * 3600)["gap"].to_numpy()).mean())
    assert 2.0 < np.exp(logs[0] - logs[1]) < 4.0


def test_a_silence_holds_for_both() -> None:
    world = replace(
        _world(), changes=(PlantedChange("silence", FIRST, LAST, "Rosa", ChangeStrength(volume=0.02), None),)
    )
    chat = generate(world)
    assert _days(chat).filter(pl.col.day.is_between(FIRST, LAST)).height < 100
    assert chat.truth.silences == (DateSpan(FIRST, LAST),)


def test_the_rows_fit_the_message_table() -> None:
    for seed in range(3):
        assert schema_violations(generate(random_world(seed, STRONG, years=0.6)).table()) == []
