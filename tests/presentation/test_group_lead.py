"""The first line about a group is true of everybody it speaks of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from example_findings import CALM, NOW, QUIET, ROSA
from unlike.presentation.model import Face, SectionKind, Subject
from unlike.presentation.sentences import group_sections
from unlike.presentation.sentences.findings.group_lead import group_lead_section, others_section
from unlike.results import CurrentState, Grade
from wording_rules import subject_of

UNTOLD = replace(CALM, grade=Grade.CANNOT_TELL, bare_chance=0.3)
LITTLE = replace(NOW, grade=Grade.A_LITTLE_UNLIKE)


def person(name: str, now: CurrentState | None = CALM) -> Subject:
    return subject_of(replace(QUIET, name=name, current_state=now))


@pytest.mark.parametrize(
    ("states", "everybody", "headline"),
    [
        ([CALM, CALM], 2, "Nobody in this group is writing unlike themselves."),
        ([CALM, CALM], 3, "Of 2 people of whom it can be told, nobody is writing unlike themselves."),
        ([CALM, UNTOLD], 2, "Of 1 person of whom it can be told, none is writing unlike themselves."),
        ([CALM, LITTLE], 2, "Nobody here is clearly unlike themselves; a little: P1."),
        ([CALM, NOW], 2, "1 of 2 people looked at was unlike themselves in the last messages or days: P1."),
        (
            [NOW, NOW, UNTOLD],
            3,
            "2 of 2 people looked at were unlike themselves in the last messages or days: P0 and P1.",
        ),
    ],
)
def test_nobody_is_said_of_exactly_those_who_can_be_told(
    states: list[CurrentState], everybody: int, headline: str
) -> None:
    section = group_lead_section([person(f"P{at}", now) for at, now in enumerate(states)], everybody)
    assert section is not None
    assert section.headline == headline
    assert (section.kind is SectionKind.NOW) == ("looked at" in headline)


def test_where_nothing_can_be_told_nothing_is_said() -> None:
    assert group_lead_section([person("Ann", None), person("Ben", UNTOLD)], 2) is None


def test_those_who_are_not_shown_are_counted_by_what_is_known() -> None:
    spells = subject_of(replace(ROSA, name="Dora", current_state=CALM))
    hidden = [person("Ann"), person("Ben", UNTOLD), person("Cem", LITTLE), spells]
    section = others_section(hidden, 29, Face.PAGE)
    assert section is not None
    assert section.sentences == (
        "2 more people were looked at; nothing is unlike them now.",
        "The last messages were a little unlike Cem.",
        "Of 1 more person the last messages are too few to tell.",
        "Something earlier was found about Dora.",
        "29 people who wrote least were not looked at.",
    )
    assert others_section([], 0, Face.PAGE) is None


def test_who_is_unlike_now_is_shown_however_little_they_write() -> None:
    everybody = (*(person(f"P{at}") for at in range(7)), person("Last", NOW))
    headlines = [section.headline for section in group_sections(everybody, 5)]
    assert headlines[0] == "1 of 8 people looked at was unlike themselves in the last messages or days: Last."
    assert any("unlike Last" in headline for headline in headlines[1:])
