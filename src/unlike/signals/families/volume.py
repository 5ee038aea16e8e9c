"""How much: messages a day, messages in one go, conversations begun, double texts."""

from __future__ import annotations

from typing import Final

import polars as pl

from unlike.core.series import Kind
from unlike.i18n import phrase
from unlike.signals.base import Signal, Sum

_DOUBLE: Final = 600  # seconds without an answer, after which a second message is a double text

SIGNALS: Final = (
    Signal(
        name="messages",
        label=phrase("messages a day"),
        more=phrase("more messages"),
        less=phrase("fewer messages"),
        unit="messages",
        kind=Kind.COUNT,
        cooler=-1,
        value=pl.lit(1.0),
        day=Sum.TOTAL,
        study="Eagle, Pentland & Lazer 2009, PNAS 106:15274 (how often two people are in touch tells how close)",
        tells=3.0,
        how_much=True,
        paced=True,
    ),
    Signal(
        name="in_one_go",
        label=phrase("messages in one go"),
        more=phrase("writes more in one go"),
        less=phrase("writes less in one go"),
        unit="share",
        kind=Kind.SHARE,
        cooler=-1,
        value=pl.col("goes_on"),
        study="Baron 2010, Language@Internet 7:4 (what people part into several messages in a row)",
        tells=0.5,
        how_much=True,
    ),
    Signal(
        name="begins",
        label=phrase("conversations begun"),
        more=phrase("begins more conversations"),
        less=phrase("begins fewer conversations"),
        unit="conversations",
        kind=Kind.COUNT,
        cooler=-1,
        value=pl.col("begins").cast(pl.Float64),
        day=Sum.TOTAL,
        study="Kooti et al. 2015, WWW (who takes up a conversation, after which pause)",
        tells=0.35,
        how_much=True,
        paced=True,
    ),
    Signal(
        name="double_texts",
        label=phrase("writing again before an answer"),
        more=phrase("writes again sooner"),
        less=phrase("writes again less"),
        unit="share",
        kind=Kind.SHARE,
        cooler=0,
        value=(pl.col("gap") >= _DOUBLE) & ~pl.col("turn") & ~pl.col("begins"),
        study="Kalman & Rafaeli 2011, Communication Research 38:54 (silence and chronemic expectancy)",
        how_much=True,
    ),
)
