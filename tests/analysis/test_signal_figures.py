"""Every figure that a finding shows is counted again, message by message, from the message table."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from statistics import fmean, median
from typing import TYPE_CHECKING, Any, Final

import polars as pl
import pytest

from analyses import BERLIN, analysis_of
from handwritten_messages import Line, measured
from unlike.analysis.measured_conversations import MeasuredConversations
from unlike.analysis.parts import ConversationPart
from unlike.analysis.signal_figures import plain_figures
from unlike.api import Analysis, TimeWindow
from unlike.core.day_rule import day_of
from unlike.messages import MEDIA
from unlike.results import ChannelChange, LastingShift, PersonFindings, Spell
from unlike.signals import SIGNALS
from unlike.synthetic import generate, write_whatsapp
from unlike.synthetic.random_world import random_world
from unlike.synthetic.world import STRONG

if TYPE_CHECKING:
    from conftest import Studied

_PER_DAY: Final = ("messages", "begins")
_COUNTED: Final = ("messages", "begins", "in_one_go", "voice", "media", "reply_time", "length", "short", "exclamation")
_SIGNALS: Final = {signal.name: signal for signal in SIGNALS}


@dataclass(frozen=True, slots=True)
class Counted:
    """A message as a reader of the chat sees it: its day, and what can be counted in it."""

    day: date
    seen: dict[str, float]


class Recount:
    """Plain counts of one person's messages."""

    def __init__(self, analysis: Analysis, person: str, other: Recount | None = None) -> None:
        part = analysis.parts.conversations[0]
        self.clock = part.conversation.clock.total_seconds()
        self.values: pl.DataFrame = other.values if other else self._measured(part)
        self.messages = list(self._read(part.rows, self.values, person))
        self.by_day: dict[date, list[Counted]] = {}
        for message in self.messages:
            self.by_day.setdefault(message.day, []).append(message)
        days = [day_of(row["sent_at"].astimezone(BERLIN)) for row in part.rows.iter_rows(named=True)]
        self.first, self.last = min(days), max(days)

    @staticmethod
    def _measured(part: ConversationPart) -> pl.DataFrame:
        measures = MeasuredConversations(BERLIN)
        measures.add(part.key, part.rows, part.conversation.clock)
        return measures[part.key].messages

    def _read(self, rows: pl.DataFrame, values: pl.DataFrame, person: str) -> Iterator[Counted]:
        """Messages of a person; only what takes a list of words comes from the program's own measures."""
        people = rows.filter(pl.col("sender").is_not_null(), pl.col("kind") != "system")
        before: dict[str, Any] | None = None
        own: datetime | None = None
        listed = values.iter_rows(named=True)
        for row, measure in zip(people.iter_rows(named=True), listed, strict=True):
            if row["sender"] == person:
                seen = {
                    name.removeprefix("value:"): float(value)
                    for name, value in measure.items()
                    if name.startswith("value:") and value is not None
                }
                counted = _seen(row, before, own, self.clock)
                seen = {name: value for name, value in seen.items() if name not in _COUNTED} | counted
                yield Counted(day_of(row["sent_at"].astimezone(BERLIN)), seen)
                own = row["sent_at"]
            before = row

    def number(self, first: date, last: date) -> int:
        """How many messages there are in some days."""
        return sum(first <= message.day <= last for message in self.messages if message.seen["messages"])

    def _of(self, days: set[date]) -> Iterator[Counted]:
        """Messages of some days."""
        return (message for day in days for message in self.by_day.get(day, ()))

    def figure(self, name: str, days: set[date]) -> float:
        """What a reader counts of a signal in some days."""
        if name in _PER_DAY:
            whole = days - {self.first, self.last}
            return sum(message.seen[name] for message in self._of(whole)) / len(whole)
        here = [message for message in self._of(days) if name in message.seen]
        if name == "greetings":
            by_day: dict[date, bool] = {}
            for message in here:
                if message.day not in {self.first, self.last}:
                    by_day[message.day] = by_day.get(message.day, False) or message.seen[name] > 0
            return fmean(by_day.values())
        figures = [message.seen[name] for message in here]
        return median(figures) if name == "reply_time" else fmean(figures)


def _seen(row: dict[str, Any], before: dict[str, Any] | None, own: datetime | None, clock: float) -> dict[str, float]:
    """What can be counted in a message without any list of words."""
    pause = (row["sent_at"] - before["sent_at"]).total_seconds() if before else math.inf
    begins = pause >= 6 * 3600
    seen = {
        "messages": float(row["kind"] != "call"),
        "begins": float(begins),
        "in_one_go": float(own is not None and (row["sent_at"] - own).total_seconds() < 300),
        "voice": float(row["kind"] == "audio"),
        "media": float(row["kind"] in set(MEDIA) - {"audio", "document"}),
    }
    if before is not None and before["sender"] != row["sender"] and not begins:
        seen["reply_time"] = max(pause, clock)
    if row["text"] is not None:
        words = len(row["text"].split())
        seen |= {"length": float(words), "short": float(words <= 3), "exclamation": float("!" in row["text"])}
    return seen


def span(first: date, last: date) -> set[date]:
    return {first + timedelta(days=step) for step in range((last - first).days + 1)}


def set_aside(person: PersonFindings) -> set[date]:
    """Days of spells and of channel changes."""
    shifts: list[Spell | ChannelChange] = [*person.spells, *person.channel_changes]
    return set().union(*(span(shift.first, shift.last) for shift in shifts))


def compared(finding: Spell | LastingShift, person: PersonFindings, history: set[date]) -> tuple[set[date], set[date]]:
    """Days of a finding, and those beside it, as the reference describes them."""
    edges = sorted(shift.day for shift in person.lasting_shifts)
    ordinary = history - set_aside(person)
    if isinstance(finding, LastingShift):
        low = max([date.min, *(edge for edge in edges if edge < finding.day)])
        high = min([date.max, *(edge for edge in edges if edge > finding.day)])
        year = timedelta(days=365)
        since = {day for day in ordinary if finding.day <= day < min(high, finding.day + year)}
        return since, {day for day in ordinary if max(low, finding.day - year) <= day < finding.day}
    low = max([date.min, *(edge for edge in edges if edge <= finding.first)])
    high = min([date.max, *(edge for edge in edges if edge > finding.last)])
    high = finding.first if finding.ongoing else high
    reach = timedelta(days=45)
    around = {day for day in ordinary if max(low, finding.first - reach) <= day < high and day <= finding.last + reach}
    return span(finding.first, finding.last), around


def assert_counts(analysis: Analysis, recount: Recount) -> int:
    """Count every figure of every finding again; how many there are."""
    person = analysis.findings.conversations[0].people[0]
    findings: list[Spell | LastingShift] = [*person.spells, *person.lasting_shifts]
    shown = [
        (finding, change) for finding in findings for change in (*finding.changed_signals, *finding.unchanged_signals)
    ]
    for finding, change in shown:
        inside, usual = compared(finding, person, span(recount.first, recount.last))
        expected = (recount.figure(change.name, usual), recount.figure(change.name, inside))
        assert (change.baseline, change.observed) == pytest.approx(expected, rel=1e-5, abs=1e-9), (finding, change)
    return len(shown)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    """An invented pair with spells before and after a lasting change."""
    path = tmp_path_factory.mktemp("world") / "WhatsApp Chat with Jule.txt"
    pair = random_world(70_006, STRONG)
    write_whatsapp(generate(pair), path)
    return analysis_of([path], owner=pair.owner.name)


@pytest.fixture(scope="module")
def of_rosa(rosa: Studied) -> Recount:
    return Recount(rosa.analysis, rosa.person.name)


@pytest.fixture(scope="module")
def of_jule(jule: Studied) -> Recount:
    return Recount(jule.analysis, jule.person.name)


def test_the_figures_of_the_demo_can_be_counted_again(
    rosa: Studied, jule: Studied, of_rosa: Recount, of_jule: Recount
) -> None:
    assert assert_counts(rosa.analysis, of_rosa) > 100
    assert assert_counts(jule.analysis, of_jule) > 20


def test_the_figures_around_a_lasting_change_can_be_counted_again(world: Analysis) -> None:
    person = world.findings.conversations[0].people[0]
    assert person.lasting_shifts
    assert person.spells[0].first < person.lasting_shifts[0].day < person.spells[-1].last
    assert assert_counts(world, Recount(world, person.name)) > 20


def test_the_pictures_of_the_demo_can_be_counted_again(rosa: Studied, of_rosa: Recount) -> None:
    recount = of_rosa
    size = (recount.last - recount.first).days + 1
    for history in rosa.person.signal_histories:
        edges = [recount.first + timedelta(days=place * size // 120) for place in range(121)]
        for first, end, figure in zip(edges[:-1], edges[1:], history.values, strict=True):
            days = span(first, end - timedelta(days=1))
            assert figure == pytest.approx(recount.figure(history.name, days), rel=1e-5, abs=1e-9), (
                history.name,
                first,
            )
    chart = rosa.analysis.chart(rosa.analysis.findings.conversations[0].key, rosa.person)
    for step in (86_400, 28 * 86_400):
        begin, until = chart.span()
        for line in chart.lines(TimeWindow(begin, until, (until - begin) // step + 1)):
            assert line.step == step
            starts = [datetime.fromtimestamp(seconds, UTC).date() for seconds in line.start.tolist()]
            # beyond the first and the last point lie short ends that these have taken in
            for first, after, figure in list(zip(starts, starts[1:], line.values.tolist(), strict=False))[1:-1]:
                expected = recount.figure(line.name, span(first, after - timedelta(days=1)))
                assert figure == pytest.approx(expected, rel=1e-5, abs=1e-9), (line.name, first)


def test_numbers_of_messages_can_be_counted_again(
    rosa: Studied, jule: Studied, of_rosa: Recount, of_jule: Recount
) -> None:
    for studied, theirs, owner in ((rosa, of_rosa, "Imke"), (jule, of_jule, "Malte")):
        recounts = {studied.person.name: theirs, owner: Recount(studied.analysis, owner, theirs)}
        (here,) = studied.analysis.findings.conversations
        assert here.calls > 0
        assert here.messages == sum(each.number(each.first, each.last) for each in recounts.values())
        assert studied.person.messages == theirs.number(theirs.first, theirs.last)
        for spell in studied.person.spells:
            assert len(spell.messages) == theirs.number(spell.first, spell.last)
        assert studied.person.explanations
        assert studied.person.explanations.activity_before
        for before in studied.person.explanations.activity_before:
            for volume in before.people:
                recount = recounts[volume.sender]
                assert volume.messages == recount.number(before.first, before.last)
                assert volume.words == pytest.approx(recount.figure("length", span(before.first, before.last)))


def lines() -> list[Line]:
    """Three days of Ben's: two, one and no messages with words, beside Ada's."""
    start = datetime(2024, 3, 4, 9, tzinfo=UTC)
    texts = ((0, "good morning, slept well?"), (1, "yes"), (24, "I am at the station now"), (48, None))
    ben: list[Line] = [
        (start + timedelta(hours=hours, minutes=4), "Ben", text, "text" if text else "image") for hours, text in texts
    ]
    ada: list[Line] = [(start + timedelta(hours=hours), "Ada", "we are on the way") for hours in (0, 1, 24, 48)]
    return sorted([*ben, *ada], key=lambda line: line[0])


@pytest.mark.parametrize(
    ("name", "figure"),
    [
        ("messages", 4 / 3),
        ("length", (4 + 1 + 6) / 3),
        ("questions", 1 / 3),
        ("media", 1 / 4),
        ("reply_time", 240.0),
        ("greetings", 1 / 2),
    ],
)
def test_some_messages_are_counted_as_a_reader_counts_them(name: str, figure: float) -> None:
    chat = measured(lines())
    rows = chat.messages.filter(pl.col("sender") == "Ben")
    assert plain_figures(rows, _SIGNALS[name]) == pytest.approx(figure, rel=1e-6)
    assert math.isnan(plain_figures(rows.clear(), _SIGNALS[name]))
