"""Findings as bytes and back: every frozen value with its class, sentences still in no language."""

from __future__ import annotations

import zlib
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import cache
from importlib import import_module
from typing import Any, Final
from zoneinfo import ZoneInfo

import msgspec

from unlike.i18n import LazyMessage
from unlike.results import Findings

_ROOMS: Final = ("unlike.results.", "unlike.core.")
"""Modules whose classes are values of findings; nothing else is ever made from stored bytes."""
_MICROSECOND: Final = timedelta(microseconds=1)


def encode_findings(findings: Findings) -> bytes:
    """Encode findings.

    Raises:
        TypeError: a value is of a kind that cannot be stored.
    """
    return zlib.compress(msgspec.msgpack.encode(_encode_value(findings)), 1)


def decode_findings(content: bytes) -> Findings:
    """Decode what `encode_findings` returned.

    Raises:
        ValueError: it is nothing that this version can read.
    """
    try:
        findings = _decode_value(msgspec.msgpack.decode(zlib.decompress(content)))
    except (zlib.error, msgspec.DecodeError, LookupError, TypeError, AttributeError, ImportError) as error:
        raise ValueError(str(error)) from error
    if not isinstance(findings, Findings):
        raise ValueError("these are no findings")  # noqa: TRY004 - of bytes, not of an argument
    return findings


def _encode_value(value: object) -> object:
    if isinstance(value, LazyMessage):
        values = [[name, _encode_value(inner)] for name, inner in value.values.items()]
        return {"message": list(value.forms), "number": value.number, "values": values}
    if isinstance(value, Enum):
        return {"choice": _name_of(type(value)), "value": value.value}
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, tuple):
        return [_encode_value(inner) for inner in value]
    if is_dataclass(value):
        content = [_encode_value(getattr(value, field.name)) for field in fields(value)]
        return {"record": _name_of(type(value)), "fields": content}
    return _encode_time(value)


def _encode_time(value: object) -> object:
    """A moment, a day, a time of day, or a length of time."""
    if isinstance(value, datetime):
        zone = value.tzinfo
        if zone is not None and not isinstance(zone, ZoneInfo):
            raise TypeError(f"a moment in {zone!r}")
        return {"moment": value.replace(tzinfo=None).isoformat(), "zone": zone and zone.key, "fold": value.fold}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, time) and value.tzinfo is None:
        return {"time": value.isoformat()}
    if isinstance(value, timedelta):
        return {"microseconds": value // _MICROSECOND}
    raise TypeError(f"a value of {type(value).__name__}")


def _decode_value(value: Any) -> Any:  # noqa: ANN401 - a kind of value each
    if isinstance(value, list):
        return tuple(map(_decode_value, value))
    if not isinstance(value, dict):
        return value
    if "record" in value:
        kind = _class_of(value["record"])
        names = [field.name for field in fields(kind)]
        return kind(**dict(zip(names, map(_decode_value, value["fields"]), strict=True)))
    if "choice" in value:
        return _class_of(value["choice"])(value["value"])
    if "message" in value:
        values = {name: _decode_value(inner) for name, inner in value["values"]}
        return LazyMessage(tuple(value["message"]), value["number"], values)
    return _decode_time(value)


def _decode_time(value: dict[str, Any]) -> object:
    if "day" in value:
        return date.fromisoformat(value["day"])
    if "time" in value:
        return time.fromisoformat(value["time"])
    if "microseconds" in value:
        return value["microseconds"] * _MICROSECOND
    zone = ZoneInfo(value["zone"]) if value["zone"] else None
    return datetime.fromisoformat(value["moment"]).replace(tzinfo=zone, fold=value["fold"])


def _name_of(kind: type) -> str:
    if not kind.__module__.startswith(_ROOMS):
        raise TypeError(f"a value of {kind.__name__}")
    return f"{kind.__module__}:{kind.__qualname__}"


@cache
def _class_of(name: str) -> Any:  # noqa: ANN401 - a dataclass or an enumeration
    module, _, class_name = name.partition(":")
    if not module.startswith(_ROOMS):
        raise LookupError(name)
    kind = getattr(import_module(module), class_name)
    if not (isinstance(kind, type) and (is_dataclass(kind) or issubclass(kind, Enum))):
        raise LookupError(name)
    return kind
