"""Suggestions of who is who: with their reasons, never of two in one chat, never of a common first name alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from unlike.messages.person_matching import MatchReason as Why
from unlike.messages.person_matching import Minutes, PersonRecord, person_matches

START = datetime(2020, 1, 1, tzinfo=UTC)


def person(name: str, app: str, days: tuple[int, int] = (0, 300), chat: str = "", messages: int = 500) -> PersonRecord:
    first, last = (START + timedelta(days=day) for day in days)
    chats = frozenset({chat or f"{app} {name}"})
    return PersonRecord((name,), frozenset({app}), chats, messages, first, last)


def evenings(days: int, size: int, seed: int) -> Minutes:
    """Minutes of some evenings."""
    rng = np.random.default_rng(seed)
    return np.unique(rng.integers(0, days, size) * 1440 + rng.integers(1140, 1320, size))


def reasons(*people: PersonRecord, minutes: tuple[Minutes, ...] = ()) -> list[tuple[int, int, tuple[Why, ...]]]:
    times = minutes or (np.zeros(0, np.int64),) * len(people)
    return [(match.first, match.second, match.reasons) for match in person_matches(people, times.__getitem__)]


@pytest.mark.parametrize(
    ("first", "second", "why"),
    [
        ("+49 171 2345678", "0171 2345678", Why.NUMBER),
        ("Rosa (+49 171 2345678)", "0049 171 2345678", Why.NUMBER),
        ("rosa@example.org", "Rosa (Rosa@example.org)", Why.EMAIL),
        ("@rosa_92", "rosa_92", Why.HANDLE),
        ("Rosa Lindqvist", "Lindqvist, Rosa", Why.FULL_NAME),
        ("Rosa Lindqvist", "rosa.lindqvist92", Why.HANDLE_OF_NAME),
    ],
)
def test_what_agrees_is_the_reason(first: str, second: str, why: Why) -> None:
    assert reasons(person(first, "whatsapp"), person(second, "signal")) == [(0, 1, (why,))]


@pytest.mark.parametrize(
    ("first", "second"),
    [("Rosa Lindqvist", "Rosa Ibsen"), ("+49 171 2345678", "+49 171 2345679"), ("Rosa", "Jule"), ("Me", "Me")],
)
def test_others_are_not_suggested(first: str, second: str) -> None:
    assert reasons(person(first, "whatsapp"), person(second, "signal")) == []


def test_two_in_one_group_are_never_the_same_person() -> None:
    ours = person("Rosa Lindqvist", "signal", chat="Choir")
    theirs = person("Rosa Lindqvist (+49 171 2345678)", "matrix", chat="Choir")
    assert reasons(ours, theirs) == []


def test_a_full_name_that_two_of_an_app_bear_tells_nobody() -> None:
    twice = [person("Anna Berg", "whatsapp", chat=chat) for chat in ("one", "two")]
    assert reasons(*twice, person("Anna Berg", "signal")) == []


def test_a_first_name_alone_is_no_reason() -> None:
    assert reasons(person("Rosa", "whatsapp"), person("Rosa", "signal")) == []


def test_a_first_name_counts_where_one_chat_goes_on_from_the_other() -> None:
    earlier, later = person("Rosa", "whatsapp", (0, 300)), person("Rosa L.", "signal", (295, 600))
    assert reasons(earlier, later) == [(0, 1, (Why.FIRST_NAME, Why.IN_TURN))]
    assert reasons(person("Rosa Lindqvist", "whatsapp", (0, 300)), later) == [(0, 1, (Why.INITIAL, Why.IN_TURN))]
    assert reasons(person("Rosa Ibsen", "whatsapp", (0, 300)), later) == []
    assert reasons(earlier, later, person("Rosa M.", "signal")) == []


def test_a_first_name_counts_where_both_write_all_the_time_and_never_at_once() -> None:
    people = person("Rosa", "whatsapp"), person("Rosa", "signal")
    ours, theirs = evenings(300, 3000, 1), evenings(300, 3000, 2)
    apart = np.setdiff1d(theirs, ours)
    assert reasons(*people, minutes=(ours, apart)) == [(0, 1, (Why.FIRST_NAME, Why.NEVER_AT_ONCE))]
    assert reasons(*people, minutes=(ours, theirs)) == []


def test_writing_at_once_speaks_against_a_name_even_where_chats_follow_each_other() -> None:
    people = person("Rosa", "whatsapp", (0, 300)), person("Rosa", "signal", (280, 600))
    assert reasons(*people, minutes=(evenings(300, 3000, 1), evenings(300, 3000, 2))) == []


def test_the_surest_come_first() -> None:
    people = [
        person("Jule Ahrens", "whatsapp"), person("Jule Ahrens", "signal"),
        person("0171 2345678", "sms"), person("+49 171 2345678", "whatsapp"),
    ]  # fmt: skip
    assert [pair[:2] for pair in reasons(*people)] == [(2, 3), (0, 1)]
