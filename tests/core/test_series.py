from __future__ import annotations

import numpy as np
import pytest

from unlike.core.series import LOGARITHMIC, Series, SignalKind

DAYS = np.datetime64("2022-01-03", "D") + np.arange(4)


def series(kind: SignalKind, values: list[float]) -> Series:
    return Series("length", kind, -1, DAYS, np.array(values), np.ones(4), 0.0)


@pytest.mark.parametrize(
    ("kind", "values", "expected"),
    [
        (SignalKind.COUNT, [0, 1, 9, np.nan], [0, np.log(2), np.log(10), np.nan]),
        (SignalKind.SHARE, [0, 0.5, 1, np.nan], [0, 0.5, 1, np.nan]),
        (SignalKind.AMOUNT, [1, np.e, 10, np.nan], [0, 1, np.log(10), np.nan]),
        (SignalKind.DURATION, [1, 60, 3600, np.nan], [0, np.log(60), np.log(3600), np.nan]),
    ],
)
def test_values_are_compared_on_the_scale_of_their_kind(
    kind: SignalKind, values: list[float], expected: list[float]
) -> None:
    np.testing.assert_allclose(series(kind, values).scaled(), expected)


@pytest.mark.parametrize("kind", sorted(LOGARITHMIC))
def test_nought_has_a_logarithm(kind: SignalKind) -> None:
    assert np.isfinite(series(kind, [0, 0, 0, 1]).scaled()).all()


def test_a_signal_weighs_one_unless_told() -> None:
    assert series(SignalKind.SHARE, [0, 0, 0, 1]).weight == 1.0
