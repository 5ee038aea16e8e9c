"""What a name tells: numbers, addresses, handles, full and short names; and names of nobody tell nothing."""

from __future__ import annotations

import pytest

from unlike.messages.name_marks import joined_spellings, letters_of, name_marks


@pytest.mark.parametrize(
    "name", ["Rosa Lindqvist", "lindqvist, rosa", "Dr. Rosa Lindqvist 🌻", "~Rosa Lindqvist", "ROSA LÍNDQVIST"]
)
def test_full_names_in_any_order_and_spelling(name: str) -> None:
    assert name_marks([name]).full_names == {frozenset({"rosa", "lindqvist"})}


def test_a_first_name_and_one_with_an_initial_are_short() -> None:
    assert name_marks(["Rosa 🌻"]).short_names == {("rosa", "")}
    assert name_marks(["Rosa L."]).short_names == {("rosa", "l")}
    assert name_marks(["Rosa L.", "Rosa Lindqvist"]).first_names == {"rosa", "lindqvist"}


def test_what_stands_in_brackets_is_a_mark_of_its_own() -> None:
    marks = name_marks(["Rosa Lindqvist (+49 171 2345678)"])
    assert marks.full_names == {frozenset({"rosa", "lindqvist"})}
    assert [number.digits for number in marks.numbers] == ["491712345678"]


def test_addresses_and_handles() -> None:
    marks = name_marks(["Rosa.Lindqvist@Example.org", "@rosa_l", "rosa.lindqvist92", "imke#0042"])
    assert marks.emails == {"rosa.lindqvist@example.org"}
    assert marks.handles == {"rosa_l", "rosa.lindqvist92", "imke#0042"}
    assert letters_of("rosa.lindqvist92") in joined_spellings(frozenset({"rosa", "lindqvist"}))


@pytest.mark.parametrize("name", ["Me", "Unknown", "Deleted Account", "?", "🌻", "", "Facebook User", "12"])
def test_names_of_nobody_tell_nothing(name: str) -> None:
    marks = name_marks([name])
    assert not any((marks.numbers, marks.emails, marks.handles, marks.full_names, marks.short_names))


def test_a_plain_word_is_a_name_and_no_handle() -> None:
    assert name_marks(["Wilhelmina"]).handles == frozenset()
