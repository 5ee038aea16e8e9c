"""`unlike export`: every format holds the same messages, readable by its owner alone, and writes over nothing."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from stat import S_IMODE
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from test_add_action import CHAT

if TYPE_CHECKING:
    from library_fixtures import Run


@pytest.fixture
def rosa_added(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "WhatsApp Chat with Rosa.txt"
    path.write_text(CHAT.replace("yes 3\n", 'a "comma", a\nline and 🙂‍↔️\n'))
    assert run("add", path, "--me", "Imke", "--timezone", "UTC")[0] == 0


def rows_of(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".csv":
        with path.open(newline="", encoding="utf-8") as file:
            return [{key: value or None for key, value in row.items()} for row in csv.DictReader(file)]
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    if path.suffix == ".db":
        with closing(sqlite3.connect(path)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute("SELECT * FROM messages ORDER BY id")]
    table = pl.read_ipc(path) if path.suffix == ".arrow" else pl.read_parquet(path)
    return table.with_columns(pl.col("sent_at").dt.strftime("%Y-%m-%dT%H:%M:%S%.6fZ")).to_dicts()


@pytest.mark.usefixtures("rosa_added")
@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".db", ".parquet", ".arrow"])
def test_a_format_holds_every_message(run: Run, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"out{ending}"
    assert run("export", path) == (0, f"Written: {path}, 252 messages. It is not encrypted.\n", "")
    rows = rows_of(path)
    assert len(rows) == 252
    expected = {"conversation": "Rosa", "app": "whatsapp", "sender": "Imke", "text": 'a "comma", a\nline and 🙂‍↔️',
                "sent_at": "2025-01-04T09:05:00.000000Z", "kind": "text", "reply_to": None}  # fmt: skip
    assert {key: rows[10][key] for key in expected} == expected
    assert S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in tmp_path.iterdir() if file.name.startswith(".")] == []


@pytest.mark.usefixtures("rosa_added")
def test_a_database_names_the_chat_of_every_message(run: Run, tmp_path: Path) -> None:
    """Programs that show a database, such as Datasette, follow the reference."""
    run("export", tmp_path / "out.db")
    with closing(sqlite3.connect(tmp_path / "out.db")) as connection:
        assert connection.execute("SELECT * FROM chats").fetchall() == [(1, "Rosa", 252)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        (reference,) = connection.execute("PRAGMA foreign_key_list(messages)").fetchall()
        assert reference[2:5] == ("chats", "chat", "number")
    assert run("forget", "--chat", "1", "--yes")[0] == 0
    for ending in ("csv", "jsonl", "db", "parquet", "arrow"):
        assert run("export", tmp_path / f"none.{ending}")[0] == 0


@pytest.mark.usefixtures("rosa_added")
@pytest.mark.parametrize("ending", [".json", ".chatlab.jsonl"])
def test_chatlab_s_format_holds_one_chat_and_can_be_checked(run: Run, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"Rosa{ending}"
    assert run("export", path) == (0, f"Written: {path}, 252 messages. It is not encrypted.\n", "")
    code, out, _ = run("check", path, "--timezone", "UTC")
    assert code == 0
    assert "Rosa" in out
    other = tmp_path / "WhatsApp Chat with Bo.txt"
    other.write_text(CHAT.replace("Rosa", "Bo").replace("yes", "no").replace("2025", "2023"))
    assert run("add", other, "--me", "Imke", "--timezone", "UTC")[0] == 0
    code, _, err = run("export", tmp_path / f"all{ending}")
    assert code == 2
    assert "holds one chat, and these are 2" in err
    assert not (tmp_path / f"all{ending}").exists()
    assert run("export", tmp_path / f"Bo{ending}", "--chat", "Bo")[0] == 0


@pytest.mark.usefixtures("rosa_added")
def test_a_corpus_for_convokit_is_a_folder_that_can_be_checked(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "corpus"
    assert run("export", path, "--format", "convokit") == (
        0,
        f"Written: {path}, 252 messages. It is not encrypted.\n",
        "",
    )
    code, out, _ = run("check", path, "--me", "Imke", "--timezone", "UTC")
    assert code == 0
    assert "Rosa" in out
    speakers = json.loads((path / "speakers.json").read_text("utf-8"))
    assert {name: speaker["meta"]["is_owner"] for name, speaker in speakers.items()} == {"Imke": True, "Rosa": False}
    assert "already" in run("export", path, "--format", "convokit")[2]


@pytest.mark.usefixtures("rosa_added")
def test_nothing_is_written_over(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("mine")
    code, out, err = run("export", path)
    assert (code, out) == (2, "")
    assert "already" in err
    assert path.read_text() == "mine"
    assert "No such file" in run("export", tmp_path / "nowhere" / "out.csv")[2]


@pytest.mark.usefixtures("rosa_added")
def test_what_to_write_must_be_clear(run: Run, tmp_path: Path) -> None:
    assert "--format" in run("export", tmp_path / "out.txt")[2]
    assert run("export", tmp_path / "out.txt", "--format", "csv", "--with", "Rosa", "--chat", "1")[0] == 0
    assert "Rosa" in run("export", tmp_path / "out.csv", "--with", "Bo")[2]
    assert "unlike list" in run("export", tmp_path / "out.csv", "--chat", "Bo")[2]
    assert not (tmp_path / "out.csv").exists()
