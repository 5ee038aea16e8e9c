"""Sources and tasks: every source in one task, large ones first and alone, and the same tasks every time."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.corpus.corpus_plan import source_id, sources_in, tasks_of
from unlike.corpus.corpus_types import CorpusSource
from unlike.errors import InputError

SOURCES = st.lists(st.integers(0, 9_000_000), max_size=40).map(
    lambda sizes: [CorpusSource(f"{at:03}", "", size, 0, "") for at, size in enumerate(sizes)]
)


@given(SOURCES, st.sets(st.integers(0, 39)))
def test_every_source_that_is_left_is_in_one_task(sources: list[CorpusSource], done: set[int]) -> None:
    ids = {source_id(sources[at]) for at in done if at < len(sources)}
    tasks = tasks_of(sources, ids, 4 << 20)
    inside = sorted((source for task in tasks for source in task.sources), key=lambda one: one.name)
    assert inside == [source for source in sources if source_id(source) not in ids]
    assert [task.size for task in tasks] == sorted((task.size for task in tasks), reverse=True)
    assert all(len(task.sources) == 1 or task.size <= 4 << 20 for task in tasks)
    assert tasks == tasks_of(sources, ids, 4 << 20)
    assert len({task.id for task in tasks}) == len(tasks)


@given(SOURCES, st.sets(st.integers(0, 20)))
def test_a_run_that_goes_on_makes_the_tasks_that_are_left(sources: list[CorpusSource], done: set[int]) -> None:
    tasks = tasks_of(sources, (), 4 << 20)
    ids = {source_id(source) for at in done if at < len(tasks) for source in tasks[at].sources}
    assert tasks_of(sources, ids, 4 << 20) == [task for at, task in enumerate(tasks) if at not in done]


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


def test_what_is_no_folder_of_sources(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", "utf-8")
    (tmp_path / "empty").mkdir()
    for name in ("none", "file", "empty"):
        with pytest.raises(InputError):
            sources_in(tmp_path / name)
