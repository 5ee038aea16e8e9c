"""One post or answer of a Mattermost export as a row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from unlike.readers.conversation_rows import RecordRow, microseconds, second_or_millisecond
from unlike.readers.formats.attachment_kinds import kind_of_name
from unlike.readers.formats.json_fields import JsonObject, fields, identifier, line_of, objects, text_of
from unlike.readers.formats.json_lines import json_object
from unlike.readers.unnamed_senders import UNKNOWN_SENDER

UNKNOWN: Final = UNKNOWN_SENDER
_MILLISECOND: Final = 1_000
_CALLS: Final = "custom_calls"
_SYSTEM: Final = "system_"
_BOT_MARKS: Final = ("from_webhook", "from_bot", "from_plugin", "webhook_display_name")
_MOST_REACTIONS: Final = 1_000
_NOTICES: Final = (
    r"{poster} (?:has )?(?:joined|left) the (?:channel|team)\.",
    r"[\w.@-]+ (?:was )?added to the (?:channel|team) by {poster}\.",
    r"{poster} (?:updated|removed|archived|unarchived|renamed|converted) (?:the|this) (?:channel|team)\b.*",
)
"""What the server wrote in the name of whoever did it, before posts had a type; in its own language, English."""


def row_of_post(post: JsonObject, place: str, root: str | None) -> RecordRow:
    """A post as a row whose sender and reactions are user names of accounts.

    Args:
        post: what stands under "post", "direct_post", or in the "replies" of one.
        place: where it stands.
        root: ref of the post that it answers.
    """
    user = identifier(post.get("user")) or UNKNOWN
    at = second_or_millisecond(post.get("create_at"))
    kind, text = _content(post, user)
    return RecordRow(
        ref=place if at is None else f"m{at // _MILLISECOND}-{user}",
        sent_at=at,
        sender=user,
        kind=kind,
        text=text,
        reply_to=root,
        edited_at=second_or_millisecond(post.get("edit_at")) or None,
        reactions=tuple(_reactions(post)),
    )


def is_bot_post(post: JsonObject) -> bool:
    """Whether a program wrote a post."""
    props = post.get("props")
    held = json_object(props.encode())[0] or {} if isinstance(props, str) else fields(props)
    return any(str(held.get(mark, "")).lower() not in {"", "false", "none"} for mark in _BOT_MARKS)


def _content(post: JsonObject, user: str) -> tuple[str, str | None]:
    """Kind and words."""
    kind = text_of(post.get("type"))
    message = text_of(post.get("message"))
    if kind.startswith(_CALLS):
        return "call", None
    if kind.startswith(_SYSTEM) or is_bot_post(post) or _is_notice(message, user):
        return "system", None
    if (microseconds(post.get("delete_at"), 1) or 0) > 0:
        return "deleted", None
    files = objects(post.get("attachments"))
    return (kind_of_name(text_of(files[0].get("path"))) if files else "text"), message


def _is_notice(message: str, user: str) -> bool:
    """Whether the server wrote a message, by its words and the name of who did it."""
    if f" {user}" not in message and not message.startswith(f"{user} "):
        return False
    return any(re.fullmatch(notice.format(poster=re.escape(user)), message) for notice in _NOTICES)


def _reactions(post: JsonObject) -> Iterator[tuple[str, str | None]]:
    """Each reaction by its short name, with the account that gave it."""
    for reaction in objects(post.get("reactions"))[:_MOST_REACTIONS]:
        yield line_of(reaction.get("emoji_name")) or "custom", identifier(reaction.get("user"))
