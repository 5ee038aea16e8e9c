"""What is counted for an ordinary spell, and that nothing is weighed where nothing is unlike them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from conftest import Studied
from unlike.analysis.balance import Side, Weighed, weighing
from unlike.presentation.sentences import Voice
from unlike.presentation.sentences.findings.balance_text import weighed_line, weighing_passage
from unlike.results import Beside, LookBack, PersonFindings, Reasons, Told, Verdict

END = date(2025, 11, 12)


@pytest.fixture
def person(rosa: Studied) -> PersonFindings:
    return replace(rosa.person, reasons=Reasons())


def sides(person: PersonFindings) -> dict[str, Side]:
    return {one.question: one.side for one in weighing(person, END)}


def told(person: PersonFindings, *topics: str) -> PersonFindings:
    back = LookBack(
        END, END - timedelta(3), END, 90, 200, tuple(Told(one, ("Rosa",), ("L1",), 0, 0.01) for one in topics)
    )
    return replace(person, reasons=replace(person.reasons or Reasons(), look_backs=(back,)))


def elsewhere(person: PersonFindings, *verdicts: Verdict) -> PersonFindings:
    there = tuple(Beside(END, "Rosa", f"k{at}", f"Chat {at}", one, 0.02) for at, one in enumerate(verdicts))
    return replace(person, reasons=replace(person.reasons or Reasons(), beside=there))


def test_what_came_and_went_before_and_is_no_longer_speaks_for_it(person: PersonFindings) -> None:
    found = sides(person)
    assert found == {
        "elsewhere": Side.UNKNOWN,
        "between_us": Side.UNKNOWN,
        "first": Side.UNKNOWN,
        "before": Side.ORDINARY,
        "lasted": Side.ORDINARY,
        "length": Side.ORDINARY,
    }


def test_what_never_came_before_does_not_speak_for_it(person: PersonFindings) -> None:
    found = sides(replace(person, spells=()))
    assert found["before"] is Side.NOT
    assert found["lasted"] is Side.UNKNOWN
    assert found["length"] is Side.UNKNOWN


@pytest.mark.parametrize(
    ("verdicts", "side"),
    [
        ((Verdict.TOO,), Side.ORDINARY),
        ((Verdict.USUAL, Verdict.USUAL, Verdict.TOO), Side.NOT),
        ((Verdict.TOO, Verdict.USUAL), Side.UNKNOWN),
        ((Verdict.UNCLEAR,), Side.UNKNOWN),
    ],
)
def test_elsewhere_speaks_by_the_greater_number(
    person: PersonFindings, verdicts: tuple[Verdict, ...], side: Side
) -> None:
    assert sides(elsewhere(person, *verdicts))["elsewhere"] is side


@pytest.mark.parametrize(
    ("topics", "side", "words"),
    [
        ((), Side.ORDINARY, "Nothing between you stands out"),
        (("health",), Side.ORDINARY, "health, and of no quarrel"),
        (("health", "quarrel"), Side.NOT, "a quarrel between you"),
    ],
)
def test_the_days_before_speak_by_what_they_tell(
    person: PersonFindings, topics: tuple[str, ...], side: Side, words: str
) -> None:
    person = told(person, *topics)
    (found,) = (one for one in weighing(person, END) if one.question == "between_us")
    assert found.side is side
    assert words in weighed_line(found, Voice(person, "Imke", None, END))


def test_longer_than_all_before_is_said(person: PersonFindings) -> None:
    line = weighed_line(Weighed("length", Side.NOT, (20, 14, 9)), Voice(person, "Imke", None, END))
    assert line == "It has lasted 20 days; the longest of 9 earlier ones lasted 14 days."


def test_nothing_is_weighed_where_nothing_is_unlike_them(person: PersonFindings) -> None:
    usual = replace(person, now=None, spells=tuple(one for one in person.spells if not one.ongoing))
    assert weighing(usual, END) == ()
    assert weighing_passage(Voice(usual, "Imke", None, END)) is None


def test_it_is_no_proof_either_way(person: PersonFindings) -> None:
    found = weighing_passage(Voice(person, "Imke", None, END))
    assert found is not None
    assert found.lines[-1] == "None of it is proof, either way."


@pytest.mark.parametrize(
    ("verdict", "side", "words"),
    [
        (Verdict.TOO, Side.NOT, "You did"),
        (Verdict.USUAL, Side.ORDINARY, "Rosa did"),
        (Verdict.UNCLEAR, Side.UNKNOWN, "cannot tell"),
    ],
)
def test_who_changed_first_is_an_order_and_no_cause(
    person: PersonFindings, verdict: Verdict, side: Side, words: str
) -> None:
    before = (Beside(END, "Imke", "k", "Rosa", verdict, 0.02),)
    asked = replace(person, reasons=Reasons(before=before))
    (found,) = (one for one in weighing(asked, END) if one.question == "first")
    assert found.side is side
    assert words in weighed_line(found, Voice(asked, "Imke", None, END))


def test_changes_that_stayed_are_held_against_spells_that_passed(rosa: Studied) -> None:
    assert rosa.person.now is not None
    stayed = replace(rosa.person.lasting[0], changed=rosa.person.now.changed)
    passed = [one for one in rosa.person.spells if one.ended][:2]
    asked = replace(rosa.person, lasting=(stayed,) * 3, spells=tuple(passed))
    (found,) = (one for one in weighing(asked, END) if one.question == "lasted")
    assert (found.side, found.counts[0]) == (Side.NOT, 3)
    assert weighed_line(found, Voice(asked, "Imke", None, END)).startswith("3 changes of this kind stayed;")


def test_it_is_a_table_of_questions_sides_and_answers(rosa: Studied) -> None:
    found = weighing_passage(Voice(rosa.person, "Imke", None, END))
    assert found is not None
    assert [row[0][-1] for row in found.rows] == ["?"] * 6
    assert {row[1] for row in found.rows} <= {"for it", "not for it", "cannot tell"}
    assert all(row[2].endswith(".") for row in found.rows)
