"""One message of a DiscordChatExporter JSON file as a row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from unlike.readers.conversation_rows import RecordRow
from unlike.readers.formats.value_names import bounded_name
from unlike.readers.iso_times import iso_microseconds
from unlike.readers.unnamed_senders import UNKNOWN_SENDER

_ORDINARY: Final = frozenset({"Default", "Reply", "20", "21", "23", "ThreadStarterMessage", "ApplicationCommand"})
"""Types of what people and bots write; every other type is a line of the app."""

_OF_APP: Final = frozenset(
    {
        *("RecipientAdd", "RecipientRemove", "Call", "ChannelNameChange", "ChannelIconChange", "ChannelPinnedMessage"),
        *("GuildMemberJoin", "ThreadCreated"),
        *map(str, (*range(1, 19), 22, *range(24, 33), *range(36, 40), 44, 46)),
    }
)
"""Types of what the app itself says, by name or by number where the exporter has no name."""

_KINDS: Final = {
    "image": frozenset({"png", "jpg", "jpeg", "webp", "heic", "avif", "bmp"}),
    "gif": frozenset({"gif"}),
    "video": frozenset({"mp4", "mov", "webm", "mkv", "avi"}),
    "audio": frozenset({"mp3", "ogg", "wav", "m4a", "flac", "opus"}),
}
_MOST_REACTIONS: Final = 1_000


def row_of_message(message: dict[str, Any], number: int) -> RecordRow:
    """A message as a row whose sender and reactions are account ids, to be replaced by names.

    Args:
        message: an entry of "messages".
        number: its place in the list.
    """
    ident = identifier(message.get("id"))
    kind, text = _content(message)
    at, has_offset = iso_microseconds(message.get("timestamp"))
    edited_at, edit_has_offset = iso_microseconds(message.get("timestampEdited"))
    return RecordRow(
        ref=f"m{ident}" if ident else f"entry {number}",
        sent_at=at,
        sender=author_id(message.get("author")),
        kind=kind,
        text=text,
        reply_to=_answered(message),
        edited_at=edited_at,
        reactions=tuple(_reactions(message)),
        sent_by_wall_clock=not has_offset,
        edited_by_wall_clock=not edit_has_offset,
    )


def identifier(value: object) -> str | None:
    """An id, which is digits as text, or a number."""
    if isinstance(value, str):
        return bounded_name(value) or None
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 64 else None


def author_id(author: object) -> str:
    """The id of an account; its name where it has none."""
    fields = author if isinstance(author, dict) else {}
    return identifier(fields.get("id")) or author_name(fields) or UNKNOWN_SENDER


def author_name(author: object) -> str:
    """The name that is shown: in this server, else the account's; empty where there is none."""
    fields = author if isinstance(author, dict) else {}
    names = (fields.get(key) for key in ("nickname", "name"))
    return next((bounded_name(name) for name in names if isinstance(name, str) and name.strip()), "")


def is_forwarded(message: dict[str, Any]) -> bool:
    """Whether it holds what somebody else wrote elsewhere."""
    reference = message.get("reference")
    return bool(message.get("forwardedMessage")) or (isinstance(reference, dict) and reference.get("type") == "Forward")


def is_of_unknown_type(message: dict[str, Any]) -> bool:
    """Whether it has words of somebody, in a type of message that is not known."""
    kind, content = message.get("type"), message.get("content")
    author = message.get("author")
    is_bot = isinstance(author, dict) and author.get("isBot") is True
    has_words = isinstance(content, str) and bool(content.strip())
    return has_words and not is_bot and isinstance(kind, str) and kind not in _ORDINARY | _OF_APP


def file_kind(name: str) -> str:
    """The kind of a file by the ending of its name."""
    ending = name.partition("?")[0].rpartition(".")[2].lower()
    return next((kind for kind, endings in _KINDS.items() if ending in endings), "document")


def _content(message: dict[str, Any]) -> tuple[str, str | None]:
    """Kind and words."""
    kind = message.get("type")
    if kind == "Call":
        return "call", None
    if isinstance(kind, str) and kind not in _ORDINARY:
        return "system", None
    if is_forwarded(message):
        return "media", None
    content = message.get("content")
    text = content if isinstance(content, str) else None
    return _medium(message), text


def has_other_words(message: dict[str, Any]) -> bool:
    """Whether something stands where the words of a message do, and is no text."""
    content = message.get("content")
    return bool(content) and not isinstance(content, str)


def _medium(message: dict[str, Any]) -> str:
    if message.get("stickers"):
        return "sticker"
    attachments = message.get("attachments")
    first = attachments[0] if isinstance(attachments, list) and attachments else None
    name = first.get("fileName") if isinstance(first, dict) else None
    return file_kind(name) if isinstance(name, str) else "media" if first else "text"


def _answered(message: dict[str, Any]) -> str | None:
    """The message that a reply answers, in whatever channel; a forward answers none."""
    reference = message.get("reference")
    ident = identifier(reference.get("messageId")) if isinstance(reference, dict) else None
    return f"m{ident}" if ident and not is_forwarded(message) else None


def _reactions(message: dict[str, Any]) -> Iterator[tuple[str, str | None]]:
    """Each reaction with the account that gave it, where the export names it."""
    reactions = message.get("reactions")
    left = _MOST_REACTIONS
    for reaction in reactions if isinstance(reactions, list) else ():
        if isinstance(reaction, dict):
            people = _people(reaction, left)
            yield from ((_emoji(reaction), person) for person in people)
            left -= len(people)


def _emoji(reaction: dict[str, Any]) -> str:
    emoji = reaction.get("emoji")
    name = emoji.get("name") if isinstance(emoji, dict) else emoji
    return bounded_name(name) if isinstance(name, str) and name else "custom"


def _people(reaction: dict[str, Any], most: int) -> list[str | None]:
    """Accounts that reacted, those that are not named as nobody."""
    users, count = reaction.get("users"), reaction.get("count")
    named: list[str | None] = [author_id(user) for user in users] if isinstance(users, list) else []
    number = count if isinstance(count, int) and not isinstance(count, bool) and count > 0 else 1
    return (named + [None] * (min(number, most) - len(named)))[:most]
