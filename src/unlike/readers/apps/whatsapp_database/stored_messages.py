"""The conversations that the messages of either database make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import repeat
from typing import Final

import polars as pl

from unlike.core.medium_limits import MediumLimit, MediumLimitKind
from unlike.i18n import lazy
from unlike.readers.apps.whatsapp_database.jid_names import (
    NOBODY,
    OWNER,
    UNKNOWN,
    is_chat,
    is_group,
    number_of,
    shown_names,
)
from unlike.readers.apps.whatsapp_database.stored_batches import StoredBatch
from unlike.readers.base import Conversation
from unlike.readers.conversation_rows import ConversationRows, GatheredConversation, gathered_columns
from unlike.readers.distinct_names import distinct_names
from unlike.readers.export_sentences import unknown_contents
from unlike.readers.record_columns import reactions_column

CLOCK: Final = timedelta(seconds=1)


@dataclass(slots=True)
class StoredChats:
    """All that a database holds.

    Attributes:
        batches: messages in the order in which they came, read as they are asked for.
        titles: of chats, by address; a direct chat is called like the person.
        names: of people, by address; empty where none is known.
        timers: chats with disappearing messages.
        merged: chats that stood there under two ids.
        orphans: messages whose chat is gone; known after the last message.
        has_reactions: the database keeps reactions where this program finds them.
    """

    batches: Iterable[StoredBatch]
    titles: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    timers: set[str] = field(default_factory=set)
    merged: set[str] = field(default_factory=set)
    orphans: int = 0
    has_reactions: bool = False


@dataclass(frozen=True, slots=True)
class _Messages:
    """All messages of chats of people, with addresses in place of names.

    Attributes:
        chats: their rows by address, in the order in which the chats first have one; `place` is that among all.
        reactions: emoji and address, by the place of the message.
        people: addresses of all who sent or reacted.
        left_out: messages of statuses, broadcasts and channels.
    """

    chats: Mapping[str, pl.DataFrame]
    reactions: Mapping[int, Sequence[tuple[str, str | None]]]
    people: AbstractSet[str]
    left_out: int


def stored_conversations(stored: StoredChats) -> tuple[list[GatheredConversation], int]:
    """The conversations, and how many messages of statuses, broadcasts and channels were left out."""
    messages = _messages(stored.batches)
    people = set(stored.names) | messages.people | set(messages.chats)
    names = {NOBODY: UNKNOWN} | shown_names({who: stored.names.get(who, "") for who in people})
    titles = _titles(messages.chats, stored, names)
    return [_conversation(jid, messages, stored, (titles[jid], names)) for jid in messages.chats], messages.left_out


def _messages(batches: Iterable[StoredBatch]) -> _Messages:
    tables: list[pl.DataFrame] = []
    reactions: dict[int, Sequence[tuple[str, str | None]]] = {}
    left_out = first = 0
    for batch in batches:
        all_rows = batch.table()
        own = pl.Series([jid for jid in all_rows["chat"].unique() if is_chat(jid)], dtype=pl.String)
        rows = all_rows.filter(pl.col("chat").is_in(own.implode()))
        left_out += all_rows.height - rows.height
        given = {place: each for place, each in enumerate(batch.reactions) if each}
        reactions |= {first + place: given[place] for place in given.keys() & set(rows["place"].to_list())}
        tables.append(rows.with_columns(pl.col("place").cast(pl.Int64) + first))
        first += len(batch.chats)
    if not tables:
        return _Messages({}, {}, frozenset(), 0)
    whole = pl.concat(tables)
    people = {*whole["sender"].unique().drop_nulls(), *(who for each in reactions.values() for _, who in each if who)}
    return _Messages(
        {rows["chat"][0]: rows for rows in whole.partition_by("chat", maintain_order=True)}, reactions, people, left_out
    )


def _titles(chats: Iterable[str], stored: StoredChats, names: Mapping[str, str]) -> dict[str, str]:
    titles = {
        jid: (
            stored.titles.get(jid) or (names.get(jid, UNKNOWN) if not is_group(jid) else UNKNOWN),
            number_of(jid)[-4:],
        )
        for jid in chats
    }
    return distinct_names(titles)


def _conversation(
    jid: str, messages: _Messages, stored: StoredChats, shown: tuple[str, Mapping[str, str]]
) -> GatheredConversation:
    title, names = shown
    rows = _without_own_address(jid, messages.chats[jid])
    records = ConversationRows()
    records.total = rows.height
    conversation = Conversation(
        key=f"whatsapp_database:{jid}",
        title=title,
        app="whatsapp_database",
        group=is_group(jid),
        owner=OWNER,
        clock=CLOCK,
        notes=tuple(_notes(jid, rows, stored)),
        has_ids=True,
        medium_limits=(MediumLimit(MediumLimitKind.DISAPPEARING),) if jid in stored.timers else (),
    )
    return gathered_columns(
        conversation, records, _named(rows, messages.reactions, names), has_reactions=stored.has_reactions
    )


def _without_own_address(jid: str, rows: pl.DataFrame) -> pl.DataFrame:
    """The rows of a chat, with no group in place of one of its people."""
    is_nobody = pl.col("sender") == jid if is_group(jid) else pl.lit(value=False)
    return rows.with_columns(sender=pl.when(is_nobody).then(pl.lit(NOBODY)).otherwise("sender"))


def _named(
    rows: pl.DataFrame, reactions: Mapping[int, Sequence[tuple[str, str | None]]], names: Mapping[str, str]
) -> pl.DataFrame:
    """The rows with names in place of addresses, and their reactions."""
    given = map(reactions.get, rows["place"].to_list(), repeat(()))
    called = [
        [(emoji, OWNER if who is None else names.get(who, who)) for emoji, who in each] if each else ()
        for each in given
    ]
    senders = {who: names.get(who, who) for who in rows["sender"].unique().drop_nulls()}
    never = pl.lit(value=False)
    return rows.select(
        "ref",
        "sent_at",
        pl.col("sender").replace(senders).fill_null(OWNER),
        "kind",
        "text",
        "reply_to",
        "edited_at",
        never.alias("sent_by_wall_clock"),
        never.alias("edited_by_wall_clock"),
        reactions_column(called),
    )


def _notes(jid: str, rows: pl.DataFrame, stored: StoredChats) -> Iterator[str]:
    forwarded, transcribed = int(rows["is_forwarded"].sum()), int(rows["is_transcribed"].sum())
    unknown = int((~rows["is_known"]).sum())
    if jid in stored.merged:
        yield lazy("WhatsApp keeps this chat under two ids, with and without the number; they were joined.")
    if forwarded:
        yield lazy("Forwarded messages count as messages, but their words do not: {number}.", number=forwarded)
    if transcribed:
        yield lazy(
            "Voice messages of which WhatsApp made a transcript: {number}. They count as voice messages; the words of "
            "the transcripts are left aside, for nobody typed them.",
            number=transcribed,
        )
    if unknown:
        yield unknown_contents(unknown)
