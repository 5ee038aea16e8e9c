"""A change of app is named, and never read as the person's: neither as lasting, nor as a spell, nor as now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from unlike.analysis.app_usage import AppUsage
from unlike.analysis.parts import PersonDetection
from unlike.analysis.person import PersonRequest, detect_person
from unlike.core.spans import DateSpan
from unlike.results.findings import MissingHistory
from unlike.signals import SIGNALS, measure
from unlike.synthetic import STRONG, PlantedChange, SyntheticChat, generate, random_world

BERLIN = ZoneInfo("Europe/Berlin")
PAIR = replace(random_world(3000, STRONG, years=1.1, quiet=True), messages_per_day=30.0)


@cache
def quiet() -> SyntheticChat:
    return generate(PAIR)


def day(number: int) -> date:
    return PAIR.start + timedelta(days=number)


def moved(chat: SyntheticChat, first: int, last: int | None = None) -> pl.DataFrame:
    """Rows of which those of some days are of an app in which messages have half of the words."""
    rows = chat.table(BERLIN.key)
    at = pl.col("sent_at").dt.convert_time_zone(BERLIN.key).dt.date()
    there = (at >= day(first)) & (at < day(last) if last else pl.lit(value=True))
    words = pl.col("text").str.split(" ")
    shorter = words.list.head((words.list.len() + 1) // 2).list.join(" ")
    return rows.with_columns(
        text=pl.when(there).then(shorter).otherwise("text"),
        source=pl.when(there).then(pl.lit("signal")).otherwise(pl.col("source").cast(pl.String)).cast(pl.Categorical()),
    )


def found(chat: SyntheticChat, rows: pl.DataFrame, *, knows: bool = True) -> PersonDetection:
    apps = AppUsage.of(rows, BERLIN) if knows else AppUsage()
    measured = measure(rows, SIGNALS, BERLIN, timedelta(minutes=1))
    return detect_person(measured, rows, PersonRequest(chat.owner, chat.other, possible=False, apps=apps))


def test_where_no_app_was_used_long_enough_nothing_is_called_usual() -> None:
    """Two who change the app every fifty days wrote enough, and still no day of theirs is compared with another."""
    rows = quiet().table(BERLIN.key)
    number = (pl.col("sent_at").dt.convert_time_zone(BERLIN.key).dt.date() - day(0)).dt.total_days() // 50
    source = pl.when(number % 2 == 0).then(pl.lit("signal")).otherwise(pl.lit("telegram"))
    rows = rows.with_columns(source=source.cast(pl.Categorical()))
    missing = found(quiet(), rows).missing_history
    assert isinstance(missing, MissingHistory)
    assert missing.lacks_app
    assert missing.lacks_days


def test_one_app_has_nothing_to_say() -> None:
    assert AppUsage.of(quiet().table(BERLIN.key), BERLIN) == AppUsage()


def test_a_move_after_which_all_write_shorter_is_named_and_not_lasting() -> None:
    rows = moved(quiet(), 230)
    assert [abs(shift.day - day(230)) < timedelta(7) for shift in found(quiet(), rows, knows=False).lasting_shifts] == [
        True
    ], "else this test could not fail"
    person = found(quiet(), rows)
    assert person.lasting_shifts == ()
    assert person.spells == ()
    (change,) = person.app_changes
    assert (change.before, change.after) == ("sample", "Signal")
    assert (change.compared, change.recent) == (True, False)
    assert abs(change.day - day(230)) <= timedelta(days=1)
    shorter = next(signal for signal in change.changed_signals if signal.name == "length")
    assert shorter.observed < 0.8 * shorter.baseline
    assert change.messages


def test_the_persons_own_change_after_a_move_is_found() -> None:
    own = PlantedChange("lasting", day(300), None, PAIR.other.name, STRONG)
    chat = generate(replace(PAIR, changes=(own,)))
    (shift,) = found(chat, moved(chat, 150)).lasting_shifts
    assert abs(shift.day - day(300)) < timedelta(days=20)


def test_after_a_recent_move_nothing_is_said_of_now() -> None:
    person = found(quiet(), moved(quiet(), 380))
    assert person.current_state is None
    assert person.open_question is None
    assert person.spells == ()
    (change,) = person.app_changes
    assert (change.compared, change.recent, change.changed_signals) == (False, True, ())


def test_a_visit_to_another_app_is_no_spell() -> None:
    rows = moved(quiet(), 200, 206)
    assert AppUsage.of(rows, BERLIN).unobserved == (DateSpan(day(200), day(205)),)
    person = found(quiet(), rows)
    assert (person.spells, person.lasting_shifts, person.app_changes) == ((), (), ())
    assert person.current_state is not None


@pytest.mark.parametrize("days", [30, 50])
def test_a_short_stay_in_another_app_is_left_out(days: int) -> None:
    usage = AppUsage.of(moved(quiet(), 150, 150 + days), BERLIN)
    assert usage.breaks == ()
    assert not usage.is_recent
    assert usage.unobserved == (DateSpan(day(150), day(149 + days)),)
    assert len(usage.handovers) == 2
