"""What the numbers of WhatsApp's message types mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_ANDROID: Final = {
    0: "text",
    1: "image",
    2: "audio",
    3: "video",
    4: "contact",
    5: "location",
    7: "system",
    8: "call",
    9: "document",
    10: "call",
    11: "system",
    13: "gif",
    14: "contact",
    15: "deleted",
    16: "location",
    20: "sticker",
    24: "media",
    42: "image",
    43: "video",
    64: "deleted",
    66: "poll",
    82: "audio",
    90: "call",
    92: "media",
    99: "system",
    112: "system",
    116: "system",
}
"""Types in `msgstore.db`; 99 is the frame around an album, whose pictures are messages of their own."""

_IOS: Final = {
    0: "text",
    1: "image",
    2: "video",
    3: "audio",
    4: "contact",
    5: "location",
    6: "system",
    7: "text",
    8: "document",
    10: "system",
    11: "gif",
    14: "deleted",
    15: "sticker",
    38: "image",
    39: "video",
    46: "poll",
    59: "call",
    66: "system",
}
"""Types in `ChatStorage.sqlite`."""

_MEDIA: Final = {"image": "image", "video": "video", "audio": "audio", "application": "document"}


def android_kind(number: object, mime: object = None) -> tuple[str, bool]:
    """The kind of a type in `msgstore.db`, and whether the type is known."""
    return _kind(_ANDROID, number, mime)


def android_kinds(numbers: Sequence[object], mimes: Sequence[object]) -> tuple[list[str], list[bool]]:
    """The kinds of many types in `msgstore.db`, and which of the types are known."""
    kinds = [_ANDROID.get(number, "") if type(number) is int else "" for number in numbers]
    is_known = [True] * len(kinds)
    for place, kind in enumerate(kinds):
        if not kind:
            kinds[place], is_known[place] = android_kind(numbers[place], mimes[place])
    return kinds, is_known


def ios_kind(number: object, mime: object = None) -> tuple[str, bool]:
    """The kind of a type in `ChatStorage.sqlite`, and whether the type is known."""
    return _kind(_IOS, number, mime)


def _kind(kinds: dict[int, str], number: object, mime: object) -> tuple[str, bool]:
    known = kinds.get(number) if isinstance(number, int) else None
    if known is not None:
        return known, True
    family = mime.partition("/")[0] if isinstance(mime, str) else ""
    return _MEDIA.get(family, "media"), family in _MEDIA
