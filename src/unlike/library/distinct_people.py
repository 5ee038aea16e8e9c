"""Pairs of people of whom the owner said that they are two, so that nobody suggests again that they are one."""

from __future__ import annotations

from dataclasses import dataclass

from unlike.errors import UsageError
from unlike.i18n import mark
from unlike.library.encrypted_database import EncryptedDatabase
from unlike.library.person_links import Sender


@dataclass(frozen=True, slots=True)
class DistinctPair:
    """Two people who are not one.

    Attributes:
        pair_id: in the library.
        first, second: senders of each when the owner said so, as far as they are still there.
    """

    pair_id: int
    first: frozenset[Sender]
    second: frozenset[Sender]

    def separates(self, these_senders: frozenset[Sender], other_senders: frozenset[Sender]) -> bool:
        """Whether some senders are of one of the two, and others of the other one."""
        return bool(
            (self.first & these_senders and self.second & other_senders)
            or (self.first & other_senders and self.second & these_senders)
        )


def distinct_pairs(database: EncryptedDatabase) -> tuple[DistinctPair, ...]:
    """All pairs of whom the owner said that they are two people, in the order in which they did.

    Raises:
        ChatLibraryError: the library cannot be read.
    """
    sides: dict[int, tuple[set[Sender], set[Sender]]] = {}
    rows = database.rows("SELECT pair, side, conversation, name FROM distinct_senders ORDER BY pair")
    for pair, side, conversation, name in rows:
        sides.setdefault(pair, (set(), set()))[side].add((conversation, name))
    return tuple(DistinctPair(pair, *map(frozenset, senders)) for pair, senders in sides.items())


def mark_distinct(database: EncryptedDatabase, first: frozenset[Sender], second: frozenset[Sender]) -> None:
    """Remember that two people are not one; all of it or nothing.

    Raises:
        UsageError: they are one.
        ChatLibraryError: the library cannot be written.
    """
    if first & second:
        raise UsageError(mark("These two are one person already."))
    with database.writing():
        if any(pair.separates(first, second) for pair in distinct_pairs(database)):
            return
        ((number,),) = database.rows("SELECT coalesce(max(pair), 0) + 1 FROM distinct_senders")
        rows = [(number, side, *sender) for side, senders in enumerate((first, second)) for sender in sorted(senders)]
        database.change_many(
            "INSERT INTO distinct_senders (pair, side, conversation, name) VALUES (?, ?, ?, ?)",
            rows,
        )


def unmark_distinct(database: EncryptedDatabase, first: frozenset[Sender], second: frozenset[Sender]) -> int:
    """Forget that two people are not one, and return how often that was said; all of it or nothing.

    Raises:
        ChatLibraryError: the library cannot be written.
    """
    with database.writing():
        pair_ids = [pair.pair_id for pair in distinct_pairs(database) if pair.separates(first, second)]
        database.change_many("DELETE FROM distinct_senders WHERE pair = ?", [(pair,) for pair in pair_ids])
    return len(pair_ids)
