"""Signals of address: I, we, endearments, the words that only these two have."""

from __future__ import annotations

from typing import Final

from unlike.core.series import SignalKind
from unlike.i18n import mark
from unlike.signals.base import Signal, says

_WITH_PRONOUNS: Final = frozenset({"en", "de", "fr", "nl", "ru"})  # elsewhere the verb says it

SIGNALS: Final = (
    Signal(
        name="i",
        label=mark("“I”"),
        more=mark("says “I” more"),
        less=mark("says “I” less"),
        unit="share",
        kind=SignalKind.SHARE,
        polarity=0,
        value=says("i"),
        languages=_WITH_PRONOUNS,
        study="Rude, Gortner & Pennebaker 2004, Cognition & Emotion 18:1121 (first person singular)",
        weight=0.0,
    ),
    Signal(
        name="we",
        label=mark("“we”"),
        more=mark("says “we” more"),
        less=mark("says “we” less"),
        unit="share",
        kind=SignalKind.SHARE,
        polarity=-1,
        value=says("we"),
        languages=_WITH_PRONOUNS,
        study="Slatcher, Vazire & Pennebaker 2008, Personal Relationships 15:407 (pronouns in couples' messages)",
        weight=0.2,
    ),
    Signal(
        name="endearments",
        label=mark("endearments"),
        more=mark("more endearments"),
        less=mark("fewer endearments"),
        unit="share",
        kind=SignalKind.SHARE,
        polarity=-1,
        value=says("endearments"),
        study="Bruess & Pearson 1993, J. of Social and Personal Relationships 10:609 (names of affection)",
        weight=0.4,
        likelihood_weight=0.4,
    ),
    Signal(
        name="own_words",
        label=mark("the words you two share"),
        more=mark("uses more of the words you two share"),
        less=mark("uses fewer of the words you two share"),
        unit="share",
        kind=SignalKind.SHARE,
        polarity=-1,
        value=says("own"),
        study="Hopper, Knapp & Scott 1981, J. of Communication 31:23 (couples' personal idioms)",
        weight=0.25,
        likelihood_weight=0.4,
    ),
)
