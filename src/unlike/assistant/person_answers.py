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
from unlike.presentation.json.json_values import number
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
    rate_line,
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
Wanted = Callable[[Finding], bool]


def now_answer(session: AssistantSession, person: str | None = None) -> FindingsAnswer:
    """What the last messages and days are like, what waits for an answer, and the only advice."""
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
    """What stood in the days before what is now and before each shift, the same days elsewhere, and the balance."""
    return _findings_answer(session, person, _WHY, lambda finding: isinstance(finding, LookBack))


def before_answer(session: AssistantSession, person: str | None = None) -> BeforeAnswer:
    """Whether it has been so before, how regularly, and what was done around the ends."""
    people = session.people(person)
    return BeforeAnswer(tuple(map(_before, people)), rate_sentences(session, people))


def usual_answer(session: AssistantSession, person: str | None = None) -> UsualAnswer:
    """What is usual for each person, and what this history could have shown."""
    return UsualAnswer(tuple(map(_usual, session.people(person))))


def rate_sentences(session: AssistantSession, people: tuple[NumberedPerson, ...]) -> tuple[str, ...]:
    """How often chance shows a spell, and that among more people more stands out; empty where nothing can be said."""
    able = sum(person.subject.person.enough for person in people)
    if not able:
        return ()
    return (rate_line(session.findings), *((people_compared_sentence(able),) if able > 1 else ()))


def person_answer(person: NumberedPerson, said: Iterable[str], findings: Iterable[Finding]) -> PersonAnswer:
    """One person with sentences and findings; with words of harm or fear, where help is and nothing else."""
    subject = person.subject
    chat = conversation_title(person.conversation)
    worry = concern(subject)
    if worry:
        return PersonAnswer(person.id, subject.name, chat, True, help_sentences(subject), ())  # noqa: FBT003 - `help`
    answers = tuple(finding_answer(finding, subject) for finding in findings)
    return PersonAnswer(person.id, subject.name, chat, False, tuple(said), answers)  # noqa: FBT003 - as above


def help_sentences(subject: Subject) -> tuple[str, ...]:
    """That there is help and where; empty without words of harm or fear."""
    worry = concern(subject)
    if worry is None:
        return ()
    section = help_section(worry, subject)
    return (*section.sentences, *(" · ".join(row) for row in section.table))


def section_sentences(sections: Iterable[Section]) -> tuple[str, ...]:
    """All sentences of some sections; a row of a table is one."""
    return tuple(
        sentence
        for section in sections
        for sentence in (*section.sentences, *(" · ".join(filter(None, row)) for row in section.table))
    )


def _findings_answer(
    session: AssistantSession, wanted: str | None, kinds: tuple[SectionKind, ...], chosen: Wanted
) -> FindingsAnswer:
    people = session.people(wanted)
    answers = tuple(
        person_answer(person, _said(person.subject, kinds), filter(chosen, ordered_findings(person.subject.person)))
        for person in people
    )
    return FindingsAnswer(answers, rate_sentences(session, people))


def _said(subject: Subject, kinds: tuple[SectionKind, ...]) -> tuple[str, ...]:
    """Sentences of those sections that every face gives, of some kinds."""
    sections = (*overview_sections(subject), *detail_sections(subject))
    return section_sentences(section for section in sections if section.kind in kinds)


def _before(person: NumberedPerson) -> PersonBefore:
    subject, found = person.subject, person.subject.person
    helping = help_sentences(subject)
    if helping:
        return PersonBefore(person.id, subject.name, True, helping, None)  # noqa: FBT003 - `help`
    said = _said(subject, (SectionKind.BEFORE,))
    if found.recurrence:
        regular = (recurrence_sentence(found.recurrence), *latest_sentences(found.recurrence.latest, subject))
        said = tuple(dict.fromkeys((*said, *regular, *recurrence_certainty(found.recurrence))))
    figures = _recurrence(found.recurrence) if found.recurrence else None
    return PersonBefore(person.id, subject.name, False, said, figures)  # noqa: FBT003 - as above


def _recurrence(found: Recurrence) -> RecurrenceFigures:
    """How regularly spells came; no day to come, on which somebody would be expected to be weak."""
    rate = Rate(number(found.chance), "as many spells placed at random that look as regular")
    return RecurrenceFigures(
        number(found.period_days),
        (number(found.between[0]), number(found.between[1])),
        found.typical_days,
        found.spells,
        rate,
    )


def _usual(person: NumberedPerson) -> PersonUsual:
    subject, found = person.subject, person.subject.person
    helping = help_sentences(subject)
    figures = tuple(
        UsualFigure(translate_lazy(one.label), one.unit, number(one.usual_range[0]), number(one.usual_range[1]))
        for one in found.signal_histories
    )
    routines = (section for section in relationship_sections(subject) if section.kind is SectionKind.ROUTINE)
    both = usual_section(subject)
    said = helping or (
        *section_sentences((both,) if both else ()),
        *section_sentences(routines),
        *detectable_drop_sentences(found.detectable_drop),
    )
    return PersonUsual(
        person.id,
        subject.name,
        bool(helping),
        found.messages,
        found.active_days,
        () if helping else figures,
        said,
    )
