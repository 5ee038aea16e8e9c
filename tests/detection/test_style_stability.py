"""Whether the style of messages stays as it was while less is written."""

from __future__ import annotations

import numpy as np

from synthetic_series import daily_series, white_noise
from unlike.core.series import SignalKind
from unlike.detection import ChannelSpan, SignalPanel, build_panel, is_style_unchanged

DAYS, STEP = 400, 250
SPAN = ChannelSpan(STEP, DAYS - 1, (0.3, 0.3))


def habits(shift: float, seed: int = 1) -> SignalPanel:
    """Four habits of a person's messages, which move by `shift` spreads of a day from the step on."""
    values = white_noise(seed, DAYS)
    values[:, STEP:] += 0.3 * shift
    return build_panel([daily_series(row, polarity=-1, name=f"s{at}") for at, row in enumerate(values)])


def test_habits_that_stay_are_as_before() -> None:
    assert all(is_style_unchanged(habits(0.0, seed), SPAN) for seed in range(10))


def test_habits_that_cool_are_not() -> None:
    assert not any(is_style_unchanged(habits(-1.5, seed), SPAN) for seed in range(10))


def test_one_habit_alone_can_tell() -> None:
    values = white_noise(3, DAYS)
    values[0, STEP:] -= 0.9
    assert not is_style_unchanged(
        build_panel([daily_series(row, name=f"s{at}") for at, row in enumerate(values)]), SPAN
    )


def test_volume_and_time_are_no_habits_of_a_message() -> None:
    values = white_noise(4, DAYS)
    values[:, STEP:] -= 1.5
    kinds = (SignalKind.COUNT, SignalKind.DURATION)
    assert is_style_unchanged(
        build_panel([daily_series(row, kind, name=kind) for row, kind in zip(values, kinds, strict=False)]), SPAN
    )


def test_what_is_hardly_there_cannot_tell() -> None:
    values = white_noise(5, DAYS)
    values[:, STEP:] = np.nan
    assert is_style_unchanged(build_panel([daily_series(row, name=f"s{at}") for at, row in enumerate(values)]), SPAN)
