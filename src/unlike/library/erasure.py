"""Erasing from the library: rows, and every trace of them, so that the decrypted file no longer holds them."""

from __future__ import annotations

import operator
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import polars as pl

from unlike.library.answer_store import forget_answers
from unlike.library.encrypted_database import EncryptedDatabase
from unlike.library.erasure_end import mark_erasing
from unlike.library.person_links import drop_links
from unlike.library.stored_histories import write_summary
from unlike.library.stored_parts import StoredPart, delete_rows, drop_contained, read_parts, replace_parts
from unlike.messages import SCHEMA
from unlike.messages.history_merge import merge_history
from unlike.readers.base import Conversation
from unlike.readers.history_joining import history_parts


@dataclass(frozen=True, slots=True)
class Span:
    """Stretch of time.

    Attributes:
        begin: its first moment, with a zone; None for the beginning of everything.
        end: the first moment after it; None for the end of everything.
    """

    begin: datetime | None
    end: datetime | None


@dataclass(frozen=True, slots=True)
class ErasureResult:
    """Result of an erasure.

    Attributes:
        messages: messages by people that the conversation had.
        whole: nothing is left of the conversation.
    """

    messages: int
    whole: bool


def erase(database: EncryptedDatabase, number: int, person: str | None, span: Span | None) -> ErasureResult:
    """Erase a conversation, or what a person wrote in it, or a span of it; all of it or nothing.

    What is left stays as the exports had it. The exports that are touched can be added again.

    Raises:
        ChatLibraryError: the library cannot be written.
    """
    with database.writing():
        parts = read_parts(database, number)
        ((erased_messages,),) = database.rows("SELECT messages FROM conversations WHERE id = ?", (number,))
        remaining_parts = _remaining_parts(parts, person, span)
        if len(remaining_parts) == len(parts) and all(map(operator.is_, remaining_parts, parts)):
            return ErasureResult(0, whole=False)
        mark_erasing(database)
        forget_answers(database)
        _release_exports(database, number)
        if not remaining_parts:
            delete_rows(database, number)
            drop_links(database, number)
            database.change("DELETE FROM conversations WHERE id = ?", (number,))
        else:
            stored_parts = replace_parts(database, number, remaining_parts)
            part_ids = drop_contained(database, number)
            erased_messages -= write_summary(
                database, number, [part.parsed for part in stored_parts if part.part_id in part_ids]
            )
        database.change("DELETE FROM exports WHERE id NOT IN (SELECT export FROM parts)")
    return ErasureResult(erased_messages, whole=not remaining_parts)


def _release_exports(database: EncryptedDatabase, number: int) -> None:
    """Forget the hashes of the exports of a conversation, which then can be added again."""
    exports = "SELECT export FROM parts WHERE conversation = ?"
    database.change(f"UPDATE exports SET sha256 = NULL WHERE id IN ({exports})", (number,))  # noqa: S608 - no value


def _remaining_parts(parts: Sequence[StoredPart], person: str | None, span: Span | None) -> list[StoredPart]:
    """Parts without the erased rows; none where the whole conversation is erased, or a person of a chat of two."""
    if person is None and span is None:
        return []
    names = _names_of(parts, person)
    if person is not None and not names:
        return list(parts)
    if names and not any(part.parsed.conversation.group for part in parts):
        return []
    remaining_parts = [_part_without(part, names, span) for part in parts]
    return [part for part in remaining_parts if part.parsed.messages.height]


def _names_of(parts: Sequence[StoredPart], person: str | None) -> frozenset[str]:
    """All names of a person in the parts of a conversation."""
    if person is None:
        return frozenset()
    folded_name = person.strip().casefold()
    tables = [part.parsed.messages for part in parts]
    names = {name for table in tables for name in table["sender"].drop_nulls().cast(pl.String).unique()}
    display_names = merge_history(history_parts([part.parsed for part in parts])).names
    person_names = {
        display_names.get(name, name)
        for name in names
        if folded_name in {name.casefold(), display_names.get(name, name).casefold()}
    }
    return frozenset(name for name in names if display_names.get(name, name) in person_names)


def _part_without(part: StoredPart, names: frozenset[str], span: Span | None) -> StoredPart:
    """A part without the rows of a person or a span, their reactions, and replies to what is gone."""
    table = part.parsed.messages
    is_gone = table.select(_is_erased(names, span)).to_series()
    if not is_gone.any() and not _has_reactions_of(table, names):
        return part
    remaining_rows = table.filter(~is_gone)
    gone_refs = table.filter(is_gone)["ref"].to_list()
    remaining_rows = remaining_rows.with_columns(
        reply_to=pl.when(~pl.col("reply_to").is_in(gone_refs)).then("reply_to"),
        reactions=_reactions_without(remaining_rows["reactions"], names),
    ).select(SCHEMA.names())
    conversation = _recounted_conversation(part.parsed.conversation, table.filter(is_gone), names)
    return replace(part, parsed=replace(part.parsed, conversation=conversation, messages=remaining_rows))


def _is_erased(names: frozenset[str], span: Span | None) -> pl.Expr:
    erased = pl.lit(value=True)
    if names:
        erased &= pl.col("sender").cast(pl.String).is_in(sorted(names))
    if span and span.begin:
        erased &= pl.col("sent_at") >= span.begin.astimezone(UTC)
    if span and span.end:
        erased &= pl.col("sent_at") < span.end.astimezone(UTC)
    return erased.fill_null(value=False)


def _has_reactions_of(table: pl.DataFrame, names: frozenset[str]) -> bool:
    if not names:
        return False
    senders = table["reactions"].drop_nulls().explode().struct.field("sender")
    return bool(senders.is_in(sorted(names)).any())


def _reactions_without(reactions: pl.Series, names: frozenset[str]) -> pl.Series:
    if not names:
        return reactions
    others = pl.element().struct.field("sender").is_in(sorted(names)).fill_null(value=False)
    return reactions.to_frame().select(pl.col("reactions").list.eval(pl.element().filter(~others))).to_series()


def _recounted_conversation(
    conversation: Conversation, erased_rows: pl.DataFrame, names: frozenset[str]
) -> Conversation:
    """A conversation's description with its records counted anew, and without notes that name the person."""
    system_lines = int((erased_rows["kind"] == "system").sum())
    coverage = replace(
        conversation.coverage,
        messages=conversation.coverage.messages - (erased_rows.height - system_lines),
        system=conversation.coverage.system - system_lines,
        total=conversation.coverage.total - erased_rows.height,
    )
    notes = tuple(note for note in conversation.notes if not any(name in note for name in names))
    return replace(conversation, coverage=coverage, notes=notes)
