"""Days in which the channel changed: both tests together, and their days taken out of a series."""

from __future__ import annotations

import numpy as np
import pytest

from synthetic_series import daily_series, message_counts, message_series, thinned, white_noise
from unlike.core.series import Floats
from unlike.detection import ChannelSpan, detect_channel_spans, without_channel_spans

DAYS, STEP = 400, 250


def fewer(counts: Floats, shares: tuple[float, ...], first: int = STEP, last: int = DAYS - 1) -> Floats:
    """The same with part of the messages gone on some days, by default from the step on."""
    return thinned(counts, shares, first, last)


def test_too_short_a_history_says_nothing() -> None:
    assert detect_channel_spans(fewer(message_counts(1), (0.0, 0.0), 40)[:, :55]) == ()
    assert detect_channel_spans(message_counts(1)[:1]) == ()


def test_days_are_taken_out() -> None:
    (series,) = (daily_series(row) for row in white_noise(6, DAYS, 1))
    cleared = without_channel_spans(series, (ChannelSpan(10, 12, ()),))
    assert np.isnan(cleared.values[10:13]).all()
    assert (cleared.weights[10:13] == 0).all()
    assert (cleared.weights[:10] == series.weights[:10]).all()
    assert np.isfinite(series.values).all()


def test_the_sizes_of_their_messages_are_taken_out_too() -> None:
    amount = message_series(1, DAYS)[-1]
    cleared = without_channel_spans(amount, (ChannelSpan(10, 12, ()),))
    assert amount.histogram is not None
    assert cleared.histogram is not None
    assert cleared.histogram.sum(axis=1) == pytest.approx(cleared.weights)
    assert amount.histogram[10:13].sum() > 0


def test_spans_of_both_kinds_come_in_order_and_apart() -> None:
    counts = fewer(fewer(message_counts(1), (0.0, 1.0), 100, 120), (0.05, 0.05))
    missing, drop = detect_channel_spans(counts)
    assert (missing.missing_side, drop.missing_side) == (0, None)
    assert missing.last < drop.first
