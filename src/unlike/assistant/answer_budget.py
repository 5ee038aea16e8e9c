"""Keeps an answer within its budget of tokens: what is least important is left out, and counted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final, TypeVar

import msgspec

from unlike.assistant.answer_types import DraftAnswer, FindingsAnswer

CHARS_PER_TOKEN: Final = 3
"""Bytes of JSON counted as one token: fewer than most vocabularies need, so that a budget is not exceeded."""
MIN_TOKENS: Final = 1_200
"""What one person with one finding takes in the longest language, with room for long names; less is never kept."""
DEFAULT_TOKENS: Final = 6_000
Answer = TypeVar("Answer")


def token_count(value: object) -> int:
    """About how many tokens an answer takes, rounded up."""
    return -(-len(msgspec.json.encode(value)) // CHARS_PER_TOKEN)


def fit_budget(answer: Answer, budget: int, shorten: Callable[[Answer], Answer | None]) -> Answer:
    """The answer, shortened step by step until it is within the budget or cannot get shorter.

    Args:
        answer: any answer that counts what it leaves out.
        budget: tokens.
        shorten: gives the answer one step shorter; None where nothing can be left out any more.
    """
    while token_count(answer) > budget:
        shorter = shorten(answer)
        if shorter is None:
            return answer
        answer = shorter
    return answer


def fewer_findings(answer: FindingsAnswer) -> FindingsAnswer | None:
    """Drop the last finding of whoever has most; the last person where nobody has two."""
    fullest_person = max(answer.people, key=lambda person: len(person.findings), default=None)
    if fullest_person is None or len(fullest_person.findings) < 2:
        shorter: FindingsAnswer | None = fewer_people(answer)
        return shorter
    shortened_person = replace(fullest_person, findings=fullest_person.findings[:-1])
    people = tuple(shortened_person if person is fullest_person else person for person in answer.people)
    return replace(answer, people=people, left_out=replace(answer.left_out, findings=answer.left_out.findings + 1))


def fewer_people(answer: Any) -> Any:  # noqa: ANN401 - any answer with people, the same again
    """Drop the last person; None where one is left."""
    if len(answer.people) < 2:
        return None
    return replace(
        answer, people=answer.people[:-1], left_out=replace(answer.left_out, people=answer.left_out.people + 1)
    )


def fewer_chats(answer: Any) -> Any:  # noqa: ANN401 - as above
    """Drop the last person of the last chat, or the last chat; None where one person is left."""
    *chats, last = answer.chats or (None,)
    if last is None or (not chats and len(last.people) < 2):
        return None
    left_out = answer.left_out
    if len(last.people) > 1:
        return replace(
            answer,
            chats=(*chats, replace(last, people=last.people[:-1])),
            left_out=replace(left_out, people=left_out.people + 1),
        )
    return replace(answer, chats=tuple(chats), left_out=replace(left_out, people=left_out.people + len(last.people)))


def fewer_passages(answer: DraftAnswer) -> DraftAnswer | None:
    """Drop the last passage; None where one is left, so that a draft is never let pass."""
    if len(answer.passages) < 2:
        return None
    return replace(answer, passages=answer.passages[:-1], left_out=answer.left_out + 1)


def fewer_messages(answer: Any) -> Any:  # noqa: ANN401 - any answer with messages
    """Drop the last message; None where there is none."""
    if not answer.messages:
        return None
    return replace(answer, messages=answer.messages[:-1], left_out=answer.left_out + 1)
