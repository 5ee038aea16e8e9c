"""Numbers that the demo shows, counted again from its raw export, by nothing that the program itself counts with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from statistics import mean, median
from typing import TYPE_CHECKING

import pytest

from unlike.presentation.terminal.screen import ScreenOptions, screen
from unlike.results import LookBack, Spell

if TYPE_CHECKING:
    from conftest import Studied

LINE = re.compile(r"(\d\d)/(\d\d)/(\d{4}), (\d\d):(\d\d) - (?:([^:]+): )?(.*)")
CALL = re.compile(r"(?:Missed )?(?:voice|video) call.*", re.IGNORECASE)
WITHOUT_WORDS = re.compile(r"<Media omitted>|You deleted this message|This message was deleted")
EDITED = " <This message was edited>"
PEOPLE = ("Rosa", "Imke")
EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf\u2b50]")
PAUSE = timedelta(hours=6)
"""Silence after which somebody begins a conversation."""
REACH = 45
"""Days before and after a spell in which the usual is counted, as the page says."""


@dataclass(frozen=True)
class Line:
    """One line of the export, with the lines that belong to it."""

    at: datetime
    sender: str
    text: str

    @property
    def day(self) -> date:
        """Day, which begins at four."""
        return (self.at - timedelta(hours=4)).date()

    @property
    def words(self) -> int:
        return len(self.text.removesuffix(EDITED).split())

    @property
    def has_words(self) -> bool:
        return not WITHOUT_WORDS.fullmatch(self.text)


@dataclass(frozen=True)
class RawChat:
    """The export: messages of people, and what else stands in it."""

    lines: tuple[Line, ...]
    text: str

    @property
    def messages(self) -> list[Line]:
        return [line for line in self.lines if line.sender and not CALL.fullmatch(line.text)]

    def of(self, sender: str, first: date = date.min, last: date = date.max) -> list[Line]:
        return [line for line in self.messages if line.sender == sender and first <= line.day <= last]


@pytest.fixture(scope="module")
def raw(rosa: Studied) -> RawChat:
    lines: list[Line] = []
    text = rosa.path.read_text("utf-8")
    for written in text.splitlines():
        if match := LINE.fullmatch(written):
            day, month, year, hour, minute = (int(part) for part in match.groups()[:5])
            lines.append(Line(datetime(year, month, day, hour, minute), match[6] or "", match[7]))  # noqa: DTZ001 - a clock
        else:
            before = lines.pop()
            lines.append(Line(before.at, before.sender, f"{before.text}\n{written}"))
    return RawChat(tuple(lines), text)


@pytest.fixture(scope="module")
def shown(rosa: Studied) -> str:
    """Everything that the terminal says, on one line."""
    whole = screen(rosa.analysis.findings, ScreenOptions(shows_everything=True)).plain
    return " ".join(whole.split())


def per_word(lines: Iterable[Line]) -> float:
    return mean(line.words for line in lines if line.has_words)


def days_of(first: date, last: date) -> list[date]:
    return [first + timedelta(days=day) for day in range((last - first).days + 1)]


def test_what_was_read_is_what_stands_there(raw: RawChat, shown: str) -> None:
    system = [line for line in raw.lines if not line.sender]
    calls = [line for line in raw.lines if line.sender and CALL.fullmatch(line.text)]
    unambiguous = sum(line.at.day > 12 for line in raw.lines)
    assert f"Rosa with you · {len(raw.messages):,} messages · 4 Sep 2023 – 12 Nov 2025" in shown
    assert f"Read: {len(raw.messages):,} messages, {len(calls)} calls, {len(system)} system line, nothing" in shown
    assert f"Dates are read day first: {unambiguous:,} lines" in shown
    assert (raw.lines[0].day, raw.lines[-1].day) == (date(2023, 9, 4), date(2025, 11, 12))


def test_the_last_messages_and_the_question_that_waits(rosa: Studied, raw: RawChat, shown: str) -> None:
    state, question = rosa.person.current_state, rosa.person.open_question
    assert state
    assert question
    latest = [line for line in raw.of("Rosa") if line.at >= state.since]
    assert len(state.messages) == len(latest) == 3
    assert f"{len(latest)} messages." in shown
    figures = {change.name: change.observed for change in state.changed_signals}
    assert figures["length"] == pytest.approx(per_word(latest))
    assert f"{per_word(latest):.1f} words" in shown
    assert figures["short"] == mean(line.words <= 3 for line in latest) == 1.0
    asked = next(line for line in reversed(raw.messages) if line.text == "see you tonight, then?")
    waited = raw.messages[-1].at - asked.at
    assert not [line for line in raw.of("Rosa") if line.at > asked.at]
    assert question.waited == waited == timedelta(hours=2, minutes=38)
    assert "2 hr 38 min" in shown


def spells(rosa: Studied) -> tuple[Spell, ...]:
    return rosa.person.spells


def test_each_spell_counts_as_anybody_counts_it(rosa: Studied, raw: RawChat) -> None:
    """Messages of its days, and in a day and a message then and usually."""
    off = {day for change in rosa.person.channel_changes for day in days_of(change.first, change.last)}
    inside = {day for spell in spells(rosa) for day in days_of(spell.first, spell.last)}
    first, last = raw.lines[0].day, raw.lines[-1].day
    for spell in spells(rosa):
        theirs = raw.of("Rosa", spell.first, spell.last)
        assert len(spell.messages) == len(theirs)
        around = days_of(spell.first - timedelta(days=REACH), spell.last + timedelta(days=REACH))
        shifts = [shift.day for shift in rosa.person.lasting_shifts]
        near = [
            day
            for day in around
            if day not in inside | off
            and first < day < last
            and all((day < shift) == (spell.first < shift) for shift in shifts)  # what stayed is usual only since then
        ]
        usual = [line for line in raw.of("Rosa", near[0], near[-1]) if line.day in set(near)]
        counted: dict[str, tuple[float, float]] = {
            "length": (per_word(theirs), per_word(usual)),
            "messages": (len(theirs) / len(days_of(spell.first, spell.last)), len(usual) / len(near)),
        }
        figures = {change.name: (change.observed, change.baseline) for change in spell.changed_signals}
        for name in figures.keys() & counted.keys():
            assert figures[name] == pytest.approx(counted[name], abs=0.005), (spell.first, name)


def test_spells_are_counted_and_as_long_and_as_far_apart_as_their_dates_say(rosa: Studied, shown: str) -> None:
    found = spells(rosa)
    lengths = Counter((spell.last - spell.first).days + 1 for spell in found)
    (most, _), *_ = lengths.most_common(1)
    assert f"{len(found)} times since {found[0].first.year}, mostly for {most} days." in shown
    assert f"The longest lasted {max(lengths)} days." in shown
    recurrence = rosa.person.recurrence
    assert recurrence
    gaps = [(after.first - before.first).days for before, after in pairwise(found)]
    whole = [gap / max(1, round(gap / recurrence.period_days)) for gap in gaps if gap > recurrence.period_days / 2]
    assert median(whole) == pytest.approx(recurrence.period_days, abs=3)


def test_the_days_before_are_counted_alike(rosa: Studied, raw: RawChat, shown: str) -> None:
    explanations = rosa.person.explanations
    assert explanations
    for before in explanations.activity_before:
        for volume in before.people:
            lines = raw.of(volume.sender, before.first, before.last)
            assert volume.messages == len(lines)
            assert volume.words == pytest.approx(per_word(lines))
    back: LookBack = explanations.look_backs[-1]
    read = [line for line in raw.messages if back.first <= line.day <= back.last and line.has_words]
    assert back.messages_read == len(read)
    on_shift = [line for line in read if line.day == back.shift]
    assert f"Looked at: {len(read) - len(on_shift)} messages with words, 9–11 Nov 2025, and {len(on_shift)} of" in shown


@pytest.mark.parametrize("at", [0, 1])
def test_what_is_usual_is_what_anybody_counts(rosa: Studied, raw: RawChat, at: int) -> None:
    usual = rosa.person.usual_habits
    assert usual
    habits = usual.people[at]
    lines = raw.of(PEOPLE[at])
    assert habits.sender == PEOPLE[at]
    first, last = raw.lines[0].day, raw.lines[-1].day
    whole = [line for line in lines if first < line.day < last]  # those days are not whole
    assert habits.messages_per_day == pytest.approx(len(whole) / ((last - first).days - 1))
    assert habits.words == pytest.approx(per_word(lines))
    assert habits.questions == pytest.approx(mean("?" in line.text for line in lines if line.has_words))

    assert habits.emoji == pytest.approx(
        mean(bool(EMOJI.search(line.text)) for line in lines if line.has_words), abs=0.005
    )
    pairs = [(before, after, after.at - before.at) for before, after in pairwise(raw.messages)]
    answers = [gap for before, after, gap in pairs if before.sender != after.sender == PEOPLE[at] and gap < PAUSE]
    assert habits.reply_seconds == pytest.approx(median(gap.total_seconds() for gap in answers), abs=30)
    begun = [after.sender for _, after, gap in pairs if gap >= PAUSE]
    assert habits.begins == pytest.approx(begun.count(PEOPLE[at]) / len(begun), abs=0.01)

    def minute(line: Line) -> int:
        return line.at.hour * 60 + line.at.minute + (24 * 60 if line.at.hour < 4 else 0)

    def typical(choose: Callable[[Iterable[int]], int]) -> int:
        by_day: dict[date, list[int]] = {}
        for line in lines:
            by_day.setdefault(line.day, []).append(minute(line))
        return int(median(map(choose, by_day.values())))

    assert (habits.first_minute, habits.last_minute) == (typical(min), typical(max))


def test_the_pictures_of_the_week_and_of_the_years_hold_each_message_once(rosa: Studied, raw: RawChat) -> None:
    usual = rosa.person.usual_habits
    assert usual
    hours = Counter((line.day.weekday(), line.at.hour) for line in raw.of("Rosa"))
    assert usual.hours == tuple(tuple(hours[day, hour] for hour in range(24)) for day in range(7))
    days = Counter(line.day for line in raw.of("Rosa"))
    assert usual.days == tuple(days[day] for day in days_of(raw.lines[0].day, raw.lines[-1].day))
    assert sum(usual.days) == rosa.person.messages
