"""What the owner knows of some days, in their own words and between quotation marks; never as a cause."""

from __future__ import annotations

from unlike.core.day_rule import day_of
from unlike.i18n import translate, translate_plural
from unlike.presentation.model import Subject, listed
from unlike.presentation.sanitise import quoted_text
from unlike.presentation.sentences.formatting.date_format import days
from unlike.presentation.sentences.formatting.number_format import odds, short_number
from unlike.results import CalendarMatch, CurrentState, LabelAssociation, Spell

_MAX_LABEL_CHARS = 48
_MAX_LABELS = 2


def calendar_matches_of(subject: Subject, found: Spell | CurrentState) -> tuple[CalendarMatch, ...]:
    """What the owner knows of the days of a finding."""
    context = subject.person.owner_context
    return context.of(found.first if isinstance(found, Spell) else day_of(found.since)) if context else ()


def calendar_match_sentences(subject: Subject, found: Spell | CurrentState) -> tuple[str, ...]:
    """E.g. "By your own dates it falls on “exam” (12 Nov 2025); something as rare is on in 1 in 40 such stretches."."""
    known = calendar_matches_of(subject, found)
    if not known:
        return ()
    there = tuple(
        f"{quoted_text(one.label, _MAX_LABEL_CHARS)} ({days(one.first, one.last)})" for one in known[:_MAX_LABELS]
    )
    more = len(known) - _MAX_LABELS
    on = listed(there)
    if more > 0:
        on = translate_plural("{these} and {number} more", "{these} and {number} more", more, these=", ".join(there))
    told = translate(
        "By your own dates it falls on {these}; something of yours as rare is on in {odds} stretches of as many days.",
        these=on,
        odds=odds(known[0].chance),
    )
    return (told,)


def label_association_sentences(subject: Subject) -> tuple[str, ...]:
    """Whether the spells go with the owner's dates; that they do not, too."""
    context = subject.person.owner_context
    if context is None or not context.label_count:
        return ()
    if not context.associations:
        told = translate_plural(
            "Held against your own dates, spells go with none of them more than chance would.",
            "Held against {number} labels of your own dates, spells go with none of them more than chance would.",
            context.label_count,
        )
        return (told,)
    why = translate("Why is not known from that.")
    return tuple(f"{_association_sentence(one)} {why}" for one in context.associations[:_MAX_LABELS])


def _association_sentence(one: LabelAssociation) -> str:
    """E.g. "7 of 8 spells share days with “night shift”, by chance about 1.2 would (as much: 1 in 400)."."""
    told: dict[str, object] = {"spells": one.spells, "of": one.of, "label": quoted_text(one.label, _MAX_LABEL_CHARS)}
    told |= {"usual": short_number(one.usual), "odds": odds(one.chance)}
    if one.after is None:
        return translate(
            "By your own dates {spells} of {of} spells share days with {label}; by chance about {usual} would (as much "
            "with anything of yours: {odds}).",
            **told,
        )
    if one.after == 0:
        return translate(
            "By your own dates {spells} of {of} spells began with {label}, within two days; by chance about {usual} "
            "would (as much with anything of yours: {odds}).",
            **told,
        )
    if one.after > 0:
        return translate_plural(
            "By your own dates {spells} of {of} spells began about {number} day after {label}, within two days; by "
            "chance about {usual} would (as much with anything of yours: {odds}).",
            "By your own dates {spells} of {of} spells began about {number} days after {label}, within two days; by "
            "chance about {usual} would (as much with anything of yours: {odds}).",
            one.after,
            **told,
        )
    return translate_plural(
        "By your own dates {spells} of {of} spells began about {number} day before {label}, within two days; by "
        "chance about {usual} would (as much with anything of yours: {odds}).",
        "By your own dates {spells} of {of} spells began about {number} days before {label}, within two days; by "
        "chance about {usual} would (as much with anything of yours: {odds}).",
        -one.after,
        **told,
    )
