"""What a row of `message` is, and what was typed in it."""

from __future__ import annotations

from typing import Final

from unlike.readers.apps.imessage.attributed_body import attributed_text, typed_words
from unlike.readers.apps.imessage.message_edits import MessageEdits
from unlike.readers.apps.imessage.message_table import AppleMessage
from unlike.readers.formats.table_values import text_of

POLLS: Final = "com.apple.messages.polls"
_LINK: Final = "com.apple.messages.urlballoonprovider"
_LOCATIONS: Final = ("findmy", "location")
_KINDS: Final = (
    ("image/gif", "gif"),
    ("image/", "image"),
    ("video/", "video"),
    ("audio/", "audio"),
    ("text/vcard", "contact"),
    ("text/x-vlocation", "location"),
)
_ENDINGS: Final = (
    (".gif", "gif"),
    (".vcf", "contact"),
    (".loc.vcf", "location"),
    ((".jpg", ".jpeg", ".png", ".heic", ".heif", ".webp", ".tiff"), "image"),
    ((".mov", ".mp4", ".m4v", ".3gp"), "video"),
    ((".caf", ".amr", ".m4a", ".mp3", ".aac"), "audio"),
)


def row_words(row: AppleMessage, edits: MessageEdits) -> str | None:
    """What was typed: the column `text`, else the string in `attributedBody`, else the latest words of an edit.

    Returns:
        The words with their subject above; None where nothing was typed.
    """
    text = text_of(row.text)
    if text is None and isinstance(row.body, bytes):
        text = attributed_text(row.body)
    words = typed_words(text or edits.text or "")
    subject = typed_words(row.subject) if isinstance(row.subject, str) and row.subject else None
    return "\n".join(filter(None, (subject, words))) or None


def has_lost_words(row: AppleMessage) -> bool:
    """Whether a row has words or a body that cannot be read."""
    if text_of(row.text) or not (row.text or row.body):
        return False
    return not isinstance(row.body, bytes) or attributed_text(row.body) is None


def is_bare(row: AppleMessage) -> bool:
    """Whether a row has neither words, readable or not, nor an app that made it."""
    return not (row.text or row.body or row.balloon or row.is_audio)


def row_kind(row: AppleMessage, words: str | None, attachment: tuple[str, str, bool] | None) -> str:
    """The kind of a row that is a message, by what the app is that made it, what is attached, and its words.

    Args:
        row: neither a line of the app nor unsent.
        words: as in `row_words`.
        attachment: type, name, and whether it is a sticker; None where nothing is attached.
    """
    balloon = row.balloon.lower() if isinstance(row.balloon, str) else ""
    if balloon.endswith(POLLS):
        return "poll"
    if attachment:
        return _attached(*attachment)
    if row.is_audio:
        return "audio"
    if balloon and balloon != _LINK and not words:
        return "location" if any(word in balloon for word in _LOCATIONS) else "media"
    return "text" if words else "media"


def is_poll_update(row: AppleMessage) -> bool:
    """Whether a row changes a poll that another row began."""
    is_poll = isinstance(row.balloon, str) and row.balloon.lower().endswith(POLLS)
    return is_poll and bool(row.target) and row.target != row.guid


def _attached(mime: str, name: str, is_sticker: bool) -> str:
    if is_sticker:
        return "sticker"
    if name.endswith(".loc.vcf"):
        return "location"
    by_type = next((kind for start, kind in _KINDS if mime.startswith(start)), None)
    return by_type or kind_by_name(name)


def kind_by_name(name: str) -> str:
    """The kind of a file by the ending of its name, in lower case."""
    return next((kind for endings, kind in _ENDINGS if name.endswith(endings)), "document")
