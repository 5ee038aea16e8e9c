"""Fields of a message in Protocol Buffers, read without its definition."""

from __future__ import annotations

from typing import Final

_VARINT: Final = 0
_FIXED_64: Final = 1
_BYTES: Final = 2
_FIXED_32: Final = 5
_MAX_SHIFT: Final = 63


def first_text(message: bytes, number: int) -> str | None:
    """The first text under a field's number; None where there is none, or the message is damaged."""
    place = 0
    while place < len(message):
        key, place = _varint(message, place)
        length, place = _length(message, place, key & 7)
        if place < 0 or place + length > len(message):
            return None
        if key >> 3 == number and key & 7 == _BYTES:
            text = message[place : place + length].decode(errors="replace")
            return text or None
        place += length
    return None


def _length(message: bytes, place: int, wire_type: int) -> tuple[int, int]:
    """Bytes of a value, and where it begins; a negative place where it has no end."""
    if place < 0:
        return 0, -1
    if wire_type == _VARINT:
        _, end = _varint(message, place)
        return (end - place, place) if end >= 0 else (0, -1)
    if wire_type == _BYTES:
        return _varint(message, place)
    fixed = {_FIXED_64: 8, _FIXED_32: 4}.get(wire_type)
    return (0, -1) if fixed is None else (fixed, place)


def _varint(message: bytes, place: int) -> tuple[int, int]:
    """A number of variable length, and where it ends; a negative place where it does not."""
    value = shift = 0
    while 0 <= place < len(message) and shift <= _MAX_SHIFT:
        byte = message[place]
        value |= (byte & 0x7F) << shift
        place, shift = place + 1, shift + 7
        if byte < 0x80:
            return value, place
    return 0, -1
