"""One message of Signal Desktop's database: what it is, and what was typed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from unlike.readers.apps.signal.chat_items import attachment_kind
from unlike.readers.apps.signal.desktop_people import DesktopPeople
from unlike.readers.apps.signal.recipients import JsonObject, as_object, as_objects, identifier
from unlike.readers.conversation_rows import second_or_millisecond, whole_number
from unlike.readers.formats.poll_words import poll_words
from unlike.readers.formats.table_values import integer_of, text_of

FILE_MARKS: Final = ("hasAttachments", "hasFileAttachments", "hasVisualMediaAttachments")
MESSAGE_COLUMNS: Final = (
    *("id", "conversationId", "type", "body", "json", "sent_at", "timestamp", "serverTimestamp", "received_at_ms"),
    *("source", "sourceServiceId", "sourceUuid", "isErased", "isViewOnce", "expireTimer", "storyId"),
    *FILE_MARKS,
)

LONG_TEXT: Final = "text/x-signal-plain"
"""MIME type of a file with the whole of a long message's words."""

_BUBBLES: Final = frozenset({"incoming", "outgoing"})
_NOTICES: Final = frozenset(
    {"change-number-notification", "chat-session-refreshed", "contact-removed-notification", "conversation-merge"}
    | {"delivery-issue", "group", "group-v1-migration", "group-v2-change", "joined-signal-notification", "keychange"}
    | {"message-history-unsynced", "message-request-response-event", "phone-number-discovery", "poll-terminate"}
    | {"pinned-message-notification", "profile-change", "timer-notification", "title-transition-notification"}
    | {"universal-timer-notification", "verified-change"}
)
"""Types of what the app itself says."""

_UNREADABLE: Final = frozenset({"chat-session-refreshed", "delivery-issue"})
MILLISECOND: Final = 1_000

_END_SESSION: Final = 1
_TIMER_UPDATE: Final = 2
"""Flags of messages that only tell the other device something, as they were until 2022."""

_ACTIVATIONS: Final = frozenset({2, 3})
"""Kinds of payment events that ask for payments to be switched on, or say that they are."""


class AttachmentEntry(NamedTuple):
    """What is told of a file that was sent.

    Attributes:
        media: its MIME type.
        flags: 1 for a voice message, 8 for a GIF.
    """

    media: object
    flags: object


@dataclass(slots=True)
class DesktopTables:
    """What stands beside the messages.

    Attributes:
        people: who is who.
        attachments: the first file of each message, by the message's id.
        cut: messages whose whole words were not downloaded.
        calls: who began each call, by its id: direction, and accounts of who started it and rang.
    """

    people: DesktopPeople
    attachments: dict[str, AttachmentEntry] = field(default_factory=dict)
    cut: set[str] = field(default_factory=set)
    calls: dict[str, tuple[object, object, object]] = field(default_factory=dict)


class DesktopMessage(NamedTuple):
    """A message as it stands in the database.

    Attributes:
        fields: its values by name: those of columns, else those of the JSON, from which columns were made over time.
        chat: id of its conversation; empty where it has none.
        type: what the app calls it: "incoming", "outgoing", "call-history" and others; None where it does not say.
    """

    fields: JsonObject
    chat: str
    type: str | None

    @property
    def number(self) -> str:
        """Its id; empty where it has none."""
        return identifier(self.fields.get("id")) or ""

    @property
    def sent_at(self) -> int | None:
        """Microseconds by the sender's clock, else by the server's or this computer's."""
        for name in ("sent_at", "timestamp", "serverTimestamp", "received_at_ms"):
            at = second_or_millisecond(self.fields.get(name))
            if at:
                return at
        return None


def desktop_message(columns: Mapping[str, object], fields: JsonObject) -> DesktopMessage:
    """A message from its columns and what its JSON holds."""
    values = fields | {name: value for name, value in columns.items() if value is not None and value != ""}
    return DesktopMessage(values, identifier(values.get("conversationId")) or "", text_of(values.get("type")))


def is_story(message: DesktopMessage, people: DesktopPeople) -> bool:
    """Whether it is a story, or an answer to a group's, neither of which stands in the chat."""
    if message.type == "story":
        return True
    answers = ("storyReplyContext", "storyReaction", "storyId")
    return message.chat in people.groups and any(message.fields.get(name) for name in answers)


def is_timed(message: DesktopMessage) -> bool:
    """Whether it was to disappear, or says that messages shall."""
    timer = as_object(message.fields.get("expirationTimerUpdate")).get("expireTimer")
    return bool(integer_of(message.fields.get("expireTimer")) or integer_of(timer))


def is_unreadable(message: DesktopMessage) -> bool:
    """Whether it says that a message came that Signal could not read."""
    return message.type in _UNREADABLE or is_unsupported(message.fields) or _is_failed(message)


def is_unknown(message: DesktopMessage) -> bool:
    """Whether it has words, and a type that is none or not known."""
    known = message.type in _BUBBLES or message.type in _NOTICES or message.type == "call-history"
    return not known and bool(text_of(message.fields.get("body")))


def is_cut(message: DesktopMessage, tables: DesktopTables) -> bool:
    """Whether the words go on in a file that was not downloaded."""
    more = as_object(message.fields.get("bodyAttachment"))
    return message.number in tables.cut or bool(more and not text_of(more.get("path")))


def message_kind(message: DesktopMessage, tables: DesktopTables) -> str:
    """One of the table's kinds."""
    if message.type == "call-history":
        return "call"
    if is_unknown(message):
        return "media"
    if message.type not in _BUBBLES or _is_notice(message) or is_unreadable(message):
        return "system"
    return _bubble_kind(message, tables)


def _bubble_kind(message: DesktopMessage, tables: DesktopTables) -> str:
    """The kind of a message that a person sent."""
    fields = message.fields
    if fields.get("deletedForEveryone"):
        return "deleted"
    if fields.get("isViewOnce") or fields.get("messageTimer"):
        return "media"
    if fields.get("isErased"):
        return "deleted"
    if as_objects(fields.get("contact")):
        return "contact"
    kinds = (("sticker", "sticker"), ("poll", "poll"), ("payment", "media"), ("giftBadge", "media"))
    content_kind = next((kind for name, kind in kinds if as_object(fields.get(name))), None)
    return content_kind or _file_kind(message, tables) or "text"


def _file_kind(message: DesktopMessage, tables: DesktopTables) -> str | None:
    """The kind of the first file that was sent with a message; None for one without."""
    files = as_objects(message.fields.get("attachments"))
    entry = tables.attachments.get(message.number) or _first(files)
    if entry is not None:
        return attachment_kind(entry.media, entry.flags)
    has_file = any(message.fields.get(name) for name in FILE_MARKS)
    return "media" if has_file and not files else None


def _first(files: Sequence[JsonObject]) -> AttachmentEntry | None:
    entries = (AttachmentEntry(file.get("contentType"), file.get("flags")) for file in files)
    return next((entry for entry in entries if entry.media != LONG_TEXT), None)


def message_text(message: DesktopMessage, kind: str) -> str | None:
    """What was typed: the words, a caption, or the question and options of a poll."""
    if kind == "poll":
        poll = as_object(message.fields.get("poll"))
        return poll_words(poll.get("question"), poll.get("options"))
    return text_of(message.fields.get("body"))


def _is_notice(message: DesktopMessage) -> bool:
    """Whether what stands there as sent only tells that a timer, a group or a session was changed."""
    fields = message.fields
    names = ("expirationTimerUpdate", "group_update", "groupV2Change", "groupMigration")
    payment = as_object(fields.get("payment")).get("kind")
    is_activation = payment is not None and whole_number(payment) in _ACTIVATIONS
    flags = whole_number(fields.get("flags")) or 0
    return bool(flags & (_END_SESSION | _TIMER_UPDATE)) or is_activation or any(fields.get(name) for name in names)


def is_unsupported(fields: JsonObject) -> bool:
    """Whether it needs a newer Signal than had received it."""
    needed = integer_of(fields.get("requiredProtocolVersion"))
    received = None if needed is None else integer_of(fields.get("supportedVersionAtReceive"))
    return needed is not None and received is not None and needed > received


def _is_failed(message: DesktopMessage) -> bool:
    """Whether nothing came of a message but that it failed, as decryption did until 2021."""
    if message.type != "incoming" or not message.fields.get("errors"):
        return False
    return not any(message.fields.get(name) for name in ("body", "attachments", "sticker", "contact", *FILE_MARKS))
