"""Signals of volume: messages a day, messages in one go, conversations begun, double texts."""

from __future__ import annotations

from typing import Final

import polars as pl

from unlike.core.series import SignalKind
from unlike.i18n import mark
from unlike.messages import CALL
from unlike.signals.base import DailyAggregation, Signal

_DOUBLE: Final = 600  # seconds without an answer, after which a second message is a double text

SIGNALS: Final = (
    Signal(
        name="messages",
        label=mark("messages a day"),
        more=mark("more messages"),
        less=mark("fewer messages"),
        unit="messages",
        kind=SignalKind.COUNT,
        polarity=-1,
        value=(pl.col("kind") != CALL).cast(pl.Float64),  # a call is talk, but no message
        day=DailyAggregation.TOTAL,
        study="Eagle, Pentland & Lazer 2009, PNAS 106:15274 (how often two people are in touch tells how close)",
        weight=3.0,
        likelihood_weight=0.6,
        is_volume=True,
        follows_group_activity=True,
    ),
    Signal(
        name="in_one_go",
        label=mark("several messages in a row"),
        more=mark("sends more messages in a row"),
        less=mark("sends fewer messages in a row"),
        unit="share",
        kind=SignalKind.SHARE,
        polarity=-1,
        value=pl.col("goes_on"),
        study="Baron 2010, Language@Internet 7:4 (what people part into several messages in a row)",
        weight=0.5,
        likelihood_weight=0.4,
        is_volume=True,
    ),
    Signal(
        name="begins",
        label=mark("conversations begun"),
        more=mark("starts the talk more often"),
        less=mark("starts the talk less often"),
        unit="conversations",
        kind=SignalKind.COUNT,
        polarity=-1,
        value=pl.col("begins").cast(pl.Float64),
        day=DailyAggregation.TOTAL,
        study="Kooti et al. 2015, WWW (who takes up a conversation, after which pause)",
        weight=0.35,
        is_volume=True,
        follows_group_activity=True,
    ),
    Signal(
        name="double_texts",
        label=mark("writing again before an answer"),
        more=mark("writes again sooner"),
        less=mark("writes again less"),
        unit="share",
        kind=SignalKind.SHARE,
        polarity=0,
        value=(pl.col("gap") >= _DOUBLE) & ~pl.col("turn") & ~pl.col("begins"),
        study="Kalman & Rafaeli 2011, Communication Research 38:54 (silence and chronemic expectancy)",
        is_volume=True,
    ),
)
