"""What the owner knows of some days, in their own words and between quotation marks; never as a cause."""

from __future__ import annotations

from unlike.findings import Against, Known, Now, Spell
from unlike.reports.plain import quoted
from unlike.reports.wording.dates import day_of, days
from unlike.reports.wording.numbers import brief, count, odds
from unlike.reports.wording.passage import Voice, listed

_LONGEST = 48
_MOST = 2


def known_of(voice: Voice, found: Spell | Now) -> tuple[Known, ...]:
    """What the owner knows of the days of a finding."""
    context = voice.person.context
    return context.of(found.first if isinstance(found, Spell) else day_of(found.since)) if context else ()


def known_lines(voice: Voice, found: Spell | Now) -> tuple[str, ...]:
    """E.g. "By your own dates it falls on “exam” (12 Nov 2025); something as rare is on in 1 in 40 such stretches."."""
    known = known_of(voice, found)
    if not known:
        return ()
    there = tuple(f"{quoted(one.label, _LONGEST)} ({days(one.first, one.last)})" for one in known[:_MOST])
    more = f" and {len(known) - _MOST:,} more" if len(known) > _MOST else ""
    on = f"{', '.join(there)}{more}" if more else listed(there)
    rare = f"something of yours as rare is on in {odds(known[0].chance)} stretches of as many days"
    return (f"By your own dates it falls on {on}; {rare}.",)


def against_lines(voice: Voice) -> tuple[str, ...]:
    """Whether the spells go with the owner's dates; that they do not, too."""
    context = voice.person.context
    if context is None or not context.labels:
        return ()
    if not context.against:
        of = f"{count(context.labels, 'label')} of your own dates" if context.labels > 1 else "your own dates"
        return (f"Held against {of}, spells go with none of them more than chance would.",)
    return tuple(_against(one) for one in context.against[:_MOST])


def _against(one: Against) -> str:
    """E.g. "7 of 8 spells share days with “night shift”, by chance about 1.2 would (as much: 1 in 400)."."""
    label = quoted(one.label, _LONGEST)
    if one.after is None:
        what = f"share days with {label}"
    elif one.after == 0:
        what = f"began with {label}, within two days"
    else:
        far = count(abs(one.after), "day")
        what = f"began about {far} {'after' if one.after > 0 else 'before'} {label}, within two days"
    return (
        f"By your own dates {one.spells} of {one.of} spells {what}; by chance about {brief(one.usual)} would "
        f"(as much with anything of yours: {odds(one.chance)}). Why is not known from that."
    )
