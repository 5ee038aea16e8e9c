"""Changes to an export as accidents and attackers make them: of bytes, lines, JSON values, order and encoding."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from typing import Any

from bench.reading.database_mutations import START, mutate_database

_CHANGES_INSIDE = 0.9
JsonValue = Any
Mutation = Callable[[random.Random, bytes], bytes]

TOKENS = (
    *(b"\xff", b"\xed\xa0\x80", b"\xe2\x80", b"\x00", b"\x0c", rb"\x0C", rb"\ud83d", rb"\u0000", b"\\", b'"', b"'"),
    *(b"{", b"}", b"[", b"]", b",", b":", b"[" * 500, b"]" * 500, b"\n", b"\r", b"\r\n", b"\xe2\x80\xa8"),
    *(b"\xef\xbb\xbf", b"\xe2\x80\xaf", b"\xc2\xa0", b" ", b"  ", b": ", b" - ", b"~ ", b"null", b"NaN", b"1e999"),
    *(b"99999999999999999999", b"-1", b"0", b"12/11/2025, 08:06 - ", b"[1/29/25, 9:05:01 PM] ", b"24:15"),
    *(b"\xe2\x80\x8e", b"31.12.1811", b"<Media omitted>", b'"messages": [', b'"type": null', b'"id": 1,'),
    *(b"file (2).webm", b"A" * 3_000),
)

ODD_VALUES: tuple[object, ...] = (
    *(None, True, False, 0, -1, 1.5, 10**30, "", "x", "\n", "\0", [], {}, [[]], [None], {"text": 5}),
    *("0001-01-01T00:00:00", "9999-12-31T23:59:59", 253402300800, "253402300800", "-99999999999", "9" * 40),
    *("1700000000", ["x", {"text": []}], 1700000000000, [{"emoji": "x", "count": 10**9}], "x" * 5_000),
    json.loads("[" * 200 + "]" * 200),
)


def mutate(chance: random.Random, content: bytes) -> bytes:
    """One to four changes; of a database mostly of what is in it, for hardly any other leaves it whole."""
    if content.startswith(START) and chance.random() < _CHANGES_INSIDE:
        return mutate_database(chance, content)
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4))):
        content = chance.choice(MUTATIONS)(chance, content)
    return content


def _replace_byte(chance: random.Random, content: bytes) -> bytes:
    place = _place(chance, content)
    return content[:place] + bytes([chance.randrange(256)]) + content[place + 1 :]


def _insert_token(chance: random.Random, content: bytes) -> bytes:
    place = _place(chance, content)
    return content[:place] + chance.choice(TOKENS) + content[place:]


def _replace_with_token(chance: random.Random, content: bytes) -> bytes:
    start, end = _span(chance, content, 12)
    return content[:start] + chance.choice(TOKENS) + content[end:]


def _delete_span(chance: random.Random, content: bytes) -> bytes:
    start, end = _span(chance, content, chance.choice((1, 4, 40, 400)))
    return content[:start] + content[end:]


def _repeat_span(chance: random.Random, content: bytes) -> bytes:
    start, end = _span(chance, content, chance.choice((4, 40, 400)))
    return content[:end] + content[start:end] * chance.choice((1, 2, 20)) + content[end:]


def _swap_spans(chance: random.Random, content: bytes) -> bytes:
    first, second = sorted((_span(chance, content, 40), _span(chance, content, 40)))
    if first[1] > second[0]:
        return content
    a, b = content[slice(*first)], content[slice(*second)]
    return content[: first[0]] + b + content[first[1] : second[0]] + a + content[second[1] :]


def _truncate(chance: random.Random, content: bytes) -> bytes:
    return content[: _place(chance, content)]


def _behead(chance: random.Random, content: bytes) -> bytes:
    return content[_place(chance, content) // chance.choice((1, 4, 20)) :]


def _lines(change: Callable[[random.Random, list[bytes]], list[bytes]]) -> Mutation:
    """A change of a list of lines as a change of a file."""
    return lambda chance, content: b"".join(change(chance, content.splitlines(keepends=True) or [b""]))


def _drop_line(chance: random.Random, lines: list[bytes]) -> list[bytes]:
    del lines[chance.randrange(len(lines))]
    return lines


def _repeat_line(chance: random.Random, lines: list[bytes]) -> list[bytes]:
    lines.insert(chance.randrange(len(lines)), chance.choice(lines))
    return lines


def _swap_lines(chance: random.Random, lines: list[bytes]) -> list[bytes]:
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    return lines


def _shuffle_lines(chance: random.Random, lines: list[bytes]) -> list[bytes]:
    start = chance.randrange(len(lines))
    some = lines[start : start + 8]
    chance.shuffle(some)
    return lines[:start] + some + lines[start + 8 :]


def _indent_line(chance: random.Random, lines: list[bytes]) -> list[bytes]:
    number = chance.randrange(len(lines))
    lines[number] = chance.choice((b" ", b"\t", b"    ", b"\xe2\x80\x8f")) + lines[number]
    return lines


def _unindent_line(chance: random.Random, lines: list[bytes]) -> list[bytes]:
    number = chance.randrange(len(lines))
    lines[number] = lines[number].lstrip(b" ")
    return lines


def _other_line_ends(chance: random.Random, content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n").replace(b"\n", chance.choice((b"\r\n", b"\r", b"\n\n", b"\r\r\n")))


def _other_encoding(chance: random.Random, content: bytes) -> bytes:
    text = content.decode("utf-8", "replace")
    name = chance.choice(("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "latin-1", "cp1251", "cp437"))
    return text.encode(name, "replace")


def _json(change: Callable[[random.Random, JsonValue], None]) -> Mutation:
    """A change of a JSON document as a change of a file; files of other kinds get another token."""

    def changed(chance: random.Random, content: bytes) -> bytes:
        try:
            document = json.loads(content)
        except (ValueError, RecursionError):
            return _insert_token(chance, content)
        change(chance, document)
        indent = chance.choice((None, 0, 1, 1, 1, 1, 4))
        text = json.dumps(document, indent=indent, ensure_ascii=chance.random() < 0.3, sort_keys=chance.random() < 0.1)
        return text.encode("utf-8", "surrogatepass")

    return changed


def _containers(value: JsonValue) -> Iterator[JsonValue]:
    """Every object and list in a value that is not empty."""
    if isinstance(value, dict | list) and value:
        yield value
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _containers(inner)


def _keys(container: JsonValue) -> list[JsonValue]:
    return list(container) if isinstance(container, dict) else list(range(len(container)))


def _any_container(chance: random.Random, document: JsonValue) -> JsonValue:
    return chance.choice([*_containers(document)] or [{"x": 1}])


def _replace_value(chance: random.Random, document: JsonValue) -> None:
    container = _any_container(chance, document)
    container[chance.choice(_keys(container))] = chance.choice(ODD_VALUES)


def _drop_value(chance: random.Random, document: JsonValue) -> None:
    container = _any_container(chance, document)
    del container[chance.choice(_keys(container))]


def _swap_values(chance: random.Random, document: JsonValue) -> None:
    first, second = _any_container(chance, document), _any_container(chance, document)
    one, other = chance.choice(_keys(first)), chance.choice(_keys(second))
    first[one], second[other] = json.loads(json.dumps([second[other], first[one]]))


def _rename_key(chance: random.Random, document: JsonValue) -> None:
    container = _any_container(chance, document)
    if isinstance(container, dict):
        container[chance.choice(("text", "type", "messages", "from", "date", "hologram", ""))] = container.pop(
            chance.choice(_keys(container))
        )


def _repeat_value(chance: random.Random, document: JsonValue) -> None:
    container = _any_container(chance, document)
    if isinstance(container, list):
        container.insert(chance.randrange(len(container)), json.loads(json.dumps(chance.choice(container))))


def _shuffle_values(chance: random.Random, document: JsonValue) -> None:
    container = _any_container(chance, document)
    if isinstance(container, list):
        chance.shuffle(container)


def _place(chance: random.Random, content: bytes) -> int:
    return chance.randrange(len(content) + 1)


def _span(chance: random.Random, content: bytes, most: int) -> tuple[int, int]:
    start = _place(chance, content)
    return start, min(len(content), start + 1 + chance.randrange(most))


MUTATIONS: tuple[Mutation, ...] = (
    *(_replace_byte, _insert_token, _replace_with_token, _delete_span, _repeat_span, _swap_spans, _truncate, _behead),
    *map(_lines, (_drop_line, _repeat_line, _swap_lines, _shuffle_lines, _indent_line, _unindent_line)),
    *(_other_line_ends, _other_encoding),
    *map(
        _json, (_replace_value, _replace_value, _drop_value, _swap_values, _rename_key, _repeat_value, _shuffle_values)
    ),
)
