"""The kinds of messages."""

from __future__ import annotations

from unlike.messages import KIND_NAMES, MEDIA, SCHEMA


def test_the_kinds_hold_all_media() -> None:
    assert set(MEDIA) < set(KIND_NAMES)
    assert len(set(KIND_NAMES)) == len(KIND_NAMES)
    assert {"text", "deleted", "system", "call"}.isdisjoint(MEDIA)


def test_the_schema_holds_every_kind() -> None:
    assert SCHEMA["kind"].categories.to_list() == list(KIND_NAMES)  # type: ignore[attr-defined]
