"""A thread that stands in a download as pages, as a conversation."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Final

import polars as pl

from unlike.core.medium_limits import MediumLimit, MediumLimitKind
from unlike.i18n import mark
from unlike.readers.apps.meta.page_blocks import PageMessage, page_language, page_messages, page_title
from unlike.readers.apps.meta.page_dates import month_numbers, wall_clock
from unlike.readers.apps.meta.thread_conversation import DownloadContext
from unlike.readers.base import Conversation, ParsedConversation, ReadOptions, SkippedRecord
from unlike.readers.coverage import Coverage
from unlike.readers.export import ExportFile
from unlike.readers.export_sentences import bare_messages, messages_by_place
from unlike.readers.formats.reaction_lists import ReactionLists
from unlike.readers.formats.wall_clock_chat import WallClockChat
from unlike.readers.times import is_plausible
from unlike.readers.unnamed_senders import UNKNOWN_SENDER

_CLOCK: Final = timedelta(minutes=1)
_ODD_DATE: Final = mark("its date cannot be read")
_COLUMNS: Final = pl.Schema(
    {
        "wall_clock": pl.Datetime("us"),
        "sender": pl.String(),
        "text": pl.String(),
        "kind": pl.String(),
        "ref": pl.String(),
    }
)


def page_conversation(
    files: Sequence[ExportFile], context: DownloadContext, options: ReadOptions
) -> ParsedConversation | None:
    """The pages of a thread as a conversation; None where no message in them can be read.

    Args:
        files: of one folder.
        context: of the download.
        options: what the owner said about the reading.

    Raises:
        BrokenExportError: a page is nested too deep, or an element or a line is too long.
    """
    pages = [(file, list(page_messages(file, options.progress))) for file in files]
    months = month_numbers(
        (message.date for _, messages in pages for message in messages), next(map(page_language, files), "")
    )
    rows: list[tuple[object, ...]] = []
    given = ReactionLists()
    skipped: list[SkippedRecord] = []
    for file, messages in sorted(pages, key=lambda page: _number(page[0]), reverse=True):
        for message in reversed(messages):
            ref = f"{PurePosixPath(file.name).name}:L{message.line}"
            sent = wall_clock(message.date, months)
            if sent is None or not is_plausible(sent):
                skipped.append(SkippedRecord(ref, _ODD_DATE))
            else:
                for emoji, name in message.reactions:
                    given.add(len(rows), emoji, name or None)
                rows.append((sent, *_values(message), ref))
    if not rows:
        return None
    frame = pl.DataFrame(rows, schema=_COLUMNS, orient="row").with_columns(reactions=given.column(len(rows)))
    total = sum(len(messages) for _, messages in pages)
    conversation = _conversation(frame, page_title(files[0]), context, skipped, total)
    notes = tuple(_notes([message for _, messages in pages for message in messages]))
    conversation = replace(conversation, notes=notes)
    return WallClockChat(conversation, frame).interpreted(options.interpretation)


def _notes(messages: Sequence[PageMessage]) -> Iterator[str]:
    """What is said of messages that lack something, or stand in another form."""
    bare = sum(message.is_bare for message in messages)
    by_place = sum(message.is_by_place for message in messages)
    if bare:
        yield bare_messages(bare)
    if by_place:
        yield messages_by_place(by_place)


def _values(message: PageMessage) -> tuple[object, ...]:
    sender = None if message.kind == "system" else message.sender or UNKNOWN_SENDER
    return sender, message.text, message.kind


def _number(file: ExportFile) -> int:
    """The number in a file's name; the first file holds the newest messages."""
    digits = "".join(sign for sign in PurePosixPath(file.name).stem if sign.isdecimal())
    return int(digits or 0)


def _conversation(
    rows: pl.DataFrame, title: str, context: DownloadContext, skipped: Sequence[SkippedRecord], total: int
) -> Conversation:
    senders = rows["sender"].drop_nulls().unique().to_list()
    key = title or ", ".join(sorted(senders)) or context.app
    system = int((rows["kind"] == "system").sum())
    return Conversation(
        key=key,
        title=key,
        app=context.app,
        group=len(senders) > 2,
        owner=next((name for name in context.owner_names if name in senders), None),
        clock=_CLOCK,
        skipped=tuple(skipped),
        coverage=Coverage(rows.height - system, system, len(skipped), total),
        medium_limits=(MediumLimit(MediumLimitKind.NO_ZONE),),
    )
