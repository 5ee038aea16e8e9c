"""Words that no finding may say, in any face."""

from __future__ import annotations

import re
from datetime import date, timedelta

from example_findings import about
from unlike.presentation.model import Subject
from unlike.presentation.numbering import subjects
from unlike.presentation.sentences.formatting.date_format import format_day
from unlike.results import PersonFindings

FORBIDDEN = (
    "losing interest", "interest in you", "angry", "anger", "sad", "cheat", "toxic", "red flag", "score", "compatib",
    "anomal", "p-value", "p =", "significan", "love you less", "depress", "anxi", "jealous", "cold", "distant",
    "narciss", "attach", "avoidant", "reject", "ghost", "lying", "lies", "affair", "mood", "upset", "feel", "hate",
    "bored", "annoy", "ignor", "withdraw", " ill ", "disorder", "gay", "bipolar", "autis", "wants to", "intend",
    "suspicious", "warning", "alarm", "danger", "worrying", "outlier", "z-score", "change point", "error",
)  # fmt: skip
ADVICE = ("test them", "watch", "trap", "track", "monitor", "leave them", "break up", "stay with", "confront",
          "check on", "must", "should", "spy", "prove")  # fmt: skip
ACCUSING = ("fault", "guilt", "abus", "perpetrat", "violent", "stalk", "victim", "offend", "you frighten", "you scare",
            "you threaten", "suspect", "accus", "blame", "because of you", "wrong", "diagnos", "risk")  # fmt: skip
"""Words that would accuse a reader of whom messages say that they frighten."""
GUESSED = re.compile(r"\b(he|she|him|her|his|hers|himself|herself)\b", re.IGNORECASE)


def subject_of(person: PersonFindings) -> Subject:
    ((_, (subject,)),) = subjects(about(person), date(2025, 11, 12))
    return subject


def later_days(text: str, last: date) -> list[str]:
    """Days of the two years after the last that a text has, as the current language or ISO 8601 writes them."""
    days = [last + timedelta(days=ahead) for ahead in range(1, 731)]
    return [
        written
        for when in days
        for written in (format_day(when), when.isoformat())
        if written in text and re.search(rf"\b{re.escape(written)}\b", text)
    ]
