"""One entry of Snapchat's chat history as a row."""

from __future__ import annotations

import html
from typing import Any, Final

from unlike.readers.conversation_rows import RecordRow, microseconds, whole_number
from unlike.readers.formats.value_names import bounded_name
from unlike.readers.iso_times import iso_microseconds

OWNER: Final = "Me"
"""The owner, where the download does not name them."""

_KINDS: Final = {
    "TEXT": "text",
    "MEDIA": "media",
    "IMAGE": "image",
    "PHOTO": "image",
    "VIDEO": "video",
    "AUDIO": "audio",
    "NOTE": "audio",
    "STICKER": "sticker",
    "GIF": "gif",
    "SHARE": "media",
    "LOCATION": "location",
    "STATUSERASEDMESSAGE": "deleted",
}
_CAPTIONED: Final = frozenset({"TEXT", "MEDIA", "IMAGE", "PHOTO", "VIDEO", "GIF"})
"""Types whose content is what somebody typed."""

_STATUS: Final = "STATUS"
_SECOND: Final = 1_000_000
_UNITS: Final = (1, 1_000, _SECOND)
"""What the field that is called microseconds holds: these, or thousandths, or whole seconds."""

_MOST_APART: Final = 2 * _SECOND
_FIRST_MICROSECONDS: Final = 100_000_000_000_000
_FIRST_MILLISECONDS: Final = 100_000_000_000


def saved_message(entry: dict[str, Any], place: str, sender: str) -> RecordRow:
    """An entry as a row.

    Args:
        entry: as it stands in the history.
        place: where it stands.
        sender: who wrote it.
    """
    name = media_type(entry)
    content = entry["Content"] if "Content" in entry else entry.get("Text")
    words = content if isinstance(content, str) and name in _CAPTIONED else None
    if words and "Content" not in entry:
        words = html.unescape(words)
    return RecordRow(place, sent_at(entry), sender, "media" if lacks_words(entry) else _kind(name), words)


def is_unknown(entry: dict[str, Any]) -> bool:
    """Whether it is of a type that is not known."""
    name = media_type(entry)
    return name not in _KINDS and not name.startswith(_STATUS)


def lacks_words(entry: dict[str, Any]) -> bool:
    """Whether it is a text whose words nobody saved."""
    return media_type(entry) == "TEXT" and not any(entry.get(key) for key in ("Content", "Text"))


def media_type(entry: dict[str, Any]) -> str:
    """Snapchat's own word for what it is, in capitals."""
    value = entry.get("Media Type")
    return value.strip().upper() if isinstance(value, str) else ""


def person(value: object) -> str:
    """A user name; empty for anything else."""
    return bounded_name(value) if isinstance(value, str) else ""


def sent_at(entry: dict[str, Any]) -> int | None:
    """Microseconds since 1970, as fine as the entry has them; None where it has no time."""
    created = entry.get("Created")
    whole, _ = iso_microseconds(created.strip().removesuffix(" UTC") if isinstance(created, str) else None)
    number = whole_number(entry.get("Created(microseconds)"))
    if number is None:
        return whole
    if whole is None:
        return microseconds(number, _unit(number))
    fine = (microseconds(number, unit) for unit in _UNITS)
    return next((at for at in fine if at is not None and abs(at - whole) < _MOST_APART), whole)


def _unit(number: int) -> int:
    if number >= _FIRST_MICROSECONDS:
        return 1
    return 1_000 if number >= _FIRST_MILLISECONDS else _SECOND


def _kind(name: str) -> str:
    return "system" if name.startswith(_STATUS) and name not in _KINDS else _KINDS.get(name, "media")
