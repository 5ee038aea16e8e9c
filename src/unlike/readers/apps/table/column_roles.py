"""Which column of a table holds what, by its name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from unlike.i18n import LazyMessage, lazy

REQUIRED: Final = ("timestamp", "sender", "text")
"""Columns without which there is no chat; these names settle it where several could be meant."""

_NAMES: Final[Mapping[str, frozenset[str]]] = {
    "timestamp": frozenset(
        {"timestamp", "datetime", "sentat", "createdat", "senttime", "messagetime", "messagedate", "created", "ts"}
        | {"date", "time", "timestampms", "unixtime", "epoch", "sentdate", "timesent", "datesent"}
    ),
    "sender": frozenset(
        {"sender", "from", "author", "user", "username", "sendername", "fromname", "authorname", "speaker", "name"}
        | {"displayname", "nickname", "writer", "person", "fromuser"}
    ),
    "text": frozenset({"text", "message", "content", "body", "messagetext", "messagebody", "msg", "contents", "words"}),
    "chat": frozenset(
        {"chat", "conversation", "chatname", "chatid", "conversationid", "conversationtitle", "channel", "thread"}
        | {"threadid", "group", "room", "chattitle", "groupname", "channelname"}
    ),
    "kind": frozenset({"kind", "type", "messagetype", "msgtype"}),
    "reply_to": frozenset({"replyto", "replytoid", "inreplyto", "quotedid", "replytomessageid"}),
    "edited": frozenset({"edited", "editedat", "editedtime", "modifiedat"}),
    "id": frozenset({"id", "messageid", "msgid", "uid"}),
}
"""Names of columns in lower case, without spaces and marks, by their role."""

_RECIPIENTS: Final = frozenset({"to", "recipient", "recipients", "receiver", "recipientname", "toname", "touser"})

_OWN: Final = {"timestamp": "timestamp", "sender": "sender", "text": "text", "chat": "chat", "kind": "kind"}
_NO_LETTER: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class ColumnRoles:
    """Columns of a table by their roles.

    Attributes:
        columns: name of the column of each role that has exactly one.
        ambiguous: names of the columns of each role that has several.
        time: name of the column with the time of day, where the date has one of its own.
        has_recipients: a column says to whom each message went.
    """

    columns: Mapping[str, str]
    ambiguous: Mapping[str, tuple[str, ...]]
    time: str | None = None
    has_recipients: bool = False

    @property
    def is_chat(self) -> bool:
        """Whether every column that a chat needs is there, and no two of them could be meant."""
        return not self.missing and not self.ambiguous

    @property
    def missing(self) -> tuple[str, ...]:
        """The roles that no column has; where messages have recipients, they are of several chats."""
        needed = (*REQUIRED, "chat") if self.has_recipients else REQUIRED
        return tuple(role for role in needed if role not in self.columns)

    @property
    def resembles_chat(self) -> bool:
        """Whether two of the columns that a chat needs are there, or could be."""
        return sum(role in self.columns or role in self.ambiguous for role in REQUIRED) > 1


def column_roles(names: Sequence[str]) -> ColumnRoles:
    """The roles of the columns of a table.

    Args:
        names: as they stand in its head.
    """
    plain = {name: _NO_LETTER.sub("", name.lower()) for name in names}
    columns: dict[str, str] = {}
    ambiguous: dict[str, tuple[str, ...]] = {}
    for role, known in _NAMES.items():
        found = [name for name in names if plain[name] in known]
        own = [name for name in found if plain[name] == _OWN.get(role)]
        if len(own) == 1 or len(found) == 1:
            columns[role] = (own if len(own) == 1 else found)[0]
        elif found and role in (*REQUIRED, "chat"):
            ambiguous[role] = tuple(found)
    has_recipients = any(plain[name] in _RECIPIENTS for name in names)
    times = ambiguous.get("timestamp", ())
    if {plain[name] for name in times} == {"date", "time"} and len(times) == 2:
        date, time = sorted(times, key=lambda name: plain[name])
        rest = {role: found for role, found in ambiguous.items() if role != "timestamp"}
        return ColumnRoles({**columns, "timestamp": date}, rest, time, has_recipients)
    return ColumnRoles(columns, ambiguous, has_recipients=has_recipients)


def needed_columns(roles: ColumnRoles) -> LazyMessage:
    """Say which columns a table needs, and which are missing or stand there twice."""
    for role, found in roles.ambiguous.items():
        return lazy(
            "It is a table with several columns that could be “{role}”: {names}. Name the right one “{role}”; a chat "
            "needs the columns timestamp, sender and text.",
            role=role,
            names=", ".join(f"“{name}”" for name in found),
        )
    return lazy(
        "It is a table without a column for: {missing}. Name its columns timestamp, sender and text; where it holds "
        "several chats, one more chat.",
        missing=", ".join(roles.missing),
    )
