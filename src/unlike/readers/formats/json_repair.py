r"""JSON that a program wrote wrongly, written anew as it was meant.

Telegram Desktop writes control characters as `\x0C`, wrote the path of a custom emoji without quotes, and cuts strings
in the middle of a character; other programs write raw line breaks into strings, or halves of a surrogate pair.
"""

from __future__ import annotations

import json
import re
from typing import Final

_PIECE: Final = re.compile(rb'"((?:[^"\\]++|\\.)*+)(?:"|\\?\Z)|[^"]+', re.DOTALL)
"""A string, which may lack its end, or what stands between two."""

_ODD_IN_STRING: Final = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    rb"|\\u[dD][89a-fA-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|\\.|\\\Z|[\x00-\x1f]",
    re.DOTALL,
)
_LONE_SURROGATE: Final = re.compile(rb"\\u[dD][89a-fA-F][0-9a-fA-F]{2}\Z")
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")

_LINE: Final = re.compile(rb'^([ \t]*+"(?:[^"\\\n]++|\\.)*+"[ \t]*+:[ \t]*+)([^\n]*+)$', re.MULTILINE)
"""A key and what stands behind it in a file that has a line for each."""

_NEXT_KEY: Final = re.compile(rb',[ \t]*"(?:[^"\\\n]++|\\.)*+"[ \t]*:')

_WHOLE_VALUE: Final = re.compile(
    rb'[{\[].*|"(?:[^"\\]++|\\.)*+"|true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d{1,3})?', re.DOTALL
)
_AFTER_KEY: Final = re.compile(rb"\s*:\s*")
_VALUE_END: Final = re.compile(rb"[,}\]\n]|\Z")

_ESCAPES: Final = frozenset(b'"\\/bfnrt')
_REPLACEMENT: Final = rb"\ufffd"


def repair(text: bytes) -> bytes:
    r"""JSON text in which strings, escapes and bare values are as JSON wants them; brackets are left as they are.

    Bytes that are no UTF-8 become U+FFFD, `\xNN` the character that it names, a bare value a string.
    """
    readable = text.decode("utf-8", "replace").encode("utf-8")
    by_line = _LINE.sub(_line_repair, readable) if b"\n" in readable else readable
    return _PIECE.sub(_piece_repair, by_line)


def _line_repair(match: re.Match[bytes]) -> bytes:
    """A line whose value is bare, or a string with quotes in it that should have been escaped."""
    key, rest = match.groups()
    value = rest.rstrip(b" \t\r").removesuffix(b",")
    end = rest[len(value) :]
    if not value or _WHOLE_VALUE.fullmatch(value) or _WHOLE_VALUE.fullmatch(value.rstrip(b"]} \t")):
        return match[0]
    if _NEXT_KEY.search(value):
        return match[0]  # a line that holds several
    if value.startswith(b'"') and value.endswith(b'"') and len(value) > 1:
        return key + _string(value[1:-1]) + end
    return match[0] if value.startswith(b'"') else key + _quoted(value) + end


def _string(content: bytes) -> bytes:
    """A JSON string of a content whose quotes may be bare."""
    return b'"' + re.sub(rb'(\\.)|"', lambda match: match[1] or rb"\"", content) + b'"'


def _piece_repair(match: re.Match[bytes]) -> bytes:
    if match[1] is not None:
        return b'"' + _ODD_IN_STRING.sub(_character_repair, match[1]) + b'"'
    return _bare_repair(_CONTROL.sub(b" ", match[0]))


def _bare_repair(between: bytes) -> bytes:
    """What stands between two strings, with a value in it that is no value of JSON as a string, or as null."""
    start = _AFTER_KEY.match(between)
    rest = between[start.end() :] if start else b""
    if start is None or not rest or rest[:1] in {b"{", b"["}:
        return between
    end = _VALUE_END.search(rest)
    value = (rest[: end.start()] if end else rest).rstrip()
    if _WHOLE_VALUE.fullmatch(value):
        return between
    return start[0] + (_quoted(value) if value else b"null") + rest[len(value) :]


def _quoted(value: bytes) -> bytes:
    """A JSON string of a bare value, in which a backslash is one."""
    return json.dumps(value.decode(), ensure_ascii=False).encode()


def _character_repair(match: re.Match[bytes]) -> bytes:
    """An escape or control character as JSON has it."""
    odd = match[0]
    if not odd.startswith(b"\\"):
        return b"\\u%04x" % odd[0]
    if odd[1:2] == b"x" and len(odd) > 2:
        return b"\\u00" + odd[2:]
    if _LONE_SURROGATE.match(odd):
        return _REPLACEMENT
    if len(odd) > 2:
        return odd
    return odd if odd[1:] and odd[1] in _ESCAPES else b"\\" + odd
