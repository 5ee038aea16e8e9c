"""Counts what speaks for an ordinary spell and what does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from unlike.results.balance import UNANSWERED, BalanceRow, Supports, shares_change
from unlike.results.explanations import CrossChatOutcome, Explanations, LookBack
from unlike.results.finding_types import CurrentState, LastingShift, SignalChange, Spell

_RELATIONSHIP_TOPICS: Final = ("quarrel", "apology", "disappointment")


@dataclass(frozen=True, slots=True)
class BalanceEvidence:
    """Findings about one person that the balance is counted from; fields as in `results.PersonFindings`."""

    current_state: CurrentState | None
    spells: tuple[Spell, ...]
    lasting_shifts: tuple[LastingShift, ...]
    explanations: Explanations | None

    @property
    def present_changes(self) -> tuple[SignalChange, ...]:
        """Signals that are changed now."""
        ongoing = tuple(change for spell in self.spells if spell.ongoing for change in spell.changed_signals)
        unusual = self.current_state is not None and self.current_state.unlike
        return (*ongoing, *(self.current_state.changed_signals if self.current_state and unusual else ()))


def balance_rows(evidence: BalanceEvidence, end: date | None) -> tuple[BalanceRow, ...]:
    """Answer the questions about the present of one person; empty where nothing is unlike them now.

    Args:
        evidence: what was found about the person.
        end: last day of the history.
    """
    ongoing = [spell for spell in evidence.spells if spell.ongoing]
    unusual = evidence.current_state is not None and evidence.current_state.unlike
    if end is None or not (ongoing or unusual):
        return ()
    shift, changes = min((spell.first for spell in ongoing), default=end), evidence.present_changes
    last = end if unusual or not ongoing else max(spell.last for spell in ongoing)
    earlier = [spell for spell in evidence.spells if not spell.ongoing and shares_change(spell, changes)]
    return (
        _elsewhere(evidence, shift),
        _between_us(evidence, shift),
        _first(evidence, shift),
        _before(earlier),
        _lasted(evidence, earlier, changes),
        _length(earlier, (last - shift).days + 1),
    )


def _elsewhere(evidence: BalanceEvidence, shift: date) -> BalanceRow:
    """Is it only here? Where it is everywhere, it is not about the two of them."""
    outcomes = (
        [chat.outcome for chat in evidence.explanations.cross_chat if chat.shift == shift]
        if evidence.explanations
        else []
    )
    too, as_usual = outcomes.count(CrossChatOutcome.TOO), outcomes.count(CrossChatOutcome.USUAL)
    side = Supports.ORDINARY if too > as_usual else Supports.NOT if as_usual > too else Supports.UNKNOWN
    return BalanceRow("elsewhere", side, (too, as_usual, len(outcomes)))


def _between_us(evidence: BalanceEvidence, shift: date) -> BalanceRow:
    """Did it follow something between the two, or something else that was told?"""
    backs: tuple[LookBack, ...] = evidence.explanations.look_backs if evidence.explanations else ()
    relevant = (look for look in reversed(backs) if look.last <= shift <= look.shift or look.shift == shift)
    back = next(relevant, None)
    waited = (UNANSWERED,) if back and back.unanswered else ()
    if back is None or not back.messages_read or not back.is_rated:
        return BalanceRow("between_us", Supports.NOT if waited else Supports.UNKNOWN, topics=waited)
    topics = tuple(look_back.topic for look_back in back.topics)
    ours = (*(topic for topic in topics if topic in _RELATIONSHIP_TOPICS), *waited)
    return BalanceRow("between_us", Supports.NOT if ours else Supports.ORDINARY, (back.messages_read,), ours or topics)


def _first(evidence: BalanceEvidence, shift: date) -> BalanceRow:
    """Who changed first: what follows a change of the owner's may have to do with it."""
    outcomes = (
        [comparison.outcome for comparison in evidence.explanations.owner_before if comparison.shift == shift]
        if evidence.explanations
        else []
    )
    if CrossChatOutcome.TOO in outcomes:
        return BalanceRow("first", Supports.NOT)
    return BalanceRow("first", Supports.ORDINARY if CrossChatOutcome.USUAL in outcomes else Supports.UNKNOWN)


def _lasted(evidence: BalanceEvidence, earlier: Sequence[Spell], habits: Sequence[SignalChange]) -> BalanceRow:
    """How often such a change stayed, beside those that passed."""
    stayed = sum(shares_change(shift, habits) for shift in evidence.lasting_shifts)
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
