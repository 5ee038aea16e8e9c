"""Explanations from the days around a shift: topics of the days before it, other chats, and words of concern."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from unlike.results.text_origin import ConversationTitle, PersonName, TypedText


@dataclass(frozen=True, slots=True)
class TopicMention:
    """A topic that was told more than usual.

    Attributes:
        topic: its name, e.g. "health".
        senders: who told it.
        messages: refs in this conversation.
        messages_elsewhere: how many more messages in other conversations.
        chance: how often any topic stands out as far in as many other days; None where too few are there to tell.
    """

    topic: str
    senders: tuple[PersonName, ...]
    messages: tuple[str, ...]
    messages_elsewhere: int
    chance: float | None


@dataclass(frozen=True, slots=True)
class UnansweredQuestion:
    """A question or an invitation of the person's that waited unusually long for the owner around a shift.

    Attributes:
        shift: the first day of the shift.
        asked_at: when it was asked, in the owner's zone.
        waited: until the owner next wrote anything, or to the end of what was read.
        is_answered: the owner wrote afterwards.
        chance: share of other such days in which a question waited as long, for its hour.
        quote: its words; None where quotes are withheld.
        message: its ref.
    """

    shift: date
    asked_at: datetime
    waited: timedelta
    is_answered: bool
    chance: float
    quote: TypedText | None
    message: str


@dataclass(frozen=True, slots=True)
class LookBack:
    """The days before a shift and its first day, or the last days of a chat.

    Attributes:
        shift: the first day of the shift; of the last days, the last one on which the person wrote.
        first, last: the days that were searched, both included.
        messages_read: messages with words there, of both; None where the language is not known.
        baseline_spans: as many other days that they were held against.
        topics: what stood out, the least usual first; where `is_rated` is false, all that was told; empty where the
            chat does not say.
        messages_on_shift: those of the first day of the shift among `messages_read`.
        is_rated: there are other days enough to tell how usual something is.
        is_of_shift: something changed on `shift`; else these are the last days, of which no change is claimed.
        is_whole: nothing that may say more was left unread.
        is_of_several_chats: messages of other chats were read, too, and are counted.
        unanswered: a question of the person's that waited for the owner; None where none did for unusually long.
    """

    shift: date
    first: date
    last: date
    messages_read: int | None
    baseline_spans: int
    topics: tuple[TopicMention, ...]
    messages_on_shift: int = 0
    is_rated: bool = True
    is_of_shift: bool = True
    is_whole: bool = True
    is_of_several_chats: bool = False
    unanswered: UnansweredQuestion | None = None

    @property
    def messages(self) -> tuple[str, ...]:
        """Refs of the messages of all topics and of a question that waited, each once."""
        topic_refs = (ref for mention in self.topics for ref in mention.messages)
        return tuple(dict.fromkeys((*topic_refs, *((self.unanswered.message,) if self.unanswered else ()))))


@dataclass(frozen=True, slots=True)
class Concern:
    """Messages with words of self-harm, of violence or of fear, by either; nothing is concluded from them.

    Attributes:
        messages: refs, in order.
        fear_of_owner: those of them in which the person writes to the owner alone that they are afraid of the owner, or
            asks the owner to stop or to stay away.
    """

    messages: tuple[str, ...]
    fear_of_owner: tuple[str, ...] = ()


class CrossChatOutcome(StrEnum):
    """Whether somebody strayed on the same days too."""

    TOO = "too"
    USUAL = "usual"
    UNCLEAR = "unclear"  # too little written there, or a drop to half would not have shown


@dataclass(frozen=True, slots=True)
class CrossChatComparison:
    """The days of a spell somewhere else, or of somebody else: the same person in another chat, or the owner here.

    Attributes:
        shift: the first day of the spell, or of what is now.
        sender: whose days.
        conversation: key of the conversation.
        title: of the conversation.
        outcome: whether they strayed in the same direction.
        chance: share of their other stretches there that stray as far; None where it could not be ranked.
    """

    shift: date
    sender: PersonName
    conversation: str
    title: ConversationTitle
    outcome: CrossChatOutcome
    chance: float | None


@dataclass(frozen=True, slots=True)
class WritingVolume:
    """How much one person wrote in some days.

    Attributes:
        sender: their name.
        messages: all of them, media included.
        usual_messages: where nine in ten of as many other days lie.
        words: the mean of the messages with words; None where there are none.
        usual_words: the same of these.
    """

    sender: PersonName
    messages: int
    usual_messages: tuple[float, float]
    words: float | None
    usual_words: tuple[float, float]


@dataclass(frozen=True, slots=True)
class ActivityBefore:
    """How much two people wrote in the days before a shift.

    Attributes:
        shift: its first day.
        first, last: both included.
        baseline_spans: as many days each, which the usual rests on; none of them touches the shift or these days.
        people: the person, then the owner.
    """

    shift: date
    first: date
    last: date
    baseline_spans: int
    people: tuple[WritingVolume, ...]


@dataclass(frozen=True, slots=True)
class Explanations:
    """Explanations for one person in one conversation; look-backs oldest first, one a shift.

    Attributes:
        look_backs: what was told before.
        concern: words that come before everything.
        cross_chat: the same days of the same person elsewhere, conversation by conversation.
        owner_same_days: the same days of the owner here.
        owner_before: the three days before the shift, of the owner here.
        activity_before: how much both wrote in these three days; shifts with too little history before them have none.
        last_days: what the last days tell of somebody of whom it cannot be told how they are now; None of others.
    """

    look_backs: tuple[LookBack, ...] = ()
    concern: Concern | None = None
    cross_chat: tuple[CrossChatComparison, ...] = ()
    owner_same_days: tuple[CrossChatComparison, ...] = ()
    owner_before: tuple[CrossChatComparison, ...] = ()
    activity_before: tuple[ActivityBefore, ...] = ()
    last_days: LookBack | None = None

    def look_back(self, shift: date) -> LookBack | None:
        """The look-back at the days before a shift, by its first day; None where nobody looked."""
        return next((back for back in self.look_backs if back.shift == shift), None)
