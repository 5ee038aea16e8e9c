"""What is sent beside words: pictures and the like, and the voice."""

from __future__ import annotations

from typing import Final

import polars as pl

from unlike.core.series import Kind
from unlike.i18n import phrase
from unlike.messages import MEDIA
from unlike.signals.base import Signal

SIGNALS: Final = (
    Signal(
        name="media",
        label=phrase("pictures and stickers"),
        more=phrase("more pictures"),
        less=phrase("fewer pictures"),
        unit="share",
        kind=Kind.SHARE,
        cooler=-1,
        value=pl.col("kind").is_in([kind for kind in MEDIA if kind not in ("audio", "document")]),
        study="Vetere et al. 2005, CHI (small exchanges that keep people close)",
        tells=0.2,
    ),
    Signal(
        name="voice",
        label=phrase("voice notes"),
        more=phrase("more voice notes"),
        less=phrase("fewer voice notes"),
        unit="share",
        kind=Kind.SHARE,
        cooler=-1,
        value=pl.col("kind") == "audio",
        study="Kumar & Epley 2021, J. of Experimental Psychology: General 150:595 (voice and closeness)",
        tells=0.15,
    ),
)
