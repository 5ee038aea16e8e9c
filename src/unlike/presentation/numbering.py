"""Numbers of findings: counted over all people, in the one order in which every face presents them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from unlike.core.day_rule import day_of
from unlike.presentation.sentences import Subject
from unlike.results import ConversationFindings, Finding, Findings, ordered_findings


@dataclass(frozen=True, slots=True)
class NumberedFinding:
    """A finding, the person it is about, and the conversation."""

    finding: Finding
    subject: Subject
    conversation: ConversationFindings


def subjects(findings: Findings, today: date | None) -> list[tuple[ConversationFindings, tuple[Subject, ...]]]:
    """Each conversation with its people as subjects of sentences, whose findings are numbered on and on."""
    by_conversation, before = [], 0
    for conversation in findings.conversations:
        first, last = (day_of(end) if end else None for end in (conversation.first, conversation.last))
        people = []
        for person in conversation.people:
            subject = Subject(
                person,
                findings.owner,
                first,
                last,
                today,
                before,
                zone=findings.zone,
                breaks_off=conversation.unread.breaks_off,
                end_date=conversation.last.date() if conversation.last else None,
            )
            people.append(subject)
            before += len(ordered_findings(person))
        by_conversation.append((conversation, tuple(people)))
    return by_conversation


def numbered_findings(findings: Findings, today: date | None = None) -> tuple[NumberedFinding, ...]:
    """All findings in the order of their numbers; `--show 1` opens the first."""
    return tuple(
        NumberedFinding(finding, subject, conversation)
        for conversation, people in subjects(findings, today)
        for subject in people
        for finding in ordered_findings(subject.person)
    )
