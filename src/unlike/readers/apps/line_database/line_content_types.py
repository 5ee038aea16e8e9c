"""What the numbers of LINE's content types and of Android's kinds of rows mean, and the names of its reactions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from unlike.readers.conversation_rows import whole_number

_CONTENTS: Final = {
    0: "text",
    1: "image",
    2: "video",
    3: "audio",
    4: "media",
    5: "media",
    6: "call",
    7: "sticker",
    9: "media",
    10: "media",
    11: "media",
    12: "media",
    13: "contact",
    14: "document",
    15: "location",
    16: "media",
    17: "media",
    18: "system",
    19: "media",
    20: "media",
    21: "image",
    22: "media",
}
"""Types as LINE's protocol numbers them: 9 is a gift, 16 a note or album, 17 and 22 cards of companies, 20 money."""

_IPHONE_CONTENTS: Final = {
    **_CONTENTS,
    96: "image",
    100: "location",
    107: "text",
    111: "image",
    112: "image",
}
"""Those of an iPhone, which adds its own: 107 is a text with a link, 111 and 112 are pictures of a set."""

_UNSENT: Final = frozenset({27, 28, 38})
_ROWS: Final = {
    1: "text",
    2: "image",
    3: "video",
    4: "call",
    5: "sticker",
    8: "media",
    13: "system",
    17: "system",
    30: "system",
    31: "system",
    33: "system",
}
"""Kinds of rows of `chat_history`, which count where a row has no content beside its text."""

_APP_LINE: Final = "I"
_REACTIONS: Final = {"nice": "👍", "love": "❤️", "fun": "😆", "amazing": "😲", "sad": "😢", "omg": "😱"}
_IPHONE_REACTIONS: Final = {2: "nice", 3: "love", 4: "fun", 5: "amazing", 6: "sad", 7: "omg"}


def android_line_kind(row_type: object, content_type: object) -> tuple[str, bool]:
    """The kind of a row of `chat_history`, and whether its types are known.

    Args:
        row_type: its `type`.
        content_type: its `attachement_type`.
    """
    row = 1 if row_type is None else whole_number(row_type)
    content = 0 if content_type is None else whole_number(content_type)
    if row in _UNSENT:
        return "deleted", True
    kind = _kind(_ROWS, row) if content == 0 else _kind(_CONTENTS, content)
    return kind or "media", kind is not None


def _kind(kinds: Mapping[int, str], number: int | None) -> str | None:
    return None if number is None else kinds.get(number)


def iphone_line_kind(content_type: object, message_type: object = None) -> tuple[str, bool]:
    """The kind of a row of `ZMESSAGE`, and whether its type is known.

    Args:
        content_type: its `ZCONTENTTYPE`.
        message_type: its `ZMESSAGETYPE`, a letter in older databases.
    """
    if message_type == _APP_LINE:
        return "system", True
    kind = _kind(_IPHONE_CONTENTS, 0 if content_type is None else whole_number(content_type))
    return kind or "media", kind is not None


def line_reaction(name: object) -> str:
    """The emoji of a reaction by its name, or the number that an iPhone keeps; empty where it is neither.

    A name that is not known is shown as it is.
    """
    number = whole_number(name)
    word = _IPHONE_REACTIONS.get(number, "") if number is not None else name
    if not isinstance(word, str):
        return ""
    low = word.strip().lower()
    return _REACTIONS.get(low, low)
