"""One message of Microsoft Teams, as Microsoft Graph describes it, as a row.

Keys begin with a capital in files of export programs ("CreatedDateTime"), and without in Graph's own answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from unlike.readers.conversation_rows import RecordRow
from unlike.readers.formats.attachment_kinds import kind_of_name
from unlike.readers.formats.html_text import typed_words
from unlike.readers.formats.json_fields import JsonObject, fields, identifier, line_of, objects, text_of
from unlike.readers.iso_times import iso_microseconds
from unlike.readers.unnamed_senders import UNKNOWN_SENDER

UNKNOWN: Final = UNKNOWN_SENDER
_MOST_REACTIONS: Final = 1_000
_TYPES: Final = frozenset({"", "message", "chatevent", "typing", "systemeventmessage", "unknownfuturevalue"})
"""Types of messages that Graph has (chatMessage, messageType), in lower case."""

_QUOTED: Final = "messageReference"
_FORWARDED: Final = "forwardedMessageReference"
_CALL_EVENTS: Final = ("callEnded", "callStarted")
_PAGE: Final = re.compile(r"/l/message/([^/?]+)/")
_ESCAPED: Final = re.compile(r"%([0-9A-Fa-f]{2})")
_LONGEST_ADDRESS: Final = 2_000
_IMAGES: Final = ("<img",)


@dataclass(slots=True)
class TeamsPeople:
    """Names by id of everybody who is named in the messages or the list of users, and the programs among them."""

    names: dict[str, str] = field(default_factory=dict)

    def remember(self, person: JsonObject) -> str | None:
        """The id of a person, whose name is kept; None where there is neither."""
        ident, name = identifier(value(person, "id")), line_of(value(person, "displayName"))
        key = ident or name
        if key and (name or key not in self.names):
            self.names[key] = name or key
        return key or None


def value(holder: JsonObject, key: str) -> Any:  # noqa: ANN401 - a value of JSON
    """What stands under a key, or under the same with a capital."""
    return holder.get(key, holder.get(key[0].upper() + key[1:]))


def row_of_message(message: JsonObject, place: str, people: TeamsPeople) -> RecordRow:
    """A message as a row whose sender and reactions are ids of people.

    Args:
        message: as in Graph's chatMessage.
        place: where it stands.
        people: whom names are added to.
    """
    ident = identifier(value(message, "id"))
    kind, text = _content(message)
    at, has_offset = iso_microseconds(value(message, "createdDateTime"))
    edited_at, edit_has_offset = iso_microseconds(value(message, "lastEditedDateTime"))
    attachments = objects(value(message, "attachments"))
    return RecordRow(
        ref=f"m{ident}" if ident else place,
        sent_at=at,
        sender=_sender(message, kind, people),
        kind=kind,
        text=text,
        reply_to=_answered(message, attachments),
        edited_at=edited_at,
        reactions=tuple(_reactions(message, people)),
        sent_by_wall_clock=not has_offset,
        edited_by_wall_clock=not edit_has_offset,
    )


def conversation_id(message: JsonObject) -> str | None:
    """The id of the chat, or of the channel, in which a message stands; also from the address of its page."""
    channel = fields(value(message, "channelIdentity"))
    ids = (value(message, "chatId"), value(channel, "channelId"), value(message, "conversationId"))
    page = _PAGE.search(text_of(value(message, "webUrl"))[:_LONGEST_ADDRESS])
    return next(filter(None, map(identifier, ids)), None) or (identifier(_unescaped(page[1])) if page else None)


def _unescaped(part: str) -> str:
    """A part of an address with its signs, such as ":" for "%3A"; ids have none beyond ASCII."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), part)


def message_thread(message: JsonObject) -> tuple[str, str]:
    """Ids of a message and of the first one of its thread, which is the message itself where it answers none."""
    ident = identifier(value(message, "id")) or ""
    return ident, identifier(value(message, "replyToId")) or ident


def is_app_message(message: JsonObject) -> bool:
    """Whether a program wrote a message."""
    source = fields(value(message, "from"))
    return not value(source, "user") and bool(value(source, "application"))


def is_of_unknown_type(message: JsonObject) -> bool:
    """Whether somebody wrote it, as a type of message that is not known."""
    kind = text_of(value(message, "messageType")).lower()
    content = text_of(value(fields(value(message, "body")), "content"))
    return kind not in _TYPES and bool(typed_words(content)) and not is_app_message(message)


def _sender(message: JsonObject, kind: str, people: TeamsPeople) -> str | None:
    """Who wrote it; for a call, who began it."""
    person = fields(value(fields(value(message, "from")), "user"))
    if kind == "call":
        person = person or _initiator(message)
    if kind == "system":
        return None
    return people.remember(person) or UNKNOWN


def _initiator(message: JsonObject) -> JsonObject:
    return fields(value(fields(value(fields(value(message, "eventDetail")), "initiator")), "user"))


def _content(message: JsonObject) -> tuple[str, str | None]:
    """Kind and words."""
    event = fields(value(message, "eventDetail"))
    if text_of(value(message, "messageType")) not in ("message", ""):
        is_call = any(value(event, key) for key in _CALL_EVENTS) and _initiator(message)
        return ("call" if is_call else "system"), None
    if is_app_message(message):
        return "system", None
    if value(message, "deletedDateTime"):
        return "deleted", None
    body = fields(value(message, "body"))
    content = text_of(value(body, "content"))
    words = content if text_of(value(body, "contentType")).lower() == "text" else typed_words(content)
    title = text_of(value(message, "subject")).strip() if value(message, "channelIdentity") else ""
    text = "\n".join(filter(None, (title, words)))
    return _medium(message, content), text


def _medium(message: JsonObject, content: str) -> str:
    """The kind of the first file; pictures in the text are no files."""
    attachments = objects(value(message, "attachments"))
    files = [one for one in attachments if text_of(value(one, "contentType")) not in (_QUOTED, _FORWARDED)]
    if files:
        name = text_of(value(files[0], "name"))
        return kind_of_name(name) if name else "media"
    return "image" if any(tag in content for tag in _IMAGES) else "text"


def _answered(message: JsonObject, attachments: list[JsonObject]) -> str | None:
    """The message that a reply stands below, or that it quotes."""
    root = identifier(value(message, "replyToId"))
    quoted = (identifier(value(one, "id")) for one in attachments if value(one, "contentType") == _QUOTED)
    answered = root or next(filter(None, quoted), None)
    return f"m{answered}" if answered else None


def _reactions(message: JsonObject, people: TeamsPeople) -> Iterator[tuple[str, str | None]]:
    """Each reaction, an emoji or its name, with the person."""
    for reaction in objects(value(message, "reactions"))[:_MOST_REACTIONS]:
        person = fields(value(fields(value(reaction, "user")), "user"))
        yield line_of(value(reaction, "reactionType")) or "custom", people.remember(person)
