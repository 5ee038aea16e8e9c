"""The words of texts that come in pieces: formatted text, rich messages with headings and lists, checklists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

_DEEPEST: Final = 64
"""Levels of nesting in which words are looked for; rich messages have a handful."""

_WORD_KEYS: Final = ("text", "title", "summary", "caption", "credit", "expression", "alternative_text")
"""Where words stand in a piece or a block; links, languages and file names stand under other keys."""


def joined_text(text: object) -> str | None:
    """Formatted text, a string or a list of strings and `{type, text}`, as one string.

    Returns:
        None where something in it is no text.
    """
    try:
        if isinstance(text, list):
            return "".join([piece if piece.__class__ is str else _joined(piece) for piece in text])
        return _joined(text)
    except TypeError:
        return None


def lost_pieces(text: object) -> int:
    """How many pieces of a formatted text should have words, and have none under the key for them."""
    if not isinstance(text, list):
        return int(isinstance(text, dict) and not _has_words(text))
    return sum(piece.__class__ is not str and not _has_words(piece) for piece in text)


def _has_words(piece: object) -> bool:
    """Whether a piece has words, or says itself that it has none."""
    inner = piece.get("text") if isinstance(piece, dict) else piece
    if isinstance(inner, str):
        return True
    try:
        return bool(_joined(piece))
    except TypeError:
        return True  # then the whole text is counted


def _joined(piece: object) -> str:
    """The text of one piece; raises like `_pieces`."""
    inner = piece.get("text") if isinstance(piece, dict) else None
    return inner if isinstance(inner, str) else "".join(_pieces(piece, _DEEPEST))


def _pieces(text: object, depth: int) -> Iterator[str]:
    """The strings of a formatted text.

    Raises:
        TypeError: a piece is neither a string nor a list nor has a text.
    """
    if isinstance(text, str):
        yield text
    elif isinstance(text, int | float) and not isinstance(text, bool):
        yield str(text)
    elif isinstance(text, list) and depth:
        for piece in text:
            yield from _pieces(piece, depth - 1)
    elif isinstance(text, dict) and depth:
        yield from _pieces(text.get("text") or "", depth - 1)
    elif text is not None:
        raise TypeError("no text")


def block_text(value: object) -> str:
    """The words of a rich message or a checklist, one line a block."""
    return "\n".join(line for line in _lines(value, _DEEPEST) if line.strip())


def _lines(value: object, depth: int) -> Iterator[str]:
    """The words of blocks in their order; words of one block on one line."""
    if isinstance(value, list) and depth:
        for item in value:
            yield from _lines(item, depth - 1)
    elif isinstance(value, dict) and depth:
        for key, inner in value.items():
            if key in _WORD_KEYS:
                yield "".join(_inline(inner, depth - 1))
            elif isinstance(inner, list | dict):
                yield from _lines(inner, depth - 1)


def _inline(value: object, depth: int) -> Iterator[str]:
    """The strings of formatted words; other values say nothing."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and depth:
        for piece in value:
            yield from _inline(piece, depth - 1)
    elif isinstance(value, dict) and depth:
        for key in _WORD_KEYS:
            yield from _inline(value.get(key), depth - 1)
