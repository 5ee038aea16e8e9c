"""Small kindnesses: greetings, thanks, apologies."""

from __future__ import annotations

from typing import Final

from unlike.core.series import Kind
from unlike.i18n import phrase
from unlike.signals.base import Signal, Sum, says

SIGNALS: Final = (
    Signal(
        name="greetings",
        label=phrase("good morning and good night"),
        more=phrase("greets more"),
        less=phrase("greets less"),
        unit="share",
        kind=Kind.SHARE,
        cooler=-1,
        value=says("greetings"),
        day=Sum.ANY,
        study="Licoppe & Smoreda 2005, Social Networks 27:317 (short ritual messages and closeness)",
        tells=0.65,
    ),
    Signal(
        name="thanks",
        label=phrase("thanks"),
        more=phrase("thanks more"),
        less=phrase("thanks less"),
        unit="share",
        kind=Kind.SHARE,
        cooler=-1,
        value=says("thanks"),
        study="Algoe, Gable & Maisel 2010, Personal Relationships 17:217 (everyday gratitude)",
        tells=0.1,
    ),
    Signal(
        name="apologies",
        label=phrase("apologies"),
        more=phrase("apologises more"),
        less=phrase("apologises less"),
        unit="share",
        kind=Kind.SHARE,
        cooler=0,
        value=says("apologies"),
        study="Danescu-Niculescu-Mizil et al. 2013, ACL (strategies of politeness)",
    ),
)
