from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from unlike.readers.apps.meta.mojibake import repaired_text

WORDS = st.lists(st.sampled_from(["schön", "Größe", "🙂", "plain", "где"]), min_size=3, max_size=8).map(" ".join)


def misencoded(text: str) -> str:
    return text.encode().decode("latin-1")


@given(WORDS)
def test_a_text_is_read_as_it_was_typed(text: str) -> None:
    assert repaired_text(misencoded(text)) == text
    assert repaired_text(text) == text


@given(WORDS, st.sampled_from(["🙂", "ö", "д"]), st.integers(1, 3))
def test_a_text_that_was_cut_within_a_character_is_read_up_to_it(text: str, last: str, lost: int) -> None:
    words = f"größer {text} "
    cut = misencoded(words + last)[: -min(lost, len(last.encode()) - 1)]
    assert repaired_text(cut).startswith(words)
    assert repaired_text(cut).removeprefix(words).strip("\ufffd") == ""


@given(WORDS, WORDS)
def test_a_byte_that_cannot_be_read_costs_the_rest_of_the_text_nothing(before: str, behind: str) -> None:
    assert repaired_text(f"{misencoded(before)}\ufffd{misencoded(behind)}") == f"{before}\ufffd{behind}"
