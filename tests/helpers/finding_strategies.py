"""Any findings at all: what the sentences have to stand up to.

Strategies that hold texts of a chat take them from a `ChatTexts`; `MARKED` ones can be told apart in any sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TypeVar

from hypothesis import HealthCheck
from hypothesis import strategies as st

from example_counts import examples
from example_findings import about
from unlike.core.types import Direction
from unlike.i18n import lazy
from unlike.results import (
    AppChange,
    CalendarMatch,
    ChannelChange,
    Concern,
    ConversationFindings,
    CrossChatComparison,
    CrossChatOutcome,
    CurrentState,
    DetectableDrop,
    Explanations,
    Findings,
    Grade,
    LabelAssociation,
    LastingShift,
    LateReplies,
    LookBack,
    MessageAct,
    MissingHistory,
    MonthlyReach,
    OpenQuestion,
    OwnerContext,
    OwnerNote,
    PersonFindings,
    Quote,
    Recurrence,
    Relationship,
    ReturnPattern,
    SignalChange,
    SignalHistory,
    Spell,
    SpellEnding,
    TopicMention,
)
from unlike.results.interaction import Opener, Plan, Plans, Routine, WarmMoment

T = TypeVar("T")


@cache  # one object a strategy: each is checked anew before its first draw
def perhaps(strategy: st.SearchStrategy[T]) -> st.SearchStrategy[T | None]:
    """Nothing or what a strategy gives."""
    return st.none() | strategy


# Names are words, digits and signs, but no letters of the forbidden words: those are looked for in the sentences.
NAMES = st.sampled_from(
    ("Rosa", "Ömür", "נועה", "山田", "[bold]x[/]", "\x1b[31mEvil\u202e", "+49 170 0000000", "", "A" * 80, "O'Neill 😘")
)
CHANCES = st.floats(0, 1)
COUNTS = st.integers(0, 10**7)
DAYS = st.dates(date(2010, 1, 1), date(2030, 1, 1))
MOMENTS = st.datetimes(datetime(2010, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 - zone beside
REFS = st.lists(st.text("abc:0123456789", min_size=1, max_size=8), min_size=1, max_size=5).map(tuple)
SIGNAL_EXAMPLES = (
    ("length", "length of messages", "shorter messages", "words"),
    ("emoji", "emoji", "fewer emoji", "share"),
    ("answers", "time to answer", "answers later", "seconds"),
    ("messages", "messages a day", "more messages", "messages"),
    ("begun", "conversations begun", "begins fewer conversations", "conversations"),
)
DIRECTIONS, GRADES = st.sampled_from(Direction), st.sampled_from(Grade)
VALUES = st.one_of(st.floats(0, 1e6), st.sampled_from((float("nan"), float("inf"), 0.0)))
CHANGES = st.builds(
    lambda of, *more: SignalChange(*of, *more), st.sampled_from(SIGNAL_EXAMPLES), VALUES, VALUES, CHANCES
)
CHANGE_LISTS = st.lists(CHANGES, max_size=4).map(tuple)


@dataclass(frozen=True)
class ChatTexts:
    """Names of people and conversations, words of a message, and what the owner typed."""

    names: st.SearchStrategy[str]
    messages: st.SearchStrategy[str]
    typed: st.SearchStrategy[str]


PLAIN = ChatTexts(
    NAMES,
    st.sampled_from(("see you tonight?", "\x1b[2J[red]?", "ok " * 90, "נתראה?", "")),
    st.sampled_from(("exams", "\x1b[2J[red]“x”\u202e", "so " * 90, "נתראה", "山田 ”“ 😘")),
)


def marked(mark: str) -> st.SearchStrategy[str]:
    """Words each of which begins with a mark that no sentence of the program holds; in any case and script."""
    tails = st.text("abcxyzÄßéñ אבגжя山田日😘-'’", max_size=12)
    words = st.builds(lambda mark, tail: f"{mark}{tail}", st.sampled_from((mark, mark.upper(), mark.title())), tails)
    between = st.sampled_from((" ", "  ", "\n", " “", "” ", ", ", " · ", ": ", "/"))
    return st.builds(lambda first, sep, last: f"{first}{sep}{last}", words, between, words)


NAME_MARK, TYPED_MARK = "zqxn", "zqxt"
MARKED = ChatTexts(marked(NAME_MARK), marked(TYPED_MARK), marked(TYPED_MARK))


@cache
def spell_endings(texts: ChatTexts) -> st.SearchStrategy[SpellEnding]:
    acts = st.none() | st.sampled_from(MessageAct)
    return st.builds(SpellEnding, texts.names, st.integers(0, 40), REFS, acts)


@cache
@st.composite
def spells(draw: st.DrawFn, texts: ChatTexts = PLAIN) -> Spell:
    first, ongoing = draw(DAYS), draw(st.booleans())
    ended = None if ongoing else draw(perhaps(spell_endings(texts)))
    last = first + timedelta(days=draw(st.integers(0, 40)))
    direction, chance, possible = draw(DIRECTIONS), draw(CHANCES), draw(st.booleans())
    return Spell(
        first, last, ongoing, direction, chance, possible, draw(CHANGE_LISTS), draw(CHANGE_LISTS), draw(REFS), ended
    )


WANTED_WINDOWS = st.sampled_from([0, 19])


@cache
@st.composite
def current_states(draw: st.DrawFn) -> CurrentState:
    windows, grade = draw(st.integers(1, 5000)), draw(GRADES)
    chance = max(1 / (windows + 1), draw(CHANCES))
    since = draw(MOMENTS)
    return CurrentState(
        grade=grade,
        chance=chance,
        windows=windows,
        as_far=draw(st.integers(0, windows)),
        since=since,
        until=since + timedelta(minutes=draw(st.integers(0, 600))),
        day=draw(st.booleans()),
        messages=draw(REFS),
        changed_signals=draw(CHANGE_LISTS) if grade.is_noteworthy else (),
        unchanged_signals=draw(CHANGE_LISTS),
        undecided_signals=draw(CHANGE_LISTS),
        bare_chance=draw(CHANCES),
        wanted_windows=draw(WANTED_WINDOWS),
        looks_a_month=draw(st.floats(0, 30)),
        daily_evidence=draw(st.floats(0, 1e9)),
        withheld=draw(st.booleans()),
    )


SPANS = st.tuples(DAYS, DAYS).map(lambda two: (min(two), max(two)))
LASTING_SHIFTS = st.builds(LastingShift, DAYS, SPANS, DIRECTIONS, CHANCES, CHANGE_LISTS, CHANGE_LISTS, REFS)
PERIODS = st.floats(2, 400)
RECURRENCES = st.builds(
    Recurrence, PERIODS, st.tuples(PERIODS, PERIODS), st.integers(1, 30), st.integers(4, 40), SPANS, DAYS, CHANCES
)
RATES = st.floats(0, 500)


@cache
def owner_or(texts: ChatTexts) -> st.SearchStrategy[str | None]:
    """Who lacks messages."""
    return st.none() | texts.names | st.just("Imke")


@cache
@st.composite
def channel_changes(draw: st.DrawFn, texts: ChatTexts = PLAIN) -> ChannelChange:
    first, begins, everybody = draw(DAYS), draw(st.booleans()), draw(st.booleans())
    last, gone = first + timedelta(days=draw(st.integers(4, 400))), draw(owner_or(texts))
    ongoing = not begins and draw(st.booleans())
    return ChannelChange(first, last, begins, ongoing, everybody, gone, draw(RATES), draw(RATES), draw(REFS))


APP_CHANGES = st.builds(
    AppChange,
    *(st.sampled_from(("WhatsApp", "Signal", "iMessage")),) * 2,
    *(DAYS,) * 3,
    *(st.booleans(),) * 2,
    *(CHANGE_LISTS,) * 2,
    REFS,
)
WAITS = st.timedeltas(timedelta(0), timedelta(99))


@cache
def open_questions(texts: ChatTexts) -> st.SearchStrategy[OpenQuestion]:
    quotes = st.none() | texts.messages
    return st.builds(OpenQuestion, MOMENTS, WAITS, COUNTS, COUNTS, CHANCES, quotes, REFS)


MONTHLY_REACH = st.builds(MonthlyReach, st.dates(), st.none() | CHANCES)
DETECTABLE_DROPS = st.builds(
    DetectableDrop, st.integers(1, 30), st.none() | CHANCES, st.lists(MONTHLY_REACH, max_size=3).map(tuple)
)
MISSING_HISTORIES = st.builds(
    MissingHistory, st.integers(0, 50), st.integers(51, 99), st.integers(0, 500), st.integers(1, 500)
)
LATE_REPLIES = st.builds(LateReplies, COUNTS, COUNTS)
SIGNAL_HISTORIES = st.builds(
    SignalHistory,
    st.just("length"),
    st.sampled_from(("length of messages", "the words of a very long label indeed")),
    st.just("words"),
    st.lists(st.none() | st.floats(0, 100), max_size=120).map(tuple),
    st.tuples(st.floats(0, 10), st.floats(10, 20)),
)

ACTS = st.sampled_from((MessageAct.APOLOGY, MessageAct.CHECK_IN, MessageAct.VOICE, MessageAct.PICTURE, MessageAct.CALL))


@cache
def owner_notes(texts: ChatTexts) -> st.SearchStrategy[OwnerNote]:
    return st.builds(lambda ends, text, day: OwnerNote(ends[0], ends[1], text, day), SPANS, texts.typed, DAYS)


@cache
def return_patterns(texts: ChatTexts) -> st.SearchStrategy[ReturnPattern]:
    senders = st.just("Imke") | (st.just("Rosa") if texts is PLAIN else texts.names)
    return st.builds(ReturnPattern, senders, ACTS, st.integers(2, 5), st.integers(5, 9), CHANCES)


@cache
def plans(texts: ChatTexts) -> st.SearchStrategy[Plans]:
    senders = st.just("Imke") if texts is PLAIN else texts.names
    plan = st.builds(lambda who, text, day, ends: Plan("L1", who, text, day, *ends), senders, texts.typed, DAYS, SPANS)
    return st.builds(Plans, st.lists(plan, max_size=3).map(tuple), COUNTS, COUNTS, COUNTS)


@cache
@st.composite
def relationships(draw: st.DrawFn, texts: ChatTexts = PLAIN) -> Relationship:
    """Plans alone of plain texts; of marked ones everything that two people can have between them."""
    if texts is PLAIN:
        return Relationship(plans=draw(plans(texts)))
    return Relationship(
        tuple(draw(st.lists(routines(texts), max_size=3))),
        tuple(draw(st.lists(warm_moments(texts), max_size=3))),
        tuple(draw(st.lists(openers(texts), max_size=3))),
        draw(plans(texts)),
    )


ROUTINE_KINDS = st.sampled_from(("good morning", "good night", "first in the morning", "call", "word", "other"))


@cache
@st.composite
def routines(draw: st.DrawFn, texts: ChatTexts) -> Routine:
    first, last = draw(SPANS)
    return Routine(
        kind=draw(ROUTINE_KINDS),
        sender=draw(perhaps(texts.names)),
        word=draw(texts.typed),
        weekday=draw(perhaps(st.integers(0, 6))),
        first=first,
        last=last,
        minute=draw(perhaps(st.integers(0, 1439))),
        observed_days=9,
        eligible=12,
        silent=draw(st.integers(0, 3)),
        broken_on=tuple(draw(st.lists(DAYS, max_size=7))),
        ongoing=draw(st.booleans()),
    )


@cache
def warm_moments(texts: ChatTexts) -> st.SearchStrategy[WarmMoment]:
    return st.builds(WarmMoment, st.just("L2"), DAYS, texts.names, texts.typed, st.just("L3"))


@cache
@st.composite
def openers(draw: st.DrawFn, texts: ChatTexts) -> Opener:
    asked = draw(MOMENTS)
    return Opener("L4", draw(texts.typed), asked, asked + timedelta(days=draw(st.integers(0, 2))), "L5", "L6")


@st.composite
def owner_contexts(draw: st.DrawFn, days: list[date], texts: ChatTexts = PLAIN) -> OwnerContext:
    match = st.builds(
        lambda text, ends, chance: CalendarMatch(text, ends[0], ends[1], chance), texts.typed, SPANS, CHANCES
    )
    association = st.builds(
        LabelAssociation, texts.typed, st.none() | st.integers(-20, 20), st.integers(4, 9), st.just(9), RATES, CHANCES
    )
    matches = tuple((day, tuple(draw(st.lists(match, min_size=1, max_size=4)))) for day in days)
    return OwnerContext(matches, tuple(draw(st.lists(association, max_size=3))), draw(st.integers(0, 9)))


@st.composite
def explanations(draw: st.DrawFn, shifts: list[date], texts: ChatTexts) -> Explanations:
    """What can be said around each of some first days."""
    names = st.lists(texts.names, min_size=1, max_size=2).map(tuple)
    topics = st.sampled_from(("health", "quarrel", "work"))
    mention = st.builds(TopicMention, topics, names, REFS, st.integers(0, 2), st.none() | CHANCES)
    outcomes, chances = st.sampled_from(CrossChatOutcome), st.none() | CHANCES
    backs, comparisons = [], []
    for shift in shifts:
        mentions = tuple(draw(st.lists(mention, max_size=2)))
        read = draw(perhaps(st.integers(0, 99)))
        backs.append(LookBack(shift, shift - timedelta(days=6), shift, read, 80, mentions))
        comparison = st.builds(
            CrossChatComparison, st.just(shift), texts.names, st.just("key"), texts.names, outcomes, chances
        )
        comparisons.append(tuple(draw(st.lists(comparison, max_size=3))))
    concern = draw(st.sampled_from((None, None, None, Concern(("L9",)))))
    here = tuple(one for among in comparisons for one in among)
    return Explanations(tuple(backs), concern, here, here[:1], here[1:2], (), draw(st.none() | last_days(mention)))


@st.composite
def last_days(draw: st.DrawFn, mention: st.SearchStrategy[TopicMention]) -> LookBack:
    """What the last days tell of somebody of whom now is not known."""
    day, read = draw(DAYS), draw(perhaps(st.integers(0, 99)))
    mentions = tuple(draw(st.lists(mention, max_size=2)))
    rated, whole = draw(st.booleans()), draw(st.booleans())
    return LookBack(day, day - timedelta(days=3), day, read, 20, mentions, 0, rated, is_of_shift=False, is_whole=whole)


@cache
@st.composite
def people(draw: st.DrawFn, texts: ChatTexts = PLAIN) -> PersonFindings:
    enough = draw(st.integers(0, 9)) > 0
    found = tuple(draw(st.lists(spells(texts), max_size=5))) if enough else ()
    shifts = [one.first for one in found]
    return PersonFindings(
        name=draw(texts.names),
        messages=draw(COUNTS),
        active_days=draw(st.integers(0, 5000)),
        enough=enough,
        missing_history=None if enough else draw(MISSING_HISTORIES),
        current_state=draw(perhaps(current_states())) if enough else None,
        spells=found,
        lasting_shifts=tuple(draw(st.lists(LASTING_SHIFTS, max_size=2))) if enough else (),
        recurrence=draw(perhaps(RECURRENCES)) if enough else None,
        open_question=draw(perhaps(open_questions(texts))) if enough else None,
        signal_histories=tuple(draw(st.lists(SIGNAL_HISTORIES, max_size=4))) if enough else (),
        detectable_drop=draw(perhaps(DETECTABLE_DROPS)) if enough else None,
        late_replies=draw(perhaps(LATE_REPLIES)),
        channel_changes=tuple(draw(st.lists(channel_changes(texts), max_size=2))) if enough else (),
        app_changes=tuple(draw(st.lists(APP_CHANGES, max_size=2))) if enough else (),
        owner_notes=tuple(draw(st.lists(owner_notes(texts), max_size=3))),
        owner_context=draw(st.none() | owner_contexts(shifts, texts)) if enough else None,
        return_patterns=tuple(draw(st.lists(return_patterns(texts), max_size=3))) if found else (),
        relationship=draw(perhaps(relationships(texts))) if enough else None,
        explanations=draw(st.none() | explanations(shifts, texts)) if found and texts is not PLAIN else None,
    )


@st.composite
def answers(draw: st.DrawFn) -> Findings:
    ends = draw(st.tuples(MOMENTS, MOMENTS))
    found = draw(st.lists(people(), min_size=1, max_size=7))
    title = draw(NAMES)
    return about(*found, first=min(ends), last=max(ends), group=len(found) > 1, title=title)


@st.composite
def marked_answers(draw: st.DrawFn) -> Findings:
    """Several conversations, in every text of which that is of a chat or of the owner each word is marked."""
    conversations = draw(st.lists(marked_conversations(), min_size=1, max_size=2))
    return replace(about(), owner=draw(MARKED.names), conversations=tuple(conversations))


@st.composite
def marked_conversations(draw: st.DrawFn) -> ConversationFindings:
    ends, members = draw(st.tuples(MOMENTS, MOMENTS)), draw(st.lists(people(MARKED), max_size=3))
    reasons = st.just("no date") | st.builds(lambda kind: lazy("its type “{kind}” is unknown", kind=kind), MARKED.typed)
    places = st.builds(lambda name, place: f"{name}{place}", MARKED.names, st.sampled_from((":L5", ":entry 3", "")))
    (conversation,) = about(
        *members,
        title=draw(MARKED.names),
        group=draw(st.booleans()),
        first=min(ends),
        last=max(ends),
        skipped=tuple(draw(st.lists(st.tuples(places, reasons), max_size=2))),
        notes=tuple(draw(st.lists(MARKED.names, max_size=1))),
    ).conversations
    return conversation


@st.composite
def marked_quotes(draw: st.DrawFn) -> Quote:
    kinds = st.sampled_from(("text", "image", "system"))
    sender, text = draw(perhaps(MARKED.names)), draw(perhaps(MARKED.messages))
    return Quote("L1", draw(MOMENTS), sender, text, draw(kinds), draw(st.booleans()))


few_examples = examples(6, [HealthCheck.too_slow])
"""Findings are large to invent; the sentences do not need hundreds of them."""

__all__ = ["NAME_MARK", "TYPED_MARK", "answers", "few_examples", "marked_answers", "marked_quotes", "people", "spells"]
