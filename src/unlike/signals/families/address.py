"""How they speak of themselves and of each other: I, we, endearments, the words only these two have."""

from __future__ import annotations

from typing import Final

from unlike.core.series import Kind
from unlike.i18n import phrase
from unlike.signals.base import Signal, says

_WITH_PRONOUNS: Final = frozenset({"en", "de", "fr", "nl", "ru"})  # elsewhere the verb says it

SIGNALS: Final = (
    Signal(
        name="i",
        label=phrase("“I”"),
        more=phrase("says “I” more"),
        less=phrase("says “I” less"),
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
        label=phrase("“we”"),
        more=phrase("says “we” more"),
        less=phrase("says “we” less"),
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
        label=phrase("endearments"),
        more=phrase("more endearments"),
        less=phrase("fewer endearments"),
        unit="share",
        kind=Kind.SHARE,
        cooler=-1,
        value=says("endearments"),
        study="Bruess & Pearson 1993, J. of Social and Personal Relationships 10:609 (names of affection)",
        tells=0.4,
    ),
    Signal(
        name="own_words",
        label=phrase("the words you two share"),
        more=phrase("more of your own words"),
        less=phrase("fewer of your own words"),
        unit="share",
        kind=Kind.SHARE,
        cooler=-1,
        value=says("own"),
        study="Hopper, Knapp & Scott 1981, J. of Communication 31:23 (couples' personal idioms)",
        tells=0.25,
    ),
)
