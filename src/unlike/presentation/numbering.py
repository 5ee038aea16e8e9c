"""Which finding `--show N` means: counted over all people, in the one order in which every face tells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from unlike.core.day_rule import day_of
from unlike.presentation.sentences import Subject
from unlike.results import ConversationFindings, Finding, Findings, ordered_findings


@dataclass(frozen=True, slots=True)
class NumberedFinding:
    """A finding and whose it is."""

    finding: Finding
    subject: Subject
    conversation: ConversationFindings


def subjects(findings: Findings, today: date | None) -> list[tuple[ConversationFindings, tuple[Subject, ...]]]:
    """Each conversation with its people, ready to be spoken of; their findings are counted on."""
    told, before = [], 0
    for conversation in findings.conversations:
        first, last = (day_of(end) if end else None for end in (conversation.first, conversation.last))
        people = []
        for person in conversation.people:
            people.append(Subject(person, findings.owner, first, last, today, before))
            before += len(ordered_findings(person))
        told.append((conversation, tuple(people)))
    return told


def numbered_findings(findings: Findings, today: date | None = None) -> tuple[NumberedFinding, ...]:
    """All findings; `--show 1` is the first."""
    return tuple(
        NumberedFinding(finding, subject, conversation)
        for conversation, people in subjects(findings, today)
        for subject in people
        for finding in ordered_findings(subject.person)
    )
