"""Which rows of two parts are one message."""

from __future__ import annotations

import numpy as np
import pytest

from unlike.messages.row_pairs import RowContents, Rows, row_pairs


def contents(moments: list[int], texts: str) -> RowContents:
    """Rows of one sender; equal letters are equal texts."""
    return RowContents(
        np.array(moments), np.array([ord(letter) for letter in texts]), np.zeros(len(texts), int), np.arange(len(texts))
    )


def pairs(moments: tuple[list[int], list[int]], texts: tuple[str, str], *, by_ids: bool = False) -> list[int]:
    """For each row of the second part the place of its message in the first, or -1."""
    size = len(texts[0])
    everything = contents([*moments[0], *moments[1]], texts[0] + texts[1])
    first, second = np.arange(size), np.arange(size, size + len(texts[1]))
    place: Rows = row_pairs(everything, first, second, by_ids=by_ids)
    return [int(number) for number in place]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("axyx", "xyxb"), [1, 2, 3, -1]),  # the longest agreement of end and beginning
        (("axzx", "xwxb"), [3, -1, -1, -1]),  # the first x of the second is the last of the first
        (("axy", "zwb"), [-1, -1, -1]),
        (("abcd", "bcd"), [1, 2, 3]),
    ],
)
def test_the_moment_of_the_edge(texts: tuple[str, str], expected: list[int]) -> None:
    ends = [0] + [5] * (len(texts[0]) - 1)
    begins = [5] * len(texts[1])
    assert pairs((ends, begins), texts) == expected


def test_equal_messages_of_a_moment_are_paired_in_their_order() -> None:
    assert pairs(([0, 3, 3, 3, 9], [0, 3, 3, 9]), ("axyxb", "axxb")) == [0, 1, 3, 4]


def test_a_part_that_begins_within_a_moment_is_paired_from_the_end() -> None:
    assert pairs(([0, 3, 3, 3, 9], [3, 3, 9]), ("axyxb", "yxb")) == [2, 3, 4]


def test_other_words_inside_the_common_time_are_a_version() -> None:
    assert pairs(([0, 3, 9], [0, 3, 9, 12]), ("abc", "axcd")) == [0, 1, 2, -1]


def test_other_words_at_the_edge_are_another_message() -> None:
    assert pairs(([0, 3], [3, 9]), ("ab", "xc")) == [-1, -1]


def test_ids_alone_tell_where_there_are_some() -> None:
    assert pairs(([0, 3, 9], [0, 3, 9]), ("abc", "axc"), by_ids=True) == [0, -1, 2]
