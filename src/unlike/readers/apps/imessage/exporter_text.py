"""Texts that the program imessage-exporter writes, a file a chat.

A message is a line with its time, a line with its sender, its words, and an empty line. Below the words stand tapbacks
and, four spaces in, copies of the answers to it, which come once more at their own time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import Final

from unlike.readers.apps.imessage.exporter_message import (
    CLOCK,
    UNSENT,
    ExporterMessage,
    ExporterMessages,
    announcement,
    clock_time,
    latest_words,
    tapback,
)
from unlike.readers.apps.imessage.message_kinds import kind_by_name
from unlike.readers.base import Progress
from unlike.readers.export import ExportFile
from unlike.readers.formats.copied_records import HeaderStamp, copied_records, header_style
from unlike.readers.formats.text_lines import text_lines

_SLACK: Final = 3_600
"""Seconds by which times run backward where clocks are set back."""

_INDENT: Final = "    "
_HEADER: Final = re.compile(rf"{CLOCK.pattern}(?: \([^\n]*\))?\s*")
_ANNOUNCEMENT: Final = re.compile(rf"{CLOCK.pattern} +(?!\()(\S.*)")
_FIRST: Final = datetime(1970, 1, 1)  # noqa: DTZ001 - of the same clock
_TAPBACK_HEADS: Final = ("Tapbacks:", "Reactions:")
_REPLY: Final = "This message responded to an earlier message."
_DELETED: Final = "This message was deleted from the conversation!"
_MISSING: Final = "Attachment missing!"
_EFFECT: Final = re.compile(r"Sent with [A-Z][A-Za-z ]{1,30}")
_PATH: Final = re.compile(r"(?:~?/|attachments/|\.{1,2}/|[A-Za-z]:\\)[^\n]*\.\w{2,5}", re.IGNORECASE)


def is_exporter_text(start: str) -> bool:
    """Whether a text begins as the program's do: with a time, and a sender below it or something that happened."""
    lines = start.lstrip("\ufeff\n").split("\n", 2)
    if _ANNOUNCEMENT.fullmatch(lines[0]):
        return True
    return bool(_HEADER.fullmatch(lines[0]) and len(lines) > 1 and lines[1].strip())


def text_messages(file: ExportFile, progress: Progress) -> ExporterMessages:
    """The messages of a text, in its order; those that somebody copied into one are words of it.

    Args:
        file: in UTF-8, UTF-16 or UTF-32.
        progress: called with (bytes read so far, bytes in all).

    Raises:
        BrokenExportError: a line is too long to be one.
    """
    blocks = list(_blocks(file, progress))
    copied = copied_records([block.stamp for block in blocks[1:]], _SLACK)
    own: list[_Block] = []
    for place, block in enumerate(blocks, -1):
        if place in copied.places:
            own[-1].lines += [block.header, *block.lines]
        else:
            own.append(block)
    return ExporterMessages(list(_messages(own)), copied.ambiguous)


def _messages(blocks: Sequence[_Block]) -> Iterator[ExporterMessage]:
    """The messages of what begins with a time, or stands before any."""
    for block in blocks:
        if _ANNOUNCEMENT.fullmatch(block.header):
            yield announcement(f"L{block.number}", block.header)
        elif block.header:
            yield block.message()
        elif any(line.strip() for line in block.lines):
            yield ExporterMessage(f"L{block.number}", None, None, "system", None)


def _blocks(file: ExportFile, progress: Progress) -> Iterator[_Block]:
    """The lines from each time on that stands behind an empty line; first those before any, without a header."""
    block, follows_empty_line = _Block(1, ""), True
    for line in text_lines(file, progress):
        begins = follows_empty_line and bool(CLOCK.match(line.text))
        if begins and (_HEADER.fullmatch(line.text) or _ANNOUNCEMENT.fullmatch(line.text)):
            yield block
            block = _Block(line.number, line.text)
        else:
            block.lines.append(line.text)
        follows_empty_line = not line.text.strip()
    yield block


@dataclass(slots=True)
class _Block:
    """A message's lines, the first of which names its sender."""

    number: int
    header: str
    lines: list[str] = field(default_factory=list)

    @property
    def stamp(self) -> HeaderStamp:
        """What tells whether it was copied."""
        time, clock = clock_time(self.header), CLOCK.match(self.header)
        seconds = None if time is None else int((time - _FIRST).total_seconds())
        style = header_style(" ".join(clock[0].split()) if clock else "")
        return HeaderStamp(seconds, style, "\n".join(self.lines).strip())

    def message(self) -> ExporterMessage:
        sender = " ".join(self.lines[0].split()) if self.lines else ""
        typed: list[str] = []
        reactions: list[tuple[str, str]] = []
        kind = ""
        for line in self._own_lines(reactions):
            if line == _DELETED or UNSENT.fullmatch(line):
                kind = "deleted"
            elif line == _MISSING or _PATH.fullmatch(line):
                kind = kind or ("media" if line == _MISSING else kind_by_name(PurePosixPath(line).name.lower()))
            elif line != _REPLY and not _EFFECT.fullmatch(line):
                typed.append(line)
        words = None if kind == "deleted" else latest_words(typed)
        kind = kind or "text"
        sent = clock_time(self.header)
        return ExporterMessage(f"L{self.number}", sent, sender or None, kind, words, tuple(reactions))

    def _own_lines(self, reactions: list[tuple[str, str]]) -> Iterator[str]:
        """The lines below the sender, without answers; tapbacks are put into a list."""
        in_answers = in_tapbacks = False
        for line in self.lines[1:]:
            is_indented = line.startswith(_INDENT)
            in_answers = (is_indented and (in_answers or bool(CLOCK.match(line.strip())))) or (in_answers and not line)
            if in_answers:
                continue
            if line.strip() in _TAPBACK_HEADS:
                in_tapbacks = True
                continue
            reaction = tapback(line) if in_tapbacks else None
            in_tapbacks = reaction is not None
            if reaction:
                reactions.append(reaction)
            else:
                yield line
