"""Division of a dataset: every message once, whole conversations in one file, large ones in their own."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from unlike.corpus import dataset_split
from unlike.corpus.corpus_plan import sources_in
from unlike.corpus.corpus_types import TaskSettings
from unlike.corpus.dataset_split import divide_dataset, parts_of
from unlike.results.corpus_summary import SourceFailure


@pytest.fixture
def table() -> pl.DataFrame:
    sizes = {"small": 3, "tiny": 1, "large": 40, "none": 2}
    names = [name for name, size in sizes.items() for _ in range(size)]
    frame = pl.DataFrame({"chat": names, "timestamp": range(len(names)), "sender": "A", "text": "x", "more": 1})
    return frame.sample(fraction=1, shuffle=True, seed=4).with_columns(
        chat=pl.when(pl.col("chat") != "none").then("chat")
    )


def settings(folder: Path) -> TaskSettings:
    return TaskSettings(str(folder), "UTC", None, None, text=False)


def test_conversations_stay_whole(tmp_path: Path, table: pl.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dataset_split, "_BUCKET_ROWS", 2)
    folder = tmp_path / "in" / "data"
    folder.mkdir(parents=True)
    for at in range(3):
        table[at::3].write_parquet(folder / f"{at}.parquet")
    (source,) = sources_in(tmp_path / "in")
    assert not isinstance(divide_dataset(source, settings(tmp_path)), SourceFailure)
    parts = parts_of(source, str(tmp_path))
    frames = [pl.read_parquet(part.path) for part in parts]
    assert all(Path(part.path).name == "data.parquet" and part.scope == "data" for part in parts)
    columns = ["chat", "timestamp", "sender", "text"]
    assert pl.concat(frames).select(columns).sort("timestamp").equals(table.select(columns).sort("timestamp"))
    homes = [set(frame["chat"].to_list()) for frame in frames]
    assert sum(map(len, homes)) == 4
    assert {"large"} in homes
    stamps = [Path(part.path).stat().st_mtime_ns for part in parts]
    divide_dataset(source, settings(tmp_path))
    assert [Path(part.path).stat().st_mtime_ns for part in parts] == stamps


def test_a_table_without_chats_is_one_file(tmp_path: Path, table: pl.DataFrame) -> None:
    folder = tmp_path / "in" / "data"
    folder.mkdir(parents=True)
    for at in range(2):
        table.drop("chat")[at::2].write_parquet(folder / f"{at}.parquet")
    (source,) = sources_in(tmp_path / "in")
    divide_dataset(source, settings(tmp_path))
    (part,) = parts_of(source, str(tmp_path))
    assert pl.read_parquet(part.path).height == table.height


@pytest.mark.parametrize("content", [b"no table", None], ids=["damaged", "other columns"])
def test_what_is_no_chat_is_named(tmp_path: Path, content: bytes | None) -> None:
    folder = tmp_path / "in" / "data"
    folder.mkdir(parents=True)
    for at in range(2):
        if content is None:
            pl.DataFrame({"price": [1]}).write_parquet(folder / f"{at}.parquet")
        else:
            (folder / f"{at}.parquet").write_bytes(content)
    (source,) = sources_in(tmp_path / "in")
    failure = divide_dataset(source, settings(tmp_path))
    assert isinstance(failure, SourceFailure)
    assert failure.source == "data"
    assert parts_of(source, str(tmp_path)) == []
    assert list((tmp_path / "work" / "parts").iterdir()) == []
