"""Whether variance and autocorrelation rise before spells: people of public channels against their own other days.

    UNLIKE_DATA=... python -m bench.detection.early_warning [--people 38]

Settled before it was run. A system near a tipping point recovers more slowly, so that variance and lag-1
autocorrelation rise (Scheffer et al. 2009, Nature 461:53; Dakos et al. 2008, PNAS 105:14308). For every signal of a
person: residuals around the local level, in units of their spread, on days with a value; both indicators in windows
of 30 such days over the 60 before a spell's first day; the trend is Kendall's tau over these windows, in the mean of
the signals. The null is the same at every fifth day of the same person, from which no spell lies within 60 days before
and 30 after. A spell's rank is the share of these that it exceeds (ties count half): 0.5 by chance. The interval is a
bootstrap over people. It would be shown to people only if the whole interval lay above 0.5. Spells are those at one
false one a year. Only sums over people come out. Writes docs/measurements/early-warning.md.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass, field

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from bench.shared.measurement_page import write_section
from bench.shared.paths import MEASUREMENTS
from bench.shared.public_channels import conversation, measured, people
from unlike.analysis.person import POSSIBLE_FALSE_SPELLS_PER_YEAR
from unlike.detection import SignalPanel, build_panel, detect_change_points, detect_spells, robust_baseline
from unlike.signals import series, without_group_activity

PAGE = MEASUREMENTS / "early-warning.md"
BEFORE, WINDOW = 60, 30
"""Days with a value before a spell, and of them in each window."""
CLEAR_BEFORE, CLEAR_AFTER, EVERY = 60, 30, 5
MIN_NULL = 20
"""Days without a spell that a person's null needs."""
INDICATORS = ("variance", "autocorrelation")
RESAMPLES = 10_000
Floats = NDArray[np.float64]


@dataclass(slots=True)
class Ranks:
    """Ranks of a person's spells among their days without one, by indicator."""

    by_indicator: dict[str, list[float]] = field(default_factory=lambda: {name: [] for name in INDICATORS})


def kendall_tau(values: Floats) -> Floats:
    """Kendall's tau of each row against time, shape (n,)."""
    size = values.shape[1]
    later, earlier = np.triu_indices(size, 1)[::-1]
    signs = np.sign(values[:, later] - values[:, earlier])
    return np.asarray(signs.mean(axis=1), dtype=np.float64)


def indicator_trends(residuals: Floats) -> dict[str, Floats]:
    """Tau of both indicators over the days up to each day, shape (d,); NaN where too few days lie before."""
    size = residuals.size
    result = {name: np.full(size, np.nan) for name in INDICATORS}
    observed = np.flatnonzero(np.isfinite(residuals))
    if observed.size < BEFORE:
        return result
    windows = sliding_window_view(residuals[observed], WINDOW)
    centred = windows - windows.mean(axis=1, keepdims=True)
    variance = (centred**2).mean(axis=1)
    lagged = (centred[:, 1:] * centred[:, :-1]).mean(axis=1) / np.maximum(variance, 1e-12)
    ends = observed[BEFORE - 1 :]
    for name, indicator in zip(INDICATORS, (variance, lagged), strict=True):
        by_end = kendall_tau(sliding_window_view(indicator, BEFORE - WINDOW + 1))
        last_observed = np.searchsorted(ends, np.arange(size), side="left") - 1  # the last observed day before each day
        has_value = last_observed >= 0
        result[name][has_value] = by_end[last_observed[has_value]]
    return result


def residuals_of(panel: SignalPanel) -> Floats:
    """Residuals around the level in units of their spread, signals × days; NaN where nothing was observed."""
    return np.where(panel.precision > 0, (panel.values - panel.level) * np.sqrt(panel.precision), np.nan)


def spell_ranks(number: int) -> Ranks:
    """Ranks of the spells of one person."""
    person = people()[number]
    history = measured(conversation(person, group=False))
    panel = build_panel(without_group_activity(history, series(history, person.nick)))
    baseline = robust_baseline(panel.without_offsets(detect_change_points(panel)[1]))
    detected = detect_spells(baseline, POSSIBLE_FALSE_SPELLS_PER_YEAR)
    origin = baseline.days[0].astype("datetime64[D]").astype(object)
    spells = [((spell.first - origin).days, (spell.last - origin).days) for spell in detected]
    by_signal = [indicator_trends(row) for row in residuals_of(baseline)]
    result = Ranks()
    for name in INDICATORS:
        stacked = np.array([trend[name] for trend in by_signal])
        observed_signals = np.isfinite(stacked).sum(axis=0)
        mean = np.where(observed_signals > 0, np.nansum(stacked, axis=0) / np.maximum(observed_signals, 1), np.nan)
        null = np.array([mean[day] for day in clear_days(mean.size, spells) if np.isfinite(mean[day])])
        if null.size < MIN_NULL:
            continue
        for first, _ in isolated_spells(spells):
            if np.isfinite(mean[first]):
                result.by_indicator[name].append(float((null < mean[first]).mean() + (null == mean[first]).mean() / 2))
    return result


def clear_days(size: int, spells: list[tuple[int, int]]) -> list[int]:
    """Days for the null."""
    return [
        day
        for day in range(0, size, EVERY)
        if all(last < day - CLEAR_BEFORE or first > day + CLEAR_AFTER for first, last in spells)
    ]


def isolated_spells(spells: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spells without another spell in the days before them that are compared."""
    return [
        spell for spell in spells if all(last < spell[0] - CLEAR_BEFORE or first >= spell[0] for first, last in spells)
    ]


def mean_interval(by_person: list[list[float]]) -> tuple[float, float, float]:
    """Mean rank over spells, with a 95 % bootstrap interval over people."""
    sums = np.array(
        [(sum(person_ranks), len(person_ranks)) for person_ranks in by_person if person_ranks], dtype=np.float64
    )
    resampled = sums[np.random.default_rng(1).integers(0, len(sums), (RESAMPLES, len(sums)))].sum(axis=1)
    low, high = np.quantile(resampled[:, 0] / resampled[:, 1], [0.025, 0.975])
    return float(sums[:, 0].sum() / sums[:, 1].sum()), float(low), float(high)


def page_text(number: int, ranks_of_people: list[Ranks]) -> str:
    intro = (
        "Settled before it was run. A system near a tipping point recovers more slowly, so that variance and lag-1 "
        "autocorrelation rise (Scheffer et al. 2009, Nature 461:53). Here: of every signal's residuals, in windows of "
        f"{WINDOW} days with a value over the {BEFORE} before a spell, against days of theirs far from a spell. "
        "A rank of 0.5 is chance."
    )
    lines = ["# Early warnings before spells", "", intro, ""]
    lines += ["| indicator | people | spells | mean rank before a spell (95 %) |", "|---|---|---|---|"]
    shipped = []
    for name in INDICATORS:
        by_person = [person_ranks.by_indicator[name] for person_ranks in ranks_of_people]
        mean, low, high = mean_interval(by_person)
        shipped += [name] if low > 0.5 else []
        people_count = sum(1 for ranks_of_person in by_person if ranks_of_person)
        lines.append(f"| {name} | {people_count} | {sum(map(len, by_person))} | {mean:.3f} ({low:.3f}–{high:.3f}) |")
    verdict = (
        f"The interval of the {' and the '.join(shipped)} excludes chance." if shipped
        else "Neither interval excludes chance: nothing of it is shown to anybody."
    )  # fmt: skip
    sample_text = (
        f"Real people of public channels ({number} looked at), each with the one they write with most; spells at one "
        "false one a year, so that some of them are none, which draws the rank to 0.5."
    )
    lines += [
        "",
        f"{verdict} {sample_text}",
        "",
        f"Again: `python -m bench.detection.early_warning --people {number}`.",
    ]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=38)
    options = parser.parse_args()
    number = min(options.people, len(people()))
    text = page_text(number, [spell_ranks(person_number) for person_number in range(number)])
    write_section("early_warning", text, PAGE)
    print(text)


if __name__ == "__main__":
    main()
