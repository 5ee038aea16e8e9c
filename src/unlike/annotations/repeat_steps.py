"""Cost of repeating the events of a calendar, counted before it is paid: a file of one line can ask for hours."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from typing import Any, Final

from unlike.annotations.repeat_rules import Rule, rules_of

MAX_STEPS: Final = 500_000
"""Repetitions that are gone through for one calendar, from the beginning of each event on."""
_UNIT_DAYS: Final = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 30, "YEARLY": 365}
_ZONE_STEPS: Final = {"YEARLY": 437, "MONTHLY": 437 * 12}
"""Repetitions from 1601, with which zones begin, to 2038, up to which the library goes through them."""
_FILTERS: Final = ("BYMONTH", "BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYDAY", "BYSETPOS", "BYEASTER")
_CALENDAR_YEARS: Final = 400
"""Years after which days of the week and leap days come again."""
_LAST_YEARS: Final = (9_200, 9_600)
"""Multiples of 400, from which the library goes on for 60 to 460 years: it gives up in 9999 and nowhere before."""


def zone_steps(data: bytes) -> int:
    """Steps of the rules of the time zones in a calendar, which are gone through while it is parsed."""
    lines = re.sub(rb"\r?\n[ \t]", b"", data.upper()).splitlines()
    steps, depth = 0, 0
    for line in lines:
        if line.strip() == b"BEGIN:VTIMEZONE":
            depth += 1
        elif line.strip() == b"END:VTIMEZONE":
            depth -= 1
        elif depth > 0 and line.startswith(b"RRULE"):
            frequency = re.search(rb"FREQ=([A-Z]+)", line)
            steps += _ZONE_STEPS.get(frequency[1].decode() if frequency else "", MAX_STEPS + 1)
    return steps


def event_steps(event: Any, last: date) -> int:  # noqa: ANN401 - a component of the icalendar library
    """Steps of an event's rules up to a day; a rule that never matches is taken away.

    Args:
        event: with rules that `coarsen` has rewritten.
        last: last day that matters.
    """
    moment = getattr(event.get("DTSTART"), "dt", None)
    if not isinstance(moment, date):
        return 0
    start = datetime.combine(moment, time())
    kept, steps = [], 0
    for rule in rules_of(event):
        days = _days_to_first(rule, start)
        steps += _rule_steps(rule, start, last) + (_CALENDAR_YEARS * 365 if days is None else days)
        kept += [] if days is None else [rule]
    if len(kept) < len(list(rules_of(event))):
        event.pop("RRULE")
        if kept:
            event["RRULE"] = kept
    return steps


def _rule_steps(rule: Rule, start: datetime, last: date) -> int:
    """Repetitions of a rule from its event's beginning to a day, as many as its count at most."""
    unit = _UNIT_DAYS.get(_word(rule, "FREQ"), 1) * int((rule.get("INTERVAL") or [1])[0])
    steps = max(0, (last - start.date()).days) // unit * max(1, len(_values(rule, "BYHOUR")))
    return min(steps, int(_values(rule, "COUNT")[0])) if "COUNT" in rule else steps


def _days_to_first(rule: Rule, start: datetime) -> int | None:
    """Days until a rule first matches; None where it never does, as one for 30 February.

    The rule is tried at the end of time, in years of the same calendar, because the library looks for a match until
    then. Of a rule that cannot be read it is 0: the library passes it over.
    """
    from dateutil.rrule import rrulestr  # noqa: PLC0415 - comes with the extra that reads calendars

    if not any(name in rule for name in _FILTERS):
        return 0
    unending = [name for name in rule if name not in {"COUNT", "UNTIL"}]
    text = ";".join(f"{name}={','.join(map(str, _values(rule, name)))}" for name in unending)
    place = start.year % _CALENDAR_YEARS
    late_start = start.replace(year=_LAST_YEARS[place < _CALENDAR_YEARS - 60] + place)
    try:
        first = next(iter(rrulestr(text, dtstart=late_start)), None)
    except (ValueError, TypeError):
        return 0
    return None if first is None else (first - late_start).days


def _values(rule: Rule, name: str) -> list[Any]:
    value = rule.get(name, [])
    return list(value) if isinstance(value, list) else [value]


def _word(rule: Rule, name: str) -> str:
    return str((_values(rule, name) or [""])[0]).upper()
