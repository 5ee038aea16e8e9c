"""How they speak of themselves and of each other: I, we, endearments, the words only these two have."""

from __future__ import annotations

from typing import Final

from unlike.series import Kind
from unlike.signals.base import Signal, says

_WITH_PRONOUNS: Final = frozenset({"en", "de", "fr", "nl", "ru"})  # elsewhere the verb says it

SIGNALS: Final = (
    Signal(
        name="i",
        label="“I”",
        more="says “I” more",
        less="says “I” less",
        unit="share",
        kind=Kind.SHARE,
        cooler=0,
        value=says("i"),
        languages=_WITH_PRONOUNS,
        study="Rude, Gortner & Pennebaker 2004, Cognition & Emotion 18:1121 (first person singular)",
        tells=0.0,
    ),
    Signal(
        name="we",
        label="“we”",
        more="says “we” more",
        less="says “we” less",
        unit="share",
        kind=Kind.SHARE,
        cooler=-1,
        value=says("we"),
        languages=_WITH_PRONOUNS,
        study="Slatcher, Vazire & Pennebaker 2008, Personal Relationships 15:407 (pronouns in couples' messages)",
        tells=0.2,
    ),
    Signal(
        name="endearments",
        label="endearments",
        more="more endearments",
        less="fewer endearments",
        unit="share",
        kind=Kind.SHARE,
        cooler=-1,
        value=says("endearments"),
        study="Bruess & Pearson 1993, J. of Social and Personal Relationships 10:609 (names of affection)",
        tells=0.4,
    ),
    Signal(
        name="own_words",
        label="the words you two share",
        more="more of your own words",
        less="fewer of your own words",
        unit="share",
        kind=Kind.SHARE,
        cooler=-1,
        value=says("own"),
        study="Hopper, Knapp & Scott 1981, J. of Communication 31:23 (couples' personal idioms)",
        tells=0.25,
    ),
)
