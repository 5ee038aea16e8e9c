"""Signals of form: length, questions, emoji, punctuation, capitals, stretched letters, laughter."""

from __future__ import annotations

from string import ascii_lowercase
from typing import Final

import polars as pl

from unlike.core.series import SignalKind
from unlike.i18n import mark
from unlike.signals.base import Signal, holds, may_say, typed

_QUESTION: Final = r"\?(?:[^\w=&%/]|$)|[？؟⸮՞]"  # not within a link
# letters and digits make a face only where no clock time and no word goes on: "12:30", "note:please"
_EMOJI: Final = (
    r"[\x{1F300}-\x{1FAFF}\x{2600}-\x{27BF}\x{2B50}\x{1F1E6}-\x{1F1FF}]|[:;=][-']?[)(*]|<3|\^\^"
    r"|(?:^|[^\d])[:;=][-']?[DPp3o]+(?:\W|$)"
)
_STRETCHED: Final = [letter * 3 for letter in ascii_lowercase + "äöüéаеиоуыюя" if letter != "w"] + ["awww", "owww"]
_LAUGHTER: Final = (
    r"\b(?:a?(?:ha){2,}h?|(?:he){2,}h?|(?:hi){2,}|(?:ja){3,}j?|(?:je){3,}j?|(?:rs){2,}|k{3,}|lol+|lmao+|rofl|xd+|mdr+|ptdr"
    r"|wkwk\w*|(?:ха){2,}|(?:ах){2,}а?|5{3,})\b|[\x{1F602}\x{1F923}\x{1F606}\x{1F605}]|哈哈|ㅋㅋ|ㅎㅎ|ههه"
    r"|(?:^|[^\p{Latin}\d.])www+(?:[^.\w]|$)"  # Japanese; no web address, no "awww"
)
_LAUGHS: Final = (
    "haha", "hehe", "hihi", "jajaja", "jejeje", "rsrs", "kkk", "lol", "lmao", "rofl", "xd", "mdr", "ptdr", "wkwk",
    "хаха", "ахах", "555", "\U0001f602", "\U0001f923", "\U0001f606", "\U0001f605", "哈哈", "ㅋㅋ", "ㅎㅎ", "ههه", "www",
)  # fmt: skip
"""Strings of which one stands wherever `_LAUGHTER` matches."""
_STOPS: Final = r"(?:^|[^.。…])[.。।۔]$"  # a single one: dots that trail off are none
_CAPITAL: Final = r"^\p{Lu}"

_TEXT: Final = pl.col("text")
_LOWER: Final = pl.col("lower")

SIGNALS: Final = (
    Signal(
        name="length",
        label=mark("length of messages"),
        more=mark("longer messages"),
        less=mark("shorter messages"),
        unit="words",
        kind=SignalKind.AMOUNT,
        polarity=-1,
        value=pl.col("words").cast(pl.Float64),
        study="Tausczik & Pennebaker 2010, J. of Language and Social Psychology 29:24 (word count and engagement)",
        weight=0.8,
        likelihood_weight=0.4,
    ),
    Signal(
        name="short",
        label=mark("very short messages"),
        more=mark("more very short messages"),
        less=mark("fewer very short messages"),
        unit="share",
        kind=SignalKind.SHARE,
        polarity=1,
        value=pl.col("words") <= 3,
        study="Tausczik & Pennebaker 2010, J. of Language and Social Psychology 29:24 (word count and engagement)",
        weight=0.0,
    ),
    Signal(
        name="questions",
        label=mark("questions"),
        more=mark("asks more"),
        less=mark("asks less"),
        unit="share",
        kind=SignalKind.SHARE,
        polarity=-1,
        value=typed(_TEXT.str.contains(_QUESTION)),
        study="Huang et al. 2017, JPSP 113:430 (asking, follow-up questions above all, and liking)",
        weight=1.0,
        likelihood_weight=1.0,
    ),
    Signal(
        name="emoji",
        label=mark("emoji"),
        more=mark("more emoji"),
        less=mark("fewer emoji"),
        unit="share",
        kind=SignalKind.SHARE,
        polarity=-1,
        value=typed(_TEXT.str.contains(_EMOJI)),
        study="Gesselman, Ta & Garcia 2019, PLOS ONE 14:e0221297 (emoji and staying in touch)",
        weight=0.75,
        likelihood_weight=1.0,
    ),
    Signal(
        name="full_stops",
        label=mark("full stops at the end"),
        more=mark("more full stops"),
        less=mark("fewer full stops"),
        unit="share",
        kind=SignalKind.SHARE,
        polarity=0,
        value=typed(_TEXT.str.contains(_STOPS)),
        study="Houghton, Upadhyay & Klin 2018, Computers in Human Behavior 80:112 (full stops read as abrupt)",
    ),
    Signal(
        name="capitals",
        label=mark("capitals at the start"),
        more=mark("more capitals"),
        less=mark("fewer capitals"),
        unit="share",
        kind=SignalKind.SHARE,
        polarity=0,
        value=typed(_TEXT.str.contains(_CAPITAL)),
        study="Riordan & Kreuz 2010, Computers in Human Behavior 26:1806 (capitals among written cues)",
    ),
    Signal(
        name="stretched",
        label=mark("stretched letters"),
        more=mark("more stretched letters"),
        less=mark("fewer stretched letters"),
        unit="share",
        kind=SignalKind.SHARE,
        polarity=-1,
        value=typed(_LOWER.str.contains_any(_STRETCHED)),
        study="Kalman & Gergle 2014, Computers in Human Behavior 34:187 (letter repetition)",
        weight=0.35,
    ),
    Signal(
        name="exclamation",
        label=mark("exclamation marks"),
        more=mark("more exclamation marks"),
        less=mark("fewer exclamation marks"),
        unit="share",
        kind=SignalKind.SHARE,
        polarity=-1,
        value=typed(_TEXT.str.contains_any(["!", "！"])),
        study="Waseleski 2006, JCMC 11:1012 (exclamation points as friendliness)",
        weight=0.65,
        likelihood_weight=1.0,
    ),
    Signal(
        name="laughter",
        label=mark("laughter"),
        more=mark("laughs more"),
        less=mark("laughs less"),
        unit="share",
        kind=SignalKind.SHARE,
        polarity=-1,
        value=typed(holds(_LOWER, _LAUGHTER, _LAUGHS)) | may_say("laughs"),
        study="Provine, Spencer & Mandell 2007, J. of Language and Social Psychology 26:299 (laughter in text)",
        weight=0.1,
    ),
)
