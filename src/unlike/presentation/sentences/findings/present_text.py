"""One answer about now: a spell that goes on, the last messages and what is open, in one statement."""

from __future__ import annotations

from dataclasses import replace

from unlike.i18n import translate
from unlike.presentation.model import Section, Subject
from unlike.presentation.sentences.findings.app_change_text import app_change_section
from unlike.presentation.sentences.findings.channel_change_text import channel_change_section
from unlike.presentation.sentences.findings.language_change_text import language_change_section
from unlike.presentation.sentences.findings.no_findings import no_ongoing_spell_section
from unlike.presentation.sentences.findings.now_text import (
    certainty_sentences,
    current_state_headline,
    current_state_section,
    current_state_sentences,
    withheld_sentence,
)
from unlike.presentation.sentences.findings.open_question import (
    open_question_sentence,
    similar_waits_sentences,
    waiting_odds_sentence,
    waiting_sentence,
)
from unlike.presentation.sentences.findings.quiet_text import quiet_section
from unlike.presentation.sentences.findings.spell_text import spell_section
from unlike.results import CurrentState, Finding


def present_sections(subject: Subject) -> tuple[Section, ...]:
    """Sections about the last messages and the last days; the first one is the whole answer about now."""
    person, now = subject.person, subject.person.current_state
    elsewhere = (
        *(channel_change_section(change, subject) for change in person.channel_changes if change.ongoing),
        *(app_change_section(change, subject) for change in person.app_changes if change.recent),
        *_new_language_sections(subject),
    )
    spells = tuple(spell_section(spell, subject) for spell in person.ongoing_spells)
    if spells:
        lead, others = _with_last_messages(spells[0], now, subject), spells[1:]
    elif now and (now.grade.is_noteworthy or not person.is_quiet):
        lead, others = current_state_section(now, subject), ()
    elif person.is_quiet:
        lead, others = quiet_section(subject, now), ()
    else:
        lead, others = no_ongoing_spell_section(subject), ()
        if elsewhere:
            return (_with_open_question(elsewhere[0], subject), *elsewhere[1:])
    lead = _with_open_question(lead, subject)
    if now and now.withheld:
        lead = replace(lead, detail=(*lead.detail, withheld_sentence()))
    return (lead, *others, *elsewhere) if not person.is_quiet else (*elsewhere, lead)


def _new_language_sections(subject: Subject) -> tuple[Section, ...]:
    """Section about a new language of which too little is there yet."""
    change = subject.person.language_change
    return (language_change_section(change, subject),) if change and change.recent else ()


def _with_last_messages(section: Section, now: CurrentState | None, subject: Subject) -> Section:
    """Adds to a spell that goes on how its last messages are by themselves."""
    if now is None:
        return section
    if now.grade.is_noteworthy:
        by_itself = (current_state_headline(now, subject.name, subject.today), *current_state_sentences(now))
    else:  # what the days say is not taken back
        by_itself = (translate("The last messages alone would not stand out; it shows over whole days."),)
    section = replace(
        section, body=(*section.body, *by_itself), certainty=(*section.certainty, *certainty_sentences(now))
    )
    return _with_finding(section, now, subject)


def _with_open_question(section: Section, subject: Subject) -> Section:
    """Adds what waits for an answer."""
    question = subject.person.open_question
    if question is None:
        return section
    section = replace(
        section,
        detail=(*section.detail, open_question_sentence(question, subject)),
        body=(*section.body, waiting_sentence(question), *similar_waits_sentences(question, subject)),
        certainty=(*section.certainty, waiting_odds_sentence(question)),
    )
    return _with_finding(section, question, subject)


def _with_finding(section: Section, finding: Finding, subject: Subject) -> Section:
    """Adds the number of a finding that a section also rests on."""
    number = subject.finding_number(finding)
    if section.finding is None:
        return replace(section, finding=number)
    return replace(section, more_findings=(*section.more_findings, number))
