"""One history as a file in ChatLab's exchange format 0.0.2, as one JSON object or as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import polars as pl

from unlike.library.private_output import new_private_file
from unlike.library.stored_histories import StoredHistory

CHATLAB_FORMATS: Final = ("chatlab", "chatlab-lines")
"""Names of the format's two layouts."""

_TYPES: Final = {
    "text": 0,
    "image": 1,
    "gif": 1,
    "audio": 2,
    "video": 3,
    "document": 4,
    "sticker": 5,
    "location": 8,
    "call": 23,
    "media": 24,
    "poll": 24,
    "contact": 27,
    "system": 80,
    "deleted": 81,
}
_REPLY: Final = 25
_SYSTEM: Final = "system"
_APP: Final = "SYSTEM"
"""Who sends lines of the app in the format; under another id ChatLab counts them as a person's."""
_ESCAPE: Final = "@"
_HEADER: Final = {"version": "0.0.2", "generator": "unlike"}


def write_chatlab(stored: StoredHistory, path: Path, file_format: str) -> int:
    """Write a history to a new file, and return the number of its messages.

    Args:
        stored: a conversation of the library.
        path: where nothing is yet.
        file_format: one of `CHATLAB_FORMATS`.

    Raises:
        OutputError: something is there already, or it cannot be written.
    """
    exported_at = int(datetime.now(UTC).timestamp())  # noqa: TID251 - the format wants it
    pieces = (chatlab_lines if file_format == CHATLAB_FORMATS[1] else chatlab_json)(stored, exported_at)
    with new_private_file(path) as temporary, temporary.open("w", encoding="utf-8") as file:
        for piece in pieces:
            file.write(piece)
    return int((stored.history.messages["kind"] != _SYSTEM).sum())


def chatlab_json(stored: StoredHistory, exported_at: int) -> Iterator[str]:
    """The pieces of one JSON object.

    Args:
        stored: a conversation of the library.
        exported_at: seconds since 1970.
    """
    head = {
        "chatlab": {**_HEADER, "exportedAt": exported_at},
        "meta": _meta_object(stored),
        "members": _member_objects(stored),
    }
    yield _json_text(head)[:-1] + ',"messages":['
    for number, message in enumerate(_message_objects(stored)):
        yield (",\n" if number else "\n") + _json_text(message)
    yield "\n]}\n"


def chatlab_lines(stored: StoredHistory, exported_at: int) -> Iterator[str]:
    """The lines: a header, the members, the messages; as `chatlab_json`."""
    head = {"_type": "header", "chatlab": {**_HEADER, "exportedAt": exported_at}, "meta": _meta_object(stored)}
    yield _json_text(head) + "\n"
    for member in _member_objects(stored):
        yield _json_text({"_type": "member", **member}) + "\n"
    for message in _message_objects(stored):
        yield _json_text({"_type": "message", **message}) + "\n"


def _meta_object(stored: StoredHistory) -> dict[str, Any]:
    conversation, owner = stored.history.conversation, _owner_name(stored)
    meta: dict[str, Any] = {"name": conversation.title, "platform": conversation.app}
    meta["type"] = "group" if conversation.group else "private"
    if conversation.group and conversation.has_ids:
        meta["groupId"] = conversation.key
    return meta | ({"ownerId": _person_id(owner)} if owner else {})


def _owner_name(stored: StoredHistory) -> str | None:
    return stored.chat.owner or stored.history.conversation.owner


def _member_objects(stored: StoredHistory) -> list[dict[str, str]]:
    """Everybody who wrote, and the owner; names stand for ids, since a history has each once."""
    names = stored.history.messages["sender"].cast(pl.String).drop_nulls().unique(maintain_order=True).to_list()
    owner = _owner_name(stored)
    member_names = dict.fromkeys([*names, *([owner] if owner else [])])
    return [{"platformId": _person_id(name), "accountName": name} for name in member_names]


def _person_id(name: str) -> str:
    """Id of a person: the name, told apart from that of the app, which ChatLab knows in whatever case."""
    return _ESCAPE + name if name.lstrip(_ESCAPE).casefold() == _APP.casefold() else name


def _message_objects(stored: StoredHistory) -> Iterator[dict[str, Any]]:
    columns = ("ref", "sender", "kind", "text", "reply_to")
    rows = stored.history.messages.select(
        pl.col("sent_at").dt.epoch("s"), *(pl.col(name).cast(pl.String) for name in columns)
    )
    for sent_at, ref, sender, kind, text, reply_to in rows.iter_rows():
        sender_id = _person_id(sender) if sender else _APP
        message = {"platformMessageId": ref, "sender": sender_id, "accountName": sender or _APP, "timestamp": sent_at}
        message["type"] = _REPLY if kind == "text" and reply_to else _TYPES[kind]
        message["content"] = text
        yield message | ({"replyToMessageId": reply_to} if reply_to else {})


def _json_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
