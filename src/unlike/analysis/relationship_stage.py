"""Relationship stage: what the owner and each person have between them, once it is known what is unlike whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from unlike.analysis.analysis_options import AnalysisOptions, AnalysisStep
from unlike.analysis.checked_calculation import checked_detection
from unlike.analysis.pair_history import relationship
from unlike.analysis.parts import ConversationPart, PersonDetection
from unlike.signals import MeasuredConversation


def relate(
    parts: Sequence[ConversationPart],
    measured: Mapping[str, MeasuredConversation],
    owner: str,
    options: AnalysisOptions,
) -> tuple[ConversationPart, ...]:
    """Conversations with what the owner shares with each of their people who have history enough.

    Args:
        parts: conversations after detection.
        measured: their signals, by conversation key.
        owner: a sender.
        options: what the owner asks.
    """
    options.steps(AnalysisStep.RELATE)
    return tuple(_related(part, measured, owner, keepsakes=options.keepsakes) for part in parts)


def _related(
    part: ConversationPart, measured: Mapping[str, MeasuredConversation], owner: str, *, keepsakes: bool
) -> ConversationPart:
    def with_relationship(person: PersonDetection) -> PersonDetection:
        pair = (owner, person.name)
        return replace(person, relationship=relationship(measured[part.key], part.rows, pair, keepsakes=keepsakes))

    people = tuple(
        checked_detection(partial(with_relationship, person), person.name, person.messages, person.active_days)
        if person.enough
        else person
        for person in part.people
    )
    return replace(part, people=people)
