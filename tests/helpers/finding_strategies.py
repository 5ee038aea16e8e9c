"""Any findings at all: what the sentences have to stand up to."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from example_findings import about
from unlike.core.types import Direction
from unlike.results import (
    CalendarMatch,
    ChannelChange,
    CurrentState,
    DetectableDrop,
    Findings,
    LabelAssociation,
    LastingShift,
    LateReplies,
    MessageAct,
    MissingHistory,
    OpenQuestion,
    OwnerContext,
    OwnerNote,
    PersonFindings,
    Recurrence,
    Relationship,
    ReturnPattern,
    SignalChange,
    SignalHistory,
    Spell,
    SpellEnding,
)
from unlike.results.interaction import Plan, Plans

# Names are words, digits and signs, but no letters of the forbidden words: those are looked for in the sentences.
NAMES = st.sampled_from(
    ("Rosa", "Ömür", "נועה", "山田", "[bold]x[/]", "\x1b[31mEvil\u202e", "+49 170 0000000", "", "A" * 80, "O'Neill 😘")
)
CHANCES = st.floats(0, 1)
COUNTS = st.integers(0, 10**7)
DAYS = st.dates(date(2010, 1, 1), date(2030, 1, 1))
MOMENTS = st.datetimes(datetime(2010, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - zone beside
REFS = st.lists(st.text("abc:0123456789", min_size=1, max_size=8), min_size=1, max_size=5).map(tuple)
SAID = (
    ("length", "length of messages", "shorter messages", "words"),
    ("emoji", "emoji", "fewer emoji", "share"),
    ("answers", "time to answer", "answers later", "seconds"),
    ("messages", "messages a day", "more messages", "messages"),
    ("begun", "conversations begun", "begins fewer conversations", "conversations"),
)
VALUES = st.one_of(st.floats(0, 1e6), st.sampled_from((float("nan"), float("inf"), 0.0)))
HABITS = st.builds(lambda of, *more: SignalChange(*of, *more), st.sampled_from(SAID), VALUES, VALUES, CHANCES)
SOME = st.lists(HABITS, max_size=4).map(tuple)


@st.composite
def spells(draw: st.DrawFn) -> Spell:
    first, ongoing = draw(DAYS), draw(st.booleans())
    ended = (
        None
        if ongoing
        else draw(
            st.none() | st.builds(SpellEnding, NAMES, st.integers(0, 40), REFS, st.none() | st.sampled_from(MessageAct))
        )
    )
    last = first + timedelta(days=draw(st.integers(0, 40)))
    direction, chance, possible = draw(st.sampled_from(Direction)), draw(CHANCES), draw(st.booleans())
    return Spell(first, last, ongoing, direction, chance, possible, draw(SOME), draw(SOME), draw(REFS), ended)


@st.composite
def nows(draw: st.DrawFn) -> CurrentState:
    windows, unlike = draw(st.integers(1, 5000)), draw(st.booleans())
    chance = max(1 / (windows + 1), draw(CHANCES))
    changed = draw(SOME) if unlike else ()
    return CurrentState(unlike, chance, windows, draw(MOMENTS), draw(st.booleans()), draw(REFS), changed, draw(SOME))


ENDS = st.tuples(DAYS, DAYS).map(lambda two: (min(two), max(two)))
LASTING = st.builds(LastingShift, DAYS, ENDS, st.sampled_from(Direction), CHANCES, SOME, SOME, REFS)
PERIODS = st.floats(2, 400)
RECURRENCES = st.builds(
    Recurrence, PERIODS, st.tuples(PERIODS, PERIODS), st.integers(1, 30), st.integers(4, 40), ENDS, CHANCES
)
RATES = st.floats(0, 500)


@st.composite
def media(draw: st.DrawFn) -> ChannelChange:
    first, begins, everybody = draw(DAYS), draw(st.booleans()), draw(st.booleans())
    last, gone = first + timedelta(days=draw(st.integers(4, 400))), draw(st.none() | NAMES | st.just("Imke"))
    ongoing = not begins and draw(st.booleans())
    return ChannelChange(first, last, begins, ongoing, everybody, gone, draw(RATES), draw(RATES), draw(REFS))


QUOTES = st.none() | st.sampled_from(("see you tonight?", "\x1b[2J[red]?", "ok " * 90, "נתראה?", ""))
OPENS = st.builds(
    OpenQuestion, MOMENTS, st.timedeltas(timedelta(0), timedelta(99)), COUNTS, COUNTS, CHANCES, QUOTES, REFS
)
REACHES = st.builds(DetectableDrop, st.integers(1, 30), st.none() | CHANCES)
LATES = st.builds(LateReplies, COUNTS, COUNTS)
TRACES = st.builds(
    SignalHistory,
    st.just("length"),
    st.sampled_from(("length of messages", "the words of a very long label indeed")),
    st.just("words"),
    st.lists(st.none() | st.floats(0, 100), max_size=120).map(tuple),
    st.tuples(st.floats(0, 10), st.floats(10, 20)),
)


TYPED = st.sampled_from(("exams", "\x1b[2J[red]“x”\u202e", "so " * 90, "נתראה", "山田 ”“ 😘"))
NOTED = st.builds(lambda ends, text, day: OwnerNote(ends[0], ends[1], text, day), ENDS, TYPED, DAYS)
KNOWN = st.builds(lambda text, ends, chance: CalendarMatch(text, ends[0], ends[1], chance), TYPED, ENDS, CHANCES)
AGAINST = st.builds(
    LabelAssociation, TYPED, st.none() | st.integers(-20, 20), st.integers(4, 9), st.just(9), RATES, CHANCES
)


DONE = st.sampled_from((MessageAct.APOLOGY, MessageAct.CHECK_IN, MessageAct.VOICE, MessageAct.PICTURE, MessageAct.CALL))
RETURNED = st.builds(
    ReturnPattern, st.sampled_from(("Imke", "Rosa")), DONE, st.integers(2, 5), st.integers(5, 9), CHANCES
)
PLANS = st.builds(lambda text, day, ends: Plan("L1", "Imke", text, day, *ends), TYPED, DAYS, ENDS)
KEPT = st.builds(
    lambda plans, *of: Relationship(plans=Plans(tuple(plans), *of)), st.lists(PLANS, max_size=3), COUNTS, COUNTS, COUNTS
)


@st.composite
def contexts(draw: st.DrawFn, days: list[date]) -> OwnerContext:
    known = tuple((day, tuple(draw(st.lists(KNOWN, min_size=1, max_size=4)))) for day in days)
    return OwnerContext(known, tuple(draw(st.lists(AGAINST, max_size=3))), draw(st.integers(0, 9)))


@st.composite
def people(draw: st.DrawFn) -> PersonFindings:
    enough = draw(st.integers(0, 9)) > 0
    found = tuple(draw(st.lists(spells(), max_size=5))) if enough else ()
    return PersonFindings(
        name=draw(NAMES),
        messages=draw(COUNTS),
        active_days=draw(st.integers(0, 5000)),
        enough=enough,
        missing_history=None if enough else MissingHistory(draw(st.integers(0, 50)), draw(st.integers(51, 99))),
        current_state=draw(st.none() | nows()) if enough else None,
        spells=found,
        lasting_shifts=tuple(draw(st.lists(LASTING, max_size=2))) if enough else (),
        recurrence=draw(st.none() | RECURRENCES) if enough else None,
        open_question=draw(st.none() | OPENS) if enough else None,
        signal_histories=tuple(draw(st.lists(TRACES, max_size=4))) if enough else (),
        detectable_drop=draw(st.none() | REACHES) if enough else None,
        late_replies=draw(st.none() | LATES),
        channel_changes=tuple(draw(st.lists(media(), max_size=2))) if enough else (),
        owner_notes=tuple(draw(st.lists(NOTED, max_size=3))),
        owner_context=draw(st.none() | contexts([one.first for one in found])) if enough else None,
        return_patterns=tuple(draw(st.lists(RETURNED, max_size=3))) if found else (),
        relationship=draw(st.none() | KEPT) if enough else None,
    )


@st.composite
def answers(draw: st.DrawFn) -> Findings:
    ends = draw(st.tuples(MOMENTS, MOMENTS))
    found = draw(st.lists(people(), min_size=1, max_size=7))
    title = draw(NAMES)
    return about(*found, first=min(ends), last=max(ends), group=len(found) > 1, title=title)


few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""Findings are large to invent; the sentences do not need hundreds of them."""

__all__ = ["answers", "few", "people", "spells"]
