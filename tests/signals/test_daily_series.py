"""From messages to a value a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest

from handwritten_messages import Line, measured
from unlike.core.series import MAX_UNITS, Series
from unlike.signals import SIGNALS, series, without_group_activity

FIRST = date(2024, 1, 1)


def at(day: int, hour: float) -> datetime:
    return datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=day, hours=hour)


def habits(lines: list[Line], person: str = "Ben") -> dict[str, Series]:
    found = measured(sorted(lines, key=lambda line: line[0]))
    return {one.name: one for one in series(found, person)}


def words(number: int) -> str:
    return " ".join(["word"] * number)


def both(days: int = 60, absent: tuple[int, ...] = ()) -> list[Line]:
    """Ada writes ten messages a day but on some days; Ben answers each at once."""
    lines: list[Line] = []
    for day in range(days):
        for m in range(0 if day in absent else 10):
            lines += [(at(day, 9 + m / 3), "Ada", words(4)), (at(day, 9.1 + m / 3), "Ben", words(3))]
    return lines


def test_one_series_a_signal_over_consecutive_days() -> None:
    lines = both(20, absent=(7, 8))
    made = series(measured(lines), "Ben")
    assert [one.name for one in made] == [s.name for s in SIGNALS if s.name in {one.name for one in made}]
    for one in made:
        assert one.days[0] == np.datetime64(FIRST)
        assert (np.diff(one.days) == np.timedelta64(1, "D")).all()
        assert one.days.shape == one.values.shape == one.weights.shape == (20,)
        assert np.isfinite(one.noise)
        assert (np.isnan(one.values) <= (one.weights == 0)).all(), "a missing value weighs nothing"
        assert np.isfinite(one.scaled()[one.weights > 0]).all()


def test_counts_are_whole_numbers_of_the_day() -> None:
    made = habits([*both(), (at(30, 20), "Ben", "one more")])["messages"]
    assert made.values[1:-1].tolist() == [11.0 if day == 30 else 10.0 for day in range(1, 59)]


def test_the_first_and_the_last_day_are_not_counted() -> None:
    made = habits(both())
    for name in ("messages", "begins"):
        assert np.isnan(made[name].values[[0, -1]]).all()
        assert made[name].weights[[0, -1]].tolist() == [0, 0]


def test_a_day_on_which_the_others_were_away_is_missing() -> None:
    made = habits(both(absent=(30, 31, 32)))["messages"]
    assert np.isnan(made.values[30:33]).all()
    assert made.weights[30:33].tolist() == [0, 0, 0]


def test_a_day_on_which_only_they_were_silent_counts_as_nothing() -> None:
    lines = [line for line in both() if line[1] == "Ada" or not at(30, 0) <= line[0] < at(33, 0)]
    made = habits(lines)["messages"]
    assert made.values[30:33].tolist() == [0, 0, 0]
    assert made.weights[30:33].tolist() == [1, 1, 1]


def test_means_say_nothing_on_silent_days() -> None:
    lines = [line for line in both() if line[1] == "Ada" or not at(30, 0) <= line[0] < at(33, 0)]
    made = habits(lines)["length"]
    assert np.isnan(made.values[30:33]).all()
    assert made.weights[30:33].tolist() == [0, 0, 0]


def test_a_mean_rests_on_its_messages() -> None:
    made = habits([*both(), (at(30, 20), "Ben", words(3))])["length"]
    assert made.weights[29:32].tolist() == [10, 11, 10]
    assert made.values[29:32] == pytest.approx([3, 3, 3], rel=1e-3)


def test_the_hour_is_taken_out() -> None:
    lines: list[Line] = []
    for day in range(200):  # three words in the morning, twelve at night; on odd days only one of the two
        for m in range(6):
            if day % 4 != 1:
                lines.append((at(day, 7 + m / 10), "Ben", words(3)))
            if day % 4 != 3:
                lines.append((at(day, 21 + m / 10), "Ben", words(12)))
        lines.append((at(day, 12), "Ada", "hello"))
    made = habits(lines)["length"]
    mornings, nights = made.values[3::4], made.values[1::4]
    assert np.abs(np.log(nights.mean() / mornings.mean())) < 0.15, "without the hour the ratio is four"


def test_an_unusual_day_stays_unusual_with_the_hour_out() -> None:
    lines: list[Line] = [(when, who, words(12)) if when.day == 20 and who == "Ben" else (when, who, text)
             for when, who, text, *_ in both(28)]  # fmt: skip
    made = habits(lines)["length"]
    assert made.values[19] > 2 * made.values[10]


def test_a_day_greets_or_does_not() -> None:
    talk = ["the bus was late and it is raining", "what are you doing with the list", "we have to be there at six"]
    lines: list[Line] = []
    for day in range(30):
        lines += [(at(day, 9 + m), "AdaBen"[3 * (m % 2) :][:3], talk[m % 3]) for m in range(6)]
        if day % 2:
            lines += [(at(day, 15 + m / 4), "Ben", "good morning") for m in range(3)]
    made = habits(lines)["greetings"]
    assert made.values[1:-1].tolist() == [float(day % 2) for day in range(1, 29)]
    assert set(made.weights[1:-1].tolist()) == {1.0}


def test_shares_stay_between_nothing_and_all() -> None:
    made = habits(both())
    for one in made.values():
        if one.kind == "share":
            there = one.values[one.weights > 0]
            assert ((there >= 0) & (there <= 1)).all()


def test_both_people_have_the_same_days() -> None:
    found = measured(sorted(both(), key=lambda line: line[0]))
    mine, theirs = series(found, "Ada"), series(found, "Ben")
    assert [one.name for one in mine] == [one.name for one in theirs]
    assert all((a.days == b.days).all() for a, b in zip(mine, theirs, strict=True))


def test_in_a_group_its_pace_tells_of_nobody() -> None:
    pair = both(20)
    for lines, left_out in ((pair, set()), ([*pair, (at(3, 12), "Cid", "hi")], {"messages", "begins", "reply_time"})):
        found = measured(sorted(lines, key=lambda line: line[0]))
        made = series(found, "Ben")
        assert {one.name for one in made} - {one.name for one in without_group_activity(found, made)} == left_out


def test_the_messages_of_each_size_are_counted_by_day() -> None:
    length = habits([*both(20), (at(5, 20), "Ben", words(9)), (at(5, 21), "Ben", words(200))])["length"]
    assert length.histogram is not None
    assert length.histogram.shape == (20, MAX_UNITS)
    assert length.histogram.sum(axis=1) == pytest.approx(length.weights)
    assert length.histogram[5, [2, 8, MAX_UNITS - 1]].tolist() == [10, 1, 1]
    assert all(one.histogram is None for name, one in habits(both(20)).items() if name != "length")
