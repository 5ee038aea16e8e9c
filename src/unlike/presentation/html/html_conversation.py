"""One conversation on a page: the rows that stand first, and everything one step down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from typing import Final

from unlike.i18n import translate
from unlike.presentation.html.html_messages import HtmlMessage, messages_by_day
from unlike.presentation.html.report_options import ReportOptions
from unlike.presentation.html.shown_people import MAX_PEOPLE, shown_people
from unlike.presentation.html.timeline_svg import TimelinePicture, timeline_picture
from unlike.presentation.html.usual_pictures import UsualPictures, usual_pictures
from unlike.presentation.redaction import Redaction
from unlike.presentation.sentences import (
    Face,
    Section,
    SectionKind,
    Subject,
    concern,
    detail_sections,
    finding_section,
    group_sections,
    overview_sections,
    relationship_sections,
    repeat_visits_sections,
)
from unlike.presentation.sentences.findings.activity_text import activity_section
from unlike.presentation.sentences.findings.no_findings import nobody_section, unread_sections
from unlike.presentation.sentences.findings.spell_table import SpellRow, spell_rows
from unlike.presentation.sentences.findings.usual_text import usual_section
from unlike.presentation.sentences.interface import report_text
from unlike.presentation.sentences.interface.import_summary import (
    conversation_title_line,
    note_lines,
    read_line,
    skipped_line,
)
from unlike.results import (
    ConversationFindings,
    CurrentState,
    Finding,
    OpenQuestion,
    Quote,
    Spell,
    ordered_findings,
)

_MAX_MESSAGES: Final = 60  # below one finding
_ANSWER_KINDS: Final = (SectionKind.BEFORE, SectionKind.EXPLANATION)
"""Sections that stand right below the first one: whether it has been so before, and what the chat says of why."""


@dataclass(frozen=True, slots=True)
class HtmlFinding:
    """A finding with its messages under their days; `hidden` of them are not shown.

    Attributes:
        activity: how much both wrote in the days before; None where that is not known.
        is_other: it is neither about now nor a spell.
    """

    section: Section
    number: int
    days: tuple[tuple[str, tuple[HtmlMessage, ...]], ...]
    hidden: int
    activity: Section | None
    is_other: bool


@dataclass(frozen=True, slots=True)
class HtmlPerson:
    """One person: their picture and their findings; folded away where words of harm come before everything.

    Attributes:
        key: the name as the chat has it.
        name: the name as it stands in sentences.
        spells: as rows of a table; empty where words of harm come first.
    """

    key: str
    name: str
    picture: TimelinePicture | None
    findings: tuple[HtmlFinding, ...]
    spells: tuple[SpellRow, ...] = ()
    folded: bool = False

    def other_findings(self, shown_numbers: AbstractSet[int]) -> tuple[HtmlFinding, ...]:
        """Findings that stand neither above nor in the table of spells; all where they are folded away.

        Args:
            shown_numbers: numbers of the findings with a row or a card of their own.
        """
        remaining = (finding for finding in self.findings if finding.is_other and finding.number not in shown_numbers)
        return self.findings if self.folded else tuple(remaining)


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One of the rows at the top: a headline, its line of detail, and one link.

    Attributes:
        link: words of the link; empty where there is none.
        number: the finding that it opens; None where it leads to a place of this page.
        place: name of a part, of that finding's page or of this one; empty for the whole.
    """

    section: Section
    link: str = ""
    number: int | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class HtmlConversation:
    """One conversation on a page.

    Attributes:
        title_line: who, how many messages, from when to when.
        warnings: sections that stand before the first.
        answers: rows that stand first: now, before, why.
        ask: the only advice, in one sentence; empty where there is none.
        lead: the section of the first row, with what changed.
        before, why: the sections of the other rows; None where there are none.
        days_before: how much both wrote in the days before; None where that is not known.
        cards: the other sections.
        usual_section: what is usual for the two; None in a group.
        usual_pictures: of the person's hours and days.
        people: those whose pictures and findings stand below.
        import_lines: what became of the export.
    """

    title_line: str
    warnings: tuple[Section, ...]
    answers: tuple[AnswerRow, ...]
    ask: str
    lead: Section
    before: Section | None
    why: Section | None
    days_before: Section | None
    cards: tuple[Section, ...]
    usual_section: Section | None
    usual_pictures: UsualPictures | None
    people: tuple[HtmlPerson, ...]
    import_lines: tuple[str, ...]

    @property
    def shown_findings(self) -> frozenset[int]:
        """Numbers of the findings that a row at the top or a card opens."""
        numbers = (*(row.number for row in self.answers), *(card.finding for card in self.cards))
        return frozenset(number for number in numbers if number is not None)


def html_conversation(
    findings: ConversationFindings, people: tuple[Subject, ...], quotes: dict[int, list[Quote]], options: ReportOptions
) -> HtmlConversation:
    """One conversation, in the order in which every face presents it."""
    people = tuple(map(on_page, people))
    alone = len(people) == 1
    html_people = tuple(_html_person(subject, quotes) for subject in shown_people(people))
    lead, *other_sections = _with_open_links(_overview_sections(people, findings), html_people)
    # in a group the next section may speak of somebody else
    before, why = (_first_of_kind(other_sections, kind) if alone else None for kind in _ANSWER_KINDS)
    ask = _first_of_kind(other_sections, SectionKind.ASK) if alone else None
    answer_sections = (before, why, *((ask,) if ask and not ask.body else ()))
    return HtmlConversation(
        title_line=conversation_title_line(findings, options.today),
        warnings=unread_sections(findings),
        answers=tuple(_answer_rows(lead, before, why, people)),
        ask=ask.headline if ask else "",
        lead=lead,
        before=before,
        why=why,
        days_before=_days_before(people[0]) if alone else None,
        cards=(
            *(
                _card_section(section) if alone else section
                for section in other_sections
                if section not in answer_sections
            ),
            *(_page_detail_sections(people[0], options.redaction) if alone else ()),
            *repeat_visits_sections(findings, people),
        ),
        usual_section=_shared_usual_section(people[0]) if alone else None,
        usual_pictures=usual_pictures(people[0]) if alone else None,
        people=html_people,
        import_lines=tuple(
            filter(None, (read_line(findings), *note_lines(findings), skipped_line(findings, Face.PAGE)))
        ),
    )


def _shared_usual_section(subject: Subject) -> Section | None:
    """Section of what is usual for the two; None beside words of harm."""
    return usual_section(subject) if subject.person.enough and not concern(subject) else None


def _card_section(section: Section) -> Section:
    """A section as it stands below the first rows: the advice is given there already."""
    is_asking = section.kind is SectionKind.ASK
    return replace(section, headline=translate(report_text.ASKED_BEFORE)) if is_asking else section


def _first_of_kind(sections: Sequence[Section], kind: SectionKind) -> Section | None:
    return next((section for section in sections if section.kind is kind), None)


def _answer_rows(
    lead: Section, before: Section | None, why: Section | None, people: tuple[Subject, ...]
) -> Iterator[AnswerRow]:
    """The rows at the top, each with where it leads."""
    number = lead.finding
    yield AnswerRow(lead, translate(report_text.READ_IT) if number else "", number)
    if before:
        linked = any(subject.person.spells for subject in people)
        yield AnswerRow(before, translate(report_text.ALL_SPELLS) if linked else "", place="spells")
    if why and why.finding:
        yield AnswerRow(why, translate(report_text.READ_IT), why.finding)
    elif why:
        has_days = _days_before(people[0]) is not None
        yield AnswerRow(why, translate(report_text.DAYS_BEFORE) if has_days else "", place="before")


def _days_before(subject: Subject) -> Section | None:
    """How much both wrote in the days before what is unlike now, be it a little; None where it is not known."""
    person, state = subject.person, subject.person.current_state
    now = person.ongoing_spells[0] if person.ongoing_spells else state if state and state.grade.is_noteworthy else None
    return activity_section(now, subject) if now and not concern(subject) else None


def on_page(subject: Subject) -> Subject:
    """The subject, with sentences as a page has them: everything stands below, and no option is named."""
    return replace(subject, face=Face.PAGE)


def _with_open_links(sections: Sequence[Section], people: Sequence[HtmlPerson]) -> list[Section]:
    """Sections that open their messages only where these stand on the page."""
    numbers = {finding.number for person in people for finding in person.findings}
    return [section if section.finding in numbers else replace(section, finding=None) for section in sections]


def _overview_sections(people: tuple[Subject, ...], findings: ConversationFindings) -> tuple[Section, ...]:
    """Sections at the top: of nobody, of one person, or of a group."""
    if not people:
        return (nobody_section(findings),)
    return overview_sections(people[0]) if len(people) == 1 else group_sections(people, MAX_PEOPLE, findings.writers)


def _page_detail_sections(subject: Subject, redaction: Redaction) -> tuple[Section, ...]:
    """Sections behind the overview; messages worth remembering only with their words."""
    relationship = (
        section
        for section in relationship_sections(subject)
        if redaction.quotes or section.kind is not SectionKind.WARM
    )
    return (*detail_sections(subject), *relationship)


def _html_person(subject: Subject, quotes: dict[int, list[Quote]]) -> HtmlPerson:
    """One person's picture, and each finding with its messages."""
    findings = tuple(
        _html_finding(number, finding, quotes.get(number, []), subject)
        for number, finding in enumerate(ordered_findings(subject.person), start=subject.finding_offset + 1)
    )
    has_concern = concern(subject) is not None
    drawn = None if has_concern else timeline_picture(subject)
    spells = () if has_concern else spell_rows(subject)
    return HtmlPerson(subject.person.name, subject.name, drawn, findings, spells, has_concern)


def _html_finding(number: int, finding: Finding, quotes: list[Quote], subject: Subject) -> HtmlFinding:
    """One finding with its first messages, and how much both wrote before it."""
    opened_quotes, section = quotes[:_MAX_MESSAGES], finding_section(finding, subject)
    return HtmlFinding(
        section=section,
        number=number,
        days=messages_by_day(opened_quotes, subject.owner),
        hidden=len(quotes) - len(opened_quotes),
        activity=activity_section(finding, subject),
        is_other=not isinstance(finding, CurrentState | OpenQuestion | Spell),
    )
