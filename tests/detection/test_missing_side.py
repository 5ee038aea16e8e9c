"""Days without a single message of one side."""

from __future__ import annotations

from synthetic_series import message_counts, thinned
from unlike.core.series import Floats
from unlike.detection import detect_channel_spans

DAYS, STEP = 400, 250


def fewer(counts: Floats, shares: tuple[float, ...], first: int = STEP, last: int = DAYS - 1) -> Floats:
    """The same with part of the messages gone on some days, by default from the step on."""
    return thinned(counts, shares, first, last)


def test_a_side_without_any_message_is_missing() -> None:
    (missing,) = detect_channel_spans(fewer(message_counts(7), (0.0, 1.0), STEP, STEP + 13))
    assert (missing.first, missing.last, missing.missing_side) == (STEP, STEP + 13, 0)
    (other,) = detect_channel_spans(fewer(message_counts(7), (1.0, 0.0), STEP, STEP + 13))
    assert other.missing_side == 1


def test_a_few_silent_days_are_the_persons_own() -> None:
    assert detect_channel_spans(fewer(message_counts(7), (0.0, 1.0), STEP, STEP + 3)) == ()


def test_the_silence_of_somebody_who_seldom_writes_is_no_loss() -> None:
    assert detect_channel_spans(fewer(message_counts(8, (0.6, 20.0)), (0.0, 1.0), STEP, STEP + 13)) == ()
