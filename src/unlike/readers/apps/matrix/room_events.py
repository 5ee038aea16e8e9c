"""What an event of a Matrix room is: a message, a line of the app, or something that belongs to another message."""

from __future__ import annotations

import re
from typing import Any, Final, NamedTuple, TypeAlias

from unlike.readers.formats.file_endings import kind_by_ending
from unlike.readers.formats.poll_words import poll_words
from unlike.readers.formats.value_names import bounded_name

JsonObject: TypeAlias = dict[str, Any]

_TYPED: Final = frozenset({"m.text", "m.notice", "m.emote", "m.server_notice"})
_FILES: Final = {"m.image": "image", "m.video": "video", "m.audio": "audio", "m.file": "document"}
_POLLS: Final = frozenset({"m.poll.start", "org.matrix.msc3381.poll.start"})
_VOTES: Final = frozenset({"m.poll.response", "org.matrix.msc3381.poll.response"})
_MESSAGES: Final = frozenset({"m.room.message", "m.room.encrypted", "m.sticker"}) | _POLLS
_REDACTION: Final = "m.room.redaction"
_UNDECRYPTED: Final = "m.bad.encrypted"
_WORDLESS: Final = {"m.sticker": "sticker", "m.location": "location", "m.key.verification.request": "system"}
_APP_TYPES: Final = ("m.call.", "m.key.", "m.poll.", "org.matrix.msc3381.poll.", "m.room.")
_FALLBACK: Final = re.compile(r"(?:> [^\n]*\n|>\n)+\n?")


class RoomEvent(NamedTuple):
    """What an event is.

    Attributes:
        kind: of the table; None where the type is not known, empty for an event that belongs to another message.
        text: what was typed; None where nothing was.
        answered: id of the message that it answers.
        replaced: id of the message whose words these are now.
        redacted: id of the event that it takes back.
        reaction: id of a message, and what somebody put to it.
        is_locked: it could not be decrypted.
    """

    kind: str | None
    text: str | None = None
    answered: str | None = None
    replaced: str | None = None
    redacted: str | None = None
    reaction: tuple[str, str] | None = None
    is_locked: bool = False


def room_event(event: JsonObject) -> RoomEvent:
    """What an event is."""
    kind, content = text_of(event.get("type")), fields(event.get("content"))
    relation = fields(content.get("m.relates_to"))
    target = text_of(relation.get("event_id"))
    if kind == "m.reaction":
        key = text_of(relation.get("key"))
        return RoomEvent("", reaction=(target, bounded_name(key)) if target and key else None)
    if kind == _REDACTION:
        return RoomEvent("system", redacted=text_of(event.get("redacts")) or text_of(content.get("redacts")) or None)
    if kind not in _MESSAGES:
        return RoomEvent(_other(kind, is_state="state_key" in event))
    if is_redacted(event, content):
        return RoomEvent("deleted")
    if relation.get("rel_type") == "m.replace" and target:
        words = _message(kind, fields(content.get("m.new_content")) or content)
        return words._replace(replaced=target)
    return _message(kind, content)._replace(answered=_answered(relation, target))


def is_redacted(event: JsonObject, content: JsonObject) -> bool:
    """Whether a message was taken back: nothing is left of it."""
    return bool(fields(event.get("unsigned")).get("redacted_because") or event.get("redacted_because")) or not content


def fields(value: object) -> JsonObject:
    """An object; an empty one in place of anything else."""
    return value if isinstance(value, dict) else {}


def text_of(value: object) -> str:
    """A text; empty in place of anything else."""
    return value if isinstance(value, str) else ""


def _other(kind: str, *, is_state: bool) -> str | None:
    """The kind of an event that is no message; empty for a vote, None for a type that is not known."""
    if kind in _VOTES:
        return ""
    if kind.endswith("beacon_info"):
        return "location"
    if kind == "m.call.invite":
        return "call"
    return "system" if is_state or kind.startswith(_APP_TYPES) else None


def _message(kind: str, content: JsonObject) -> RoomEvent:
    name, body = text_of(content.get("msgtype")), text_of(content.get("body"))
    if kind == "m.room.encrypted" or name == _UNDECRYPTED:
        return RoomEvent("media", is_locked=True)
    if kind in _POLLS:
        return RoomEvent("poll", _poll_words(content))
    plain = _WORDLESS.get(kind) or _WORDLESS.get(name)
    if plain:
        return RoomEvent(plain)
    if name in _FILES:
        return _file(name, body, text_of(content.get("filename")))
    is_known = name in _TYPED or (not name and bool(body))
    return RoomEvent("text" if is_known else None, _without_fallback(content, body) if body else None)


def _poll_words(content: JsonObject) -> str | None:
    """The question and the answers of a poll, in the form of today or that of the first proposal."""
    poll = fields(content.get("m.poll")) or fields(content.get("org.matrix.msc3381.poll.start"))
    answers = poll.get("answers")
    worded = [_extensible_text(fields(answer)) for answer in answers] if isinstance(answers, list) else []
    return poll_words(_extensible_text(fields(poll.get("question"))), worded)


def _extensible_text(block: JsonObject) -> str:
    """The words of a block that has them in one or several forms, the first of which is the best."""
    forms = block.get("m.text")
    bodies = [text_of(fields(form).get("body")) for form in forms] if isinstance(forms, list) else [text_of(forms)]
    return next(filter(None, (*bodies, text_of(block.get("org.matrix.msc1767.text")), text_of(block.get("body")))), "")


def _file(name: str, body: str, file: str) -> RoomEvent:
    """A file; where it has a name of its own, the body is what was typed below it."""
    kind = kind_by_ending(file or body) if name == "m.file" else _FILES[name]
    is_moving = name == "m.image" and (file or body).casefold().endswith(".gif")
    return RoomEvent("gif" if is_moving else kind, body if file and body != file else None)


def _without_fallback(content: JsonObject, body: str) -> str:
    """The words without the copy of what they answer."""
    has_answer = "m.in_reply_to" in fields(content.get("m.relates_to"))
    match = _FALLBACK.match(body) if has_answer and body.startswith("> ") else None
    return body[match.end() :] if match else body


def _answered(relation: JsonObject, target: str) -> str | None:
    """The message that an event answers; in a thread, where it answers none, the thread's first one."""
    answered = text_of(fields(relation.get("m.in_reply_to")).get("event_id"))
    if relation.get("rel_type") == "m.thread" and (relation.get("is_falling_back") or not answered):
        return target or None
    return answered or None
