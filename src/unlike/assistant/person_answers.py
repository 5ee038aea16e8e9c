"""Answers about people: which sentences and findings each tool gives; where messages speak of harm, help alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from unlike.assistant.answer_types import (
    BeforeAnswer,
    FindingsAnswer,
    PersonAnswer,
    PersonBefore,
    PersonUsual,
    Rate,
    RecurrenceFigures,
    UsualAnswer,
    UsualFigure,
)
from unlike.assistant.assistant_session import AssistantSession, NumberedPerson
from unlike.assistant.finding_answers import finding_answer, is_ongoing
from unlike.i18n import translate_lazy
from unlike.presentation.json.json_values import json_number
from unlike.presentation.sentences import (
    Section,
    SectionKind,
    Subject,
    concern,
    detail_sections,
    overview_sections,
    relationship_sections,
)
from unlike.presentation.sentences.findings.help_text import help_section
from unlike.presentation.sentences.findings.previous_spells import (
    latest_sentences,
    recurrence_certainty,
    recurrence_sentence,
)
from unlike.presentation.sentences.findings.quiet_text import detectable_drop_sentences
from unlike.presentation.sentences.findings.usual_text import usual_section
from unlike.presentation.sentences.interface.import_summary import (
    conversation_title,
    people_compared_sentence,
    rate_sentences,
)
from unlike.results import (
    AppChange,
    ChannelChange,
    Finding,
    LastingShift,
    LookBack,
    Recurrence,
    Spell,
    ordered_findings,
)

_NOW: Final = (SectionKind.NOW, SectionKind.QUIET, SectionKind.OPEN, SectionKind.UNREAD, SectionKind.ASK)
_WHY: Final = (SectionKind.EXPLANATION, SectionKind.CROSS_CHAT, SectionKind.BALANCE)
FindingTest = Callable[[Finding], bool]


def now_answer(session: AssistantSession, person: str | None = None) -> FindingsAnswer:
    """Answer on the last messages and days, on what waits for an answer, and the only advice."""
    return _findings_answer(session, person, _NOW, is_ongoing)


def spells_answer(session: AssistantSession, person: str | None = None) -> FindingsAnswer:
    """All spells, those that go on first, then the latest first."""
    return _findings_answer(session, person, (SectionKind.BEFORE,), lambda finding: isinstance(finding, Spell))


def lasting_answer(session: AssistantSession, person: str | None = None) -> FindingsAnswer:
    """Changes that stayed, and days in which the conversation changed and not the person."""
    kinds = (SectionKind.LASTING,)
    return _findings_answer(
        session, person, kinds, lambda finding: isinstance(finding, LastingShift | ChannelChange | AppChange)
    )


def why_answer(session: AssistantSession, person: str | None = None) -> FindingsAnswer:
    """Answer on the days before the current state and before each shift, the same days elsewhere, and the balance."""
    return _findings_answer(session, person, _WHY, lambda finding: isinstance(finding, LookBack))


def before_answer(session: AssistantSession, person: str | None = None) -> BeforeAnswer:
    """Whether it has been so before, how regularly, and what was done around the ends."""
    people = session.people(person)
    return BeforeAnswer(tuple(map(_person_before, people)), chance_sentences(session, people))


def usual_answer(session: AssistantSession, person: str | None = None) -> UsualAnswer:
    """Answer on what is usual for each person, and what this history could have shown."""
    return UsualAnswer(tuple(map(_person_usual, session.people(person))))


def chance_sentences(session: AssistantSession, people: tuple[NumberedPerson, ...]) -> tuple[str, ...]:
    """How often chance shows a spell, and that among more people more stands out; empty where nothing can be said."""
    measurable_count = sum(person.subject.person.enough for person in people)
    if not measurable_count:
        return ()
    return (
        *rate_sentences(session.findings, (person.subject.person for person in people)),
        *((people_compared_sentence(measurable_count),) if measurable_count > 1 else ()),
    )


def person_answer(person: NumberedPerson, sentences: Iterable[str], findings: Iterable[Finding]) -> PersonAnswer:
    """One person with sentences and findings; with words of harm or fear, where help is and nothing else."""
    subject = person.subject
    chat = conversation_title(person.conversation)
    concern_kind = concern(subject)
    if concern_kind:
        return PersonAnswer(person.id, subject.name, chat, True, help_sentences(subject), ())  # noqa: FBT003 - `help`
    answers = tuple(finding_answer(finding, subject) for finding in findings)
    return PersonAnswer(person.id, subject.name, chat, False, tuple(sentences), answers)  # noqa: FBT003 - as above


def help_sentences(subject: Subject) -> tuple[str, ...]:
    """Sentences on where help is; empty without words of harm or fear."""
    concern_kind = concern(subject)
    if concern_kind is None:
        return ()
    section = help_section(concern_kind, subject)
    return (*section.sentences, *(" · ".join(row) for row in section.table))


def section_sentences(sections: Iterable[Section]) -> tuple[str, ...]:
    """All sentences of some sections; a row of a table is one."""
    return tuple(
        sentence
        for section in sections
        for sentence in (*section.sentences, *(" · ".join(filter(None, row)) for row in section.table))
    )


def _findings_answer(
    session: AssistantSession, id_or_name: str | None, kinds: tuple[SectionKind, ...], is_chosen: FindingTest
) -> FindingsAnswer:
    people = session.people(id_or_name)
    answers = tuple(
        person_answer(
            person, _kind_sentences(person.subject, kinds), filter(is_chosen, ordered_findings(person.subject.person))
        )
        for person in people
    )
    return FindingsAnswer(answers, chance_sentences(session, people))


def _kind_sentences(subject: Subject, kinds: tuple[SectionKind, ...]) -> tuple[str, ...]:
    """Sentences of those sections that every face gives, of some kinds."""
    sections = (*overview_sections(subject), *detail_sections(subject))
    return section_sentences(section for section in sections if section.kind in kinds)


def _person_before(person: NumberedPerson) -> PersonBefore:
    subject, findings = person.subject, person.subject.person
    help_lines = help_sentences(subject)
    if help_lines:
        return PersonBefore(person.id, subject.name, True, help_lines, None)  # noqa: FBT003 - `help`
    sentences = _kind_sentences(subject, (SectionKind.BEFORE,))
    if findings.recurrence:
        recurrence_lines = (
            recurrence_sentence(findings.recurrence),
            *latest_sentences(findings.recurrence.latest, subject),
        )
        sentences = tuple(dict.fromkeys((*sentences, *recurrence_lines, *recurrence_certainty(findings.recurrence))))
    figures = _recurrence_figures(findings.recurrence) if findings.recurrence else None
    return PersonBefore(person.id, subject.name, False, sentences, figures)  # noqa: FBT003 - as above


def _recurrence_figures(recurrence: Recurrence) -> RecurrenceFigures:
    """How regularly spells came; no day to come, on which somebody would be expected to be weak."""
    rate = Rate(json_number(recurrence.chance), "as many spells placed at random that look as regular")
    return RecurrenceFigures(
        json_number(recurrence.period_days),
        (json_number(recurrence.between[0]), json_number(recurrence.between[1])),
        recurrence.typical_days,
        recurrence.spells,
        rate,
    )


def _person_usual(person: NumberedPerson) -> PersonUsual:
    subject, findings = person.subject, person.subject.person
    help_lines = help_sentences(subject)
    figures = tuple(
        UsualFigure(
            translate_lazy(history.label),
            history.unit,
            json_number(history.usual_range[0]),
            json_number(history.usual_range[1]),
        )
        for history in findings.signal_histories
    )
    routines = (section for section in relationship_sections(subject) if section.kind is SectionKind.ROUTINE)
    shared_section = usual_section(subject)
    sentences = help_lines or (
        *section_sentences((shared_section,) if shared_section else ()),
        *section_sentences(routines),
        *detectable_drop_sentences(findings.detectable_drop),
    )
    return PersonUsual(
        person.id,
        subject.name,
        bool(help_lines),
        findings.messages,
        findings.active_days,
        () if help_lines else figures,
        sentences,
    )
