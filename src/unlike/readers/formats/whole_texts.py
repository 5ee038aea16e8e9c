"""All lines of a text, for exports in which a line is understood by those around it."""

from __future__ import annotations

from dataclasses import dataclass, field

from unlike.i18n import lazy_plural
from unlike.readers.base import Progress
from unlike.readers.export import ExportFile
from unlike.readers.formats.text_lines import TextBlocks


@dataclass(frozen=True, slots=True)
class WholeText:
    """A text file in memory.

    Attributes:
        lines: without their ends and without a byte order mark.
        notes: what was odd about the file, one sentence each.
        is_cut: it ends in the middle of a character.
    """

    lines: list[str] = field(repr=False)
    notes: tuple[str, ...]
    is_cut: bool


def whole_text(file: ExportFile, progress: Progress, fallback: str = "") -> WholeText:
    """The lines of a text file.

    Args:
        file: in UTF-8, UTF-16 or UTF-32.
        progress: called with (bytes read so far, bytes in all).
        fallback: the encoding of lines that are no UTF-8, every byte of which is a character; without one their bytes
            are replaced and counted.
    """
    blocks = TextBlocks(file, progress)
    content = b"".join(block for block, _ in blocks.blocks())
    raw = content.split(b"\n")
    if raw and not raw[-1]:
        raw.pop()
    try:
        lines = [line.decode() for line in raw]
        odd = 0
    except UnicodeDecodeError:
        decoded = [_decoded(line, fallback) for line in raw]
        lines, odd = [line for line, _ in decoded], sum(number for _, number in decoded)
    if lines:
        lines[0] = lines[0].removeprefix("\ufeff")
    return WholeText(lines, (*blocks.notes, *_notes(odd, fallback)), blocks.is_cut)


def _decoded(line: bytes, fallback: str) -> tuple[str, int]:
    """A line, and how many of its characters, or with a fallback of its lines, are not as UTF-8 has them."""
    try:
        return line.decode(), 0
    except UnicodeDecodeError:
        if fallback:
            return line.decode(fallback, errors="replace"), 1
        text = line.decode(errors="replace")
        return text, text.count("\ufffd")


def _notes(odd: int, fallback: str) -> tuple[str, ...]:
    if not odd:
        return ()
    if fallback:
        return (
            lazy_plural(
                "{number} line is not in UTF-8 and was read as {coding}.",
                "{number} lines are not in UTF-8 and were read as {coding}.",
                odd,
                coding=fallback.upper(),
            ),
        )
    return (
        lazy_plural(
            "{number} character could not be read and was replaced by “\ufffd”.",
            "{number} characters could not be read and were replaced by “\ufffd”.",
            odd,
        ),
    )
