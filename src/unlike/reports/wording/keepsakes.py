"""What two people have between them: routines, messages worth remembering, and how the owner has asked before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from unlike.findings import Keepsakes
from unlike.reasons.base import Opener, Routine, WarmMoment
from unlike.reports.plain import harmless, quoted
from unlike.reports.wording.dates import brief_day, day, days, length
from unlike.reports.wording.numbers import count
from unlike.reports.wording.passage import Mark, Passage, Voice, capital, listed

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_LONGEST = 72
_MOST_BREAKS = 5


def with_openers(ask: Passage, voice: Voice, most: int = 9) -> Passage:
    """The only advice there is, with how the owner has asked before, the latest of it."""
    kept = voice.person.keepsakes
    if not kept or not kept.openers:
        return ask
    return replace(ask, lines=(*ask.lines, openers_line(kept.openers[:most], voice)))


def openers_line(openers: tuple[Opener, ...], voice: Voice) -> str:
    """E.g. "You have asked before: “everything okay, love?” (14 Aug), and Rosa answered warmly, the next day."."""
    asked = tuple(f"{quoted(one.text, _LONGEST)} ({brief_day(one.day, voice.last)})" for one in openers)
    later = tuple(dict.fromkeys(_later(one) for one in openers))
    both = "each time, " if len(openers) > 1 else ""
    return (
        f"You have asked before: {listed(asked)}. {capital(voice.name)} answered warmly, {both}{listed(later, 'or')}."
    )


def _later(opener: Opener) -> str:
    """When the first warm words came, by days of the calendar."""
    days_later = length(opener.asked.date(), opener.warmed.date()) - 1
    if days_later < 2:
        return "the next day" if days_later else "the same day"
    return f"{count(days_later, 'day')} later"


def broken_now(voice: Voice) -> tuple[Passage, ...]:
    """Routines that broke on the last day of the history."""
    kept = voice.person.keepsakes
    broken = [one for one in kept.routines if one.broken_on and one.broken_on[-1] == voice.last] if kept else []
    return tuple(
        Passage(
            mark=Mark.ROUTINE,
            headline=f"{capital(routine_name(one, voice))} did not come that day.",
            lines=(routine_usual(one),),
        )
        for one in broken
    )


def all_kept(voice: Voice) -> tuple[Passage, ...]:
    """What `--all` adds."""
    kept = voice.person.keepsakes or Keepsakes()
    return (*(_routine(one, voice) for one in kept.routines), *_warm(kept.warm, voice))


def routine_name(routine: Routine, voice: Voice) -> str:
    """E.g. "a good morning from Rosa" or "“game” on Thursdays"."""
    on = "" if routine.weekday is None else f" on {_WEEKDAYS[routine.weekday]}s"
    who = voice.who(routine.who) if routine.who else "either of you"
    if routine.kind == "word":
        return f"“{harmless(routine.word or '')}”{on}"
    if routine.kind == "first in the morning":
        return f"a first message of the morning from {who}"
    return f"a {routine.kind}{on}" if routine.kind == "call" else f"a {routine.kind} from {who}"


def routine_usual(routine: Routine) -> str:
    """How often and when, with its base and the days that count for nothing."""
    clock = "" if routine.minute is None else f", about {routine.minute // 60}:{routine.minute % 60:02}"
    base = "days" if routine.weekday is None else f"{_WEEKDAYS[routine.weekday]}s"
    if routine.kind == "first in the morning":
        base = "mornings"
    silent = ""
    if routine.silent:
        silent = f" ({routine.silent:,} more without one are not counted)"
    return f"On {routine.kept:,} of {routine.eligible:,} {base} with messages{silent}, {_span(routine)}{clock}."


def _span(routine: Routine) -> str:
    return f"since {day(routine.first)}" if routine.ongoing else days(routine.first, routine.last)


def _routine(routine: Routine, voice: Voice) -> Passage:
    """One routine, and the days on which it broke."""
    return Passage(
        mark=Mark.ROUTINE,
        headline=f"{capital(routine_name(routine, voice))} {'is' if routine.ongoing else 'was'} a routine.",
        lines=(routine_usual(routine), *_breaks(routine)),
    )


def _breaks(routine: Routine) -> Iterator[str]:
    """The latest days without it."""
    if not routine.broken_on:
        return
    latest = routine.broken_on[-_MOST_BREAKS:]
    more = len(routine.broken_on) - len(latest)
    before = f", and {count(more, 'day')} before" if more else ""
    yield f"It did not come on {listed(tuple(day(one) for one in latest))}{before}."


def _warm(moments: tuple[WarmMoment, ...], voice: Voice) -> tuple[Passage, ...]:
    """Messages worth remembering."""
    if not moments:
        return ()
    lines = (f"{day(one.day)}, {voice.who(one.sender)}: {quoted(one.text, _LONGEST)}" for one in moments)
    return (Passage(mark=Mark.WARM, headline="From your history, answered in kind:", lines=tuple(lines)),)
