"""What a message is: its kind, and what of it somebody typed."""

from __future__ import annotations

from pathlib import PurePath
from typing import Final, NamedTuple

from unlike.readers.apps.whatsapp.app_phrases import KIND_BY_KEY, phrases
from unlike.readers.apps.whatsapp.invisible_characters import MARK, MARKS, caption, plain, typed

_FILE_KEYS: Final = frozenset(
    {"media", "image", "video", "audio", "sticker", "gif", "document", "contact", "attached", "view_once"}
)
"""Keys of phrases beside which there can be a caption."""

_ENDINGS_BY_KIND: Final = {
    "image": ("jpg", "jpeg", "png", "heic", "heif", "bmp", "tif", "tiff"),
    "video": ("mp4", "mov", "3gp", "mkv", "avi", "webm", "m4v"),
    "audio": ("opus", "ogg", "m4a", "mp3", "aac", "amr", "wav", "flac"),
    "sticker": ("webp", "was"),
    "gif": ("gif",),
    "contact": ("vcf",),
}
_KIND_BY_ENDING: Final = {ending: kind for kind, endings in _ENDINGS_BY_KIND.items() for ending in endings}


_ALSO_TYPED_PHRASES: Final = frozenset({"Message deleted", "Mensagem apagada", "Mensagem apagada."})
"""Phrases so short that people type them too: on an iPhone they count only with the app's mark."""

_MIN_RARE_BYTES: Final = 40
"""Bytes of a wording from which on nobody types it by chance."""


class MessageBody(NamedTuple):
    """A message without its header and sender.

    Attributes:
        kind: as in the message table.
        text: what was typed, or None.
        owner: its sender must be the owner of the phone.
    """

    kind: str
    text: str | None
    owner: bool = False


def message_body_of(text: str, *, bracket: bool, marked: bool) -> MessageBody:
    """What a message says.

    Args:
        text: as it stands in the export, after the sender.
        bracket: the export's headers have brackets: an iPhone wrote it.
        marked: the app marks its own words in this export, so that the same words unmarked were typed.
    """
    unedited, bare = _unedited(text)
    if bare == "null" and not bracket:
        return MessageBody("media", None)
    if MARK in unedited or not (marked or (bracket and bare in _ALSO_TYPED_PHRASES)):
        return _phrase(bare) or _captioned(unedited) or _typed(unedited)
    return _typed(unedited)


def is_system_text(text: str, *, marked: bool) -> bool:
    """Whether a text with a sender is the app's own all the same, as on iPhones.

    Args:
        text: after the sender.
        marked: the app marks its own words in this export.
    """
    if marked and text[:1] != MARK:
        return False
    return phrases().system.find(plain(text)) is not None


def is_rare(text: str) -> bool:
    """Whether one of the app's own lines is so long that nobody types it by chance."""
    match = phrases().system.find(text)
    return match is not None and sum(len(part.encode()) for part in match[0].literals) >= _MIN_RARE_BYTES


def _typed(text: str) -> MessageBody:
    """What a person typed; an empty text is what is left of a photo that could be seen once."""
    written = typed(text)
    return MessageBody("text", written) if written else MessageBody("media", None)


def _phrase(bare: str) -> MessageBody | None:
    """The message that one of the app's phrases stands for; None where the text is none of them."""
    match = phrases().bodies.find(bare)
    if match is None:
        return None
    phrase, holes = match
    kind = _of_file(holes.get("file", "")) if phrase.key == "attached" else KIND_BY_KEY[phrase.key]
    return MessageBody(kind, None, phrase.text in phrases().owners)


def _captioned(text: str) -> MessageBody | None:
    """A file with a caption: on the lines after it, or before a mark and the file."""
    first, _, rest = text.partition("\n")
    kind = _file(first)
    if kind:
        return MessageBody(kind, caption(rest))
    before, mark, last = text.rpartition(MARK)
    kind = _file(last) if mark else None
    return MessageBody(kind, caption(before)) if kind else None


def _file(line: str) -> str | None:
    """The kind of file that a line stands for."""
    match = phrases().bodies.find(plain(line))
    return (_phrase(plain(line)) or MessageBody("text", None)).kind if match and match[0].key in _FILE_KEYS else None


def _of_file(name: str) -> str:
    return _KIND_BY_ENDING.get(PurePath(name).suffix.lower().lstrip("."), "document")


def _unedited(text: str) -> tuple[str, str]:
    """The text as written and in plain characters, both without the mark of an edited message."""
    bare = plain(text)
    if bare.endswith(">"):
        start = bare.rfind("<")
        if bare[start:] in phrases().edited:
            return text[: text.rfind("<")].rstrip(MARKS + " "), bare[:start].rstrip(" ")
    return text, bare
