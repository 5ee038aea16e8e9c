"""Text from a chat made harmless for a screen: no name and no message may move, colour or turn a line."""

from __future__ import annotations

import re
import unicodedata

from unlike.i18n import quotation, translate

_ESCAPES = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]"  # control sequences, colours among them
    r"|\x1b[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)?"  # titles, links and other strings for the terminal
    r"|\x9b[0-?]*[ -/]*[@-~]"
    r"|\x1b[ -/]*[0-~]?"
)
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff0-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
)
_BLANK_LETTERS = re.compile("[\u115f\u1160\u3164\uffa0]")
_REGION_FLAG = re.compile("(\U0001f3f4[\U000e0061-\U000e007a]{5}\U000e007f)")
"""Flag of a region such as Scotland, whose letters are invisible; elsewhere such letters are words that nobody sees."""
_JOINING = "\u200c\u200d"
_VARIANTS = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
_MARK_RUNS = re.compile(f"([{_VARIANTS}][{_JOINING}]?|[{_JOINING}])[{_VARIANTS}{_JOINING}]*")
"""Marks that join letters or choose how one looks; more than one of each says something that nobody sees."""
_LATIN_MARKS = re.compile(f'(?:^|(?<=[\0-"$-)+-/:-\u024f]))[{_VARIANTS}{_JOINING}]+')
"""Such marks where no script has them: behind a sign that is neither "#", "*" nor a digit, which begin pictures."""
_STACKED_MARKS = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]{3})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u20d0-\u20ff]+"
)
_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"
_INNER_QUOTES = str.maketrans("“”„«»", "‘’‘‹›")
_MAX_NAME_CHARS = 24


def sanitise(text: str) -> str:
    """The text on one line, without controls, escape sequences, bidi overrides and invisible marks."""
    printable = "".join(map(_printable_character, _ESCAPES.sub("", text)))
    parts = _REGION_FLAG.split(printable)
    return " ".join("".join(part if place % 2 else _visible(part) for place, part in enumerate(parts)).split())


def paragraphs(text: str) -> tuple[str, ...]:
    """The lines of a message, each harmless; empty ones are left out."""
    lines = (sanitise(line) for line in text.splitlines())
    return tuple(line for line in lines if line)


def short_name(name: str) -> str:
    """A name as it stands in sentences: harmless, cut at 24 characters, isolated where it runs right to left."""
    clean = sanitise(name) or translate("(no name)")
    if len(clean) > _MAX_NAME_CHARS:
        clean = clean[: _MAX_NAME_CHARS - 1].rstrip("\u200d\ufe0f ") + "…"
    return isolated(clean)


def isolated(text: str) -> str:
    """Text with right-to-left letters between isolates, so that it turns nothing around it."""
    turning = any(unicodedata.bidirectional(letter) in {"R", "AL", "AN"} for letter in text)
    return f"{_ISOLATE}{text}{_END_ISOLATE}" if turning else text


def quoted_text(text: str, most: int) -> str:
    """Words of a chat between quotation marks, on one line, cut at `max_chars` characters.

    Marks of the same kind inside become single ones, so that the words end where they seem to.
    """
    words = sanitise(text).translate(_INNER_QUOTES)
    return quotation(isolated(words if len(words) <= most else words[: most - 1].rstrip() + "…"))


def _visible(text: str) -> str:
    """Text without what cannot be seen, and with no more marks at one letter than a script has."""
    text = _BLANK_LETTERS.sub(" ", _INVISIBLE.sub("", text))
    text = _MARK_RUNS.sub(r"\1", _LATIN_MARKS.sub("", text))
    return _STACKED_MARKS.sub(r"\1", text)


def _printable_character(letter: str) -> str:
    """A character, a space for white space, a replacement character for what has no place on a screen."""
    kind = unicodedata.category(letter)
    if kind in {"Zl", "Zp", "Zs"} or letter in "\t\n\r\v\f":
        return " "
    return "\ufffd" if kind in {"Cc", "Cs"} else letter
