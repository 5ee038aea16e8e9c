"""Evidence of single messages."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from example_sittings import EMOJI, LENGTH, REPLY_TIME, exchangeable_sittings
from unlike.detection import message_evidence
from unlike.detection.signal_codes import WARMER


def test_on_average_evidence_speaks_against_a_change_that_did_not_happen() -> None:
    evidence = message_evidence(exchangeable_sittings(1, sittings=800))
    assert (evidence.style.mean(axis=0) < 0).all()
    assert evidence.slowness[evidence.slowness != 0].mean() < 0


def test_a_bare_word_speaks_for_cooler_and_a_long_message_for_warmer() -> None:
    messages = exchangeable_sittings(2)
    values = messages.values.copy()
    values[0] = [0.0, 0.0, np.nan]
    values[1] = [np.log(30.0), 1.0, np.nan]
    evidence = message_evidence(replace(messages, values=values))
    assert evidence.style[0, 0] > 1
    assert evidence.style[0, WARMER] < 0
    assert evidence.style[1, WARMER] > 0 > evidence.style[1, 0]
    assert np.allclose(evidence.bare[0], evidence.style[0])
    assert (evidence.bare[:, 0] >= evidence.style[:, 0] - 1e-9).mean() > 0.95


def test_a_slow_reply_speaks_for_slowness_and_no_reply_for_nothing() -> None:
    messages = exchangeable_sittings(3)
    values = messages.values.copy()
    values[:2, REPLY_TIME] = [6.6, np.nan]
    evidence = message_evidence(replace(messages, values=values))
    assert evidence.slowness[0] > 0
    assert evidence.slowness[1] == 0


def test_a_message_without_text_counts_for_nothing() -> None:
    messages = exchangeable_sittings(4)
    values = messages.values.copy()
    values[0, [LENGTH, EMOJI]] = np.nan
    assert (message_evidence(replace(messages, values=values)).style[0] == 0).all()
