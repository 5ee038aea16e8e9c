"""Confounders: worlds in which a chat changes without anybody turning cooler or warmer, and some real changes."""

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
_GROUP_MEMBERS: Final = ("Rosa", "Ben", "Cleo", "Dario")
_MAX_EXPORTED: Final = 40_000
"""Messages that some apps export at most: the latest."""

_UNCHANGED: Final = ChangeStrength()
_TRAVELLING: Final = ChangeStrength(volume=0.35, reply_time=1.8)
_LOGISTICS_ONLY: Final = ChangeStrength(0.06, 0.55, 0.4, 2.5)
_FEWER_MESSAGES: Final = ChangeStrength(volume=0.3)
_NO_MESSAGES: Final = ChangeStrength(volume=0.0)
_FEW_MESSAGES: Final = ChangeStrength(volume=0.15)
_ON_DUTY: Final = ChangeStrength(volume=0.8, reply_time=2.5)
_EXAMS: Final = ChangeStrength(0.5, 0.75, 0.9, 1.8)
_COOLER: Final = ChangeStrength(0.3, 0.6, 0.6, 1.8)
_VOLUME_OF_COOLER: Final = ChangeStrength(volume=_COOLER.volume)
_NEW_PARENT: Final = ChangeStrength(0.5, 0.65, 1.0, 2.0)


@dataclass(frozen=True, slots=True)
class _PairHistory:
    """Pair to which something happens.

    Attributes:
        world: the pair, without changes.
        day: day from which on it happens.
        rng: source of random numbers.
    """

    world: World
    day: date
    rng: np.random.Generator


_ChangeFactory = Callable[[_PairHistory], Iterator[PlantedChange]]


@dataclass(frozen=True, slots=True)
class ConfounderWorld:
    """World with one confounder.

    Attributes:
        name: the confounder, one of `CONFOUNDERS`.
        worlds: one for a pair; for a group one for each member other than the owner, who is in all of them.
        first, last: days of the change; None where the whole history is like that.
        channel_change: whether the conversation changed and no person.
        max_messages: messages that the export holds, the latest; None for all.
    """

    name: str
    worlds: tuple[World, ...]
    first: date | None = None
    last: date | None = None
    channel_change: bool = False
    max_messages: int | None = None

    @property
    def people(self) -> tuple[str, ...]:
        """Names of everybody but the owner."""
        return tuple(world.other.name for world in self.worlds)

    def chat(self) -> SyntheticChat:
        """Generate the chat, as far as the export holds it."""
        chats = [generate(world) for world in self.worlds]
        return _latest_messages(chats[0] if len(chats) == 1 else _merge_chats(chats), self.max_messages)


def confounder_world(name: str, seed: int) -> ConfounderWorld:
    """Draw a random pair, or a group, with one confounder.

    Args:
        name: one of `CONFOUNDERS`.
        seed: seed of everything random.
    """
    if name == "sleepy group":
        return _sleepy_group(name, seed)
    base = random_world(seed, STRONG, years=_YEARS, quiet=True)
    if name in _WHOLE:
        whole = _WHOLE[name]
        world = replace(base, days=whole.days, messages_per_day=whole.messages_per_day)
        return ConfounderWorld(name, (world,), max_messages=whole.max_messages)
    rng = np.random.default_rng([seed, 13])
    day = base.start + timedelta(days=int(base.days * rng.uniform(0.45, 0.6)))
    world = replace(base, changes=tuple(_EVENTS[name](_PairHistory(base, day, rng))))
    first = min(change.first for change in world.changes)
    last = max(change.last or world.end for change in world.changes)
    return ConfounderWorld(name, (world,), first, last, any(change.kind == "channel" for change in world.changes))


def _holidays(pair: _PairHistory) -> Iterator[PlantedChange]:
    """Yield two weeks in which both travel, write less and at other hours."""
    last = _last_day(pair.day, int(pair.rng.integers(10, 19)))
    yield PlantedChange("silence", pair.day, last, "", _TRAVELLING, later_hours=2.5)


def _lost_phone(pair: _PairHistory) -> Iterator[PlantedChange]:
    """Yield two weeks of nothing from one person; the other writes a little."""
    for person, strength in ((pair.world.other.name, _NO_MESSAGES), (pair.world.owner.name, _FEW_MESSAGES)):
        yield PlantedChange("channel", pair.day, _last_day(pair.day, 14), person, strength)


def _another_app(pair: _PairHistory) -> Iterator[PlantedChange]:
    """Yield a move to another app; what remains is short logistics."""
    yield PlantedChange("channel", pair.day, None, "", _LOGISTICS_ONLY)


def _partly_another_app(pair: _PairHistory) -> Iterator[PlantedChange]:
    """Yield a move of two thirds of the messages to another app; the rest is as before."""
    yield PlantedChange("channel", pair.day, None, "", _FEWER_MESSAGES)


def _disappearing_messages(pair: _PairHistory) -> Iterator[PlantedChange]:
    """Yield disappearing messages: from a day on there are none, but for a few days now and then."""
    day = pair.day
    while day < pair.world.end:
        last = min(_last_day(day, int(pair.rng.integers(12, 30))), pair.world.end)
        yield PlantedChange("channel", day, last, "", _NO_MESSAGES)
        day = last + timedelta(days=int(pair.rng.integers(2, 4)))


def _night_shifts(pair: _PairHistory) -> Iterator[PlantedChange]:
    """Yield early, late and night weeks by turns from the start: other hours, and late answers while on duty."""
    rota = ((-3.0, (6, 14)), (2.0, (14, 22)), (4.5, (9, 16)))
    for day in range(0, pair.world.days, 7):
        later_hours, hours = rota[day // 7 % 3]
        first = pair.world.start + timedelta(days=day)
        yield PlantedChange("ordinary", first, _last_day(first, 7), "", _UNCHANGED, later_hours=later_hours)
        yield PlantedChange("ordinary", first, _last_day(first, 7), pair.world.other.name, _ON_DUTY, hours=hours)


def _time_zones(pair: _PairHistory) -> Iterator[PlantedChange]:
    """Yield ten days far away: other hours, nothing else."""
    later_hours = float(pair.rng.choice([-4.0, 4.0]))
    yield PlantedChange("ordinary", pair.day, _last_day(pair.day, 10), "", _UNCHANGED, later_hours=later_hours)


def _exams(pair: _PairHistory) -> Iterator[PlantedChange]:
    """Yield three weeks of fewer messages of one person, and the chat says why."""
    yield PlantedChange("spell", pair.day, _last_day(pair.day, 21), pair.world.other.name, _EXAMS, "exams")


def _first_baby(pair: _PairHistory) -> Iterator[PlantedChange]:
    """Yield a change that stays: other hours, fewer and shorter messages, as warm as before."""
    yield PlantedChange("lasting", pair.day, None, pair.world.other.name, _NEW_PARENT, "first_baby", 1)
    yield PlantedChange("ordinary", pair.day, None, "", _UNCHANGED, later_hours=-2.0)


def _spell_in_kind(pair: _PairHistory) -> Iterator[PlantedChange]:
    """Yield a real spell of one person, to which the other answers with as few messages and else as always."""
    last = _last_day(pair.day, int(pair.rng.integers(6, 15)))
    yield PlantedChange("spell", pair.day, last, pair.world.other.name, _COOLER)
    yield PlantedChange("ordinary", pair.day, last, pair.world.owner.name, _VOLUME_OF_COOLER)


def _nothing(pair: _PairHistory) -> Iterator[PlantedChange]:
    """Yield two weeks like all others, for what chance gives."""
    yield PlantedChange("ordinary", pair.day, _last_day(pair.day, 14), "", _UNCHANGED)


_EVENTS: Final[Mapping[str, _ChangeFactory]] = {
    "holidays": _holidays,
    "lost phone": _lost_phone,
    "another app": _another_app,
    "partly another app": _partly_another_app,
    "disappearing messages": _disappearing_messages,
    "night shifts": _night_shifts,
    "time zones": _time_zones,
    "exams": _exams,
    "first baby": _first_baby,
    "a spell answered in kind": _spell_in_kind,
    "nothing": _nothing,
}


@dataclass(frozen=True, slots=True)
class _Volume:
    """Length and volume of a whole history; fields as in `World` and `ConfounderWorld`."""

    days: int
    messages_per_day: float
    max_messages: int | None = None


_WHOLE: Final[Mapping[str, _Volume]] = {
    "cut export": _Volume(500, 115.0, _MAX_EXPORTED),
    "hardly writes": _Volume(550, 0.6),
    "writes 500 a day": _Volume(200, 500.0),
}
"""Confounders of whole histories."""
CONFOUNDERS: Final = (*_EVENTS, "sleepy group", *_WHOLE)


def _sleepy_group(name: str, seed: int) -> ConfounderWorld:
    """Draw a group in which everybody writes less and less, from a day on."""
    first = random_world(seed, STRONG, years=_YEARS, quiet=True)
    day = first.start + timedelta(days=int(first.days * 0.4))
    fading = PlantedChange("ordinary", day, None, "", _UNCHANGED, halving_days=70)
    worlds = []
    for number, member in enumerate(_GROUP_MEMBERS):
        member_world = random_world(seed * 100 + number, STRONG, years=_YEARS, quiet=True)
        other = replace(member_world.other, name=member)
        worlds.append(replace(first, seed=member_world.seed, other=other, messages_per_day=18.0, changes=(fading,)))
    return ConfounderWorld(name, tuple(worlds), day, first.end)


def _merge_chats(chats: list[SyntheticChat]) -> SyntheticChat:
    """Merge chats of one owner into one group; quotes are dropped, because row numbers change."""
    rows = pl.concat([chats[0].rows, *(chat.rows.filter(pl.col("sender").is_not_null()) for chat in chats[1:])])
    rows = rows.sort("sent_at", maintain_order=True).with_columns(reply_to=pl.lit(None, pl.Int64))
    return replace(chats[0], title="Quiz night", rows=rows)


def _latest_messages(chat: SyntheticChat, max_messages: int | None) -> SyntheticChat:
    """Cut a chat to its latest messages; quotes of earlier ones are dropped."""
    dropped = 0 if max_messages is None else max(chat.rows.height - max_messages, 0)
    if dropped == 0:
        return chat
    reply_to = pl.when(pl.col("reply_to") >= dropped).then(pl.col("reply_to") - dropped)
    return replace(chat, rows=chat.rows.slice(dropped).with_columns(reply_to=reply_to))


def _last_day(first: date, days: int) -> date:
    """Last of some days."""
    return first + timedelta(days=days - 1)
