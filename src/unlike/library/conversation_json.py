"""What a reader said of a conversation, as JSON: its sentences stay ones that can be said in any language."""

from __future__ import annotations

from dataclasses import fields
from datetime import timedelta
from typing import Any, get_type_hints

import msgspec

from unlike.i18n import LazyMessage
from unlike.readers.base import Conversation, SkippedRecord

_MICROSECOND = timedelta(microseconds=1)


class _Sentence(msgspec.Struct, frozen=True, tag="sentence"):
    """A lazy message by what its lookup needs."""

    forms: tuple[str, ...]
    number: int | None
    values: dict[str, Any]


def encode_conversation(conversation: Conversation) -> str:
    """Encode a conversation as JSON with one key for each attribute; its clock in microseconds."""
    document = {field.name: getattr(conversation, field.name) for field in fields(conversation)}
    document |= {
        "clock": conversation.clock // _MICROSECOND,
        "skipped": [[_encoded(record.ref), _encoded(record.why), record.size] for record in conversation.skipped],
        "notes": [_encoded(note) for note in conversation.notes],
    }
    return msgspec.json.encode(document).decode()


def decode_conversation(text: str) -> Conversation:
    """Decode what `encode_conversation` returned; keys that this version does not know are left out.

    Raises:
        msgspec.DecodeError: it is no JSON, or of another shape.
    """
    document: dict[str, Any] = msgspec.json.decode(text)
    kinds = get_type_hints(Conversation)
    sentences = {
        "clock": document.pop("clock") * _MICROSECOND,
        "skipped": tuple(
            SkippedRecord(_decoded(ref), _decoded(why), size) for ref, why, size in document.pop("skipped")
        ),
        "notes": tuple(map(_decoded, document.pop("notes"))),
    }
    others = {name: msgspec.convert(value, kinds[name]) for name, value in document.items() if name in kinds}
    return Conversation(**others, **sentences)


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
