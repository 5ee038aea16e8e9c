"""Sources and tasks: every source in one task, large ones first and alone, and the same tasks every time."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.corpus.corpus_plan import source_id, sources_in, table_files, tasks_of
from unlike.corpus.corpus_types import CorpusSource
from unlike.corpus.pseudonyms import Pseudonyms
from unlike.errors import InputError

KEY = Pseudonyms(b"k" * 32)

SOURCES = st.lists(st.integers(0, 9_000_000), max_size=40).map(
    lambda sizes: [CorpusSource(f"{at:03}", "", size, "", "") for at, size in enumerate(sizes)]
)


@given(SOURCES, st.sets(st.integers(0, 39)))
def test_every_source_that_is_left_is_in_one_task(sources: list[CorpusSource], done: set[int]) -> None:
    ids = {source_id(sources[at]) for at in done if at < len(sources)}
    tasks = tasks_of(sources, ids, 4 << 20, KEY)
    inside = sorted((source for task in tasks for source in task.sources), key=lambda one: one.name)
    assert inside == [source for source in sources if source_id(source) not in ids]
    assert [task.size for task in tasks] == sorted((task.size for task in tasks), reverse=True)
    assert all(len(task.sources) == 1 or task.size <= 4 << 20 for task in tasks)
    assert tasks == tasks_of(sources, ids, 4 << 20, KEY)
    assert len({task.id for task in tasks}) == len(tasks)


@given(SOURCES, st.sets(st.integers(0, 20)))
def test_a_run_that_goes_on_makes_the_tasks_that_are_left(sources: list[CorpusSource], done: set[int]) -> None:
    tasks = tasks_of(sources, (), 4 << 20, KEY)
    ids = {source_id(source) for at in done if at < len(tasks) for source in tasks[at].sources}
    assert tasks_of(sources, ids, 4 << 20, KEY) == [task for at, task in enumerate(tasks) if at not in done]


def test_entries_are_sources(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "one.txt").write_text("123", "utf-8")
    (tmp_path / "b" / "two.txt").write_text("12", "utf-8")
    (tmp_path / "a.txt").write_text("1", "utf-8")
    (tmp_path / ".secret").write_text("1", "utf-8")
    (tmp_path / "d").mkdir()
    (tmp_path / "d" / "x.parquet").write_bytes(b"1")
    (tmp_path / "d" / "y.parquet").write_bytes(b"1")
    found = sources_in(tmp_path)
    assert [(source.name, source.size, source.is_dataset) for source in found] == [
        ("a.txt", 1, False),
        ("b", 5, False),
        ("d", 2, True),
    ]


def test_a_source_that_changes_is_another_one(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("1", "utf-8")
    before = source_id(sources_in(tmp_path)[0])
    os.utime(file, ns=(1, 1))
    assert source_id(sources_in(tmp_path)[0]) != before


Change = Callable[[Path], object]
CHANGES: dict[str, Change] = {
    "another size": lambda file: file.write_text("12", "utf-8"),
    "an earlier time": lambda file: os.utime(file, ns=(1, 1)),
    "another name": lambda file: file.rename(file.with_name(f"{file.name}2")),
    "gone": Path.unlink,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize(
    "name", ["_chat.txt", "__chat.txt", "a.txt", "_photos/a.jpg", "b/_chat.txt", "_SUCCESS", "_x.parquet"]
)
def test_every_file_that_may_be_read_is_part_of_what_a_source_is(name: str, change: Change, tmp_path: Path) -> None:
    file = tmp_path / "donor" / name
    file.parent.mkdir(parents=True)
    file.write_text("1", "utf-8")
    (tmp_path / "donor" / "other.txt").write_text("123", "utf-8")  # changed after all others
    before = source_id(sources_in(tmp_path)[0])
    change(file)
    assert source_id(sources_in(tmp_path)[0]) != before


def test_what_begins_with_a_dot_is_read_by_nobody_and_part_of_nothing(tmp_path: Path) -> None:
    (tmp_path / "donor" / ".git").mkdir(parents=True)
    (tmp_path / "donor" / "a.txt").write_text("1", "utf-8")
    before = source_id(sources_in(tmp_path)[0])
    (tmp_path / "donor" / ".DS_Store").write_text("x", "utf-8")
    (tmp_path / "donor" / ".git" / "a.txt").write_text("x", "utf-8")
    assert source_id(sources_in(tmp_path)[0]) == before


@pytest.mark.parametrize(
    ("beside", "is_dataset"),
    [("_SUCCESS", True), ("_metadata", True), ("_committed_123", True), ("_chat.txt", False), ("list.txt", False)],
)
def test_only_what_engines_lay_beside_a_table_is_no_part_of_it(
    beside: str, tmp_path: Path, *, is_dataset: bool
) -> None:
    folder = tmp_path / "table"
    folder.mkdir()
    for name in ("a.parquet", "_b.parquet", beside):
        (folder / name).write_bytes(b"1")
    (source,) = sources_in(tmp_path)
    assert source.is_dataset == is_dataset
    assert [file.name for file in table_files(source)] == ["_b.parquet", "a.parquet"]


def test_files_of_a_task_are_named_by_the_key(tmp_path: Path) -> None:
    (tmp_path / "WhatsApp Chat with Rosa Ahl.txt").write_text("1", "utf-8")
    sources = sources_in(tmp_path)
    (mine,) = tasks_of(sources, (), 1, KEY)
    (other,) = tasks_of(sources, (), 1, Pseudonyms(b"l" * 32))
    assert mine.id != other.id
    assert tasks_of(sources, (), 1, KEY) == [mine]


def test_what_is_no_folder_of_sources(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    (tmp_path / "empty").mkdir()
    for name in ("none", "file", "empty"):
        with pytest.raises(InputError):
            sources_in(tmp_path / name)
