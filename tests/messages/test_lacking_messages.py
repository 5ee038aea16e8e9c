"""What a later export no longer has is marked, and nothing else."""

from __future__ import annotations

import polars as pl
from test_history_merge import MINUTE, SECOND, Message, part

from unlike.messages.history_merge import merge_history
from unlike.messages.lacking_messages import lacking_messages
from unlike.messages.message_overlap import HistoryPart

HISTORY: list[Message] = [
    (0, "Rosa", "hi"),
    (3, "Rosa", "a secret"),
    (5, "Imke", "ok"),
    (8, "Rosa", "so"),
    (9, "Imke", "!"),
]


def lacking(*parts: HistoryPart) -> list[str]:
    history = merge_history(parts)
    return history.table.filter(lacking_messages(parts, history))["text"].to_list()


def test_a_message_that_was_deleted_later_is_marked() -> None:
    newer = part([message for message in [*HISTORY, (12, "Rosa", "on")] if message[2] != "a secret"], "newer")
    assert lacking(part(HISTORY[:4], "older"), newer) == ["a secret"]
    assert lacking(newer, part(HISTORY[:4], "older")) == ["a secret"]


def test_what_lies_outside_a_later_export_is_not_marked() -> None:
    assert lacking(part(HISTORY[:3], "older"), part([*HISTORY[3:], (12, "Rosa", "on")], "newer")) == []
    assert lacking(part(HISTORY, "older"), part([*HISTORY[2:], (12, "Rosa", "on")], "newer")) == []


def test_what_only_a_later_export_has_is_not_marked() -> None:
    older = part([message for message in HISTORY if message[2] != "ok"], "older")
    assert lacking(older, part([*HISTORY, (12, "Rosa", "on")], "newer")) == []


def test_what_is_there_again_in_the_latest_export_is_not_marked() -> None:
    gap = [message for message in HISTORY if message[2] != "ok"]
    parts = (part(HISTORY[:4], "a"), part(gap, "b"), part([*HISTORY, (12, "Rosa", "on")], "c"))
    assert lacking(*parts) == []


def test_a_note_of_a_deletion_is_not_the_message() -> None:
    newer = part([*HISTORY, (12, "Rosa", "on")], "newer")
    is_secret = pl.col("text") == "a secret"
    deleted = newer.table.with_columns(
        kind=pl.when(is_secret).then(pl.lit("deleted", newer.table.schema["kind"])).otherwise("kind"),
        text=pl.when(~is_secret).then("text"),
    )
    assert lacking(part(HISTORY, "older"), HistoryPart(deleted, MINUTE, "newer")) == ["a secret"]


def test_a_finer_clock_marks_nothing() -> None:
    fine = part(HISTORY, "fine", SECOND)
    moved = fine.table.with_columns(pl.col("sent_at") + pl.duration(seconds=pl.int_range(1, 6)))
    assert lacking(HistoryPart(moved, SECOND, "fine"), part([*HISTORY, (12, "Rosa", "on")], "coarse")) == []
