"""Messages of either database in one shape, as columns of some thousand of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from typing import Any, Final, NamedTuple

import polars as pl

from unlike.readers.record_columns import COLUMNS

_BATCH_ROWS: Final = 20_000
_MESSAGE_COLUMNS: Final = pl.Schema(
    {name: COLUMNS[name] for name in ("ref", "sent_at", "sender", "kind", "text", "reply_to", "edited_at")}
    | {"chat": pl.String()}
    | dict.fromkeys(("is_known", "is_forwarded", "is_transcribed"), pl.Boolean())
)


class StoredMessage(NamedTuple):
    """A message of a database.

    Attributes:
        chat: address of its chat, one for each person whatever ids they have.
        ident: the id that WhatsApp gave it, the same on every phone; else its place.
        sender: address of who sent it; None for the owner.
        sent_at: microseconds since 1970.
        kind: one of the table's kinds.
        text: words and captions.
        reply_to: id of the message that it answers.
        edited_at: microseconds since 1970.
        reactions: emoji and address; None for the owner.
        is_known: its type is known.
        is_forwarded: somebody else wrote the words.
        is_transcribed: WhatsApp made words of its sound, which nobody typed.
    """

    chat: str
    ident: str
    sender: str | None
    sent_at: int | None
    kind: str
    text: str | None = None
    reply_to: str | None = None
    edited_at: int | None = None
    reactions: tuple[tuple[str, str | None], ...] = ()
    is_known: bool = True
    is_forwarded: bool = False
    is_transcribed: bool = False


@dataclass(frozen=True, slots=True)
class StoredBatch:
    """Messages as columns: what `StoredMessage` says of each, in its order.

    Attributes:
        chats: addresses of their chats; None for a message whose chat is gone, which is left out.
    """

    chats: Sequence[str | None]
    idents: Sequence[str]
    senders: Sequence[str | None]
    sent_at: Sequence[int | None]
    kinds: Sequence[str]
    texts: Sequence[str | None]
    replies: Sequence[str | None]
    edited_at: Sequence[int | None]
    reactions: Sequence[tuple[tuple[str, str | None], ...]]
    is_known: Sequence[bool]
    is_forwarded: Sequence[bool]
    is_transcribed: Sequence[bool]

    def table(self) -> pl.DataFrame:
        """The messages whose chat is there, with addresses in place of names, and the words of the forwarded left out.

        The column `place` says where in the batch each stands.
        """
        columns = (self.idents, self.sent_at, self.senders, self.kinds, self.texts, self.replies, self.edited_at)
        marks = (self.is_known, self.is_forwarded, self.is_transcribed)
        values = dict(zip(_MESSAGE_COLUMNS, (*columns, self.chats, *marks), strict=True))
        table = pl.DataFrame(values, schema=_MESSAGE_COLUMNS).with_row_index("place")
        is_wordless = pl.col("is_forwarded") & (pl.col("kind") == "text")
        return table.filter(pl.col("chat").is_not_null()).with_columns(
            (pl.lit("m") + pl.col("ref")).alias("ref"),
            (pl.lit("m") + pl.col("reply_to")).alias("reply_to"),
            pl.when(is_wordless).then(pl.lit("media")).otherwise("kind").alias("kind"),
            pl.when(~pl.col("is_forwarded")).then("text").alias("text"),
        )


def batches_of(messages: Iterable[StoredMessage]) -> Iterator[StoredBatch]:
    """The messages as columns, read as they are asked for."""
    left = iter(messages)
    while batch := list(islice(left, _BATCH_ROWS)):
        columns: list[list[Any]] = [[*map(itemgetter(place), batch)] for place in range(len(StoredMessage._fields))]
        yield StoredBatch(*columns)
