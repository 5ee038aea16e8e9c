"""Filters the messages that could be the app's own words, by their first and last bytes, all at once.

A message that passes is compared as a whole afterwards; one that does not, cannot be any of the phrases.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

import numpy as np
from numpy.typing import NDArray

from unlike.core.index_files import SUFFIX, IndexFile, read_index, source_key
from unlike.readers.apps.whatsapp.app_phrases import language_key, phrases
from unlike.readers.apps.whatsapp.app_shapes import FILE_NAME_STARTS
from unlike.readers.apps.whatsapp.header_patterns import Bytes, Mask
from unlike.readers.apps.whatsapp.invisible_characters import SPACES
from unlike.readers.apps.whatsapp.spellings import spellings

Places = NDArray[np.int64]
FILTER_INDEX: Final = files("unlike.readers.apps.whatsapp").joinpath(f"line_filter{SUFFIX}")
_VERSION: Final = 1
"""To be raised where the same phrases become other hashes."""
_LONG_BYTES: Final = 8
_SHORT_BYTES: Final = 4
_FACTOR: Final = np.uint64(0x9E3779B97F4A7C15)
_SHIFT: Final = np.uint64(44)  # 20 bits are left: a table of a million entries, nearly all of them empty
_HALF: Final = np.uint64(32)
ANGLE: Final = ord(">")


@dataclass(frozen=True, slots=True)
class LineFilter:
    """Tables of the first and last eight (or four) bytes of every phrase."""

    heads: tuple[Mask, Mask]
    tails: tuple[Mask, Mask]

    def passes(self, data: Bytes, start: Places, first_end: Places, end: Places) -> Mask:
        """Which messages could be a phrase, or bear one at their beginning or end.

        Args:
            data: the bytes, with at least eight more after the last message.
            start: of each message's text.
            first_end: of its first line.
            end: of its last line.
        """
        windows = _windows(data, start)
        may_be_phrase: Mask = (windows & np.uint64(0xFFFF)) == np.uint64(0x80E2)  # the first bytes of every mark
        may_be_phrase |= self.heads[0][_hash(windows)] | self.heads[1][_hash(windows << _HALF)]
        may_be_phrase |= start >= end
        may_be_phrase |= self._ends(data, end)
        several = np.flatnonzero(first_end != end)
        may_be_phrase[several] |= self._ends(data, first_end[several])
        return may_be_phrase

    def _ends(self, data: Bytes, end: Places) -> Mask:
        windows = _windows(data, np.maximum(end - _LONG_BYTES, 0))
        fits: Mask = self.tails[0][_hash(windows)] | self.tails[1][_hash(windows >> _HALF << _HALF)]
        fits |= data[end - 1] == ANGLE
        fits |= (data[end - 3] == 0xE2) & (data[end - 2] == 0x80)
        return fits


class FilterHashes(IndexFile, frozen=True, kw_only=True):
    """What a filter looks for, by hashes in order.

    Attributes:
        heads: of the first eight bytes, and of the first four of what is shorter.
        tails: of the last eight bytes, and of the last four of what is shorter.
    """

    heads: tuple[list[int], list[int]]
    tails: tuple[list[int], list[int]]


@cache
def phrase_filter() -> LineFilter:
    """The filter for all phrases. Read where there is an index of it, else made."""
    hashes = read_index(FILTER_INDEX, FilterHashes, filter_key()) or new_hashes()
    long_heads, short_heads, long_tails, short_tails = map(_table, (*hashes.heads, *hashes.tails))
    return LineFilter((long_heads, short_heads), (long_tails, short_tails))


def filter_key() -> int:
    """Key of what the filter is made of."""
    return source_key(_VERSION, {"languages": str(language_key()).encode()})


def new_hashes() -> FilterHashes:
    """Make the hashes for all phrases: by their beginning where that is long enough, else by their end."""
    starts, ends = set[str](), set[str]()
    for phrase in phrases().bodies.all():
        first, last = phrase.literals[0], phrase.literals[-1]
        if len(first.encode()) >= _SHORT_BYTES:
            starts.update(spaced[:_LONG_BYTES] for spaced in _with_spaces(first))
        elif not last.endswith(">"):
            ends.update(spaced[-_LONG_BYTES:] for spaced in _with_spaces(last))
    heads, tails = _encoded(starts) | {b"null", *FILE_NAME_STARTS}, _encoded(ends)
    return FilterHashes(
        key=filter_key(),
        heads=(
            _hashes(text[:_LONG_BYTES] for text in heads if len(text) >= _LONG_BYTES),
            _hashes(bytes(_SHORT_BYTES) + text[:_SHORT_BYTES] for text in heads if len(text) < _LONG_BYTES),
        ),
        tails=(
            _hashes(text[-_LONG_BYTES:] for text in tails if len(text) >= _LONG_BYTES),
            _hashes(bytes(_SHORT_BYTES) + text[-_SHORT_BYTES:] for text in tails if len(text) < _LONG_BYTES),
        ),
    )


def _with_spaces(text: str) -> tuple[str, ...]:
    """A text with every kind of space that French writes before a colon."""
    return (text, *(text.replace(" :", f"{space}:") for space in SPACES)) if " :" in text else (text,)


def _encoded(texts: Iterable[str]) -> set[bytes]:
    """The bytes of all spellings of some texts that are long enough to be looked up."""
    encoded = {spelling.encode() for text in texts for spelling in spellings(text)}
    return {text for text in encoded if len(text) >= _SHORT_BYTES}


def _hashes(strings: Iterable[bytes]) -> list[int]:
    """Hashes of strings of eight bytes, each once."""
    numbers = np.array([int.from_bytes(text, "little") for text in strings], np.uint64)
    hashes: list[int] = np.unique(_hash(numbers)).tolist()
    return hashes


def _table(hashes: list[int]) -> Mask:
    table = np.zeros(1 << 20, bool)
    table[np.array(hashes, np.int64)] = True
    table.setflags(write=False)
    return table


def _windows(data: Bytes, places: Places) -> NDArray[np.uint64]:
    """The eight bytes from each place on, as one number; there is a number at every byte, aligned or not."""
    numbers: NDArray[np.uint64] = np.ndarray((len(data) - _LONG_BYTES + 1,), np.uint64, data, 0, (1,))
    return numbers[places]


def _hash(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    return (values * _FACTOR) >> _SHIFT
