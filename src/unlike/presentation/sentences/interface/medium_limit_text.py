"""Sentences about what the source of a chat cannot tell."""

from __future__ import annotations

from typing import Final

from unlike.i18n import mark, translate
from unlike.presentation.sentences.formatting.date_format import format_day
from unlike.results import ConversationFindings, MediumLimit, MediumLimitKind

_SENTENCES: Final = {
    MediumLimitKind.OWN_MESSAGES: mark(
        "This export holds only your own messages, so it says nothing about anybody else."
    ),
    MediumLimitKind.SAVED_MESSAGES: mark("This export holds only saved messages: a gap in it is no silence."),
    MediumLimitKind.NO_ZONE: mark("The times of this export name no time zone: they are read as times of yours."),
    MediumLimitKind.DISAPPEARING: mark(
        "Disappearing messages were switched on or off in this chat: what disappeared is not in the export."
    ),
    MediumLimitKind.ENCRYPTION_SEAM: mark(
        "A part of this chat is end-to-end encrypted, and the app gives that part in another download."
    ),
}


def medium_limit_sentences(conversation: ConversationFindings) -> tuple[str, ...]:
    """A sentence for each limit of the source."""
    return tuple(dict.fromkeys(medium_limit_sentence(limit) for limit in conversation.medium_limits))


def medium_limit_sentence(limit: MediumLimit) -> str:
    """E.g. "The times of this export name no time zone: they are read as times of yours."."""
    if limit.kind is MediumLimitKind.ENCRYPTION_SEAM:
        return _seam_sentence(limit)
    return translate(_SENTENCES[limit.kind])


def _seam_sentence(limit: MediumLimit) -> str:
    """Sentence on the day where the ordinary and the encrypted part meet, or on which side this export stands."""
    since, until = (format_day(moment.date()) if moment else "" for moment in (limit.since, limit.until))
    if since and until:
        return translate(
            "This chat became end-to-end encrypted between {first} and {last}: it is read from two downloads, and a "
            "gap between them is no silence.",
            first=since,
            last=until,
        )
    if since:
        return translate(
            "This chat became end-to-end encrypted after {day}: what was written since is in another download.",
            day=since,
        )
    if until:
        return translate(
            "This is the end-to-end encrypted part of the chat, from {day} on: what was written before is in another "
            "download.",
            day=until,
        )
    return translate(_SENTENCES[limit.kind])
