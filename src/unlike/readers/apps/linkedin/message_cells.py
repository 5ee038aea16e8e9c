"""One row of LinkedIn's messages.csv."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from unlike.readers.formats.html_text import shown_characters
from unlike.readers.formats.value_names import bounded_name
from unlike.readers.iso_times import iso_microseconds
from unlike.readers.unnamed_senders import UNKNOWN_SENDER

MEMBER: Final = "LinkedIn Member"
"""What LinkedIn calls people whose account is gone."""

_YES: Final = frozenset({"yes", "true", "1"})
_MARKUP: Final = re.compile(r"\A\s*<(?:p|div|span|br|html|table|a)\b[^>]*>", re.IGNORECASE)
_BREAK: Final = re.compile(r"<br\s*/?>|</p>|</div>", re.IGNORECASE)
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>]*>")
_SLUG: Final = re.compile(r"/in/([^/?#]+)")
_FILE_KINDS: Final = (
    ("image", re.compile(r"\.(?:png|jpe?g|webp|heic)\b", re.IGNORECASE)),
    ("gif", re.compile(r"\.gif\b|tenor|giphy", re.IGNORECASE)),
    ("video", re.compile(r"\.(?:mp4|mov|webm)\b", re.IGNORECASE)),
    ("audio", re.compile(r"\.(?:mp3|m4a|ogg|wav)\b", re.IGNORECASE)),
    ("document", re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip)\b", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class MessageCells:
    """A message as its row has it.

    Attributes:
        place: where it stands.
        chat: LinkedIn's id of the conversation.
        title: of the conversation; empty for most.
        sender: address of the sender's profile, else their name.
        names: name by profile address (or name) of everybody in the row whose name is certain.
        recipients: addresses of all to whom it went.
        sent_at: microseconds since 1970; None where it has no time.
        kind: one of the table's kinds.
        text: what was typed.
        is_draft: it was never sent.
    """

    place: str
    chat: str
    title: str
    sender: str
    names: Mapping[str, str]
    recipients: tuple[str, ...]
    sent_at: int | None
    kind: str
    text: str
    is_draft: bool


def message_cells(cells: Mapping[str, str], place: str) -> MessageCells:
    """A row by the names of its columns.

    Args:
        cells: by the names of the columns in capitals.
        place: where it stands.
    """
    address = _address(cells.get("SENDER PROFILE URL"))
    name = _line(cells.get("FROM")) or (MEMBER if address else UNKNOWN_SENDER)
    chat = _line(cells.get("CONVERSATION ID"))
    sender = address or (f"{MEMBER} {chat}" if name in (MEMBER, UNKNOWN_SENDER) else name)  # in each chat another one
    addresses = tuple(filter(None, map(_address, cells.get("RECIPIENT PROFILE URLS", "").split(","))))
    to = _line(cells.get("TO"))
    people = {sender: name} | ({(addresses[0] if addresses else to): to} if to and len(addresses) < 2 else {})
    date = cells.get("DATE", "").strip()
    text = _words(cells.get("CONTENT", ""))
    return MessageCells(
        place=place,
        chat=chat,
        title=_line(cells.get("CONVERSATION TITLE")),
        sender=sender,
        names=people,
        recipients=addresses or ((to,) if to else ()),
        sent_at=iso_microseconds(date.removesuffix("UTC").strip())[0],
        kind=_kind(cells.get("ATTACHMENTS", "")),
        text=text,
        is_draft=any(cells.get(f"IS {what} DRAFT", "").strip().lower() in _YES for what in ("MESSAGE", "CONVERSATION")),
    )


def slug(address: str) -> str:
    """The part of a profile's address that tells people of one name apart."""
    match = _SLUG.search(address)
    return match[1] if match else address[-20:]


def _line(value: str | None) -> str:
    return bounded_name(value or "")


def _address(value: str | None) -> str:
    """A profile's address without what differs from export to export."""
    return _line(value).rstrip("/").lower().removeprefix("https://").removeprefix("www.")


def _words(content: str) -> str:
    """The words of a message; those of advertisements are written as a web page."""
    if not _MARKUP.match(content):
        return content
    return shown_characters(_TAG.sub("", _BREAK.sub("\n", content))).strip()


def _kind(attachments: str) -> str:
    if not attachments.strip():
        return "text"
    return next((kind for kind, pattern in _FILE_KINDS if pattern.search(attachments)), "media")
