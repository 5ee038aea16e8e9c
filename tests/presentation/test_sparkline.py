"""Dates below the terminal's strip: each at its column, none over another, the latest first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from unlike.presentation.sentences.formatting.date_format import brief_day
from unlike.presentation.terminal.sparkline import finding_dates, fit_axis

if TYPE_CHECKING:
    from conftest import Studied


@pytest.mark.parametrize("columns", [5, 12, 30, 54, 118])
def test_dates_stand_at_their_spells_and_apart(rosa: Studied, columns: int) -> None:
    person = rosa.person
    axis = fit_axis(date(2023, 9, 4), date(2025, 11, 12), columns)
    row = finding_dates(person, axis)
    assert len(row) <= columns
    starts = {brief_day(spell.first, spell.first): axis.column(spell.first) for spell in person.spells}
    starts["12 Nov"] = columns - len("12 Nov")
    labels = [label for label in starts if label in row]
    assert " ".join(row.split()) == " ".join(sorted(labels, key=row.index))
    for label in labels:
        assert row.index(label) == min(starts[label], columns - len(label))
    assert ("12 Nov" in row) == (columns >= 6)


def test_without_spells_there_are_no_dates(rosa: Studied) -> None:
    calm = replace(rosa.person, spells=(), current_state=None)
    assert finding_dates(calm, fit_axis(date(2025, 1, 1), date(2025, 1, 1) + timedelta(300), 60)) == ""
