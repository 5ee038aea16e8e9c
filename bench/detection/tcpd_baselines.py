"""Change points by ruptures and skchange, each with one setting for all series.

Run as a script by the Python of an environment that has ruptures, skchange and scipy:
`tcpd_baselines.py IN.npz OUT.json`. Rows come in with mean 0 and deviation 1.
"""

from __future__ import annotations

import json
import sys
import warnings
from pathlib import Path

import numpy as np
import ruptures
from skchange.detectors import PELT, MovingWindow, SeededBinarySegmentation


def change_price(rows: np.ndarray) -> float:
    """Three parameters' worth a dimension: 3 d log n."""
    return 3 * rows.shape[1] * float(np.log(len(rows)))


def linear_search(rows: np.ndarray) -> list[int]:
    """Each piece a line through its values, first row against time."""
    time = np.linspace(-1, 1, len(rows))
    signal = np.column_stack([rows[:, 0], np.ones(len(rows)), time])
    return ruptures.Pelt("linear", min_size=4, jump=1).fit(signal).predict(pen=change_price(rows))


METHODS = {
    "ruptures PELT, l2, 3 d log n": lambda x: (
        ruptures.Pelt("l2", min_size=2, jump=1).fit(x).predict(pen=change_price(x))
    ),
    "ruptures BinSeg, l2, 3 d log n": lambda x: (
        ruptures.Binseg("l2", min_size=2, jump=1).fit(x).predict(pen=change_price(x))
    ),
    "ruptures kernel, rbf, log n": lambda x: (
        ruptures.KernelCPD("rbf", min_size=2).fit(x).predict(pen=change_price(x) / 3)
    ),
    "ruptures PELT, normal, 3 d log n": lambda x: (
        ruptures.Pelt("normal", min_size=4, jump=1).fit(x).predict(pen=change_price(x))
    ),
    "ruptures PELT, linear pieces, 3 d log n": linear_search,
    "skchange PELT, default": lambda x: PELT().fit(x).predict(x),
    "skchange seeded binary segmentation, default": lambda x: SeededBinarySegmentation().fit(x).predict(x),
    "skchange moving window, default": lambda x: MovingWindow().fit(x).predict(x),
}


def detected_indices(method: str, rows: np.ndarray) -> list[int]:
    """Change points inside the series; none where the method cannot work on it (too short)."""
    try:
        marks = METHODS[method](rows)
    except (ValueError, ruptures.exceptions.BadSegmentationParameters) as error:
        print(f"{method}, {len(rows)} values: {type(error).__name__}: {error}", file=sys.stderr)
        return []
    return [int(mark) for mark in marks if 0 < mark < len(rows)]


def main() -> None:
    warnings.simplefilter("ignore")
    series = np.load(sys.argv[1])
    answers = {method: {name: detected_indices(method, series[name].T) for name in series.files} for method in METHODS}
    Path(sys.argv[2]).write_text(json.dumps(answers), encoding="utf-8")


if __name__ == "__main__":
    main()
