"""The language a person writes in, and the day from which on it is another one."""

from __future__ import annotations

from datetime import date

import polars as pl

from unlike.messages.queries import sender_is
from unlike.results.language_change import RECENT_DAYS, LanguageChange
from unlike.signals import MeasuredConversation
from unlike.text.language_switch import language_switch


def language_change(measured: MeasuredConversation, rows: pl.DataFrame, person: str) -> LanguageChange | None:
    """The change of a person's language that stayed to the end; None where there is none.

    Args:
        measured: the conversation.
        rows: its messages, for their words.
        person: a sender in it.
    """
    theirs = sender_is(person)
    texts = rows.filter(theirs, pl.col("kind") != "system")["text"]  # the rows that were measured
    typed = measured.messages.filter(theirs).select("day", texts).drop_nulls("text")
    switch = language_switch(typed["text"])
    if switch is None:
        return None
    day: date = typed["day"][switch.index]
    end: date = measured.messages["day"][-1]
    return LanguageChange(day, switch.before, switch.after, recent=(end - day).days < RECENT_DAYS)
