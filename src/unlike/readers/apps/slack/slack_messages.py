"""One message of a Slack export as a row."""

from __future__ import annotations

import re
from collections import ChainMap, Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from unlike.readers.apps.slack.slack_text import block_words, typed_text
from unlike.readers.conversation_rows import RecordRow, microseconds
from unlike.readers.formats.attachment_kinds import kind_of_media_type, kind_of_name
from unlike.readers.formats.json_fields import JsonObject, entries, fields, identifier, line_of, objects, text_of
from unlike.readers.unnamed_senders import UNKNOWN_SENDER

UNKNOWN: Final = UNKNOWN_SENDER
_TIME: Final = re.compile(r"(\d{1,12})(?:\.(\d{1,6})\d*)?")
_BY_PEOPLE: Final = frozenset(
    {"", "me_message", "thread_broadcast", "reply_broadcast", "file_share", "file_comment", "bot_message", "tombstone"}
)
"""Subtypes of what somebody or something wrote; of bots by themselves, of deleted messages their place."""

_OF_APP: Final = frozenset(
    {
        *("channel_join", "channel_leave", "channel_topic", "channel_purpose", "channel_name", "channel_archive"),
        *(
            "channel_unarchive",
            "channel_convert_to_private",
            "channel_convert_to_public",
            "channel_posting_permissions",
        ),
        *("group_join", "group_leave", "group_topic", "group_purpose", "group_name", "group_archive"),
        *("group_unarchive", "bot_add", "bot_remove", "bot_enable", "bot_disable", "pinned_item", "unpinned_item"),
        *("reminder_add", "reminder_delete", "file_mention", "message_replied", "message_changed", "message_deleted"),
        *("app_conversation_join", "app_conversation_leave", "joiner_notification", "joiner_notification_for_inviter"),
        *("slackbot_response", "bot_response", "ekm_access_denied", "assistant_app_thread", "document_mention"),
        *("channel_canvas_updated", "tabbed_canvas_updated", "group_posting_permissions", "huddle_invite"),
    }
)
"""Subtypes of what the app itself says."""

_CALLS: Final = frozenset({"huddle_thread", "sh_room_created", "sh_room_shared"})
_BY_NAME: Final = "username "
"""Before the name of somebody who has no id, as in messages that were brought in from elsewhere."""

_SLACKBOT: Final = "USLACKBOT"
_SECOND: Final = 1_000_000
_MOST_REACTIONS: Final = 1_000


@dataclass(slots=True)
class SlackPeople:
    """People of a workspace.

    Attributes:
        names: by id, of the list of users.
        bots: ids of users that are programs.
        shown: names in the messages of people who are not in that list.
        called: how many people bear each name.
    """

    names: dict[str, str] = field(default_factory=dict)
    bots: set[str] = field(default_factory=set)
    shown: dict[str, str] = field(default_factory=dict)
    called: Counter[str] = field(default_factory=Counter)

    def add_user(self, user: JsonObject) -> None:
        """Add an entry of the list of users."""
        ident = identifier(user.get("id"))
        if ident is None:
            return
        name = _profile_name(fields(user.get("profile"))) or _profile_name(user) or ident
        self._call(self.names, ident, name)
        if user.get("is_bot") is True or ident == _SLACKBOT:
            self.bots.add(ident)

    def is_bot(self, message: JsonObject) -> bool:
        """Whether a program wrote a message, and no person by means of one."""
        ident = identifier(message.get("user"))
        if ident in self.names or ident == _SLACKBOT:
            return ident in self.bots or ident == _SLACKBOT
        is_marked = message.get("bot_id") is not None or message.get("subtype") == "bot_message"
        return is_marked and not message.get("user_profile")

    def remember(self, message: JsonObject) -> str:
        """The id of who wrote a message, or a name where there is none; a name that is in no list is kept."""
        shown = line_of(message.get("username"))
        own = identifier(message.get("user")) or identifier(message.get("bot_id"))
        ident = own or (f"{_BY_NAME}{shown}" if shown else UNKNOWN)
        name = _profile_name(fields(message.get("user_profile"))) or shown
        if ident not in self.names and (name or ident not in self.shown):
            self._call(self.shown, ident, name or ident)
        return ident

    def names_so_far(self, idents: Iterable[str]) -> dict[str, str]:
        """Names of some people, those of one name with their ids; others who come may make more such names."""
        names = {ident: name for ident in idents if (name := self.all_names.get(ident))}
        return {ident: name if self.called[name] == 1 else f"{name} ({ident})" for ident, name in names.items()}

    def _call(self, names: dict[str, str], ident: str, name: str) -> None:
        if ident in names:
            self.called[names[ident]] -= 1
        names[ident] = name
        self.called[name] += 1

    @property
    def all_names(self) -> Mapping[str, str]:
        """Names by id, as far as they are known."""
        return ChainMap(self.names, self.shown)


def row_of_message(message: JsonObject, place: str, people: SlackPeople) -> RecordRow:
    """A message as a row whose sender and reactions are ids of people.

    Args:
        message: an entry of a day's file.
        place: where it stands.
        people: of the workspace.
    """
    subtype = text_of(message.get("subtype"))
    comment = fields(message.get("comment")) if subtype == "file_comment" else {}
    ident = identifier(message.get("ts"))
    sender = people.remember({**message, "user": comment.get("user")} if comment.get("user") else message)
    kind, text = _content(message, subtype, people)
    if comment and kind != "system":
        text = typed_text(text_of(comment.get("comment")), people.all_names)
    return RecordRow(
        ref=f"m{ident}" if ident else place,
        sent_at=slack_time(message.get("ts")),
        sender=None if kind == "system" else sender,
        kind=kind,
        text=text,
        reply_to=_root(message, ident),
        edited_at=slack_time(fields(message.get("edited")).get("ts")),
        reactions=tuple(_reactions(message)),
    )


def is_of_unknown_kind(message: JsonObject, people: SlackPeople) -> bool:
    """Whether it has words of somebody, in a type or subtype of message that is not known."""
    is_message = message.get("type") in (None, "message")
    if is_message and text_of(message.get("subtype")) in _BY_PEOPLE | _CALLS | _OF_APP:
        return False
    return bool(text_of(message.get("text")).strip() and message.get("user")) and not people.is_bot(message)


def slack_time(value: object) -> int | None:
    """Seconds with a fraction, written as text, as microseconds; None for anything else."""
    match = _TIME.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return microseconds(value, _SECOND)
    return int(match[1]) * _SECOND + int((match[2] or "0").ljust(6, "0"))


def _profile_name(profile: JsonObject) -> str:
    """The name that is shown: the one the person chose, else the full name, else the account's."""
    return next(filter(None, (line_of(profile.get(key)) for key in ("display_name", "real_name", "name"))), "")


def _content(message: JsonObject, subtype: str, people: SlackPeople) -> tuple[str, str | None]:
    """Kind and words."""
    if message.get("type") not in (None, "message") or subtype not in _BY_PEOPLE | _CALLS:
        return "system", None
    if subtype in _CALLS:
        return "call", None
    if subtype == "tombstone":
        return ("system" if identifier(message.get("user")) in (None, _SLACKBOT) else "deleted"), None
    if people.is_bot(message):
        return "system", None
    files = [
        *objects(message.get("files")),
        *([fields(message["file"])] if isinstance(message.get("file"), dict) else []),
    ]
    text = typed_text(text_of(message.get("text")), people.all_names)
    text = text if text.strip() else block_words(message.get("blocks"), people.all_names)
    if files and subtype != "file_comment":
        return _file_kind(files[0]), None if _is_share_notice(message, subtype) else text
    return "text", text


def _is_share_notice(message: JsonObject, subtype: str) -> bool:
    """Whether the words are those of the app, as in exports before 2018: the file stands under its own key."""
    return subtype == "file_share" and isinstance(message.get("file"), dict)


def _file_kind(file: JsonObject) -> str:
    return kind_of_media_type(text_of(file.get("mimetype"))) or kind_of_name(text_of(file.get("name")))


def _root(message: JsonObject, ident: str | None) -> str | None:
    """The first message of the thread, for an answer in it."""
    thread = identifier(message.get("thread_ts"))
    return f"m{thread}" if thread and thread != ident else None


def _reactions(message: JsonObject) -> Iterator[tuple[str, str | None]]:
    """Each reaction by its short name, with the id of who gave it."""
    left = _MOST_REACTIONS
    for reaction in objects(message.get("reactions")):
        name = line_of(reaction.get("name")) or "custom"
        people = [identifier(user) for user in entries(reaction.get("users"))] or [None]
        yield from ((name, who) for who in people[: max(left, 0)])
        left -= len(people)
