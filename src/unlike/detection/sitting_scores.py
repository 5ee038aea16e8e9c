"""Score of a sitting so far: a Bayes factor over kinds of change and over where in the sitting they begin.

The score decides the power of a comparison, never its chance, which is the score's rank among the person's own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

import numpy as np

from unlike.core.series import Floats
from unlike.detection.message_evidence import MessageEvidence
from unlike.detection.signal_codes import WARMER
from unlike.detection.sitting_messages import Codes, unit_starts

MAX_WINDOW_MESSAGES: Final = 20
"""Last messages of a sitting that are looked at."""
CHANGE_PRIOR: Final = np.array([0.35, 0.30, 0.15, 0.20])
"""Prior of each kind of change, as in `signal_codes.CHANGE_FACTORS`."""
_SLOW_PRIOR: Final = 0.4  # that replies are slower, too
_WHOLE_PRIOR: Final = 0.4  # that the change holds from the first message of the sitting on
_LATE_PRIOR: Final = 0.5  # that it begins within the last few messages
_LATE_MESSAGES: Final = 5


@dataclass(slots=True)
class SittingScores:
    """Scores of all sittings (or days) of a person after any number of messages.

    Attributes:
        evidence: of the n messages.
        starts: first message of each unit, shape (u,).
        lengths: messages of each unit, shape (u,).
    """

    evidence: MessageEvidence
    starts: Codes
    lengths: Codes
    _score_cache: dict[int, tuple[Codes, Floats]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, evidence: MessageEvidence, unit: Codes) -> SittingScores:
        """Scores by the number of each message's unit, shape (n,)."""
        starts = unit_starts(unit)
        return cls(evidence, starts, np.diff(starts, append=unit.size))

    def after(self, messages: int) -> tuple[Codes, Floats]:
        """Units that reached a number of messages, ascending, and their scores at that point."""
        if messages not in self._score_cache:
            units = np.flatnonzero(self.lengths >= messages)
            size = min(messages, MAX_WINDOW_MESSAGES)
            self._score_cache[messages] = units, self.window_scores(self.starts[units] + messages - size, size)
        return self._score_cache[messages]

    def window_scores(self, first: Codes, size: int) -> Floats:
        """Scores of windows of `size` messages by their first ones, shape (w,)."""
        rows = first[:, None] + np.arange(size)
        return bayes_factors(self.evidence.style[rows], self.evidence.slowness[rows])

    def bare_scores(self, first: Codes, size: int) -> Floats:
        """Scores of windows as if every message were a single word without any mark, shape (w,)."""
        rows = first[:, None] + np.arange(size)
        return bayes_factors(self.evidence.bare[rows], self.evidence.slowness[rows])


def bayes_factors(style: Floats, slowness: Floats) -> Floats:
    """Bayes factors of windows.

    Args:
        style: log-likelihood ratios, shape (windows, messages, changes).
        slowness: the same of reply times, shape (windows, messages).
    """
    parts = onset_factors(style, slowness) * CHANGE_PRIOR
    factors: Floats = (onset_prior(style.shape[1])[:, None] * parts).sum(axis=(1, 2))
    return factors


def onset_factors(style: Floats, slowness: Floats) -> Floats:
    """Likelihood ratios of each kind of change from each message on, shape (windows, messages, changes)."""
    from_here = np.cumsum(style[:, ::-1], axis=1)[:, ::-1]
    slow = 1 - _SLOW_PRIOR + _SLOW_PRIOR * np.exp(np.cumsum(slowness[:, ::-1], axis=1)[:, ::-1])
    factors: Floats = np.exp(from_here)
    factors[:, :, [change for change in range(style.shape[2]) if change != WARMER]] *= slow[:, :, None]
    return factors


def onset_prior(messages: int) -> Floats:
    """Prior of the message from which a change holds, shape (messages,)."""
    if messages == 1:
        return np.ones(1)
    prior = np.full(messages, (1 - _WHOLE_PRIOR - _LATE_PRIOR) / messages)
    prior[0] += _WHOLE_PRIOR
    late = min(_LATE_MESSAGES, messages - 1)
    prior[messages - late :] += _LATE_PRIOR / late
    return prior
