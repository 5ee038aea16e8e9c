"""Explanation stage: what the messages around a person's shifts say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import polars as pl

from unlike.analysis.addressed_messages import ANSWER_COLUMNS, answers_to
from unlike.analysis.parts import ConversationPart, PersonDetection
from unlike.core.day_rule import day_of
from unlike.explain.look_back import DAYS, DaysBefore
from unlike.explain.semantic_look_back import looked_back
from unlike.explain.topic_table import concern_messages, topic_table, with_day
from unlike.messages.queries import by_conversation
from unlike.results.explanations import Concern, LookBack, TopicMention

_CONCERN_DAYS: Final = 14  # last days of the history, in which words of harm come before everything


class WrittenMessages:
    """Typed messages of all conversations with their days, and what people and the owner tell in them.

    People are those with shifts, and those of whom it is not known how they are now.

    Attributes:
        typed: as `explain.topic_table.with_day` makes it.
        topics: as `explain.topic_table.topic_table` makes it; None where there are no such people, or no language is
            known.
    """

    def __init__(self, parts: Sequence[ConversationPart], messages: pl.DataFrame, owner: str, zone: ZoneInfo) -> None:
        self.owner = owner
        self.typed = with_day(messages, zone)
        self._typed_by_key = by_conversation(self.typed)
        # among several nobody can tell whom a message is written to
        self._pairs = {part.key for part in parts if part.writers == 1 and not part.conversation.group}
        people = {part.key: _people_to_explain(part) for part in parts}
        self._answers = _answers([part for part in parts if part.key not in self._pairs], people)
        senders = pl.col("sender").is_in([*{name for names in people.values() for name in names}, owner])
        relevant = self.typed.filter(senders | _is_of(self._answers))
        self.topics = topic_table(relevant) if any(people.values()) else None
        self._topics_by_key = {} if self.topics is None else by_conversation(self.topics)

    def look_backs(self, person: PersonDetection, key: str) -> tuple[LookBack, ...]:
        """Look-back of every shift of a person in one conversation, oldest first."""
        shifts = shift_days(person)
        if not shifts:
            return ()
        if self.topics is None or key not in self._topics_by_key:
            return tuple(LookBack(day, day - timedelta(DAYS), day, None, 0, ()) for day in shifts)
        topics = self.topics.filter(self._between(person, key))
        return tuple(_look_back(before, key) for before in looked_back(topics, shifts))

    def last_days(self, person: PersonDetection, part: ConversationPart) -> LookBack | None:
        """What the last days tell of somebody of whom now is not known; None of others, or where they wrote no word."""
        if person not in part.people_of_unknown_now:
            return None
        typed = self.typed_in(part.key).filter(sender=person.name)
        if typed.is_empty():
            return None
        last: date = typed["day"].max()  # type: ignore[assignment]
        unread = part.unread.too_many or part.unread.breaks_off
        if self.topics is None or part.key not in self._topics_by_key:
            back = LookBack(last, last - timedelta(DAYS), last, None, 0, ())
        else:
            (before,) = looked_back(self.topics.filter(self._between(person, part.key)), [last])
            back = _look_back(before, part.key)
        return replace(back, is_of_shift=False, is_whole=not unread)

    def concern(self, person: PersonDetection, key: str) -> Concern | None:
        """Words of harm on the last days, and from the days before a spell that goes on."""
        typed = self.typed_in(key).filter(self._both(person))
        if typed.is_empty():
            return None
        end: date = typed["day"].max()  # type: ignore[assignment]
        begins = [spell.first - timedelta(DAYS) for spell in person.spells if spell.ongoing]
        since = min([end - timedelta(_CONCERN_DAYS - 1), *begins])
        worrying = concern_messages(typed.filter(pl.col("day") >= since))
        if worrying.is_empty():
            return None
        to_owner = worrying.filter(pl.col("addressee"), pl.col("sender") == person.name, pl.lit(key in self._pairs))
        return Concern(tuple(worrying["ref"].to_list()), tuple(to_owner["ref"].to_list()))

    def typed_in(self, key: str) -> pl.DataFrame:
        """Typed messages of one conversation."""
        return self._typed_by_key.get(key, self.typed.clear())

    def apologies(self, key: str) -> pl.Series:
        """Refs of the messages of one conversation that hold an apology."""
        if key not in self._topics_by_key:
            return pl.Series([], dtype=pl.String)
        return self._topics_by_key[key].filter("apology")["ref"]

    def _both(self, person: PersonDetection) -> pl.Expr:
        return pl.col("sender").is_in([person.name, self.owner])

    def _between(self, person: PersonDetection, key: str) -> pl.Expr:
        """Messages of the person and the owner; of one looked at in a group, the person's own and answers to them."""
        if key in self._pairs:
            return self._both(person)
        return (pl.col("sender") == person.name) | _is_of(self._answers.filter(person=person.name, conversation=key))


def _people_to_explain(part: ConversationPart) -> tuple[str, ...]:
    """Names of those with shifts, and of those whose last days are told."""
    unknown = part.people_of_unknown_now
    return tuple(person.name for person in part.people if person.has_shifts or person in unknown)


def _answers(parts: Sequence[ConversationPart], people: Mapping[str, tuple[str, ...]]) -> pl.DataFrame:
    """Answers to the people of each conversation, as of `answers_to`."""
    tables = [answers_to(part.rows, people[part.key]) for part in parts if people[part.key]]
    return pl.concat(tables) if tables else pl.DataFrame(schema=dict.fromkeys(ANSWER_COLUMNS, pl.String))


def _is_of(answers: pl.DataFrame) -> pl.Expr:
    """Whether a message is one of some answers."""
    by_key = answers.partition_by("conversation", as_dict=True)
    tests = (
        (pl.col("conversation") == key) & pl.col("ref").is_in(rows["ref"].implode()) for (key,), rows in by_key.items()
    )
    return pl.any_horizontal(pl.lit(value=False), *tests)


def shift_days(person: PersonDetection) -> list[date]:
    """First days of the spells, the lasting shifts and a present that is at least a little unusual, in order."""
    state = person.current_state
    today = [day_of(state.since)] if state and state.grade.is_noteworthy else []
    spells = (spell.first for spell in person.spells)
    return sorted({*today, *spells, *(shift.day for shift in person.lasting_shifts)})


def _look_back(before: DaysBefore, key: str) -> LookBack:
    """Look-back whose refs are of one conversation, so that a face can open them."""
    topics = []
    for topic in before.topics:
        here = tuple(ref for conversation, ref in topic.messages if conversation == key)
        elsewhere = len(topic.messages) - len(here)
        topics.append(TopicMention(topic.name, topic.by, here, elsewhere, topic.chance))
    return LookBack(
        shift=before.last,
        first=before.first,
        last=before.last,
        messages_read=before.read,
        baseline_spans=before.compared,
        topics=tuple(topics),
        messages_on_shift=before.read_on_shift,
        is_rated=before.is_rated,
    )
