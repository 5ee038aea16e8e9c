"""What became of every record of an export, and whether that is what a reader returned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from unlike.i18n import lazy, lazy_plural
from unlike.messages import KIND_NAMES

if TYPE_CHECKING:
    import polars as pl

_SYSTEM = KIND_NAMES[-1]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Records of an export by what became of them; each reader's page says what a record is.

    Attributes:
        messages: records that are rows by a person.
        system: records that are rows by the app itself.
        skipped: records that are no rows and are named with their place and reason.
        total: all records, counted by themselves and not as the sum of the others.
        doubtful: lines inside messages that look like messages and were not read as such.
        repeated: records that are the same message as one that is a row: of this export, or of another one that was
            joined with it.
        ambiguous: places that were read in the likelier of two ways, such as a message that may have been copied into
            another.
    """

    messages: int = 0
    system: int = 0
    skipped: int = 0
    total: int = 0
    doubtful: int = 0
    repeated: int = 0
    ambiguous: int = 0


def miscount(coverage: Coverage, messages: pl.DataFrame, skipped: int) -> str | None:
    """Say in half a sentence where a coverage contradicts what was returned with it; None where it does not.

    Args:
        coverage: as the reader counted.
        messages: the rows, in the table's schema.
        skipped: how many records were named as skipped.
    """
    system = int((messages["kind"] == _SYSTEM).sum())
    people = messages.height - system
    if coverage.messages != people:
        return lazy("messages: {number} counted, {rows} returned", number=coverage.messages, rows=people)
    if coverage.system != system:
        return lazy("lines of the app: {number} counted, {rows} returned", number=coverage.system, rows=system)
    if coverage.skipped != skipped:
        return lazy("skipped records: {number} counted, {rows} named", number=coverage.skipped, rows=skipped)
    counted = people + system + skipped + coverage.repeated
    if counted != coverage.total:
        return lazy("records: {number} counted of {total}", number=counted, total=coverage.total)
    return None


def ambiguous_notes(number: int) -> tuple[str, ...]:
    """What is said of places that were read in the likelier of two ways; nothing where there are none."""
    if not number:
        return ()
    note = lazy_plural(
        "{number} place in this export can be read in two ways, such as a message or words copied into one; the "
        "likelier one was taken.",
        "{number} places in this export can be read in two ways, such as a message or words copied into one; each "
        "time the likelier one was taken.",
        number,
    )
    return (note,)
