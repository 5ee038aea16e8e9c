"""What is known of a chat while the messages around its findings are still looked through."""

from __future__ import annotations

from datetime import date
from typing import Final

from unlike.presentation.html.html_conversation import on_page
from unlike.presentation.numbering import subjects
from unlike.presentation.sentences import Section, SectionKind, concern, overview_sections
from unlike.presentation.sentences.findings.no_findings import unread_sections
from unlike.results import Findings

_LATER_KINDS: Final = frozenset({SectionKind.EXPLANATION, SectionKind.ASK})
"""Sections that rest on what is still looked through."""


def early_answer(findings: Findings, today: date) -> tuple[Section, ...]:
    """Answer about now, and whether it has been so before; nothing where something else must be said first.

    That is so where messages have words of harm or part of an export was not read. Of several chats or people there is
    no early answer either.

    Args:
        findings: as `AnalysisOptions.early_findings` takes them.
        today: in the owner's zone.
    """
    chats = subjects(findings, today)
    if len(chats) != 1 or len(chats[0][1]) != 1:
        return ()
    conversation, (subject,) = chats[0]
    if not subject.person.enough or concern(subject) or unread_sections(conversation):
        return ()
    lead, *others = overview_sections(on_page(subject))
    before = (section for section in others if section.kind is SectionKind.BEFORE)
    return (lead, *before) if lead.kind not in _LATER_KINDS else ()
