"""What a Skype message holds: its kind by its type, and what was typed in its markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any, Final, NamedTuple

from unlike.readers.formats.html_text import shown_characters

_KINDS: Final = {
    "Text": "text",
    "Event/Call": "call",
    "Poll": "poll",
    "RichText/Media_Video": "video",
    "RichText/Media_FlikMsg": "video",
    "RichText/Media_AudioMsg": "audio",
    "RichText/Media_GenericFile": "document",
    "RichText/Files": "document",
    "RichText/Media_Album": "image",
    "RichText/Contacts": "contact",
    "RichText/Location": "location",
    "RichText/UriObject": "media",
    "RichText/Media_Card": "media",
    "RichText/Media_CallRecording": "media",
    "RichText/ScheduledCallInvite": "media",
    "RichText/Sms": "media",
    "EndToEndEncryption/EncryptedText": "media",
}
"""Kinds by type; other rich texts are words, and whatever else is the app's."""

_TYPED: Final = re.compile(r"RichText(?:/(?:Html|Link|HTML))?")
_APP_TYPES: Final = re.compile(r"(?:ThreadActivity|EndToEndEncryption|InviteFreeRelationship|Event|Control)\w*/.*")
_APP_WORDS: Final = frozenset({"Notice", "PopCard", "Signal/Flamingo", "MessageDelete"})
_OBJECT_TYPE: Final = re.compile(r"<URIObject\b[^<>]*?\btype=\"(\w+)", re.IGNORECASE)
_OBJECTS: Final = {"picture": "image", "video": "video", "audio": "audio", "file": "document"}
_MARKUP: Final = re.compile(r"<[a-zA-Z/!]")
_LINE_END: Final = re.compile(r"\r\n?")
_MAX_MARKUP_CHARS: Final = 1 << 20


class SkypeContent(NamedTuple):
    """What a message is.

    Attributes:
        kind: of the table; None where the type is not known.
        text: what was typed; None where nothing was.
        answered: id of the message that it quotes.
        is_forwarded: it holds nothing but what somebody wrote elsewhere.
    """

    kind: str | None
    text: str | None = None
    answered: str | None = None
    is_forwarded: bool = False


def skype_content(message: dict[str, Any]) -> SkypeContent:
    """What a message is."""
    kind, content = message.get("messagetype"), message.get("content")
    name = kind if isinstance(kind, str) else ""
    written = content if isinstance(content, str) else ""
    if _is_deleted(message):
        return SkypeContent("deleted")
    if _TYPED.fullmatch(name) or (
        name.startswith("RichText") and name not in _KINDS and not _OBJECT_TYPE.search(written)
    ):
        return _typed(written, is_known=bool(_TYPED.fullmatch(name)))
    if name == "Text":
        return SkypeContent("text", _LINE_END.sub("\n", written)) if written.strip() else SkypeContent("deleted")
    if name in ("RichText/UriObject", "RichText/Media_GenericFile"):
        found = _OBJECT_TYPE.search(written)
        return SkypeContent(_OBJECTS.get(found[1].lower(), _KINDS[name]) if found else _KINDS[name])
    if name in _KINDS:
        return SkypeContent(_KINDS[name])
    return SkypeContent("system" if _APP_TYPES.fullmatch(name) or name in _APP_WORDS else None)


def _is_deleted(message: dict[str, Any]) -> bool:
    properties = message.get("properties")
    return isinstance(properties, dict) and bool(properties.get("deletetime") or properties.get("isdeleted"))


def _typed(content: str, *, is_known: bool) -> SkypeContent:
    """Words in markup; a rich text that is empty was taken back."""
    if not content.strip():
        return SkypeContent("deleted" if is_known else None)
    if not _MARKUP.search(content) or len(content) > _MAX_MARKUP_CHARS:
        return SkypeContent("text", _LINE_END.sub("\n", shown_characters(content)))
    words = _Words()
    words.feed(content)
    words.close()
    text = _LINE_END.sub("\n", "".join(words.pieces)).strip("\n")
    is_forwarded = words.has_quote and not text.strip()
    kind = "media" if is_forwarded or not text.strip() else "text"
    return SkypeContent(kind, text or None, None if is_forwarded else words.answered, is_forwarded)


class _Words(HTMLParser):
    """What stands between tags, without quotes of other messages and marks of edits.

    Attributes:
        pieces: of the words.
        answered: id of the message that is quoted first.
        has_quote: one is.
    """

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.answered: str | None = None
        self.has_quote = False
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A quote begins, or a line ends."""
        if tag == "quote":
            self._depth += 1
            self.has_quote = True
            self.answered = self.answered or dict(attrs).get("messageid") or None
        elif tag == "br" and not self._depth:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """A quote ends."""
        if tag == "quote" and self._depth:
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        """Some words."""
        if not self._depth:
            self.pieces.append(data)
