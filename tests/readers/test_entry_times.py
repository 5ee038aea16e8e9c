"""One odd time in a chat costs that entry, or less."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from unlike.readers import ParsedConversation, ReadOptions
from unlike.readers.apps.telegram import TelegramReader
from unlike.readers.far_dates import without_far_dates
from unlike.readers.testkit import parse

FIRST = 1_714_550_400  # 2024-05-01 08:00 UTC
IMPLAUSIBLE = "its date is before 1970 or after 2099, which no message can have"
FAR = "its date is far from all others, as that of a clock that was wrong"


def message(number: int, **more: object) -> dict[str, Any]:
    times = {"date": f"2024-05-01T10:00:{number:02}", "date_unixtime": str(FIRST + number)}
    return {"id": number, "type": "message", **times, "from": "Lia", "from_id": "user1", "text": f"w{number}"} | more


def read(*entries: dict[str, Any], zone: str = "Asia/Tokyo") -> ParsedConversation:
    chat = {"name": "Lia", "type": "personal_chat", "id": 1, "messages": [*entries]}
    content = json.dumps(chat, indent=1).encode()
    return without_far_dates(parse(TelegramReader(), content, "result.json", ReadOptions(ZoneInfo(zone)))[0])


def second(part: ParsedConversation) -> datetime | None:
    """When the second message was sent; None where it was left over."""
    return dict(part.messages.select("ref", "sent_at").iter_rows()).get("m2")


@pytest.mark.parametrize(
    "unix",
    [
        *("253402300800", "-99999999999999", "9223372036854775", "9223372036855", "9" * 30, "-" + "9" * 30),
        *("0", "-1", "-2147483648", "4294967295", 253402300800, 10**40, -5, 1e300),
    ],
)
def test_a_moment_that_cannot_be_costs_its_entry_and_no_time(unix: object) -> None:
    start = time.process_time()
    part = read(message(1), message(2, date_unixtime=unix), message(3))
    assert time.process_time() - start < 1
    assert part.messages["ref"].to_list() == ["m1", "m3"]
    assert [(record.ref, record.why) for record in part.conversation.skipped] == [("m2", IMPLAUSIBLE)]


@pytest.mark.parametrize(
    "wall", ["0001-01-01T00:00:00", "1811-05-01T10:00:00", "1904-01-01T00:00:00", "9999-12-31T23:59:59"]
)
@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "Pacific/Apia"])
def test_a_wall_clock_that_cannot_be_costs_its_entry(wall: str, zone: str) -> None:
    part = read(message(1), message(2, date=wall, date_unixtime=None), zone=zone)
    assert [(record.ref, record.why) for record in part.conversation.skipped] == [("m2", IMPLAUSIBLE)]


@pytest.mark.parametrize("unix", ["2024", "2024-05-01", "later", "", None, [], {"at": 1}, True])
@pytest.mark.parametrize("wall", ["yesterday", "2024-13-45T99:00:00", None, [2024], 7])
def test_no_time_that_can_be_read_costs_the_entry(unix: object, wall: object) -> None:
    part = read(message(1), message(2, date=wall, date_unixtime=unix))
    assert second(part) is None
    assert len(part.conversation.skipped) == 1


@pytest.mark.parametrize("unix", ["later", "", None, [], {"at": 1}, True])
def test_without_a_moment_the_wall_clock_counts_as_far_ahead_as_that_of_its_neighbour(unix: object) -> None:
    part = read(message(1), message(2, date_unixtime=unix), message(3))
    assert second(part) == datetime(2024, 5, 1, 8, 0, 2, tzinfo=UTC)
    assert not any("zone" in note for note in part.conversation.notes)


def test_without_any_moment_the_wall_clock_is_of_the_owners_zone() -> None:
    old = [message(number, date_unixtime=None) for number in (1, 2)]
    assert second(read(*old)) == datetime(2024, 5, 1, 1, 0, 2, tzinfo=UTC)
    assert second(read(*old, zone="Europe/Berlin")) == datetime(2024, 5, 1, 8, 0, 2, tzinfo=UTC)


@pytest.mark.parametrize("factor", [1_000, 1_000_000, 1_000_000_000])
def test_finer_units_than_seconds_are_told_by_their_size(factor: int) -> None:
    part = read(message(1), message(2, date_unixtime=str((FIRST + 2) * factor)))
    assert second(part) == datetime(2024, 5, 1, 8, 0, 2, tzinfo=UTC)
    assert "Times in a finer unit than seconds, read as such by their size: 1." in part.conversation.notes


@pytest.mark.parametrize("unix", ["86400", "1230767999", "2147483647", "2147483648", "4102444799"])
def test_a_clock_that_was_wrong_for_a_message_costs_it(unix: str) -> None:
    part = read(message(1), message(2, date_unixtime=unix, date=None), message(3))
    assert [(record.ref, record.why) for record in part.conversation.skipped] == [("m2", FAR)]
    part = read(message(1), message(2, date_unixtime=unix), message(3))
    assert second(part) == datetime(2024, 5, 1, 8, 0, 2, tzinfo=UTC)  # as its wall clock says


@pytest.mark.parametrize("start", [86_400, 4_000_000_000])
def test_a_clock_that_was_never_right_costs_nothing(start: int) -> None:
    part = read(*(message(number, date_unixtime=str(start + number)) for number in range(4)))
    assert part.messages.height == 4


def test_a_few_messages_many_years_from_all_others_are_left_over() -> None:
    early = [message(number, date_unixtime=str(FIRST - 8 * 365 * 86_400 + number)) for number in range(1, 9)]
    part = read(*early, message(9, date_unixtime="2147483600"))
    assert part.messages.height == 8
    assert part.conversation.skipped[0].why == FAR


def test_in_a_repeated_hour_no_answer_comes_before_its_question() -> None:
    walls = ["02:40:00", "02:55:00", "02:05:00", "02:50:00", "03:01:00"]
    old = [
        message(number, date=f"2023-10-29T{wall}", date_unixtime=None, reply_to_message_id=number - 1 or None)
        for number, wall in enumerate(walls, 1)
    ]
    part = read(*old, zone="Europe/Berlin")
    assert part.messages["sent_at"].is_sorted()
    assert part.messages["sent_at"].dt.strftime("%H:%M").to_list() == ["00:40", "00:55", "01:05", "01:50", "02:01"]


def test_an_edit_never_precedes_its_message() -> None:
    edit = {"edited": "2023-10-29T02:20:00", "date_unixtime": None}
    old = [message(1, date="2023-10-29T02:50:00", date_unixtime=None), message(2, date="2023-10-29T02:10:00", **edit)]
    part = read(*old, zone="Europe/Berlin")
    assert part.messages["edited_at"].to_list() == [None, datetime(2023, 10, 29, 1, 20, tzinfo=UTC)]


@pytest.mark.parametrize("odd", ["1970-01-01T01:00:00", "x", 5, [], "0001-01-01T00:00:00"])
def test_an_odd_edit_costs_the_edit(odd: object) -> None:
    part = read(message(1, edited=odd, date_unixtime=None), message(2, edited_unixtime=odd))
    assert part.messages["edited_at"].null_count() == part.messages.height == 2


def contradicted(part: ParsedConversation) -> list[str]:
    return [str(note) for note in part.conversation.notes if "days from each other" in str(note)]


def test_a_moment_days_from_its_wall_clock_is_read_by_what_the_others_agree_with() -> None:
    part = read(message(1), message(2, date_unixtime=str(FIRST - 900 * 86_400)), message(3))
    assert second(part) == datetime(2024, 5, 1, 8, 0, 2, tzinfo=UTC)
    assert contradicted(part)
    part = read(message(1), message(2, date="2021-03-01T10:00:02"), message(3))
    assert second(part) == datetime(2024, 5, 1, 8, 0, 2, tzinfo=UTC)
    assert contradicted(part)


def test_a_wall_clock_of_a_far_zone_contradicts_nothing() -> None:
    part = read(*(message(number, date=f"2024-05-01T22:00:{number:02}") for number in range(1, 4)))
    assert second(part) == datetime(2024, 5, 1, 8, 0, 2, tzinfo=UTC)
    assert not contradicted(part)


def test_a_chat_whose_times_all_contradict_each_other_is_read_by_its_moments_and_says_so() -> None:
    part = read(*(message(number, date=f"2020-05-01T10:00:{number:02}") for number in range(1, 4)))
    assert second(part) == datetime(2024, 5, 1, 8, 0, 2, tzinfo=UTC)
    assert contradicted(part)
