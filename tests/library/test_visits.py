from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import polars as pl
import pytest

from unlike.library import ChatFingerprint, DataFile, VisitLog, fingerprint
from unlike.library.visits import visited_chats
from unlike.synthetic import MODERATE, generate, random_world

NOON = datetime(2025, 11, 12, 12, 0, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def log(tmp_path: Path) -> VisitLog:
    return VisitLog(DataFile(tmp_path / "kept.json"))


@pytest.fixture(scope="module")
def chat() -> pl.DataFrame:
    return generate(random_world(5, MODERATE, years=0.2, spells=0)).table()


def of(chat: str, state: str = "") -> ChatFingerprint:
    """Fingerprint of a chat with two anchors, in one of its states."""
    anchors = tuple(sha256(f"{chat}{month}".encode()).hexdigest() for month in range(2))
    return ChatFingerprint(anchors, sha256(f"{chat}{state}".encode()).hexdigest())


def times(log: VisitLog, chat: ChatFingerprint, now: datetime) -> tuple[int, int]:
    """Numbers of visits: in all, and unchanged."""
    visits = log.record({"chat": chat}, now)["chat"]
    return len(visits.every), len(visits.unchanged)


def test_visits_to_the_same_messages_are_counted(log: VisitLog) -> None:
    assert [times(log, of("a"), NOON + step * HOUR) for step in range(4)] == [(1, 1), (2, 2), (3, 3), (4, 4)]


def test_something_new_begins_anew_and_is_a_visit_to_the_same_chat(log: VisitLog) -> None:
    states = [times(log, of("a", state), NOON + step * HOUR) for step, state in enumerate("xxyy")]
    assert states == [(1, 1), (2, 2), (3, 1), (4, 2)]


def test_another_chat_is_counted_by_itself(log: VisitLog) -> None:
    assert [times(log, of(name), NOON + step * HOUR) for step, name in enumerate("aabb")] == [
        (1, 1),
        (2, 2),
        (1, 1),
        (2, 2),
    ]


def test_one_common_hash_is_enough_and_links_what_shares_none(log: VisitLog) -> None:
    first, second, third = (sha256(name.encode()).hexdigest() for name in ("1", "2", "3"))
    assert times(log, ChatFingerprint((first, second), "s"), NOON) == (1, 1)
    assert times(log, ChatFingerprint((second, third), "s"), NOON + HOUR) == (2, 2)
    assert times(log, ChatFingerprint((first,), "t"), NOON + 2 * HOUR) == (3, 1)
    assert visited_chats(log.store.read().visits) == 1


def test_exports_made_anew_each_day_are_looks_at_the_same_chat(log: VisitLog, chat: pl.DataFrame) -> None:
    """Five exports, each a day longer, in which only the owner wrote something new."""
    owner = str(chat["sender"].drop_nulls()[0])
    counts = []
    for day in range(1, 6):
        more = chat.tail(1).with_columns(
            sent_at=pl.col("sent_at") + timedelta(days=day),
            sender=pl.lit(owner).cast(chat["sender"].dtype),
            text=pl.lit(f"and today? {day}"),
        )
        chat = pl.concat([chat, more])
        counts.append(times(log, fingerprint(chat, owner), NOON + timedelta(days=day)))
    assert counts == [(count, count) for count in range(1, 6)]


def test_times_close_together_are_one_visit(log: VisitLog) -> None:
    minutes = [times(log, of("a"), NOON + timedelta(minutes=step)) for step in (0, 1, 10, 29, 45)]
    assert [every for every, _ in minutes] == [1, 1, 1, 1, 2]
    assert times(log, of("a", "new"), NOON + timedelta(minutes=50)) == (2, 1)  # an export made anew at once


def test_visits_count_for_a_week(log: VisitLog) -> None:
    counts = [times(log, of("a"), NOON + timedelta(days=step))[0] for step in (0, 3, 6, 8, 30)]
    assert counts == [1, 2, 3, 3, 1]


def test_visits_are_deleted_after_a_month(log: VisitLog) -> None:
    log.record({"a": of("a"), "b": of("b")}, NOON)
    log.record({"b": of("b")}, NOON + timedelta(days=40))
    (visit,) = log.store.read().visits
    assert len(visit.times) == 1


def test_a_clock_that_was_set_back_breaks_nothing(log: VisitLog) -> None:
    assert times(log, of("a"), NOON) == (1, 1)
    every, _ = times(log, of("a"), NOON - timedelta(days=400))
    assert every == 2


def test_many_chats_do_not_fill_the_file(log: VisitLog) -> None:
    log.record({str(number): of(str(number)) for number in range(1000)}, NOON)
    assert len(log.store.read().visits) == 200


def test_looking_up_stores_nothing(log: VisitLog) -> None:
    assert log.recent({"a": of("a")}, NOON)["a"].every == ()
    assert log.store.read().visits == ()
    log.record({"a": of("a")}, NOON)
    assert len(log.recent({"a": of("a")}, NOON + HOUR)["a"].every) == 1
    assert len(log.recent({"a": of("a")}, NOON + HOUR)["a"].every) == 1


def test_the_file_holds_no_word_no_name_and_no_hash_that_another_file_has(tmp_path: Path, chat: pl.DataFrame) -> None:
    mark = fingerprint(chat, "nobody")
    contents = []
    for name in ("one.json", "two.json"):
        file = DataFile(tmp_path / name)
        VisitLog(file).record({"chat": mark}, NOON)
        contents.append((file.path.read_text("utf-8"), file.read().visits[0]))
    (text, visit), (_, elsewhere) = contents
    names = chat["sender"].cast(pl.String).drop_nulls().unique().to_list()
    assert names
    assert not [word for word in (*names, mark.latest, *mark.anchors) if word in text]
    assert not {visit.fingerprint, *visit.chat} & {elsewhere.fingerprint, *elsewhere.chat}


def test_a_file_of_an_older_version_is_read_and_goes_on(log: VisitLog) -> None:
    path = log.store.path  # type: ignore[attr-defined]
    path.write_text('{"version": 1, "looks": [{"content": "' + "0" * 64 + '", "at": ["2025-11-12T10:00:00+00:00"]}]}')
    assert times(log, of("a"), NOON) == (1, 1)
    assert visited_chats(log.store.read().visits) == 2
