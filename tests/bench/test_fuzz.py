"""Exports changed at random: every one is read, or refused in a sentence, with nothing lost."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.reading import fuzz as fuzz_module
from bench.reading import fuzz_records
from bench.reading.fuzz import fuzz
from bench.reading.fuzz_mutations import MUTATIONS, mutate
from bench.reading.fuzz_readers import READERS
from bench.reading.fuzz_seeds import SEEDS
from unlike.readers import Export, ParsedConversation, ReadOptions
from unlike.readers.apps.telegram import TelegramReader

SEED = 20261129


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz_module, "FAULTS", tmp_path)


@pytest.mark.parametrize("reader", sorted(READERS))
def test_a_changed_export_is_read_or_refused_with_nothing_lost(reader: str) -> None:
    tally = fuzz(reader, SEED, 25)
    assert tally.faults == []
    assert tally.inputs == 25
    assert tally.outcomes["read"] > 9


@pytest.mark.parametrize("reader", sorted(READERS))
def test_the_exports_themselves_are_read(reader: str) -> None:
    for name, content in SEEDS[reader].items():
        assert fuzz_module._outcome(READERS[reader](), name, content) == ("read", "")


def test_every_change_changes_something_and_a_seed_repeats_it() -> None:
    contents = [content for seeds in SEEDS.values() for content in seeds.values()]
    for mutation in MUTATIONS:
        changed = [[mutation(chances(seed), content) for seed in range(10)] for content in contents]
        assert changed == [[mutation(chances(seed), content) for seed in range(10)] for content in contents]
        assert any(other != content for content, others in zip(contents, changed, strict=True) for other in others)
    assert isinstance(mutate(chances(1), b""), bytes)


def chances(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - no secret


class PanicException(BaseException):
    """What libraries written in Rust raise."""


@pytest.mark.parametrize("fault", [ValueError("x"), KeyError("x"), RecursionError(), PanicException()])
def test_whatever_a_reader_raises_is_a_fault(fault: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    class Faulty(TelegramReader):
        def read(self, export: Export, options: ReadOptions) -> Iterator[ParsedConversation]:
            del export, options
            raise fault

    monkeypatch.setitem(READERS, "telegram", Faulty)
    tally = fuzz("telegram", SEED, 20)
    assert len(tally.faults) == tally.outcomes["fault"] > 5


def test_a_lost_entry_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz_records, "_entries", lambda _content: 100)
    assert fuzz("telegram", SEED, 20).outcomes["fault"] > 5


def test_a_reader_that_hangs_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    class Hanging(TelegramReader):
        def recognise(self, export: Export) -> bool:
            del export
            while True:
                pass

    monkeypatch.setitem(READERS, "telegram", Hanging)
    monkeypatch.setattr(fuzz_module, "SLOWEST_SECONDS", 0.02)
    assert fuzz("telegram", SEED, 1).outcomes == {"fault": 1}
