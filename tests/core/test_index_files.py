from pathlib import Path

import pytest

from unlike.core.index_files import IndexFile, read_index, source_key


class NumbersFile(IndexFile, frozen=True, kw_only=True):
    numbers: list[int]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "numbers.index.json"
    path.write_text('{"key":7,"numbers":[1,2]}', "utf-8")
    return path


def test_an_index_of_these_sources_is_read(file: Path) -> None:
    assert read_index(file, NumbersFile, 7) == NumbersFile(key=7, numbers=[1, 2])


def test_one_of_other_sources_is_none(file: Path) -> None:
    assert read_index(file, NumbersFile, 8) is None


@pytest.mark.parametrize("content", ["", '{"key":7', '{"key":7}', '{"key":7,"numbers":["1"]}', "[]", "\xff"])
def test_a_broken_one_is_none(file: Path, content: str) -> None:
    file.write_text(content, "latin-1")
    assert read_index(file, NumbersFile, 7) is None


def test_a_missing_one_is_none(file: Path) -> None:
    file.unlink()
    assert read_index(file, NumbersFile, 7) is None


def test_a_key_changes_with_the_version_and_with_any_source() -> None:
    sources = {"a": b"one", "b": b"two"}
    others = ({"a": b"one"}, {"a": b"on", "b": b"etwo"}, {"a": b"one", "c": b"two"}, {"a": b"One", "b": b"two"})
    keys = [source_key(1, sources), source_key(2, sources), *(source_key(1, other) for other in others)]
    assert len(set(keys)) == len(keys)
    assert source_key(1, dict(sources)) == keys[0]
