"""What a reader said of a conversation, as JSON: its sentences stay ones that can be said in any language."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta
from typing import Any

import msgspec

from unlike.i18n import LazyMessage
from unlike.readers.base import Conversation, SkippedRecord
from unlike.readers.coverage import Coverage

_MICROSECOND = timedelta(microseconds=1)


class _Sentence(msgspec.Struct, frozen=True, tag="sentence"):
    """A lazy message by what its lookup needs."""

    forms: tuple[str, ...]
    number: int | None
    values: dict[str, Any]


def encode_conversation(conversation: Conversation) -> str:
    """Encode a conversation as JSON with one key for each attribute; its clock in microseconds."""
    document = {field.name: getattr(conversation, field.name) for field in fields(conversation)}
    skipped = [[_encoded(record.ref), _encoded(record.why), record.size] for record in conversation.skipped]
    coverage = {field.name: getattr(conversation.coverage, field.name) for field in fields(Coverage)}
    document |= {
        "clock": conversation.clock // _MICROSECOND,
        "skipped": skipped,
        "notes": [_encoded(note) for note in conversation.notes],
        "coverage": coverage,
    }
    return msgspec.json.encode(document).decode()


def decode_conversation(text: str) -> Conversation:
    """Decode what `encode_conversation` returned; keys that this version does not know are left out.

    Raises:
        msgspec.DecodeError: it is no JSON.
    """
    document: dict[str, Any] = msgspec.json.decode(text)
    known = {field.name: document[field.name] for field in fields(Conversation) if field.name in document}
    known |= {
        "clock": document["clock"] * _MICROSECOND,
        "skipped": tuple(SkippedRecord(_decoded(ref), _decoded(why), size) for ref, why, size in document["skipped"]),
        "notes": tuple(map(_decoded, document["notes"])),
        "coverage": Coverage(**document["coverage"]),
    }
    return Conversation(**known)


def _encoded(value: object) -> object:
    """A sentence with the values of its places; any other value as JSON can hold it."""
    if isinstance(value, LazyMessage):
        values = {name: _encoded(inner) for name, inner in value.values.items()}
        return _Sentence(value.forms, value.number, values)
    return value if isinstance(value, int | float) else str(value)


def _decoded(value: Any) -> Any:  # noqa: ANN401 - a value of JSON
    if not isinstance(value, dict):
        return value
    values = {name: _decoded(inner) for name, inner in value["values"].items()}
    return LazyMessage(tuple(value["forms"]), value["number"], values)
