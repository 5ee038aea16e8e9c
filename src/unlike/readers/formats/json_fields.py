"""Values of decoded JSON, whatever type they turn out to have."""

from __future__ import annotations

from typing import Any, TypeAlias

from unlike.readers.formats.value_names import bounded_name

JsonObject: TypeAlias = dict[str, Any]


def fields(value: object) -> JsonObject:
    """An object; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def entries(value: object) -> list[Any]:
    """A list; an empty one for anything else."""
    return value if isinstance(value, list) else []


def objects(value: object) -> list[JsonObject]:
    """The objects in a list."""
    return [entry for entry in entries(value) if isinstance(entry, dict)]


def text_of(value: object) -> str:
    """A text; an empty one for anything else."""
    return value if isinstance(value, str) else ""


def line_of(value: object) -> str:
    """A name on one line, within bounds; empty for anything but a text."""
    return bounded_name(value) if isinstance(value, str) else ""


def identifier(value: object) -> str | None:
    """An id: a text on one line, or a whole number as text; None for anything else, and for an empty text."""
    if isinstance(value, str):
        return line_of(value) or None
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 1 << 64 else None
