"""What was planted in the demo's two histories is found there, and what was not is not."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime, timedelta
from importlib.resources import files
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from analyses import analysis_of
from unlike.core.types import Direction
from unlike.explain.look_back import MAX_CHANCE
from unlike.i18n.lazy_messages import LazyMessage
from unlike.presentation.terminal.screen import ScreenOptions, screen
from unlike.results import (
    CrossChatOutcome,
    CurrentState,
    Grade,
    LastingShift,
    LookBack,
    MessageAct,
    OpenQuestion,
    PersonFindings,
    Spell,
    Supports,
    ordered_findings,
)

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Studied

SLACK = timedelta(days=1)


def touches(one: tuple[date, date], other: tuple[date, date]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def sure(person: PersonFindings) -> list[tuple[date, date]]:
    return [(spell.first, spell.last) for spell in person.spells if not spell.possible]


def planted(studied: Studied) -> list[tuple[date, date]]:
    """All days on which something was planted: spells, holidays, bad days, and around lasting changes."""
    truth = studied.chat.truth
    spans = [(spell.first, spell.last) for spell in truth.spells]
    spans += [(silence.first, silence.last) for silence in truth.silences]
    spans += [(bad.day, bad.day) for bad in truth.bad_days]
    return spans + [(one.date - timedelta(days=7), one.date + timedelta(days=30)) for one in truth.lasting_shifts]


PLAIN = {
    Supports,
    MessageAct,
    CrossChatOutcome,
    Grade,
    LazyMessage,
    str,
    int,
    float,
    bool,
    type(None),
    date,
    datetime,
    timedelta,
    ZoneInfo,
    Direction,
}


def fields_of(value: object, place: str) -> Iterator[tuple[str, type]]:
    """Every value within a finding, with its place; whatever is no dataclass and no tuple."""
    if is_dataclass(value):
        for field in fields(value):
            yield from fields_of(getattr(value, field.name), f"{place}.{field.name}")
    elif type(value) is tuple:
        for number, each in enumerate(value):
            yield from fields_of(each, f"{place}[{number}]")
    else:
        yield place, type(value)


def test_findings_are_plain_values_all_the_way_down(rosa: Studied, jule: Studied) -> None:
    for studied in (rosa, jule):
        found = dict(fields_of(studied.analysis.findings, "findings"))
        assert {place: kind for place, kind in found.items() if kind not in PLAIN} == {}
    assert rosa.person.recurrence is not None


def test_the_last_morning_is_unlike_rosa_with_exactly_its_messages(rosa: Studied) -> None:
    now = rosa.person.current_state
    assert now is not None
    assert now.unlike
    assert now.messages == tuple(rosa.refs[row] for row in rosa.chat.truth.terse_rows)
    assert len(now.messages) == 3
    assert now.chance <= 0.01
    assert now.chance >= 1 / (now.windows + 1)
    assert now.since.date() == date(2025, 11, 12)
    assert not now.day  # three replies in half an hour are a morning, not a day
    assert "length" in {habit.name for habit in now.changed_signals}


def test_the_open_question_is_the_one_at_half_past_nine(rosa: Studied) -> None:
    waits = rosa.person.open_question
    assert waits is not None
    assert waits.since.replace(tzinfo=None) == datetime(2025, 11, 12, 9, 27)  # noqa: DTZ001 - wall clock
    assert waits.messages == (rosa.refs[rosa.chat.truth.open_question_row or 0],)
    assert waits.quote == "see you tonight, then?"
    assert waits.similar_waits > 0
    assert 0 < waits.warm_after <= waits.similar_waits
    assert waits.waited > timedelta(hours=1)


def test_most_of_the_cooler_spells_are_found(rosa: Studied) -> None:
    short = [(one.first, one.last) for one in rosa.chat.truth.spells if (one.last - one.first).days < 4]
    assert len(short) == 9
    hits = [span for span in short if any(touches(span, found) for found in sure(rosa.person))]
    assert len(hits) >= 6, hits


def test_the_long_spell_is_found(rosa: Studied) -> None:
    long = max(rosa.chat.truth.spells, key=lambda spell: spell.last - spell.first)
    (found,) = [one for one in rosa.person.spells if touches((one.first, one.last), (long.first, long.last))]
    assert abs(found.first - long.first) <= 3 * SLACK
    assert abs(found.last - long.last) <= 3 * SLACK
    assert found.direction is Direction.COOLER
    assert found.chance < 0.01


def test_the_new_job_is_found_as_lasting(rosa: Studied) -> None:
    (planted_change,) = rosa.chat.truth.lasting_shifts
    (found,) = rosa.person.lasting_shifts
    assert abs(found.day - planted_change.date) <= timedelta(days=7)
    assert found.direction is Direction.COOLER
    assert found.between[0] <= found.day <= found.between[1]
    assert {"messages", "reply_time"} & {habit.name for habit in found.changed_signals}


def test_the_rhythm_is_told_within_a_twentieth(rosa: Studied) -> None:
    rhythm = rosa.person.recurrence
    assert rhythm is not None
    assert rhythm.period_days == pytest.approx(88, rel=0.05)
    assert rhythm.spells >= 4
    assert rhythm.chance <= 0.01


def test_nothing_is_claimed_that_was_not_planted(rosa: Studied, jule: Studied) -> None:
    for studied in (rosa, jule):
        true = planted(studied)
        made_up = [found for found in sure(studied.person) if not any(touches(found, span) for span in true)]
        assert len(made_up) <= 1, made_up


def test_both_of_jules_spells_are_found(jule: Studied) -> None:
    spells = [(one.first, one.last) for one in jule.chat.truth.spells]
    assert len(spells) == 2
    for span in spells:
        assert any(touches(span, found) for found in sure(jule.person)), span


def test_jules_change_to_warmer_is_found(jule: Studied) -> None:
    (change,) = jule.chat.truth.lasting_shifts
    (found,) = jule.person.lasting_shifts
    assert abs(found.day - change.date) <= timedelta(days=7)
    assert found.direction is Direction.WARMER


def test_nothing_is_the_matter_with_jule_now(jule: Studied) -> None:
    person = jule.person
    assert person.recurrence is None
    assert person.open_question is None
    assert person.current_state is not None
    assert not person.current_state.unlike
    assert person.current_state.changed_signals == ()


def test_a_spells_messages_are_all_of_hers_in_it(rosa: Studied) -> None:
    messages = rosa.analysis.messages
    zone = ZoneInfo("Europe/Berlin")
    by_ref = dict(zip(messages["ref"], zip(messages["sender"], messages["sent_at"], strict=True), strict=True))
    assert rosa.person.spells
    for spell in rosa.person.spells:
        assert spell.messages
        for ref in spell.messages:
            sender, sent_at = by_ref[ref]
            assert sender == "Rosa"
            assert spell.first <= (sent_at.astimezone(zone) - timedelta(hours=4)).date() <= spell.last


def test_what_came_after_a_spell_comes_after_it(rosa: Studied) -> None:
    ended = [spell for spell in rosa.person.spells if not spell.ongoing]
    assert ended
    for spell in ended:
        assert spell.ending is not None
        assert spell.ending.days >= 1
        assert spell.ending.first_sender in {"Rosa", "Imke"}
        assert spell.ending.messages


def test_every_habit_has_words_and_a_chance(rosa: Studied, jule: Studied) -> None:
    for person in (rosa.person, jule.person):
        both: tuple[Spell | LastingShift, ...] = (*person.spells, *person.lasting_shifts)
        for finding in both:
            assert finding.changed_signals
            assert all(habit.phrase for habit in finding.changed_signals)
            assert all(0 <= habit.chance <= 1 for habit in (*finding.changed_signals, *finding.unchanged_signals))
            assert all(not habit.phrase for habit in finding.unchanged_signals)
            names = [habit.name for habit in (*finding.changed_signals, *finding.unchanged_signals)]
            assert len(set(names)) == len(names)
            assert 0 <= finding.chance <= 1


def test_cooler_spells_are_mostly_shorter_and_fewer(rosa: Studied) -> None:
    said = [habit.phrase for spell in rosa.person.spells for habit in spell.changed_signals]
    assert said.count("shorter messages") > len(rosa.person.spells) / 2
    assert "longer messages" not in said


def test_the_conversation_is_told(rosa: Studied) -> None:
    (one,) = rosa.analysis.findings.conversations
    assert (one.title, one.app, one.group) == ("Rosa", "whatsapp", False)
    assert one.calls > 0
    assert one.messages + one.calls + one.system == rosa.analysis.messages.height
    assert one.first is not None
    assert one.first.date() == date(2023, 9, 4)
    assert one.first.utcoffset() == timedelta(hours=2)
    assert one.skipped == ()
    assert rosa.person.enough
    assert rosa.person.missing_history is None
    assert rosa.person.active_days > 700


def test_the_order_of_telling(rosa: Studied) -> None:
    told = ordered_findings(rosa.person)
    assert isinstance(told[0], CurrentState)
    assert (
        isinstance(next(one for one in told if not isinstance(one, CurrentState)), OpenQuestion)
        or rosa.person.spells[-1].ongoing
    )
    assert rosa.person.explanations is not None
    backs = sum(bool(back.messages) for back in rosa.person.explanations.look_backs)
    assert (
        len(told)
        == 2 + len(rosa.person.spells) + len(rosa.person.lasting_shifts) + len(rosa.person.channel_changes) + backs
    )


def test_traces_are_a_picture_of_the_whole_history(rosa: Studied) -> None:
    assert 1 <= len(rosa.person.signal_histories) <= 4
    for trace in rosa.person.signal_histories:
        there = [value for value in trace.values if value is not None]
        assert len(trace.values) == 120
        assert len(there) > 100
        assert min(there) <= trace.usual_range[0] <= trace.usual_range[1] <= max(there)


def test_reach_says_what_could_have_been_seen(rosa: Studied, jule: Studied) -> None:
    for person in (rosa.person, jule.person):
        assert person.detectable_drop is not None
        assert person.detectable_drop.factor is not None
        assert 0.2 <= person.detectable_drop.factor <= 0.9


def test_late_answers_are_followed_by_warmth(rosa: Studied) -> None:
    late = rosa.person.late_replies
    assert late is not None
    assert 0 < late.warm_after <= late.answers
    assert late.warm_after / late.answers > 0.5


CAUSES = {
    "ill_and_quiet": "health",
    "grandmother_in_hospital": "family",
    "our_quarrel": "quarrel",
    "deadline": "work",
}


def back_of(studied: Studied, first: date, last: date) -> LookBack | None:
    """The look-back of the found spell that shares days with a planted one."""
    reasons = studied.person.explanations
    assert reasons is not None
    found = next((one for one in studied.person.spells if touches((one.first, one.last), (first, last))), None)
    return next((back for back in reasons.look_backs if found and back.shift == found.first), None)


def test_what_was_told_before_a_spell_is_found_with_its_messages(rosa: Studied) -> None:
    told = [one for one in rosa.chat.truth.spells if one.reason]
    assert {one.reason for one in told} == set(CAUSES)
    words = dict(rosa.analysis.messages.select("ref", "text").iter_rows())
    for spell in told:
        back = back_of(rosa, spell.first, spell.last)
        assert back is not None, spell
        assert CAUSES[spell.reason or ""] in {one.topic for one in back.topics}, spell
        near = {words[ref] for ref in back.messages}
        assert near & set(said_of(spell.reason or "")), spell


def said_of(reason: str) -> list[str]:
    """All that the grammar has for a reason, in either case and with or without a full stop."""
    lines = [line for name in english_lines(reason) for line in name]
    return [*lines, *(line[:1].upper() + line[1:] for line in lines), *(f"{line}." for line in lines)]


def english_lines(reason: str) -> Iterator[list[str]]:
    path = files("unlike.synthetic").joinpath("english.toml")
    for name, lines in tomllib.loads(path.read_text("utf-8"))["any"].items():
        if name.startswith(reason):
            yield lines


def test_where_nothing_was_told_the_log_does_not_say(rosa: Studied, jule: Studied) -> None:
    for studied in (rosa, jule):
        silent = [one for one in studied.chat.truth.spells if not one.reason]
        assert silent
        backs = [back for one in silent if (back := back_of(studied, one.first, one.last))]
        # everyday words stand out by chance before 4 in 100 spells: of so few, two would be seldom
        assert sum(bool(back.topics) for back in backs) <= 1
        assert all((topic.chance or 0) > MAX_CHANCE / 4 for back in backs for topic in back.topics)
    assert rosa.person.explanations is not None
    (now,) = [one for one in rosa.person.explanations.look_backs if one.shift == date(2025, 11, 12)]
    assert now.topics == ()
    assert now.messages_read


def test_the_german_illness_is_found_too(jule: Studied) -> None:
    (ill,) = [one for one in jule.chat.truth.spells if one.reason]
    back = back_of(jule, ill.first, ill.last)
    assert back is not None
    assert [one.topic for one in back.topics] == ["health"]


def test_the_first_screen_is_one_screen(rosa: Studied) -> None:
    lines = screen(rosa.analysis.findings, ScreenOptions(today=date(2025, 11, 12))).plain.split("\n")
    assert len(lines) <= 40
    assert next(at for at, line in enumerate(lines) if "and it passed" in line) < 18


def test_how_the_spells_ended_is_known(rosa: Studied) -> None:
    ends = [one.ending for one in rosa.person.spells if one.ending]
    assert all(one.act is not None for one in ends)
    (asked,) = [one for one in rosa.person.return_patterns if one.sender == "Imke"]
    assert asked.act is MessageAct.CHECK_IN
    assert 2 <= asked.spells <= asked.of == len(ends)
    assert asked.base_rate < asked.spells / asked.of


def test_the_plan_of_the_last_morning_is_open(rosa: Studied) -> None:
    kept = rosa.person.relationship
    assert kept is not None
    assert kept.plans is not None
    (plan,) = kept.plans.open
    assert (plan.text, plan.sender) == ("see you tonight, then?", "Imke")
    assert plan.first == plan.last == date(2025, 11, 12)


def test_no_words_of_harm_are_seen_in_everyday_talk(rosa: Studied, jule: Studied) -> None:
    for studied in (rosa, jule):
        assert studied.person.explanations is not None
        assert studied.person.explanations.concern is None


@pytest.mark.parametrize(("replies", "grades"), [(1, {Grade.UNLIKE}), (2, {Grade.UNLIKE, Grade.VERY_UNLIKE})])
def test_the_last_morning_is_told_from_the_first_dry_replies_on(
    rosa: Studied, tmp_path: Path, replies: int, grades: set[Grade]
) -> None:
    lines = rosa.path.read_text(encoding="utf-8").split("\n")
    theirs = [at for at, line in enumerate(lines) if line.startswith("12/11/2025") and " - Rosa: " in line]
    cut = tmp_path / rosa.path.name
    cut.write_text("\n".join(lines[: theirs[replies - 1] + 1]) + "\n", encoding="utf-8")
    state = analysis_of([cut], owner="Imke").findings.conversations[0].people[0].current_state
    assert state is not None
    assert state.grade in grades
    assert len(state.messages) == replies
    assert "length" in {change.name for change in state.changed_signals}
