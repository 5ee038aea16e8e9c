"""What can be counted for and against an ordinary spell: one row a question, and no verdict on anybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from unlike.results.explanations import LookBack, Verdict
from unlike.results.finding_types import Habit, Lasting, Spell
from unlike.results.findings import PersonFindings

BETWEEN_US: Final = ("quarrel", "apology", "disappointment")
"""Topics that are of the two."""


class Side(StrEnum):
    """What an answer speaks for."""

    ORDINARY = "ordinary"
    NOT = "not"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Weighed:
    """One question and what the chats answer.

    Attributes:
        question: "elsewhere", "between_us", "first", "before", "lasted" or "length".
        side: what the answer speaks for.
        counts: the numbers of its sentence, in its order.
        topics: what was told before, for "between_us".
    """

    question: str
    side: Side
    counts: tuple[int, ...] = ()
    topics: tuple[str, ...] = ()


def weighing(person: PersonFindings, end: date | None) -> tuple[Weighed, ...]:
    """The questions about what is now; empty where nothing is unlike them now.

    Args:
        person: what was found.
        end: the last day of the history.
    """
    ongoing = [spell for spell in person.spells if spell.ongoing]
    unlike = person.now is not None and person.now.unlike
    if end is None or not (ongoing or unlike):
        return ()
    shift = min((spell.first for spell in ongoing), default=end)
    habits = [habit for spell in ongoing for habit in spell.changed]
    habits += person.now.changed if person.now and unlike else ()
    earlier = [spell for spell in person.spells if not spell.ongoing and alike(spell, habits)]
    return (
        _elsewhere(person, shift),
        _between_us(person, shift),
        _first(person, shift),
        _before(earlier),
        _lasted(person, earlier, habits),
        _length(earlier, (end - shift).days + 1),
    )


def alike(spell: Spell | Lasting, present: Sequence[Habit]) -> bool:
    """Whether a spell, or a change that stayed, shares with the present a habit that went the same way."""
    return bool({(one.name, one.direction) for one in spell.changed} & {(one.name, one.direction) for one in present})


def _elsewhere(person: PersonFindings, shift: date) -> Weighed:
    """Is it only here? Where it is everywhere, it is not about the two of them."""
    there = [one.verdict for one in person.reasons.beside if one.shift == shift] if person.reasons else []
    too, usual = there.count(Verdict.TOO), there.count(Verdict.USUAL)
    side = Side.ORDINARY if too > usual else Side.NOT if usual > too else Side.UNKNOWN
    return Weighed("elsewhere", side, (too, usual, len(there)))


def _between_us(person: PersonFindings, shift: date) -> Weighed:
    """Did it follow something between the two, or something else that was told?"""
    backs: tuple[LookBack, ...] = person.reasons.look_backs if person.reasons else ()
    back = next((one for one in reversed(backs) if one.last <= shift <= one.shift or one.shift == shift), None)
    if back is None or not back.read:
        return Weighed("between_us", Side.UNKNOWN)
    told = tuple(one.topic for one in back.told)
    ours = tuple(topic for topic in told if topic in BETWEEN_US)
    return Weighed("between_us", Side.NOT if ours else Side.ORDINARY, (back.read,), ours or told)


def _first(person: PersonFindings, shift: date) -> Weighed:
    """Who changed first: what follows a change of the owner's may have to do with it."""
    known = [one.verdict for one in person.reasons.before if one.shift == shift] if person.reasons else []
    if Verdict.TOO in known:
        return Weighed("first", Side.NOT)
    return Weighed("first", Side.ORDINARY if Verdict.USUAL in known else Side.UNKNOWN)


def _lasted(person: PersonFindings, earlier: Sequence[Spell], habits: Sequence[Habit]) -> Weighed:
    """How often such a change stayed, beside those that passed."""
    stayed = sum(alike(one, habits) for one in person.lasting)
    passed = sum(spell.ended is not None for spell in earlier)
    side = Side.UNKNOWN if not stayed + passed else Side.ORDINARY if passed > stayed else Side.NOT
    return Weighed("lasted", side, (stayed, passed))


def _before(earlier: Sequence[Spell]) -> Weighed:
    """Has it come and gone before?"""
    passed = sum(spell.ended is not None for spell in earlier)
    side = Side.ORDINARY if passed and passed == len(earlier) else Side.NOT
    return Weighed("before", side, (passed, len(earlier)))


def _length(earlier: Sequence[Spell], now: int) -> Weighed:
    """Is it longer than those were?"""
    lengths = [(spell.last - spell.first).days + 1 for spell in earlier]
    if not lengths:
        return Weighed("length", Side.UNKNOWN, (now,))
    return Weighed("length", Side.ORDINARY if now <= max(lengths) else Side.NOT, (now, max(lengths), len(lengths)))
