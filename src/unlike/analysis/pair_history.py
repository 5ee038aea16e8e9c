"""Find what two people have between them: their routines, warm messages, and how the owner has asked before."""

from __future__ import annotations

import polars as pl

from unlike.explain.openers import openers
from unlike.explain.plan_outcomes import plans_between
from unlike.explain.routines import routines
from unlike.explain.warm_moments import OWN_HABITS, warm_moments
from unlike.results.relationship import Relationship
from unlike.signals import MeasuredConversation


def relationship(
    measured: MeasuredConversation, rows: pl.DataFrame, pair: tuple[str, str], *, keepsakes: bool
) -> Relationship | None:
    """Routines, openers and, as keepsakes, warm messages and plans of the owner and a person; None in a group.

    Args:
        measured: the conversation.
        rows: its messages, for their words.
        pair: the owner and the person, two senders.
        keepsakes: whether warm messages and plans are looked for.
    """
    owner, person = pair
    messages = with_text(measured, rows)
    if not set(messages["sender"].unique()) <= {owner, person}:
        return None
    language = measured.lexicon.language
    return Relationship(
        routines(messages, language),
        warm_moments(messages, language) if keepsakes else (),
        openers(messages, owner, person, language),
        plans_between(messages, language) if keepsakes else None,
    )


def with_text(measured: MeasuredConversation, rows: pl.DataFrame) -> pl.DataFrame:
    """The measured messages with the words and kinds they were measured from, and what is asked of them."""
    words = rows.lazy().filter(pl.col("sender").is_not_null(), pl.col("kind") != "system").select("text", "kind")
    habits = [name for name in OWN_HABITS if name in measured.messages.columns]
    measured_columns = measured.messages.select("sender", "at", "day", "ref", *habits)
    return measured_columns.hstack(words.collect())  # the rows that were measured
