"""The order in which every face presents a person's findings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from unlike.core.day_rule import day_of
from unlike.presentation.model import Section, Subject
from unlike.presentation.sentences.findings.app_change_text import app_change_section, noteworthy_app_changes
from unlike.presentation.sentences.findings.balance_text import balance_section
from unlike.presentation.sentences.findings.calendar_text import label_association_sentences
from unlike.presentation.sentences.findings.channel_change_text import (
    channel_change_section,
    noteworthy_channel_changes,
)
from unlike.presentation.sentences.findings.cross_chat_text import compared_shifts, cross_chat_section
from unlike.presentation.sentences.findings.explanation_text import look_back_section
from unlike.presentation.sentences.findings.help_text import help_section
from unlike.presentation.sentences.findings.language_change_text import language_change_section
from unlike.presentation.sentences.findings.lasting_shift_text import (
    earlier_shifts_sentence,
    language_change_at,
    lasting_shift_glance,
    lasting_shift_section,
)
from unlike.presentation.sentences.findings.no_findings import (
    missing_history_section,
)
from unlike.presentation.sentences.findings.note_text import add_notes
from unlike.presentation.sentences.findings.now_text import current_state_section
from unlike.presentation.sentences.findings.open_question import open_question_section
from unlike.presentation.sentences.findings.plan_text import plans_section
from unlike.presentation.sentences.findings.present_text import present_sections
from unlike.presentation.sentences.findings.previous_spells import (
    earlier_spells_section,
    no_similar_spell_section,
    recurrence_certainty,
    recurrence_sentence,
    similar_spells_section,
)
from unlike.presentation.sentences.findings.relationship_text import (
    add_openers,
    broken_routine_sections,
    routine_and_moment_sections,
)
from unlike.presentation.sentences.findings.spell_ending_text import return_patterns_section
from unlike.presentation.sentences.findings.spell_text import spell_section
from unlike.presentation.sentences.interface.import_summary import ask_section, repeat_visits_section
from unlike.results import (
    AppChange,
    ChannelChange,
    Concern,
    ConversationFindings,
    CurrentState,
    Finding,
    LastingShift,
    LookBack,
    OpenQuestion,
    Spell,
    UnreadRecords,
    ordered_findings,
    shares_change,
)


def overview_sections(subject: Subject, *, glance: bool = False) -> tuple[Section, ...]:
    """Sections at first sight: what is now, how it was before, what is open, what stayed, that one may ask.

    Where messages have words of harm or of fear, it says where help is, and habits step back. At a glance, what is
    unlike now comes before all, and what stayed is one line.
    """
    worry = concern(subject)
    if not worry:
        return _signal_sections(subject, glance=glance)
    unread = isinstance(subject.person.missing_history, UnreadRecords)
    return (help_section(worry, subject), *((missing_history_section(subject),) if unread else ()))


def concern(subject: Subject) -> Concern | None:
    """Words of harm or of fear in the person's messages, which come before everything; None where there are none."""
    return subject.person.explanations.concern if subject.person.explanations else None


def asks_for_room(subject: Subject) -> bool:
    """Whether the person writes of fear of the owner, or asks them to stop: leaving room is the only advice then."""
    worry = concern(subject)
    return worry is not None and bool(worry.fear_of_owner)


def _signal_sections(subject: Subject, *, glance: bool = False) -> tuple[Section, ...]:
    """Sections at first sight about signals alone."""
    person = subject.person
    if not person.enough:
        return (missing_history_section(subject), *_look_back_sections(subject))
    may_ask = subject.person.is_unusual_now and not asks_for_room(subject)
    asking = (add_openers(ask_section(subject), subject, 1 if glance else 9),) if may_ask else ()
    return (
        *present_sections(subject),
        *broken_routine_sections(subject),
        *_earlier_spell_sections(subject),
        *_look_back_sections(subject),
        *_cross_chat_sections(subject),
        *_lasting_shift_sections(subject, glance=glance and subject.person.is_unusual_now),
        *_past_channel_changes(subject),
        *asking,
    )


def finding_section(finding: Finding, subject: Subject) -> Section:
    """Section about one finding by itself, as `--show` and `--all` present it."""
    match finding:
        case CurrentState():
            return current_state_section(finding, subject)
        case OpenQuestion():
            return open_question_section(finding, subject)
        case Spell():
            return spell_section(finding, subject)
        case LastingShift():
            return lasting_shift_section(finding, subject)
        case ChannelChange() | AppChange():
            return _conversation_section(finding, subject)
        case LookBack():
            return look_back_section(finding, subject)


def _conversation_section(change: ChannelChange | AppChange, subject: Subject) -> Section:
    """Section about a change of the conversation, and not of the person."""
    if isinstance(change, AppChange):
        return app_change_section(change, subject)
    return channel_change_section(change, subject)


def all_sections(subject: Subject) -> tuple[Section, ...]:
    """Sections that `--all` adds: spells, lasting shifts, channel changes and look-backs, the latest first."""
    findings = (
        finding
        for finding in ordered_findings(subject.person)
        if isinstance(finding, Spell | LastingShift | ChannelChange | AppChange | LookBack)
    )
    first_sight = _signal_sections(subject)
    presented = {section.finding for section in first_sight}
    backs = look_backs_now(subject)  # one without messages has no number
    detail_parts = (
        *(
            finding_section(finding, subject)
            for finding in findings
            if finding not in backs and subject.finding_number(finding) not in presented
        ),
        *routine_and_moment_sections(subject),
    )
    return (
        (*first_sight, *_detail_sections(subject), *detail_parts)
        if concern(subject)
        else (*detail_sections(subject), *detail_parts)
    )


def detail_sections(subject: Subject) -> tuple[Section, ...]:
    """Sections behind the overview: the balance, what was done around returns, and open plans.

    Nothing beside words that come before everything.
    """
    return () if concern(subject) else _detail_sections(subject)


def relationship_sections(subject: Subject) -> tuple[Section, ...]:
    """Routines and messages worth remembering; none beside words of harm."""
    return () if concern(subject) else routine_and_moment_sections(subject)


def _detail_sections(subject: Subject) -> tuple[Section, ...]:
    """Sections behind the overview, whether or not there are words of harm."""
    sections = (balance_section(subject), return_patterns_section(subject), plans_section(subject))
    return tuple(section for section in sections if section)


def _earlier_spell_sections(subject: Subject) -> tuple[Section, ...]:
    """Section about earlier spells: of the present kind where something is unlike now, else all."""
    earlier = subject.person.past_spells
    if not subject.person.is_unusual_now:
        return (
            (add_notes(_add_recurrence(earlier_spells_section(earlier, subject), subject), earlier, subject),)
            if earlier
            else ()
        )
    same = [spell for spell in earlier if shares_change(spell, subject.person.changes_now)]
    others = len(earlier) - len(same)
    if not same:
        return (no_similar_spell_section(others, subject),)
    return (add_notes(_add_recurrence(similar_spells_section(same, others, subject), subject), same, subject),)


def _add_recurrence(before: Section, subject: Subject) -> Section:
    """Adds to a section how regularly spells come back, and whether they go with the owner's dates."""
    recurrence = subject.person.recurrence
    return replace(
        before,
        body=(
            *((recurrence_sentence(recurrence),) if recurrence else ()),
            *before.body,
            *label_association_sentences(subject),
        ),
        certainty=(*before.certainty, *(recurrence_certainty(recurrence) if recurrence else ())),
    )


def _past_channel_changes(subject: Subject) -> tuple[Section, ...]:
    """Sections about long channel changes that are over, and about a change of app after which something differs."""
    long = (change for change in noteworthy_channel_changes(subject) if not change.ongoing)
    apps = (change for change in noteworthy_app_changes(subject) if not change.recent)
    return (
        *(channel_change_section(change, subject) for change in long),
        *(app_change_section(change, subject) for change in apps),
    )


def look_backs_now(subject: Subject) -> tuple[LookBack, ...]:
    """The look-back at the days before what is now, be it a little unlike; none where nothing is or nobody looked.

    Where now is not known, it is at the last days.
    """
    explanations, first = subject.person.explanations, _first_day_now(subject)
    if explanations is None:
        return ()
    back = explanations.look_back(first) if first else explanations.last_days
    return (back,) if back else ()


def _first_day_now(subject: Subject) -> date | None:
    """First day of the spells that go on, else of last messages at least a little unlike; None without either."""
    person, now = subject.person, subject.person.current_state
    if person.ongoing_spells:
        return min(spell.first for spell in person.ongoing_spells)
    return day_of(now.since) if now and now.grade.is_noteworthy else None


def _look_back_sections(subject: Subject) -> tuple[Section, ...]:
    """Sections about the days before what is now, or that the chat does not say."""
    return tuple(look_back_section(back, subject) for back in look_backs_now(subject))


def _cross_chat_sections(subject: Subject) -> tuple[Section, ...]:
    """Section about the same days elsewhere, of what is now."""
    shifts = compared_shifts(subject)
    section = cross_chat_section(shifts[-1], subject) if subject.person.is_unusual_now and shifts else None
    return (section,) if section else ()


def _lasting_shift_sections(subject: Subject, *, glance: bool) -> tuple[Section, ...]:
    """Section about the latest lasting shift, with how many came earlier."""
    shifts, language = _lasting_shifts(subject), subject.person.language_change
    if language and not language.recent and not any(language_change_at(shift, subject) for shift in shifts):
        return (language_change_section(language, subject), *_latest_shift_sections(shifts, subject, glance=glance))
    return _latest_shift_sections(shifts, subject, glance=glance)


def _latest_shift_sections(shifts: list[LastingShift], subject: Subject, *, glance: bool) -> tuple[Section, ...]:
    """Section about the latest of some lasting shifts, with how many came earlier; none without any."""
    if not shifts:
        return ()
    if glance:
        return (lasting_shift_glance(shifts[0], subject),)
    latest = lasting_shift_section(shifts[0], subject)
    more = (earlier_shifts_sentence(len(shifts) - 1, subject.face),) if len(shifts) > 1 else ()
    return (replace(latest, body=(*latest.body, *more)),)


def _lasting_shifts(subject: Subject) -> list[LastingShift]:
    """Lasting shifts, the latest first."""
    return [finding for finding in ordered_findings(subject.person) if isinstance(finding, LastingShift)]


def repeat_visits_sections(conversation: ConversationFindings, subjects: tuple[Subject, ...]) -> tuple[Section, ...]:
    """Section saying that nothing is new in a conversation visited repeatedly; none beside words of harm or fear."""
    if conversation.repeat_visits is None or any(concern(subject) for subject in subjects):
        return ()
    return (repeat_visits_section(conversation.repeat_visits),)
