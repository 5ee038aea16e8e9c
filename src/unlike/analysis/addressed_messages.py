"""Answers to a person in a group, in which most messages are written to somebody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import polars as pl

ANSWER_COLUMNS: Final = ("person", "conversation", "ref")
_SOON: Final = timedelta(hours=1)
"""Wait up to which the next message of somebody else counts as an answer, where an app keeps none."""


def answers_to(rows: pl.DataFrame, people: tuple[str, ...]) -> pl.DataFrame:
    """Messages of others that answer each person.

    An answer is what the app keeps as one; where it keeps none at all, the next message, if somebody else's and soon.

    Args:
        rows: of one conversation, in order.
        people: senders in it.

    Returns:
        `person`, `conversation` and `ref`, one row for each answer.
    """
    messages = rows.select(pl.col("conversation", "sender").cast(pl.String), "ref", "reply_to", "sent_at")
    originals = messages.select("ref", person="sender").filter(pl.col("person").is_in(people))
    if messages["reply_to"].null_count() < messages.height:
        answers = messages.join(originals, left_on="reply_to", right_on="ref", how="inner", maintain_order="left")
    else:
        before = messages.with_columns(person=pl.col("sender").shift(), soon=pl.col("sent_at").diff() <= _SOON)
        answers = before.filter("soon", pl.col("person").is_in(people))
    return answers.filter(pl.col("sender") != pl.col("person")).select(ANSWER_COLUMNS)
