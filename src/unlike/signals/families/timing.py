"""When they answer."""

from __future__ import annotations

from typing import Final

import polars as pl

from unlike.core.series import Kind
from unlike.i18n import phrase
from unlike.signals.base import Signal

SIGNALS: Final = (
    Signal(
        name="reply_time",
        label=phrase("time to answer"),
        more=phrase("answers later"),
        less=phrase("answers sooner"),
        unit="seconds",
        kind=Kind.DURATION,
        cooler=1,
        value=pl.when(pl.col("turn")).then(pl.col("gap")),
        study="Kalman, Ravid, Raban & Rafaeli 2006, JCMC 12:1 (reply times are log-scaled, most come soon)",
        tells=0.45,
        paced=True,
    ),
)
