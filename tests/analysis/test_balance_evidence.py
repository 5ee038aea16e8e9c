"""What is counted for an ordinary spell, and that nothing is weighed where nothing is unlike them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from balances import balance_of, with_balance
from conftest import Studied
from unlike.presentation.sentences import Subject
from unlike.presentation.sentences.findings.balance_text import balance_section, balance_sentence
from unlike.results import (
    BalanceRow,
    CrossChatComparison,
    CrossChatOutcome,
    Explanations,
    LookBack,
    PersonFindings,
    Supports,
    TopicMention,
)
from unlike.results.balance import UNANSWERED

END = date(2025, 11, 12)


@pytest.fixture
def person(rosa: Studied) -> PersonFindings:
    return replace(rosa.person, explanations=Explanations())


def sides(person: PersonFindings) -> dict[str, Supports]:
    return {one.question: one.supports for one in balance_of(person, END)}


def told(person: PersonFindings, *topics: str) -> PersonFindings:
    back = LookBack(
        END, END - timedelta(3), END, 90, 200, tuple(TopicMention(one, ("Rosa",), ("L1",), 0, 0.01) for one in topics)
    )
    return replace(person, explanations=replace(person.explanations or Explanations(), look_backs=(back,)))


def elsewhere(person: PersonFindings, *verdicts: CrossChatOutcome) -> PersonFindings:
    there = tuple(
        CrossChatComparison(END, "Rosa", f"k{at}", f"Chat {at}", one, 0.02) for at, one in enumerate(verdicts)
    )
    return replace(person, explanations=replace(person.explanations or Explanations(), cross_chat=there))


def test_what_came_and_went_before_and_is_no_longer_speaks_for_it(person: PersonFindings) -> None:
    found = sides(person)
    assert found == {
        "elsewhere": Supports.UNKNOWN,
        "between_us": Supports.UNKNOWN,
        "first": Supports.UNKNOWN,
        "before": Supports.ORDINARY,
        "lasted": Supports.ORDINARY,
        "length": Supports.ORDINARY,
    }


def test_what_never_came_before_does_not_speak_for_it(person: PersonFindings) -> None:
    found = sides(replace(person, spells=()))
    assert found["before"] is Supports.NOT
    assert found["lasted"] is Supports.UNKNOWN
    assert found["length"] is Supports.UNKNOWN


@pytest.mark.parametrize(
    ("verdicts", "side"),
    [
        ((CrossChatOutcome.TOO,), Supports.ORDINARY),
        ((CrossChatOutcome.USUAL, CrossChatOutcome.USUAL, CrossChatOutcome.TOO), Supports.NOT),
        ((CrossChatOutcome.TOO, CrossChatOutcome.USUAL), Supports.UNKNOWN),
        ((CrossChatOutcome.UNCLEAR,), Supports.UNKNOWN),
    ],
)
def test_elsewhere_speaks_by_the_greater_number(
    person: PersonFindings, verdicts: tuple[CrossChatOutcome, ...], side: Supports
) -> None:
    assert sides(elsewhere(person, *verdicts))["elsewhere"] is side


@pytest.mark.parametrize(
    ("topics", "side", "words"),
    [
        ((), Supports.ORDINARY, "Nothing between you stands out"),
        (("health",), Supports.ORDINARY, "health, and of no quarrel"),
        (("health", "quarrel"), Supports.NOT, "a quarrel between you"),
    ],
)
def test_the_days_before_speak_by_what_they_tell(
    person: PersonFindings, topics: tuple[str, ...], side: Supports, words: str
) -> None:
    person = told(person, *topics)
    (found,) = (one for one in balance_of(person, END) if one.question == "between_us")
    assert found.supports is side
    assert words in balance_sentence(found, Subject(with_balance(person, END), "Imke", None, END))


@pytest.mark.parametrize("topics", [(), ("quarrel",)])
def test_days_before_that_cannot_be_rated_speak_for_nothing(person: PersonFindings, topics: tuple[str, ...]) -> None:
    known = told(person, *topics)
    assert known.explanations is not None
    (back,) = known.explanations.look_backs
    unrated = replace(known.explanations, look_backs=(replace(back, is_rated=False),))
    assert sides(known)["between_us"] is not Supports.UNKNOWN
    assert sides(replace(known, explanations=unrated))["between_us"] is Supports.UNKNOWN


def test_longer_than_all_before_is_said(person: PersonFindings) -> None:
    line = balance_sentence(
        BalanceRow("length", Supports.NOT, (20, 14, 9)), Subject(with_balance(person, END), "Imke", None, END)
    )
    assert line == "It has lasted 20 days; the longest of 9 earlier ones lasted 14 days."


def test_it_has_lasted_as_long_as_its_spell_where_the_days_after_tell_nothing(person: PersonFindings) -> None:
    last = END - timedelta(2)
    spell = replace(person.spells[0], first=last - timedelta(1), last=last, ongoing=True, ending=None)
    open_end = replace(person, current_state=None, spells=(*person.spells[:-1], spell))
    (length,) = (row for row in balance_of(open_end, END) if row.question == "length")
    assert length.counts[0] == 2


def test_without_earlier_times_nothing_is_like_them(person: PersonFindings) -> None:
    first = replace(person, spells=())
    found = balance_section(Subject(with_balance(first, END), "Imke", None, END))
    assert found is not None
    assert "earlier" not in found.headline
    assert not {row[1] for row in found.table} & {"like them", "unlike them"}


def test_one_earlier_spell_is_no_number_of_spells(person: PersonFindings) -> None:
    subject = Subject(with_balance(person, END), "Imke", None, END)
    for row in (
        BalanceRow("before", Supports.ORDINARY, (1, 1)),
        BalanceRow("length", Supports.ORDINARY, (3, 5, 1)),
        BalanceRow("elsewhere", Supports.UNKNOWN, (0, 0, 1)),
    ):
        assert " 1 " not in balance_sentence(row, subject)


def test_nothing_is_weighed_where_nothing_is_unlike_them(person: PersonFindings) -> None:
    usual = replace(person, current_state=None, spells=tuple(one for one in person.spells if not one.ongoing))
    assert balance_of(usual, END) == ()
    assert balance_section(Subject(with_balance(usual, END), "Imke", None, END)) is None


def test_it_is_no_proof_either_way(person: PersonFindings) -> None:
    found = balance_section(Subject(with_balance(person, END), "Imke", None, END))
    assert found is not None
    assert found.body[-1] == "None of this is proof."


@pytest.mark.parametrize(
    ("verdict", "side", "words"),
    [
        (CrossChatOutcome.TOO, Supports.NOT, "You did"),
        (CrossChatOutcome.USUAL, Supports.ORDINARY, "Rosa did"),
        (CrossChatOutcome.UNCLEAR, Supports.UNKNOWN, "cannot tell"),
    ],
)
def test_who_changed_first_is_an_order_and_no_cause(
    person: PersonFindings, verdict: CrossChatOutcome, side: Supports, words: str
) -> None:
    before = (CrossChatComparison(END, "Imke", "k", "Rosa", verdict, 0.02),)
    asked = replace(person, explanations=Explanations(owner_before=before))
    (found,) = (one for one in balance_of(asked, END) if one.question == "first")
    assert found.supports is side
    assert words in balance_sentence(found, Subject(with_balance(asked, END), "Imke", None, END))


def test_changes_that_stayed_are_held_against_spells_that_passed(rosa: Studied) -> None:
    assert rosa.person.current_state is not None
    stayed = replace(rosa.person.lasting_shifts[0], changed_signals=rosa.person.current_state.changed_signals)
    passed = [one for one in rosa.person.spells if one.ending][:2]
    asked = replace(rosa.person, lasting_shifts=(stayed,) * 3, spells=tuple(passed))
    (found,) = (one for one in balance_of(asked, END) if one.question == "lasted")
    assert (found.supports, found.counts[0]) == (Supports.NOT, 3)
    assert balance_sentence(found, Subject(with_balance(asked, END), "Imke", None, END)).startswith(
        "3 changes like it stayed;"
    )


def test_it_is_a_table_of_questions_sides_and_answers(rosa: Studied) -> None:
    found = balance_section(Subject(rosa.person, "Imke", None, END))
    assert found is not None
    assert [row[0][-1] for row in found.table] == ["?"] * 6
    # "Is it longer than before?" is no question to say "yes, like them" to, where it is not longer
    assert {row[1] for row in found.table} <= {"like them", "unlike them", "cannot be told"}
    assert all(row[2].endswith(".") for row in found.table)


def test_beside_a_question_that_waited_it_is_said_that_the_days_before_cannot_be_read(person: PersonFindings) -> None:
    row = BalanceRow("between_us", Supports.NOT, topics=(UNANSWERED,))
    sentence = balance_sentence(row, Subject(person, "Imke", None, END))
    assert sentence == (
        "The days before cannot be read here. A question of Rosa's waited for you around its beginning."
    )
    assert "cannot" not in balance_sentence(replace(row, counts=(40,)), Subject(person, "Imke", None, END))
