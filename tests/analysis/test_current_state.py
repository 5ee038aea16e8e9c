"""Now: graded, from one message on, and never a calm no where a dry reply would not have been seen."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
import pytest

from unlike.analysis.current_state import current_state
from unlike.core.types import Direction
from unlike.messages import conform
from unlike.results import CurrentState, Grade
from unlike.results.grade import GRADES
from unlike.signals import SIGNALS, MeasuredConversation, measure

START = datetime(2024, 1, 1, 8, tzinfo=UTC)
WORDS = ["the", "sun", "over"] * 6
SIGNALS_BY_NAME = {signal.name: signal for signal in SIGNALS}


@lru_cache
def chat(days: int, talkative: bool = True) -> pl.DataFrame:
    """Ada asks and Ben answers, two sittings a day; Ben writes long messages with emoji, or mostly one word."""
    rng = np.random.default_rng(11)
    rows = []
    for day in range(days):
        for hour in (0, 9):
            for turn in range(3 + int(rng.integers(4))):
                at = START + timedelta(days=day, hours=hour, minutes=6 * turn + int(rng.integers(3)))
                size = int(rng.integers(5, 15)) if talkative or rng.random() < 0.3 else 1
                text = " ".join(WORDS[:size]) + (" 🙂" if talkative and rng.random() < 0.5 else "")
                rows += [(at, "Ada", "and how was the day of yours?"), (at + timedelta(minutes=2), "Ben", text)]
    return table(rows)


def table(rows: list[tuple[datetime, str, str]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=["sent_at", "sender", "text"], orient="row").with_columns(
        pl.col("sent_at").cast(pl.Datetime("us")).dt.replace_time_zone("UTC")
    )


def state_after(history: pl.DataFrame, last: list[tuple[float, str]]) -> CurrentState:
    """Ben's state after some more messages of his, hours after the last morning's eight o'clock."""
    day = history["sent_at"][-1].date() + timedelta(days=1)
    eight = datetime(day.year, day.month, day.day, 8, tzinfo=UTC)
    rows = [(eight, "Ada", "and how was the night of yours?")]
    rows += [(eight + timedelta(hours=hours), "Ben", text) for hours, text in last]
    messages = pl.concat([history, table(rows)]).with_columns(
        ref=pl.int_range(pl.len()).cast(pl.String), kind=pl.lit("text")
    )
    history_measured = measured(messages)
    state = current_state(history_measured, "Ben", {signal.name: signal for signal in history_measured.signals})
    assert state is not None
    return state


def measured(messages: pl.DataFrame) -> MeasuredConversation:
    return measure(conform(messages, "chat", "whatsapp"), SIGNALS, ZoneInfo("UTC"), timedelta(minutes=1))


def test_two_dry_replies_are_unlike_somebody_who_never_writes_so() -> None:
    state = state_after(chat(120), [(0.05, "ok"), (0.2, "yes")])
    assert state.unlike
    assert len(state.messages) == 2
    assert "length" in {change.name for change in state.changed_signals}
    assert state.as_far == 0


def test_usual_replies_are_within_the_usual_and_a_change_would_have_been_seen() -> None:
    state = state_after(chat(120), [(0.05, " ".join(WORDS[:9]) + " 🙂"), (0.2, " ".join(WORDS[:7]))])
    assert state.grade is Grade.WITHIN_USUAL
    assert state.bare_chance <= 0.05
    assert state.changed_signals == ()


def test_no_calm_no_about_somebody_of_whom_a_dry_reply_is_usual() -> None:
    state = state_after(chat(120, talkative=False), [(2 / 60, "ok")])
    assert state.grade is Grade.CANNOT_TELL
    assert state.bare_chance > 0.05


@pytest.mark.parametrize(("days", "best"), [(8, Grade.CANNOT_TELL), (40, Grade.A_LITTLE_UNLIKE)])
def test_with_few_sittings_no_more_is_said_than_they_can_tell(days: int, best: Grade) -> None:
    state = state_after(chat(days), [(0.05, "ok"), (0.2, "yes")])
    assert state.grade is best
    if best is Grade.CANNOT_TELL:
        assert state.windows < state.wanted_windows


def test_yesterday_is_never_mixed_in() -> None:
    state = state_after(chat(120), [(0.05, "ok")])
    assert len(state.messages) == 1
    assert state.since == state.until
    assert state.since.hour == 8


def test_of_a_day_with_several_sittings_the_whole_day_counts_too() -> None:
    dry = [(0.1 * at, "ok") for at in range(1, 6)]
    state = state_after(chat(420), [*dry, (9.0, " ".join(WORDS[:9]))])
    assert state.day
    assert state.unlike
    assert len(state.messages) == 6


def test_what_two_messages_cannot_say_is_a_group_of_its_own() -> None:
    state = state_after(chat(120), [(0.05, "ok"), (0.2, "yes")])
    undecided = {change.name for change in state.undecided_signals}
    assert "emoji" in undecided
    groups = [{change.name for change in group} for group in (state.changed_signals, state.unchanged_signals)]
    assert not undecided & (groups[0] | groups[1])
    assert all(not change.phrase for change in state.undecided_signals)


def test_shown_figures_are_those_of_the_messages_in_question() -> None:
    state = state_after(chat(120), [(0.05, "ok"), (0.2, "yes it is so")])
    figures = {change.name: change.observed for change in (*state.changed_signals, *state.unchanged_signals)}
    assert figures["length"] == pytest.approx(2.5)


def test_sittings_before_a_lasting_shift_do_not_count_where_those_since_are_enough() -> None:
    history = chat(200)
    messages = history.with_columns(ref=pl.int_range(pl.len()).cast(pl.String), kind=pl.lit("text"))
    measured_chat = measured(messages)
    whole = current_state(measured_chat, "Ben", SIGNALS_BY_NAME)
    since = current_state(measured_chat, "Ben", SIGNALS_BY_NAME, [(START + timedelta(days=90)).date()])
    too_late = current_state(measured_chat, "Ben", SIGNALS_BY_NAME, [(START + timedelta(days=190)).date()])
    assert whole is not None
    assert since is not None
    assert since.windows < whole.windows
    assert too_late == whole


def test_nobody_who_wrote_nothing_has_a_state() -> None:
    assert current_state(measured(chat(3).with_columns(ref=pl.lit("L"), kind=pl.lit("text"))), "Cleo", {}) is None


def test_rarer_grades_have_smaller_chances() -> None:
    bounds = [bound for _, bound in GRADES]
    assert bounds == sorted(bounds)
    state = state_after(chat(120), [(0.05, "ok"), (0.2, "yes")])
    assert replace(state, grade=Grade.VERY_UNLIKE).unlike
    assert not replace(state, grade=Grade.A_LITTLE_UNLIKE).unlike


def test_a_share_is_one_of_the_messages_in_question() -> None:
    state = state_after(chat(120), [(0.05, "ok"), (0.2, "yes")])
    groups = (state.changed_signals, state.unchanged_signals, state.undecided_signals)
    assert {change.share_of for group in groups for change in group} == {"messages"}


def test_it_says_which_way_the_messages_point() -> None:
    assert state_after(chat(120), [(0.05, "ok"), (0.2, "yes")]).direction is Direction.COOLER
    long = " ".join(WORDS * 3) + " 🙂"
    assert state_after(chat(120), [(0.05, long), (0.2, long)]).direction is Direction.WARMER
