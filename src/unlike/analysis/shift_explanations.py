"""Explanation stage: what the messages around a person's shifts say."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unlike.analysis.addressed_messages import ANSWER_COLUMNS, answers_to
from unlike.analysis.parts import ConversationPart, PersonDetection
from unlike.analysis.recent_concerns import RecentConcerns, last_typed_days
from unlike.analysis.spell_endings import return_days
from unlike.explain.look_back import DAYS, DaysBefore
from unlike.explain.read_sample import PersonMessages, messages_to_read
from unlike.explain.semantic_look_back import is_for_encoder, look_back_by_meaning
from unlike.explain.term_table import TermTable
from unlike.explain.topic_table import can_be_read, topic_table, with_day
from unlike.messages.queries import by_conversation
from unlike.results.explanations import Concern, LookBack, TopicMention


class WrittenMessages:
    """Typed messages of all conversations with their days, and what people and the owner tell in them.

    People are those with shifts, and those of whom it is not known how they are now.

    Attributes:
        owner: a sender.
        zone: the owner's.
        typed: as `explain.topic_table.with_day` makes it.
    """

    def __init__(self, parts: Sequence[ConversationPart], messages: pl.DataFrame, owner: str, zone: ZoneInfo) -> None:
        self.owner = owner
        self.zone = zone
        self.typed = with_day(messages, zone)
        # among several nobody can tell whom a message is written to
        self._pairs = {part.key for part in parts if part.writers == 1 and not part.conversation.group}
        people = {part.key: _people_to_explain(part) for part in parts}
        self._answers = _answers([part for part in parts if part.key not in self._pairs], people)
        senders = pl.col("sender").is_in([*{name for names in people.values() for name in names}, owner])
        self._relevant = self.typed.filter(senders | _is_of(self._answers)) if any(people.values()) else None
        self._parts = parts
        self._typed_keys = frozenset(self.typed["conversation"].unique().to_list())
        self._last_days = last_typed_days(self.typed)
        self._concerns = RecentConcerns(parts, by_conversation(self.typed), self._last_days, owner)

    @cached_property
    def _read(self) -> _ReadMessages | None:
        """Topics of what those people, the owner and who answered wrote; None where no language is known.

        They take most of the time of an analysis, so that they are looked for only when a look-back is asked for.
        """
        if self._relevant is None:
            return None
        is_read = messages_to_read(self._relevant, self._compared(self._parts, self._relevant))
        topics = topic_table(self._relevant.with_columns(is_read=pl.Series(is_read)))
        return None if topics is None else _ReadMessages(topics, self.owner)

    def look_backs(self, person: PersonDetection, key: str) -> tuple[LookBack, ...]:
        """Look-back of every shift of a person in one conversation, oldest first."""
        shifts = person.shift_days
        if not shifts:
            return ()
        between = self._between(person, key)
        if between is None:
            read = None if key in self._typed_keys else 0
            backs = [LookBack(day, day - timedelta(DAYS), day, read, 0, (), is_rated=False) for day in shifts]
        else:
            several = _is_of_several_chats(between)
            found = (_look_back(before, key) for before in look_back_by_meaning(between, shifts))
            backs = [replace(back, is_of_several_chats=several) for back in found]
        waiting = {question.shift: question for question in person.unanswered_questions}
        return tuple(replace(back, unanswered=waiting.get(back.shift)) for back in backs)

    def last_days(self, person: PersonDetection, part: ConversationPart) -> LookBack | None:
        """What the last days tell of somebody of whom now is not known; None of others, or where they wrote no word."""
        if person not in part.people_of_unknown_now:
            return None
        last = self._last_days.get((part.key, person.name))
        if last is None:
            return None
        unread = part.unread.too_many or part.unread.breaks_off
        between = self._between(person, part.key)
        if between is None:
            back = LookBack(last, last - timedelta(DAYS), last, None, 0, ())
        else:
            (before,) = look_back_by_meaning(between, [last])
            back = replace(_look_back(before, part.key), is_of_several_chats=_is_of_several_chats(between))
        return replace(back, is_of_shift=False, is_whole=not unread)

    def concern(self, person: PersonDetection, key: str) -> Concern | None:
        """Words of harm on the last days, and from the days before a spell that goes on."""
        return self._concerns.concern(person, key, is_pair=key in self._pairs)

    def apologies(self, key: str) -> pl.Series:
        """Refs of the messages of one conversation that hold an apology."""
        messages = None if self._read is None else self._read.apologies.get(key)
        return pl.Series([], dtype=pl.String) if messages is None else messages["ref"]

    def unread(self, key: str) -> pl.Series:
        """Refs of the messages of one conversation of which it is not known whether they hold an apology."""
        messages = None if self._read is None else self._read.unread.get(key)
        return pl.Series([], dtype=pl.String) if messages is None else messages["ref"]

    def _compared(self, parts: Sequence[ConversationPart], relevant: pl.DataFrame) -> Iterator[PersonMessages]:
        """What the look-backs of each person rest on."""
        is_owner, is_known = (relevant["sender"] == self.owner).to_numpy(), can_be_read(relevant).to_numpy()
        for part, person in ((of, each) for of in parts for each in of.people):
            last = self._last_days.get((part.key, person.name)) if person in part.people_of_unknown_now else None
            shifts = person.shift_days
            if not shifts and last is None:
                continue
            is_compared = (relevant["sender"] == person.name).to_numpy()
            if part.key in self._pairs:
                is_compared |= is_owner
            else:
                answers = self._answers.filter(person=person.name, conversation=part.key)
                is_compared |= relevant.select(_is_of(answers)).to_series().to_numpy()
            is_compared &= is_known
            days = {day - timedelta(step) for day in (*shifts, *([last] if last else [])) for step in range(DAYS + 1)}
            is_here = (relevant["conversation"] == part.key).to_numpy()
            is_cited = _is_on(relevant, days) & is_compared | _is_on(relevant, return_days(person)) & is_here
            is_cited[is_compared] |= is_for_encoder(relevant["day"].filter(is_compared)).to_numpy()
            yield PersonMessages(is_compared, is_cited, tuple(filter(None, (tuple(shifts), (last,) if last else ()))))

    def _between(self, person: PersonDetection, key: str) -> TermTable | None:
        """Messages of the person and the owner; of one looked at in a group, the person's own and answers to them.

        None where the conversation was not looked at for topics.
        """
        if self._read is None or key not in self._read.keys:
            return None
        if key in self._pairs:
            return self._read.of_both(person.name)
        return self._read.of_person(person.name, self._answers.filter(person=person.name, conversation=key))


class _ReadMessages:
    """Messages that were looked at for topics, ready to be chosen from for each person.

    Attributes:
        terms: all of them.
        keys: their conversations.
        apologies: those that hold an apology, by conversation key.
        unread: those that were not read after all.
    """

    def __init__(self, topics: pl.DataFrame, owner: str) -> None:
        self.terms = TermTable.of(topics)
        self.keys = frozenset(topics["conversation"].unique().to_list())
        self.apologies = by_conversation(topics.filter("apology").select("conversation", "ref"))
        self.unread = by_conversation(topics.filter(~pl.col("is_read")).select("conversation", "ref"))
        self._of_owner = self._is_from(owner)

    def of_both(self, person: str) -> TermTable:
        """Messages of a person and the owner."""
        return self.terms.select_messages(self._of_owner | self._is_from(person))

    def of_person(self, person: str, answers: pl.DataFrame) -> TermTable:
        """Messages of a person and some others, answers to them."""
        is_answer = self.terms.mentions.select(_is_of(answers)).to_series()
        return self.terms.select_messages(self._is_from(person) | is_answer.to_numpy())

    def _is_from(self, sender: str) -> NDArray[np.bool_]:
        rows: NDArray[np.bool_] = (self.terms.mentions["sender"] == sender).to_numpy()
        return rows


def _is_on(messages: pl.DataFrame, days: Collection[date]) -> NDArray[np.bool_]:
    """Whether each message is of one of some days."""
    return messages["day"].is_in(pl.Series(list(days), dtype=pl.Date).implode()).to_numpy()


def _is_of_several_chats(between: TermTable) -> bool:
    """Whether some of the selected messages are of more than one conversation."""
    return between.mentions["conversation"].gather(between.rows).n_unique() > 1


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


def _look_back(before: DaysBefore, key: str) -> LookBack:
    """Look-back whose refs are of one conversation, so that a face can open them."""
    topics = []
    for topic in before.topics:
        here = tuple(ref for conversation, ref in topic.messages if conversation == key)
        elsewhere = len(topic.messages) - len(here)
        topics.append(TopicMention(topic.name, topic.senders, here, elsewhere, topic.chance))
    return LookBack(
        shift=before.last,
        first=before.first,
        last=before.last,
        messages_read=before.messages_read,
        baseline_spans=before.baseline_spans,
        topics=tuple(topics),
        messages_on_shift=before.messages_on_shift,
        is_rated=before.is_rated,
    )
