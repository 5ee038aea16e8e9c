"""Names and quotes taken out of a page that may be passed on; each is kept only where the owner asked for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from string import ascii_uppercase
from typing import Any

from unlike.i18n import translate
from unlike.presentation.sanitise import paragraphs, sanitise, unquoted
from unlike.presentation.sentences.interface.report_text import OWNER, some_chat, some_export, somebody, withheld
from unlike.results import CalendarMatch, Findings, LabelAssociation, Quote

_WORDS_OF_CHATS = frozenset({"quote", "text", "word"})  # fields that hold what somebody typed


@dataclass(frozen=True, slots=True)
class Redaction:
    """What stays as it is.

    Attributes:
        names: as the conversation shows them; else "Person A".
        quotes: what was typed; else how much it was.
    """

    names: bool = False
    quotes: bool = False

    def over(self, findings: Findings) -> Findings:
        """The findings as they may be shown."""
        if self.names:
            return findings
        covered: Findings = _replaced(findings, _aliases(findings))
        told = tuple(
            replace(one, skipped=tuple((_place(ref), why) for ref, why in one.skipped), notes=())
            for one in covered.conversations
        )
        return replace(covered, conversations=told)

    def sentence(self, told: str) -> str:
        """A sentence without the words of the chat that stand in it."""
        return told if self.quotes else unquoted(told)

    def quote(self, quote: Quote, findings: Findings) -> Quote:
        """A message as it may be shown."""
        text = quote.text
        if text and not self.quotes:
            text = withheld(len(" ".join(paragraphs(text)).split()))
        if self.names:
            return replace(quote, text=text)
        aliases = _aliases(findings)
        sender = aliases.get(quote.sender, somebody("")) if quote.sender is not None else None
        return replace(quote, sender=sender, text=_without_names(text, aliases) if text else text)


def _aliases(findings: Findings) -> dict[str, str]:
    """A letter for every person, a number for every conversation; the owner is "you"."""
    names = [person.name for one in findings.conversations for person in one.people]
    aliases = {name: somebody(_letter(at)) for at, name in enumerate(dict.fromkeys(names))}
    for at, one in enumerate(findings.conversations, start=1):
        aliases.setdefault(one.title, some_chat(at))
    return {**aliases, findings.owner: translate(OWNER)}


def _letter(at: int) -> str:
    """A to Z, then numbers."""
    return ascii_uppercase[at] if at < len(ascii_uppercase) else str(at + 1)


def _replaced(value: Any, aliases: Mapping[str, str]) -> Any:  # noqa: ANN401 - any part of the findings
    """The same value with every name in it replaced, whatever kind of finding it stands in."""
    if isinstance(value, str):
        return aliases.get(value, value) if type(value) is str else value
    if isinstance(value, tuple):
        return tuple(_replaced(part, aliases) for part in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {one.name: _replaced(getattr(value, one.name), aliases) for one in fields(value) if one.init}
        typed = {*_WORDS_OF_CHATS, "label"} if isinstance(value, CalendarMatch | LabelAssociation) else _WORDS_OF_CHATS
        for name in typed & changed.keys():
            if changed[name]:
                changed[name] = _without_names(changed[name], aliases)
        return replace(value, **changed)
    return value


def _without_names(text: str, aliases: Mapping[str, str]) -> str:
    """Words of a chat in which the names of its people, whole or their first part, are replaced."""
    parts = {part: alias for name, alias in aliases.items() for part in (name, *sanitise(name).split()[:1])}
    known = sorted((re.escape(part) for part in parts if len(part) > 1), key=len, reverse=True)
    if not known:
        return text
    small = {part.casefold(): alias for part, alias in parts.items()}
    found = re.compile(rf"(?<!\w)(?:{'|'.join(known)})(?!\w)", re.IGNORECASE)
    return found.sub(lambda match: small.get(match.group().casefold(), "…"), text)


def _place(ref: str) -> str:
    """Where in an export, without its name."""
    return some_export(ref.rpartition(":")[2])
