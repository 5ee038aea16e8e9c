"""Pseudonyms: the same for the same, another for everything else, and none without the key."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.corpus.pseudonyms import Pseudonyms, read_key, write_key
from unlike.errors import OptionError, UnreadableError

KEYS = st.binary(min_size=32, max_size=64)
NAMES = st.text(max_size=20)


@given(KEYS, NAMES, NAMES, NAMES)
def test_they_follow_from_key_scope_and_name(key: bytes, scope: str, name: str, other: str) -> None:
    names, again = Pseudonyms(key), Pseudonyms(key)
    assert names.person(scope, name) == again.person(scope, name)
    assert (names.person(scope, name) == names.person(scope, other)) == (name == other)
    assert (names.person(scope, name) == names.person(name, scope)) == (name == scope)
    assert len({names.person(scope, name), names.conversation(scope, name), names.source(name)}) == 3


@given(KEYS, KEYS, NAMES)
def test_another_key_gives_others(key: bytes, other: bytes, name: str) -> None:
    padded = [each.ljust(64, b"\0") for each in (key, other)]  # BLAKE2 fills a short key with zeros
    assert (Pseudonyms(key).source(name) == Pseudonyms(other).source(name)) == (padded[0] == padded[1] and key == other)


def test_the_key_is_hidden_and_private(tmp_path: Path) -> None:
    path = tmp_path / "key"
    write_key(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert len(read_key(path)) == 32
    assert "key" not in repr(Pseudonyms(read_key(path)))


def test_keys_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError):
        read_key(tmp_path / "none")
    (tmp_path / "short").write_bytes(b"x" * 31)
    with pytest.raises(OptionError):
        read_key(tmp_path / "short")
    (tmp_path / "long").write_bytes(b"x" * 5000)
    assert len(read_key(tmp_path / "long")) == 64
