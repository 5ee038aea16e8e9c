"""The page as one file: what stands on it, in which order; how it looks is the templates' and the sheet's affair."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from importlib.resources import files
from itertools import groupby

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from unlike.i18n import current_language, translate
from unlike.presentation.html.lazy_text import LazyText
from unlike.presentation.html.timeline_svg import HIGH, WIDE, TimelinePicture, picture
from unlike.presentation.numbering import NumberedFinding, numbered_findings, subjects
from unlike.presentation.redaction import Redaction
from unlike.presentation.sentences import (
    AS_USUAL,
    CHANGED,
    Section,
    SectionKind,
    Subject,
    concern,
    detail_sections,
    finding_section,
    group_sections,
    is_quiet,
    overview_sections,
    relationship_sections,
)
from unlike.presentation.sentences.findings.no_findings import nobody
from unlike.presentation.sentences.findings.signal_change_text import first_ones
from unlike.presentation.sentences.formatting.date_format import clock, day
from unlike.presentation.sentences.interface import report_text as words
from unlike.presentation.sentences.interface.import_summary import (
    conversation_title_line,
    note_lines,
    rate_line,
    read_line,
    skipped_line,
    zone_line,
)
from unlike.presentation.sentences.interface.transcript_text import said, speaker
from unlike.results import ConversationFindings, Findings, Quote, ordered_findings

_MOST_PEOPLE = 5
_MOST_MESSAGES = 60
_AT_FIRST_SIGHT = "↺?"  # whether it has been so before, and what the chat says of why
_OPEN = Redaction(names=True, quotes=True)
_SHOW = re.compile(r"--show (\d+)")
Opened = Callable[[NumberedFinding], Sequence[Quote]]
"""The messages behind a finding, in their place in the chat."""


@dataclass(frozen=True, slots=True)
class ReportOptions:
    """What the page keeps and when it is made.

    Attributes:
        redaction: whether names and quotes stay.
        today: the reader's day, for "this morning".
        zone_assumed: nobody said the zone, so the page says which one it is.
    """

    redaction: Redaction = field(default_factory=Redaction)
    today: date | None = None
    zone_assumed: bool = False


@dataclass(frozen=True, slots=True)
class HtmlMessage:
    """One message on the page."""

    at: str
    who: str
    lines: tuple[str, ...]
    marked: bool


@dataclass(frozen=True, slots=True)
class HtmlSection:
    """A passage on the page; `number` opens its messages, None where it has none of its own."""

    passage: Section
    number: int | None

    @property
    def lines(self) -> tuple[str, ...]:
        """Its sentences after the first."""
        return self.passage.lines


@dataclass(frozen=True, slots=True)
class HtmlFinding:
    """A finding with its messages, day by day."""

    told: HtmlSection
    number: int
    days: tuple[tuple[str, tuple[HtmlMessage, ...]], ...]
    more: int


@dataclass(frozen=True, slots=True)
class HtmlPerson:
    """One person: their picture and their findings; folded away where words of harm come before everything.

    `key` is the name as the chat has it.
    """

    key: str
    name: str
    picture: TimelinePicture | None
    parts: tuple[HtmlFinding, ...]
    folded: bool = False


@dataclass(frozen=True, slots=True)
class HtmlConversation:
    """One conversation: who, what at first sight, then person by person."""

    head: str
    first: HtmlSection
    near: tuple[HtmlSection, ...]
    rest: tuple[HtmlSection, ...]
    people: tuple[HtmlPerson, ...]
    read: tuple[str, ...]


def page(findings: Findings, opened: Opened, look: ReportOptions) -> str:
    """The whole file.

    Args:
        findings: as they were found; names and quotes are taken out here.
        opened: the messages behind a finding.
        look: what is kept.
    """
    shown = look.redaction.over(findings)
    behind = dict(enumerate(numbered_findings(findings, look.today), start=1))
    quotes = {number: [look.redaction.quote(one, findings) for one in opened(it)] for number, it in behind.items()}
    parts = [conversation(one, people, quotes, look) for one, people in subjects(shown, look.today)]
    style = sheet()
    return (
        environment()
        .get_template("report.html")
        .render(
            title=words.title(_title(shown)),
            style=style,
            digest=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
            conversations=parts,
            foot=(*_rate(shown), zone_line(shown, assumed=look.zone_assumed), translate(words.LIMITS), _kept(look)),
            link=lambda number: f"#f{number}",
        )
    )


@cache
def environment(more: str = "") -> Environment:
    """The templates, and those of another package; everything is escaped, and a missing name is a mistake."""
    packages = filter(None, ("unlike.presentation.html", more))
    made = Environment(
        loader=ChoiceLoader([PackageLoader(package, "templates") for package in packages]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(words=LazyText(words), wide=WIDE, high=HIGH, first_ones=first_ones)
    made.globals.update(changed=CHANGED, as_usual=AS_USUAL, say=translate, speaker=current_language)
    return made


def sheet() -> str:
    """The style sheet."""
    return files("unlike.presentation.html").joinpath("templates/page.css").read_text("utf-8")


def conversation(
    one: ConversationFindings, people: tuple[Subject, ...], quotes: dict[int, list[Quote]], look: ReportOptions
) -> HtmlConversation:
    """One conversation, in the order in which every face tells."""
    seen = (
        people[:1] if len(people) == 1 else tuple(subject for subject in people if not _silent(subject))[:_MOST_PEOPLE]
    )
    shown = tuple(_person(subject, quotes, look.redaction) for subject in seen if subject.person.enough)
    there = {part.number for person in shown for part in person.parts}
    passages = [told(passage, look.redaction) for passage in _passages(people)]
    first, *rest = [one if one.number in there else replace(one, number=None) for one in passages]
    alone = len(people) == 1  # in a group the next passage may speak of somebody else
    near = [one for one in rest if alone and one.passage.mark.value in _AT_FIRST_SIGHT]
    behind = tuple(told(passage, look.redaction) for passage in _behind(people[0], look.redaction)) if alone else ()
    return HtmlConversation(
        head=conversation_title_line(one),
        first=first,
        near=tuple(near),
        rest=(*(one for one in rest if one not in near), *behind),
        people=shown,
        read=tuple(
            words.here(line) for line in (read_line(one), *note_lines(one), skipped_line(one)) if line is not None
        ),
    )


def messages(quotes: Sequence[Quote], owner: str) -> tuple[tuple[str, tuple[HtmlMessage, ...]], ...]:
    """Messages under their days, in the order in which they come."""
    return tuple(
        (
            day(when),
            tuple(HtmlMessage(clock(one.sent_at), speaker(one, owner), said(one), one.marked) for one in of_day),
        )
        for when, of_day in groupby(quotes, key=lambda quote: quote.sent_at.date())
    )


def told(passage: Section, redaction: Redaction = _OPEN) -> HtmlSection:
    """A passage with the number of the finding it opens, and sentences that fit a page."""
    found = _SHOW.fullmatch(passage.hint)
    headline, *lines = (redaction.sentence(words.here(line)) for line in passage.sentences)
    return HtmlSection(replace(passage, lines=tuple(lines), headline=headline), int(found[1]) if found else None)


def _passages(people: tuple[Subject, ...]) -> tuple[Section, ...]:
    if not people:
        return (nobody(),)
    return overview_sections(people[0]) if len(people) == 1 else group_sections(people, _MOST_PEOPLE)


def _behind(subject: Subject, redaction: Redaction) -> tuple[Section, ...]:
    """What stands behind the first sight; messages worth remembering only with their words."""
    kept = (one for one in relationship_sections(subject) if redaction.quotes or one.mark is not SectionKind.WARM)
    return (*detail_sections(subject), *kept)


def _silent(subject: Subject) -> bool:
    return not subject.person.enough or is_quiet(subject)


def _person(subject: Subject, quotes: dict[int, list[Quote]], redaction: Redaction) -> HtmlPerson:
    """One person's picture, and each finding with its messages."""
    found = [finding_section(finding, subject) for finding in ordered_findings(subject.person)]
    parts = tuple(
        _part(number, told(one, redaction), quotes.get(number, []), subject)
        for number, one in enumerate(found, start=subject.before + 1)
    )
    worry = concern(subject) is not None
    return HtmlPerson(subject.person.name, subject.name, None if worry else picture(subject), parts, worry)


def _part(number: int, told: HtmlSection, quotes: list[Quote], subject: Subject) -> HtmlFinding:
    shown = quotes[:_MOST_MESSAGES]
    return HtmlFinding(told, number, messages(shown, subject.owner), len(quotes) - len(shown))


def _title(findings: Findings) -> str:
    """The first person's name, or the first conversation's."""
    told = subjects(findings, None)
    if len(told) == 1 and len(told[0][1]) == 1:
        return told[0][1][0].name
    return conversation_title_line(told[0][0]).split(" · ")[0] if told else translate(words.NO_TITLE)


def _rate(findings: Findings) -> tuple[str, ...]:
    """How much chance shows, where anything could be shown."""
    able = any(person.enough for one in findings.conversations for person in one.people)
    return (rate_line(findings),) if able else ()


def _kept(look: ReportOptions) -> str:
    return words.veiled(names=look.redaction.names, quotes=look.redaction.quotes)
