"""A chat that the program imessage-exporter wrote, as a conversation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

import polars as pl

from unlike.core.medium_limits import MediumLimit, MediumLimitKind
from unlike.i18n import mark
from unlike.readers.apps.imessage.exporter_message import ME, ExporterMessages
from unlike.readers.base import Conversation, SkippedRecord
from unlike.readers.coverage import Coverage, ambiguous_notes
from unlike.readers.export_sentences import bare_messages, messages_by_place
from unlike.readers.formats.reaction_lists import ReactionLists
from unlike.readers.formats.wall_clock_chat import WallClockChat
from unlike.readers.times import is_apple_zero, is_plausible
from unlike.readers.unnamed_senders import UNKNOWN_SENDER

ORPHANED: Final = "orphaned"
"""Name of the file with the messages that belong to no chat."""

_NO_TIME: Final = mark("it has no date that can be read")
_APPLE_EPOCH: Final = datetime(2001, 1, 1)  # noqa: DTZ001 - of the same clock
_COLUMNS: Final = pl.Schema(
    {
        "wall_clock": pl.Datetime("us"),
        "sender": pl.String(),
        "text": pl.String(),
        "kind": pl.String(),
        "ref": pl.String(),
    }
)
_UNKNOWN: Final = UNKNOWN_SENDER
_IS_BARE: Final = (pl.col("kind") == "text") & pl.col("text").is_null()


def exporter_chat(read: ExporterMessages, title: str, app: str) -> WallClockChat | None:
    """The messages of one file as a conversation; None where none of them can be read.

    Args:
        read: its messages, in the order of the file.
        title: name of the file, without its ending.
        app: the reader's name.
    """
    rows: list[tuple[object, ...]] = []
    skipped: list[SkippedRecord] = []
    reaction_lists, total, refs = ReactionLists(), 0, dict[str, int]()
    for message in read.messages:
        total += 1
        if message.sent is None or not _is_time(message.sent):
            skipped.append(SkippedRecord(message.ref, _NO_TIME))
            continue
        refs[message.ref] = refs.get(message.ref, 0) + 1
        ref = message.ref if refs[message.ref] == 1 else f"{message.ref}#{refs[message.ref]}"
        for emoji, name in message.reactions:
            reaction_lists.add(len(rows), emoji, name)
        sender = None if message.kind == "system" else message.sender or _UNKNOWN
        rows.append((message.sent, sender, message.text, message.kind, ref))
    if not rows:
        return None
    frame = pl.DataFrame(rows, schema=_COLUMNS, orient="row").with_columns(reactions=reaction_lists.column(len(rows)))
    senders = frame["sender"].drop_nulls().unique().to_list()
    system = int((frame["kind"] == "system").sum())
    conversation = Conversation(
        key=title,
        title=title,
        app=app,
        group=len(senders) > 2 or title == ORPHANED,
        owner=ME if ME in senders else None,
        clock=timedelta(seconds=1),
        skipped=tuple(skipped),
        coverage=Coverage(frame.height - system, system, len(skipped), total, ambiguous=read.ambiguous),
        notes=(*ambiguous_notes(read.ambiguous), *_notes(frame, sum(one.is_by_place for one in read.messages))),
        medium_limits=(MediumLimit(MediumLimitKind.NO_ZONE),),
    )
    kind = pl.when(_IS_BARE).then(pl.lit("media")).otherwise("kind").alias("kind")
    return WallClockChat(conversation, frame.with_columns(kind))


def _is_time(sent: datetime) -> bool:
    """Whether a message can have a time: those without one stand under that of 0, of 1970 or of Apple's epoch."""
    return is_plausible(sent) and not is_apple_zero((sent - _APPLE_EPOCH).total_seconds())


def _notes(rows: pl.DataFrame, by_place: int) -> Iterator[str]:
    """What is said of messages that lack their words or their sender, or are written in another form."""
    bare = rows.filter(_IS_BARE).height
    if bare:
        yield bare_messages(bare)
    if by_place:
        yield messages_by_place(by_place)
