"""A reader's description of a conversation, as JSON; its sentences stay translatable."""

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
        "skipped": [
            [_encode_value(record.ref), _encode_value(record.why), record.size] for record in conversation.skipped
        ],
        "notes": [_encode_value(note) for note in conversation.notes],
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
            SkippedRecord(_decode_value(ref), _decode_value(why), size) for ref, why, size in document.pop("skipped")
        ),
        "notes": tuple(map(_decode_value, document.pop("notes"))),
    }
    others = {name: msgspec.convert(value, kinds[name]) for name, value in document.items() if name in kinds}
    return Conversation(**others, **sentences)


def _encode_value(value: object) -> object:
    """Encode a sentence with the values of its places; any other value as JSON can hold it."""
    if isinstance(value, LazyMessage):
        values = {name: _encode_value(inner) for name, inner in value.values.items()}
        return _Sentence(value.forms, value.number, values)
    return value if isinstance(value, int | float) else str(value)


def _decode_value(value: Any) -> Any:  # noqa: ANN401 - a value of JSON
    if not isinstance(value, dict):
        return value
    values = {name: _decode_value(inner) for name, inner in value["values"].items()}
    return LazyMessage(tuple(value["forms"]), value["number"], values)
