"""Invented pairs with planted changes, read through every signal as a real chat is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

import polars as pl

from unlike.signals import SIGNALS, MeasuredConversation, measure
from unlike.synthetic import MILD, MODERATE, STRONG, ChangeStrength, GroundTruth, generate, random_world

ZONE = "Europe/Berlin"
STRENGTHS = {"strong": STRONG, "moderate": MODERATE, "mild": MILD}


@dataclass(frozen=True, slots=True)
class MeasuredPair:
    """One pair: what was planted, its rows of the message table, and the measured conversation."""

    truth: GroundTruth
    rows: pl.DataFrame
    measured: MeasuredConversation
    owner: str
    other: str


def measured_pair(seed: int, strength: ChangeStrength, *, quiet: bool) -> MeasuredPair:
    """Generate and measure the pair of a seed; a quiet one has nothing planted."""
    chat = generate(random_world(seed, strength, quiet=quiet))
    rows = chat.table(ZONE)
    measured = measure(rows, SIGNALS, ZoneInfo(ZONE), timedelta(minutes=1))
    return MeasuredPair(chat.truth, rows, measured, chat.owner, chat.other)
