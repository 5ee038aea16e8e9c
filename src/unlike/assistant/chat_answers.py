"""Answers about chats: who is in them and what was read, messages found by their words, a finding with its messages."""

from __future__ import annotations

from typing import Final

from unlike.assistant.answer_types import (
    FindingPage,
    FoundMessage,
    ListedChat,
    ListedPerson,
    PeopleAnswer,
    SearchAnswer,
)
from unlike.assistant.assistant_session import AssistantSession, NumberedPerson
from unlike.assistant.finding_answers import finding_uri
from unlike.assistant.person_answers import chance_sentences, person_answer, section_sentences
from unlike.presentation.sanitise import short_name
from unlike.presentation.sentences import Face, Section, concern, repeat_visits_sections
from unlike.presentation.sentences.findings.activity_text import activity_section
from unlike.presentation.sentences.findings.no_findings import missing_history_sentence, nobody_section, unread_sections
from unlike.presentation.sentences.interface.import_summary import (
    conversation_title,
    note_lines,
    read_line,
    skipped_line,
    zone_line,
)
from unlike.presentation.sentences.interface.transcript_text import message_paragraphs, sender_label
from unlike.results import ConversationFindings, Quote, ordered_findings

MAX_MESSAGES: Final = 60
_NEIGHBOURS: Final = 2


def people_answer(session: AssistantSession) -> PeopleAnswer:
    """All chats with their people, and what was read of each."""
    chats = tuple(_listed_chat(session, conversation, people) for conversation, people in session.chats)
    return PeopleAnswer(chats, short_name(session.findings.owner), chance_sentences(session, session.people()))


def search_answer(session: AssistantSession, words: str, person: str | None = None) -> SearchAnswer:
    """Messages that hold some words, in all chats or in those with a person, the latest first."""
    conversations = dict.fromkeys(
        (entry.key, conversation_title(entry.conversation)) for entry in session.people(person)
    )
    matches = [(quote, title) for key, title in conversations for quote in session.search(key, words)]
    matches.sort(key=lambda match: match[0].sent_at, reverse=True)
    messages = tuple(found_message(quote, title, session.findings.owner) for quote, title in matches[:MAX_MESSAGES])
    return SearchAnswer(len(matches), messages, len(matches) - len(messages))


def finding_page(session: AssistantSession, finding_id: int) -> FindingPage | None:
    """A finding with its messages and how much both wrote before it; None where there is none of that number."""
    person_and_finding = session.finding(finding_id)
    if person_and_finding is None:
        return None
    person, numbered = person_and_finding
    title = conversation_title(person.conversation)
    activity = activity_section(numbered.finding, numbered.subject)
    quotes = session.quotes(person.key, numbered.finding.messages, _NEIGHBOURS)
    return FindingPage(
        person=person_answer(person, (), (numbered.finding,)),
        before=section_sentences((activity,) if activity else ()),
        messages=tuple(found_message(quote, title, session.findings.owner) for quote in quotes[:MAX_MESSAGES]),
        left_out=max(0, len(quotes) - MAX_MESSAGES),
    )


def found_message(quote: Quote, title: str, owner: str) -> FoundMessage:
    """A message as it may be shown."""
    sender = sender_label(quote, owner) or None
    text = "\n".join(message_paragraphs(quote))
    return FoundMessage(title, quote.sent_at.isoformat(timespec="minutes"), sender, text, quote.marked)


def _listed_chat(
    session: AssistantSession, conversation: ConversationFindings, people: tuple[NumberedPerson, ...]
) -> ListedChat:
    sections: tuple[Section, ...] = unread_sections(conversation)
    sections += () if people else (nobody_section(conversation),)
    sections += repeat_visits_sections(conversation, tuple(person.subject for person in people))
    lines = (*section_sentences(sections), read_line(conversation), *note_lines(conversation))
    skipped = skipped_line(conversation, Face.ANSWER)
    return ListedChat(
        title=conversation_title(conversation),
        app=conversation.app,
        group=conversation.group,
        first=conversation.first.isoformat(timespec="minutes") if conversation.first else None,
        last=conversation.last.isoformat(timespec="minutes") if conversation.last else None,
        messages=conversation.messages,
        said=(*lines, *((skipped,) if skipped else ()), zone_line(session.findings, assumed=False)),
        people=tuple(map(_listed_person, people)),
    )


def _listed_person(person: NumberedPerson) -> ListedPerson:
    subject, findings = person.subject, person.subject.person
    numbers = () if concern(subject) else tuple(map(subject.finding_number, ordered_findings(findings)))
    return ListedPerson(
        id=person.id,
        name=subject.name,
        messages=findings.messages,
        active_days=findings.active_days,
        enough=findings.enough,
        needs=None if findings.enough else missing_history_sentence(findings),
        findings=tuple(map(finding_uri, numbers)),
    )
