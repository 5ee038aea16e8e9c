"""Signals of endings: a family of one, to be copied; places to fill in are marked with `REPLACE`."""  # REPLACE

from __future__ import annotations

from typing import Final

import polars as pl

from unlike.core.series import SignalKind
from unlike.i18n import mark
from unlike.signals.base import DailyAggregation, Signal, typed

_BARE_ENDING: Final = r"[\p{L}\p{N}]$"  # REPLACE: patterns are those of the Rust crate regex, as Polars takes them

SIGNALS: Final = (
    Signal(
        # REPLACE: short and lasting, a-z and _; stands in the JSON document for ever
        name="bare_endings",
        # REPLACE: a plain noun phrase, and what is said where it rises or falls; never a feeling
        label=mark("endings without punctuation"),
        more=mark("ends more often without punctuation"),
        less=mark("ends less often without punctuation"),
        # REPLACE: unit and kind belong together: "share" and SHARE, "seconds" and DURATION, else COUNT or AMOUNT
        unit="share",
        kind=SignalKind.SHARE,
        # REPLACE: +1 if an increase means more distant behaviour, -1 if a decrease does, 0 if neither or unclear
        polarity=0,
        # REPLACE: what one message says, over the columns of `signals.message_context`; null where it says nothing
        value=typed(pl.col("text").str.contains(_BARE_ENDING)),
        # REPLACE: how a day sums its messages up: MEAN of them, TOTAL (of a COUNT), or whether ANY did
        day=DailyAggregation.MEAN,
        # REPLACE: languages whose words it needs, e.g. frozenset({"en"}); empty where it needs none
        languages=frozenset(),
        # REPLACE: author, year, journal and page, and in brackets what it says
        study="Gunraj et al. 2016, Computers in Human Behavior 55:1067 (how a full stop at the end of a text is read)",
        # LEAVE until a bench has said more: what its z-score counts beside the other signals
        weight=0.1,
        # LEAVE until a bench has said more: what the likelihood of its messages counts, for a share or an amount
        likelihood_weight=0.0,
        # REPLACE: whether it measures how much is written rather than how
        is_volume=False,
        # REPLACE: whether it rises and falls with the activity of everybody in a group
        follows_group_activity=False,
    ),
)
