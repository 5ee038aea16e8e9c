"""A JSON Schema that allows nothing it does not name."""

from __future__ import annotations

from typing import Any


def closed(part: Any) -> Any:  # noqa: ANN401 - any piece of a JSON Schema
    """The schema with nothing allowed that it does not name."""
    if isinstance(part, list):
        return [closed(piece) for piece in part]
    if not isinstance(part, dict):
        return part
    shut = {key: closed(value) for key, value in part.items()}
    return {**shut, "additionalProperties": False} if part.get("type") == "object" else shut
