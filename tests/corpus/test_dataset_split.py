"""Division of a dataset: every message once, whole conversations in one file, large ones in their own."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from unlike.corpus import dataset_split
from unlike.corpus.corpus_plan import sources_in
from unlike.corpus.corpus_types import TaskSettings
from unlike.corpus.dataset_split import divide_dataset, parts_of
from unlike.corpus.source_reading import read_source
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


def test_a_file_without_chats_is_one_file(tmp_path: Path, table: pl.DataFrame) -> None:
    (tmp_path / "in").mkdir()
    table.drop("chat").write_parquet(tmp_path / "in" / "data.parquet")
    source = replace(sources_in(tmp_path / "in")[0], is_dataset=True)
    divide_dataset(source, settings(tmp_path))
    (part,) = parts_of(source, str(tmp_path))
    assert pl.read_parquet(part.path).height == table.height


def test_of_files_without_chats_each_is_a_part(tmp_path: Path, table: pl.DataFrame) -> None:
    folder = tmp_path / "in" / "data"
    for at in range(2):
        (folder / str(at)).mkdir(parents=True)
        table.drop("chat")[at::2].write_parquet(folder / str(at) / "x.parquet")
    (folder / "y.parquet").write_bytes(b"PAR1 damaged PAR1")
    (source,) = sources_in(tmp_path / "in")
    divide_dataset(source, settings(tmp_path))
    parts = parts_of(source, str(tmp_path))
    assert [part.file for part in parts] == ["0/x.parquet", "1/x.parquet", "y.parquet"]
    assert all(part.scope == "data" and part.is_part and part.size for part in parts)
    assert sum(pl.read_parquet(part.path).height for part in parts[:2]) == table.height
    assert len({part.name for part in parts}) == 3


@pytest.mark.parametrize("first", ["with", "without"])
def test_files_with_and_without_chats_are_no_table(tmp_path: Path, table: pl.DataFrame, first: str) -> None:
    folder = tmp_path / "in" / "data"
    folder.mkdir(parents=True)
    names = ["a.parquet", "b.parquet"] if first == "with" else ["b.parquet", "a.parquet"]
    table.write_parquet(folder / names[0])
    table.drop("chat").write_parquet(folder / names[1])
    (source,) = sources_in(tmp_path / "in")
    assert isinstance(divide_dataset(source, settings(tmp_path)), SourceFailure)


@pytest.mark.parametrize("number", [1, 2])
@pytest.mark.parametrize("column", ["chat", "other"])
def test_a_table_without_rows_is_a_failure(tmp_path: Path, table: pl.DataFrame, number: int, column: str) -> None:
    folder = tmp_path / "in" / "data"
    folder.mkdir(parents=True)
    for at in range(number):
        table.rename({"chat": column}).clear().write_parquet(folder / f"{at}.parquet")
    source = replace(sources_in(tmp_path / "in")[0], is_dataset=True)
    failure = divide_dataset(source, settings(tmp_path))
    if isinstance(failure, SourceFailure):
        assert failure.kind == "EmptyExportError"
        return
    for part in parts_of(source, str(tmp_path)):
        assert [one.kind for one in read_source(part, settings(tmp_path)).failures] == ["EmptyExportError"]


TYPES: dict[str, list[Any]] = {
    "integers": [1, 2, 3],
    "floats": [1.0, 2.5, math.nan],
    "decimals": [Decimal("1.1"), Decimal("1.2"), None],
    "bytes": [b"a", b"\xff", b"\xfe"],
    "booleans": [True, False, None],
    "days": [date(2024, 5, 1), date(2024, 5, 2), None],
    "lists": [["Rosa", "Lou"], ["Rosa"], None],
    "objects": [{"id": 1}, {"id": 2}, None],
    "texts": ["Rosa", "data", None],
}


@pytest.mark.parametrize("rows", [1, 1000])
@pytest.mark.parametrize("values", TYPES.values(), ids=TYPES)
def test_chats_of_every_type_are_as_many_conversations(
    tmp_path: Path, values: list[Any], rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dataset_split, "_BUCKET_ROWS", rows)
    folder = tmp_path / "in" / "data"
    folder.mkdir(parents=True)
    for at, chats in enumerate((values * 2, values[::-1] * 2)):
        frame = pl.DataFrame({"chat": chats, "timestamp": range(1_700_000_000, 1_700_000_006)})
        frame.with_columns(sender=pl.lit("A"), text=pl.lit("x")).write_parquet(folder / f"{at}.parquet")
    (source,) = sources_in(tmp_path / "in")
    assert not isinstance(divide_dataset(source, settings(tmp_path)), SourceFailure)
    readings = [read_source(part, settings(tmp_path)).imported for part in parts_of(source, str(tmp_path))]
    chats = [chat for imported in readings if imported for chat in imported.conversations]
    assert [chat.coverage.messages for chat in chats] == [4, 4, 4]
    assert len({chat.key for chat in chats}) == 3


def test_spaces_around_a_name_make_no_other_chat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dataset_split, "_BUCKET_ROWS", 1)
    (tmp_path / "in").mkdir()
    chats = ["Rosa  Ahl", " Rosa Ahl", "Rosa Ahl\n", "", " ", None]
    frame = pl.DataFrame({"chat": chats, "timestamp": range(1_700_000_000, 1_700_000_006)})
    frame.with_columns(sender=pl.lit("A"), text=pl.lit("x")).write_parquet(tmp_path / "in" / "data.parquet")
    source = replace(sources_in(tmp_path / "in")[0], is_dataset=True)
    divide_dataset(source, settings(tmp_path))
    readings = [read_source(part, settings(tmp_path)).imported for part in parts_of(source, str(tmp_path))]
    assert [chat.coverage.messages for one in readings if one for chat in one.conversations] == [3, 3]


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
