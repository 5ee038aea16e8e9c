"""Ground truth of a world, with the rows of its events."""

from __future__ import annotations

from dataclasses import dataclass

from unlike.core.spans import DateSpan
from unlike.synthetic.ground_truth import BadDay, GroundTruth, PlantedShift, PlantedSpell
from unlike.synthetic.scripted_day import ScriptedDay
from unlike.synthetic.scripted_events import ScriptedEvents
from unlike.synthetic.world import ChangeKind, PlantedChange, World


def planted_truth(world: World, events: ScriptedEvents, day: ScriptedDay, first_row: int) -> GroundTruth:
    """Describe what was planted.

    Args:
        world: the world.
        events: messages of its events.
        day: its scripted last day.
        first_row: row of the first message of the history.
    """
    descriptions = _TruthDescriptions(world, events, first_row)
    return GroundTruth(
        spells=tuple(descriptions.spell(change) for change in descriptions.changes("spell")),
        lasting_shifts=tuple(descriptions.shift(change) for change in descriptions.changes("lasting")),
        silences=tuple(descriptions.span(change) for change in world.changes if change.kind == "silence"),
        bad_days=tuple(BadDay(change.person, change.first) for change in descriptions.changes("bad_day")),
        period_days=world.period_days,
        terse_rows=day.labelled("dry"),
        open_question_row=next(iter(day.labelled("open")), None),
        channel_changes=tuple(descriptions.span(change) for change in descriptions.changes("channel")),
    )


@dataclass(frozen=True, slots=True)
class _TruthDescriptions:
    """World and events, with what is needed to turn a change into a part of the ground truth."""

    world: World
    events: ScriptedEvents
    first_row: int

    def changes(self, kind: ChangeKind) -> list[PlantedChange]:
        """Changes of a kind, by first day."""
        return sorted((change for change in self.world.changes if change.kind == kind), key=lambda change: change.first)

    def span(self, change: PlantedChange) -> DateSpan:
        """Days of a change, to the end of the world where it has no last day."""
        return DateSpan(change.first, change.last or self.world.end)

    def spell(self, change: PlantedChange) -> PlantedSpell:
        last = min(change.last or self.world.end, self.world.end)
        return PlantedSpell(
            change.first,
            last,
            last == self.world.end,
            change.person,
            change.strength.direction,
            change.strength,
            change.reason,
            self._row(self.events.reasons, change),
            self._row(self.events.returns, change),
        )

    def shift(self, change: PlantedChange) -> PlantedShift:
        return PlantedShift(
            change.first,
            change.person,
            change.strength.direction,
            change.strength,
            change.reason,
            self._row(self.events.reasons, change),
        )

    def _row(self, messages: dict[PlantedChange, int], change: PlantedChange) -> int | None:
        """Row of a change's message; None without one."""
        message = messages.get(change)
        return None if message is None else self.first_row + message
