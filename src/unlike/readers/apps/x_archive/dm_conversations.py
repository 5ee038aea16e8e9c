"""The conversations of X's archive, and which of the account numbers is the owner's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from unlike.errors import BrokenExportError
from unlike.i18n import lazy, mark
from unlike.readers.apps.x_archive.dm_events import (
    MESSAGE,
    REACTION,
    emoji_of,
    event_of,
    event_row,
    is_known,
    number,
)
from unlike.readers.base import Conversation, Progress
from unlike.readers.conversation_rows import (
    ConversationRows,
    GatheredConversation,
    gathered_conversation,
    named_row,
)
from unlike.readers.distinct_names import people_title
from unlike.readers.export import ExportFile
from unlike.readers.export_sentences import BREAKS_OFF, unknown_contents
from unlike.readers.formats.json_stream import BYTE_ORDER_MARK
from unlike.readers.formats.json_tree import JsonTree, remark_repair, skip_damaged, tree_of
from unlike.readers.formats.value_names import bounded_name

ASSIGNMENT: Final = re.compile(rb"\A\s*window\.YTD\.direct_messages?(?:_group)?\.part\d+\s*=\s*")
NUMBERS_ALONE: Final = mark(
    "X's archive names other people by their account number alone; x.com/i/user/NUMBER shows who it is."
)
_DEPTH: Final = 4
_RECORD: Final = rb'"createdAt"\s*:'
_PAIR: Final = re.compile(r"(\d+)-(\d+)")
_CLOCK: Final = timedelta(milliseconds=1)


@dataclass(slots=True)
class DmConversation:
    """A conversation so far.

    Attributes:
        ident: X's own id, else its place in the archive.
        has_id: it is X's own.
        name: what a group is called; empty where it has no name.
        people: account numbers of all who are known to be in it.
        records: its rows, with account numbers in place of names.
        late: reactions that are events of their own, by the message that they go to.
    """

    ident: str
    name: str = ""
    people: dict[str, None] = field(default_factory=dict)
    records: ConversationRows = field(default_factory=ConversationRows)
    late: dict[str, list[tuple[str, str | None]]] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    unknown: int = 0
    is_cut: bool = False
    has_id: bool = True

    @property
    def is_group(self) -> bool:
        """Whether more than two people can write in it."""
        return bool(self.name) or len(self.people) > 2 or not (_PAIR.fullmatch(self.ident) or len(self.people) == 2)


def dm_conversations(files: Sequence[ExportFile], progress: Progress) -> tuple[list[DmConversation], list[str]]:
    """The conversations of all files, in the order in which they first stand there, and names of damaged files.

    Raises:
        BrokenExportError: none of the files can be read.
    """
    chats: dict[str, DmConversation] = {}
    done, whole = 0, sum(file.size for file in files)
    unread: list[str] = []
    for file in files:
        tree = _tree(file)
        done += file.size
        progress(done, whole)
        if tree is not None and isinstance(tree.value, list) and (tree.value or not tree.is_cut):
            _add_file(chats, tree)
        else:
            unread.append(file.name)
    if len(unread) == len(files):
        raise BrokenExportError(files[0].path, files[0].name, mark("it is damaged, and no message can be read"))
    return list(chats.values()), unread


def owner_number(chats: Sequence[DmConversation]) -> str | None:
    """The one account that is in every conversation of two, where there are several; None where that tells nothing."""
    pairs = [set(chat.people) for chat in chats if not chat.is_group and len(chat.people) == 2]
    common = set[str].intersection(*pairs) if len(pairs) > 1 else set()
    return common.pop() if len(common) == 1 else None


def gathered_dm(chat: DmConversation, owner: str | None, owner_name: str) -> GatheredConversation:
    """A conversation with the owner's name, and numbers for all others."""
    names = {owner: owner_name} if owner else {}
    chat.records.rows = [
        named_row(row._replace(reactions=[*row.reactions, *chat.late.get(row.ref, ())]), names)
        for row in chat.records.rows
    ]
    others = [who for who in chat.people if who != owner]
    shown = people_title(others, has_key=chat.has_id)
    conversation = Conversation(
        key=f"x:{chat.ident}",
        title=chat.name or (shown if owner and others else chat.ident),
        app="x",
        group=chat.is_group,
        owner=owner_name if owner else None,
        clock=_CLOCK,
        notes=tuple(_notes(chat)),
        has_ids=chat.has_id,
        breaks_off=chat.is_cut,
    )
    return gathered_conversation(conversation, chat.records)


def _tree(file: ExportFile) -> JsonTree | None:
    """The JSON behind the assignment that makes a script of it."""
    with file.open() as stream:
        text = stream.read().removeprefix(BYTE_ORDER_MARK)
    start = ASSIGNMENT.match(text)
    tree = tree_of(text[start.end() if start else 0 :].rstrip().rstrip(b";"), _DEPTH, _RECORD)
    remark_repair(file, tree)
    return tree


def _add_file(chats: dict[str, DmConversation], tree: JsonTree) -> None:
    """Add what a file holds; where it breaks off, its last conversation may lack something."""
    chat = None
    for place, item in enumerate(tree.value, 1):
        fields = item.get("dmConversation") if isinstance(item, dict) else None
        if not isinstance(fields, dict):
            chat = chat or chats.setdefault("?", DmConversation("?", has_id=False))
            chat.is_cut = skip_damaged(chat.records, f"conversation {place}", item) or chat.is_cut
            continue
        own = number(fields.get("conversationId"))
        ident = own or f"conversation {len(chats) + 1}"
        chat = chats.setdefault(ident, DmConversation(ident, has_id=own is not None))
        _add_conversation(chat, fields)
    if chat is not None:
        chat.is_cut = chat.is_cut or tree.is_cut


def _add_conversation(chat: DmConversation, fields: dict[str, Any]) -> None:
    name = fields.get("name")
    chat.name = chat.name or (bounded_name(name) if isinstance(name, str) else "")
    pair = _PAIR.fullmatch(chat.ident)
    chat.people |= dict.fromkeys(pair.groups() if pair else ())
    messages = fields.get("messages")
    for place, entry in enumerate(messages if isinstance(messages, list) else [messages], 1):
        event = event_of(entry) if isinstance(entry, dict) else None
        if event is None:
            chat.is_cut = skip_damaged(chat.records, f"entry {place}", entry) or chat.is_cut
        else:
            _add_event(chat, *event, f"entry {place}")


def _add_event(chat: DmConversation, name: str, fields: dict[str, Any], place: str) -> None:
    target = number(fields.get("eventId")) if name == REACTION else None
    if target:
        chat.late.setdefault(f"m{target}", []).append((emoji_of(fields), number(fields.get("senderId"))))
        return
    row = event_row(name, fields, place)
    chat.records.total += 1
    content = row.ref if row.ref.startswith("m") and number(fields.get("id")) else repr(fields)
    if content in chat.seen:
        chat.records.repeated += 1
        return
    chat.seen.add(content)
    chat.unknown += not is_known(name)
    people = (row.sender, number(fields.get("recipientId")) if name == MESSAGE else None)
    chat.people |= dict.fromkeys(who for who in people if who)
    chat.people |= dict.fromkeys(who for who in _snapshot(fields) if who)
    chat.records.rows.append(row)


def _snapshot(fields: dict[str, Any]) -> Iterator[str | None]:
    """Accounts that an event says are in the group."""
    for key in ("participantsSnapshot", "userIds"):
        accounts = fields.get(key)
        yield from map(number, accounts if isinstance(accounts, list) else ())


def _notes(chat: DmConversation) -> Iterator[str]:
    left = sum(len(late_reactions) for ref, late_reactions in chat.late.items() if ref not in chat.seen)
    if left:
        yield lazy("Reactions to messages that are not in the archive were left out: {number}.", number=left)
    if chat.unknown:
        yield unknown_contents(chat.unknown)
    if chat.is_cut:
        yield BREAKS_OFF
