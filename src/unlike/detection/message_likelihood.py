"""Log-likelihood ratios of windows: how much better a drop of each habit explains a window's messages than the usual.

A ratio has the size of what could have been told: 0 where a habit is so rare that nothing could, and below 0 where a
drop should have shown and did not. Each is the logarithm of the mean of the ratios of some drops (a uniform prior;
Kass & Raftery 1995, JASA 90:773). Shares are binomial; sizes of messages are held against the person's own histogram,
as it is and with every message cut; both count by the dispersion of the person's days. The usual is that of the flanks,
at the level between lasting shifts. Days stray together, so that a ratio counts as far as the days beside the window
go, as the variance of a difference of means does; and habits stray together, so that their sum counts as far as its
days vary no more than those of habits that do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.core.series import MAX_UNITS, Floats
from unlike.detection.day_dispersion import share_dispersion, size_dispersion
from unlike.detection.flank_levels import PRIOR_MESSAGES, FlankSums
from unlike.detection.message_tallies import MessageTallies
from unlike.detection.running_sums import RunningSums
from unlike.detection.scan import FLANK_DAYS
from unlike.detection.size_ratios import AMOUNT_FACTORS, message_ratios, size_transitions

SHARE_FACTORS: Final = (0.1, 0.3, 0.6, 0.8)
"""Factors by which a share falls in the drops that a window is compared with."""
_MODERATE: Final = 2  # of the factors of a share, for what a day adds
_MIDDLE: Final = 1  # of those of an amount
_MAX_SHARE: Final = 0.98


@dataclass(frozen=True, slots=True)
class DayRatios:
    """Parts of each day in the ratio of a window that holds it: s shares and a amounts over d days.

    Attributes:
        with_habit, messages: shape (s, d).
        expected: messages with the habit at the level of the day's segment, shape (s, d).
        ratio: log-likelihood ratios of the day's messages for each of `AMOUNT_FACTORS`, shape (a, 3, d).
        sizes: messages with a size, shape (a, d).
    """

    with_habit: Floats
    messages: Floats
    expected: Floats
    ratio: Floats
    sizes: Floats


@dataclass(frozen=True, slots=True)
class HabitLikelihood:
    """Basis of the log-likelihood ratios of one person's windows.

    Attributes:
        weight: relative weight of each ratio, shape (s + a,): shares first.
        share_dispersion: variance of a day's share in units of the binomial one, at least 1, shape (s,).
        size_dispersion: variance of a day's ratio in units of that of ordinary people, at least 1, shape (a, 3).
        overall: share of the whole history, shape (s,).
        coherence: variance of what a day's habits add up to in units of what it would be if they strayed each on its
            own, at least 1.
        days: the observed days.
        excess: ratio of each day minus what it is on average in its segment, shape (a, 3, d).
        histograms: shape (a, d, MAX_UNITS).
        size_ratio: log-likelihood ratio of a message of each size, by segment, shape (g, a, 3, MAX_UNITS).
        segments: segment of each day, shape (d,).
        baseline_days: days that say what is usual, shape (d,).
    """

    weight: Floats
    share_dispersion: Floats
    size_dispersion: Floats
    overall: Floats
    coherence: float
    days: DayRatios
    excess: Floats
    histograms: Floats
    size_ratio: Floats
    segments: NDArray[np.int64]
    baseline_days: NDArray[np.bool_]
    _whole_flanks: list[FlankSums] = field(default_factory=list, init=False, repr=False, compare=False)

    def after_drop(self, factor: float) -> DayRatios:
        """Expected days after a drop to `factor` of the messages, of each habit and of each size."""
        days = self.days
        cut_histograms = factor * self.histograms @ size_transitions(factor)
        return DayRatios(
            with_habit=factor**2 * days.with_habit,
            messages=factor * days.messages,
            expected=factor * days.expected,
            ratio=_day_ratios(cut_histograms, self.size_ratio, self.segments),
            sizes=factor * days.sizes,
        )

    def log_ratios(
        self,
        lengths: tuple[int, ...],
        day_range: slice = slice(None),
        starts: slice = slice(None),
        window_days: DayRatios | None = None,
    ) -> Floats:
        """Log-likelihood ratio of a drop of each habit in each window, shape (k, s + a, e) over e starts, 0 beyond.

        Args:
            lengths: days, shape (k,).
            day_range: consecutive days within which windows and their flanks lie.
            starts: consecutive days of these, on which windows begin.
            window_days: the days as they are in windows, where these differ from what they are in flanks.
        """
        inner_days, flanks = window_days or self.days, self._flanks(day_range)
        share_sums = _running_sums((inner_days.with_habit, inner_days.messages, inner_days.expected), day_range)
        size_sums = _running_sums((inner_days.ratio, inner_days.sizes), day_range)
        shares, amounts = inner_days.with_habit.shape[0], inner_days.sizes.shape[0]
        size = self.baseline_days[day_range].size
        begin, end, _ = starts.indices(size)
        result = np.zeros((len(lengths), shares + amounts, end - begin))
        for index, length in enumerate(lengths):
            count = max(min(end, size - length + 1) - begin, 0)
            beside = flanks.levels(length, count, begin)
            ratios = result[index, :, :count]
            with_habit, messages, expected = (part.inside(length, count, begin) for part in share_sums)
            ratios[:shares] = self._share_ratios(with_habit, messages, beside.shares * expected)
            total, number = (part.inside(length, count, begin) for part in size_sums)
            excess = (total - number[:, None] * beside.amounts) / self.size_dispersion[..., None]
            ratios[shares:] = _log_mean(excess, axis=1)
            ratios *= beside.weight
        return result

    def weighted_sum(
        self,
        lengths: tuple[int, ...],
        day_range: slice = slice(None),
        starts: slice = slice(None),
        window_days: DayRatios | None = None,
    ) -> Floats:
        """Weighted sum of the habits' log-likelihood ratios in each window by their coherence, shape (k, e).

        Arguments as for `log_ratios`.
        """
        total: Floats = np.einsum(
            "h,khd->kd", self.weight / self.coherence, self.log_ratios(lengths, day_range, starts, window_days)
        )
        return total

    def _flanks(self, day_range: slice) -> FlankSums:
        """Running sums of the flanks within some days; those of the whole history are kept."""
        is_whole = day_range == slice(None)
        if is_whole and self._whole_flanks:
            return self._whole_flanks[0]
        parts = (self.days.with_habit, self.days.expected, self.excess, self.days.sizes)
        with_habit, expected, excess, sizes = (part[..., day_range] for part in parts)
        is_baseline = self.baseline_days[day_range].astype(np.float64)
        flanks = FlankSums.of((with_habit, expected, excess, sizes), is_baseline, self.overall)
        if is_whole:
            self._whole_flanks.append(flanks)
        return flanks

    def _share_ratios(self, with_habit: Floats, messages: Floats, usual: Floats) -> Floats:
        """Log-likelihood ratios of shares from sums over windows, all of shape (s, windows).

        Args:
            with_habit: messages with each habit.
            messages: all messages.
            usual: messages with the habit at the level of the flanks.
        """
        usual_share = np.minimum(usual / np.maximum(messages, 1e-9), _MAX_SHARE)
        without_habit, unusual_share = messages - with_habit, 1 - usual_share
        ratios = np.empty((len(SHARE_FACTORS), *with_habit.shape))
        for row, factor in zip(ratios, SHARE_FACTORS, strict=True):
            without_ratio = np.log1p((1 - factor) * usual_share / unusual_share)
            np.add(with_habit * np.log(factor), without_habit * without_ratio, out=row)
        ratios /= self.share_dispersion[None, :, None]
        return _log_mean(ratios, axis=0)


def habit_likelihood(
    tallies: MessageTallies, segments: NDArray[np.int64], baseline_days: NDArray[np.bool_]
) -> HabitLikelihood:
    """Prepare the log-likelihood ratios of a person.

    Args:
        tallies: the person's.
        segments: which of the stretches between lasting shifts each day is in, 0 upwards, shape (d,).
        baseline_days: shape (d,).
    """
    overall = (tallies.with_habit.sum(axis=1) + 0.5) / (tallies.messages.sum(axis=1) + 1.0)
    level = _segment_means(tallies.with_habit, tallies.messages, overall, segments)
    sizes = tallies.histograms.sum(axis=2)
    size_ratio = _size_ratios(tallies.histograms, segments)
    ratio = _day_ratios(tallies.histograms, size_ratio, segments)
    mean = ratio.sum(axis=2) / np.maximum(sizes.sum(axis=1), 1.0)[:, None]
    repeated = np.broadcast_to(sizes[:, None], ratio.shape)
    excess = ratio - repeated * _segment_means(ratio, repeated, mean, segments)
    weight = np.concatenate([tallies.share_weight, tallies.amount_weight])
    of_shares = share_dispersion(tallies, level)
    of_sizes = size_dispersion(tallies.histograms, excess, size_ratio, segments)
    share_scores = _share_scores(tallies, level, overall) / of_shares[:, None]
    amount_scores = excess[:, _MIDDLE] / of_sizes[:, _MIDDLE, None]
    scores = np.concatenate([share_scores, amount_scores]) * weight[:, None]
    return HabitLikelihood(
        weight=weight,
        share_dispersion=of_shares,
        size_dispersion=of_sizes,
        overall=overall,
        coherence=_score_coherence(scores[:, baseline_days]),
        days=DayRatios(tallies.with_habit, tallies.messages, tallies.messages * level, ratio, sizes),
        excess=excess,
        histograms=tallies.histograms,
        size_ratio=size_ratio,
        segments=segments,
        baseline_days=baseline_days,
    )


def _share_scores(tallies: MessageTallies, level: Floats, overall: Floats) -> Floats:
    """Part of each day in the ratio of each share for a moderate drop, minus its expectation, shape (s, d)."""
    factor = SHARE_FACTORS[_MODERATE]
    share = np.minimum(overall, _MAX_SHARE)
    per_message = np.log(factor) - np.log((1 - factor * share) / (1 - share))
    scores: Floats = per_message[:, None] * (tallies.with_habit - tallies.messages * level)
    return scores


def _score_coherence(scores: Floats) -> float:
    """Variance of the sum of rows in units of the sum of their variances, at least 1; shape (h, d)."""
    alone = float((scores**2).sum())
    return max(float((scores.sum(axis=0) ** 2).sum()) / alone, 1.0) if alone > 0 else 1.0


def _size_ratios(histograms: Floats, segments: NDArray[np.int64]) -> Floats:
    """Log-likelihood ratio of a message of each size in each segment, shape (g, a, 3, MAX_UNITS)."""
    count = int(segments.max(initial=0)) + 1
    ratios = np.zeros((count, len(histograms), len(AMOUNT_FACTORS), MAX_UNITS))
    for segment in range(count):
        for row, histogram in enumerate(histograms):
            ratios[segment, row] = message_ratios(histogram[segments == segment].sum(axis=0))
    return ratios


def _day_ratios(histograms: Floats, size_ratio: Floats, segments: NDArray[np.int64]) -> Floats:
    """Sum of the ratios of each day's messages, shape (a, 3, d)."""
    result = np.zeros((len(histograms), len(AMOUNT_FACTORS), segments.size))
    for segment, ratios in enumerate(size_ratio):
        in_segment = segments == segment
        result[..., in_segment] = np.einsum("adu,afu->afd", histograms[:, in_segment], ratios)
    return result


def _segment_means(total: Floats, number: Floats, overall: Floats, segments: NDArray[np.int64]) -> Floats:
    """Mean of each day's segment, drawn a little towards the overall one, shape (..., d)."""
    member = (segments[None, :] == np.arange(segments.max(initial=0) + 1)[:, None]).astype(np.float64)
    prior = PRIOR_MESSAGES * overall[..., None]
    means = (total @ member.T + prior) / (number @ member.T + PRIOR_MESSAGES)
    result: Floats = means[..., segments]
    return result


def _running_sums(parts: Sequence[Floats], day_range: slice) -> list[RunningSums]:
    """Running sums of some of the days of arrays of shape (..., d)."""
    return [RunningSums.of(part[..., day_range], FLANK_DAYS) for part in parts]


def _log_mean(logarithms: Floats, axis: int) -> Floats:
    """Logarithm of the mean of numbers given by their logarithms."""
    highest = logarithms.max(axis=axis, keepdims=True)
    ratios = logarithms - highest
    mean = np.exp(ratios, out=ratios).mean(axis=axis)
    result: Floats = np.log(mean) + highest.squeeze(axis)
    return result
