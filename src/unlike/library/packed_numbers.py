"""Compressed columns of a part: the numbers of its messages, their refs, and the sketch by which it is searched."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from typing import Final

import msgspec
import numpy as np
import polars as pl
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

_LEVEL: Final = 1
_MIN_SKETCH_CHARS: Final = 6
"""Characters of texts that are in a sketch; "ok" says nothing."""
_MINUTE_FACTOR, _LENGTH_FACTOR = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F)


def pack_numbers(numbers: Numbers) -> bytes:
    """Pack numbers as the differences between neighbours, little-endian, four bytes each, compressed by zlib."""
    return zlib.compress(np.diff(numbers, prepend=0).astype("<i4").tobytes(), _LEVEL)


def unpack_numbers(packed: bytes) -> Numbers:
    """Unpack what `pack_numbers` returned.

    Raises:
        zlib.error: it is something else.
    """
    return np.cumsum(np.frombuffer(zlib.decompress(packed), "<i4"), dtype=np.int64)


def pack_refs(refs: Sequence[str]) -> bytes:
    """Pack refs as a JSON array, compressed by zlib."""
    return zlib.compress(msgspec.json.encode(refs), _LEVEL)


def unpack_refs(packed: bytes) -> list[str]:
    """Unpack what `pack_refs` returned.

    Raises:
        zlib.error: it is something else.
    """
    return msgspec.json.decode(zlib.decompress(packed), type=list[str])


def sketch_of(messages: pl.DataFrame) -> NDArray[np.uint32]:
    """Hashes of the minute and the size of every longer message, sorted, each once.

    Two parts of one history have as many equal hashes as equal messages; the others only few, by chance. No word can
    be told from them.
    """
    longer = messages.lazy().filter(pl.col("text").str.len_chars() >= _MIN_SKETCH_CHARS)
    columns = longer.select(
        minute=pl.col("sent_at").to_physical() // 60_000_000, size=pl.col("text").str.strip_chars().str.len_bytes()
    ).collect()
    minutes, sizes = (columns[name].cast(pl.Int64).to_numpy().astype(np.uint64) for name in ("minute", "size"))
    mixed = (minutes * _MINUTE_FACTOR) ^ (sizes * _LENGTH_FACTOR)
    mixed ^= mixed >> np.uint64(29)
    mixed *= _MINUTE_FACTOR
    return _distinct((mixed >> np.uint64(32)).astype("<u4"))


def unpack_sketch(packed: bytes) -> NDArray[np.uint32]:
    """Sketch from its bytes, four a hash, little-endian."""
    return np.frombuffer(packed, "<u4")


def _distinct(hashes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Hashes sorted, each once; quicker than NumPy's own table of what is distinct."""
    ordered = np.sort(hashes)
    is_first = np.ones(len(ordered), bool)
    is_first[1:] = ordered[1:] != ordered[:-1]
    return ordered[is_first]


def contains_run(numbers: Numbers, stretch: Numbers) -> bool:
    """Whether `numbers`, each once, contain `stretch` as consecutive elements."""
    if not len(stretch):
        return True
    starts = np.flatnonzero(numbers == stretch[0])
    if not len(starts):
        return False
    return bool(np.array_equal(numbers[starts[0] : starts[0] + len(stretch)], stretch))
