"""Several people of one conversation, each in a few lines; the quiet ones in one."""

from __future__ import annotations

from dataclasses import replace

from unlike.i18n import translate
from unlike.presentation.model import Section, SectionKind, Subject
from unlike.presentation.sentences.findings.channel_change_text import at_first_sight, medium_passage
from unlike.presentation.sentences.findings.explanation_text import help_passage
from unlike.presentation.sentences.findings.lasting_shift_text import lasting_passage
from unlike.presentation.sentences.findings.no_findings import (
    more_people,
    nothing_of_several,
    reach_lines,
    too_little_of_several,
)
from unlike.presentation.sentences.findings.note_text import with_notes
from unlike.presentation.sentences.findings.order import concern, habits_now, is_quiet, is_unusual_now, present
from unlike.presentation.sentences.findings.previous_spells import alike, so_before, were_before
from unlike.presentation.sentences.interface.import_summary import ask_several


def group_sections(voices: tuple[Subject, ...], most: int) -> tuple[Section, ...]:
    """The people who wrote most; who is unlike themselves now comes first among them."""
    worries = [(worry, voice) for voice in voices if (worry := concern(voice))]
    if worries:
        return tuple(help_passage(*one) for one in worries)
    able = [voice for voice in voices if voice.person.enough]
    shown = able[:most]
    upset = [voice for voice in shown if is_unusual_now(voice)]
    told = [voice for voice in shown if not is_unusual_now(voice) and not is_quiet(voice)]
    passages = [part for voice in upset for part in _now(voice)]
    passages += [part for voice in told for part in _then(voice)]
    asking = (ask_several(len(shown)),) if upset else ()
    return (
        *passages,
        *_elsewhere(shown),
        *_quiet(tuple(filter(is_quiet, shown))),
        *_rest(voices, len(able) - len(shown)),
        *asking,
    )


def _now(voice: Subject) -> tuple[Section, ...]:
    """What is unlike this person now, and whether it was so before."""
    first, *more = present(voice)
    same = [spell for spell in voice.person.spells if not spell.ongoing and alike(spell, habits_now(voice))]
    before = so_before(same, 0, voice).sentences[:2] if same else ()
    before = (*before, *with_notes(Section(first.mark, ""), same, voice).lines)
    return (replace(first, lines=(*first.lines, *before)), *more)


def _then(voice: Subject) -> tuple[Section, ...]:
    """What was, where nothing is unlike now."""
    person = voice.person
    spells = (with_notes(were_before(person.spells, voice), person.spells, voice),) if person.spells else ()
    shifts = (lasting_passage(person.lasting[-1], voice),) if person.lasting else ()
    return (*spells, *shifts)


def _elsewhere(voices: list[Subject]) -> tuple[Section, ...]:
    """The latest time in which nearly everybody wrote less at once, told once for all."""
    told = [(one, voice) for voice in voices for one in at_first_sight(voice) if one.gone is None]
    if not told:
        return ()
    one, voice = max(told, key=lambda found: found[0].last)
    *lines, _ = medium_passage(one, voice).lines
    nothing = translate("Nothing else is said about anybody for that time.")
    return (replace(medium_passage(one, voice), lines=(*lines, nothing)),)


def _quiet(voices: tuple[Subject, ...]) -> tuple[Section, ...]:
    """All the quiet ones in one sentence, with what the history of the first could have shown."""
    if not voices:
        return ()
    reaches = [voice.person.reach for voice in voices if voice.person.reach and voice.person.reach.factor is not None]
    least = min(reaches, key=lambda reach: reach.factor or 0.0, default=voices[0].person.reach)
    headline = nothing_of_several(tuple(voice.name for voice in voices))
    return (Section(mark=SectionKind.QUIET, headline=headline, lines=reach_lines(least)),)


def _rest(voices: tuple[Subject, ...], hidden: int) -> tuple[Section, ...]:
    """Those who wrote too little, and those who are not shown."""
    little = [voice.person for voice in voices if not voice.person.enough]
    passages = []
    if little:
        needs = next((person.needs for person in little if person.needs), None)
        passages.append(Section(mark=SectionKind.QUIET, headline=too_little_of_several(len(little), needs)))
    if hidden > 0:
        passages.append(Section(mark=SectionKind.QUIET, headline=more_people(hidden)))
    return tuple(passages)
