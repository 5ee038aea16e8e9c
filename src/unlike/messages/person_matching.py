"""Suggestions of who is the same person in several chats and apps, each with its reasons; only the owner decides.

What agrees, the strongest first: a phone number, an e-mail address, a handle; a full name that one person of each app
bears; a handle made of it. A first name alone, or one with an initial, is weak: it counts only where nobody else in
either app bears it, and where the times of the messages agree: one chat goes on where the other ends, or the two never
write in the same minute although they would by chance. Two people who write in one chat are never the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import combinations
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.messages.name_marks import NameMarks, joined_spellings, letters_of, name_marks

Minutes = NDArray[np.int64]
"""Minutes since 1970 in which a person writes, each once, in order."""

_DAY_MINUTES: Final = 1_440
_SHIFT_DAYS: Final = tuple(day for day in range(-7, 8) if day)
"""Days by which one side is moved to see in how many minutes the two write by chance."""
_MIN_EXPECTED: Final = 5.0
"""Minutes in common by chance, from which on none in common says something."""
_MAX_SHARE: Final = 0.2
"""Of those minutes, up to which the two hardly ever write at once."""
_MAX_GAP: Final = timedelta(days=14)
"""Between the end of one chat and the beginning of another that goes on from it."""
_MAX_OVERLAP: Final = timedelta(days=30)
_MIN_TURN_MESSAGES: Final = 50
"""Messages of both for one chat to go on from the other."""


class MatchReason(StrEnum):
    """Reason why two people may be one; the strongest first."""

    NUMBER = "number"
    EMAIL = "email"
    HANDLE = "handle"
    FULL_NAME = "full_name"
    HANDLE_OF_NAME = "handle_of_name"
    INITIAL = "initial"
    FIRST_NAME = "first_name"
    IN_TURN = "in_turn"  # one chat goes on where the other ends
    NEVER_AT_ONCE = "never_at_once"  # never in the same minute, although they would by chance


_WEAK: Final = frozenset({MatchReason.INITIAL, MatchReason.FIRST_NAME})


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """Record of one person who writes in one or more chats.

    Attributes:
        names: under which they write, and other spellings that the exports give, such as a number.
        apps: in which they write.
        chats: keys of the conversations in which they write.
        messages: that they wrote.
        first, last: moments of the first and last of them, UTC.
    """

    names: tuple[str, ...]
    apps: frozenset[str]
    chats: frozenset[str]
    messages: int
    first: datetime | None
    last: datetime | None


@dataclass(frozen=True, slots=True)
class PersonMatch:
    """Two who may be one person.

    Attributes:
        first, second: places among the records.
        reasons: the strongest first.
    """

    first: int
    second: int
    reasons: tuple[MatchReason, ...]


def person_matches(people: Sequence[PersonRecord], minutes: Callable[[int], Minutes]) -> tuple[PersonMatch, ...]:
    """Suggest who may be one person, the surest first.

    Args:
        people: everybody but the owner.
        minutes: in which the person of a place writes; asked only where a name is too weak by itself.
    """
    marks = [name_marks(person.names) for person in people]
    bearers = _bearer_counts(people, marks)
    matches = []
    for first, second in _candidate_pairs(marks):
        if people[first].chats & people[second].chats:
            continue
        reasons = _name_reasons((people[first], people[second]), (marks[first], marks[second]), bearers)
        if reasons and set(reasons) <= _WEAK:
            times = _time_reasons((people[first], people[second]), minutes(first), minutes(second))
            reasons = (*reasons, *times) if times else ()
        if reasons:
            matches.append(PersonMatch(first, second, reasons))
    order = list(MatchReason)
    return tuple(sorted(matches, key=lambda match: (order.index(match.reasons[0]), match.first, match.second)))


def _candidate_pairs(marks: Sequence[NameMarks]) -> list[tuple[int, int]]:
    """Sorted pairs of indices of people who share any mark."""
    indices_by_key: dict[str, list[int]] = {}
    for index, person_marks in enumerate(marks):
        for key in _mark_keys(person_marks):
            indices_by_key.setdefault(key, []).append(index)
    return sorted({pair for indices in indices_by_key.values() for pair in combinations(indices, 2)})


def _mark_keys(mark: NameMarks) -> set[str]:
    """Keys that are equal where two may share a mark; of numbers the last digits."""
    keys = {f"number {number.digits[-7:]}" for number in mark.numbers}
    keys |= {f"address {address}" for address in mark.emails}
    keys |= {f"handle {handle}" for handle in mark.handles}
    keys |= {f"letters {letters_of(handle)}" for handle in mark.handles}
    keys |= {f"letters {spelling}" for name in mark.full_names for spelling in joined_spellings(name)}
    return keys | {f"name {word}" for word in mark.first_names}


Bearers = Mapping[tuple[str, str | frozenset[str]], int]
"""Number of people of an app who bear a first name, or a full one."""


def _bearer_counts(people: Sequence[PersonRecord], marks: Sequence[NameMarks]) -> Bearers:
    bearers: Counter[tuple[str, str | frozenset[str]]] = Counter()
    for person, mark in zip(people, marks, strict=True):
        for app in person.apps:
            bearers.update((app, name) for name in mark.first_names)
            bearers.update((app, name) for name in mark.full_names)
    return bearers


def _name_reasons(
    people: tuple[PersonRecord, PersonRecord], marks: tuple[NameMarks, NameMarks], bearers: Bearers
) -> tuple[MatchReason, ...]:
    """Reasons in two people's names; names count only across apps, and where one person of each app bears them."""
    first, second = marks
    reasons = list(_sure_reasons(first, second))
    apps = people[0].apps | people[1].apps
    if people[0].apps & people[1].apps:
        return tuple(reasons)
    if any(_is_unique_name(name, apps, bearers) for name in first.full_names & second.full_names):
        reasons.append(MatchReason.FULL_NAME)
    is_handle = any(_is_handle_of(*pair, apps, bearers) for pair in (marks, marks[::-1]))
    if not reasons and is_handle:
        reasons.append(MatchReason.HANDLE_OF_NAME)
    if reasons or first.full_names & second.full_names or (first.numbers and second.numbers):
        return tuple(reasons)
    return tuple(_weak_reasons(apps, marks, bearers))


def _is_unique_name(name: str | frozenset[str], apps: frozenset[str], bearers: Bearers) -> bool:
    """Whether at most one person of each app bears a name."""
    return all(bearers[app, name] <= 1 for app in apps)


def _sure_reasons(first: NameMarks, second: NameMarks) -> Iterator[MatchReason]:
    if any(first_number.is_same(second_number) for first_number in first.numbers for second_number in second.numbers):
        yield MatchReason.NUMBER
    if first.emails & second.emails:
        yield MatchReason.EMAIL
    if first.handles & second.handles:
        yield MatchReason.HANDLE


def _is_handle_of(handle: NameMarks, name: NameMarks, apps: frozenset[str], bearers: Bearers) -> bool:
    """Whether a handle is made of somebody's full name."""
    spellings = {
        spelling
        for full_name in name.full_names
        if _is_unique_name(full_name, apps, bearers)
        for spelling in joined_spellings(full_name)
    }
    return any(letters_of(text) in spellings for text in handle.handles)


def _weak_reasons(apps: frozenset[str], marks: tuple[NameMarks, NameMarks], bearers: Bearers) -> Iterator[MatchReason]:
    """A first name that agrees, where nobody else of either app bears it, and no surname contradicts."""
    for bearer_marks, other_marks in (marks, marks[::-1]):
        for first_name, initial in sorted(bearer_marks.short_names):
            surname_initials = _surname_initials(other_marks, first_name)
            if (
                surname_initials is None
                or not _is_unique_name(first_name, apps, bearers)
                or (initial and surname_initials and initial not in surname_initials)
            ):
                continue
            yield MatchReason.INITIAL if initial and surname_initials else MatchReason.FIRST_NAME
            return


def _surname_initials(mark: NameMarks, first_name: str) -> set[str] | None:
    """First letters of the surnames that somebody bears with a first name; None where they do not bear it."""
    initials = [initial for name, initial in mark.short_names if name == first_name]
    surnames = [
        surname[0] for full_name in mark.full_names if first_name in full_name for surname in full_name - {first_name}
    ]
    return {letter for letter in (*initials, *surnames) if letter} if initials or surnames else None


def _time_reasons(
    people: tuple[PersonRecord, PersonRecord], first: Minutes, second: Minutes
) -> tuple[MatchReason, ...]:
    """Reasons in the times of two people's messages."""
    reasons = []
    if _continues(*people) or _continues(*people[::-1]):
        reasons.append(MatchReason.IN_TURN)
    expected_minutes = float(np.mean([_common_minutes(first, second + day * _DAY_MINUTES) for day in _SHIFT_DAYS]))
    common_minutes = _common_minutes(first, second)
    if expected_minutes >= _MIN_EXPECTED:
        if common_minutes > _MAX_SHARE * expected_minutes:
            return ()
        reasons.append(MatchReason.NEVER_AT_ONCE)
    return tuple(reasons)


def _common_minutes(first: Minutes, second: Minutes) -> int:
    return int(np.intersect1d(first, second, assume_unique=True).size)


def _continues(earlier: PersonRecord, later: PersonRecord) -> bool:
    """Whether the messages of the second person begin about where those of the first end."""
    if earlier.last is None or later.first is None or earlier.first is None or later.last is None:
        return False
    is_later = earlier.first < later.first and earlier.last < later.last
    has_enough_messages = min(earlier.messages, later.messages) >= _MIN_TURN_MESSAGES
    return is_later and has_enough_messages and -_MAX_OVERLAP <= later.first - earlier.last <= _MAX_GAP
