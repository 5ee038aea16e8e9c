"""The report as one HTML file: what stands on it and in which order; its looks are in the templates and the sheet."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import Final

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from unlike.i18n import current_language, translate
from unlike.presentation.html.lazy_text import LazyText
from unlike.presentation.html.timeline_svg import HIGH, WIDE, TimelinePicture, picture
from unlike.presentation.numbering import NumberedFinding, numbered_findings, subjects
from unlike.presentation.redaction import Redaction, redactor
from unlike.presentation.sentences import (
    SIGNAL_GROUPS,
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
from unlike.presentation.sentences.findings.signal_change_text import first_few
from unlike.presentation.sentences.formatting.date_format import clock, day
from unlike.presentation.sentences.interface import report_text
from unlike.presentation.sentences.interface.import_summary import (
    conversation_title,
    conversation_title_line,
    note_lines,
    rate_line,
    read_line,
    skipped_line,
    zone_line,
)
from unlike.presentation.sentences.interface.transcript_text import message_paragraphs, sender_label
from unlike.results import ConversationFindings, Finding, Findings, Quote, ordered_findings

_MAX_PEOPLE: Final = 5
_MAX_MESSAGES: Final = 60  # below one finding
_SUBHEAD_KINDS: Final = frozenset({SectionKind.BEFORE, SectionKind.EXPLANATION})
"""Sections whose headlines stand right below the first one: whether it has been so before, and what the chat says."""
MessageLookup = Callable[[NumberedFinding], Sequence[Quote]]
"""Gives the messages behind a finding, in their place in the chat."""


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What the report keeps and when it is made.

    Attributes:
        redaction: whether names and quotes stay.
        today: the reader's day, for "this morning".
        zone_assumed: nobody said the zone, so the report says which one it is.
    """

    redaction: Redaction = field(default_factory=Redaction)
    today: date | None = None
    zone_assumed: bool = False


@dataclass(frozen=True, slots=True)
class HtmlMessage:
    """One message: the time of day, its sender's name, and its words."""

    time: str
    sender: str
    paragraphs: tuple[str, ...]
    marked: bool


@dataclass(frozen=True, slots=True)
class HtmlFinding:
    """A finding with its messages under their days; `hidden` of them are not shown.

    Attributes:
        activity: how much both wrote in the days before; None where that is not known.
    """

    section: Section
    number: int
    days: tuple[tuple[str, tuple[HtmlMessage, ...]], ...]
    hidden: int
    activity: Section | None


@dataclass(frozen=True, slots=True)
class HtmlPerson:
    """One person: their picture and their findings; folded away where words of harm come before everything.

    Attributes:
        key: the name as the chat has it.
        name: the name as it stands in sentences.
    """

    key: str
    name: str
    picture: TimelinePicture | None
    findings: tuple[HtmlFinding, ...]
    folded: bool = False


@dataclass(frozen=True, slots=True)
class HtmlConversation:
    """One conversation on a page.

    Attributes:
        title_line: who, how many messages, from when to when.
        warnings: sections that stand before the first.
        lead: the section that stands first.
        subheads: sections whose headlines stand right below that of the first.
        cards: the other sections.
        people: those whose pictures and findings stand below.
        import_lines: what became of the export.
    """

    title_line: str
    warnings: tuple[Section, ...]
    lead: Section
    subheads: tuple[Section, ...]
    cards: tuple[Section, ...]
    people: tuple[HtmlPerson, ...]
    import_lines: tuple[str, ...]


def page(findings: Findings, messages_of: MessageLookup, options: ReportOptions) -> str:
    """The whole file.

    Args:
        findings: the answer with all its names and words; the redaction is applied here.
        messages_of: the messages behind a finding.
        options: what is kept.
    """
    redact = redactor(options.redaction, findings)
    chats = tuple(replace(chat, repeat_visits=None) for chat in findings.conversations)  # a report may be passed on
    redacted = redact.findings(replace(findings, conversations=chats))
    numbered = enumerate(numbered_findings(findings, options.today), start=1)
    quotes = {number: [redact.quote(quote) for quote in messages_of(finding)] for number, finding in numbered}
    conversations = [conversation(part, people, quotes, options) for part, people in subjects(redacted, options.today)]
    style = sheet()
    return (
        environment()
        .get_template("report.html")
        .render(
            title=report_text.title(_report_title(redacted)),
            style=style,
            digest=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
            conversations=conversations,
            foot=_foot(redacted, options),
            link=lambda number: f"#f{number}",
        )
    )


@cache
def environment(package: str = "") -> Environment:
    """The templates, and those of another package; everything is escaped, and a missing name is a mistake."""
    packages = filter(None, ("unlike.presentation.html", package))
    templates = Environment(
        loader=ChoiceLoader([PackageLoader(package, "templates") for package in packages]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals.update(words=LazyText(report_text), wide=WIDE, high=HIGH, first_few=first_few)
    templates.globals.update(SIGNAL_GROUPS, say=translate, speaker=current_language)
    return templates


def sheet() -> str:
    """The style sheet."""
    return files("unlike.presentation.html").joinpath("templates/page.css").read_text("utf-8")


def conversation(
    findings: ConversationFindings, people: tuple[Subject, ...], quotes: dict[int, list[Quote]], options: ReportOptions
) -> HtmlConversation:
    """One conversation, in the order in which every face presents it."""
    people = tuple(map(on_page, people))
    alone = len(people) == 1
    noteworthy = people if alone else tuple(subject for subject in people if not _is_silent(subject))[:_MAX_PEOPLE]
    html_people = tuple(_person(subject, quotes) for subject in noteworthy if subject.person.enough)
    lead, *others = _linked(_overview(findings, people), html_people)
    # in a group the next section may speak of somebody else
    subheads = tuple(section for section in others if alone and section.kind in _SUBHEAD_KINDS)
    details = _details(people[0], options.redaction) if alone else ()
    return HtmlConversation(
        title_line=conversation_title_line(findings),
        warnings=unread_sections(findings),
        lead=lead,
        subheads=subheads,
        cards=(
            *(section for section in others if section not in subheads),
            *details,
            *repeat_visits_sections(findings, people),
        ),
        people=html_people,
        import_lines=tuple(
            filter(None, (read_line(findings), *note_lines(findings), skipped_line(findings, Face.PAGE)))
        ),
    )


def on_page(subject: Subject) -> Subject:
    """The subject, with sentences as a page has them: everything stands below, and no option is named."""
    return replace(subject, face=Face.PAGE)


def messages(quotes: Sequence[Quote], owner: str) -> tuple[tuple[str, tuple[HtmlMessage, ...]], ...]:
    """Messages under their days, in the order in which they come."""
    return tuple(
        (
            day(date_sent),
            tuple(
                HtmlMessage(clock(quote.sent_at), sender_label(quote, owner), message_paragraphs(quote), quote.marked)
                for quote in quotes_of_day
            ),
        )
        for date_sent, quotes_of_day in groupby(quotes, key=lambda quote: quote.sent_at.date())
    )


def _linked(sections: Sequence[Section], people: Sequence[HtmlPerson]) -> list[Section]:
    """Sections that open their messages only where these stand on the page."""
    numbers = {finding.number for person in people for finding in person.findings}
    return [section if section.finding in numbers else replace(section, finding=None) for section in sections]


def _overview(conversation: ConversationFindings, people: tuple[Subject, ...]) -> tuple[Section, ...]:
    """What stands at the top: of nobody, of one person, or of a group."""
    if not people:
        return (nobody_section(conversation),)
    return overview_sections(people[0]) if len(people) == 1 else group_sections(people, _MAX_PEOPLE)


def _details(subject: Subject, redaction: Redaction) -> tuple[Section, ...]:
    """What stands behind the overview; messages worth remembering only with their words."""
    relationship = (
        section
        for section in relationship_sections(subject)
        if redaction.quotes or section.kind is not SectionKind.WARM
    )
    return (*detail_sections(subject), *relationship)


def _is_silent(subject: Subject) -> bool:
    """Whether the page of a group has nothing of a person to show."""
    return not subject.person.enough or subject.person.is_quiet


def _person(subject: Subject, quotes: dict[int, list[Quote]]) -> HtmlPerson:
    """One person's picture, and each finding with its messages."""
    findings = tuple(
        _finding(number, finding, quotes.get(number, []), subject)
        for number, finding in enumerate(ordered_findings(subject.person), start=subject.finding_offset + 1)
    )
    has_concern = concern(subject) is not None
    drawn = None if has_concern else picture(subject)
    return HtmlPerson(subject.person.name, subject.name, drawn, findings, has_concern)


def _finding(number: int, finding: Finding, quotes: list[Quote], subject: Subject) -> HtmlFinding:
    """One finding with its first messages, and how much both wrote before it."""
    shown, section = quotes[:_MAX_MESSAGES], finding_section(finding, subject)
    return HtmlFinding(
        section, number, messages(shown, subject.owner), len(quotes) - len(shown), activity_section(finding, subject)
    )


def _report_title(findings: Findings) -> str:
    """The name of the only person, or the title of the first conversation."""
    if not findings.conversations:
        return translate(report_text.NO_TITLE)
    first, *more = subjects(findings, None)
    conversation_findings, people = first
    return people[0].name if not more and len(people) == 1 else conversation_title(conversation_findings)


def _foot(findings: Findings, options: ReportOptions) -> tuple[str, ...]:
    """How much chance shows (where anything could be shown), the zone, the limits, and what is kept of the chat."""
    could_show = any(person.enough for conversation in findings.conversations for person in conversation.people)
    rate = (rate_line(findings),) if could_show else ()
    notice = report_text.redaction_notice(names=options.redaction.names, quotes=options.redaction.quotes)
    return (*rate, zone_line(findings, assumed=options.zone_assumed), translate(report_text.LIMITS), notice)
