"""Spells and lasting shifts in any daily numbers, with the conventions of scikit-learn and without needing it."""

from __future__ import annotations

from collections.abc import Sequence
from inspect import signature
from typing import Any, Final, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray

from unlike.core.series import Days, Floats, Series, SignalKind
from unlike.detection.change_points import detect_change_points
from unlike.detection.panel import build_panel
from unlike.detection.robust_baseline import robust_baseline
from unlike.detection.shift_types import ChangePoint, DetectedSpell
from unlike.detection.spells import detect_spells

USUAL: Final = 1
"""Label of a day outside of spells, as scikit-learn's detectors of outliers label inliers."""
UNLIKE: Final = -1
"""Label of a day in a spell."""
_FIRST_DAY: Final = np.datetime64("1970-01-05", "D")


class SpellDetector:
    """Detector of spells: days that are unlike the others of the same series, and pass.

    Every series is compared with itself: nothing is learnt on one and carried to another, so that `predict` of another
    history gives what `fit` of it gives.

    Args:
        rate: false spells a year that are put up with, in all directions together.
        kind: how the values behave, as `SignalKind` names it: "count", "share", "amount" or "duration"; or one of them
            for each signal.
        polarity: of each signal, +1 where more of it means more distant behaviour, -1 where less does, 0 where neither;
            one number for all of them.

    Attributes:
        spells_: `DetectedSpell`, the oldest first.
        change_points_: `ChangePoint`, days from which on another level stayed.
        labels_: `UNLIKE` (-1) in a spell, else `USUAL` (1), shape (days,).
        n_features_in_: number of signals.
    """

    def __init__(
        self, *, rate: float = 0.1, kind: str | Sequence[str] = "amount", polarity: int | Sequence[int] = -1
    ) -> None:
        self.rate = rate
        self.kind = kind
        self.polarity = polarity

    def fit(
        self,
        X: ArrayLike,  # noqa: N803 - the name that scikit-learn uses
        y: object = None,
        *,
        days: ArrayLike | None = None,
        weights: ArrayLike | None = None,
    ) -> Self:
        """Detect spells and lasting shifts.

        Args:
            X: one value a day and signal, shape (days,) or (days, signals); NaN where there is none.
            y: not used.
            days: consecutive days, datetime64[D], shape (days,), for weekdays; None to count from a Monday.
            weights: number of observations behind each value, of the shape of X; None for one each.

        Raises:
            ValueError: shapes, days, kinds or polarities do not fit.
        """
        del y
        values = np.asarray(X, np.float64)
        values = values[:, None] if values.ndim == 1 else values
        if values.ndim != 2 or not values.size:
            raise ValueError(f"X has the shape {np.shape(X)}; (days,) or (days, signals) is needed")
        calendar = _calendar(days, len(values))
        counts = np.isfinite(values) * (1.0 if weights is None else _like(weights, values))
        panel = build_panel(self._series(values, counts, calendar))
        change_points, offsets = detect_change_points(panel)
        self.change_points_: tuple[ChangePoint, ...] = change_points
        self.spells_: tuple[DetectedSpell, ...] = detect_spells(
            robust_baseline(panel.without_offsets(offsets)), self.rate
        )
        self.labels_: NDArray[np.int64] = np.full(len(values), USUAL)
        for spell in self.spells_:
            self.labels_[(calendar >= np.datetime64(spell.first)) & (calendar <= np.datetime64(spell.last))] = UNLIKE
        self.n_features_in_ = values.shape[1]
        return self

    def predict(self, X: ArrayLike) -> NDArray[np.int64]:  # noqa: N803 - as above
        """Labels of the days of a history, each held against that history itself, shape (days,)."""
        return type(self)(**self.get_params()).fit(X).labels_

    def fit_predict(self, X: ArrayLike, y: object = None) -> NDArray[np.int64]:  # noqa: N803 - as above
        """Labels of the days that are fitted, shape (days,)."""
        return self.fit(X, y).labels_

    def get_params(self, deep: bool = True) -> dict[str, Any]:
        """Parameters by name; `deep` changes nothing, as none holds others."""
        del deep
        return {name: getattr(self, name) for name in _parameters(type(self))}

    def set_params(self, **params: Any) -> Self:  # noqa: ANN401 - as the parameters
        """Set parameters by name.

        Raises:
            ValueError: there is no parameter of a name.
        """
        for name, value in params.items():
            if name not in _parameters(type(self)):
                raise ValueError(f"there is no parameter {name!r}")
            setattr(self, name, value)
        return self

    def __repr__(self) -> str:
        arguments = (f"{name}={value!r}" for name, value in self.get_params().items())
        return f"{type(self).__name__}({', '.join(arguments)})"

    def _series(self, values: Floats, counts: Floats, days: Days) -> list[Series]:
        number = values.shape[1]
        kinds = [self.kind] * number if isinstance(self.kind, str) else list(self.kind)
        signs = [self.polarity] * number if isinstance(self.polarity, int) else list(self.polarity)
        if len(kinds) != number or len(signs) != number or not set(signs) <= {-1, 0, 1}:
            raise ValueError(f"kind and polarity (-1, 0 or 1) are needed for each of {number} signals")
        return [
            Series(str(column), SignalKind(kind), sign, days, values[:, column], counts[:, column], noise=0.0)
            for column, (kind, sign) in enumerate(zip(kinds, signs, strict=True))
        ]


def _parameters(detector: type[SpellDetector]) -> tuple[str, ...]:
    return tuple(signature(detector).parameters)


def _like(weights: ArrayLike, values: Floats) -> Floats:
    """Weights of the shape of the values.

    Raises:
        ValueError: they have another one.
    """
    array = np.asarray(weights, np.float64)
    array = array[:, None] if array.ndim == 1 else array
    if array.shape != values.shape:
        raise ValueError(f"weights have the shape {array.shape}, X {values.shape}")
    return array


def _calendar(days: ArrayLike | None, number: int) -> Days:
    """Consecutive days.

    Raises:
        ValueError: they are not, or as many as values.
    """
    if days is None:
        return _FIRST_DAY + np.arange(number).astype("timedelta64[D]")
    calendar = np.asarray(days, "datetime64[D]")
    if calendar.shape != (number,) or (np.diff(calendar) != np.timedelta64(1, "D")).any():
        raise ValueError(f"{number} consecutive days are needed")
    return calendar
