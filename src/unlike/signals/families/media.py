"""Signals of media: pictures and stickers, voice notes."""

from __future__ import annotations

from typing import Final

import polars as pl

from unlike.core.series import SignalKind
from unlike.i18n import mark
from unlike.messages import MEDIA
from unlike.signals.base import Signal

SIGNALS: Final = (
    Signal(
        name="media",
        label=mark("pictures and stickers"),
        more=mark("more pictures"),
        less=mark("fewer pictures"),
        unit="share",
        kind=SignalKind.SHARE,
        polarity=-1,
        value=pl.col("kind").is_in([kind for kind in MEDIA if kind not in ("audio", "document")]),
        study="Vetere et al. 2005, CHI (small exchanges that keep people close)",
        weight=0.2,
    ),
    Signal(
        name="voice",
        label=mark("voice notes"),
        more=mark("more voice notes"),
        less=mark("fewer voice notes"),
        unit="share",
        kind=SignalKind.SHARE,
        polarity=-1,
        value=pl.col("kind") == "audio",
        study="Kumar & Epley 2021, J. of Experimental Psychology: General 150:595 (voice and closeness)",
        weight=0.15,
    ),
)
