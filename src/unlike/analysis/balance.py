"""What can be counted for and against an ordinary spell: one row a question, and no verdict on anybody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from unlike.results.balance import BalanceRow, Supports, shares_change
from unlike.results.explanations import CrossChatOutcome, LookBack
from unlike.results.finding_types import SignalChange, Spell
from unlike.results.findings import PersonFindings

BETWEEN_US: Final = ("quarrel", "apology", "disappointment")
"""Topics that are of the two."""


def balance_rows(person: PersonFindings, end: date | None) -> tuple[BalanceRow, ...]:
    """The questions about what is now; empty where nothing is unlike them now.

    Args:
        person: what was found.
        end: the last day of the history.
    """
    ongoing = [spell for spell in person.spells if spell.ongoing]
    unlike = person.current_state is not None and person.current_state.unlike
    if end is None or not (ongoing or unlike):
        return ()
    shift = min((spell.first for spell in ongoing), default=end)
    habits = [habit for spell in ongoing for habit in spell.changed_signals]
    habits += person.current_state.changed_signals if person.current_state and unlike else ()
    earlier = [spell for spell in person.spells if not spell.ongoing and shares_change(spell, habits)]
    return (
        _elsewhere(person, shift),
        _between_us(person, shift),
        _first(person, shift),
        _before(earlier),
        _lasted(person, earlier, habits),
        _length(earlier, (end - shift).days + 1),
    )


def _elsewhere(person: PersonFindings, shift: date) -> BalanceRow:
    """Is it only here? Where it is everywhere, it is not about the two of them."""
    there = [one.outcome for one in person.explanations.cross_chat if one.shift == shift] if person.explanations else []
    too, usual = there.count(CrossChatOutcome.TOO), there.count(CrossChatOutcome.USUAL)
    side = Supports.ORDINARY if too > usual else Supports.NOT if usual > too else Supports.UNKNOWN
    return BalanceRow("elsewhere", side, (too, usual, len(there)))


def _between_us(person: PersonFindings, shift: date) -> BalanceRow:
    """Did it follow something between the two, or something else that was told?"""
    backs: tuple[LookBack, ...] = person.explanations.look_backs if person.explanations else ()
    back = next((one for one in reversed(backs) if one.last <= shift <= one.shift or one.shift == shift), None)
    if back is None or not back.messages_read:
        return BalanceRow("between_us", Supports.UNKNOWN)
    told = tuple(one.topic for one in back.topics)
    ours = tuple(topic for topic in told if topic in BETWEEN_US)
    return BalanceRow("between_us", Supports.NOT if ours else Supports.ORDINARY, (back.messages_read,), ours or told)


def _first(person: PersonFindings, shift: date) -> BalanceRow:
    """Who changed first: what follows a change of the owner's may have to do with it."""
    known = (
        [one.outcome for one in person.explanations.owner_before if one.shift == shift] if person.explanations else []
    )
    if CrossChatOutcome.TOO in known:
        return BalanceRow("first", Supports.NOT)
    return BalanceRow("first", Supports.ORDINARY if CrossChatOutcome.USUAL in known else Supports.UNKNOWN)


def _lasted(person: PersonFindings, earlier: Sequence[Spell], habits: Sequence[SignalChange]) -> BalanceRow:
    """How often such a change stayed, beside those that passed."""
    stayed = sum(shares_change(one, habits) for one in person.lasting_shifts)
    passed = sum(spell.ending is not None for spell in earlier)
    side = Supports.UNKNOWN if not stayed + passed else Supports.ORDINARY if passed > stayed else Supports.NOT
    return BalanceRow("lasted", side, (stayed, passed))


def _before(earlier: Sequence[Spell]) -> BalanceRow:
    """Has it come and gone before?"""
    passed = sum(spell.ending is not None for spell in earlier)
    side = Supports.ORDINARY if passed and passed == len(earlier) else Supports.NOT
    return BalanceRow("before", side, (passed, len(earlier)))


def _length(earlier: Sequence[Spell], now: int) -> BalanceRow:
    """Is it longer than those were?"""
    lengths = [(spell.last - spell.first).days + 1 for spell in earlier]
    if not lengths:
        return BalanceRow("length", Supports.UNKNOWN, (now,))
    return BalanceRow(
        "length", Supports.ORDINARY if now <= max(lengths) else Supports.NOT, (now, max(lengths), len(lengths))
    )
