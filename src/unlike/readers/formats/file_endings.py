"""The kind of a file by the ending of its name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_KINDS: Final[Mapping[str, frozenset[str]]] = {
    "image": frozenset({"jpg", "jpeg", "png", "webp", "heic", "heif", "bmp", "tif", "tiff", "avif", "svg"}),
    "gif": frozenset({"gif"}),
    "video": frozenset({"mp4", "mov", "webm", "avi", "mkv", "m4v", "3gp"}),
    "audio": frozenset({"mp3", "ogg", "opus", "m4a", "aac", "wav", "flac", "amr", "oga"}),
    "contact": frozenset({"vcf"}),
}


def kind_by_ending(name: str) -> str:
    """The table's kind for a file; "document" for an ending that says nothing."""
    ending = name.rpartition(".")[2].casefold()
    return next((kind for kind, endings in _KINDS.items() if ending in endings), "document")
