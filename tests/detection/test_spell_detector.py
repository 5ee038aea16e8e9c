from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from synthetic_series import FIRST_DAY, white_noise
from unlike.core.series import Floats
from unlike.core.types import Direction
from unlike.detection import SpellDetector


def with_drop(seed: int = 3, days: int = 5, by: float = 1.2) -> Floats:
    """Amounts of four signals that are lower on days 300 to 300 + `days`, shape (days, signals)."""
    scaled = white_noise(seed)
    scaled[:, 300 : 300 + days] -= by
    return np.exp(scaled).T


def test_a_drop_is_found_on_its_days_and_labelled() -> None:
    days = FIRST_DAY + np.arange(730)
    detector = SpellDetector().fit(with_drop(), days=days)
    (spell,) = detector.spells_
    assert (np.datetime64(spell.first), np.datetime64(spell.last)) == (days[300], days[304])
    assert spell.direction is Direction.COOLER
    assert np.flatnonzero(detector.labels_ == -1).tolist() == list(range(300, 305))
    assert detector.n_features_in_ == 4
    assert detector.predict(with_drop()).tolist() == detector.fit_predict(with_drop()).tolist()


def test_a_step_that_stays_is_a_change_point_and_no_spell() -> None:
    scaled = white_noise(4)
    scaled[:, 400:] -= 0.5
    detector = SpellDetector().fit(np.exp(scaled).T)
    (point,) = detector.change_points_
    assert abs((np.datetime64(point.day) - np.datetime64("1970-01-05")).astype(int) - 400) <= 7
    assert set(detector.labels_) == {1}


def test_the_rate_that_is_put_up_with_holds_on_noise() -> None:
    spells = sum(len(SpellDetector(rate=1.0).fit(np.exp(white_noise(seed)).T).spells_) for seed in range(30))
    assert 0 < spells <= 60 * 1.6  # 60 years at one a year


def test_parameters_are_those_of_scikit_learn() -> None:
    detector = SpellDetector(rate=0.5, polarity=[1, -1])
    assert detector.get_params() == {"rate": 0.5, "kind": "amount", "polarity": [1, -1]}
    again = type(detector)(**detector.get_params()).set_params(rate=0.1)
    assert repr(again) == "SpellDetector(rate=0.1, kind='amount', polarity=[1, -1])"
    with pytest.raises(ValueError, match="no parameter 'rates'"):
        detector.set_params(rates=1)


def test_one_series_with_gaps_will_do() -> None:
    values = with_drop()[:, 0]
    values[::7] = np.nan
    assert SpellDetector(polarity=-1).fit(values).labels_.shape == (730,)


@pytest.mark.parametrize(
    ("parameters", "fitted"),
    [
        ({}, {"X": np.ones((2, 3, 4))}),
        ({}, {"X": np.ones(0)}),
        ({}, {"X": np.ones(3), "days": np.array(["2024-01-01", "2024-01-02", "2024-01-04"], "datetime64[D]")}),
        ({}, {"X": np.ones(3), "days": np.array(["2024-01-01"], "datetime64[D]")}),
        ({}, {"X": np.ones(3), "weights": np.ones(4)}),
        ({"kind": "weight"}, {"X": np.ones(30)}),
        ({"kind": ["count", "share"]}, {"X": np.ones(30)}),
        ({"polarity": 2}, {"X": np.ones(30)}),
    ],
)
def test_what_does_not_fit_is_refused(parameters: dict[str, Any], fitted: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"is needed|are needed|have the shape|not a valid"):
        SpellDetector(**parameters).fit(**fitted)
