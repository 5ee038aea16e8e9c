"""What the app writes in any language, recognised by its shape: files by the app's names for them, places, polls."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePath
from typing import Final

from unlike.readers.apps.whatsapp.invisible_characters import caption, plain
from unlike.readers.formats.poll_words import poll_words

_ENDINGS_BY_KIND: Final = {
    "image": ("jpg", "jpeg", "png", "heic", "heif", "bmp", "tif", "tiff"),
    "video": ("mp4", "mov", "3gp", "mkv", "avi", "webm", "m4v"),
    "audio": ("opus", "ogg", "m4a", "mp3", "aac", "amr", "wav", "flac", "caf"),
    "sticker": ("webp", "was"),
    "gif": ("gif",),
    "contact": ("vcf",),
    "document": ("pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "txt", "zip", "csv", "pages", "numbers"),
}
_KIND_BY_ENDING: Final = {ending: kind for kind, endings in _ENDINGS_BY_KIND.items() for ending in endings}
_KIND_BY_WORD: Final = {
    "PHOTO": "image",
    "VIDEO": "video",
    "AUDIO": "audio",
    "GIF": "gif",
    "STICKER": "sticker",
}
"""Words in the names that iPhones give to files."""

_NAME_WORD: Final = re.compile(r"\d-(PHOTO|VIDEO|AUDIO|GIF|STICKER)-\d")
FILE_NAME_STARTS: Final = (b"IMG-", b"VID-", b"PTT-", b"AUD-", b"STK-", b"DOC-", b"PTV-")
"""First bytes of the names that Android gives to files."""

_ANDROID_NAME: Final = r"(?:IMG|VID|PTT|AUD|STK|DOC|PTV)-\d{8}-WA\d{4}[^\s<>()]*\.\w{2,5}"
_IPHONE_NAME: Final = r"\d{8}-[^\n<>]+|\d{4}-\d\d-\d\d-(?:PHOTO|VIDEO|AUDIO|GIF|STICKER)-\d{8}\.\w+"
_ENDING: Final = "|".join(_KIND_BY_ENDING)
_FILE_LINES: Final = (
    # An iPhone's file in angle brackets behind a word and a colon.
    re.compile(rf"<[^<>\n:：]{{1,40}}[:：] ?(?P<file>{_IPHONE_NAME}|{_ANDROID_NAME})>"),
    # Android's file with words in parentheses behind it.
    re.compile(rf"(?P<file>{_ANDROID_NAME}) ?[(（][^()（）\n]{{2,60}}[)）]"),
    # A file with words in angle brackets behind it, as iPhones wrote until 2017.
    re.compile(rf"(?P<file>[^\n<>]+\.(?:{_ENDING})) <[^<>\n:：]{{2,30}}>", re.IGNORECASE),
)

_MAP_PAGE: Final = r"https?://(?:maps\.google\.\w+/(?:maps)?\?q=|maps\.apple\.com/\?|(?:\w+\.)?foursquare\.com/v/)\S+"
_PLACE: Final = re.compile(rf"(?P<words>[^\n]{{0,200}}(?:\n[^\n]{{0,200}}){{0,4}}?){_MAP_PAGE}")
_COORDINATES: Final = re.compile(
    r"(?:(?P<words>[^\n]{1,60})[:：] ?)?https?://maps\.google\.com/\?q=-?\d+\.\d+,-?\d+\.\d+"
)
_VENUE: Final = re.compile(
    r"[^\n]{1,200}(?:\n[^\n]{1,200}){0,3}[:：\n] ?https?://(?:\w+\.)?foursquare\.com/v/[0-9a-f]{24}\S*"
)

_HEADING: Final = re.compile(r"[^\n:：]{2,30}[:：]\n")
_OPTION: Final = re.compile(
    r"(?P<word>[^:：\n]{2,30})[:：] ?(?P<option>[^\n]*?) ?[(（](?P<votes>[^()（）\n]{1,40})[)）]"
)
_MIN_OPTIONS: Final = 2
"""Options from which on a text is a poll."""

_MIN_HEADING_LETTERS: Final = 4
"""Letters from which on a heading in capitals is one of the app's."""

_MAX_HEADING_CHARS: Final = 30


def kind_of_file(name: str) -> str:
    """The kind of a file by its name."""
    word = _NAME_WORD.search(name)
    return _KIND_BY_WORD[word[1]] if word else _KIND_BY_ENDING.get(PurePath(name).suffix.lower()[1:], "document")


def file_of_line(line: str) -> str | None:
    """The name of the file that a line stands for, in whatever language; None where it is none of the app's lines."""
    return next((match["file"] for shape in _FILE_LINES if (match := shape.fullmatch(line))), None)


def note_beside_file(line: str) -> str | None:
    """The words in parentheses behind a file with one of Android's names."""
    match = _FILE_LINES[1].fullmatch(line)
    return line[match.end("file") :].strip(" ") if match else None


def is_place(text: str) -> bool:
    """Whether a text behind the app's mark is a place: words, perhaps on several lines, and a page of a map."""
    return _PLACE.fullmatch(plain(text)) is not None


def unmarked_place(text: str) -> tuple[str | None] | None:
    """A place where the app does not mark its words: the words beside it that may be typed; None where it is none."""
    bare = plain(text)
    if _VENUE.fullmatch(bare):
        return (None,)
    match = _COORDINATES.fullmatch(bare)
    return (match["words"],) if match else None


def is_poll(text: str) -> bool:
    """Whether a text is a heading, a question and options with their votes, in whatever language."""
    bare = plain(text)
    if not _HEADING.match(bare):
        return False
    options = [match for line in bare.split("\n")[2:] if (match := _OPTION.fullmatch(line.strip(" ")))]
    has_number = any(map(str.isdecimal, "".join(match["votes"] for match in options)))  # one or none may be a word
    return len(options) >= _MIN_OPTIONS and len({match["word"] for match in options}) == 1 and has_number


def words_of_poll(text: str) -> str | None:
    """The question and the options of a poll, one a line, without the app's words around them."""
    lines = text.split("\n")[1:]
    options = {place: match for place, line in enumerate(lines) if (match := _OPTION.fullmatch(plain(line)))}
    words = Counter(match["word"] for match in options.values())
    own = max(words, key=words.__getitem__, default=None)
    return poll_words(
        None,
        [
            options[place]["option"] if place in options and options[place]["word"] == own else caption(line)
            for place, line in enumerate(lines)
        ],
    )


def is_announcement(text: str) -> bool:
    """Whether a text behind the app's mark has a heading in capitals, as events and their ends have.

    Where letters have no case, the heading must stand over several lines.
    """
    first, newline, _ = plain(text).partition("\n")
    heading, colon, _ = first.replace("：", ":").partition(":")
    if not colon or len(heading) > _MAX_HEADING_CHARS:
        return False
    if heading.isupper():
        return sum(map(str.isalpha, heading)) >= _MIN_HEADING_LETTERS
    return bool(newline) and heading == heading.upper() and any(map(str.isalpha, heading))
