"""All lines of a text, for exports in which a line is understood by those around it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from unlike.readers.base import Progress
from unlike.readers.export import ExportFile
from unlike.readers.export_sentences import BREAKS_OFF, MAY_BREAK_OFF, other_encoding, replaced_characters
from unlike.readers.formats.broken_headers import LastLine, last_line
from unlike.readers.formats.text_lines import TextBlocks, replaced_text

_END_NOTES: Final[dict[LastLine, tuple[str, ...]]] = {
    LastLine.WHOLE: (),
    LastLine.MAYBE_BROKEN: (MAY_BREAK_OFF,),
    LastLine.BROKEN: (BREAKS_OFF,),
}


@dataclass(frozen=True, slots=True)
class WholeText:
    """A text file in memory.

    Attributes:
        lines: without their ends and without a byte order mark.
        notes: what was odd about the file, one sentence each.
        is_cut: it ends in the middle of a character, or of a message's beginning.
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
    blocks = TextBlocks(file, progress, may_be_western=not fallback)
    content = b"".join(block for block, _ in blocks.blocks())
    raw = content.split(b"\n")
    is_ended = not raw[-1]
    if is_ended:
        raw.pop()
    try:
        lines = [line.decode() for line in raw]
        odd = 0
    except UnicodeDecodeError:
        decoded = [_decoded(line, fallback) for line in raw]
        lines, odd = [line for line, _ in decoded], sum(number for _, number in decoded)
    end = LastLine.WHOLE if is_ended else last_line(lines[-1], lines[:-1])
    notes = (*blocks.notes, *_notes(odd, fallback), *_END_NOTES[end])
    return WholeText(lines, notes, blocks.is_cut or end is LastLine.BROKEN)


def _decoded(line: bytes, fallback: str) -> tuple[str, int]:
    """A line, and how many of its characters, or with a fallback of its lines, are not as UTF-8 has them."""
    text, odd = replaced_text(line)
    return (line.decode(fallback, errors="replace"), 1) if odd and fallback else (text, odd)


def _notes(odd: int, fallback: str) -> tuple[str, ...]:
    if not odd:
        return ()
    return (other_encoding(odd, fallback) if fallback else replaced_characters(odd),)
