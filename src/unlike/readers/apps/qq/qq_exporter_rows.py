"""One message of QQ Chat Exporter as a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from unlike.readers.apps.qq.qq_placeholders import typed_part
from unlike.readers.conversation_rows import RecordRow, microseconds, second_or_millisecond, whole_number
from unlike.readers.formats.value_names import value_name
from unlike.readers.iso_times import iso_microseconds

_MEDIA: Final = {
    "image": "image",
    "video": "video",
    "audio": "audio",
    "voice": "audio",
    "ptt": "audio",
    "file": "document",
    "location": "location",
    "face": "sticker",
    "marketface": "sticker",
    "forward": "media",
    "json": "media",
    "xml": "media",
    "card": "media",
    "ark": "media",
    "poke": "media",
    "gift": "media",
    "markdown": "media",
    "calendar": "media",
    "miniapp": "media",
    "call": "call",
    "system": "system",
}
"""Elements that are no words, by their type in lower case without marks."""

_INSIDE_WORDS: Final = frozenset({"face"})
"""Elements that stand between words, and make a message a sticker only where there are none."""

_WORDS: Final = frozenset({"text", "at", "reply"})
NOBODY: Final = "未知"
"""What the program writes for a sender that it does not know."""


def exporter_row(message: Mapping[str, Any], place: str) -> RecordRow:
    """A message as a row whose sender is an account id, to be replaced by a name."""
    ident = identifier(message.get("id")) or identifier(message.get("messageId"))
    kind, words = _content(message)
    at, is_moment = _sent_at(message)
    return RecordRow(
        ref=f"m{ident}" if ident else place,
        sent_at=at,
        sender=None,
        kind=kind,
        text=words,
        reply_to=_answered(message),
        sent_by_wall_clock=not is_moment,
    )


def has_unknown(message: Mapping[str, Any]) -> bool:
    """Whether it holds an element of a type that is not known."""
    return any(_plain(element.get("type")) not in {*_MEDIA, *_WORDS} for element in _elements(message))


def identifier(value: object) -> str:
    """An account's or message's id as text; empty for a list or the like, and for 0."""
    name = value_name(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""
    return "" if name in {"0", NOBODY} else name


def line(value: object) -> str:
    """A name on one line; empty for anything else."""
    return value_name(value) if isinstance(value, str) else ""


def fields(value: object) -> Mapping[str, Any]:
    """An object; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def _sent_at(message: Mapping[str, Any]) -> tuple[int | None, bool]:
    """Microseconds since 1970, and whether they are of a moment and not of a wall clock."""
    value = message.get("timestamp")
    number = second_or_millisecond(value)
    if number is not None:
        return number, True
    at, has_offset = iso_microseconds(value)
    raw = whole_number(fields(message.get("rawMessage")).get("msgTime"))
    return (at, has_offset) if has_offset or raw is None else (microseconds(raw, 1_000_000), True)


def _content(message: Mapping[str, Any]) -> tuple[str, str | None]:
    """Kind and words."""
    if message.get("system") is True or message.get("isSystemMessage") is True or message.get("type") == "system":
        return "system", None
    if message.get("recalled") is True or message.get("isRecalled") is True:
        return "deleted", None
    content = fields(message.get("content"))
    elements = list(_elements(message))
    if not elements:
        text = content.get("text")
        kind, words = typed_part(text if isinstance(text, str) else "")
        return (_resource(content) or kind), words
    words = "".join(map(_typed, elements)).strip()
    kinds = [_MEDIA.get(_plain(element.get("type")), "media") for element in elements if not _is_word(element, words)]
    return (kinds[0] if kinds else "text"), words


def _elements(message: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    elements = fields(message.get("content")).get("elements")
    yield from (element for element in (elements if isinstance(elements, list) else ()) if isinstance(element, dict))


def _is_word(element: Mapping[str, Any], words: str) -> bool:
    kind = _plain(element.get("type"))
    return kind in _WORDS or (bool(words) and kind in _INSIDE_WORDS)


def _typed(element: Mapping[str, Any]) -> str:
    """What was typed of an element: words, and names that were mentioned."""
    data, kind = fields(element.get("data")), _plain(element.get("type"))
    if kind == "text" and isinstance(data.get("text"), str):
        return str(data["text"])
    return f"@{line(data.get('name'))}" if kind == "at" else ""


def _resource(content: Mapping[str, Any]) -> str | None:
    """The kind of the first file that is named beside a text."""
    resources = content.get("resources")
    first = resources[0] if isinstance(resources, list) and resources else None
    return _MEDIA.get(_plain(fields(first).get("type")))


def _answered(message: Mapping[str, Any]) -> str | None:
    """The message that a reply quotes."""
    quoted = [fields(fields(message.get("content")).get("reply"))]
    quoted += [fields(element.get("data")) for element in _elements(message) if _plain(element.get("type")) == "reply"]
    for reply in quoted:
        ident = identifier(reply.get("referencedMessageId")) or identifier(reply.get("messageId"))
        if ident:
            return f"m{ident}"
    return None


def _plain(value: object) -> str:
    return value.lower().replace("_", "").replace("-", "") if isinstance(value, str) else ""
