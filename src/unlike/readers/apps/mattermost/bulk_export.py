"""All that stands in a Mattermost bulk export: teams, channels and people, and posts with their answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, TypeAlias

from unlike.i18n import lazy
from unlike.readers.apps.mattermost.mattermost_posts import UNKNOWN, is_bot_post, row_of_post
from unlike.readers.base import Conversation, Progress
from unlike.readers.conversation_rows import ConversationRows, GatheredConversation, gathered_conversation, named_row
from unlike.readers.distinct_names import distinct_names, people_title
from unlike.readers.export import ExportFile
from unlike.readers.export_sentences import BREAKS_OFF, DAMAGED, ENDS_INSIDE, bot_messages, repaired_records
from unlike.readers.formats.json_fields import JsonObject, entries, fields, identifier, line_of
from unlike.readers.formats.json_lines import JsonLine, json_lines

KINDS: Final = frozenset(
    {"version", "team", "channel", "user", "post", "direct_channel", "direct_post", "emoji", "role", "scheme", "bot"}
)
"""Types of lines; those with messages are `post` and `direct_post`."""

ChannelKey: TypeAlias = tuple[str, ...]
"""Team and channel, or "" and the members of a direct chat."""

_KEY_OF_TWO: Final = 3


@dataclass(slots=True)
class _Channel:
    """A channel or direct chat so far."""

    records: ConversationRows = field(default_factory=ConversationRows)
    seen: set[int] = field(default_factory=set)
    bots: int = 0


@dataclass(slots=True)
class BulkExport:
    """An export.

    Attributes:
        titles: of teams, by name, and of channels, by team and name.
        people: names by user name.
        channels: by key, in the order of their first posts.
        unplaced: damaged lines before any post.
        unknown: lines of types that are not known.
        is_cut: the file breaks off.
    """

    titles: dict[ChannelKey, str] = field(default_factory=dict)
    people: dict[str, str] = field(default_factory=dict)
    channels: dict[ChannelKey, _Channel] = field(default_factory=dict)
    latest: _Channel | None = None
    unplaced: list[tuple[str, str]] = field(default_factory=list)
    unknown: int = 0
    repaired: int = 0
    is_cut: bool = False

    def notes(self) -> Iterator[str]:
        """What is odd about the whole export."""
        if self.unplaced and self.channels:
            yield lazy("Damaged lines before the first message, left out: {number}.", number=len(self.unplaced))
        if self.unknown:
            yield lazy("Lines of kinds that unlike does not know, left out: {number}.", number=self.unknown)
        if self.repaired:
            yield repaired_records(self.repaired)
        if self.is_cut:
            yield BREAKS_OFF


def bulk_conversations(export: BulkExport, file: ExportFile, progress: Progress) -> Iterator[GatheredConversation]:
    """Every channel and direct chat of a file; what is odd about it is in `export` afterwards."""
    for line in json_lines(file, progress):
        _add_line(export, line)
    names = distinct_names({who: (name, who) for who, name in export.people.items()})
    if not export.channels and export.unplaced:
        export.channels[("", UNKNOWN)] = _Channel()
        for place, why in export.unplaced:
            _skip(export.channels[("", UNKNOWN)], place, why)
    for key, channel in export.channels.items():
        yield _conversation(export, key, channel, names)


def _add_line(export: BulkExport, line: JsonLine) -> None:
    place = f"L{line.number}"
    if line.value is None:
        export.is_cut = export.is_cut or line.is_last
        why = ENDS_INSIDE if line.is_last else DAMAGED
        if export.latest is None:
            export.unplaced.append((place, why))
        else:
            _skip(export.latest, place, why)
        return
    export.repaired += line.repaired
    kind = line.value.get("type")
    inner = line.value.get(kind) if isinstance(kind, str) else None
    if kind in ("post", "direct_post"):
        _add_post(export, fields(inner), place)
    elif kind == "team":
        export.titles[(_text(inner, "name"),)] = _text(inner, "display_name")
    elif kind == "channel":
        export.titles[(_text(inner, "team"), _text(inner, "name"))] = _text(inner, "display_name")
    elif kind == "user":
        _add_user(export, fields(inner))
    elif not isinstance(kind, str) or kind not in KINDS:
        export.unknown += 1


def _add_user(export: BulkExport, user: JsonObject) -> None:
    """The name that is shown: the nickname, else the full name, else the account's."""
    account = identifier(user.get("username"))
    full = " ".join(filter(None, (line_of(user.get("first_name")), line_of(user.get("last_name")))))
    if account:
        export.people[account] = line_of(user.get("nickname")) or full or account


def _add_post(export: BulkExport, post: JsonObject, place: str) -> None:
    """Add a post and the answers to it."""
    members = sorted(name for name in map(identifier, entries(post.get("channel_members"))) if name)
    key = ("", *members) if members else (line_of(post.get("team")), line_of(post.get("channel")))
    channel = export.channels.setdefault(key, _Channel())
    export.latest = channel
    root = _add_row(export, channel, post, place, None)
    for number, reply in enumerate(entries(post.get("replies")), 1):
        below = f"{place}, answer {number}"
        if isinstance(reply, dict):
            _add_row(export, channel, reply, below, root)
        else:
            _skip(channel, below, DAMAGED)


def _add_row(export: BulkExport, channel: _Channel, post: JsonObject, place: str, root: str | None) -> str:
    """Add a row; its ref."""
    channel.records.total += 1
    row = row_of_post(post, place, root)
    export.people.setdefault(row.sender or UNKNOWN, row.sender or UNKNOWN)
    content = hash((row.ref, row.text, row.kind))
    if content in channel.seen and row.sent_at is not None:
        channel.records.repeated += 1
        return row.ref
    channel.seen.add(content)
    channel.bots += is_bot_post(post)
    channel.records.rows.append(row)
    return row.ref


def _skip(channel: _Channel, place: str, why: str) -> None:
    channel.records.total += 1
    channel.records.skip(place, why)


def _conversation(
    export: BulkExport, key: ChannelKey, channel: _Channel, names: dict[str, str]
) -> GatheredConversation:
    rows = [named_row(row, names) for row in channel.records.rows]
    channel.records.rows = sorted(rows, key=lambda row: row.sent_at or 0)  # answers stand with what they answer
    is_direct = not key[0] and len(key) > 1
    conversation = Conversation(
        key=f"mattermost:{'/'.join(key)}",
        title=_title(export, key, names),
        app="mattermost",
        group=not is_direct or len(key) > _KEY_OF_TWO,
        owner=None,
        clock=timedelta(milliseconds=1),
        notes=(bot_messages(channel.bots),) if channel.bots else (),
        breaks_off=export.is_cut,
        has_chat_id=len(key) > 1 and bool(key[-1]),
    )
    return gathered_conversation(conversation, channel.records)


def _title(export: BulkExport, key: ChannelKey, names: dict[str, str]) -> str:
    """Team and channel; of a direct chat the names of all in it, for nothing tells whose export it is."""
    if not key[0]:
        people = [names.get(member, member) for member in key[1:]]
        return people_title(people, has_key=True) or UNKNOWN
    return " · ".join(filter(None, (export.titles.get(key[:1]) or key[0], export.titles.get(key) or key[1])))


def _text(inner: object, key: str) -> str:
    return line_of(fields(inner).get(key))
