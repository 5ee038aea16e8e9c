"""What the program imessage-exporter writes of a message, whether in a text or on a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
CLOCK: Final = re.compile(rf"({'|'.join(_MONTHS)}) +(\d{{1,2}}), (\d{{4}}) +(\d{{1,2}}):(\d{{2}}):(\d{{2}}) ([AP]M)")
ME: Final = "Me"
"""What the program calls the owner of the database, who is "You" where it speaks of what they did."""

UNSENT: Final = re.compile(r"(.{1,200}) unsent (?:a|this) message(?: part)?.{0,100}!")
_EDITED: Final = re.compile(r"Edited .{1,60} later: ?(.*)", re.DOTALL)
_LINK: Final = re.compile(r"https?://\S+")
_TAPBACKS: Final = {
    "loved": "❤️",
    "liked": "👍",
    "disliked": "👎",
    "laughed": "😂",
    "emphasized": "‼️",
    "questioned": "❓",
}
_NOON: Final = 12


@dataclass(frozen=True, slots=True)
class ExporterMessage:
    """A message, or a line of the app.

    Attributes:
        ref: where it stands.
        sent: naive, of the computer that wrote it; None where it cannot be read.
        sender: None for the app itself.
        kind, text: as in the table.
        reactions: emoji and name of each.
        is_by_place: it is not written as the program does, and was told by where it stands.
    """

    ref: str
    sent: datetime | None
    sender: str | None
    kind: str
    text: str | None
    reactions: tuple[tuple[str, str], ...] = ()
    is_by_place: bool = False


class ExporterMessages(NamedTuple):
    """The messages of a file, and how many of them may be words that somebody copied into another."""

    messages: Sequence[ExporterMessage]
    ambiguous: int = 0


def clock_time(text: str) -> datetime | None:
    """The naive time at the beginning of a text, e.g. "May 17, 2022  5:29:42 PM"; None where there is none."""
    match = CLOCK.match(text)
    if match is None:
        return None
    month, day, year, hour, minute, second, half = match.groups()
    if not 1 <= int(hour) <= _NOON:
        return None
    of_day = int(hour) % _NOON + (_NOON if half == "PM" else 0)
    try:
        return datetime(  # noqa: DTZ001 - the zone is the owner's
            int(year), _MONTHS.index(month) + 1, int(day), of_day, int(minute), int(second)
        )
    except ValueError:
        return None


def announcement(ref: str, line: str) -> ExporterMessage:
    """A line about what happened: a message that somebody took back, or the app's own.

    Args:
        ref: where it stands.
        line: from its time on, on one line.
    """
    time = CLOCK.match(line)
    unsent = UNSENT.fullmatch(line[time.end() :].strip()) if time else None
    if unsent is None:
        return ExporterMessage(ref, clock_time(line), None, "system", None)
    return ExporterMessage(ref, clock_time(line), ME if unsent[1] == "You" else unsent[1], "deleted", None)


def tapback(text: str) -> tuple[str, str] | None:
    """Emoji and name in e.g. "Loved by Ada"; None for anything else."""
    what, by, name = text.strip().partition(" by ")
    if not by or not name.strip():
        return None
    return _TAPBACKS.get(what.strip().lower(), what.strip()), " ".join(name.split())


def latest_words(lines: list[str]) -> str | None:
    """What was typed: of an edited message its last version, of a link without its preview; None where nothing was.

    Args:
        lines: of a message, without what the program adds.
    """
    for place in range(len(lines) - 1, -1, -1):
        edited = _EDITED.fullmatch(lines[place])
        if edited:
            lines = [edited[1], *lines[place + 1 :]]
            break
    words = "\n".join(lines).strip("\n")
    first, _, rest = words.partition("\n")
    if rest and _LINK.fullmatch(first.strip()):
        words = first
    return words if words.strip() else None
