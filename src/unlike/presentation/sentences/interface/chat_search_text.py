"""Words of reading and searching a chat on the page."""

from __future__ import annotations

from unlike.i18n import mark, translate, translate_plural

NARROW = mark("Person and days")
PERSON, ANYBODY = mark("Written by"), mark("anybody")
FROM, UNTIL = mark("From"), mark("until")
NONE_FITS = mark("No message fits this search.")
NEWER, OLDER = mark("Newer ones"), mark("Older ones")
PREVIOUS, NEXT, ALL = mark("Previous"), mark("Next"), mark("All that were found")
HITS = mark("Found messages")
KEYS, KEYS_TITLE = mark("Keys"), mark("Keys in the chat")
KEY_LINES = (
    ("/", mark("search, as Ctrl-F does; Ctrl-F again searches this screen alone")),
    ("p, n", mark("previous and next message that was found")),
    ("Esc", mark("close")),
    ("?", mark("show these keys")),
)


def found_line(total: int) -> str:
    """How many messages were found."""
    return translate_plural("{number} message", "{number} messages", total)


def found_part_line(total: int, first: int, last: int) -> str:
    """How many messages were found, and which of them are shown, the latest counted as the first."""
    return translate_plural(
        "{number} message, the latest first: {first} to {last}",
        "{number} messages, the latest first: {first} to {last}",
        total,
        first=first,
        last=last,
    )


def hit_place(number: int, total: int) -> str:
    """Position among the messages that match a search, the earliest counted as the first."""
    return translate("{number} of {total} found", number=number, total=total)
