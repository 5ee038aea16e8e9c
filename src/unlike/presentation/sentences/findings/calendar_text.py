"""What the owner knows of some days, in their own words and between quotation marks; never as a cause."""

from __future__ import annotations

from unlike.i18n import say, say_many
from unlike.presentation.model import Voice, listed
from unlike.presentation.sanitise import quoted
from unlike.presentation.sentences.formatting.date_format import day_of, days
from unlike.presentation.sentences.formatting.number_format import brief, odds
from unlike.results import Against, Known, Now, Spell

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
    more = len(known) - _MOST
    on = listed(there)
    if more > 0:
        on = say_many("{these} and {number} more", "{these} and {number} more", more, these=", ".join(there))
    told = say(
        "By your own dates it falls on {these}; something of yours as rare is on in {odds} stretches of as many days.",
        these=on,
        odds=odds(known[0].chance),
    )
    return (told,)


def against_lines(voice: Voice) -> tuple[str, ...]:
    """Whether the spells go with the owner's dates; that they do not, too."""
    context = voice.person.context
    if context is None or not context.labels:
        return ()
    if not context.against:
        told = say_many(
            "Held against your own dates, spells go with none of them more than chance would.",
            "Held against {number} labels of your own dates, spells go with none of them more than chance would.",
            context.labels,
        )
        return (told,)
    why = say("Why is not known from that.")
    return tuple(f"{_against(one)} {why}" for one in context.against[:_MOST])


def _against(one: Against) -> str:
    """E.g. "7 of 8 spells share days with “night shift”, by chance about 1.2 would (as much: 1 in 400)."."""
    told: dict[str, object] = {"spells": one.spells, "of": one.of, "label": quoted(one.label, _LONGEST)}
    told |= {"usual": brief(one.usual), "odds": odds(one.chance)}
    if one.after is None:
        return say(
            "By your own dates {spells} of {of} spells share days with {label}; by chance about {usual} would (as much "
            "with anything of yours: {odds}).",
            **told,
        )
    if one.after == 0:
        return say(
            "By your own dates {spells} of {of} spells began with {label}, within two days; by chance about {usual} "
            "would (as much with anything of yours: {odds}).",
            **told,
        )
    if one.after > 0:
        return say_many(
            "By your own dates {spells} of {of} spells began about {number} day after {label}, within two days; by "
            "chance about {usual} would (as much with anything of yours: {odds}).",
            "By your own dates {spells} of {of} spells began about {number} days after {label}, within two days; by "
            "chance about {usual} would (as much with anything of yours: {odds}).",
            one.after,
            **told,
        )
    return say_many(
        "By your own dates {spells} of {of} spells began about {number} day before {label}, within two days; by "
        "chance about {usual} would (as much with anything of yours: {odds}).",
        "By your own dates {spells} of {of} spells began about {number} days before {label}, within two days; by "
        "chance about {usual} would (as much with anything of yours: {odds}).",
        -one.after,
        **told,
    )
