"""The terminal face: where the passages stand on the screen, and in which colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rich.text import Text

from unlike.presentation.numbering import Behind, voices
from unlike.presentation.sentences import Mark, Passage, Voice, concern, every, passage, quiet, several, story
from unlike.presentation.sentences.findings.explanation_text import help_passage
from unlike.presentation.sentences.findings.no_findings import nobody
from unlike.presentation.sentences.interface.import_summary import (
    again_passage,
    head,
    note_lines,
    rate_line,
    read_line,
    skipped_line,
    skipped_lines,
    zone_line,
)
from unlike.presentation.terminal.section_layout import laid_out
from unlike.presentation.terminal.styles import FAINT, HEAD, folded, stacked
from unlike.presentation.terminal.time_axis import picture
from unlike.presentation.terminal.transcript import chat
from unlike.results import ConversationFindings, Findings, Quote

_MOST_PEOPLE = 5
_MOST_HABITS = 5
_TOGETHER = {(Mark.BESIDE, Mark.WHY), (Mark.STAYED, Mark.OPEN), (Mark.STAYED, Mark.BESIDE)}
"""Passages of one line that stand right below another: theirs, and that one's."""


@dataclass(frozen=True, slots=True)
class View:
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


def screen(findings: Findings, view: View) -> Text:
    """The answer to `unlike check`."""
    blocks = [
        block
        for conversation, people in voices(findings, view.today)
        for block in _conversation(conversation, people, view)
    ]
    if not view.quiet:
        blocks.append(_foot(findings, view))
    return stacked(blocks)


def opened(behind: Behind, quotes: Sequence[Quote], view: View) -> Text:
    """The answer to `--show N`: the finding, then its messages in their place in the chat; behind help, if any."""
    worry = concern(behind.voice)
    first = [laid_out(help_passage(worry, behind.voice), view.width)] if worry else []
    told = laid_out(passage(behind.finding, behind.voice), view.width, hint=False)
    title = folded(head(behind.conversation), view.width, HEAD)
    return stacked([title, *first, told, chat(quotes, behind.voice.owner, view.width)])


def _conversation(conversation: ConversationFindings, people: tuple[Voice, ...], view: View) -> list[list[Text]]:
    """One conversation: who, what, the picture, and what was read."""
    top = [] if view.quiet else [folded(head(conversation), view.width, HEAD)]
    if not people:
        return [*top, laid_out(nobody(), view.width)]
    if len(people) > 1 and not view.everything:
        return [*top, *_passages(several(people, _MOST_PEOPLE), view), *_again(conversation, people, view)]
    middle = [block for voice in people for block in _person(voice, view)]
    return [*top, *middle, *_again(conversation, people, view)]


def _again(conversation: ConversationFindings, people: tuple[Voice, ...], view: View) -> list[list[Text]]:
    """That nothing new is in it; not beside words that come before everything."""
    if conversation.again is None or view.quiet or any(concern(voice) for voice in people):
        return []
    return _passages((again_passage(conversation.again),), view)


def _person(voice: Voice, view: View) -> list[list[Text]]:
    """One person's findings, with the picture where something is to be seen."""
    glance = not (view.everything or view.quiet)
    blocks = _passages(story(voice, glance=glance), view)
    seen = view.everything or (voice.person.enough and not quiet(voice) and not concern(voice))
    if seen and not view.quiet and voice.person.traces:
        blocks.append(picture(voice, view.width, glance=glance))
    if view.everything:
        blocks += _passages(every(voice), view)
    return blocks


def _foot(findings: Findings, view: View) -> list[Text]:
    """What was read, how surely anything is told, and in which zone."""
    sentences = [sentence for conversation in findings.conversations for sentence in _read(conversation, view)]
    if any(person.enough for conversation in findings.conversations for person in conversation.people):
        sentences.append(rate_line(findings))
    sentences.append(zone_line(findings, assumed=view.zone_assumed))
    return folded(" ".join(sentences), view.width, FAINT)


def _read(conversation: ConversationFindings, view: View) -> list[str]:
    """What became of an export."""
    skipped = skipped_lines(conversation) if view.everything else (skipped_line(conversation),)
    return [read_line(conversation), *note_lines(conversation), *filter(None, skipped)]


def _passages(passages: Sequence[Passage], view: View) -> list[list[Text]]:
    """Passages as blocks; quiet ones of one line stand together, and small ones below what they go with."""
    blocks: list[list[Text]] = []
    before: Mark | None = None
    for told in passages:
        lines = laid_out(told, view.width, hint=not view.quiet, most=99 if view.everything else _MOST_HABITS)
        quiet_too = told.mark is before is Mark.QUIET and not told.lines
        small = len(lines) == 1 and (told.mark, before) in _TOGETHER and not view.everything
        if quiet_too or small:
            blocks[-1] += lines
        else:
            blocks.append(lines)
        before = told.mark
    return blocks
