"""One number for a window: how far all its signals together stray towards cooler, towards warmer, or aside.

Each is on the scale of a standard normal number, for anybody: signals that this person's days move together count
together once. That is what lets one law of chance serve everyone, see `calibration`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from unlike.core.series import LOGARITHMIC, Floats, SignalKind
from unlike.core.types import Direction
from unlike.detection.medians import row_medians
from unlike.detection.panel import SignalPanel
from unlike.detection.scan import WindowContrasts, spread, standard


@dataclass(frozen=True, slots=True)
class DirectionalScore:
    """A direction that windows are looked at for.

    Attributes:
        direction: the direction.
        share: of the false spells that are put up with.
        wanders: how much wider its scores wander than normal numbers would: measured, on real and on invented people.
        shortest: days of its shortest window.
    """

    direction: Direction
    share: float
    wanders: float = 1.0
    shortest: int = 1


VIEWS: Final = (
    DirectionalScore(Direction.COOLER, 0.8),
    DirectionalScore(
        Direction.WARMER, 0.15, wanders=1.25, shortest=2
    ),  # one glad day, on which all habits rise at once, is no spell
    DirectionalScore(Direction.OTHER, 0.05, wanders=1.25),
)
AGAINST: Final = -1.0
"""A signal that strays the other way counts against by no more than this."""
_DROP: Final = 0.6  # the drop that signals are weighed by: to six tenths of the usual
_OF_COUNTS: Final = 2.0  # powers of what a drop would move, by which it is weighed
_OF_OTHERS: Final = 0.5
_TOGETHER: Final = 0.5  # how much of what days share is reckoned with in weighing; all of it is too uncertain
_PULL: Final = 0.1  # of each correlation towards none
_STRAY: Final = 3.0  # deviations beyond which a day's stray tells no more of what goes together
_LEAST_PAIRS: Final = 60  # days on which two signals say something, below which they are taken as unrelated


def weights(person: SignalPanel) -> Floats:
    """What a standard score of each signal counts for in this person, shape (s,); 0 without a direction.

    Fisher's discriminant (1936, Annals of Eugenics 7:179): what a drop to six tenths would move here, by what the
    signal tells in anyone (`Series.tells`), against what the person's days move together anyway; none below 0. The
    expected standard score enters by its root, which keeps signals that tell less from vanishing when they alone
    change; that of counts by its square: how much is written tells in those who write as much each day, and hardly in
    those who come and go. Scaled so that the weighted sum of a day's standard scores has variance 1.

    Args:
        person: the baseline.
    """
    expected = np.array([_expected(person, row) for row in range(len(person.names))])
    power = np.array([_OF_COUNTS if kind is SignalKind.COUNT else _OF_OTHERS for kind in person.kinds])
    wanted = person.weight * (expected / max(expected.max(initial=0.0), 1e-12)) ** power
    return discriminant(wanted, alike(person))


def discriminant(wanted: Floats, together: Floats) -> Floats:
    """Weights of signals that are wanted so much and go together so, none below 0, their sum of variance 1.

    Args:
        wanted: shape (s,); a signal of 0 has no weight.
        together: correlations, shape (s, s).
    """
    used = wanted > 0
    found = np.zeros(wanted.size)
    if not used.any():
        return found
    among = together[np.ix_(used, used)]
    partly = (1 - _TOGETHER) * np.eye(len(among)) + _TOGETHER * among
    part = np.maximum(np.linalg.solve(partly, wanted[used]), 0.0)
    found[used] = part / np.sqrt(part @ among @ part)
    return found


def alike(person: SignalPanel) -> Floats:
    """How a usual day's strays go together, signal by signal, cooler as positive: correlations, shape (s, s)."""
    sign = np.where(person.polarity == 0, 1.0, person.polarity)[:, None]
    there = ((person.precision > 0) & person.usual).astype(np.float64)
    stray = np.clip((person.values - person.level) * np.sqrt(person.precision), -_STRAY, _STRAY) * sign * there
    days = there @ there.T
    found = correlations(stray @ stray.T / np.maximum(days, 1.0))
    return np.where((days > _LEAST_PAIRS) | np.eye(len(days), dtype=bool), found, 0.0)


def correlations(shared: Floats) -> Floats:
    """Correlations from mean products, shape (s, s), each pulled a little towards none."""
    deviation = np.sqrt(np.maximum(np.diag(shared), 1e-9))
    found: Floats = shared / np.outer(deviation, deviation) * (1 - _PULL)
    np.fill_diagonal(found, 1.0)
    return found


def scores(found: WindowContrasts, person: SignalPanel) -> dict[DirectionalScore, Floats]:
    """Every window's score in each view, shape (k, d); -inf where there is no window.

    Args:
        found: the windows.
        person: the baseline that signals are weighed by.
    """
    u, weight = standard(found, spread(found)), weights(person)
    return {view: seen(u, found, person, view, weight) for view in VIEWS}


def seen(u: Floats, found: WindowContrasts, person: SignalPanel, view: DirectionalScore, weight: Floats) -> Floats:
    """Every window's score in one view, from its standard scores and the person's `weights`; as `scores`."""
    score = _aside(u, person) if view.direction is Direction.OTHER else directed(u, person, view, weight)
    long = np.array(found.lengths)[:, None]
    return np.where(found.valid & (long >= view.shortest), score / view.wanders, -np.inf)


def directed(u: Floats, person: SignalPanel, view: DirectionalScore, weight: Floats) -> Floats:
    """The one-sided sum of standard scores of shape (k, s, d), weighted by `weights`."""
    sign = person.polarity if view.direction is Direction.COOLER else -person.polarity
    total: Floats = np.einsum("s,ksd->kd", weight, np.maximum(u * sign[None, :, None], AGAINST))
    return total


def _aside(u: Floats, person: SignalPanel) -> Floats:
    """How far the signals without a direction stray together: their chi-squared as a normal number.

    Wilson & Hilferty 1931, PNAS 17:684.
    """
    aside = person.polarity == 0
    size = int(np.count_nonzero(aside))
    if size == 0:
        return np.full((u.shape[0], u.shape[2]), -np.inf)
    inverse = np.linalg.inv(alike(person)[np.ix_(aside, aside)])
    squared = np.maximum(np.einsum("ksd,st,ktd->kd", u[:, aside], inverse, u[:, aside]), 0.0)
    spare = 2 / (9 * size)
    normal: Floats = (np.cbrt(squared / size) - (1 - spare)) / np.sqrt(spare)
    return normal


def after_drop(level: Floats, kind: SignalKind, cooler: float, factor: float) -> Floats:
    """What a level becomes when the habit cools to `factor` of itself, on the scale of `Series.scaled`."""
    if kind in LOGARITHMIC:
        moved: Floats = level - cooler * np.log(factor)
        return moved
    if kind is SignalKind.COUNT:
        fewer: Floats = np.log1p(factor * np.expm1(np.maximum(level, 0.0)))
        return fewer
    return level * factor if cooler < 0 else 1 - (1 - level) * factor


def _expected(person: SignalPanel, row: int) -> float:
    """Expected standard score of one day after the drop; 0 for a signal without a direction."""
    there = person.precision[row] > 0
    if person.polarity[row] == 0 or not there.any():
        return 0.0
    level = row_medians(person.level[row][there])[None]
    change = after_drop(level, person.kinds[row], float(person.polarity[row]), _DROP) - level
    return float(np.abs(change)[0] * np.sqrt(row_medians(person.precision[row][there])))
