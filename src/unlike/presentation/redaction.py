"""Names and words of the chats, taken out of the findings before any sentence of a report is made.

A report is passed on: it holds a name or what somebody typed only where the owner asked for it. The results declare
which of their texts are such (`unlike.results.text_origin`); each is replaced where it stands, so that a sentence made
of the findings has nothing to hide, whatever it says and in whatever language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from string import ascii_uppercase
from typing import Annotated, Any, Final, get_args, get_origin, get_type_hints

from unlike.i18n import LazyMessage, translate
from unlike.presentation.name_replacement import NameReplacement
from unlike.presentation.sanitise import paragraphs
from unlike.presentation.sentences.interface.report_text import (
    OWNER,
    conversation_pseudonym,
    export_place,
    message_length,
    person_pseudonym,
)
from unlike.results import ConversationFindings, Findings, Quote
from unlike.results.text_origin import TextOrigin

_LEFT_OUT: Final = "…"
_PLAIN_PLACE: Final = re.compile(r"(?:L|entry )?\d+(?:-L?\d+)?")
"""Where a record stands in an export, as far as it can hold no name: lines or entries by their numbers."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """Names and messages of the chats that a report keeps.

    Attributes:
        names: of people and conversations, as they are; else "Person A" and "Chat 1".
        quotes: what was typed; else "…", and of a message how many words it has.
        senders: names of everybody who writes, which are replaced in messages also where nobody looks at them.
    """

    names: bool = False
    quotes: bool = False
    senders: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Redactor:
    """The redaction of one answer.

    Attributes:
        redaction: what stays as it is.
        people: a pseudonym for each person, by name.
        titles: a pseudonym for each conversation, by title; the person's where it bears the name of one.
        in_words: replaces all of them in words.
    """

    redaction: Redaction
    people: Mapping[str, str]
    titles: Mapping[str, str]
    in_words: NameReplacement

    def findings(self, findings: Findings) -> Findings:
        """The answer as the report may show it."""
        redacted: Findings = self._redact_value(findings, Findings)
        return replace(redacted, conversations=tuple(map(self._import_of, redacted.conversations)))

    def quote(self, quote: Quote) -> Quote:
        """A message as the report may show it."""
        sender = None if quote.sender is None else self._redact_text(quote.sender, TextOrigin.PERSON)
        return replace(quote, sender=sender, text=self._redact_message(quote.text) if quote.text else quote.text)

    def _redact_message(self, text: str) -> str:
        """The words of a message, or how many there are."""
        return (
            self._redact_typed(text)
            if self.redaction.quotes
            else message_length(len(" ".join(paragraphs(text)).split()))
        )

    def _redact_value(self, value: Any, hint: Any) -> Any:  # noqa: ANN401 - any part of the findings and its type
        """A part of the findings with every declared text in it replaced."""
        if isinstance(value, str):
            origin = _origin_of(hint)
            return self._redact_text(value, origin) if origin else value
        if isinstance(value, tuple):
            return tuple(self._redact_value(part, hint) for part in value)
        if is_dataclass(value) and not isinstance(value, type):
            hints = _field_hints(type(value))
            return replace(
                value, **{name: self._redact_value(getattr(value, name), hint) for name, hint in hints.items()}
            )
        return value

    def _redact_text(self, text: str, origin: TextOrigin) -> str:
        """A text of the chats, or what stands in its place."""
        if origin is TextOrigin.TYPED:
            return self._redact_typed(text) if self.redaction.quotes else _LEFT_OUT
        if self.redaction.names:
            return text
        if origin is TextOrigin.PERSON:
            return self.people.get(text) or person_pseudonym("")
        return self.titles.get(text, _LEFT_OUT)

    def _redact_typed(self, text: str) -> str:
        """Text of a message, with pseudonyms for the names in it where names are replaced."""
        return text if self.redaction.names else self.in_words.replace(text)

    def _import_of(self, conversation: ConversationFindings) -> ConversationFindings:
        """A conversation whose lines about the import hold no name of a file and no text of a record."""
        skipped = tuple((self._redact_place(ref), self._redact_reason(why)) for ref, why in conversation.skipped)
        notes = conversation.notes if self.redaction.names else ()
        return replace(conversation, skipped=skipped, notes=notes)

    def _redact_place(self, ref: str) -> str:
        """Place of a record, without the name of the file."""
        if self.redaction.names:
            return ref
        place = ref.rpartition(":")[2]
        return export_place(place if _PLAIN_PLACE.fullmatch(place) else _LEFT_OUT)

    def _redact_reason(self, why: str) -> str:
        """Why a record was skipped, without what of the record stands in it."""
        if isinstance(why, LazyMessage):
            values = {name: self._reason_value(value) for name, value in why.values.items()}
            return LazyMessage(why.forms, why.number, values)
        return why if self.redaction.names else self.in_words.replace(why)

    def _reason_value(self, value: object) -> object:
        """A value within a reason: a sentence is the reader's own, plain text is of the record."""
        if isinstance(value, LazyMessage):
            return self._redact_reason(value)
        return self._redact_text(value, TextOrigin.TYPED) if isinstance(value, str) else value


def redactor(redaction: Redaction, findings: Findings) -> Redactor:
    """The redaction of an answer: a letter for every person, a number for every conversation; the owner is "you"."""
    names = dict.fromkeys(person.name for conversation in findings.conversations for person in conversation.people)
    people = {name: person_pseudonym(_pseudonym_letter(at)) for at, name in enumerate(names)}
    titles = dict(people)
    for at, conversation in enumerate(findings.conversations, start=1):
        titles.setdefault(conversation.title, conversation_pseudonym(at))
    owner = {findings.owner: translate(OWNER)}
    return Redactor(
        redaction, people | owner, titles | owner, _names_in_words(redaction, findings, people | owner, titles)
    )


def _names_in_words(
    redaction: Redaction, findings: Findings, people: Mapping[str, str], titles: Mapping[str, str]
) -> NameReplacement:
    """Replacement of names in words: of people, and of chats of two, which are called like one of them."""
    pairs = {chat.title: titles[chat.title] for chat in findings.conversations if not chat.group}
    others = dict.fromkeys(redaction.senders, person_pseudonym(""))
    groups = {chat.title: titles[chat.title] for chat in findings.conversations if chat.group}
    return NameReplacement(others | pairs | dict(people), groups)


def _pseudonym_letter(at: int) -> str:
    """A to Z, then numbers."""
    return ascii_uppercase[at] if at < len(ascii_uppercase) else str(at + 1)


@cache
def _field_hints(kind: type) -> Mapping[str, Any]:
    """The declared types of a result's fields."""
    hints = get_type_hints(kind, include_extras=True)
    return {field.name: hints[field.name] for field in fields(kind) if field.init}


@cache
def _origin_of(hint: Any) -> TextOrigin | None:  # noqa: ANN401 - a declared type
    """The origin that a type declares, by itself or as one of several; None for the program's own words."""
    if get_origin(hint) is Annotated:
        return next((origin for origin in hint.__metadata__ if isinstance(origin, TextOrigin)), None)
    return next(filter(None, map(_origin_of, get_args(hint))), None)
