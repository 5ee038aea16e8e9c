"""The order in which a person's findings are told."""

from __future__ import annotations

from dataclasses import replace

from unlike.presentation.model import Section, Subject
from unlike.presentation.sentences.findings.balance_text import weighing_passage
from unlike.presentation.sentences.findings.calendar_text import against_lines
from unlike.presentation.sentences.findings.channel_change_text import at_first_sight, medium_passage
from unlike.presentation.sentences.findings.cross_chat_text import beside_passage, shifts_beside
from unlike.presentation.sentences.findings.explanation_text import help_passage, look_back_passage
from unlike.presentation.sentences.findings.lasting_shift_text import lasting_glance, lasting_passage, more_lasting
from unlike.presentation.sentences.findings.no_findings import nothing, nothing_ongoing, too_little
from unlike.presentation.sentences.findings.note_text import with_notes
from unlike.presentation.sentences.findings.now_text import now_passage
from unlike.presentation.sentences.findings.open_question import open_passage
from unlike.presentation.sentences.findings.plan_text import plans_passage
from unlike.presentation.sentences.findings.previous_spells import (
    alike,
    never_so,
    recurrence_lines,
    so_before,
    were_before,
)
from unlike.presentation.sentences.findings.relationship_text import all_kept, broken_now, with_openers
from unlike.presentation.sentences.findings.spell_ending_text import returned_passage
from unlike.presentation.sentences.findings.spell_text import spell_passage
from unlike.presentation.sentences.interface.import_summary import ask
from unlike.results import (
    ChannelChange,
    Concern,
    CurrentState,
    Finding,
    LastingShift,
    LookBack,
    OpenQuestion,
    SignalChange,
    Spell,
    ordered_findings,
)


def overview_sections(voice: Subject, *, glance: bool = False) -> tuple[Section, ...]:
    """The first screen: what is now, how it was before, what is open, what stayed, and that one may ask.

    Where messages have words of harm or of fear, it says where help is, and habits step back. At a glance, what is
    unlike now comes before all, and what stayed is one line.
    """
    worry = concern(voice)
    return (help_passage(worry, voice),) if worry else _habits(voice, glance=glance)


def concern(voice: Subject) -> Concern | None:
    """Words that come before everything."""
    return voice.person.reasons.concern if voice.person.reasons else None


def _habits(voice: Subject, *, glance: bool = False) -> tuple[Section, ...]:
    """The same, of habits."""
    person = voice.person
    if not person.enough:
        return (too_little(voice),)
    waiting = (open_passage(person.open, voice),) if person.open else ()
    asking = (with_openers(ask(voice), voice, 1 if glance else 9),) if is_unusual_now(voice) else ()
    return (
        *present(voice),
        *broken_now(voice),
        *_before(voice),
        *_why(voice),
        *_beside_now(voice),
        *waiting,
        *_stayed(voice, glance=glance and is_unusual_now(voice)),
        *_elsewhere(voice),
        *asking,
    )


def finding_section(finding: Finding, voice: Subject) -> Section:
    """One finding by itself, as `--show` and `--all` tell it."""
    match finding:
        case CurrentState():
            return now_passage(finding, voice)
        case OpenQuestion():
            return open_passage(finding, voice)
        case Spell():
            return spell_passage(finding, voice)
        case LastingShift():
            return lasting_passage(finding, voice)
        case ChannelChange():
            return medium_passage(finding, voice)
        case LookBack():
            return look_back_passage(finding, voice)


def all_sections(voice: Subject) -> tuple[Section, ...]:
    """Each spell, each lasting change, and where else the conversation changed, the latest first: what `--all` adds."""
    found = (
        finding
        for finding in ordered_findings(voice.person)
        if isinstance(finding, Spell | LastingShift | ChannelChange | LookBack)
    )
    told = (*at_first_sight(voice), *_backs_now(voice))
    rest = (*(finding_section(finding, voice) for finding in found if finding not in told), *all_kept(voice))
    return (*_habits(voice), *_behind(voice), *rest) if concern(voice) else (*detail_sections(voice), *rest)


def detail_sections(voice: Subject) -> tuple[Section, ...]:
    """What stands behind the first sight: the table, what was done around returns, and open plans.

    Nothing beside words that come before everything.
    """
    return () if concern(voice) else _behind(voice)


def relationship_sections(voice: Subject) -> tuple[Section, ...]:
    """What the two have between them: routines and messages worth remembering; nothing beside words of harm."""
    return () if concern(voice) else all_kept(voice)


def _behind(voice: Subject) -> tuple[Section, ...]:
    found = (weighing_passage(voice), returned_passage(voice), plans_passage(voice))
    return tuple(one for one in found if one)


def is_unusual_now(voice: Subject) -> bool:
    """Whether anything is unlike this person now."""
    person = voice.person
    return bool(person.now and person.now.unlike) or any(spell.ongoing for spell in person.spells)


def is_quiet(voice: Subject) -> bool:
    """Whether nothing at all was found."""
    return voice.person.enough and not (is_unusual_now(voice) or voice.person.spells or voice.person.lasting)


def present(voice: Subject) -> tuple[Section, ...]:
    """What the last messages and the last days are like."""
    now, ongoing = voice.person.now, [spell for spell in voice.person.spells if spell.ongoing]
    elsewhere = tuple(medium_passage(one, voice) for one in voice.person.medium if one.ongoing)
    if is_quiet(voice):
        return (*elsewhere, nothing(voice, now))
    days = tuple(spell_passage(spell, voice) for spell in ongoing)
    if now and (now.unlike or not days):
        return (now_passage(now, voice), *days)
    return elsewhere or days or (nothing_ongoing(voice),)


def _before(voice: Subject) -> tuple[Section, ...]:
    """How it went before: of the present kind where something is unlike now, else all of it."""
    earlier = [spell for spell in voice.person.spells if not spell.ongoing]
    if not is_unusual_now(voice):
        return (with_notes(_regular(were_before(earlier, voice), voice), earlier, voice),) if earlier else ()
    same = [spell for spell in earlier if alike(spell, habits_now(voice))]
    others = len(earlier) - len(same)
    if not same:
        return (never_so(others, voice),)
    return (with_notes(_regular(so_before(same, others, voice), voice), same, voice),)


def habits_now(voice: Subject) -> tuple[SignalChange, ...]:
    """All that is changed now."""
    now = voice.person.now
    days = (habit for spell in voice.person.spells if spell.ongoing for habit in spell.changed)
    return (*(now.changed if now and now.unlike else ()), *days)


def _regular(before: Section, voice: Subject) -> Section:
    """With how regularly they come, where they do, and whether they go with the owner's own dates."""
    recurrence = voice.person.recurrence
    rhythm = recurrence_lines(recurrence, voice) if recurrence else ()
    return replace(before, lines=(*before.lines, *rhythm, *against_lines(voice)))


def _elsewhere(voice: Subject) -> tuple[Section, ...]:
    """Long times in which the conversation changed, where they are over."""
    return tuple(medium_passage(one, voice) for one in at_first_sight(voice) if not one.ongoing)


def _backs_now(voice: Subject) -> tuple[LookBack, ...]:
    """What was told before all that goes on now: the earliest first day of it."""
    backs = voice.person.reasons.look_backs if voice.person.reasons else ()
    ongoing = [spell.first for spell in voice.person.spells if spell.ongoing]
    return tuple(back for back in backs if back.shift == min(ongoing)) if ongoing else backs[-1:]


def _why(voice: Subject) -> tuple[Section, ...]:
    """What was told before what is now, or that the log does not say."""
    return tuple(look_back_passage(back, voice) for back in _backs_now(voice)) if is_unusual_now(voice) else ()


def _beside_now(voice: Subject) -> tuple[Section, ...]:
    """The same days elsewhere, of what is now."""
    known = shifts_beside(voice)
    told = beside_passage(known[-1], voice) if is_unusual_now(voice) and known else None
    return (told,) if told else ()


def _stayed(voice: Subject, *, glance: bool) -> tuple[Section, ...]:
    """The latest change that stayed, and how many came earlier."""
    shifts = [finding for finding in ordered_findings(voice.person) if isinstance(finding, LastingShift)]
    if not shifts:
        return ()
    if glance:
        return (lasting_glance(shifts[0], voice),)
    latest = lasting_passage(shifts[0], voice)
    more = (more_lasting(len(shifts) - 1),) if len(shifts) > 1 else ()
    return (replace(latest, lines=(*latest.lines, *more)),)
