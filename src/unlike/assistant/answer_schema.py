"""JSON Schemas of what tools take and answer, made from the types."""

from __future__ import annotations

from typing import Any

import msgspec

Json = dict[str, Any]


def json_schema(kind: type) -> Json:
    """The JSON Schema (draft 2020-12) of a dataclass; its root is the object itself, as the protocol wants it."""
    _, parts = msgspec.json.schema_components([kind], ref_template="#/$defs/{name}")
    root: Json = {"$schema": "https://json-schema.org/draft/2020-12/schema", **parts.pop(kind.__name__)}
    return root | {"$defs": parts} if parts else root


def to_json(value: object) -> Json:
    """The plain values of an answer."""
    plain: Json = msgspec.to_builtins(value)
    return plain
