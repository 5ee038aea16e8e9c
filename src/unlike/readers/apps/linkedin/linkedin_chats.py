"""The conversations of LinkedIn's messages.csv, and who of all people in them is the owner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from unlike.i18n import lazy
from unlike.readers.apps.linkedin.message_cells import MessageCells, message_cells, slug
from unlike.readers.base import Conversation, Progress, SkippedRecord
from unlike.readers.conversation_rows import ConversationRows, GatheredConversation, RecordRow, gathered_conversation
from unlike.readers.distinct_names import distinct_names
from unlike.readers.export import ExportFile
from unlike.readers.export_sentences import DAMAGED, unnamed_chat
from unlike.readers.formats.csv_rows import CsvRest, csv_rows_or_rest

_NO_CHAT: Final = "?"
_CLOCK: Final = timedelta(seconds=1)
_MOST_TITLE_PEOPLE: Final = 6


@dataclass(slots=True)
class LinkedInMessages:
    """All that stands in a file.

    Attributes:
        chats: messages by conversation, in the order in which they first stand there.
        rest: what cannot be read, in the conversation that stands before it.
        drafts: messages that were never sent.
    """

    chats: dict[str, list[MessageCells]] = field(default_factory=dict)
    rest: dict[str, SkippedRecord] = field(default_factory=dict)
    drafts: int = 0

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
    for row in csv_rows_or_rest(file, progress):
        if isinstance(row, CsvRest):
            messages.chats.setdefault(last, [])
            messages.rest[last] = SkippedRecord(f"L{row.line}", DAMAGED, row.lines)
            continue
        cells = message_cells({name.strip().upper(): cell for name, cell in row.cells.items()}, f"L{row.line}")
        if cells.is_draft:
            messages.drafts += 1
        else:
            last = cells.chat or _NO_CHAT
            messages.chats.setdefault(last, []).append(cells)
    return messages


def linkedin_chats(messages: LinkedInMessages, owner_name: str) -> list[GatheredConversation]:
    """The conversations with the names of those in them.

    Args:
        messages: of a file.
        owner_name: what the rest of the copy calls its owner; empty where it is not there.
    """
    people: dict[str, str] = {}
    for chat in messages.chats.values():
        for cells in chat:
            people = {**cells.names, **people}
    names = distinct_names({who: (name, slug(who)) for who, name in people.items()})
    owner = _owner(list(messages.chats.values()), people, owner_name)
    return [
        _conversation(ident, chat, names, names.get(owner or ""), messages.rest.get(ident))
        for ident, chat in messages.chats.items()
    ]


def _owner(chats: Sequence[Sequence[MessageCells]], people: dict[str, str], name: str) -> str | None:
    """The profile of the owner's name, else the one that is in most conversations; None where that is not one alone."""
    named = [who for who, called in people.items() if name and called.casefold() == name.casefold()]
    if len(named) == 1:
        return named[0]
    counted = Counter(who for chat in chats for who in {who for cells in chat for who in _people(cells)})
    first, second = [*counted.most_common(2), ("", 0), ("", 0)][:2]
    return first[0] if first[1] > second[1] else None


def _people(cells: MessageCells) -> set[str]:
    return {cells.sender, *cells.recipients}


def _conversation(
    ident: str, chat: Sequence[MessageCells], names: dict[str, str], owner: str | None, rest: SkippedRecord | None
) -> GatheredConversation:
    records = ConversationRows()
    records.total = len(chat) + (rest is not None)
    records.skipped += [rest] if rest else []
    records.rows = [
        RecordRow(cells.place, cells.sent_at, names[cells.sender], cells.kind, cells.text) for cells in chat
    ]
    everybody = dict.fromkeys(who for cells in chat for who in sorted(_people(cells)))
    others = [name for name in (names.get(who, slug(who)) for who in everybody) if name != owner]
    shown = ", ".join(others[:_MOST_TITLE_PEOPLE]) + (" …" if len(others) > _MOST_TITLE_PEOPLE else "")
    conversation = Conversation(
        key=f"linkedin:{ident}",
        title=next((cells.title for cells in chat if cells.title), "") or shown or ident,
        app="linkedin",
        group=len(everybody) > 2,
        owner=owner,
        clock=_CLOCK,
        notes=(unnamed_chat(len(chat)),) if ident == _NO_CHAT and chat else (),
    )
    return gathered_conversation(conversation, records, has_reactions=False)
