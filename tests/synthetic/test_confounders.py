"""Each confounder does to the chat what its name says."""

from __future__ import annotations

from datetime import timedelta
from functools import cache

import numpy as np
import polars as pl
import pytest

from unlike.messages import schema_violations
from unlike.synthetic import CONFOUNDERS, ConfounderWorld, SyntheticChat, confounder_world

SEED = 3


@cache
def chat_of(confounder: ConfounderWorld) -> SyntheticChat:
    return confounder.chat()


def rows(chat: SyntheticChat) -> pl.DataFrame:
    day = (pl.col.sent_at - pl.duration(hours=4)).dt.date()
    return chat.rows.filter(pl.col.sender.is_not_null()).with_columns(day.alias("day"))


def remaining_share(confounder: ConfounderWorld, chat: SyntheticChat, person: str) -> float:
    """Messages a day of a person within the change, as a share of those outside it."""
    assert confounder.first
    assert confounder.last
    own = rows(chat).filter(pl.col.sender == person)
    within = pl.col.day.is_between(confounder.first, confounder.last)
    days = (confounder.last - confounder.first).days + 1
    return (own.filter(within).height / days) / (own.filter(~within).height / (confounder.worlds[0].days - days))


def hours(confounder: ConfounderWorld, chat: SyntheticChat) -> tuple[float, float]:
    """Mean hour of the day within the change and outside it."""
    hour = pl.col.sent_at.dt.hour() + pl.col.sent_at.dt.minute() / 60
    within = pl.col.day.is_between(confounder.first, confounder.last)
    messages = rows(chat).with_columns(hour=hour)
    return tuple(float(np.mean(messages.filter(part)["hour"].to_numpy())) for part in (within, ~within))  # type: ignore[return-value]


@pytest.mark.parametrize("name", [name for name in CONFOUNDERS if name not in {"writes 500 a day", "cut export"}])
def test_every_world_fits_the_message_table_and_follows_from_its_seed(name: str) -> None:
    confounder = confounder_world(name, SEED)
    assert confounder == confounder_world(name, SEED)
    assert confounder != confounder_world(name, SEED + 1)
    assert schema_violations(chat_of(confounder).table()) == []


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
    confounder = confounder_world(name, SEED)
    chat = chat_of(confounder)
    assert other[0] <= remaining_share(confounder, chat, chat.other) <= other[1]
    assert owner[0] <= remaining_share(confounder, chat, chat.owner) <= owner[1]


@pytest.mark.parametrize("name", ["lost phone", "another app", "partly another app", "disappearing messages"])
def test_a_change_of_the_channel_is_no_change_of_a_person(name: str) -> None:
    confounder = confounder_world(name, SEED)
    truth = chat_of(confounder).truth
    assert confounder.channel_change
    assert truth.channel_changes
    assert (truth.spells, truth.lasting_shifts) == ((), ())


def test_messages_that_disappear_are_there_now_and_then() -> None:
    confounder = confounder_world("disappearing messages", SEED)
    assert confounder.first
    days = rows(chat_of(confounder)).filter(pl.col.day >= confounder.first)["day"].unique().sort()
    gaps = np.diff(days.to_numpy()).astype("timedelta64[D]").astype(np.int64)
    assert gaps.max() >= 12
    assert (gaps == 1).any()


def test_hours_move_and_people_still_sleep() -> None:
    for name in ("time zones", "first baby", "night shifts"):
        chat = chat_of(confounder_world(name, SEED))
        assert np.mean(rows(chat)["sent_at"].dt.hour().is_between(3, 5).to_numpy()) < 0.02
    confounder = confounder_world("time zones", SEED)
    within, outside = hours(confounder, chat_of(confounder))
    assert abs(within - outside) > 1.5


def test_shifts_rotate_weekly() -> None:
    confounder = confounder_world("night shifts", SEED)
    messages = rows(chat_of(confounder)).with_columns(
        week=(pl.col.day - confounder.worlds[0].start).dt.total_days() // 7 % 3
    )
    messages = messages.with_columns(hour=pl.col.sent_at.dt.hour() + 0.0)
    early, late, night = (float(np.mean(messages.filter(pl.col.week == week)["hour"].to_numpy())) for week in range(3))
    assert early + 1 < late < night


@pytest.mark.parametrize(("name", "word"), [("exams", "exams|Prüfungen"), ("first baby", "born at four|früh um vier")])
def test_what_happened_is_told_in_the_chat(name: str, word: str) -> None:
    confounder = confounder_world(name, SEED)
    chat = chat_of(confounder)
    (change,) = chat.truth.spells or chat.truth.lasting_shifts
    assert change.reason_row is not None
    row = chat.rows.row(change.reason_row, named=True)
    assert row["sender"] == chat.other
    assert pl.Series([row["text"]]).str.contains(word).all()


def test_a_baby_leaves_warmth_as_it_was() -> None:
    (change,) = chat_of(confounder_world("first baby", SEED)).truth.lasting_shifts
    assert change.strength.markers == 1.0
    assert change.strength.words < 1.0


def test_a_cut_export_begins_in_the_middle() -> None:
    chat = chat_of(confounder_world("cut export", SEED))
    assert chat.rows.height == 40_000
    assert (chat.rows["kind"] == "system").sum() == 0
    assert schema_violations(chat.table()) == []
    quoted = chat.rows.with_row_index().drop_nulls("reply_to")
    assert (quoted["reply_to"] < quoted["index"]).all()
    assert (quoted["reply_to"] >= 0).all()


def test_a_group_falls_asleep_slowly_and_all_of_it() -> None:
    confounder = confounder_world("sleepy group", SEED)
    chat = chat_of(confounder)
    assert set(chat.rows["sender"].drop_nulls().unique()) == {*confounder.people, chat.owner}
    assert confounder.first
    messages = rows(chat).with_columns(since=(pl.col.day - confounder.first).dt.total_days())
    for person in confounder.people:
        own = messages.filter(pl.col.sender == person)["since"]
        months = [np.count_nonzero(own.is_between(at, at + 59).to_numpy()) for at in (-60, 0, 120, 240)]
        assert months == sorted(months, reverse=True)
        assert months[-1] < 0.35 * months[0]


def test_how_much_a_pair_writes() -> None:
    for name, low, high in (("hardly writes", 2, 7), ("writes 500 a day", 2800, 4200)):
        confounder = confounder_world(name, SEED)
        assert low < chat_of(confounder).rows.height / confounder.worlds[0].days * 7 < high


def test_a_spell_answered_in_kind_is_a_spell_of_one() -> None:
    confounder = confounder_world("a spell answered in kind", SEED)
    chat = chat_of(confounder)
    (spell,) = chat.truth.spells
    assert spell.person == chat.other
    assert spell.last - spell.first >= timedelta(days=5)
    assert max(remaining_share(confounder, chat, person) for person in (chat.other, chat.owner)) < 0.55
