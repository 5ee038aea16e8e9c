"""Findings as compact text for a program that uses the command line: the tools' answers, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from unlike.assistant.answer_budget import fewer_findings, fit_budget
from unlike.assistant.answer_types import FindingAnswer, FindingsAnswer, ListedChat, PersonAnswer
from unlike.assistant.assistant_session import AssistantSession
from unlike.assistant.chat_answers import people_answer
from unlike.assistant.guidance import RULES
from unlike.assistant.person_answers import lasting_answer, now_answer, spells_answer, why_answer

_HEADS: Final = (
    ("now", now_answer),
    ("spells", spells_answer),
    ("lasting changes", lasting_answer),
    ("days before", why_answer),
)


def agent_text(session: AssistantSession) -> str:
    """Text of what was read and found, how often chance shows a spell, and the rules for speaking of it.

    Lines that begin with a name or with words of a chat are indented, so that none looks like a head or like a rule.
    """
    listed = people_answer(session)
    lines = [line for chat in listed.chats for line in _chat_lines(chat)]
    for head, answer in _HEADS:
        lines += _part_lines(head, fit_budget(answer(session), session.budget // len(_HEADS), fewer_findings))
    lines += ["# rate", *listed.rate, "# rules for speaking of it", RULES]
    return "\n".join(lines) + "\n"


def _chat_lines(chat: ListedChat) -> Iterator[str]:
    """Lines on what was read of one chat, and its people."""
    days = f"{(chat.first or '?')[:10]}..{(chat.last or '?')[:10]}"
    yield f"# chat: {chat.title} | {chat.app} | {chat.messages} messages | {days}"
    yield from (f"  {sentence}" for sentence in chat.said)
    for person in chat.people:
        needs = "" if person.enough else f" | too little: {person.needs}"
        yield f"person {person.id}: {person.name} | {person.messages} messages on {person.active_days} days{needs}"


def _part_lines(head: str, answer: FindingsAnswer) -> Iterator[str]:
    """One part of the answer; nothing where nobody has anything in it."""
    people = [person for person in answer.people if person.said or person.findings]
    if people:
        yield f"# {head}"
    for person in people:
        yield from _person_lines(person, repeated=head == "now")
    if answer.left_out.people or answer.left_out.findings:
        yield f"left out: {answer.left_out.findings} findings, {answer.left_out.people} people"


def _person_lines(person: PersonAnswer, *, repeated: bool) -> Iterator[str]:
    """Sentences of a person; of their findings those sentences, too, that are not `repeated` there."""
    yield f"person {person.id}: {person.name}{' | help first, nothing about habits' if person.help else ''}:"
    yield from (f"  {sentence}" for sentence in person.said)
    for finding in person.findings:
        yield from _finding_lines(finding, with_sentences=not repeated)


def _finding_lines(finding: FindingAnswer, *, with_sentences: bool) -> Iterator[str]:
    """A finding with what it rests on, its rate and its figures."""
    state = " ongoing" if finding.ongoing else ""
    direction = f" {finding.direction}" if finding.direction else ""
    yield f"[{finding.id}] {finding.kind} {finding.first}..{finding.last}{state}{direction}"
    if with_sentences:
        yield from (f"  {sentence}" for sentence in finding.said)
    base = finding.base
    compared = f", against {base.compared} {base.of}" if base.compared is not None else ""
    yield f"  base: {'?' if base.messages is None else base.messages} messages{compared}"
    if finding.rate:
        yield f"  rate: {_format_figure(finding.rate.chance)} of {finding.rate.of}"
    for signal in finding.signals:
        yield f"  {signal.label}: {_format_figure(signal.then)} {signal.unit}, usually {_format_figure(signal.usual)}"
    if finding.unchanged:
        yield f"  as usual: {', '.join(finding.unchanged)}"
    if finding.undecided:
        yield f"  too few to tell: {', '.join(finding.undecided)}"


def _format_figure(number: float | None) -> str:
    """A number with three significant digits."""
    return "?" if number is None else f"{number:.3g}"
