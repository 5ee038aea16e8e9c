"""The small steps from shifts to findings."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from query_counts import query_counts
from unlike.analysis.chat_transcript import Transcript
from unlike.analysis.evidence import exchange_after, messages_between
from unlike.analysis.least_history import MIN_ACTIVE_DAYS, MIN_MESSAGES
from unlike.analysis.parts import ReturnExchange
from unlike.analysis.person import PersonRequest, detect_person
from unlike.analysis.quotes import local, with_words
from unlike.analysis.signal_changes import partition_changes
from unlike.analysis.signal_figures import FigurePair, SignalFigures
from unlike.analysis.signal_history import signal_histories
from unlike.core.types import Direction
from unlike.detection import SignalDeviation
from unlike.messages import SCHEMA, conform
from unlike.results import (
    CurrentState,
    Grade,
    LastingShift,
    MissingHistory,
    OpenQuestion,
    PersonFindings,
    Spell,
    ordered_findings,
)
from unlike.signals import SIGNALS, MeasuredConversation, measure, series
from unlike.synthetic import STRONG, generate, random_world

BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2024, 3, 4, 9, tzinfo=UTC)
BY_NAME = {signal.name: signal for signal in SIGNALS}


def chat(days: int, silent: tuple[int, ...] = ()) -> pl.DataFrame:
    """Ada and Ben, two messages each a day; Ben is silent on some days."""
    rows = [
        (START + timedelta(days=day, minutes=10 * at), who, f"hello there {day}")
        for day in range(days)
        for at, who in enumerate(("Ada", "Ben", "Ada", "Ben"))
        if who == "Ada" or day not in silent
    ]
    frame = pl.DataFrame(
        {
            "sent_at": [row[0] for row in rows],
            "sender": [row[1] for row in rows],
            "text": [row[2] for row in rows],
            "ref": [f"L{at}" for at in range(len(rows))],
        },
        schema_overrides={"sent_at": SCHEMA["sent_at"]},
    )
    return conform(frame, "Ben", "test")


def measured(days: int, silent: tuple[int, ...] = ()) -> MeasuredConversation:
    return measure(chat(days, silent), SIGNALS, BERLIN, timedelta(seconds=1))


def stray(name: str, z: float, chance: float, then: float = 1.0) -> SignalDeviation:
    return SignalDeviation(name, 2.0, then, z, chance)


def test_changed_and_unchanged_habits_are_parted() -> None:
    told = [stray("length", -6, 1e-9), stray("emoji", -3.5, 1e-4), stray("questions", -1.5, 0.13), stray("i", 0.2, 0.8)]
    changed, unchanged = partition_changes(told, BY_NAME)
    assert [habit.name for habit in changed] == ["length", "emoji"]
    assert [habit.name for habit in unchanged] == ["i"]
    assert [habit.phrase for habit in changed] == ["shorter messages", "fewer emoji"]
    assert changed[0].direction == "down"


def test_up_and_down_have_their_own_words() -> None:
    ((up,), _) = partition_changes([stray("reply_time", 5, 1e-6, then=9.0)], BY_NAME)
    assert (up.phrase, up.direction, up.unit) == ("answers later", "up", "seconds")


def test_a_finding_always_names_one_habit() -> None:
    changed, _ = partition_changes([stray("length", -2, 0.04)], BY_NAME)
    assert [habit.name for habit in changed] == ["length"]
    assert partition_changes([], BY_NAME) == ((), ())


def test_what_a_reader_counts_the_other_way_is_not_said() -> None:
    told = [stray("messages", -6, 1e-9), stray("length", -5, 1e-7), stray("emoji", 4, 1e-5), stray("i", 0.2, 0.8)]
    figures = {
        "messages": FigurePair(usual=10.0, observed=11.0),
        "length": FigurePair(usual=7.0, observed=4.0),
        "emoji": FigurePair(usual=0.25, observed=0.25),
        "i": FigurePair(usual=0.1, observed=0.09),
    }
    changed, unchanged = partition_changes(told, BY_NAME, figures)
    assert [(habit.phrase, habit.direction, habit.baseline) for habit in changed] == [("shorter messages", "down", 7.0)]
    assert [(habit.name, habit.observed) for habit in unchanged] == [("i", 0.09)]


def test_a_share_of_days_says_so() -> None:
    changed, _ = partition_changes([stray("greetings", -6, 1e-9), stray("emoji", -6, 1e-9)], BY_NAME)
    assert [habit.share_of for habit in changed] == ["days", "messages"]


def test_the_messages_of_some_days_are_hers_alone() -> None:
    found = messages_between(measured(10), "Ben", date(2024, 3, 6), date(2024, 3, 7))
    assert found == ("L9", "L11", "L13", "L15")


def test_what_came_after() -> None:
    found = exchange_after(measured(10, silent=(5, 6)), "Ben", date(2024, 3, 8))
    assert found == ReturnExchange("Ada", 3, ("L24", "L25", "L26", "L27"))
    assert exchange_after(measured(10, silent=(8, 9)), "Ben", date(2024, 3, 11)) is None


def quote_refs(refs: tuple[str, ...], around: int) -> list[tuple[str, bool]]:
    return [(one.ref, one.marked) for one in Transcript(chat(3), BERLIN).around(refs, around)]


def test_quotes_with_their_neighbours() -> None:
    assert quote_refs(("L4",), 1) == [("L3", False), ("L4", True), ("L5", False)]
    assert quote_refs(("L0",), 2) == [("L0", True), ("L1", False), ("L2", False)]
    assert quote_refs(("L11",), 1) == [("L10", False), ("L11", True)]
    assert quote_refs(("L4", "L5"), 1) == [("L3", False), ("L4", True), ("L5", True), ("L6", False)]
    assert quote_refs(("L4", "L5"), 0) == [("L4", True), ("L5", True)]
    assert quote_refs(("L99",), 2) == []


def test_a_quote_is_in_the_owners_time() -> None:
    (one,) = Transcript(chat(1), BERLIN).around(("L1",), 0)
    assert (one.sender, one.text, one.kind) == ("Ben", "hello there 0", "text")
    assert one.sent_at.isoformat() == "2024-03-04T10:10:00+01:00"
    assert local(None, BERLIN) is None


def test_an_open_question_gets_its_words() -> None:
    asked = OpenQuestion(START, timedelta(hours=3), 4, 3, 0.1, None, ("L2",))
    told = with_words(asked, chat(2))
    assert told is not None
    assert told.quote == "hello there 0"
    assert with_words(None, chat(2)) is None


def spell(first: date, *, ongoing: bool = False) -> Spell:
    return Spell(first, first, ongoing, Direction.COOLER, 0.01, False, (), (), ("L1",), None)  # noqa: FBT003 - as declared


def person() -> PersonFindings:
    now = CurrentState(Grade.UNLIKE, 0.01, 200, 1, START, START, day=False, messages=("L1",))
    lasting = tuple(
        LastingShift(day, (day, day), Direction.COOLER, 0.01, (), (), ("L1",))
        for day in (date(2024, 1, 1), date(2024, 5, 1))
    )
    spells = (spell(date(2023, 1, 1)), spell(date(2023, 6, 1)), spell(date(2024, 6, 1), ongoing=True))
    waits = OpenQuestion(START, timedelta(hours=3), 4, 3, 0.1, None, ("L2",))
    return PersonFindings(
        name="Ben",
        messages=9,
        active_days=99,
        enough=True,
        missing_history=None,
        current_state=now,
        spells=spells,
        lasting_shifts=lasting,
        recurrence=None,
        open_question=waits,
        signal_histories=(),
        detectable_drop=None,
    )


def test_the_most_pressing_is_told_first_and_the_past_from_its_end() -> None:
    one = person()
    assert ordered_findings(one) == (
        one.current_state,
        one.spells[2],
        one.open_question,
        one.spells[1],
        one.spells[0],
        one.lasting_shifts[1],
        one.lasting_shifts[0],
    )
    assert ordered_findings(replace(one, current_state=None, open_question=None, spells=(), lasting_shifts=())) == ()


def test_a_history_is_told_in_equal_bins_of_plain_figures() -> None:
    told = measured(240, silent=tuple(range(10, 14)))
    length, messages = signal_histories(
        [one for one in series(told, "Ben") if one.name in {"length", "messages"}], SignalFigures(told, "Ben"), []
    )
    assert (length.label, length.unit, messages.name) == ("length of messages", "words", "messages")
    assert len(length.values) == len(messages.values) == 120
    assert [value and round(value, 4) for value in length.values[4:8]] == [3.0, None, None, 3.0]
    assert messages.values[4:8] == (2.0, 0.0, 0.0, 2.0)
    assert messages.values[0] == messages.values[-1] == 2.0
    assert messages.usual_range == (2.0, 2.0)


def test_what_changed_most_often_is_drawn_first() -> None:
    told = measured(50)
    figures, habits = SignalFigures(told, "Ben"), series(told, "Ben")
    (changed, *_), _ = partition_changes([stray("emoji", -6, 1e-9)], BY_NAME)
    assert signal_histories(habits, figures, [changed])[0].name == "emoji"
    assert signal_histories([], figures, []) == ()


def test_what_is_changed_now_is_drawn_before_what_changed_often() -> None:
    weeks = measured(50)
    figures, habits = SignalFigures(weeks, "Ben"), series(weeks, "Ben")
    (emoji, *_), _ = partition_changes([stray("emoji", -6, 1e-9)], BY_NAME)
    (length, *_), _ = partition_changes([stray("length", -6, 1e-9)], BY_NAME)
    names = [history.name for history in signal_histories(habits, figures, [emoji] * 3, [length])]
    assert names[:2] == ["length", "emoji"]


@pytest.mark.parametrize("days", [1, 2, MIN_ACTIVE_DAYS - 1, MIN_ACTIVE_DAYS, MIN_MESSAGES // 2 - 1])
def test_too_little_history_says_how_much_would_do(days: int) -> None:
    found = detect_person(measured(days), chat(days), PersonRequest("Ada", "Ben", possible=False))
    assert not found.enough
    assert found.missing_history == MissingHistory(days, MIN_ACTIVE_DAYS, 2 * days, MIN_MESSAGES)
    assert (found.current_state, found.spells, found.lasting_shifts, found.recurrence, found.open_question) == (
        None,
        (),
        (),
        None,
        None,
    )


@pytest.mark.parametrize("owner", ["Ada", "Somebody Else", None])
def test_just_enough_history(owner: str | None) -> None:
    days = MIN_MESSAGES // 2
    found = detect_person(measured(days), chat(days), PersonRequest(owner, "Ben", possible=True))
    assert found.enough
    assert found.missing_history is None
    assert found.messages == MIN_MESSAGES
    assert (found.spells, found.lasting_shifts) == ((), ())


def test_a_small_chat_takes_few_queries(monkeypatch: pytest.MonkeyPatch) -> None:
    chat = generate(replace(random_world(3000, STRONG, years=1.1, quiet=True), messages_per_day=30.0))
    rows, request = chat.table(BERLIN.key), PersonRequest(chat.owner, chat.other, possible=False)
    conversation = measure(rows, SIGNALS, BERLIN, timedelta(minutes=1))
    in_measure = query_counts(monkeypatch, lambda: measure(rows, SIGNALS, BERLIN, timedelta(minutes=1)))
    in_detection = query_counts(monkeypatch, lambda: detect_person(conversation, rows, request))
    assert 0 < in_measure["signals"] <= 33, "each costs as much as the measurement of a hundred messages"
    assert 0 < in_detection["analysis"] + in_detection["signals"] <= 24
    assert in_detection["detection"] == 0, "detection knows numbers alone"
