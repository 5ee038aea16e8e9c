"""Messages that must be there: reasons told, questions how the other one is, coming back to it, and a scripted day."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

import numpy as np

from unlike.synthetic.base_history import BaseHistory
from unlike.synthetic.ground_truth import GroundTruth, PlantedShift, PlantedSpell
from unlike.synthetic.turn_taking import Bools
from unlike.synthetic.world import PlantedChange, World


@dataclass(frozen=True, slots=True)
class ScriptedEvent:
    """A message that says something certain, in place of what it would have said; `turn` as in `Wish`."""

    intent: str
    words: float
    turn: float = 0.0


@dataclass(frozen=True, slots=True)
class ScriptedEvents:
    """Where events stand, by message of the plan, and the rows that truth speaks of, by change."""

    at: dict[int, ScriptedEvent] = field(default_factory=dict)
    told: dict[PlantedChange, int] = field(default_factory=dict)
    ended: dict[PlantedChange, int] = field(default_factory=dict)


def events(world: World, plan: BaseHistory, text: Bools, rng: np.random.Generator) -> ScriptedEvents:
    """Place every event of the world's changes; `text` says which messages have a text."""
    made = ScriptedEvents()
    for change in world.changes:
        asks, ends, where = rng.random(3).tolist()
        other = change.who == world.other.name
        if change.reason:
            teller = (change.teller or change.who) == world.other.name
            _tell(made, plan, text, (change, (change.first - world.start).days - change.told, teller))
        if change.kind != "spell" or change.last is None or change.strength.direction == "warmer":
            continue
        first, last = (change.first - world.start).days, (change.last - world.start).days
        if asks < 0.7 and last > first:
            at = _on(plan, text, first + 1 + int(where * (last - first)), side=not other)
            if at is not None:
                made.at[at] = ScriptedEvent("checking_in", 6, ends)
        at = _on(plan, text, last + 1, side=other) if ends < 0.7 else None
        if at is not None:
            made.at[at] = ScriptedEvent("back_to_normal", 12, asks)
            made.ended[change] = at
    return made


def _tell(made: ScriptedEvents, plan: BaseHistory, text: Bools, what: tuple[PlantedChange, int, bool]) -> None:
    """The reason, and the answer to it."""
    change, day, other = what
    at = _answered(plan, text, day, side=other)
    if at is None or change.reason is None:
        return
    made.at[at] = ScriptedEvent(change.reason, 18)
    made.told[change] = at
    for nth, after in enumerate(_rest(plan, text, at)):
        word = "after" if plan.other[after] == other else "answer"
        made.at[after] = ScriptedEvent(f"{change.reason}_{word}", 5, nth * 0.29 % 1)
    for days, word in ((1, "more"), (2, "again"), (3, "still")):
        later = _on(plan, text, day + days, side=other)
        if later is not None and later not in made.at:
            made.at[later] = ScriptedEvent(f"{change.reason}_{word}", 12)


def _rest(plan: BaseHistory, text: Bools, at: int) -> list[int]:
    """The texts of the same conversation after a message, the next few."""
    after = np.arange(at + 1, min(at + 9, text.size))
    return [int(found) for found in after[text[after] & (plan.sitting[after] == plan.sitting[at])]]


def _answered(plan: BaseHistory, text: Bools, day: int, *, side: bool) -> int | None:
    """The last message of one side on a day that the other answers twice, or once; any other if nobody answers."""
    found = np.flatnonzero((plan.day == day) & (plan.other == side) & text).tolist()
    answers = {at: sum(bool(plan.other[after] != side) for after in _rest(plan, text, at)) for at in found}
    for wanted in (2, 1):
        fitting = [at for at in found if answers[at] == wanted]
        if fitting:
            return int(fitting[-1])
    return _on(plan, text, day, side=side)


def _on(plan: BaseHistory, text: Bools, day: int, *, side: bool) -> int | None:
    """A message of one side on a day: the first one in its evening, else its last one; None if there is none."""
    found = np.flatnonzero((plan.day == day) & (plan.other == side) & text)
    evening = found[plan.begins[found] > 17.5 * 3600]
    return int(evening[0]) if evening.size else int(found[-1]) if found.size else None


def scripted(world: World, script: list[dict[str, Any]]) -> list[dict[str, object]]:
    """A script's lines as rows of the world's last day; `at` is a local time, `who` "owner" or "other"."""
    names = {"owner": world.owner.name, "other": world.other.name}
    return [
        {
            "sent_at": datetime.combine(world.end, time.fromisoformat(line["at"])),
            "sender": names[line["who"]],
            "text": line.get("text"),
            "kind": line.get("kind", "text"),
            "reply_to": None,
            "edited": False,
            "reactions": None,
        }
        for line in script
    ]


def truth(world: World, found: ScriptedEvents, offset: int, script: tuple[int, list[dict[str, Any]]]) -> GroundTruth:
    """What was planted.

    Args:
        world: the world.
        found: its events.
        offset: rows before the plan's first message.
        script: row of the last day's first line, and the lines.
    """
    first, lines = script
    marked = {
        mark: tuple(first + at for at, line in enumerate(lines) if line.get("is") == mark) for mark in ("dry", "open")
    }
    silences = [change for change in world.changes if change.kind == "silence"]
    return GroundTruth(
        tuple(_spell(world, change, found, offset) for change in _ordered(world, "spell")),
        tuple(
            PlantedShift(
                change.first, change.who, change.strength.direction, change.strength, change.reason,
                _row(found.told, change, offset),
            )
            for change in _ordered(world, "lasting")
        ),
        tuple((change.first, change.last or world.end) for change in silences),
        tuple((change.who, change.first) for change in _ordered(world, "bad_day")),
        world.period,
        marked["dry"],
        marked["open"][0] if marked["open"] else None,
        tuple((change.first, change.last or world.end) for change in _ordered(world, "medium")),
    )  # fmt: skip


def _spell(world: World, change: PlantedChange, found: ScriptedEvents, offset: int) -> PlantedSpell:
    last = min(change.last or world.end, world.end)
    return PlantedSpell(
        change.first,
        last,
        last == world.end,
        change.who,
        change.strength.direction,
        change.strength,
        change.reason,
        _row(found.told, change, offset),
        _row(found.ended, change, offset),
    )


def _ordered(world: World, kind: str) -> list[PlantedChange]:
    return sorted((change for change in world.changes if change.kind == kind), key=lambda change: change.first)


def _row(rows: dict[PlantedChange, int], change: PlantedChange, offset: int) -> int | None:
    at = rows.get(change)
    return None if at is None else at + offset
