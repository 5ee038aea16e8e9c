from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from unlike.library import DataFile, VisitLog, fingerprint
from unlike.synthetic import MODERATE, generate, random_world

NOON = datetime(2025, 11, 12, 12, 0, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def log(tmp_path: Path) -> VisitLog:
    return VisitLog(DataFile(tmp_path / "kept.json"))


@pytest.fixture(scope="module")
def chat() -> pl.DataFrame:
    return generate(random_world(5, MODERATE, years=0.2, spells=0)).table()


def times(log: VisitLog, content: str, now: datetime) -> int:
    return len(log.record([content], now)[content])


def test_visits_to_the_same_messages_are_counted(log: VisitLog) -> None:
    assert [times(log, "a", NOON + step * HOUR) for step in range(4)] == [1, 2, 3, 4]


def test_something_new_begins_anew(log: VisitLog) -> None:
    assert [times(log, content, NOON + step * HOUR) for step, content in enumerate("aabb")] == [1, 2, 1, 2]


def test_times_close_together_are_one_visit(log: VisitLog) -> None:
    assert [times(log, "a", NOON + timedelta(minutes=step)) for step in (0, 1, 10, 29, 45)] == [1, 1, 1, 1, 2]


def test_visits_count_for_a_week(log: VisitLog) -> None:
    assert [times(log, "a", NOON + timedelta(days=step)) for step in (0, 3, 6, 8, 30)] == [1, 2, 3, 3, 1]


def test_visits_are_deleted_after_a_month(log: VisitLog) -> None:
    log.record(["a", "b"], NOON)
    log.record(["b"], NOON + timedelta(days=40))
    (visit,) = log.store.read().visits
    assert (visit.fingerprint, len(visit.times)) == ("b", 1)


def test_a_clock_that_was_set_back_breaks_nothing(log: VisitLog) -> None:
    assert times(log, "a", NOON) == 1
    assert times(log, "a", NOON - timedelta(days=400)) == 2


def test_many_chats_do_not_fill_the_file(log: VisitLog) -> None:
    log.record([f"{number:064x}" for number in range(1000)], NOON)
    assert len(log.store.read().visits) == 200


def test_the_file_holds_no_word_and_no_name(tmp_path: Path, chat: pl.DataFrame) -> None:
    file = DataFile(tmp_path / "kept.json")
    VisitLog(file).record([fingerprint(chat)], NOON)
    text = file.path.read_text("utf-8")
    names = chat["sender"].cast(pl.String).drop_nulls().unique().to_list()
    assert names
    assert not [name for name in names if name in text]


def test_the_same_messages_have_the_same_hash_and_any_other_another(chat: pl.DataFrame) -> None:
    same = fingerprint(chat)
    assert fingerprint(chat.with_columns(ref=pl.lit("elsewhere"))) == same
    others = [
        chat.head(chat.height - 1),
        chat.with_columns(sent_at=pl.col("sent_at") + timedelta(seconds=1)),
        chat.with_columns(text=pl.concat_str("text", pl.lit("."))),
        chat.with_columns(text=pl.col("text").shift(1)),
        chat.with_columns(sender=pl.col("sender").shift(1)),
        chat.with_columns(text=pl.col("text").fill_null("")),
    ]
    assert len({same, *map(fingerprint, others)}) == len(others) + 1
    assert len(same) == 64


def test_where_a_word_ends_is_part_of_the_hash(chat: pl.DataFrame) -> None:
    two = chat.head(2)
    first, second = (two.with_columns(text=pl.Series(texts)) for texts in (["ab", "c"], ["a", "bc"]))
    assert fingerprint(first) != fingerprint(second)
