"""A question of the owner's that waits."""

from __future__ import annotations

from unlike.findings import Open
from unlike.reports.plain import quoted
from unlike.reports.wording.dates import brief_day, clock
from unlike.reports.wording.numbers import count, grouped, odds, waited
from unlike.reports.wording.passage import Mark, Passage, Voice

_LONGEST = 60


def open_passage(question: Open, voice: Voice, *, words: bool = True) -> Passage:
    """What waits and for how long, and what came of those that waited as long."""
    when = clock(question.since)
    day = question.since.date()
    if day != voice.last:
        when = f"{brief_day(day, voice.last)}, {when}"
    asked = "a question of yours" if question.quote is None or not words else quoted(question.quote, _LONGEST)
    return Passage(
        mark=Mark.OPEN,
        headline=f"Open for {waited(question.waited)}: {asked} ({when}).",
        lines=(warm_line(question),),
        hint=voice.hint(question),
    )


def warm_line(question: Open) -> str:
    """The share that was followed by ordinary warmth, with its base."""
    if question.similar == 0:
        return "None of your earlier questions waited this long, so nothing can be counted from them."
    of = count(question.similar, "question")
    return (
        f"Of {of} of yours that waited as long ({odds(question.chance)} of all), "
        f"{grouped(question.warm)} {'was' if question.warm == 1 else 'were'} followed by ordinary warmth "
        "within two days."
    )
