"""What a reader should know of one chat: notes, one sentence each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from unlike.i18n import lazy, lazy_plural, mark
from unlike.readers.apps.telegram.entry_columns import EntryColumns
from unlike.readers.apps.telegram.reaction_rows import MOST_REACTIONS
from unlike.readers.apps.telegram.telegram_rows import TelegramRows

_LONGEST_NAME: Final = 40
"""Characters of a key or an action that a note names."""

_MOST_PLACES: Final = 5
"""Places that a note names; the rest is a number."""


@dataclass(slots=True)
class EntryOddities:
    """What was odd about the entries of a chat so far, with all of them read nevertheless.

    Attributes:
        repaired: places of entries that had to be repaired.
        unreadable: how many values are of a wrong type, by field.
        unknown: how many messages without words have which unknown keys.
        crowded: messages with more reactions than are read.
    """

    repaired: list[str] = field(default_factory=list)
    unreadable: Counter[str] = field(default_factory=Counter)
    unknown: Counter[str] = field(default_factory=Counter)
    crowded: int = 0

    def add(self, batch: EntryColumns) -> None:
        """Add what was odd about a batch."""
        self.repaired.extend(batch.repaired)
        self.unreadable.update(batch.unreadable)
        self.unknown.update(batch.unknown)
        self.crowded += batch.reactions.crowded

    def notes(self) -> list[str]:
        """A sentence for each oddity."""
        return [*self._repair_notes(), *self._value_notes(), *self._message_notes()]

    def _repair_notes(self) -> list[str]:
        if not self.repaired:
            return []
        return [
            lazy_plural(
                "{number} entry was written wrongly and repaired, a character or value in it ({places}).",
                "{number} entries were written wrongly and repaired, a character or value in each ({places}).",
                len(self.repaired),
                places=_first(self.repaired),
            )
        ]

    def _value_notes(self) -> list[str]:
        if not self.unreadable:
            return []
        sentence = mark("Values that are not of the type they should be were left out, by field: {fields}.")
        return [lazy(sentence, fields=_counts(self.unreadable))]

    def _message_notes(self) -> list[str]:
        keys = Counter({key: number for key, number in self.unknown.items() if key})
        notes: list[str] = []
        if self.crowded:
            sentence = mark("Messages of whose reactions only the first {most} were read: {number}.")
            notes.append(lazy(sentence, most=MOST_REACTIONS, number=self.crowded))
        if self.unknown[""]:
            sentence = mark(
                "Messages of which the export holds neither words nor a medium, such as dice and stories: {number}."
            )
            notes.append(lazy(sentence, number=self.unknown[""]))
        if keys:
            sentence = mark("Messages without words that hold what unlike does not know, read as media: {keys}.")
            notes.append(lazy(sentence, keys=_counts(keys)))
        return notes


def row_notes(rows: TelegramRows, zone: ZoneInfo) -> list[str]:
    """Notes on what was read."""
    late = int((rows.table["sent_at"].diff() < timedelta()).sum())
    forwarded = lazy("Forwarded messages count as messages, but their words do not: {number}.", number=rows.forwarded)
    own = lazy(
        "Messages that are marked as forwarded and hold their sender's own words, as in a chat moved from another app: "
        "{number}.",
        number=rows.own,
    )
    undated = lazy("Times without a zone, read as those of {zone}: {number}.", zone=zone.key, number=rows.undated)
    fine = lazy("Times in a finer unit than seconds, read as such by their size: {number}.", number=rows.fine)
    apart = lazy(
        "Messages whose two times in the export are days from each other, read by the one that the messages around "
        "them agree with: {number}.",
        number=rows.apart,
    )
    sorted_ = lazy("Messages that stand behind later ones and were sorted by time: {number}.", number=late)
    actions = lazy(
        "Lines of the app that say something unlike does not know: {actions}.", actions=_counts(rows.actions)
    )
    notes = (
        (forwarded, rows.forwarded),
        (own, rows.own),
        (undated, rows.undated),
        (fine, rows.fine),
        (apart, rows.apart),
        (sorted_, late),
        (actions, len(rows.actions)),
    )
    return [note for note, number in notes if number]


def _counts(numbers: Counter[str]) -> str:
    """Names with how often each is there, on one line."""
    names = {name: " ".join(name.split())[:_LONGEST_NAME] or "?" for name in numbers}
    return ", ".join(f"{names[name]} ({number})" for name, number in sorted(numbers.items()))


def _first(places: list[str]) -> str:
    """The first few places, and how many more there are."""
    names, more = ", ".join(places[:_MOST_PLACES]), len(places) - _MOST_PLACES
    if more <= 0:
        return names
    return lazy_plural("{these} and {number} more", "{these} and {number} more", more, these=names)
