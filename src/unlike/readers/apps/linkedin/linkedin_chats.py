"""The conversations of LinkedIn's messages.csv, and who of all people in them is the owner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import chain
from typing import Final

from unlike.i18n import lazy
from unlike.readers.apps.linkedin.linkedin_people import (
    linkedin_owner,
    names_of,
    people_of,
    with_owner_profile,
    with_profiles,
)
from unlike.readers.apps.linkedin.message_cells import MessageCells, message_cells, slug
from unlike.readers.base import Conversation, Progress, SkippedRecord
from unlike.readers.conversation_rows import ConversationRows, GatheredConversation, RecordRow, gathered_conversation
from unlike.readers.distinct_names import distinct_names, people_title
from unlike.readers.export import ExportFile
from unlike.readers.export_sentences import DAMAGED, unnamed_chat
from unlike.readers.formats.csv_rows import CsvRest, csv_rows_or_rest
from unlike.readers.formats.file_pieces import repeated_places

_CLOCK: Final = timedelta(seconds=1)
_NO_CHAT: Final = "?"
"""Stands for the id of a conversation that has none, before those in it."""


@dataclass(slots=True)
class LinkedInMessages:
    """All that stands in a file.

    Attributes:
        chats: messages by conversation, in the order in which they first stand there.
        rest: what cannot be read, in the conversation that stands before it.
        drafts: messages that were never sent.
        repeated: by conversation, messages that stood in the file before, which are not among its messages.
    """

    chats: dict[str, list[MessageCells]] = field(default_factory=dict)
    rest: dict[str, SkippedRecord] = field(default_factory=dict)
    drafts: int = 0
    repeated: Counter[str] = field(default_factory=Counter)

    @property
    def notes(self) -> list[str]:
        """What is to be said of the whole file."""
        if not self.drafts:
            return []
        return [lazy("Drafts and messages that could not be sent were left out: {number}.", number=self.drafts)]


def linkedin_messages(file: ExportFile, progress: Progress) -> LinkedInMessages:
    """Everything in a file.

    Raises:
        BrokenExportError: it is no CSV file.
    """
    messages, last = LinkedInMessages(), _NO_CHAT
    order: list[tuple[str, MessageCells]] = []
    pieces: list[int] = []
    for row in csv_rows_or_rest(file, progress):
        if isinstance(row, CsvRest):
            messages.chats.setdefault(last, [])
            messages.rest[last] = SkippedRecord(f"L{row.line}", DAMAGED, row.lines)
            continue
        cells = message_cells({name.strip().upper(): cell for name, cell in row.cells.items()}, f"L{row.line}")
        if cells.is_draft:
            messages.drafts += 1
        else:
            last = cells.chat or _NO_CHAT + ", ".join(sorted(people_of(cells)))
            messages.chats.setdefault(last, [])
            order.append((last, cells))
            pieces.append(row.piece)
    again = repeated_places(
        [(chat, (cells.sender, cells.sent_at, cells.kind, cells.text)) for chat, cells in order], pieces
    )
    for place, (chat, cells) in enumerate(order):
        if place in again:
            messages.repeated[chat] += 1
        else:
            messages.chats[chat].append(cells)
    return messages


def _record(chat: str, cells: MessageCells) -> tuple[object, ...]:
    """What makes a message the same as another."""
    return (chat, cells.sent_at, cells.sender, cells.kind, cells.text)


def linkedin_chats(messages: LinkedInMessages, owner_name: str) -> list[GatheredConversation]:
    """The conversations with the names of those in them.

    Args:
        messages: of a file.
        owner_name: what the rest of the copy calls its owner; empty where it is not there.
    """
    chats = {ident: with_profiles(chat) for ident, chat in messages.chats.items()}
    owner = linkedin_owner(list(chats.values()), owner_name)
    if owner is not None:
        chats = {ident: with_owner_profile(chat, owner) for ident, chat in chats.items()}
    people = names_of(chain.from_iterable(chats.values()))
    names = distinct_names({who: (name, slug(who)) for who, name in people.items()})
    return [
        _conversation(ident, chat, names, names.get(owner.profile) if owner else None, messages)
        for ident, chat in chats.items()
    ]


def _conversation(
    ident: str, chat: Sequence[MessageCells], names: dict[str, str], owner: str | None, messages: LinkedInMessages
) -> GatheredConversation:
    records, rest, repeated = ConversationRows(), messages.rest.get(ident), messages.repeated[ident]
    records.total = len(chat) + (rest is not None) + repeated
    records.repeated = repeated
    records.skipped += [rest] if rest else []
    records.rows = [
        RecordRow(cells.place, cells.sent_at, names[cells.sender], cells.kind, cells.text) for cells in chat
    ]
    everybody = dict.fromkeys(who for cells in chat for who in sorted(people_of(cells)))
    others = [name for name in (names.get(who, slug(who)) for who in everybody) if name != owner]
    shown = people_title(others, has_key=not ident.startswith(_NO_CHAT))
    conversation = Conversation(
        key=f"linkedin:{ident}",
        title=next((cells.title for cells in chat if cells.title), "") or shown or ident,
        app="linkedin",
        group=len(everybody) > 2,
        owner=owner,
        clock=_CLOCK,
        notes=(unnamed_chat(len(chat)),) if ident.startswith(_NO_CHAT) and chat else (),
        has_chat_id=not ident.startswith(_NO_CHAT),
    )
    return gathered_conversation(conversation, records, has_reactions=False)
