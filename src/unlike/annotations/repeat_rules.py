"""Recurrence rules (RFC 5545) on the scale of days: what repeats within a day is there once on each of its days."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from math import ceil
from typing import Any, Final

Rule = MutableMapping[str, Any]
"""A rule as the icalendar library has it: lists of values by upper-case name."""
_DAY_SECONDS: Final = 86_400
_UNIT_SECONDS: Final = {
    "SECONDLY": 1,
    "MINUTELY": 60,
    "HOURLY": 3_600,
    "DAILY": _DAY_SECONDS,
    "WEEKLY": 7 * _DAY_SECONDS,
    "MONTHLY": 30 * _DAY_SECONDS,
    "YEARLY": 365 * _DAY_SECONDS,
}
_TIMES_OF_DAY: Final = ("BYHOUR", "BYMINUTE", "BYSECOND")
_MAX_INTERVAL_SECONDS: Final = 400 * 365 * _DAY_SECONDS
"""Interval from which on an event never repeats in anybody's life."""


def rules_of(event: MutableMapping[str, Any]) -> Iterator[Rule]:
    """Yield the recurrence rules of an event.

    Raises:
        TypeError: the library could not read one.
    """
    rules = event.get("RRULE")
    for rule in rules if isinstance(rules, list) else [rules] if rules else []:
        if not isinstance(rule, MutableMapping):
            raise TypeError(rule)
        yield rule


def coarsen(event: MutableMapping[str, Any]) -> None:
    """Rewrite the rules of an event so that no day has more than one occurrence for each of its hours.

    Raises:
        ValueError: an interval is no whole number from 1.
        TypeError: the library could not read a rule.
    """
    for rule in tuple(rules_of(event)):
        if _rule_interval(rule) * _unit_seconds(rule) > _MAX_INTERVAL_SECONDS:
            rule["COUNT"], rule["INTERVAL"] = [1], [1]
            rule.pop("UNTIL", None)
        _coarsen_rule(rule)


def _coarsen_rule(rule: Rule) -> None:
    """Rewrite one rule."""
    step = _rule_interval(rule) * _unit_seconds(rule)
    if step < _DAY_SECONDS:
        if "COUNT" in rule:
            rule["COUNT"] = [max(1, ceil(int(rule["COUNT"][0]) * step / _DAY_SECONDS))]
        rule["FREQ"], rule["INTERVAL"] = ["DAILY"], [1]
        for name in (*_TIMES_OF_DAY, "BYSETPOS"):
            rule.pop(name, None)
        return
    for name in _TIMES_OF_DAY[1:]:
        if name in rule:
            rule[name] = rule[name][:1]


def _unit_seconds(rule: Rule) -> int:
    """Seconds of the unit of a rule's frequency; of a day where it has none that is known."""
    return _UNIT_SECONDS.get(str((rule.get("FREQ") or [""])[0]).upper(), _DAY_SECONDS)


def _rule_interval(rule: Rule) -> int:
    """Interval of a rule, in its units.

    Raises:
        ValueError: it is no whole number from 1.
    """
    interval = int((rule.get("INTERVAL") or [1])[0])
    if interval < 1:
        raise ValueError(interval)
    return interval
