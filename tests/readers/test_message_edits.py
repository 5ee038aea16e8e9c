"""The history of a message: when it was edited last, what it says since, and whether it was taken back."""

from __future__ import annotations

import plistlib

from hypothesis import given
from hypothesis import strategies as st

from bench.reading.apple_database import FIRST, edit_history, streamtyped
from unlike.readers.apps.imessage.apple_times import microseconds
from unlike.readers.apps.imessage.message_edits import MessageEdits, message_edits


def test_the_last_version_counts() -> None:
    edits = message_edits(edit_history([("at sevn", FIRST), ("at seven", FIRST + 20)]))
    assert edits == MessageEdits((FIRST + 20) * 1_000_000, "at seven", is_unsent=False)


def test_the_parts_stand_in_the_order_of_their_numbers() -> None:
    parts = {str(number): [{"t": streamtyped(f"{number} "), "d": 700_000_000}] for number in range(12)}
    edits = message_edits(plistlib.dumps({"ec": parts}, fmt=plistlib.FMT_BINARY))
    assert edits.text == " ".join(map(str, range(12))) + " "


def test_what_was_unsent_is_told() -> None:
    assert message_edits(edit_history([], [0])) == MessageEdits(is_unsent=True)


@given(st.binary(max_size=200) | st.none() | st.integers())
def test_anything_else_tells_nothing(blob: object) -> None:
    assert message_edits(blob) == MessageEdits()


@given(st.recursive(st.none() | st.integers() | st.text() | st.binary(), st.lists))
def test_parts_of_a_wrong_kind_tell_nothing(part: object) -> None:
    try:
        blob = plistlib.dumps({"ec": {"0": part}, "rp": []}, fmt=plistlib.FMT_BINARY)
    except (TypeError, OverflowError, ValueError):
        return
    assert message_edits(blob).edited_at is None


def test_times_are_seconds_or_billionths() -> None:
    assert microseconds(727_379_229_507_062_144) == 1_705_686_429_507_062
    assert microseconds(727_379_229) == microseconds(727_379_229.0) == 1_705_686_429_000_000
    odd = (0, None, True, "7", b"", 2**62, -(2**62), float("inf"), float("nan"))
    assert {microseconds(value) for value in odd} == {None}
