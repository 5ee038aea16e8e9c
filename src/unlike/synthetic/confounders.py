"""Strange but ordinary worlds: what happens to chats without anybody turning cooler or warmer, and what is real."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

import numpy as np
import polars as pl

from unlike.synthetic.generator import generate
from unlike.synthetic.random_world import random_world
from unlike.synthetic.synthetic_chat import SyntheticChat
from unlike.synthetic.world import STRONG, ChangeStrength, PlantedChange, World

_YEARS: Final = 1.4
_MEMBERS: Final = ("Rosa", "Ben", "Cleo", "Dario")
_KEPT: Final = 40_000
"""Messages that some apps export at most: the latest."""

_AWAY: Final = ChangeStrength(kept=0.35, reply=1.8)
_LOGISTICS: Final = ChangeStrength(0.06, 0.55, 0.4, 2.5)
_PARTLY: Final = ChangeStrength(kept=0.3)
_GONE: Final = ChangeStrength(kept=0.0)
_NOW_AND_THEN: Final = ChangeStrength(kept=0.15)
_ON_DUTY: Final = ChangeStrength(kept=0.8, reply=2.5)
_LEARNING: Final = ChangeStrength(0.5, 0.75, 0.9, 1.8)
_NOTHING: Final = ChangeStrength()
_COOL: Final = ChangeStrength(0.3, 0.6, 0.6, 1.8)
_AS_FEW: Final = ChangeStrength(kept=_COOL.kept)
_WITH_A_BABY: Final = ChangeStrength(0.5, 0.65, 1.0, 2.0)


@dataclass(frozen=True, slots=True)
class _PairHistory:
    """A pair, the day from which on something happens, and chance."""

    world: World
    day: date
    rng: np.random.Generator


_Make = Callable[[_PairHistory], Iterator[PlantedChange]]


@dataclass(frozen=True, slots=True)
class ConfounderWorld:
    """One such world.

    Attributes:
        name: what happens in it.
        worlds: one for a pair; for a group one for each member other than the owner, who is in all of them.
        first, last: days of what happens; None where the whole history is so.
        medium: whether the conversation changed and no person.
        most: messages that the export keeps, the latest; None for all.
    """

    name: str
    worlds: tuple[World, ...]
    first: date | None = None
    last: date | None = None
    medium: bool = False
    most: int | None = None

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody but the owner."""
        return tuple(world.other.name for world in self.worlds)

    def chat(self) -> SyntheticChat:
        """Its chat, as far as the export keeps it."""
        chats = [generate(world) for world in self.worlds]
        return _cut(chats[0] if len(chats) == 1 else _gathered(chats), self.most)


def confounder_world(name: str, seed: int) -> ConfounderWorld:
    """A random pair, or a group, and what happens to them.

    Args:
        name: one of `NAMES`.
        seed: everything follows from it.
    """
    if name == "sleepy group":
        return _sleepy_group(name, seed)
    base = random_world(seed, STRONG, years=_YEARS, quiet=True)
    if name in _WHOLE:
        days, messages, most = _WHOLE[name]
        return ConfounderWorld(name, (replace(base, days=days, messages=messages),), most=most)
    rng = np.random.default_rng([seed, 13])
    day = base.start + timedelta(days=int(base.days * rng.uniform(0.45, 0.6)))
    world = replace(base, changes=tuple(_EVENTS[name](_PairHistory(base, day, rng))))
    first, last = (
        min(change.first for change in world.changes),
        max(change.last or world.end for change in world.changes),
    )
    return ConfounderWorld(name, (world,), first, last, any(change.kind == "medium" for change in world.changes))


def _holidays(case: _PairHistory) -> Iterator[PlantedChange]:
    """Two weeks in which both travel, write less and at other hours."""
    yield PlantedChange("silence", case.day, _until(case.day, int(case.rng.integers(10, 19))), "", _AWAY, later=2.5)


def _lost_phone(case: _PairHistory) -> Iterator[PlantedChange]:
    """Two weeks of nothing from one; the other writes a little."""
    for who, strength in ((case.world.other.name, _GONE), (case.world.owner.name, _NOW_AND_THEN)):
        yield PlantedChange("medium", case.day, _until(case.day, 14), who, strength)


def _another_app(case: _PairHistory) -> Iterator[PlantedChange]:
    """What remains is short logistics."""
    yield PlantedChange("medium", case.day, None, "", _LOGISTICS)


def _partly(case: _PairHistory) -> Iterator[PlantedChange]:
    """Two thirds of it are written elsewhere; what remains is as it was."""
    yield PlantedChange("medium", case.day, None, "", _PARTLY)


def _disappearing(case: _PairHistory) -> Iterator[PlantedChange]:
    """Nothing is kept from a day on, but for a few days now and then."""
    day = case.day
    while day < case.world.end:
        last = min(_until(day, int(case.rng.integers(12, 30))), case.world.end)
        yield PlantedChange("medium", day, last, "", _GONE)
        day = last + timedelta(days=int(case.rng.integers(2, 4)))


def _night_shifts(case: _PairHistory) -> Iterator[PlantedChange]:
    """Early, late and night weeks from the start, by turns: other hours, and late answers while on duty."""
    rota = ((-3.0, (6, 14)), (2.0, (14, 22)), (4.5, (9, 16)))
    for week in range(0, case.world.days, 7):
        later, hours = rota[week // 7 % 3]
        first = case.world.start + timedelta(days=week)
        yield PlantedChange("ordinary", first, _until(first, 7), "", ChangeStrength(), later=later)
        yield PlantedChange("ordinary", first, _until(first, 7), case.world.other.name, _ON_DUTY, hours=hours)


def _time_zones(case: _PairHistory) -> Iterator[PlantedChange]:
    """Ten days far away: other hours, nothing else."""
    yield PlantedChange(
        "ordinary", case.day, _until(case.day, 10), "", ChangeStrength(), later=float(case.rng.choice([-4.0, 4.0]))
    )


def _exams(case: _PairHistory) -> Iterator[PlantedChange]:
    """Three weeks of fewer messages of one, and the chat says why."""
    yield PlantedChange("spell", case.day, _until(case.day, 21), case.world.other.name, _LEARNING, "exams")


def _first_baby(case: _PairHistory) -> Iterator[PlantedChange]:
    """A change that stays: other hours, fewer and shorter messages, as warm as before."""
    yield PlantedChange("lasting", case.day, None, case.world.other.name, _WITH_A_BABY, "first_baby", 1)
    yield PlantedChange("ordinary", case.day, None, "", ChangeStrength(), later=-2.0)


def _in_kind(case: _PairHistory) -> Iterator[PlantedChange]:
    """A real spell of one, to which the other answers with as few messages, and else as ever."""
    last = _until(case.day, int(case.rng.integers(6, 15)))
    yield PlantedChange("spell", case.day, last, case.world.other.name, _COOL)
    yield PlantedChange("ordinary", case.day, last, case.world.owner.name, _AS_FEW)


def _nothing(case: _PairHistory) -> Iterator[PlantedChange]:
    """Two weeks like all others: what chance gives."""
    yield PlantedChange("ordinary", case.day, _until(case.day, 14), "", _NOTHING)


_EVENTS: Final[Mapping[str, _Make]] = {
    "holidays": _holidays,
    "lost phone": _lost_phone,
    "another app": _another_app,
    "partly another app": _partly,
    "disappearing messages": _disappearing,
    "night shifts": _night_shifts,
    "time zones": _time_zones,
    "exams": _exams,
    "first baby": _first_baby,
    "a spell answered in kind": _in_kind,
    "nothing": _nothing,
}
_WHOLE: Final[Mapping[str, tuple[int, float, int | None]]] = {
    "cut export": (500, 115.0, _KEPT),
    "hardly writes": (550, 0.6, None),
    "writes 500 a day": (200, 500.0, None),
}
"""Days, messages a day, and how many the export keeps."""
NAMES: Final = (*_EVENTS, "sleepy group", *_WHOLE)


def _sleepy_group(name: str, seed: int) -> ConfounderWorld:
    """Everybody writes less and less, from a day on."""
    first = random_world(seed, STRONG, years=_YEARS, quiet=True)
    day = first.start + timedelta(days=int(first.days * 0.4))
    fading = PlantedChange("ordinary", day, None, "", ChangeStrength(), half=70)
    worlds = []
    for at, member in enumerate(_MEMBERS):
        drawn = random_world(seed * 100 + at, STRONG, years=_YEARS, quiet=True)
        worlds.append(
            replace(first, seed=drawn.seed, other=replace(drawn.other, name=member), messages=18.0, changes=(fading,))
        )
    return ConfounderWorld(name, tuple(worlds), day, first.end)


def _gathered(chats: list[SyntheticChat]) -> SyntheticChat:
    """Chats of one owner as one group; what quoted an earlier message does so no more."""
    rows = pl.concat([chats[0].rows, *(chat.rows.filter(pl.col("sender").is_not_null()) for chat in chats[1:])])
    rows = rows.sort("sent_at", maintain_order=True).with_columns(reply_to=pl.lit(None, pl.Int64))
    return replace(chats[0], title="Quiz night", rows=rows)


def _cut(chat: SyntheticChat, most: int | None) -> SyntheticChat:
    """The latest messages; none of them answers one that is gone."""
    gone = 0 if most is None else max(chat.rows.height - most, 0)
    if gone == 0:
        return chat
    there = pl.when(pl.col("reply_to") >= gone).then(pl.col("reply_to") - gone)
    return replace(chat, rows=chat.rows.slice(gone).with_columns(reply_to=there))


def _until(first: date, days: int) -> date:
    return first + timedelta(days=days - 1)
