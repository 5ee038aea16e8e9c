"""A thread of JSON files as a conversation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import polars as pl

from unlike.core.medium_limits import MediumLimit, MediumLimitKind
from unlike.i18n import lazy
from unlike.readers.apps.meta.thread_rows import ThreadRows, rows_of
from unlike.readers.apps.meta.threads import CUTOVER, Thread
from unlike.readers.base import Conversation, ParsedConversation
from unlike.readers.coverage import Coverage
from unlike.readers.export_sentences import bare_messages, unknown_contents
from unlike.readers.formats.value_names import bounded_name
from unlike.readers.times import far_from_others

CLOCK: Final = timedelta(milliseconds=1)


@dataclass(frozen=True, slots=True)
class DownloadContext:
    """What all conversations of a download share: the app, the names its profile has for the owner."""

    app: str
    owner_names: tuple[str, ...]


def conversation_of(thread: Thread, title: str, context: DownloadContext) -> ParsedConversation | None:
    """A thread as a conversation; None where no entry of it is a message.

    Args:
        thread: of JSON files.
        title: what to call it; empty for the names of its people.
        context: of the download.
    """
    rows = rows_of(thread.files)
    if not rows.sent:
        return None
    senders = list(dict.fromkeys(sender for sender in rows.senders if sender))
    people = tuple(dict.fromkeys((*thread.people, *senders)))
    key = title or thread.title or bounded_name(", ".join(people)) or thread.files[0][0]
    system = rows.kinds.count("system")
    conversation = Conversation(
        key=key,
        title=key,
        app=context.app,
        group=len(people) > 2 or len(senders) > 2,
        owner=next((name for name in context.owner_names if name in people), None),
        clock=CLOCK,
        skipped=tuple(rows.skipped),
        notes=_notes(thread, rows),
        coverage=Coverage(len(rows.sent) - system, system, len(rows.skipped), rows.total),
        breaks_off=_lacks_end(thread, rows) or (thread.section == CUTOVER and not thread.encrypted),
        medium_limits=_medium_limits(thread, rows),
    )
    return ParsedConversation(conversation, rows.table(key, context.app))


def _medium_limits(thread: Thread, rows: ThreadRows) -> tuple[MediumLimit, ...]:
    """On which side of the end-to-end encryption the thread lies, if on one."""
    if thread.encrypted:
        return (MediumLimit(MediumLimitKind.ENCRYPTION_SEAM, until=min(_right_times(rows))),)
    if thread.section == CUTOVER:
        return (MediumLimit(MediumLimitKind.ENCRYPTION_SEAM, since=max(_right_times(rows))),)
    return ()


def _right_times(rows: ThreadRows) -> list[datetime]:
    """The times of a thread without those of a clock that was wrong."""
    sent = pl.Series(rows.sent).cast(pl.Datetime("ms", "UTC"))
    return sent.filter(~far_from_others(sent)).to_list()


def _lacks_end(thread: Thread, rows: ThreadRows) -> bool:
    """Whether a file breaks off where its newest messages stood: at the end of one that has its oldest ones first."""
    broken = [name for name, file in thread.files if file.broken]
    if not broken:
        return False
    newest = rows.refs[rows.sent.index(max(rows.sent))]
    name, _, number = newest.rpartition(":")
    return name in broken and int(number) > 1


def _notes(thread: Thread, rows: ThreadRows) -> tuple[str, ...]:
    broken = [name for name, file in thread.files if file.broken]
    notes: list[str] = []
    if broken:
        notes.append(
            lazy(
                "Damaged, or breaks off, and read as far as it goes: {names}. Messages may be missing.",
                names=_quoted(broken),
            )
        )
    if rows.bare:
        notes.append(bare_messages(rows.bare))
    if rows.unread:
        notes.append(unknown_contents(rows.unread))
    return tuple(notes)


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"“{name}”" for name in names)
