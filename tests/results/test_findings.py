"""What is decided once about a person: whether anything is unlike them now, and whether nothing ever was."""

from __future__ import annotations

from dataclasses import replace

import pytest

from example_findings import CALM, LASTING_SHIFT, NO_EMOJI, NOW, ONGOING, QUIET, ROSA, SHORT_HISTORY, SHORTER, SPELLS
from unlike.results import Grade, PersonFindings

ENDED = replace(ROSA, current_state=CALM)


@pytest.mark.parametrize(
    ("person", "unusual", "quiet"),
    [
        (ROSA, True, False),
        (ENDED, False, False),
        (replace(ENDED, spells=(*SPELLS, ONGOING)), True, False),
        (replace(ENDED, current_state=None, spells=(ONGOING,)), True, False),
        (QUIET, False, True),
        (replace(QUIET, current_state=None), False, True),
        (replace(QUIET, lasting_shifts=(LASTING_SHIFT,)), False, False),
        (SHORT_HISTORY, False, False),
    ],
)
def test_now_and_ever(person: PersonFindings, *, unusual: bool, quiet: bool) -> None:
    assert (person.is_unusual_now, person.is_quiet) == (unusual, quiet)


def test_spells_are_ongoing_or_past() -> None:
    person = replace(ROSA, spells=(*SPELLS, ONGOING))
    assert person.ongoing_spells == (ONGOING,)
    assert person.past_spells == SPELLS


def test_changes_now_are_of_what_is_unusual_alone() -> None:
    assert ENDED.changes_now == ()
    calm = replace(ENDED, current_state=replace(NOW, grade=Grade.A_LITTLE_UNLIKE))
    assert calm.changes_now == ()
    both = replace(ROSA, current_state=replace(NOW, changed_signals=(NO_EMOJI,)), spells=(ONGOING,))
    assert both.changes_now == (NO_EMOJI, *ONGOING.changed_signals)
    assert SHORTER in both.changes_now
