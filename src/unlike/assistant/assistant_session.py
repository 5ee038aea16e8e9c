"""Session of the assistant server: one analysis, with names and quotes replaced before any sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from unlike.api import Analysis
from unlike.errors import PersonUnknownError
from unlike.presentation.numbering import NumberedFinding, subjects
from unlike.presentation.redaction import Redaction, Redactor, redactor
from unlike.presentation.sanitise import sanitise
from unlike.presentation.sentences import Face, Subject, concern
from unlike.results import ConversationFindings, Findings, Quote, ordered_findings


@dataclass(frozen=True, slots=True)
class NumberedPerson:
    """A person with the id that tools take, in their conversation, of which `key` is the analysis' own."""

    id: str
    subject: Subject
    conversation: ConversationFindings
    key: str


@dataclass(frozen=True)
class AssistantSession:
    """An analysis as the assistant server may show it.

    Attributes:
        analysis: the messages and findings as they are.
        redaction: whether names and quotes stay.
        budget: tokens of one answer.
        today: the day on which it was read.
        count_visit: counts a look at the chats; called with the first question, because a program may start its servers
            before anybody asks.
    """

    analysis: Analysis
    redaction: Redaction
    budget: int
    today: date
    count_visit: Callable[[], None] = field(default=lambda: None, repr=False, compare=False)

    @cached_property
    def redactor(self) -> Redactor:
        """The replacements of names and messages."""
        return redactor(replace(self.redaction, senders=self.analysis.sender_names), self.analysis.findings)

    @cached_property
    def findings(self) -> Findings:
        """The answer with names and messages replaced."""
        return self.redactor.findings(self.analysis.findings)

    @cached_property
    def chats(self) -> tuple[tuple[ConversationFindings, tuple[NumberedPerson, ...]], ...]:
        """Conversations with their people, whose ids count over all of them."""
        chats, people_before = [], 0
        for conversation, people in subjects(self.findings, self.today):
            numbered = tuple(
                NumberedPerson(str(at), replace(subject, face=Face.ANSWER), conversation, conversation.key)
                for at, subject in enumerate(people, start=people_before + 1)
            )
            chats.append((conversation, numbered))
            people_before += len(numbered)
        return tuple(chats)

    def people(self, id_or_name: str | None = None) -> tuple[NumberedPerson, ...]:
        """People with an id or a name as shown, or all; those with words of harm first, then those unlike now.

        Raises:
            PersonUnknownError: nobody has it.
        """
        all_people = [person for _, people in self.chats for person in people]
        if id_or_name is not None:
            folded_name = id_or_name.strip().casefold()
            matches = tuple(
                person for person in all_people if folded_name in {person.id, person.subject.name.casefold()}
            )
            if not matches:
                raise PersonUnknownError(sanitise(id_or_name), [person.subject.name for person in all_people])
            return matches
        return tuple(sorted(all_people, key=_sort_key))

    def finding(self, finding_id: int) -> tuple[NumberedPerson, NumberedFinding] | None:
        """A finding by its number, with whom it is about; None where there is none, or where it steps back."""
        for person in self.people():
            subject = person.subject
            if concern(subject):
                continue
            for finding in ordered_findings(subject.person):
                if subject.finding_number(finding) == finding_id:
                    return person, NumberedFinding(finding, subject, person.conversation)
        return None

    def quotes(self, key: str, refs: Sequence[str], around: int) -> tuple[Quote, ...]:
        """Messages of some refs with their neighbours, as they may be shown."""
        return tuple(map(self.redactor.quote, self.analysis.quotes(key, refs, around)))

    def search(self, key: str, words: str) -> tuple[Quote, ...]:
        """Messages of a conversation that hold some words as they may be shown, the latest first."""
        transcript = self.analysis.transcripts.get(key)
        if transcript is None:
            return ()
        quotes = map(self.redactor.quote, transcript.at_places(transcript.search(words)))
        folded_words = words.casefold()  # not a name that was replaced: its places would tell it
        return tuple(quote for quote in quotes if quote.text and folded_words in quote.text.casefold())


def _sort_key(person: NumberedPerson) -> tuple[bool, bool]:
    return not concern(person.subject), not person.subject.person.is_unusual_now
