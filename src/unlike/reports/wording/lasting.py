"""Changes that stayed."""

from __future__ import annotations

from unlike.findings import Lasting
from unlike.reports.wording.dates import day, days
from unlike.reports.wording.habits import changed_words, late_lines, unchanged_words
from unlike.reports.wording.numbers import count, odds
from unlike.reports.wording.passage import Mark, Passage, Voice


def lasting_passage(shift: Lasting, voice: Voice) -> Passage:
    """Since when, how surely, what changed and what did not."""
    return Passage(
        mark=Mark.STAYED,
        headline=f"Since about {day(shift.day)} {voice.name} writes differently, and it stayed.",
        lines=(_base(shift), *late_lines(shift.changed, voice.person.late)),
        changed=changed_words(shift.changed),
        unchanged=unchanged_words(shift.unchanged),
        hint=voice.hint(shift),
    )


def _base(shift: Lasting) -> str:
    """When it began, and how often chance shows as much."""
    return (
        f"It began within {days(*shift.between)} (nine times in ten). "
        f"A history as long in which nothing changes shows as strong a step with a chance of {odds(shift.chance)}."
    )


def more_lasting(number: int) -> str:
    """How many earlier ones are not shown."""
    return f"{count(number, 'earlier change')} that stayed {'is' if number == 1 else 'are'} listed with --all."


def lasting_glance(shift: Lasting, voice: Voice) -> Passage:
    """The same in one line, where something else comes first; `--show` has what changed and what did not."""
    return Passage(
        mark=Mark.STAYED,
        headline=f"Within {days(*shift.between)} {voice.name} began to write otherwise; it stayed.",
        hint=voice.hint(shift),
    )
