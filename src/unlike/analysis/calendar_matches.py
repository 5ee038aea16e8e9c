"""What the owner knows put beside what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from unlike.annotations import CalendarEntry
from unlike.core.day_rule import day_of
from unlike.core.types import Direction
from unlike.explain.calendar_association import against, known, labels_of
from unlike.results.findings import ConversationFindings, PersonFindings
from unlike.results.owner_context import OwnerContext


def with_context(
    told: Sequence[ConversationFindings], dated: Sequence[CalendarEntry]
) -> tuple[ConversationFindings, ...]:
    """The same findings; each person with what the owner knows of the days of their shifts, and nothing else."""
    return tuple(
        replace(one, people=tuple(_person(replace(each, owner_context=None), dated, _span(one)) for each in one.people))
        for one in told
    )


def _span(one: ConversationFindings) -> tuple[date, date] | None:
    """First and last day of a conversation."""
    return (day_of(one.first), day_of(one.last)) if one.first and one.last else None


def _person(person: PersonFindings, dated: Sequence[CalendarEntry], span: tuple[date, date] | None) -> PersonFindings:
    """One person; as they are where nothing was found."""
    if span is None or not dated:
        return person
    stretches = {spell.first: spell.last for spell in person.spells}
    if person.current_state and person.current_state.unlike:
        stretches.setdefault(day_of(person.current_state.since), span[1])
    found = ((first, known(dated, (first, last), span)) for first, last in sorted(stretches.items()))
    there = tuple((first, of) for first, of in found if of)
    cooler = [(one.first, one.last) for one in person.spells if one.direction is Direction.COOLER and not one.possible]
    labels = labels_of(dated, cooler, span)
    if not there and not labels:
        return person
    return replace(person, owner_context=OwnerContext(there, against(dated, cooler, span), labels))
