"""A small corpus on the pool, with a worker killed, gives the tables of one process."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from bench.corpus.corpus_demo import SingleProcess
from bench.corpus.invented_corpus import BROKEN, ZONE, write_corpus
from bench.corpus.killing_executor import KillingExecutor
from program_forks import fork_context
from unlike.corpus.corpus_schema import TABLES
from unlike.corpus.corpus_types import CorpusOptions
from unlike.corpus.process_pool import ProcessPool
from unlike.corpus.pseudonyms import write_key
from unlike.corpus.run_corpus import run_corpus

CONVERSATIONS = 10


def contents(folder: Path) -> dict[str, bytes]:
    files = (file for name in TABLES for file in (folder / name).rglob("*.parquet"))
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


@pytest.mark.skipif(os.name != "posix", reason="kills by signal")
def test_kills_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.corpus.invented_corpus.LARGE_EVERY", 10**9)
    assert write_corpus(tmp_path, CONVERSATIONS) == CONVERSATIONS - 1 - 2 + 1 + len(BROKEN)
    write_key(tmp_path / "key", b"k" * 32)
    options = CorpusOptions(tmp_path / "in", tmp_path / "one", ZONE, key_file=tmp_path / "key")
    summary = run_corpus(options, SingleProcess())
    assert summary.conversations == CONVERSATIONS
    assert len(summary.failures) == len(BROKEN)
    (tmp_path / "kills").mkdir()
    pool = ProcessPool(2)
    monkeypatch.setattr(pool, "_context", fork_context())  # each kill asks for another worker
    with KillingExecutor(pool, tmp_path / "kills", share=1.0) as executor:
        run_corpus(replace(options, output=tmp_path / "many"), executor)
    assert any((tmp_path / "kills").iterdir())
    assert contents(tmp_path / "many") == contents(tmp_path / "one")
