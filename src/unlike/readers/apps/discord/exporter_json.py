"""A channel in a DiscordChatExporter JSON file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

from unlike.i18n import lazy
from unlike.readers.apps.discord.exporter_messages import (
    author_id,
    author_name,
    has_other_words,
    identifier,
    is_forwarded,
    is_of_unknown_type,
    row_of_message,
)
from unlike.readers.base import Conversation, Progress
from unlike.readers.conversation_rows import (
    ConversationRows,
    GatheredConversation,
    gathered_conversation,
    named_row,
    whole_number,
)
from unlike.readers.distinct_names import distinct_names
from unlike.readers.export import Export
from unlike.readers.export_sentences import (
    BREAKS_OFF,
    DAMAGED,
    ENDS_INSIDE,
    other_count,
    repaired_records,
    unknown_contents,
    unknown_kinds,
)
from unlike.readers.formats.json_items import JsonItem, JsonList

CLOCK: Final = timedelta(milliseconds=1)
_DIRECT: Final = "DirectTextChat"
_FEWEST_BLANK: Final = 10
_BLANK_SHARE: Final = 0.3
"""So many messages without words, and such a share, are more than people send."""


@dataclass(slots=True)
class _Channel:
    """A channel so far.

    Attributes:
        records: its rows, with ids in place of names.
        names: the latest name of every account.
        aliases: all names of every author.
        seen: hashes of messages.
    """

    records: ConversationRows = field(default_factory=ConversationRows)
    names: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, set[str]] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    repaired: int = 0
    forwarded: int = 0
    unknown: int = 0
    unread: int = 0
    blank: int = 0


def exporter_channel(export: Export, progress: Progress) -> GatheredConversation:
    """The one channel in a file."""
    messages, channel = JsonList(export.only, "messages", "id"), _Channel()
    for item in messages.items(progress):
        _add(channel, item)
    head = _fields(messages.around.get("channel"))
    names = distinct_names({who: (name, who[-4:]) for who, name in channel.names.items()}, may_lack_id=True)
    channel.records.rows = [named_row(row, names) for row in channel.records.rows]
    number = identifier(head.get("id"))
    title = _title(messages.around, head) or export.title
    conversation = Conversation(
        key=f"discord:{number or title}",
        title=title,
        app="discord",
        group=head.get("type") != _DIRECT if head.get("type") else len({*names.values()}) > 2,
        owner=_owner(head, names, channel.aliases),
        clock=CLOCK,
        notes=tuple(_notes(channel, messages)),
        has_ids=number is not None,
        breaks_off=messages.is_cut,
    )
    return gathered_conversation(conversation, channel.records)


def _add(channel: _Channel, item: JsonItem) -> None:
    channel.records.total += 1
    if item.value is None:
        channel.records.skip(f"entry {item.number}", ENDS_INSIDE if item.is_half else DAMAGED)
        return
    row = row_of_message(item.value, item.number)
    content = hash((row.ref, row.sent_at, row.kind, row.text))
    if content in channel.seen:
        channel.records.repeated += 1
        return
    channel.seen.add(content)
    _remember_names(channel, item.value)
    channel.records.rows.append(row)
    channel.repaired += item.repaired
    channel.forwarded += is_forwarded(item.value)
    channel.unknown += is_of_unknown_type(item.value)
    channel.unread += has_other_words(item.value)
    channel.blank += row.kind == "text" and not (row.text and row.text.strip())


def _remember_names(channel: _Channel, message: dict[str, Any]) -> None:
    """Keep the name of the author, and of those who reacted and wrote nothing."""
    author = message.get("author")
    channel.names[author_id(author)] = author_name(author) or author_id(author)
    known = channel.aliases.setdefault(author_id(author), set())
    known.update(name for name in map(_fields(author).get, ("name", "nickname")) if isinstance(name, str))
    reactions = message.get("reactions")
    for reaction in reactions if isinstance(reactions, list) else ():
        users = reaction.get("users") if isinstance(reaction, dict) else None
        for user in users if isinstance(users, list) else ():
            channel.names.setdefault(author_id(user), author_name(user) or author_id(user))


def _fields(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _title(around: dict[str, Any], channel: dict[str, Any]) -> str:
    """The other person in a direct chat; else the channel with its server."""
    names = [channel.get("name")]
    guild = _fields(around.get("guild"))
    if identifier(guild.get("id")) not in {None, "0"}:
        names.insert(0, guild.get("name"))
    return " · ".join(" ".join(name.split()) for name in names if isinstance(name, str) and name.strip())


def _owner(head: dict[str, Any], names: dict[str, str], aliases: dict[str, set[str]]) -> str | None:
    """The owner of a direct chat: the one of two authors whom it is not named after."""
    others = [who for who, known in aliases.items() if head.get("name") not in known]
    is_pair = head.get("type") == _DIRECT and len(aliases) == 2
    return names[others[0]] if is_pair and len(others) == 1 else None


def _notes(channel: _Channel, messages: JsonList) -> Iterator[str]:
    counted = whole_number(messages.around.get("messageCount"))
    if counted is not None and counted != channel.records.total:
        yield other_count(counted, channel.records.total)
    if channel.blank >= _FEWEST_BLANK and channel.blank > _BLANK_SHARE * channel.records.total:
        yield lazy(
            "Messages without words or files: {number}. The export may have been made without the right to read them.",
            number=channel.blank,
        )
    if channel.forwarded:
        yield lazy("Forwarded messages count as messages, but their words do not: {number}.", number=channel.forwarded)
    if channel.unknown:
        yield unknown_kinds(channel.unknown)
    if channel.unread:
        yield unknown_contents(channel.unread)
    if channel.repaired:
        yield repaired_records(channel.repaired)
    if messages.is_cut:
        yield BREAKS_OFF
