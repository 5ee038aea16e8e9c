"""Many chats at once: a row for each, those that are unlike somebody now first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from unlike.core.day_rule import day_of
from unlike.i18n import mark, translate, translate_plural
from unlike.presentation.model import Subject
from unlike.presentation.sanitise import short_name
from unlike.presentation.sentences.formatting.date_format import day
from unlike.presentation.sentences.formatting.number_format import format_integer
from unlike.results import ConversationFindings, Grade

MIN_CHATS: Final = 4
"""Chats from which on there is a row for each instead of a screen."""
MAX_ROWS: Final = 30
"""Rows that are shown at first sight."""
NONE: Final = "–"

HEADS: Final = (
    *(mark("chat"), mark("messages"), mark("until"), mark("last messages")),
    *(mark("last spell"), mark("stayed since")),
)
_GRADES: Final = {
    Grade.VERY_UNLIKE: mark("very unlike"),
    Grade.UNLIKE: mark("unlike"),
    Grade.A_LITTLE_UNLIKE: mark("a little unlike"),
    Grade.CANNOT_TELL: mark("too little to tell"),
    Grade.WITHIN_USUAL: mark("as usual"),
}
ONGOING: Final = mark("a spell goes on")
UNTOLD: Final = mark("cannot be told")
UNREAD: Final = mark("not read enough")
_ORDER: Final = (*list(_GRADES)[:3], Grade.WITHIN_USUAL, Grade.CANNOT_TELL)


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
        now = self.subject.person.current_state if self.subject else None
        return now.grade if now and not self.conversation.unread.withholds else Grade.CANNOT_TELL

    @property
    def is_unlike_now(self) -> bool:
        """Whether a spell goes on or the last messages are unlike the person; a little is left to chance."""
        withholds = self.conversation.unread.withholds
        return bool(self.subject and self.subject.person.is_unusual_now and not withholds)

    @property
    def now(self) -> str:
        """What is said of now, in a few words."""
        if self.conversation.unread.withholds:
            return translate(UNREAD)
        person = self.subject.person if self.subject else None
        if person and person.ongoing_spells:
            return translate(ONGOING)
        is_unknown = person is None or (person.enough and person.current_state is None)
        return translate(UNTOLD if is_unknown else _GRADES[self.grade])

    def cells(self) -> tuple[str, ...]:
        """The row's words, under `HEADS`."""
        person = self.subject.person if self.subject else None
        title = self.title
        if self.is_group and self.subject:
            title = translate("{name} in {chat}", name=self.subject.name, chat=self.title)
        spell = person.past_spells[-1] if person and person.past_spells else None
        shift = person.lasting_shifts[-1] if person and person.lasting_shifts else None
        return (
            title,
            format_integer(person.messages if person else self.conversation.messages),
            day(day_of(self.conversation.last)) if self.conversation.last else NONE,
            self.now,
            day(spell.last) if spell else NONE,
            day(shift.day) if shift else NONE,
        )


def chat_rows(chats: Iterable[tuple[ConversationFindings, Sequence[Subject]]]) -> list[ChatRow]:
    """A row for each chat of two, and in groups for everybody who is unlike themselves now, or for nobody.

    The rows of those who are unlike themselves now come first; within a grade those who write most.
    """
    rows = [row for conversation, people in chats for row in _rows(conversation, people)]
    return sorted(rows, key=_rank)


def _rows(conversation: ConversationFindings, people: Sequence[Subject]) -> list[ChatRow]:
    is_group = conversation.group or len(people) > 1
    title = short_name(conversation.title if is_group or not people else people[0].person.name)
    rows = [ChatRow(title, subject, conversation, is_group) for subject in people]
    if len(rows) < 2:
        return rows or [ChatRow(title, None, conversation, is_group)]
    noteworthy = [row for row in rows if row.is_unlike_now]
    return noteworthy or [min(rows, key=_rank)]


def _rank(row: ChatRow) -> tuple[int, int]:
    messages = row.subject.person.messages if row.subject else 0
    return (0 if row.is_unlike_now else 1 + _ORDER.index(row.grade), -messages)


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
    """In how many chats the only person who is looked at does not write."""
    return translate_plural(
        "{name} does not write in {number} other chat.",
        "{name} does not write in {number} other chats.",
        chats,
        name=short_name(name),
    )
