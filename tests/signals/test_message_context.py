"""What a message stands in: its day, who waited for it, and for how long."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from handwritten_messages import START, Line, measured, table, value
from unlike.signals.message_context import in_context

BERLIN = ZoneInfo("Europe/Berlin")
MINUTE = timedelta(minutes=1)


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("utc", "day", "hour"),
    [
        ("2024-07-02 01:59", date(2024, 7, 1), 3),
        ("2024-07-02 02:00", date(2024, 7, 2), 4),
        ("2024-07-01 22:30", date(2024, 7, 1), 0),
        ("2024-01-02 02:59", date(2024, 1, 1), 3),
        ("2024-01-02 03:00", date(2024, 1, 2), 4),
        ("2024-03-31 01:30", date(2024, 3, 30), 3),  # the hour after the clock was put forward
        ("2024-10-27 02:59", date(2024, 10, 26), 3),  # and the one after it was put back
    ],
)
def test_a_day_starts_at_four_in_the_owners_zone(utc: str, day: date, hour: int) -> None:
    found = measured([(datetime.fromisoformat(utc).replace(tzinfo=UTC), "Ada", "hello")], BERLIN)
    assert (found.messages["day"][0], found.messages["hour"][0]) == (day, hour)


def test_the_app_itself_is_no_message() -> None:
    lines: list[Line] = [(at(0), None, "Ada changed the picture", "system"), (at(1), "Ada", "hello"),
                         (at(2), "Ada", "Ada left", "system"), (at(3), "Ben", "hi")]  # fmt: skip
    found = measured(lines)
    assert found.messages["ref"].to_list() == ["L1", "L3"]
    assert value(found, "reply_time") == pytest.approx(120)


def test_a_reply_is_timed_only_when_the_other_waited() -> None:
    found = measured([(at(0), "Ada", "a"), (at(2), "Ada", "b"), (at(5), "Ben", "c"), (at(6), "Ben", "d")])
    times = [value(found, "reply_time", row) for row in range(4)]
    assert times[:2] == [None, None]
    assert times[2] == pytest.approx(180)
    assert times[3] is None


def test_a_reply_is_never_quicker_than_the_clock() -> None:
    lines: list[Line] = [(at(0), "Ada", "a"), (at(0), "Ben", "b"), (at(1), "Ada", "c"), (at(3), "Ben", "d")]
    by_minute = measured(lines, clock=MINUTE)
    assert [value(by_minute, "reply_time", row) for row in (1, 2, 3)] == pytest.approx([60, 60, 120], rel=1e-4)
    assert value(measured(lines), "reply_time", 1) == pytest.approx(1)


def test_no_reply_goes_across_conversations() -> None:
    found = measured([(at(0), "Ada", "good night"), (at(6 * 60), "Ben", "morning"), (at(6 * 60 + 1), "Ada", "hi")])
    assert value(found, "reply_time", 1) is None
    assert [value(found, "begins", row) for row in range(3)] == [1, 1, 0]
    shorter = measured([(at(0), "Ada", "good night"), (at(6 * 60 - 1), "Ben", "morning")])
    assert value(shorter, "reply_time", 1) == pytest.approx(359 * 60, rel=1e-4)
    assert value(shorter, "begins", 1) == 0


def test_the_first_message_begins_a_conversation() -> None:
    assert value(measured([(at(0), "Ada", "hi")]), "begins") == 1


def test_nothing_is_before_the_first_message() -> None:
    before = in_context(table([(at(0), "Ada", "a"), (at(2), "Ben", "b")]).lazy(), BERLIN, MINUTE).collect()
    assert before["gap"].to_list() == [None, 120]


def test_double_texts() -> None:
    found = measured(
        [
            (at(0), "Ada", "hi"),
            (at(5), "Ada", "there?"),  # too soon to be one
            (at(30), "Ada", "hello?"),  # after 25 minutes without an answer
            (at(60), "Ben", "sorry"),  # an answer
            (at(60 * 9), "Ben", "evening"),  # begins another conversation
        ]
    )
    assert [value(found, "double_texts", row) for row in range(5)] == [0, 0, 1, 0, 0]


def test_what_is_written_in_one_go_follows_ones_own() -> None:
    found = measured(
        [
            (at(0), "Ada", "hi"),
            (at(1), "Ben", "oh"),  # no matter who writes between
            (at(4), "Ada", "guess what"),
            (at(4), "Ada", "no really"),
            (at(9), "Ada", "guess"),  # as long after it as another go is
            (at(11), "Ben", "what"),
        ]
    )
    assert [value(found, "in_one_go", row) for row in range(6)] == [0, 0, 1, 1, 0, 0]


def test_in_a_group_anybodys_message_is_answered() -> None:
    found = measured([(at(0), "Ada", "a"), (at(1), "Ben", "b"), (at(4), "Cid", "c")])
    assert value(found, "reply_time") == pytest.approx(180)


def test_blocks_add_up_to_the_messages() -> None:
    found = measured([(at(m * 47), ("Ada", "Ben")[m % 2], "hello there" * (m % 3 + 1)) for m in range(200)])
    assert found.blocks["messages"].sum() == 200
    for signal in found.signals:
        column = found.messages[f"value:{signal.name}"]
        assert found.blocks[f"n:{signal.name}"].sum() == column.count()
        assert found.blocks[f"sum:{signal.name}"].sum() == pytest.approx(float(column.sum()), rel=1e-4)
