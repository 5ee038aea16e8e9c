"""Conversations written by hand, and what one message in them says."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

import polars as pl

from unlike.core.series import LOGARITHMIC
from unlike.messages import SCHEMA, conform
from unlike.signals import SIGNALS, MeasuredConversation, measure

UTC_ZONE: Final = ZoneInfo("UTC")
SECOND: Final = timedelta(seconds=1)
START: Final = datetime(2024, 3, 4, 9, tzinfo=UTC)

Line = tuple[datetime, str | None, str | None] | tuple[datetime, str | None, str | None, str]

TALK: Final = {
    "en": (
        "it is raining here and the bus was late",
        "what will you do at the market, do you have the list",
        "we are just on the way to the station with my brother",
        "that was not so bad for a first try, but it is cold",
    ),
    "de": (
        "ich bin noch auf dem Weg und habe den Schlüssel",
        "und wie war es mit dir und den anderen",
        "das ist schon gut so, wir gehen dann mal los",
        "du bist aber auch nicht mehr so müde wie gestern",
    ),
    "es": (
        "estoy en la tienda con los niños y ya no hay pan",
        "me parece muy bien que te quedes en casa",
        "no lo sé, pero el tren está por llegar",
        "yo creo que es una buena idea para la fiesta",
    ),
    "zh": ("今天下雨了", "我在路上", "晚饭吃面条", "明天见"),
    "ar": ("الجو بارد اليوم", "أنا في الطريق", "نأكل السمك مساء", "إلى الغد"),
}


def table(lines: Sequence[Line]) -> pl.DataFrame:
    """Lines of (time, sender, text[, kind]) as one conversation of the message table."""
    rows = [(*line, "text")[:4] for line in lines]
    frame = pl.DataFrame(
        {
            "sent_at": [row[0] for row in rows],
            "sender": [row[1] for row in rows],
            "text": [row[2] for row in rows],
            "kind": [row[3] for row in rows],
            "ref": [f"L{place}" for place in range(len(rows))],
        },
        schema_overrides={"sent_at": SCHEMA["sent_at"], "sender": pl.String, "text": pl.String, "kind": pl.String},
    )
    return conform(frame, "Ben", "test")


def measured(lines: Sequence[Line], zone: ZoneInfo = UTC_ZONE, clock: timedelta = SECOND) -> MeasuredConversation:
    """All signals of a conversation."""
    return measure(table(lines), SIGNALS, zone, clock)


def value(found: MeasuredConversation, signal: str, row: int = -1) -> float | None:
    """What a message says, in the signal's unit: 0 or 1 for shares; None where it says nothing."""
    (one,) = (each for each in SIGNALS if each.name == signal)
    said = found.messages[f"value:{signal}"][row]
    return None if said is None else math.exp(said) if one.kind in LOGARITHMIC else float(said)


@cache
def said(signal: str, text: str | None, language: str = "en", kind: str = "text") -> float | None:
    """What one message of Ben's says at the end of a talk of Ada's in a language."""
    talk: list[Line] = [(START + timedelta(minutes=m), "Ada", TALK[language][m % 4]) for m in range(40)]
    return value(measured([*talk, (START + timedelta(minutes=41), "Ben", text, kind)]), signal)
