"""What the owner knows of the days of a person's shifts."""

from __future__ import annotations

from collections.abc import Sequence

from unlike.analysis.parts import PersonDetection
from unlike.annotations import CalendarEntry
from unlike.core.day_rule import day_of
from unlike.core.spans import DateSpan
from unlike.core.types import Direction
from unlike.explain.calendar_association import against, known, labels_of
from unlike.results.owner_context import OwnerContext


def owner_context(
    person: PersonDetection, entries: Sequence[CalendarEntry], history: DateSpan | None
) -> OwnerContext | None:
    """Entries on the days of a person's shifts, and labels that go with their spells; None where there are neither.

    Args:
        person: what was detected.
        entries: of the owner's calendars and date lists.
        history: days of the conversation.
    """
    if history is None or not entries:
        return None
    span = (history.first, history.last)
    shifts = {spell.first: spell.last for spell in person.spells}
    if person.current_state and person.current_state.grade.is_noteworthy:
        shifts.setdefault(day_of(person.current_state.since), history.last)
    matches = ((first, known(entries, (first, last), span)) for first, last in sorted(shifts.items()))
    matched = tuple((first, matched_entries) for first, matched_entries in matches if matched_entries)
    cooler = [(one.first, one.last) for one in person.spells if one.direction is Direction.COOLER and not one.possible]
    labels = labels_of(entries, cooler, span)
    if not matched and not labels:
        return None
    return OwnerContext(matched, against(entries, cooler, span), labels)
