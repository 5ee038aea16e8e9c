"""Lines of a chat that Zoom saved which somebody copied into a message, and which begin like messages of their own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from unlike.readers.apps.zoom.zoom_blocks import ZoomBlock
from unlike.readers.formats.copied_records import HeaderStamp, copied_records, header_style

_DAY: Final = 86_400
_HALF_DAY: Final = 43_200
_SIGNS_OF_TIME: Final = "0123456789-: \t"
_SLACK: Final = 300
"""Seconds by which a message may stand behind a later one: each has the clock of whoever wrote it."""


def without_copies(blocks: Iterable[ZoomBlock | int]) -> tuple[list[ZoomBlock | int], int]:
    """The blocks, those that were copied as words of the one above; and how many others may have been copied.

    Where words stand on lines of their own they are indented, and so is what was copied.
    """
    listed = list(blocks)
    begun = [block for block in listed if isinstance(block, ZoomBlock)]
    if not begun or begun[0].has_words_below:
        return listed, 0
    copied = copied_records(_stamps(begun), _SLACK, _SLACK)
    own: list[ZoomBlock | int] = [block for block in listed if not isinstance(block, ZoomBlock)]
    last = begun[0]
    for place, block in enumerate(begun):
        if place in copied.places:
            last.lines += [block.header, *(block.lines if block.has_words_below else block.lines[1:])]
        else:
            own.append(block)
            last = block
    return own, copied.ambiguous


def _stamps(blocks: Sequence[ZoomBlock]) -> list[HeaderStamp]:
    stamps, days, before = [], 0, blocks[0].seconds
    for block in blocks:
        days += (before - block.seconds > _HALF_DAY) - (block.seconds - before > _HALF_DAY)
        before = block.seconds
        day = _day(block.date) if block.date else days
        time = None if day is None or not block.sender else day * _DAY + block.seconds
        words = block.header.lstrip(_SIGNS_OF_TIME)
        stamps.append(HeaderStamp(time, header_style(block.header.removesuffix(words)), words))
    return stamps


def _day(written: str) -> int | None:
    """Number of a day of the calendar."""
    try:
        return date.fromisoformat(written).toordinal()
    except ValueError:
        return None
