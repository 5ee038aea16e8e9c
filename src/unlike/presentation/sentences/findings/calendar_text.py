"""Sentences about the owner's calendars and dates, in the owner's words and in quotation marks; never as a cause."""

from __future__ import annotations

from unlike.core.day_rule import day_of
from unlike.i18n import translate, translate_plural
from unlike.presentation.model import Subject, listed
from unlike.presentation.sanitise import quoted_text
from unlike.presentation.sentences.formatting.date_format import format_days
from unlike.presentation.sentences.formatting.number_format import format_odds, short_number
from unlike.results import CalendarMatch, CurrentState, LabelAssociation, Spell

_MAX_LABEL_CHARS = 48
_MAX_LABELS = 2


def calendar_matches_of(subject: Subject, finding: Spell | CurrentState) -> tuple[CalendarMatch, ...]:
    """Calendar entries that the days of a finding fall on."""
    context = subject.person.owner_context
    return context.of(finding.first if isinstance(finding, Spell) else day_of(finding.since)) if context else ()


def calendar_match_sentences(subject: Subject, finding: Spell | CurrentState) -> tuple[str, ...]:
    """E.g. "By your own dates it falls on “exam” (12 Nov 2025); something as rare is on in 1 in 40 such stretches."."""
    matches = calendar_matches_of(subject, finding)
    if not matches:
        return ()
    labels = tuple(
        f"{quoted_text(match.label, _MAX_LABEL_CHARS)} ({format_days(match.first, match.last)})"
        for match in matches[:_MAX_LABELS]
    )
    more = len(matches) - _MAX_LABELS
    listing = listed(labels)
    if more > 0:
        listing = translate_plural(
            "{these} and {number} more", "{these} and {number} more", more, these=", ".join(labels)
        )
    sentence = translate(
        "By your own dates it falls on {these}. Other days have something of yours as rare in {odds} cases.",
        these=listing,
        odds=format_odds(matches[0].chance),
    )
    return (sentence,)


def label_association_sentences(subject: Subject) -> tuple[str, ...]:
    """Whether the spells go with the owner's dates; that they do not is said, too."""
    context = subject.person.owner_context
    if context is None or not context.label_count:
        return ()
    if not context.associations:
        sentence = translate_plural(
            "Your own dates: spells go with none of them more than by chance.",
            "Your own dates ({number} labels): spells go with none of them more than by chance.",
            context.label_count,
        )
        return (sentence,)
    why = translate("Why is not known from that.")
    return tuple(f"{_association_sentence(association)} {why}" for association in context.associations[:_MAX_LABELS])


def _association_sentence(association: LabelAssociation) -> str:
    """E.g. "7 of 8 spells share days with “night shift”, by chance about 1.2 would (as much: 1 in 400)."."""
    values: dict[str, object] = {
        "spells": association.spells,
        "of": association.of,
        "label": quoted_text(association.label, _MAX_LABEL_CHARS),
    }
    values |= {"usual": short_number(association.expected_spells), "odds": format_odds(association.chance)}
    if association.after is None:
        return translate(
            "By your own dates {spells} of {of} spells share days with {label}; by chance about {usual} would (as much "
            "with anything of yours: {odds}).",
            **values,
        )
    if association.after == 0:
        return translate(
            "By your own dates {spells} of {of} spells began with {label}, within two days; by chance about {usual} "
            "would (as much with anything of yours: {odds}).",
            **values,
        )
    if association.after > 0:
        return translate_plural(
            "By your own dates {spells} of {of} spells began about {number} day after {label}, within two days; by "
            "chance about {usual} would (as much with anything of yours: {odds}).",
            "By your own dates {spells} of {of} spells began about {number} days after {label}, within two days; by "
            "chance about {usual} would (as much with anything of yours: {odds}).",
            association.after,
            **values,
        )
    return translate_plural(
        "By your own dates {spells} of {of} spells began about {number} day before {label}, within two days; by "
        "chance about {usual} would (as much with anything of yours: {odds}).",
        "By your own dates {spells} of {of} spells began about {number} days before {label}, within two days; by "
        "chance about {usual} would (as much with anything of yours: {odds}).",
        -association.after,
        **values,
    )
