"""The balance of a person whose findings are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from unlike.analysis.balance_evidence import BalanceEvidence, balance_rows
from unlike.results import BalanceRow, PersonFindings


def balance_of(person: PersonFindings, end: date | None) -> tuple[BalanceRow, ...]:
    evidence = BalanceEvidence(person.current_state, person.spells, person.lasting_shifts, person.explanations)
    return balance_rows(evidence, end)


def with_balance(person: PersonFindings, end: date | None) -> PersonFindings:
    """As the analysis assembles it."""
    return replace(person, balance=balance_of(person, end))
