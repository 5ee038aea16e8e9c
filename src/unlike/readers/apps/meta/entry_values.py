"""What an entry of a thread's JSON is: when it was sent, by whom, its words, its kind and its reactions."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

from unlike.core.content_caches import content_cache
from unlike.readers.apps.meta.app_sentences import app_sentence
from unlike.readers.apps.meta.thread_json import ThreadEntry, typed_text
from unlike.readers.conversation_rows import second_or_millisecond
from unlike.readers.times import EARLIEST, LATEST

_FIRST_MS: Final = int(EARLIEST.timestamp() * 1000)
_BEHIND_MS: Final = int(LATEST.timestamp() * 1000)
_LARGEST_SECONDS: Final = 100_000_000_000
"""Seconds of the year 5138; as thousandths they would be of 1973, when nobody had the app."""

_MAX_REACTIONS: Final = 1_000
"""Reactions of a message that are read; a chat has no more people."""

_FILE_KINDS: Final = (
    ("photos", "image"),
    ("videos", "video"),
    ("audio_files", "audio"),
    ("gifs", "gif"),
    ("files", "document"),
)
_MEDIA_KINDS: Final = {
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".webp", ".heic"), "image"),
    **dict.fromkeys((".mp4", ".mov", ".webm"), "video"),
    **dict.fromkeys((".ogg", ".opus", ".aac", ".m4a", ".mp3", ".wav"), "audio"),
    ".gif": "gif",
}
_GROUP_TYPES: Final = ("Subscribe", "Unsubscribe")


def sent_ms(entry: ThreadEntry) -> int | None:
    """Milliseconds since 1970, UTC, also of a time in seconds; None where there is no time that a message can have."""
    value = entry.timestamp_ms if entry.timestamp_ms is not None else entry.timestamp
    if not (type(value) is int and _LARGEST_SECONDS <= value < _BEHIND_MS):  # of most, and a call takes longer
        at = second_or_millisecond(value)
        value = None if at is None else at // 1000
    return value if value is not None and _FIRST_MS <= value < _BEHIND_MS else None


def sender_name(entry: ThreadEntry) -> str:
    """Who sent it, on one line; empty where it is not said."""
    name = entry.sender_name if entry.encrypted_sender is None else entry.encrypted_sender
    return _clean_name(name) if isinstance(name, str) else ""


@content_cache(4096)
def _clean_name(name: str) -> str:
    return " ".join(typed_text(name).split())


def kind_and_text(entry: ThreadEntry, sender: str) -> tuple[str, str | None]:
    """The kind of message, and what was typed.

    Args:
        entry: of either download.
        sender: its sender's name.
    """
    is_encrypted = entry.encrypted_sender is not None or entry.content is None  # a sender's name may be missing
    words = typed_text(entry.text if is_encrypted else entry.content)
    is_gone = entry.is_unsent or entry.is_taken_down or entry.encrypted_unsent or entry.type == "placeholder"
    if is_gone:
        return "deleted", None
    if entry.type == "Call" or entry.call_duration is not None or entry.missed:
        return "call", None
    if entry.type in _GROUP_TYPES:
        return "system", None
    sentence = app_sentence(words, sender) if words else None
    attached = _attached(entry)
    if sentence is None and words.strip():
        return attached or "text", words
    if sentence in (None, "media", "system") and attached:
        return attached, None
    return sentence or "media", None


def has_nothing(entry: ThreadEntry) -> bool:
    """Whether the export holds nothing of a message but who sent it and when."""
    values = (entry.content, entry.text, entry.share, entry.sticker, entry.call_duration, entry.missed, entry.media)
    gone = (entry.is_unsent, entry.is_taken_down, entry.encrypted_unsent)
    return not any((*values, *gone, *(getattr(entry, name) for name, _ in _FILE_KINDS)))


def has_other_words(entry: ThreadEntry) -> bool:
    """Whether something stands where the words of a message do, and is no text."""
    return any(value and not isinstance(value, str) for value in (entry.content, entry.text))


def reactions(entry: ThreadEntry) -> list[tuple[str, str | None]]:
    """Each emoji with who gave it."""
    if not entry.reactions or not isinstance(entry.reactions, list):
        return []
    pairs = [
        (typed_text(one.get("reaction")), " ".join(typed_text(one.get("actor")).split()))
        for one in entry.reactions[:_MAX_REACTIONS]
        if isinstance(one, dict)
    ]
    return [(emoji, actor or None) for emoji, actor in pairs if emoji]


def _attached(entry: ThreadEntry) -> str | None:
    """The kind of what is attached; None where nothing is, or only a link that stands in the words."""
    for name, kind in _FILE_KINDS:
        if getattr(entry, name):
            return kind
    if entry.sticker:
        return "sticker"
    if entry.media:
        return _media_kind(entry.media)
    return None


def _media_kind(media: object) -> str:
    """The kind of the first file of the encrypted download, by its ending; "media" where it failed to download."""
    first = media[0] if isinstance(media, list) and media else None
    uri = first.get("uri") if isinstance(first, dict) else None
    ending = PurePosixPath(uri).suffix.lower() if isinstance(uri, str) else ""
    return _MEDIA_KINDS.get(ending, "document" if ending and " " not in ending else "media")
