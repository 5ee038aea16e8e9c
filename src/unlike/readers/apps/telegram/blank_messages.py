"""Messages with neither words nor one of the usual media: what their other fields say of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import msgspec

from unlike.readers.apps.telegram.chat_batches import DECODING_ERRORS
from unlike.readers.apps.telegram.rich_text import block_text, joined_text, lost_words
from unlike.readers.apps.telegram.writer_vocabulary import MEDIUM_KEYS, PLAIN_KEYS, WORDED_KEYS


@dataclass(frozen=True, slots=True)
class BlankMessages:
    """What the other fields say.

    Attributes:
        texts: the words of rich messages and checklists, by row.
        media: the medium, by row; a key of the export.
        lost: how many pieces of rich messages and checklists with words have none that can be read, by key.
        unknown: how many messages have which keys that are not known; "" for those without any such key.
    """

    texts: dict[int, str] = field(default_factory=dict)
    media: dict[int, str] = field(default_factory=dict)
    lost: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)


def describe_blanks(rows: Sequence[int], fields: Sequence[dict[str, msgspec.Raw]]) -> BlankMessages:
    """What messages are that have no words.

    Args:
        rows: their numbers.
        fields: all fields of each, as JSON text.
    """
    blank = BlankMessages()
    for row, values in zip(rows, fields, strict=True):
        medium = next((key for key in MEDIUM_KEYS if key in values), None)
        words = _words(values)
        unread = [key for key in WORDED_KEYS if key in values and _value(values[key])]
        if words:
            blank.texts[row] = words
            blank.lost.update({key: lost_words(_value(values[key])) for key in WORDED_KEYS if key in values})
        elif unread and medium in (None, *WORDED_KEYS):
            blank.unknown[", ".join(unread)] += 1
        elif medium:
            blank.media[row] = medium
        else:
            blank.unknown[", ".join(sorted(values.keys() - PLAIN_KEYS))[:80]] += 1
    return blank


def action_words(values: dict[str, msgspec.Raw]) -> str:
    """The words that stand with an action: a greeting, or tasks.

    Args:
        values: all fields of its entry, as JSON text.
    """
    greeting = joined_text(_value(values["gift_text"])) if "gift_text" in values else None
    others = [_value(text) for key, text in values.items() if key not in PLAIN_KEYS and key != "gift_text"]
    return "\n".join(filter(None, (greeting, *map(block_text, others))))


def _words(values: dict[str, msgspec.Raw]) -> str:
    """What was typed into a rich message or a checklist."""
    return "\n".join(filter(None, (block_text(_value(values[key])) for key in WORDED_KEYS if key in values)))


def _value(text: msgspec.Raw) -> object:
    try:
        return msgspec.json.decode(text)
    except DECODING_ERRORS:
        return None
