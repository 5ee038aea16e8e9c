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
from unlike.readers.apps.telegram.accounts import DELETED, digits, shown_names
from unlike.readers.apps.telegram.chat_batches import ChatHead, EntryBatch, plain_text
from unlike.readers.apps.telegram.chat_notes import EntryOddities, row_notes
from unlike.readers.apps.telegram.entry_columns import columns
from unlike.readers.apps.telegram.telegram_rows import TelegramRows, rows
from unlike.readers.base import Conversation, Interpretation, ParsedConversation, SkippedRecord
from unlike.readers.coverage import Coverage

GROUPS: Final = ("private_group", "private_supergroup", "public_supergroup")
TYPES: Final = (*GROUPS, "personal_chat", "bot_chat", "private_channel", "public_channel")
"""Types of chats that are read; Telegram writes null for those that it does not know itself."""

CLOCK: Final = timedelta(seconds=1)


class PersonalInformation(msgspec.Struct, frozen=True):
    """The owner's own entry in an account's export."""

    user_id: Any = None
    first_name: Any = None
    last_name: Any = None

    @property
    def account(self) -> str | None:
        """The owner's id as messages have it."""
        number = plain_text(self.user_id)
        return f"user{number}" if number else None

    @property
    def full_name(self) -> str:
        """First and last name; empty where there is neither."""
        return " ".join(filter(None, (plain_text(self.first_name), plain_text(self.last_name))))


@dataclass(frozen=True, slots=True)
class TelegramChat:
    """One chat read, before it is known who the owner is.

    Attributes:
        head: its name, type and id.
        conversation: who it is, with no owner and no notes.
        rows: its messages.
        names: the shown names by account id.
        remarks: what was odd about the file, one sentence each.
        breaks_off: the file ends before the chat does.
    """

    head: ChatHead
    conversation: Conversation
    rows: TelegramRows
    names: dict[str, str]
    remarks: tuple[str, ...]
    breaks_off: bool = False

    def interpreted(self, interpretation: Interpretation) -> ParsedConversation:
        """The conversation with its wall clocks read in the owner's zone."""
        rows = self.rows.in_zone(interpretation.zone)
        conversation = replace(self.conversation, notes=(*row_notes(rows, interpretation.zone), *self.remarks))
        again = None if rows.times is None else self.interpreted
        return ParsedConversation(conversation, rows.table, again)


@dataclass(slots=True)
class ChatAccumulator:
    """The batches of one chat so far."""

    head: ChatHead = field(default_factory=ChatHead)
    entries: list[pl.DataFrame] = field(default_factory=list)
    reactions: list[pl.DataFrame] = field(default_factory=list)
    damaged: list[SkippedRecord] = field(default_factory=list)
    oddities: EntryOddities = field(default_factory=EntryOddities)
    notes: list[str] = field(default_factory=list)
    readable: int = 0
    breaks_off: bool = False

    def add(self, batch: EntryBatch) -> None:
        """Add one batch."""
        batch_columns = columns(batch, self.readable + len(self.damaged), self.readable)
        self.head = batch.head
        self.entries.append(batch_columns.entries)
        self.reactions.append(batch_columns.reactions.table)
        self.damaged.extend(batch_columns.damaged)
        self.readable += batch_columns.entries.height
        self.oddities.add(batch_columns)
        if batch.broken:
            self._break(half=batch.half)

    def _break(self, *, half: bool) -> None:
        """Note that the file ends before the chat does."""
        self.breaks_off = True
        number = self.readable + len(self.damaged)
        if half:
            self.damaged.append(SkippedRecord(f"entry {number + 1}", mark("the file breaks off in it")))
        note = lazy(
            "The file breaks off after entry {number} of this chat; what stands before it was read.", number=number
        )
        self.notes.append(note)

    @property
    def entries_read(self) -> int:
        """All entries of the chat, readable or not."""
        return self.readable + len(self.damaged)


def chat_from_batches(gathered: ChatAccumulator, zone: ZoneInfo) -> TelegramChat:
    """The chat that its batches make; wall clocks are read in `zone`."""
    head, entries = gathered.head, pl.concat(gathered.entries)
    gathered.entries.clear()
    names = shown_names(entries)
    key = f"telegram:{head.type or 'chat'}:{head.id or head.name}"
    rows_of_chat = rows(entries, pl.concat(gathered.reactions), names, key, zone)
    conversation = Conversation(
        key=key,
        title=head.name or f"{DELETED} {head.id or ''}".strip(),
        app="telegram",
        group=head.type in GROUPS or (head.type not in TYPES and len(names) > 2),
        owner=None,
        clock=CLOCK,
        skipped=(*rows_of_chat.skipped, *gathered.damaged),
        coverage=_coverage(rows_of_chat, gathered),
        has_ids=head.id is not None,
        breaks_off=gathered.breaks_off,
        has_successor=_has_action(entries, "migrate_to_supergroup"),
        predecessor=head.name if _has_action(entries, "migrate_from_group") else None,
    )
    remarks = (*gathered.oddities.notes(), *gathered.notes)
    return TelegramChat(head, conversation, rows_of_chat, names, remarks, gathered.breaks_off)


def _has_action(entries: pl.DataFrame, action: str) -> bool:
    return bool((entries["action"].cast(pl.String) == action).any())


def _coverage(rows_of_chat: TelegramRows, gathered: ChatAccumulator) -> Coverage:
    """Entries of the chat's `messages` by what became of them."""
    system = int((rows_of_chat.table["kind"] == "system").sum())
    skipped = len(rows_of_chat.skipped) + len(gathered.damaged)
    return Coverage(rows_of_chat.table.height - system, system, skipped, gathered.entries_read)


def with_owner(
    chats: Sequence[TelegramChat], personal: PersonalInformation | None, notes: Sequence[str]
) -> list[TelegramChat]:
    """The chats with their owner, who is one account in all chats of a file; `notes` go to the first."""
    account = (personal and personal.account) or _common_owner(chats)
    full = personal.full_name if personal else ""
    owned = []
    for number, chat_ in enumerate(chats):
        owner = _name_of(chat_.names, account) or full or None
        remarks = (*chat_.remarks, *notes) if number == 0 else chat_.remarks
        owned.append(replace(chat_, conversation=replace(chat_.conversation, owner=owner), remarks=remarks))
    return owned


def _name_of(names: dict[str, str], account: str | None) -> str | None:
    """What an account is called in a chat; old exports write ids as bare numbers."""
    return None if account is None else names.get(account) or names.get(digits(account))


def _common_owner(chats: Sequence[TelegramChat]) -> str | None:
    """The owner's id where all personal chats agree: the one of two accounts that is not the chat itself."""
    pairs = [chat_ for chat_ in chats if chat_.head.type == "personal_chat" or chat_.head.type not in TYPES]
    accounts = {_owner_of_pair(chat_) for chat_ in pairs} - {None}
    return accounts.pop() if len(accounts) == 1 else None


def _owner_of_pair(chat_: TelegramChat) -> str | None:
    """The account in a personal chat that is not the one the chat is named after."""
    others = [who for who in chat_.names if digits(who) != chat_.head.id]
    return others[0] if len(chat_.names) == 2 and len(others) == 1 else None
