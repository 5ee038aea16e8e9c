"""Where the conversation changed and not the person: told of both, or of whose messages are missing."""

from __future__ import annotations

from unlike.findings import Medium
from unlike.reports.plain import short_name
from unlike.reports.wording.dates import day, days, length
from unlike.reports.wording.numbers import brief, count
from unlike.reports.wording.passage import Mark, Passage, Voice

_LONG = 14
"""Days from which on a time that is over is told at first sight."""


def medium_passage(medium: Medium, voice: Voice) -> Passage:
    """Since when, how much is left, what it may be, and of whom nothing is said."""
    headline = _less(medium) if medium.gone is None else _missing(medium, medium.gone, voice)
    return Passage(
        mark=Mark.QUIET,
        headline=headline,
        lines=(_base(medium, voice), _may_be(medium), f"Nothing else is said about {voice.name} for that time."),
        hint=voice.hint(medium),
    )


def at_first_sight(voice: Voice) -> tuple[Medium, ...]:
    """Those that are told without being asked for, the latest first: what lasts, and what was long."""
    latest = sorted(voice.person.medium, key=lambda one: one.first, reverse=True)
    return tuple(one for one in latest if one.ongoing or length(one.first, one.last) >= _LONG)


def _less(medium: Medium) -> str:
    """E.g. "From 3 May 2025 on both of you write far less here, at once."."""
    who = "nearly everybody" if medium.everybody else "both of you"
    if medium.ongoing:
        return f"From {day(medium.first)} on {who} {'writes' if medium.everybody else 'write'} far less here, at once."
    if medium.begins:
        return f"Until {day(medium.last)} {who} wrote far less here than after, and then at once more."
    return f"On {days(medium.first, medium.last)} {who} wrote far less here, at once."


def _missing(medium: Medium, gone: str, voice: Voice) -> str:
    """E.g. "No message of Rosa's is here from 3 May 2025 on."."""
    whose = "yours" if gone == voice.owner else f"{short_name(gone)}'s"
    when = f"from {day(medium.first)} on" if medium.ongoing else f"on {days(medium.first, medium.last)}"
    return f"No message of {whose} is here {when}."


def _base(medium: Medium, voice: Voice) -> str:
    """How much is there, and how much there usually is, of those who write."""
    those = ""
    if medium.gone is not None:
        those = " of the others" if medium.everybody else " of theirs" if medium.gone == voice.owner else " of yours"
    there = f"{count(length(medium.first, medium.last), 'day')} with {brief(medium.a_day)} messages{those} a day"
    around = "before" if medium.ongoing else "after" if medium.begins else "on either side"
    return f"{there}; {brief(medium.usual)} a day in up to 60 days {around}."


def _may_be(medium: Medium) -> str:
    """What looks the same; the chat cannot tell."""
    if medium.gone is not None:
        return "A lost phone looks like this, and so does a rest from writing: the chat cannot say which."
    if medium.ongoing or medium.begins:
        who = "a group moves" if medium.everybody else "two move"
        return f"It is so when {who} to another app, or when messages disappear: the chat cannot say which."
    return "It is so when people travel, are together, or write elsewhere: the chat cannot say which."
