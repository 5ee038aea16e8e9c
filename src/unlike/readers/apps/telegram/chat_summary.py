"""A chat from its batches: who writes in it, who owns the export, and what became of every entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec
import polars as pl

from unlike.i18n import lazy, mark
from unlike.readers.apps.telegram.accounts import DELETED, digits, shown
from unlike.readers.apps.telegram.entry_columns import columns
from unlike.readers.apps.telegram.json_layout import ChatHead, EntryBatch
from unlike.readers.apps.telegram.telegram_rows import TelegramRows, rows
from unlike.readers.base import Conversation, Interpretation, ParsedConversation, SkippedRecord
from unlike.readers.coverage import Coverage

GROUPS: Final = ("private_group", "private_supergroup", "public_supergroup")
CLOCK: Final = timedelta(seconds=1)


class PersonalInformation(msgspec.Struct, frozen=True):
    """The owner's own entry in an account's export."""

    user_id: Any = None
    first_name: Any = None
    last_name: Any = None


@dataclass(frozen=True, slots=True)
class TelegramChat:
    """One chat read, before it is known who the owner is.

    Attributes:
        head: its name, type and id.
        conversation: who it is, with no owner and no notes.
        rows: its messages.
        names: the shown names by account id.
        remarks: what was odd about the file, one sentence each.
    """

    head: ChatHead
    conversation: Conversation
    rows: TelegramRows
    names: dict[str, str]
    remarks: tuple[str, ...]

    def interpreted(self, interpretation: Interpretation) -> ParsedConversation:
        """The conversation with its wall clocks read in the owner's zone."""
        rows = self.rows.in_zone(interpretation.zone)
        conversation = replace(self.conversation, notes=(*_notes(rows, interpretation.zone), *self.remarks))
        again = None if rows.times is None else self.interpreted
        return ParsedConversation(conversation, rows.table, again)


@dataclass(slots=True)
class ChatAccumulator:
    """The batches of one chat so far."""

    head: ChatHead = field(default_factory=ChatHead)
    entries: list[pl.DataFrame] = field(default_factory=list)
    reactions: list[pl.DataFrame] = field(default_factory=list)
    damaged: list[SkippedRecord] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    readable: int = 0

    def add(self, batch: EntryBatch) -> None:
        """One batch more."""
        made = columns(batch, self.readable + len(self.damaged), self.readable)
        self.head = batch.head
        self.entries.append(made.entries)
        self.reactions.append(made.reactions)
        self.damaged.extend(made.damaged)
        self.readable += made.entries.height
        if batch.broken:
            self._break(half=batch.half)

    def _break(self, *, half: bool) -> None:
        """The file ends before it should."""
        number = self.readable + len(self.damaged)
        if half:
            self.damaged.append(SkippedRecord(f"entry {number + 1}", mark("the file breaks off in it")))
        told = lazy(
            "The file breaks off after entry {number} of this chat; what stands before it was read.", number=number
        )
        self.notes.append(told)

    @property
    def entries_read(self) -> int:
        """All entries of the chat, readable or not."""
        return self.readable + len(self.damaged)


def chat(gathered: ChatAccumulator, zone: ZoneInfo) -> TelegramChat:
    """The chat that its batches make; wall clocks are read in `zone`."""
    head, entries = gathered.head, pl.concat(gathered.entries)
    gathered.entries.clear()
    names = shown(entries)
    key = f"telegram:{head.type or 'chat'}:{head.id or head.name}"
    made = rows(entries, pl.concat(gathered.reactions), names, key, zone)
    conversation = Conversation(
        key=key,
        title=str(head.name or f"{DELETED} {head.id or ''}".strip()),
        app="telegram",
        group=head.type in GROUPS,
        owner=None,
        clock=CLOCK,
        skipped=(*made.skipped, *gathered.damaged),
        coverage=_coverage(made, gathered),
    )
    return TelegramChat(head, conversation, made, names, tuple(gathered.notes))


def _coverage(made: TelegramRows, gathered: ChatAccumulator) -> Coverage:
    """Entries of the chat's `messages` by what became of them."""
    system = int((made.table["kind"] == "system").sum())
    skipped = len(made.skipped) + len(gathered.damaged)
    return Coverage(made.table.height - system, system, skipped, gathered.entries_read)


def _notes(made: TelegramRows, zone: ZoneInfo) -> list[str]:
    """What a reader of the findings should know about the reading."""
    back = int((made.table["sent_at"].diff() < timedelta()).sum())
    forwarded = lazy("Forwarded messages count as messages, but their words do not: {number}.", number=made.forwarded)
    undated = lazy("Times without a zone, read as those of {zone}: {number}.", zone=zone.key, number=made.undated)
    sorted_ = lazy("Messages that stand behind later ones and were sorted by time: {number}.", number=back)
    numbers = ((forwarded, made.forwarded), (undated, made.undated), (sorted_, back))
    return [note for note, number in numbers if number]


def with_owner(
    chats: Sequence[TelegramChat], personal: PersonalInformation | None, notes: Sequence[str]
) -> list[TelegramChat]:
    """The chats with their owner, who is one account in all chats of a file; `notes` go to the first."""
    account = f"user{personal.user_id}" if personal and personal.user_id else _common(chats)
    full = " ".join(str(name) for name in (personal.first_name, personal.last_name) if name) if personal else ""
    owned = []
    for number, one in enumerate(chats):
        owner = _shown(one.names, account) or full or None
        remarks = (*one.remarks, *notes) if number == 0 else one.remarks
        owned.append(replace(one, conversation=replace(one.conversation, owner=owner), remarks=remarks))
    return owned


def _shown(names: dict[str, str], account: str | None) -> str | None:
    """What an account is called in a chat; old exports write ids as bare numbers."""
    return None if account is None else names.get(account) or names.get(digits(account))


def _common(chats: Sequence[TelegramChat]) -> str | None:
    """The owner's id where no chat contradicts: of the two in a personal chat, the one who is not the chat itself."""
    found = {_other(one) for one in chats if one.head.type == "personal_chat"} - {None}
    return found.pop() if len(found) == 1 else None


def _other(one: TelegramChat) -> str | None:
    """The account in a personal chat that is not the one the chat is named after."""
    others = [who for who in one.names if digits(who) != str(one.head.id)]
    return others[0] if len(one.names) == 2 and len(others) == 1 else None
