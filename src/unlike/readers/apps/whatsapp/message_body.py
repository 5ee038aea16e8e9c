"""What a message is: its kind, and what of it somebody typed."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import Final, NamedTuple

from unlike.readers.apps.whatsapp.app_lines import is_system_text
from unlike.readers.apps.whatsapp.app_phrases import KIND_BY_KEY, is_edit_mark, phrases
from unlike.readers.apps.whatsapp.app_shapes import (
    file_of_line,
    is_announcement,
    is_place,
    is_poll,
    kind_of_file,
    unmarked_place,
    words_of_poll,
)
from unlike.readers.apps.whatsapp.invisible_characters import (
    MARK,
    MARKS,
    begins_with_mark,
    caption,
    is_marked,
    mark_positions,
    plain,
    typed,
)
from unlike.readers.apps.whatsapp.spellings import comparable

_FILE_KEYS: Final = frozenset(
    {"media", "image", "video", "audio", "sticker", "gif", "document", "contact", "attached", "view_once"}
)
"""Keys of phrases beside which there can be a caption."""

_SENTENCE_KEY: Final = "view_once"
"""Key of phrases among them behind which the app may explain itself."""

_ALSO_TYPED_PHRASES: Final = frozenset({"message deleted", "mensagem apagada", "mensagem apagada."})
"""Comparable phrases so short that people type them too: on an iPhone they count only with the app's mark."""

_EXACT_KEYS: Final = frozenset({"deleted_by_them", "deleted_by_me", "call"})
"""Keys of phrases that people might type with another first letter."""

_ASKING_KEYS: Final = frozenset({"poll", "event"})
"""Keys of phrases below which the app writes numbers: of votes, or a time."""

_MAX_TYPED_CHARS: Final = 24
"""Length up to which such a phrase might be typed."""

_PAGES: Final = re.compile(r"[^\n]* • [^\n]*\d[^\n]*")
"""A document's name and how long it is."""

_UNKNOWN_EDIT: Final = re.compile(r"\u200e<[^<>\n:：]{3,60}>$")
"""The mark of an edited message in whatever language, on an iPhone."""


_MARK_BEFORE_HEADER: Final = MARK.encode() + b"["
_MARKED_TEXT: Final = re.compile(rb": (\xe2\x80[\x8e\x8f][^\n]*)")
_MAX_LOOKED_UP: Final = 100
"""Texts with a mark that are compared before it is said whether the app marks its words."""

_MIN_MARKED_TEXTS: Final = 2
"""Texts with a mark from which on it is the app's habit, even if none of them is known: a mark can be pasted."""


class MessageBody(NamedTuple):
    """A message without its header and sender.

    Attributes:
        kind: as in the message table.
        text: what was typed, or None.
        owner: its sender must be the owner of the phone.
    """

    kind: str
    text: str | None
    owner: bool = False


def marks_app_words(data: bytes) -> bool:
    """Whether an iPhone that wrote these bytes marks the app's own words."""
    if _MARK_BEFORE_HEADER in data:
        return True
    texts = [match[1].decode(errors="replace") for match in islice(_MARKED_TEXT.finditer(data), _MAX_LOOKED_UP)]
    marked = [text for text in texts if begins_with_mark(text)]
    return len(marked) >= _MIN_MARKED_TEXTS or any(
        message_body_of(text, bracket=True, marked=True).kind != "text" or is_system_text(text, marked=True)
        for text in marked
    )


def message_body_of(text: str, *, bracket: bool, marked: bool) -> MessageBody:
    """What a message says.

    Args:
        text: as it stands in the export, after the sender.
        bracket: the export's headers have brackets: an iPhone wrote it.
        marked: the app marks its own words in this export, so that the same words unmarked were typed.
    """
    unedited, bare = _unedited(text)
    if bare == "null" and not bracket:
        return MessageBody("media", None)
    if is_marked(unedited):
        return _phrase(bare, unedited) or _captioned(unedited, bare) or _shape(unedited) or _typed(unedited)
    if marked or _may_be_typed(bare, bracket=bracket):
        return _typed(unedited)
    return _phrase(bare, unedited) or _captioned(unedited, bare) or _unmarked_shape(unedited) or _typed(unedited)


def _typed(text: str) -> MessageBody:
    """What a person typed; an empty text is what is left of a photo that could be seen once."""
    written = typed(text)
    return MessageBody("text", written) if written else MessageBody("media", None)


def _may_be_typed(bare: str, *, bracket: bool) -> bool:
    """Whether words that the app does not mark may be a person's although they are a phrase."""
    _, newline, below = bare.partition("\n")
    match = phrases().bodies.find(bare) if newline or len(bare) <= _MAX_TYPED_CHARS else None
    if match is None:
        return False
    phrase = match[0]
    if phrase.key in _ASKING_KEYS:
        return not any(map(str.isdigit, below))
    if phrase.key not in _EXACT_KEYS or len(phrase.literals) > 1:
        return False
    if bracket and comparable(bare) in _ALSO_TYPED_PHRASES:
        return True
    return unicodedata.normalize("NFC", bare)[:1] != unicodedata.normalize("NFC", phrase.text)[:1]


def _phrase(bare: str, text: str = "") -> MessageBody | None:
    """The message that one of the app's phrases stands for; None where the text is none of them.

    Args:
        bare: the text in plain characters.
        text: as it stands in the export, for the words of a poll.
    """
    match = phrases().bodies.find(bare)
    if match is None:
        return None
    phrase, holes = match
    if phrase.key in _FILE_KEYS and not _is_apps(holes, is_sentence=phrase.key == _SENTENCE_KEY):
        return None
    kind = kind_of_file(holes.get("file", "")) if phrase.key == "attached" else KIND_BY_KEY[phrase.key]
    words = words_of_poll(text) if phrase.key == "poll" else None
    return MessageBody(kind, words, phrase.text in phrases().owners)


def _is_apps(holes: dict[str, str], *, is_sentence: bool) -> bool:
    """Whether what stands beside a phrase is the app's, and nothing that was typed.

    Args:
        holes: what stands there.
        is_sentence: it goes on with another sentence of the app, rather than a document's title and number of pages.
    """
    beside = holes.get("any")
    return beside is None or ("\n" not in beside and (is_sentence or any(map(str.isdigit, beside))))


def _captioned(text: str, bare: str) -> MessageBody | None:
    """A file with a caption: on the lines after it, or before a mark and the file.

    Args:
        text: as it stands in the export.
        bare: the same in plain characters, known to be no phrase.
    """
    first, newline, rest = text.partition("\n")
    file = _file(plain(first)) if newline else _shape_of_file(bare)
    if file:
        return MessageBody(file[0], caption(rest))
    for place in mark_positions(text):
        file = _file(plain(text[place:]))
        if file:
            return MessageBody(file[0], _without_title(caption(text[:place]), file))
    return None


def _file(line: str) -> tuple[str, str] | None:
    """The kind of file that a line stands for, and the file's name if that is in it."""
    match = phrases().bodies.find(line)
    if match and match[0].key in _FILE_KEYS:
        body = _phrase(line)
        return (body.kind, match[1].get("file", "")) if body else None
    return _shape_of_file(line)


def _shape_of_file(line: str) -> tuple[str, str] | None:
    """The kind and the name of a file in words that are not known."""
    name = file_of_line(line) if line.endswith((">", ")", "）")) else None
    return (kind_of_file(name), name) if name else None


def _without_title(beside: str | None, file: tuple[str, str]) -> str | None:
    """A caption without the document's title and its number of pages, which the app writes before the document."""
    kind, name = file
    if beside is None or kind != "document":
        return beside
    first, _, rest = beside.partition("\n")
    bare = comparable(plain(first))
    is_title = _PAGES.fullmatch(bare) or bare.replace("_", " ") in comparable(name).replace("_", " ")
    return caption(rest) if is_title else beside


def _shape(text: str) -> MessageBody | None:
    """What stands behind the app's mark in words that are not known, by its shape."""
    edit = _UNKNOWN_EDIT.search(text)
    if edit and edit.start():
        return _typed(text[: edit.start()].rstrip(MARKS + " "))
    if is_poll(text):
        return MessageBody("poll", words_of_poll(text))
    if begins_with_mark(text):
        if is_place(text):
            return MessageBody("location", None)
        if is_announcement(text):
            return MessageBody("poll", None)
    return None


def _unmarked_shape(text: str) -> MessageBody | None:
    """What the app wrote without a mark in words that are not known, by its shape."""
    if "\n" in text and is_poll(text):
        return MessageBody("poll", words_of_poll(text))
    place = unmarked_place(text) if "://" in text else None
    return MessageBody("location", place[0]) if place else None


def _unedited(text: str) -> tuple[str, str]:
    """The text as written and in plain characters, both without the mark of an edited message."""
    bare = plain(text)
    if bare.endswith(">"):
        start = bare.rfind("<")
        if is_edit_mark(bare[start:]):
            return text[: text.rfind("<")].rstrip(MARKS + " "), bare[:start].rstrip(" ")
    return text, bare
