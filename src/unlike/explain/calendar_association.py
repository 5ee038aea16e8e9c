"""Whether shifts fall on what the owner knows of those days: how often chance does as much, for one and for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from unlike.annotations import CalendarEntry
from unlike.core.series import Floats
from unlike.results.interaction import CalendarMatch, LabelAssociation

LEAST: Final = 4
"""Spells below which nothing is said of all of them."""
RARE: Final = 0.05
"""Chance up to which a label is said to go with the spells."""
_DRAWS: Final = 2000
_OFTEN: Final = 3  # entries of a label that spells can go with
_CYCLES: Final = 4  # and that have a rhythm
_MOST: Final = 300  # labels looked at together, the most frequent ones
_NEAR: Final = 2  # days around the usual distance

Bools = np.ndarray[tuple[int], np.dtype[np.bool_]]
Ints = np.ndarray[tuple[int, ...], np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class _Label:
    """One label in the history: the days it is on, and the first days of its entries."""

    name: str
    on: Bools
    starts: Ints


def known(
    dated: Sequence[CalendarEntry], days: tuple[date, date], span: tuple[date, date]
) -> tuple[CalendarMatch, ...]:
    """What the owner knows of some days, the rarest first.

    The chance counts all runs of as many days of the history in which anything of theirs is on that is as rare, so
    that a full calendar explains nothing (the minimum over all labels, as in Westfall and Young 1993).

    Args:
        dated: what they know.
        days: first and last day of a shift.
        span: of the history.
    """
    labels = _labels(dated, span)
    begin, size = (days[0] - span[0]).days, (days[1] - days[0]).days + 1
    if not labels or begin < 0 or begin + size > labels[0].on.size:
        return ()
    hits = np.array([_touches(label.on, size)[: label.on.size - size + 1] for label in labels])
    frequencies = hits.mean(axis=1)
    rarest = np.where(hits, frequencies[:, None], 2.0).min(axis=0)
    labels_on_days = sorted((frequencies[row], row) for row in np.flatnonzero(hits[:, begin]).tolist())
    associations = []
    for share, row in labels_on_days:
        entry = _entry(dated, labels[row].name, days)
        associations.append(CalendarMatch(labels[row].name, entry.first, entry.last, float((rarest <= share).mean())))
    return tuple(associations)


def against(
    dated: Sequence[CalendarEntry], spells: Sequence[tuple[date, date]], span: tuple[date, date], seed: int = 0
) -> tuple[LabelAssociation, ...]:
    """The labels that spells go with more than chance would: on their days, or always as long after or before.

    Both counts (spells that touch a label's days; the mean resultant length of their first days in its cycles) are held
    against as many spells of the same lengths placed at random in the history, all labels together (the step-down's
    first step of Westfall and Young 1993).

    Args:
        dated: what the owner knows.
        spells: first and last days, oldest first.
        span: of the history.
        seed: of the random placing.
    """
    labels = sorted(
        (label for label in _labels(dated, span) if label.starts.size >= _OFTEN), key=lambda label: -label.starts.size
    )
    if not labels or len(spells) < LEAST:
        return ()
    onsets, lengths = _placed(spells, span, seed)
    kinds = [(label, kind) for label in labels[:_MOST] for kind in ("on", "after") if kind == "on" or _rhythmic(label)]
    table = np.array([_statistic(label, kind, onsets, lengths) for label, kind in kinds])
    chances = _together(table)
    strongest: dict[str, tuple[float, LabelAssociation]] = {}
    for (label, kind), row, chance in zip(kinds, table, chances.tolist(), strict=True):
        if chance <= RARE and chance < strongest.get(label.name, (1.0,))[0]:
            strongest[label.name] = (chance, _against(label, kind, (onsets[0], row), chance))
    return tuple(label for _, label in sorted(strongest.values(), key=lambda pair: pair[0]))


def labels_of(dated: Sequence[CalendarEntry], spells: Sequence[tuple[date, date]], span: tuple[date, date]) -> int:
    """How many labels `against` holds spells against."""
    frequent_labels = sum(label.starts.size >= _OFTEN for label in _labels(dated, span))
    return min(frequent_labels, _MOST) if len(spells) >= LEAST else 0


def _labels(dated: Sequence[CalendarEntry], span: tuple[date, date]) -> list[_Label]:
    """Every label that is on at least once; upper and lower case are one."""
    size = (span[1] - span[0]).days + 1
    entries_by_label: dict[str, list[CalendarEntry]] = {}
    for entry in dated:
        if entry.last >= span[0] and entry.first <= span[1]:
            entries_by_label.setdefault(entry.label.casefold(), []).append(entry)
    labels = []
    for entries in entries_by_label.values():
        on = np.zeros(size, dtype=np.bool_)
        for entry in entries:
            on[max(0, (entry.first - span[0]).days) : (entry.last - span[0]).days + 1] = True
        starts = np.unique([(entry.first - span[0]).days for entry in entries if entry.first >= span[0]])
        labels.append(_Label(entries[0].label, on, starts.astype(np.int64)))
    return labels


def _entry(dated: Sequence[CalendarEntry], label: str, days: tuple[date, date]) -> CalendarEntry:
    """The first entry of a label on some days."""
    first, last = days
    entries = (entry for entry in dated if entry.label.casefold() == label.casefold())
    return next(entry for entry in entries if entry.first <= last and entry.last >= first)


def _touches(on: Bools, size: int) -> Bools:
    """Whether a run of so many days from each day on touches a label's days, shape (d,)."""
    total = np.concatenate([[0], np.cumsum(on), np.full(size, on.sum())])
    result: Bools = total[size : size + on.size] > total[: on.size]
    return result


def _placed(spells: Sequence[tuple[date, date]], span: tuple[date, date], seed: int) -> tuple[Ints, Ints]:
    """First days and lengths of the spells (row 0) and of draws without overlap, shapes (1 + draws, n)."""
    rng = np.random.default_rng(seed)
    length = np.array([(last - first).days + 1 for first, last in spells])
    onset = np.array([(first - span[0]).days for first, _ in spells])
    free = max((span[1] - span[0]).days + 1 - int(length.sum()), 0)
    lengths = rng.permuted(np.tile(length, (_DRAWS, 1)), axis=1)
    gaps = np.sort(rng.integers(0, free, size=lengths.shape, endpoint=True), axis=1)
    drawn = gaps + np.cumsum(lengths, axis=1) - lengths
    return np.vstack([onset, drawn]), np.vstack([length, lengths])


def _statistic(label: _Label, kind: str, onsets: Ints, lengths: Ints) -> Floats:
    """How far the spells of each row go with a label, shape (1 + draws,)."""
    result: Floats
    if kind == "after":
        result = np.abs(np.exp(2j * np.pi * _phase(label)[onsets]).sum(axis=1))
        return np.round(result, 9)
    sizes = np.unique(lengths)
    touched = np.array([_touches(label.on, int(size)) for size in sizes])
    result = touched[np.searchsorted(sizes, lengths), onsets].sum(axis=1).astype(np.float64)
    return result


def _rhythmic(label: _Label) -> bool:
    """Whether a label comes often enough to have cycles."""
    return label.starts.size >= _CYCLES


def _phase(label: _Label) -> Floats:
    """Where in a label's cycle each day stands, 0 to 1, shape (d,); before the first and after the last as usual."""
    cycle = max(1, int(np.median(np.diff(label.starts))))
    before = np.arange(label.starts[0] % cycle - cycle, label.starts[0], cycle)
    after = np.arange(label.starts[-1] + cycle, label.on.size + 2 * cycle, cycle)
    edges = np.concatenate([before, label.starts, after])
    days = np.arange(label.on.size)
    cycle_index = np.searchsorted(edges, days, side="right") - 1
    result: Floats = (days - edges[cycle_index]) / (edges[cycle_index + 1] - edges[cycle_index])
    return result


def _together(table: Floats) -> Floats:
    """The chance of each row's first value, over all rows together, shape (rows,)."""
    ordered = np.sort(table, axis=1)
    below = np.array([np.searchsorted(draws, row, side="left") for draws, row in zip(ordered, table, strict=True)])
    rare = (table.shape[1] - below) / table.shape[1]
    least = np.sort(rare.min(axis=0))
    result: Floats = np.searchsorted(least, rare[:, 0], side="right") / least.size
    return result


def _against(label: _Label, kind: str, spells: tuple[Ints, Floats], chance: float) -> LabelAssociation:
    """In days and counts."""
    onset, values = spells
    if kind == "on":
        return LabelAssociation(label.name, None, int(values[0]), onset.size, float(values[1:].mean()), chance)
    cycle = float(np.median(np.diff(label.starts)))
    mean = np.angle(np.exp(2j * np.pi * _phase(label)[onset]).sum()) / (2 * np.pi)  # -1/2 to 1/2
    offsets = (_phase(label)[onset] - mean + 0.5) % 1 - 0.5
    near_phase = int((np.abs(offsets * cycle) <= _NEAR + 0.5).sum())
    return LabelAssociation(
        label.name, round(mean * cycle), near_phase, onset.size, onset.size * (2 * _NEAR + 1) / cycle, chance
    )
