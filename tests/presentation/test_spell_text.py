"""Spells in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from example_findings import ONGOING, ROSA
from unlike.presentation.sentences import finding_section
from wording_rules import subject_of


@pytest.mark.parametrize(
    ("first", "last", "possible", "headline"),
    [
        (9, 12, False, "9–12 Nov 2025 were unlike Rosa, up to the last day."),
        (8, 11, False, "8–11 Nov 2025 were unlike Rosa; whether it is over cannot be told yet."),
        (10, 10, False, "10 Nov 2025 was unlike Rosa; whether it is over cannot be told yet."),
        (9, 10, True, "9–10 Nov 2025 were possibly unlike Rosa; whether it is over cannot be told yet."),
    ],
)
def test_days_that_are_not_the_last_are_told_by_their_dates(
    first: int, last: int, headline: str, *, possible: bool
) -> None:
    spell = replace(ONGOING, first=date(2025, 11, first), last=date(2025, 11, last), possible=possible)
    assert finding_section(spell, subject_of(replace(ROSA, spells=(spell,)))).headline == headline
