"""Strange but ordinary worlds hold what their names say."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import polars as pl
import pytest

from unlike.messages import schema_violations
from unlike.synthetic import NAMES, ConfounderWorld, SyntheticChat, confounder_world

SEED = 3


def rows(chat: SyntheticChat) -> pl.DataFrame:
    day = (pl.col.sent_at - pl.duration(hours=4)).dt.date()
    return chat.rows.filter(pl.col.sender.is_not_null()).with_columns(day.alias("day"))


def left(made: ConfounderWorld, chat: SyntheticChat, who: str) -> float:
    """What is left of somebody's messages a day there."""
    assert made.first
    assert made.last
    theirs = rows(chat).filter(pl.col.sender == who)
    within = pl.col.day.is_between(made.first, made.last)
    days = (made.last - made.first).days + 1
    return (theirs.filter(within).height / days) / (theirs.filter(~within).height / (made.worlds[0].days - days))


def hours(made: ConfounderWorld, chat: SyntheticChat) -> tuple[float, float]:
    """Mean hour of the day there and elsewhere."""
    hour = pl.col.sent_at.dt.hour() + pl.col.sent_at.dt.minute() / 60
    within = pl.col.day.is_between(made.first, made.last)
    told = rows(chat).with_columns(hour=hour)
    return tuple(float(np.mean(told.filter(part)["hour"].to_numpy())) for part in (within, ~within))  # type: ignore[return-value]


@pytest.mark.parametrize("name", [name for name in NAMES if name not in {"writes 500 a day", "cut export"}])
def test_every_world_fits_the_message_table_and_follows_from_its_seed(name: str) -> None:
    made = confounder_world(name, SEED)
    assert made == confounder_world(name, SEED)
    assert made != confounder_world(name, SEED + 1)
    assert schema_violations(made.chat().table()) == []


@pytest.mark.parametrize(
    ("name", "other", "owner"),
    [
        ("holidays", (0.2, 0.6), (0.2, 0.6)),
        ("lost phone", (0.0, 0.0), (0.05, 0.3)),
        ("another app", (0.02, 0.12), (0.02, 0.12)),
        ("partly another app", (0.2, 0.45), (0.2, 0.45)),
        ("disappearing messages", (0.0, 0.3), (0.0, 0.3)),
        ("time zones", (0.6, 1.6), (0.6, 1.6)),
        ("exams", (0.3, 0.75), (0.7, 1.4)),
        ("first baby", (0.35, 0.7), (0.75, 1.3)),
    ],
)
def test_volumes_change_as_planted(name: str, other: tuple[float, float], owner: tuple[float, float]) -> None:
    made = confounder_world(name, SEED)
    chat = made.chat()
    assert other[0] <= left(made, chat, chat.other) <= other[1]
    assert owner[0] <= left(made, chat, chat.owner) <= owner[1]


@pytest.mark.parametrize("name", ["lost phone", "another app", "partly another app", "disappearing messages"])
def test_a_change_of_the_medium_is_no_change_of_a_person(name: str) -> None:
    made = confounder_world(name, SEED)
    truth = made.chat().truth
    assert made.medium
    assert truth.medium
    assert (truth.spells, truth.lasting) == ((), ())


def test_messages_that_disappear_are_there_now_and_then() -> None:
    made = confounder_world("disappearing messages", SEED)
    assert made.first
    days = rows(made.chat()).filter(pl.col.day >= made.first)["day"].unique().sort()
    gaps = np.diff(days.to_numpy()).astype("timedelta64[D]").astype(np.int64)
    assert gaps.max() >= 12
    assert (gaps == 1).any()


def test_hours_move_and_people_still_sleep() -> None:
    for name in ("time zones", "first baby", "night shifts"):
        chat = confounder_world(name, SEED).chat()
        assert np.mean(rows(chat)["sent_at"].dt.hour().is_between(3, 5).to_numpy()) < 0.02
    made = confounder_world("time zones", SEED)
    there, usual = hours(made, made.chat())
    assert abs(there - usual) > 1.5


def test_shifts_rotate_weekly() -> None:
    made = confounder_world("night shifts", SEED)
    told = rows(made.chat()).with_columns(week=(pl.col.day - made.worlds[0].start).dt.total_days() // 7 % 3)
    told = told.with_columns(hour=pl.col.sent_at.dt.hour() + 0.0)
    early, late, night = (float(np.mean(told.filter(pl.col.week == week)["hour"].to_numpy())) for week in range(3))
    assert early + 1 < late < night


@pytest.mark.parametrize(("name", "word"), [("exams", "exams|Prüfungen"), ("first baby", "born at four|früh um vier")])
def test_what_happened_is_told_in_the_chat(name: str, word: str) -> None:
    made = confounder_world(name, SEED)
    chat = made.chat()
    (change,) = chat.truth.spells or chat.truth.lasting
    assert change.told is not None
    row = chat.rows.row(change.told, named=True)
    assert row["sender"] == chat.other
    assert pl.Series([row["text"]]).str.contains(word).all()


def test_a_baby_leaves_warmth_as_it_was() -> None:
    (change,) = confounder_world("first baby", SEED).chat().truth.lasting
    assert change.strength.marks == 1.0
    assert change.strength.words < 1.0


def test_a_cut_export_begins_in_the_middle() -> None:
    chat = confounder_world("cut export", SEED).chat()
    assert chat.rows.height == 40_000
    assert (chat.rows["kind"] == "system").sum() == 0
    assert schema_violations(chat.table()) == []
    quoted = chat.rows.with_row_index().drop_nulls("reply_to")
    assert (quoted["reply_to"] < quoted["index"]).all()
    assert (quoted["reply_to"] >= 0).all()


def test_a_group_falls_asleep_slowly_and_all_of_it() -> None:
    made = confounder_world("sleepy group", SEED)
    chat = made.chat()
    assert set(chat.rows["sender"].drop_nulls().unique()) == {*made.people, chat.owner}
    assert made.first
    told = rows(chat).with_columns(since=(pl.col.day - made.first).dt.total_days())
    for who in made.people:
        theirs = told.filter(pl.col.sender == who)["since"]
        months = [np.count_nonzero(theirs.is_between(at, at + 59).to_numpy()) for at in (-60, 0, 120, 240)]
        assert months == sorted(months, reverse=True)
        assert months[-1] < 0.35 * months[0]


def test_how_much_a_pair_writes() -> None:
    for name, low, high in (("hardly writes", 2, 7), ("writes 500 a day", 2800, 4200)):
        made = confounder_world(name, SEED)
        assert low < made.chat().rows.height / made.worlds[0].days * 7 < high


def test_a_spell_answered_in_kind_is_a_spell_of_one() -> None:
    made = confounder_world("a spell answered in kind", SEED)
    chat = made.chat()
    (spell,) = chat.truth.spells
    assert spell.who == chat.other
    assert spell.last - spell.first >= timedelta(days=5)
    assert max(left(made, chat, who) for who in (chat.other, chat.owner)) < 0.55
