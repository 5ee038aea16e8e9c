"""The terminal face: where the passages stand on the screen, and in which colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rich.text import Text

from unlike.presentation.numbering import NumberedFinding, subjects
from unlike.presentation.sentences import (
    Section,
    SectionKind,
    Subject,
    all_sections,
    concern,
    finding_section,
    group_sections,
    is_quiet,
    overview_sections,
)
from unlike.presentation.sentences.findings.explanation_text import help_passage
from unlike.presentation.sentences.findings.no_findings import nobody
from unlike.presentation.sentences.interface.import_summary import (
    again_passage,
    conversation_title_line,
    note_lines,
    rate_line,
    read_line,
    skipped_line,
    skipped_lines,
    zone_line,
)
from unlike.presentation.terminal.section_layout import section_lines
from unlike.presentation.terminal.styles import FAINT, HEAD, folded, stacked
from unlike.presentation.terminal.time_axis import picture
from unlike.presentation.terminal.transcript import transcript
from unlike.results import ConversationFindings, Findings, Quote

_MOST_PEOPLE = 5
_MOST_HABITS = 5
_TOGETHER = {
    (SectionKind.BESIDE, SectionKind.WHY),
    (SectionKind.STAYED, SectionKind.OPEN),
    (SectionKind.STAYED, SectionKind.BESIDE),
}
"""Passages of one line that stand right below another: theirs, and that one's."""


@dataclass(frozen=True, slots=True)
class ScreenOptions:
    """How much is shown, and where.

    Attributes:
        width: columns of the screen.
        everything: every person, every spell, every note.
        quiet: the findings' sentences alone.
        today: the reader's day, for "this morning".
        zone_assumed: nobody said the zone, so the face says which one it is.
    """

    width: int = 80
    everything: bool = False
    quiet: bool = False
    today: date | None = None
    zone_assumed: bool = False


def screen(findings: Findings, view: ScreenOptions) -> Text:
    """The answer to `unlike check`."""
    blocks = [
        block
        for conversation, people in subjects(findings, view.today)
        for block in _conversation(conversation, people, view)
    ]
    if not view.quiet:
        blocks.append(_foot(findings, view))
    return stacked(blocks)


def opened(behind: NumberedFinding, quotes: Sequence[Quote], view: ScreenOptions) -> Text:
    """The answer to `--show N`: the finding, then its messages in their place in the chat; behind help, if any."""
    worry = concern(behind.subject)
    first = [section_lines(help_passage(worry, behind.subject), view.width)] if worry else []
    told = section_lines(finding_section(behind.finding, behind.subject), view.width, hint=False)
    title = folded(conversation_title_line(behind.conversation), view.width, HEAD)
    return stacked([title, *first, told, transcript(quotes, behind.subject.owner, view.width)])


def _conversation(
    conversation: ConversationFindings, people: tuple[Subject, ...], view: ScreenOptions
) -> list[list[Text]]:
    """One conversation: who, what, the picture, and what was read."""
    top = [] if view.quiet else [folded(conversation_title_line(conversation), view.width, HEAD)]
    if not people:
        return [*top, section_lines(nobody(), view.width)]
    if len(people) > 1 and not view.everything:
        return [*top, *_passages(group_sections(people, _MOST_PEOPLE), view), *_again(conversation, people, view)]
    middle = [block for subject in people for block in _person(subject, view)]
    return [*top, *middle, *_again(conversation, people, view)]


def _again(conversation: ConversationFindings, people: tuple[Subject, ...], view: ScreenOptions) -> list[list[Text]]:
    """That nothing new is in it; not beside words that come before everything."""
    if conversation.repeat_visits is None or view.quiet or any(concern(subject) for subject in people):
        return []
    return _passages((again_passage(conversation.repeat_visits),), view)


def _person(subject: Subject, view: ScreenOptions) -> list[list[Text]]:
    """One person's findings, with the picture where something is to be seen."""
    glance = not (view.everything or view.quiet)
    blocks = _passages(overview_sections(subject, glance=glance), view)
    seen = view.everything or (subject.person.enough and not is_quiet(subject) and not concern(subject))
    if seen and not view.quiet and subject.person.signal_histories:
        blocks.append(picture(subject, view.width, glance=glance))
    if view.everything:
        blocks += _passages(all_sections(subject), view)
    return blocks


def _foot(findings: Findings, view: ScreenOptions) -> list[Text]:
    """What was read, how surely anything is told, and in which zone."""
    sentences = [sentence for conversation in findings.conversations for sentence in _read(conversation, view)]
    if any(person.enough for conversation in findings.conversations for person in conversation.people):
        sentences.append(rate_line(findings))
    sentences.append(zone_line(findings, assumed=view.zone_assumed))
    return folded(" ".join(sentences), view.width, FAINT)


def _read(conversation: ConversationFindings, view: ScreenOptions) -> list[str]:
    """What became of an export."""
    skipped = skipped_lines(conversation) if view.everything else (skipped_line(conversation),)
    return [read_line(conversation), *note_lines(conversation), *filter(None, skipped)]


def _passages(passages: Sequence[Section], view: ScreenOptions) -> list[list[Text]]:
    """Passages as blocks; quiet ones of one line stand together, and small ones below what they go with."""
    blocks: list[list[Text]] = []
    before: SectionKind | None = None
    for told in passages:
        lines = section_lines(told, view.width, hint=not view.quiet, most=99 if view.everything else _MOST_HABITS)
        quiet_too = told.mark is before is SectionKind.QUIET and not told.lines
        small = len(lines) == 1 and (told.mark, before) in _TOGETHER and not view.everything
        if quiet_too or small:
            blocks[-1] += lines
        else:
            blocks.append(lines)
        before = told.mark
    return blocks
