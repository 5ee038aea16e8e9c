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
    Spell,
    ordered_findings,
    shares_change,
)


def overview_sections(subject: Subject, *, glance: bool = False) -> tuple[Section, ...]:
    """The first screen: what is now, how it was before, what is open, what stayed, and that one may ask.

    Where messages have words of harm or of fear, it says where help is, and habits step back. At a glance, what is
    unlike now comes before all, and what stayed is one line.
    """
    worry = concern(subject)
    return (help_passage(worry, subject),) if worry else _habits(subject, glance=glance)


def concern(subject: Subject) -> Concern | None:
    """Words that come before everything."""
    return subject.person.explanations.concern if subject.person.explanations else None


def _habits(subject: Subject, *, glance: bool = False) -> tuple[Section, ...]:
    """The same, of habits."""
    person = subject.person
    if not person.enough:
        return (too_little(subject),)
    waiting = (open_passage(person.open_question, subject),) if person.open_question else ()
    asking = (with_openers(ask(subject), subject, 1 if glance else 9),) if subject.person.is_unusual_now else ()
    return (
        *present(subject),
        *broken_now(subject),
        *_before(subject),
        *_why(subject),
        *_beside_now(subject),
        *waiting,
        *_stayed(subject, glance=glance and subject.person.is_unusual_now),
        *_elsewhere(subject),
        *asking,
    )


def finding_section(finding: Finding, subject: Subject) -> Section:
    """One finding by itself, as `--show` and `--all` tell it."""
    match finding:
        case CurrentState():
            return now_passage(finding, subject)
        case OpenQuestion():
            return open_passage(finding, subject)
        case Spell():
            return spell_passage(finding, subject)
        case LastingShift():
            return lasting_passage(finding, subject)
        case ChannelChange():
            return medium_passage(finding, subject)
        case LookBack():
            return look_back_passage(finding, subject)


def all_sections(subject: Subject) -> tuple[Section, ...]:
    """Each spell, each lasting change, and where else the conversation changed, the latest first: what `--all` adds."""
    found = (
        finding
        for finding in ordered_findings(subject.person)
        if isinstance(finding, Spell | LastingShift | ChannelChange | LookBack)
    )
    told = (*at_first_sight(subject), *_backs_now(subject))
    rest = (*(finding_section(finding, subject) for finding in found if finding not in told), *all_kept(subject))
    return (*_habits(subject), *_behind(subject), *rest) if concern(subject) else (*detail_sections(subject), *rest)


def detail_sections(subject: Subject) -> tuple[Section, ...]:
    """What stands behind the first sight: the table, what was done around returns, and open plans.

    Nothing beside words that come before everything.
    """
    return () if concern(subject) else _behind(subject)


def relationship_sections(subject: Subject) -> tuple[Section, ...]:
    """What the two have between them: routines and messages worth remembering; nothing beside words of harm."""
    return () if concern(subject) else all_kept(subject)


def _behind(subject: Subject) -> tuple[Section, ...]:
    found = (weighing_passage(subject), returned_passage(subject), plans_passage(subject))
    return tuple(one for one in found if one)


def present(subject: Subject) -> tuple[Section, ...]:
    """What the last messages and the last days are like."""
    now = subject.person.current_state
    elsewhere = tuple(medium_passage(one, subject) for one in subject.person.channel_changes if one.ongoing)
    if subject.person.is_quiet:
        return (*elsewhere, nothing(subject, now))
    days = tuple(spell_passage(spell, subject) for spell in subject.person.ongoing_spells)
    if now and (now.unlike or not days):
        return (now_passage(now, subject), *days)
    return elsewhere or days or (nothing_ongoing(subject),)


def _before(subject: Subject) -> tuple[Section, ...]:
    """How it went before: of the present kind where something is unlike now, else all of it."""
    earlier = subject.person.past_spells
    if not subject.person.is_unusual_now:
        return (with_notes(_regular(were_before(earlier, subject), subject), earlier, subject),) if earlier else ()
    same = [spell for spell in earlier if shares_change(spell, subject.person.changes_now)]
    others = len(earlier) - len(same)
    if not same:
        return (never_so(others, subject),)
    return (with_notes(_regular(so_before(same, others, subject), subject), same, subject),)


def _regular(before: Section, subject: Subject) -> Section:
    """With how regularly they come, where they do, and whether they go with the owner's own dates."""
    recurrence = subject.person.recurrence
    rhythm = recurrence_lines(recurrence, subject) if recurrence else ()
    return replace(before, body=(*before.body, *rhythm, *against_lines(subject)))


def _elsewhere(subject: Subject) -> tuple[Section, ...]:
    """Long times in which the conversation changed, where they are over."""
    return tuple(medium_passage(one, subject) for one in at_first_sight(subject) if not one.ongoing)


def _backs_now(subject: Subject) -> tuple[LookBack, ...]:
    """What was told before all that goes on now: the earliest first day of it."""
    backs = subject.person.explanations.look_backs if subject.person.explanations else ()
    first_days = [spell.first for spell in subject.person.ongoing_spells]
    return tuple(back for back in backs if back.shift == min(first_days)) if first_days else backs[-1:]


def _why(subject: Subject) -> tuple[Section, ...]:
    """What was told before what is now, or that the log does not say."""
    return (
        tuple(look_back_passage(back, subject) for back in _backs_now(subject)) if subject.person.is_unusual_now else ()
    )


def _beside_now(subject: Subject) -> tuple[Section, ...]:
    """The same days elsewhere, of what is now."""
    known = shifts_beside(subject)
    told = beside_passage(known[-1], subject) if subject.person.is_unusual_now and known else None
    return (told,) if told else ()


def _stayed(subject: Subject, *, glance: bool) -> tuple[Section, ...]:
    """The latest change that stayed, and how many came earlier."""
    shifts = [finding for finding in ordered_findings(subject.person) if isinstance(finding, LastingShift)]
    if not shifts:
        return ()
    if glance:
        return (lasting_glance(shifts[0], subject),)
    latest = lasting_passage(shifts[0], subject)
    more = (more_lasting(len(shifts) - 1, subject.face),) if len(shifts) > 1 else ()
    return (replace(latest, body=(*latest.body, *more)),)
