"""Values of signals as codes, and what each kind of change makes of a person's own distribution of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from unlike.core.series import Floats, SignalKind
from unlike.detection.sitting_messages import Codes, SittingMessages

_WORD_EDGES: Final = (2, 3, 4, 5, 6, 8, 10, 13, 17, 23, 31)  # words from which on the next code begins
_DURATION_EDGES: Final = np.geomspace(10.0, 15_000.0, 14)  # seconds
_ONE_WORD_SHARES: Final = (0.5, 0.2, 0.12, 0.06, 0.03)  # messages of one to five words among dry replies
_OWN_SHARE: Final = 0.1  # of dry replies that are as the person's others
_UNCHANGED_SHARE: Final = 0.03  # own distribution in every change, so that no message counts without bound
_FAR_SHARE: Final = 0.1  # of slower replies that are slower by any factor, so that none was too slow to be one
_MIN_USE: Final = 0.003  # share of the messages with a mark, from which on it is a habit
_MAX_MARK_SHARE: Final = 0.95

CHANGE_FACTORS: Final = (0.0, 0.4, 0.6, 1.7)
"""What is left of the words and marks in each kind of change; 0 is a dry reply of hardly a word."""
WARMER: Final = 3
"""Index of the change that is warmer."""
SLOWER_FACTOR: Final = 3.0
"""How many times as long replies take in the change of reply times."""
DRY_MARK_FACTOR: Final = 0.1
"""What is left of each mark among dry replies."""


@dataclass(frozen=True, slots=True)
class SignalCodes:
    """One signal as codes.

    Attributes:
        column: of the signal in the matrix of values.
        kind: how the values behave.
        codes: shape (n,), -1 where missing.
        size: number of codes.
        transitions: what each kind of change makes of each code, shape (changes, size, size); one change for durations.
        floor: code of the coolest value.
    """

    column: int
    kind: SignalKind
    codes: Codes
    size: int
    transitions: Floats
    floor: int

    def changed(self, table: Floats, change: int) -> Floats:
        """Probabilities after a change, of a table of shape (cells, size)."""
        changed_table: Floats = table @ self.transitions[change]
        return (1 - _UNCHANGED_SHARE) * changed_table + _UNCHANGED_SHARE * table


def signal_codes(messages: SittingMessages) -> tuple[SignalCodes, ...]:
    """Codes of every signal that tells of a change in a few messages: lengths, marks with a direction, reply times."""
    coded = (_codes_of_signal(messages, column) for column in range(len(messages.names)))
    return tuple(signal for signal in coded if signal is not None)


def _codes_of_signal(messages: SittingMessages, column: int) -> SignalCodes | None:
    """Codes of one signal; None where it has no direction or is hardly used."""
    kind, polarity = messages.kinds[column], messages.polarity[column]
    values = messages.values[:, column]
    present = np.isfinite(values)
    if kind is SignalKind.AMOUNT and polarity < 0 and present.any():
        return _length_codes(column, values)
    if kind is SignalKind.DURATION and polarity > 0 and present.any():
        return _duration_codes(column, values)
    if kind is SignalKind.SHARE and polarity < 0 and present.any() and values[present].mean() >= _MIN_USE:
        return _mark_codes(column, values)
    return None


def _mark_codes(column: int, values: Floats) -> SignalCodes:
    """Codes of a habit that a message has or has not."""
    present = np.isfinite(values)
    share = float(values[present].mean())
    transitions = np.zeros((len(CHANGE_FACTORS), 2, 2))
    for index, factor in enumerate(CHANGE_FACTORS):
        kept_share = DRY_MARK_FACTOR if factor == 0 else min(factor, 1.0)
        rise = min((factor - 1) * share, _MAX_MARK_SHARE - share) if factor > 1 else 0.0
        added_share = max(rise, 0.0) / (1 - share) if share < 1 else 0.0
        transitions[index] = [[1 - added_share, added_share], [1 - kept_share, kept_share]]
    codes = np.where(present, values > 0.5, -1).astype(np.int64)
    return SignalCodes(column, SignalKind.SHARE, codes, 2, transitions, 0)


def _length_codes(column: int, values: Floats) -> SignalCodes:
    """Codes of the number of words."""
    present = np.isfinite(values)
    words = np.maximum(np.rint(np.exp(np.where(present, values, 0.0))), 1.0)
    size = len(_WORD_EDGES) + 1
    codes = np.where(present, np.searchsorted(_WORD_EDGES, words, side="right"), -1).astype(np.int64)
    transitions = np.zeros((len(CHANGE_FACTORS), size, size))
    for index, factor in enumerate(CHANGE_FACTORS):
        if factor == 0:
            dry_probabilities = np.zeros(size)
            dry_probabilities[: len(_ONE_WORD_SHARES)] = _ONE_WORD_SHARES
            dry_probabilities[len(_ONE_WORD_SHARES) :] = (1 - sum(_ONE_WORD_SHARES)) / (size - len(_ONE_WORD_SHARES))
            transitions[index] = (1 - _OWN_SHARE) * dry_probabilities + _OWN_SHARE * np.eye(size)
        else:
            scaled_down = np.maximum(np.floor(words * factor), 1.0)
            transitions[index] = _length_transition(codes, words * factor - np.floor(words * factor), scaled_down, size)
    return SignalCodes(column, SignalKind.AMOUNT, codes, size, transitions, 0)


def _length_transition(codes: Codes, round_up_chance: Floats, scaled_down: Floats, size: int) -> Floats:
    """Codes after the words of each message are scaled and rounded at random, by their code before, (size, size)."""
    counts = np.zeros((size, size))
    present = codes >= 0
    for words, weight in ((scaled_down, 1 - round_up_chance), (scaled_down + 1, round_up_chance)):
        new_codes = np.searchsorted(_WORD_EDGES, words[present], side="right")
        np.add.at(counts, (codes[present], new_codes), weight[present])
    return _rows_or_identity(counts)


def _duration_codes(column: int, values: Floats) -> SignalCodes:
    """Codes of reply times."""
    present = np.isfinite(values)
    seconds = np.exp(np.where(present, values, 0.0))
    size = _DURATION_EDGES.size + 1
    codes = np.where(present, np.searchsorted(_DURATION_EDGES, seconds, side="right"), -1).astype(np.int64)
    counts = np.zeros((size, size))
    new_codes = np.searchsorted(_DURATION_EDGES, SLOWER_FACTOR * seconds[present], side="right")
    np.add.at(counts, (codes[present], new_codes), 1.0)
    slower = np.triu(np.ones((size, size)), 1)
    slower[-1, -1] = 1.0
    far_codes = slower / slower.sum(axis=1, keepdims=True)
    transition = (1 - _FAR_SHARE) * _rows_or_identity(counts) + _FAR_SHARE * far_codes
    return SignalCodes(column, SignalKind.DURATION, codes, size, transition[None], size - 1)


def _rows_or_identity(counts: Floats) -> Floats:
    """Rows as probabilities; codes that never came up stay what they are."""
    total = counts.sum(axis=1, keepdims=True)
    rows: Floats = np.where(total > 0, counts / np.where(total > 0, total, 1.0), np.eye(len(counts)))
    return rows
