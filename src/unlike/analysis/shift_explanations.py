"""Reasons put to what was found: each shift with what was told before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import polars as pl

from unlike.analysis.spell_endings import with_returns
from unlike.core.day_rule import day_of
from unlike.explain.look_back import DAYS, DaysBefore
from unlike.explain.semantic_look_back import looked_back
from unlike.explain.topic_table import concern_messages, topic_table, with_day
from unlike.results.explanations import Concern, Explanations, LookBack, TopicMention
from unlike.results.findings import ConversationFindings, PersonFindings

_LAST_DAYS: Final = 14  # of the history, in which words of harm come before everything


def with_reasons(
    told: Sequence[ConversationFindings], messages: pl.DataFrame, owner: str, zone: ZoneInfo
) -> tuple[ConversationFindings, ...]:
    """The same findings with what the messages say about them.

    Args:
        told: what was found.
        messages: the whole message table that was read: a reason may stand in any conversation.
        owner: whose chats these are.
        zone: the owner's.
    """
    written = with_day(messages, zone)
    moved = {person.name for one in told for person in one.people if _shifts(person)}
    known = topic_table(written.filter(pl.col("sender").is_in([*moved, owner]))) if moved else None
    by_key = {str(rows["conversation"][0]): rows for rows in written.partition_by("conversation")}
    reasoned = [
        replace(
            one,
            people=tuple(
                _person(person, (one.key, owner), by_key.get(one.key, written.clear()), known) for person in one.people
            ),
        )
        for one in told
    ]
    return with_returns(reasoned, messages, (owner, zone), known)


def _person(
    person: PersonFindings, where: tuple[str, str], written: pl.DataFrame, known: pl.DataFrame | None
) -> PersonFindings:
    """One person with their reasons, from the messages of their conversation."""
    key, owner = where
    two = pl.col("sender").is_in([person.name, owner])
    shifts = _shifts(person)
    backs: tuple[LookBack, ...] = ()
    if shifts and known is not None and (known["conversation"] == key).any():
        backs = tuple(_look_back(one, key) for one in looked_back(known.filter(two), shifts))
    elif shifts:
        backs = tuple(LookBack(day, day - timedelta(DAYS), day, None, 0, ()) for day in shifts)
    concern = _concern(written.filter(two), person)
    return replace(person, explanations=Explanations(backs, concern)) if backs or concern else person


def _shifts(person: PersonFindings) -> list[date]:
    """First days of all that was found."""
    now = person.current_state
    today = [day_of(now.since)] if now and now.unlike else []
    return sorted({*today, *(one.first for one in person.spells), *(one.day for one in person.lasting_shifts)})


def _look_back(found: DaysBefore, key: str) -> LookBack:
    """With refs of this conversation alone, which a face can open."""
    told = []
    for one in found.topics:
        here = tuple(ref for conversation, ref in one.messages if conversation == key)
        told.append(TopicMention(one.name, one.by, here, len(one.messages) - len(here), one.chance))
    return LookBack(found.last, found.first, found.last, found.read, found.compared, tuple(told))


def _concern(written: pl.DataFrame, person: PersonFindings) -> Concern | None:
    """Words of harm on the last days, and from the days before a spell that goes on."""
    if written.is_empty():
        return None
    end: date = written["day"].max()  # type: ignore[assignment]
    begins = [one.first - timedelta(DAYS) for one in person.spells if one.ongoing]
    since = min([end - timedelta(_LAST_DAYS - 1), *begins])
    found = concern_messages(written.filter(pl.col("day") >= since))
    return None if found.is_empty() else Concern(tuple(found["ref"].to_list()))
