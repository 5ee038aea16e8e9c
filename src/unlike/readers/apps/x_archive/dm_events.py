"""One event of a conversation in X's archive as a row."""

from __future__ import annotations

import re
from typing import Any, Final

from unlike.readers.conversation_rows import RecordRow
from unlike.readers.formats.value_names import bounded_name
from unlike.readers.iso_times import iso_microseconds
from unlike.readers.unnamed_senders import UNKNOWN_SENDER

MESSAGE: Final = "messageCreate"
REACTION: Final = "reactionCreate"
UNKNOWN: Final = UNKNOWN_SENDER
"""Who sent a message of which the archive does not say it."""

_APP_EVENTS: Final = frozenset(
    {"joinConversation", "participantsJoin", "participantsLeave", "conversationNameUpdate", "conversationAvatarUpdate"}
    | {"trustConversation", "welcomeMessageCreate"}
)
_EMOJIS: Final = {
    "like": "❤️",
    "funny": "😂",
    "surprised": "😲",
    "sad": "😢",
    "excited": "🔥",
    "agree": "👍",
    "disagree": "👎",
}
_ENTITIES: Final = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
_ENTITY: Final = re.compile("|".join(_ENTITIES))
_OWN_MEDIA: Final = re.compile(r"/messages/media/|^(?:https?://)?pic\.(?:twitter|x)\.com/")
_MEDIA_KINDS: Final = (("dm_gif", "gif"), (".mp4", "video"), (".m3u8", "video"), (".jpg", "image"), (".png", "image"))
_MOST_REACTIONS: Final = 1_000


def event_of(entry: dict[str, Any]) -> tuple[str, dict[str, Any]] | None:
    """Name and fields of an event; None where it is none."""
    for name, fields in entry.items():
        if isinstance(fields, dict):
            return name, fields
    return None


def event_row(name: str, fields: dict[str, Any], place: str) -> RecordRow:
    """An event as a row whose sender and reactions are account numbers, to be replaced by names.

    Args:
        name: what happened, as the archive calls it.
        fields: of the event.
        place: where it stands, for events without an id or a time.
    """
    sent_at, has_offset = iso_microseconds(fields.get("createdAt"))
    ident, sender = number(fields.get("id")), number(fields.get("senderId"))
    ref = f"m{ident}" if ident else f"{bounded_name(name)} {sent_at}" if sent_at is not None else place
    row = RecordRow(ref, sent_at, sender, "system" if name in _APP_EVENTS or sender is None else "media")
    if name == MESSAGE:
        row = RecordRow(ref, sent_at, sender or UNKNOWN, _kind(fields), _words(fields), reactions=reactions(fields))
    return row._replace(sent_by_wall_clock=not has_offset)


def is_known(name: str) -> bool:
    """Whether the kind of an event is known."""
    return name in _APP_EVENTS or name in {MESSAGE, REACTION}


def reactions(fields: dict[str, Any]) -> list[tuple[str, str | None]]:
    """Emoji and account number of each reaction of a message."""
    held = fields.get("reactions")
    return [
        (emoji_of(reaction), number(reaction.get("senderId")))
        for reaction in (held[:_MOST_REACTIONS] if isinstance(held, list) else ())
        if isinstance(reaction, dict)
    ]


def emoji_of(reaction: dict[str, Any]) -> str:
    """The emoji that X shows for a reaction; the archive has words for most."""
    for key in ("emojiReaction", "reactionKey"):
        word = reaction.get(key)
        if isinstance(word, str) and word:
            return _EMOJIS.get(word, bounded_name(word))
    return "custom"


def number(value: object) -> str | None:
    """An account's or message's number as text; None for anything else, and for 0, which stands for nobody."""
    if isinstance(value, str):
        return bounded_name(value) if value.strip(" 0") else None
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return str(value) if value and abs(value) < 1 << 64 else None


def _words(fields: dict[str, Any]) -> str | None:
    """What was typed: links as they were before X shortened them, none for the message's own pictures."""
    text = fields.get("text")
    if not isinstance(text, str):
        return None
    urls = fields.get("urls")
    for link in urls if isinstance(urls, list) else ():
        short, long = (link.get(key) for key in ("url", "expanded")) if isinstance(link, dict) else (None, None)
        if isinstance(short, str) and isinstance(long, str) and short:
            is_own = bool(_OWN_MEDIA.search(long))
            text = text.replace(short, "", 1).rstrip() if is_own else text.replace(short, long, 1)
    return _ENTITY.sub(lambda match: _ENTITIES[match[0]], text)


def _kind(fields: dict[str, Any]) -> str:
    media = fields.get("mediaUrls")
    first = media[0] if isinstance(media, list) and media else None
    if first is None:
        return "text"
    address = first.lower() if isinstance(first, str) else ""
    return next((kind for mark, kind in _MEDIA_KINDS if mark in address), "media")
