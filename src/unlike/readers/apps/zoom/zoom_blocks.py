r"""The messages of a chat that Zoom saved, each with the line that begins it.

Three shapes: "10:02:33 From Ann to Everyone:" with the words below, indented; "10:02:33\t From Ann : words"; and of
recordings in Zoom's cloud "00:02:33\tAnn:\twords". Since 2025 a date may stand before the time. The words for
"from" and "to" are those of the program's language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from unlike.readers.formats.value_names import bounded_name

_TIMED: Final = re.compile(r"(?:(\d{4}-\d{2}-\d{2})[ T])?(\d{1,2}):(\d{2}):(\d{2})[\t ]\s?(\S.*)")
_TAB: Final = re.compile(r"[\d: -]{7,19}\t")
_CLOUD: Final = re.compile(r"(?!\s)([^\t]{1,100}):\t(.*)")
_WORDS: Final = (("From", "to"), ("От", "кому"))
"""Words for "from" and "to" in any file."""

_MORE_WORDS: Final = (
    ("Von", "an"),
    ("De", "a"),
    ("De", "à"),
    ("De", "para"),
    ("Da", "a"),
    ("Van", "aan"),
    ("Od", "do"),
)
"""Those of whole files; others are learned from the file."""

_FEWEST: Final = 2
_SHARE: Final = 0.5


@dataclass(frozen=True, slots=True)
class ZoomStyle:
    """How the lines of a file begin messages.

    Attributes:
        first: word for "from"; empty in files of the cloud.
        second: word for "to".
    """

    first: str
    second: str


@dataclass(slots=True)
class ZoomBlock:
    """A message.

    Attributes:
        line: number of its first line, from 1.
        date: as it stands there, or nothing.
        seconds: of the clock, or of the recording in files of the cloud.
        sender: name; empty for a line that begins a message in words that are not known.
        recipient: name, with a mark in brackets where it is private, or a word for everybody; None where none stands
            there.
        has_words_below: the words stand on the next lines, indented.
        lines: the words.
        header: the line that begins it, as it stands there.
    """

    line: int
    date: str
    seconds: int
    sender: str
    recipient: str | None = None
    has_words_below: bool = False
    lines: list[str] = field(default_factory=list)
    header: str = ""

    @property
    def text(self) -> str:
        """The words, without the indent of their lines."""
        return "\n".join(re.sub(r"^(?:\t| {4})", "", line) for line in self.lines).strip("\n")


def zoom_style(lines: Sequence[str]) -> ZoomStyle | None:
    """How messages begin in a file; None where it is no chat of Zoom.

    Args:
        lines: of its beginning.
    """
    timed = [match[5] for line in lines if (match := _TIMED.fullmatch(line))]
    if not timed or not _TIMED.fullmatch(next((line for line in lines if line.strip()), "")):
        return None
    for first, second in (*_WORDS, *_MORE_WORDS):
        known = ZoomStyle(first, second)
        if sum(_address(rest, known) is not None for rest in timed) > _SHARE * len(timed):
            return known
    if sum(bool(_CLOUD.fullmatch(rest)) for rest in timed) > _SHARE * len(timed):
        return ZoomStyle("", "")
    return _learned(timed)


def zoom_blocks(lines: Iterable[tuple[int, str]], style: ZoomStyle) -> Iterator[ZoomBlock | int]:
    """The messages in the order of the file; before them the number of a line that belongs to none.

    Args:
        lines: with their numbers, from 1.
        style: of the file.
    """
    block: ZoomBlock | None = None
    for number, line in lines:
        begun = _begun(number, line, style) or _begun_otherwise(number, line, block)
        if begun is not None:
            if block is not None:
                yield block
            begun.header = line
            block = begun
        elif block is not None:
            block.lines.append(line)
        elif line.strip():
            yield number
    if block is not None:
        yield block


def doubtful_lines(block: ZoomBlock) -> int:
    """How many lines of a message begin with a time, as messages do."""
    return sum(_TIMED.fullmatch(line) is not None for line in block.lines[not block.has_words_below :])


def _begun(number: int, line: str, style: ZoomStyle) -> ZoomBlock | None:
    """The message that a line begins."""
    match = _TIMED.fullmatch(line)
    if match is None:
        return None
    date, rest = match[1] or "", match[5]
    seconds = int(match[2]) * 3600 + int(match[3]) * 60 + int(match[4])
    if not style.first:
        cloud = _CLOUD.fullmatch(rest)
        return ZoomBlock(number, date, seconds, _name(cloud[1]), lines=[cloud[2]]) if cloud else None
    address = _address(rest, style)
    if address is None:
        return None
    sender, recipient, words = address
    lines = [words] if words is not None else []
    return ZoomBlock(number, date, seconds, _name(sender), _name(recipient) or None, words is None, lines)


def _begun_otherwise(number: int, line: str, before: ZoomBlock | None) -> ZoomBlock | None:
    """A message that begins otherwise than the file's: in another language, or in the shape of the cloud.

    Words of a message never look so: they are indented, or have no tab behind a time.
    """
    match = _TIMED.fullmatch(line) if before is not None else None
    if match is None or not (_TAB.match(line) or (before and before.has_words_below and line.endswith(":"))):
        return None
    styles = (*(ZoomStyle(*words) for words in _WORDS), ZoomStyle("", ""))
    known = next((block for style in styles if (block := _begun(number, line, style))), None)
    return known or ZoomBlock(number, match[1] or "", 0, "", has_words_below=line.endswith(":"))


def _address(rest: str, style: ZoomStyle) -> tuple[str, str, str | None] | None:
    """Sender, recipient, and words on the same line; None where it is no beginning of a message."""
    if not re.match(rf"{re.escape(style.first)}\s", rest):
        return None
    behind = rest[len(style.first) :].lstrip(" \t")
    words: str | None
    for separator in (" : ", ":\t"):
        head, found, words = behind.partition(separator)
        if found:
            break
    else:
        if not behind.rstrip(" \t").endswith(":"):
            return None
        head, words = behind.rstrip(" \t").removesuffix(":"), None
    parts = re.split(rf"\s+{re.escape(style.second)}\s+", head)
    sender = f" {style.second} ".join(parts[:-1]) if len(parts) > 1 else head
    recipient = parts[-1] if len(parts) > 1 else ""
    if words is None and not recipient:
        return None
    return (sender, recipient, words) if sender.strip() else None


def _learned(timed: Sequence[str]) -> ZoomStyle | None:
    """The words of another language: those that begin most lines, and stand before the last word of most."""
    headers = [rest.removesuffix(":").split() for rest in timed if rest.endswith(":")]
    headers = [words for words in headers if len(words) > 3]  # two words of the language, a name, everybody
    if len(headers) < _FEWEST:
        return None
    first, firsts = Counter(words[0] for words in headers).most_common(1)[0]
    ends = Counter(tuple(words[-length:]) for words in headers for length in range(2, len(words) - 1))
    end, seconds = max(ends.items(), key=lambda item: (item[1], len(item[0])))
    is_common = min(firsts, seconds) > _SHARE * len(timed) and min(firsts, seconds) >= _FEWEST
    senders = {tuple(words[1 : -len(end)]) for words in headers if tuple(words[-len(end) :]) == end}
    second = end[0] if len(senders) > 1 else end[-2]  # of one sender, the last name may stand in all lines, too
    return ZoomStyle(first, second) if is_common and first.isalpha() and second.isalpha() else None


def _name(name: str) -> str:
    return bounded_name(name)
