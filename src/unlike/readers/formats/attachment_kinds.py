"""What kind of message a file is that was sent in it, by its name or its media type."""

from __future__ import annotations

from typing import Final

_ENDINGS: Final = {
    "image": frozenset({"png", "jpg", "jpeg", "jpe", "webp", "heic", "heif", "avif", "bmp", "tif", "tiff", "svg"}),
    "gif": frozenset({"gif"}),
    "video": frozenset({"mp4", "mov", "m4v", "webm", "mkv", "avi", "mpeg", "mpg", "3gp", "qt"}),
    "audio": frozenset({"mp3", "m4a", "aac", "ogg", "oga", "opus", "wav", "flac", "amr", "wma"}),
    "contact": frozenset({"vcf", "vcard"}),
}
_MEDIA_TYPES: Final = {
    "image/gif": "gif",
    "text/vcard": "contact",
    "text/x-vcard": "contact",
    "text/directory": "contact",
}
_FAMILIES: Final = ("image", "video", "audio")


def kind_of_name(name: str) -> str:
    """The kind of a file by the ending of its name: of a path, a link or a bare name; "document" for any other."""
    bare = name.partition("?")[0].rpartition("/")[2]
    ending = bare.rpartition(".")[2].lower()
    return next((kind for kind, endings in _ENDINGS.items() if ending in endings), "document")


def kind_of_media_type(media_type: str) -> str | None:
    """The kind of a file by its media type, such as "image/png"; None where that says nothing."""
    low = media_type.lower().partition(";")[0].strip()
    family = low.partition("/")[0]
    return _MEDIA_TYPES.get(low) or (family if family in _FAMILIES else None)
