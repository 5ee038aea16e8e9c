"""Signals of timing: the time to answer."""

from __future__ import annotations

from typing import Final

import polars as pl

from unlike.core.series import SignalKind
from unlike.i18n import mark
from unlike.signals.base import Signal

SIGNALS: Final = (
    Signal(
        name="reply_time",
        label=mark("time to answer"),
        more=mark("answers later"),
        less=mark("answers sooner"),
        unit="seconds",
        kind=SignalKind.DURATION,
        polarity=1,
        value=pl.when(pl.col("turn")).then(pl.col("gap")),
        study="Kalman, Ravid, Raban & Rafaeli 2006, JCMC 12:1 (reply times are log-scaled, most come soon)",
        weight=0.45,
        follows_group_activity=True,
    ),
)
