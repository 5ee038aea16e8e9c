"""One phone number is one number, however it is written; two numbers stay two."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.core.phone_spellings import phone_number


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("+49 171 2345678", "0171 2345678"),
        ("+49 (0)171 / 23 45 678", "0049171-2345678"),
        ("+1 (555) 012-3456", "555.012.3456"),
        ("+1 555 012 3456", "15550123456"),
        ("\u202a+44 7700 900123\u202c", "07700 900123"),
        ("+39 06 1234 5678", "06 12345678"),
        ("+353 87 123 4567", "087 1234567"),
        ("+354 555 1234", "5551234"),
    ],
)
def test_spellings_of_one_number(first: str, second: str) -> None:
    ours, theirs = phone_number(first), phone_number(second)
    assert ours is not None
    assert theirs is not None
    assert ours.is_same(theirs)
    assert theirs.is_same(ours)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("+49 171 2345678", "+49 171 2345679"),
        ("+49 171 2345678", "+43 171 2345678"),
        ("+1 555 012 3456", "012 3456"),
        ("0171 2345678", "0172 2345678"),
    ],
)
def test_two_numbers(first: str, second: str) -> None:
    ours, theirs = phone_number(first), phone_number(second)
    assert ours is not None
    assert theirs is None or not ours.is_same(theirs)


@pytest.mark.parametrize("text", ["Rosa", "112", "Rosa 0171 2345678", "1234567890123456", "", "+", "12.11.2025 Rosa"])
def test_no_number(text: str) -> None:
    assert phone_number(text) is None


@given(st.sampled_from(["1", "44", "49", "353", "420"]), st.from_regex(r"[1-9][0-9]{7,9}", fullmatch=True), st.data())
def test_every_spelling_is_the_same_number(country: str, national: str, data: st.DataObject) -> None:
    spaced = "".join(digit + data.draw(st.sampled_from(["", "", " ", "-", "."])) for digit in national)
    forms = [f"+{country} {spaced}", f"00{country}{national}", f"0{spaced}", f"+{country} (0){national}"]
    first, second = (phone_number(data.draw(st.sampled_from(forms))) for _ in range(2))
    assert first is not None
    assert second is not None
    assert first.is_same(second)


@pytest.mark.parametrize("text", ["+49 170 5550100", "0170/5550100", "491705550100", "0049 (0) 170-555.01.00"])
def test_a_pattern_finds_every_spelling_and_no_other_number(text: str) -> None:
    number = phone_number("+49 170 5550100")
    assert number
    found = re.search(number.pattern(), f"call {text} now")
    assert found
    assert found.group() == text
    assert not re.search(number.pattern(), f"{text}1")
