"""A whole run: the answers of one machine, nothing lost or twice also where it is killed, and no word of a chat."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from corpus_folders import ZONE, dataset_of, options_of, short_chat, table_of, write_corpus_sources
from unlike.api import AnalysisOptions, analyse, daily_signals, read
from unlike.corpus.corpus_folder import CorpusFolder
from unlike.corpus.corpus_schema import CONTROLLED, TABLES
from unlike.corpus.process_pool import ProcessPool
from unlike.corpus.pseudonyms import Pseudonyms, read_key, write_key
from unlike.corpus.run_corpus import run_corpus
from unlike.errors import OutputError
from unlike.results.corpus_summary import CorpusSummary
from unlike.synthetic import SyntheticChat, write_telegram, write_whatsapp

Made = tuple[Path, CorpusSummary, list[SyntheticChat]]

DRIVER = """
import sys
from dataclasses import replace
from pathlib import Path
from unlike.corpus.corpus_types import CorpusOptions
from unlike.corpus.process_pool import ProcessPool
from unlike.corpus.run_corpus import run_corpus
if __name__ == "__main__":
    source, output, key, zone = sys.argv[1:]
    with ProcessPool(2) as pool:
        options = CorpusOptions(Path(source), Path(output), zone, key_file=Path(key), batch_bytes=1)
        run_corpus(options, pool, lambda done, total: print(done, total, flush=True))
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("corpus")
    chats = write_corpus_sources(folder / "in")
    write_key(folder / "key", b"k" * 32)
    with ProcessPool(2) as pool:
        seen: list[tuple[int, int]] = []
        options = options_of(folder / "in", folder / "out", key_file=folder / "key", batch_bytes=1)
        summary = run_corpus(options, pool, lambda done, total: seen.append((done, total)))
    assert seen[0][0] == 0
    assert seen[-1][0] == seen[-1][1] > 0
    return folder, summary, chats


@pytest.fixture(scope="module")
def pool() -> Iterator[ProcessPool]:
    """A pool that many runs have in common, one after another."""
    with ProcessPool(1) as workers:
        yield workers


def test_everything_is_counted(made: Made) -> None:
    folder, summary, _ = made
    assert (summary.sources, summary.conversations, summary.people) == (5, 5, 10)
    assert [failure.source for failure in summary.failures] == ["no export.txt"]
    assert summary.messages == table_of(folder / "out", "conversations")["messages"].sum()
    rows = table_of(folder / "out", "messages").filter(~pl.col("kind").is_in(["system", "call"]))
    assert summary.messages == rows.height
    manifest = json.loads((folder / "out" / "manifest.json").read_text("utf-8"))
    tables = sorted(path.relative_to(folder / "out").as_posix() for path in (folder / "out").rglob("*.parquet"))
    assert manifest["files"] == tables
    assert manifest["not_read"] == 1
    with (folder / "out" / "private" / "failed.csv").open(encoding="utf-8") as file:
        assert [row["source"] for row in csv.DictReader(file)] == ["no export.txt"]


def test_the_answers_are_those_of_one_machine(made: Made) -> None:
    folder, _, chats = made
    names = Pseudonyms(read_key(folder / "key"))
    analysis = analyse(read(folder / "in" / "z.txt", zone=ZONE), AnalysisOptions(owner=chats[2].owner))
    (person,) = analysis.findings.conversations[0].people
    mine = pl.col("person") == names.person("z.txt", person.name)
    spells = table_of(folder / "out", "spells").filter(mine)
    assert spells["first"].to_list() == [spell.first for spell in person.spells]
    assert spells["chance"].to_list() == [spell.chance for spell in person.spells]
    assert spells.height > 0
    (found,) = table_of(folder / "out", "findings").filter(mine).to_dicts()
    assert found["messages"] == person.messages
    assert person.current_state is not None
    assert found["now_chance"] == person.current_state.chance
    wanted = daily_signals(analysis).table.filter(pl.col("value").is_not_null()).sort("signal", "day")
    got = table_of(folder / "out", "daily_signals").filter(mine).sort("signal", "day")
    assert got["value"].equals(wanted["value"])
    assert got["messages"].equals(wanted["messages"])


def test_a_dataset_is_read_as_its_chats(made: Made) -> None:
    folder, _, chats = made
    names = Pseudonyms(read_key(folder / "key"))
    counts = table_of(folder / "out", "conversations").filter(pl.col("conversation").is_in(
        [names.conversation("table", f"table:{title}") for title in ("first", "second")]
    ))  # fmt: skip
    written = [chat.rows.filter(pl.col("sender").is_not_null(), pl.col("kind") != "call").height for chat in chats]
    assert sorted(counts["messages"].to_list()) == sorted([written[3], written[0]])


def test_no_word_of_a_chat_leaves(made: Made) -> None:
    folder, _, chats = made
    texts = {text for chat in chats for text in chat.rows["text"].drop_nulls() if len(text) > 6}
    names = {name for chat in chats for name in (chat.owner, chat.other)}
    for name in TABLES:
        table = table_of(folder / "out", name)
        strings = {value for column in table.select(pl.col(pl.String)).iter_columns() for value in column.unique()}
        assert not strings & (texts | names)


def test_the_codebook_has_every_column(made: Made) -> None:
    folder, _, _ = made
    with (folder / "out" / "codebook.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert all(row["meaning"] for row in rows)
    for name in TABLES:
        described = {row["column"] for row in rows if row["table"] == name}
        assert described == set(table_of(folder / "out", name).columns)
    assert {column.name for column in CONTROLLED} < set(table_of(folder / "out", "findings").columns)
    methods = (folder / "out" / "methods.md").read_text("utf-8")
    assert "Benjamini" in methods
    assert "| spells | 4 |" in methods  # of six people there is too little


def test_only_the_owner_can_open_it(made: Made) -> None:
    folder, _, _ = made
    paths = [folder / "out", *(folder / "out").rglob("*")]
    modes = (
        {path.stat().st_mode & 0o777 for path in paths if path.is_file()},
        {path.stat().st_mode & 0o777 for path in paths if path.is_dir()},
    )
    assert modes == ({0o600}, {0o700})
    assert not CorpusFolder(folder / "out").work.exists()


def test_a_finished_run_is_not_run_again(made: Made, tmp_path: Path) -> None:
    folder, summary, _ = made
    options = options_of(folder / "in", folder / "out", key_file=folder / "key")
    again = run_corpus(options, ProcessPool(1))
    assert (again.resumed, again.messages) == (5, summary.messages)
    with pytest.raises(OutputError, match="other settings"):
        run_corpus(options_of(folder / "in", folder / "out"), ProcessPool(1))
    (tmp_path / "a.txt").write_text("x", "utf-8")
    with pytest.raises(OutputError, match="not the same"):
        run_corpus(options_of(tmp_path, folder / "out", key_file=folder / "key"), ProcessPool(1))
    with pytest.raises(OutputError, match="something else"):
        run_corpus(options_of(tmp_path, tmp_path, key_file=folder / "key"), ProcessPool(1))


@pytest.mark.skipif(os.name != "posix", reason="kills by signal")
def test_a_driver_that_is_killed_loses_nothing(made: Made, tmp_path: Path) -> None:
    folder, summary, _ = made
    output = tmp_path / "out"
    command = [sys.executable, "-c", DRIVER, str(folder / "in"), str(output), str(folder / "key"), ZONE]
    driver = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert driver.stdout is not None
    for _ in range(3):  # after two tasks
        driver.stdout.readline()
    driver.send_signal(signal.SIGKILL)
    driver.wait()
    driver.stdout.close()
    assert 0 < len(CorpusFolder(output).results()) < 5
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    for name in TABLES:
        assert table_of(output, name).equals(table_of(folder / "out", name))
    assert CorpusFolder(output).summary().messages == summary.messages


def test_the_text_stays_where_it_is_asked_for(pool: ProcessPool, tmp_path: Path) -> None:
    chat = short_chat(61)
    (tmp_path / "in").mkdir()
    write_whatsapp(chat, tmp_path / "in" / "z.txt")
    run_corpus(options_of(tmp_path / "in", tmp_path / "out", text=True), pool)
    messages = table_of(tmp_path / "out", "messages").sort("message")
    written = chat.rows.filter(pl.col("kind") == "text")["text"].to_list()
    assert messages.filter(pl.col("kind") == "text")["text"].to_list() == written


def test_an_export_beside_another_one_is_read(pool: ProcessPool, tmp_path: Path) -> None:
    folder = tmp_path / "in" / "donor"
    folder.mkdir(parents=True)
    write_telegram(short_chat(61), folder / "result.json")
    write_whatsapp(short_chat(62), folder / "WhatsApp Chat with Rosa.txt")
    (folder / "list.txt").write_text("milk", "utf-8")
    summary = run_corpus(options_of(tmp_path / "in", tmp_path / "out"), pool)
    assert summary.conversations == 2
    assert summary.failures == ()


def test_of_files_without_a_column_for_the_chat_each_is_a_conversation(pool: ProcessPool, tmp_path: Path) -> None:
    for at, name in enumerate(("a/x", "b/x", "y")):
        file = tmp_path / "in" / "table" / f"{name}.parquet"
        file.parent.mkdir(parents=True, exist_ok=True)
        dataset_of({"": short_chat(61 + at)}).drop("conversation").write_parquet(file)
    summary = run_corpus(options_of(tmp_path / "in", tmp_path / "out"), pool)
    assert (summary.sources, summary.conversations, summary.failures) == (1, 3, ())
    chats = table_of(tmp_path / "out", "conversations")
    assert (chats["source"].n_unique(), chats["conversation"].n_unique()) == (1, 3)
    assert not chats["group"].any()


def test_names_of_files_that_are_passed_on_are_keyed(pool: ProcessPool, tmp_path: Path) -> None:
    """Without the key nobody can tell from a name in the results whether somebody's export is in them."""
    source = tmp_path / "in" / "WhatsApp Chat with Rosa Ahl.txt"
    source.parent.mkdir()
    write_whatsapp(short_chat(61), source)
    stems: list[set[str]] = []
    for number in range(2):
        write_key(tmp_path / f"key{number}", bytes([number]) * 32)
        output = tmp_path / f"out{number}"
        run_corpus(options_of(source.parent, output, key_file=tmp_path / f"key{number}"), pool)
        public = [path for path in output.rglob("*") if "private" not in path.parts]
        stems.append({path.stem for path in public if path.suffix == ".parquet"} - {"empty"})
        assert all(b"Rosa" not in path.read_bytes() for path in public if path.is_file())
        assert not any("Rosa" in str(path.relative_to(output)) for path in public)
    assert stems[0]
    assert not stems[0] & stems[1]


def test_conversations_of_a_table_are_never_joined(pool: ProcessPool, tmp_path: Path) -> None:
    folder = tmp_path / "in" / "table"
    folder.mkdir(parents=True)
    chat = short_chat(61)
    table = dataset_of({"first": chat, "second": chat})
    table[::2].write_parquet(folder / "a.parquet")
    table[1::2].write_parquet(folder / "b.parquet")
    summary = run_corpus(options_of(tmp_path / "in", tmp_path / "out"), pool)
    assert (summary.sources, summary.conversations) == (1, 2)
    assert table_of(tmp_path / "out", "conversations")["source"].n_unique() == 1
