"""The words of texts that come in pieces: formatted text, rich messages with headings and lists, checklists."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from unlike.readers.formats.poll_words import poll_words

_DEEPEST: Final = 64
"""Levels of nesting in which words are looked for; rich messages have a handful."""

_WORD_KEYS: Final = ("text", "title", "summary", "caption", "credit", "expression", "alternative_text")
"""Where words stand in a piece or a block; links, languages and file names stand under other keys."""

_SILENT_KEYS: Final = ("type", "language", "url", "href", "photo", "file", "file_name", "thumbnail", "mime_type")
"""Keys of strings that nobody typed."""


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
    """How many pieces of a formatted text, at any depth, should have words, and have none under the key for them."""
    if isinstance(text, list):
        return sum(piece.__class__ is not str and _lost(piece, ("text",), _DEEPEST) for piece in text)
    return _lost(text, ("text",), _DEEPEST) if isinstance(text, dict) else 0


def _lost(piece: object, keys: tuple[str, ...], depth: int) -> int:
    """How many pieces in one have no words under any of the keys; one with an empty text says that it has none."""
    if isinstance(piece, str | int | float) and not isinstance(piece, bool):
        return 0
    if isinstance(piece, list) and piece and depth:
        return sum(_lost(inner, keys, depth - 1) for inner in piece)
    if isinstance(piece, dict) and depth:
        worded = [piece[key] for key in keys if key in piece]
        return sum(_lost(inner, keys, depth - 1) for inner in worded) if worded else 1
    return 1


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


def telegram_poll_words(poll: object) -> str | None:
    """The question and the options of a poll; None where none can be read."""
    fields = poll if isinstance(poll, dict) else {}
    answers = fields.get("answers")
    options = [_answer_text(answer) for answer in answers] if isinstance(answers, list) else []
    return poll_words("".join(_inline(fields.get("question"), _DEEPEST)), options)


def _answer_text(answer: object) -> str:
    return "".join(_inline(answer.get("text"), _DEEPEST)) if isinstance(answer, dict) else ""


def lost_words(value: object) -> int:
    """How many pieces of a rich message or a checklist should have words, and have none under a key for them."""
    return _lost_in(value, _DEEPEST)


def _lost_in(value: object, depth: int) -> int:
    """The same of a block or a list of some; one that holds nothing but values without words says nothing."""
    if isinstance(value, list) and depth:
        return sum(_lost_in(item, depth - 1) for item in value)
    if not isinstance(value, dict) or not depth:
        return int(isinstance(value, str) and " " in value.strip())
    number = 0
    for key, inner in value.items():
        if key in _WORD_KEYS:
            number += _lost(inner, _WORD_KEYS, depth - 1) if inner else 0
        elif isinstance(inner, list | dict):
            number += _lost_in(inner, depth - 1)
    is_worded = any(key in _WORD_KEYS or isinstance(inner, list | dict) for key, inner in value.items())
    unknown = (inner for key, inner in value.items() if key not in _SILENT_KEYS and isinstance(inner, str))
    return number + (not is_worded and any(" " in inner.strip() for inner in unknown))


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
    """The strings of formatted words, and numbers; other values say nothing."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield str(value)
    elif isinstance(value, list) and depth:
        for piece in value:
            yield from _inline(piece, depth - 1)
    elif isinstance(value, dict) and depth:
        for key in _WORD_KEYS:
            yield from _inline(value.get(key), depth - 1)
