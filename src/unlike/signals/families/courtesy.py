"""Signals of courtesy: greetings, thanks, apologies."""

from __future__ import annotations

from typing import Final

from unlike.core.series import SignalKind
from unlike.i18n import mark
from unlike.signals.base import DailyAggregation, Signal, says

SIGNALS: Final = (
    Signal(
        name="greetings",
        label=mark("good morning and good night"),
        more=mark("greets more"),
        less=mark("greets less"),
        unit="share",
        kind=SignalKind.SHARE,
        polarity=-1,
        value=says("greetings"),
        day=DailyAggregation.ANY,
        study="Licoppe & Smoreda 2005, Social Networks 27:317 (short ritual messages and closeness)",
        weight=0.65,
        likelihood_weight=0.4,
    ),
    Signal(
        name="thanks",
        label=mark("thanks"),
        more=mark("thanks more"),
        less=mark("thanks less"),
        unit="share",
        kind=SignalKind.SHARE,
        polarity=-1,
        value=says("thanks"),
        study="Algoe, Gable & Maisel 2010, Personal Relationships 17:217 (everyday gratitude)",
        weight=0.1,
    ),
    Signal(
        name="apologies",
        label=mark("apologies"),
        more=mark("apologises more"),
        less=mark("apologises less"),
        unit="share",
        kind=SignalKind.SHARE,
        polarity=0,
        value=says("apologies"),
        study="Danescu-Niculescu-Mizil et al. 2013, ACL (strategies of politeness)",
    ),
)
