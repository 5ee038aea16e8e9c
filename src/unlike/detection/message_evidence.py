"""Evidence of each message for each kind of change: log-likelihood ratios in the message's context."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from unlike.core.series import Floats, SignalKind
from unlike.detection.context_probabilities import cells, context_probabilities
from unlike.detection.signal_codes import CHANGE_FACTORS, SignalCodes, signal_codes
from unlike.detection.sitting_messages import Codes, MessageContext, SittingMessages


@dataclass(frozen=True, slots=True)
class MessageEvidence:
    """Log-likelihood ratios of n messages.

    Attributes:
        style: by kind of change (see `CHANGE_FACTORS`), all signals of the writing together, shape (n, changes).
        slowness: reply times, shape (n,).
        bare: what `style` would be of a message of one word without any mark, shape (n, changes).
    """

    style: Floats
    slowness: Floats
    bare: Floats


def message_evidence(messages: SittingMessages) -> MessageEvidence:
    """Evidence of every message; the probabilities come from all of them, the last ones too.

    The last sitting counts like any other, so that the rank of its score among theirs is exact.
    """
    durations = tuple(context for context in messages.contexts if context.of_durations)
    cell, number = cells(messages.contexts)
    style, bare = np.zeros((messages.size, len(CHANGE_FACTORS))), np.zeros((number, len(CHANGE_FACTORS)))
    slowness = np.zeros(messages.size)
    for signal in signal_codes(messages):
        if signal.kind is SignalKind.DURATION:
            slowness += _message_ratios(_log_ratios(signal, durations), cells(durations)[0], signal.codes)[:, 0]
        else:
            ratios = _log_ratios(signal, messages.contexts)
            style += _message_ratios(ratios, cell, signal.codes)
            bare += ratios[:, signal.floor]
    return MessageEvidence(style, slowness, bare[cell])


def _log_ratios(signal: SignalCodes, contexts: tuple[MessageContext, ...]) -> Floats:
    """Log-likelihood ratios by cell of the contexts, code and kind of change, shape (cells, size, changes)."""
    table = context_probabilities(signal.codes, signal.size, contexts)
    changes = range(len(signal.transitions))
    return np.stack([np.log(signal.changed(table, change) / table) for change in changes], axis=2)


def _message_ratios(ratios: Floats, cell: Codes, codes: Codes) -> Floats:
    """Ratios of messages by their cells and codes, shape (n, changes); 0 where missing."""
    with_missing = np.concatenate([np.zeros((len(ratios), 1, ratios.shape[2])), ratios], axis=1)
    rows: Floats = with_missing.reshape(-1, ratios.shape[2])[cell * with_missing.shape[1] + codes + 1]
    return rows
