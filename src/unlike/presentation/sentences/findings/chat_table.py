"""Many chats at once: a row for each, those that are unlike somebody now first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from unlike.i18n import mark, translate, translate_plural
from unlike.presentation.model import Subject
from unlike.presentation.sanitise import short_name
from unlike.presentation.sentences.findings.order import concern
from unlike.presentation.sentences.findings.person_summary import (
    GRADES,
    PresentAnswer,
    dated_answer,
    present_answer,
    spell_now,
)
from unlike.presentation.sentences.formatting.date_format import format_day
from unlike.presentation.sentences.formatting.number_format import format_integer
from unlike.presentation.sentences.interface.report_text import HELP_FIRST
from unlike.results import ConversationFindings, FailedCalculation, Grade

MIN_CHATS: Final = 4
"""Chats from which on there is a row for each instead of a screen."""
MAX_ROWS: Final = 30
"""Rows that are shown at first sight."""
NONE: Final = "–"

HEADS: Final = (
    *(mark("chat"), mark("messages"), mark("until"), mark("last messages")),
    *(mark("last spell"), mark("stayed since")),
)
PERSON_HEADS: Final = (mark("person"), mark("chat"), mark("messages"), mark("now"), *HEADS[-2:])
UNTOLD: Final = mark("cannot be told")
UNREAD: Final = mark("not read enough")
FAILED: Final = mark("a calculation failed")
_ORDER: Final = (*list(GRADES)[:3], Grade.WITHIN_USUAL, Grade.CANNOT_TELL)


@dataclass(frozen=True, slots=True)
class ChatRow:
    """One person in one chat.

    Attributes:
        title: what the chat is called; of a chat of two, the other's name.
        subject: the person; None where nobody is looked at in the chat.
        conversation: the chat.
        is_group: more than two people can write in it, so that the person is named beside it.
    """

    title: str
    subject: Subject | None
    conversation: ConversationFindings
    is_group: bool

    @property
    def grade(self) -> Grade:
        """The grade of the person's last messages; "cannot tell" where nothing can be said."""
        now = self.subject.person.current_state if self.subject and not self._is_untold else None
        return now.grade if now and not self.conversation.unread.withholds else Grade.CANNOT_TELL

    @property
    def is_unlike_now(self) -> bool:
        """Whether a spell goes on or the last messages are unlike the person; a little is left to chance."""
        withholds = self.conversation.unread.withholds
        return bool(self.subject and self.subject.person.is_unusual_now and not withholds)

    @property
    def now(self) -> str:
        """Present answer in a few words."""
        if self.conversation.unread.withholds:
            return translate(UNREAD)
        person = self.subject.person if self.subject else None
        if person and isinstance(person.missing_history, FailedCalculation):
            return translate(FAILED)
        if self.subject and (spell := spell_now(self.subject)):
            return spell
        is_unknown = person is None or (person.enough and person.current_state is None) or self._is_untold
        return translate(UNTOLD if is_unknown else GRADES[self.grade])

    @property
    def _is_untold(self) -> bool:
        """Whether nothing can be said of now, whatever the last messages are like."""
        return self.subject is not None and present_answer(self.subject) is PresentAnswer.UNTOLD

    def cells(self) -> tuple[str, ...]:
        """The row's words, under `HEADS`."""
        title = self.title
        if self.is_group and self.subject:
            title = translate("{name} in {chat}", name=self.subject.name, chat=self.title)
        last = format_day(self.conversation.last.date()) if self.conversation.last else NONE
        return (title, self.messages, last, self.now, *self.changes())

    def person_cells(self) -> tuple[str, ...]:
        """The row's words, under `PERSON_HEADS`."""
        name = self.subject.name if self.subject else NONE
        title = short_name(self.conversation.title)
        if self.is_about_help:
            return (name, title, self.messages, translate(HELP_FIRST), NONE, NONE)
        return (name, title, self.messages, self._dated_now, *self.changes())

    @property
    def _dated_now(self) -> str:
        """Present answer in a few words, with the chat's last day where that is long ago."""
        is_told = self.is_unlike_now or self.grade is not Grade.CANNOT_TELL
        return dated_answer(self.now, self.subject) if self.subject and is_told else self.now

    @property
    def is_about_help(self) -> bool:
        """Whether the person writes words of harm or fear, beside which nothing is said of habits."""
        explanations = self.subject.person.explanations if self.subject else None
        return bool(explanations and explanations.concern)

    @property
    def message_number(self) -> int:
        """How many messages the person wrote, or the chat has where nobody is looked at."""
        return self.subject.person.messages if self.subject else self.conversation.messages

    @property
    def messages(self) -> str:
        """The same number as it is written."""
        return format_integer(self.message_number)

    def changes(self) -> tuple[str, str]:
        """Last day of the last spell that is over, and the day since which the last change stayed."""
        person = self.subject.person if self.subject else None
        spell = person.past_spells[-1] if person and person.past_spells else None
        shift = person.lasting_shifts[-1] if person and person.lasting_shifts else None
        return format_day(spell.last) if spell else NONE, format_day(shift.day) if shift else NONE


def urgent_first(
    chats: Iterable[tuple[ConversationFindings, tuple[Subject, ...]]],
) -> list[tuple[ConversationFindings, tuple[Subject, ...]]]:
    """Chats with words of harm first, then those that are unlike somebody now, then the others; the latest of each."""

    def rank(chat: tuple[ConversationFindings, tuple[Subject, ...]]) -> tuple[bool, bool, float]:
        conversation, people = chat
        helping = any(map(concern, people))
        unlike = any(subject.person.is_unusual_now for subject in people) and not conversation.unread.withholds
        return (not helping, not unlike, -conversation.last.timestamp() if conversation.last else 0.0)

    return sorted(chats, key=rank)


def chat_rows(chats: Iterable[tuple[ConversationFindings, Sequence[Subject]]]) -> list[ChatRow]:
    """A row for each chat of two, and in groups for everybody who is unlike themselves now, or for nobody.

    Spells that go on come first, then who is unlike themselves now; within a grade those who write most.
    """
    rows = [row for conversation, people in chats for row in _noteworthy_rows(conversation, people)]
    return sorted(rows, key=_sort_key)


def person_rows(chats: Iterable[tuple[ConversationFindings, Sequence[Subject]]]) -> list[ChatRow]:
    """A row for everybody who is looked at, and for each chat without any, in the order of `chat_rows`."""
    rows = [row for conversation, people in chats for row in _every_row(conversation, people)]
    return sorted(rows, key=lambda row: (row.is_about_help, _sort_key(row)))


def _every_row(conversation: ConversationFindings, people: Sequence[Subject]) -> list[ChatRow]:
    is_group = conversation.group or len(people) > 1
    title = short_name(conversation.title if is_group or not people else people[0].person.name)
    rows = [ChatRow(title, subject, conversation, is_group) for subject in people]
    return rows or [ChatRow(title, None, conversation, is_group)]


def _noteworthy_rows(conversation: ConversationFindings, people: Sequence[Subject]) -> list[ChatRow]:
    rows = _every_row(conversation, people)
    noteworthy = [row for row in rows if row.is_unlike_now]
    return noteworthy or [min(rows, key=_sort_key)]


def _sort_key(row: ChatRow) -> tuple[bool, bool, int, int]:
    """Sort key: people in an ongoing spell, then people unlike now, then the others; the rarest grade first in each."""
    messages = row.subject.person.messages if row.subject else 0
    is_in_spell = bool(row.is_unlike_now and row.subject and row.subject.person.ongoing_spells)
    return (not is_in_spell, not row.is_unlike_now, _ORDER.index(row.grade), -messages)


def chats_headline(rows: Sequence[ChatRow]) -> str:
    """E.g. "In 2 of 300 chats, the last messages are unlike whoever wrote them."."""
    unlike = len({row.conversation.key for row in rows if row.is_unlike_now})
    chats = len({row.conversation.key for row in rows})
    if unlike:
        return translate_plural(
            "In {number} of {chats} chats, the last messages are unlike whoever wrote them.",
            "In {number} of {chats} chats, the last messages are unlike whoever wrote them.",
            unlike,
            chats=format_integer(chats),
        )
    untold = sum(row.grade is Grade.CANNOT_TELL for row in rows)
    if untold == len(rows):
        return translate("In none of {chats} chats is there enough to tell.", chats=format_integer(chats))
    return translate(
        "In none of the {told} chats with enough to tell are the last messages unlike anybody.",
        told=format_integer(chats - untold),
    )


def other_chats_sentence(rows: Sequence[ChatRow]) -> str:
    """How many further chats there are, and what of them."""
    untold = sum(row.grade is Grade.CANNOT_TELL for row in rows)
    return translate(
        "Not shown: {number} more; of {untold} of them it cannot be told.",
        number=format_integer(len(rows)),
        untold=format_integer(untold),
    )


def not_writing_sentence(name: str, chats: int) -> str:
    """Sentence on the number of chats in which the only person who is looked at does not write."""
    return translate_plural(
        "{name} does not write in {number} other chat.",
        "{name} does not write in {number} other chats.",
        chats,
        name=short_name(name),
    )
