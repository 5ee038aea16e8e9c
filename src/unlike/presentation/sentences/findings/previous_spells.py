"""Sentences about earlier spells, all of them counted, and how they passed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from statistics import median

from unlike.i18n import translate, translate_plural
from unlike.presentation.model import Face, Section, SectionKind, Subject, capital
from unlike.presentation.sentences.formatting.date_format import day_count, format_days, history_length
from unlike.presentation.sentences.formatting.number_format import (
    format_count,
    format_odds,
    in_words,
    number_range,
    short_number,
)
from unlike.results import Recurrence, Spell, SpellEnding


def similar_spells_section(earlier: Sequence[Spell], others: int, subject: Subject) -> Section:
    """Section about earlier spells of the present kind, and how many of another kind there are."""
    passed = _ending_rows(earlier)
    headline = translate("It has been so before, and it passed.")
    if len(passed) != len(earlier):
        headline = translate_plural(
            "It has been so before; {passed} of {number} spell passed.",
            "It has been so before; {passed} of {number} spells passed.",
            len(earlier),
            passed=len(passed),
        )
    others_sentence = translate_plural(
        "{number} other spell changed in other ways.", "{number} other spells changed in other ways.", others
    )
    return Section(
        kind=SectionKind.BEFORE,
        headline=headline,
        detail=(_count_sentence(earlier),),
        body=(
            *_return_sentences(passed, len(earlier), subject),
            *_length_sentences(earlier),
            *_possible_sentences(earlier),
            *((others_sentence,) if others else ()),
        ),
        certainty=(translate("Counted are earlier spells with some of the same changes."),),
        is_summary=True,
    )


def no_similar_spell_section(others: int, subject: Subject) -> Section:
    """Section that says plainly that nothing of the present kind was found before."""
    headline = translate("No earlier spell with these changes was found.")
    if subject.first and subject.last:
        headline = translate(
            "No earlier spell with these changes was found in {months}.",
            months=history_length(subject.first, subject.last),
        )
    return Section(
        SectionKind.BEFORE,
        headline,
        detail=(translate("That says little: short spells can pass unseen."),),
        body=(_other_kinds(others, subject.face),) if others else (),
    )


def _other_kinds(number: int, face: Face) -> str:
    """Sentence about how many spells of another kind there are, and where they are listed."""
    if face is not Face.TERMINAL:
        return translate_plural(
            "{number} spell with other changes can be seen below.",
            "{number} spells with other changes can be seen below.",
            number,
        )
    return translate_plural(
        "{number} spell with other changes can be seen with --all.",
        "{number} spells with other changes can be seen with --all.",
        number,
    )


def earlier_spells_section(earlier: Sequence[Spell], subject: Subject) -> Section:
    """Section about all earlier spells, where nothing is unlike the person now."""
    passed = _ending_rows(earlier)
    return Section(
        SectionKind.BEFORE,
        _earlier_spells_headline(len(earlier), len(passed), subject.name),
        detail=(_count_sentence(earlier),),
        body=(
            *_return_sentences(passed, len(earlier), subject),
            *_length_sentences(earlier),
            *_possible_sentences(earlier),
        ),
        is_summary=True,
    )


def _earlier_spells_headline(number: int, passed: int, name: str) -> str:
    """E.g. "Eight spells were unlike Rosa, and each passed."."""
    values = {"name": name, "spells": capital(in_words(number)), "passed": in_words(passed)}
    if passed == number:
        return translate_plural(
            "One spell was unlike {name}, and it passed.",
            "{spells} spells were unlike {name}, and each passed.",
            number,
            **values,
        )
    if passed:
        return translate("{spells} spells were unlike {name}, and {passed} of them passed.", **values)
    return translate_plural(
        "One spell was unlike {name}, and it did not pass.",
        "{spells} spells were unlike {name}, and none of them passed.",
        number,
        **values,
    )


def recurrence_sentence(recurrence: Recurrence) -> str:
    """How far apart spells came.

    No day to come is named or can be counted to: it would be a day on which somebody else is expected to be weak.
    """
    return translate_plural(
        "They came about every {days} day.",
        "They came about every {days} days.",
        round(recurrence.period_days),
        days=short_number(recurrence.period_days),
    )


def recurrence_certainty(recurrence: Recurrence) -> tuple[str, ...]:
    """Sentences on how many spells the rhythm rests, and how often chance looks as regular."""
    return (
        translate(
            "The rhythm rests on {spells} spells: {between} days apart, 9 in 10 sure.",
            spells=recurrence.spells,
            between=number_range(*recurrence.between),
        ),
        translate("As regular by chance: {odds}.", odds=format_odds(recurrence.chance)),
    )


def latest_sentences(latest: date, subject: Subject) -> tuple[str, ...]:
    """How long before the end of the chat the latest spell was over."""
    since = (subject.last - latest).days if subject.last else 0
    sentence = translate_plural(
        "The latest ended {number} day before the chat ends.",
        "The latest ended {number} days before the chat ends.",
        since,
    )
    return (sentence,) if since > 0 else ()


def _ending_rows(spells: Sequence[Spell]) -> tuple[SpellEnding, ...]:
    """Endings of those spells that ended."""
    return tuple(spell.ending for spell in spells if spell.ending)


def _count_sentence(earlier: Sequence[Spell]) -> str:
    """How many spells there were, since when, and how long most of them lasted."""
    lengths = [day_count(spell.first, spell.last) for spell in earlier]
    if len(earlier) == 1:
        (only,) = earlier
        return translate(
            "Once: {when}, {each}.", when=format_days(only.first, only.last), each=format_count(lengths[0], "day")
        )
    values = {"times": len(earlier), "since": str(min(spell.first for spell in earlier).year)}
    usual_length, often = Counter(lengths).most_common(1)[0]
    if often == len(lengths):
        return translate(
            "{times} times since {since}, each for {each}.", each=format_count(usual_length, "day"), **values
        )
    if often * 2 > len(lengths):
        return translate(
            "{times} times since {since}, mostly for {each}.", each=format_count(usual_length, "day"), **values
        )
    return translate(
        "{times} times since {since}, for {least} to {most} days.", least=min(lengths), most=max(lengths), **values
    )


def _length_sentences(earlier: Sequence[Spell]) -> tuple[str, ...]:
    """How long the longest spell lasted, where they differ, and which was the latest."""
    if len(earlier) == 1:
        return ()
    latest = max(earlier, key=lambda spell: spell.first)
    sentence = translate("The latest was {days}.", days=format_days(latest.first, latest.last))
    lengths = [day_count(spell.first, spell.last) for spell in earlier]
    if min(lengths) == max(lengths):
        return (sentence,)
    return (translate("The longest lasted {days}.", days=format_count(max(lengths), "day")), sentence)


def _possible_sentences(earlier: Sequence[Spell]) -> tuple[str, ...]:
    """How many of the spells are only possible."""
    possible = sum(spell.possible for spell in earlier)
    if possible and len(earlier) == 1:
        return (translate("It is only possible, not sure."),)
    sentence = translate_plural("{number} of them is only possible.", "{number} of them are only possible.", possible)
    return (sentence,) if possible else ()


def _return_sentences(endings: Sequence[SpellEnding], of: int, subject: Subject) -> tuple[str, ...]:
    """How soon the person wrote as usual again."""
    if not endings:
        return ()
    values = {"name": subject.name, "later": _typical_delay([max(1, ended.days) for ended in endings])}
    if of == 1:
        return (translate("After it, {name} wrote as usual again, {later}.", **values),)
    if len(endings) == of:
        return (translate("After each, {name} wrote as usual again, {later}.", **values),)
    return (
        translate(
            "After {number} of {of}, {name} wrote as usual again, {later}.", number=len(endings), of=of, **values
        ),
    )


def _typical_delay(waits: Sequence[int]) -> str:
    """E.g. "two days later (at most 9 days later)"."""
    typical = round(median(waits))
    soon = translate("the next day")
    if typical > 1:
        soon = translate_plural("{days} day later", "{days} days later", typical, days=in_words(typical))
    if max(waits) == typical:
        return soon
    return translate_plural(
        "{soon} (at most {number} day later)", "{soon} (at most {number} days later)", max(waits), soon=soon
    )
