"""Sentences about earlier spells, all of them counted, and how they passed."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from unlike.i18n import mark, translate, translate_plural
from unlike.presentation.model import Face, Section, SectionKind, Subject, capital
from unlike.presentation.sentences.formatting.date_format import day_count, days, history_length
from unlike.presentation.sentences.formatting.number_format import (
    decimal_count,
    in_words,
    number_range,
    odds,
    short_number,
)
from unlike.results import Recurrence, Spell, SpellEnding


def similar_spells_section(earlier: Sequence[Spell], others: int, subject: Subject) -> Section:
    """Section about earlier spells of the present kind, and how many of another kind there are."""
    passed = _endings(earlier)
    headline = translate("It has been so before, and it passed.")
    if len(passed) != len(earlier):
        headline = translate_plural(
            "It has been so before; {passed} of {number} spell passed.",
            "It has been so before; {passed} of {number} spells passed.",
            len(earlier),
            passed=len(passed),
        )
    rest = translate_plural(
        "{number} other spell changed in other ways.", "{number} other spells changed in other ways.", others
    )
    lines = (
        _count_sentences(earlier, same_kind=True),
        *_return_sentences(passed, len(earlier), subject),
        *((rest,) if others else ()),
    )
    return Section(kind=SectionKind.BEFORE, headline=headline, body=lines, is_summary=True)


def no_similar_spell_section(others: int, subject: Subject) -> Section:
    """Section that says plainly that nothing of the present kind was found before."""
    headline = translate("No earlier spell with these changes was found.")
    if subject.first and subject.last:
        headline = translate(
            "No earlier spell with these changes was found in {months}.",
            months=history_length(subject.first, subject.last),
        )
    little = translate("That says little about what comes next: short ones can pass unseen.")
    return Section(SectionKind.BEFORE, headline, (little, *((_other_kinds(others, subject.face),) if others else ())))


def _other_kinds(number: int, face: Face) -> str:
    """Sentence about how many spells of another kind there are, and where they are listed."""
    if face is Face.PAGE:
        return translate_plural(
            "{number} spell of another kind can be seen below.",
            "{number} spells of another kind can be seen below.",
            number,
        )
    return translate_plural(
        "{number} spell of another kind can be seen with --all.",
        "{number} spells of another kind can be seen with --all.",
        number,
    )


def earlier_spells_section(earlier: Sequence[Spell], subject: Subject) -> Section:
    """Section about all earlier spells, where nothing is unlike the person now."""
    passed = _endings(earlier)
    lines = (_count_sentences(earlier, same_kind=False), *_return_sentences(passed, len(earlier), subject))
    return Section(
        SectionKind.BEFORE, _earlier_spells_headline(len(earlier), len(passed), subject.name), lines, is_summary=True
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


def recurrence_sentences(recurrence: Recurrence, subject: Subject) -> tuple[str, ...]:
    """Sentences about how far apart spells came, and how long ago the latest was.

    No day to come is named or can be counted to: it would be a day on which somebody else is expected to be weak.
    """
    regular = translate(
        "They came about {days} days apart ({between}, nine times in ten, over {spells} spells; as regular by chance: "
        "{odds}).",
        days=short_number(recurrence.period_days),
        between=number_range(*recurrence.between),
        spells=recurrence.spells,
        odds=odds(recurrence.chance),
    )
    since = (subject.last - recurrence.latest).days if subject.last else 0
    latest = (
        translate_plural(
            "The latest ended {number} day before the chat ends.",
            "The latest ended {number} days before the chat ends.",
            since,
        ),
    )
    return (regular, *(latest if since > 0 else ()))


def _endings(spells: Sequence[Spell]) -> tuple[SpellEnding, ...]:
    """Endings of those spells that ended."""
    return tuple(spell.ending for spell in spells if spell.ending)


def _count_sentences(earlier: Sequence[Spell], *, same_kind: bool) -> str:
    """How many spells there were, since when, how long they lasted, and which was the latest."""
    latest = max(earlier, key=lambda spell: spell.first)
    lengths = sorted(day_count(spell.first, spell.last) for spell in earlier)
    values = {"latest": days(latest.first, latest.last), "each": decimal_count(median(lengths), "day")}
    if len(earlier) == 1:
        once = (
            mark("Once with some of the same changes: {latest}, {each}.")
            if same_kind
            else mark("Once: {latest}, {each}.")
        )
        return " ".join((translate(once, **values), *_possible_sentences(earlier)))
    values["around"] = f" ({lengths[0]}–{lengths[-1]})" if lengths[0] != lengths[-1] else ""
    values["since"] = str(min(spell.first for spell in earlier).year)
    often = mark("{times} times since {since}, {each} each{around}, the latest {latest}.")
    if same_kind:
        often = mark(
            "{times} times since {since} with some of the same changes, {each} each{around}, the latest {latest}."
        )
    return " ".join((translate(often, times=len(earlier), **values), *_possible_sentences(earlier)))


def _possible_sentences(earlier: Sequence[Spell]) -> tuple[str, ...]:
    """How many of the spells are only possible."""
    possible = sum(spell.possible for spell in earlier)
    if possible and len(earlier) == 1:
        return (translate("It is only possible."),)
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
