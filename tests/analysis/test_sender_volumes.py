from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl
import pytest

from unlike.analysis.sender_volumes import sender_volumes
from unlike.messages import conform
from unlike.signals import SIGNALS, MeasuredConversation, measure

START = datetime(2024, 3, 4, 12, tzinfo=UTC)
MESSAGES_A_DAY = {"Ada": (3, 0, 1), "Ben": (0, 2, 0), "Cleo": (1, 2, 2), "Dora": (0, 0, 2)}


@pytest.fixture(scope="module")
def group() -> MeasuredConversation:
    lines = sorted(
        (START + timedelta(days=day, minutes=number), sender)
        for sender, days in MESSAGES_A_DAY.items()
        for day, messages in enumerate(days)
        for number in range(messages)
    )
    table = pl.DataFrame(
        {
            "sent_at": [moment for moment, _ in lines],
            "sender": [sender for _, sender in lines],
            "text": ["hello there"] * len(lines),
            "ref": [f"L{number}" for number in range(len(lines))],
        },
        schema_overrides={"sent_at": pl.Datetime("us", "UTC")},
    )
    return measure(conform(table, "chat", "whatsapp"), SIGNALS, ZoneInfo("UTC"), timedelta(minutes=1))


def test_those_who_write_most_come_first_and_names_break_ties(group: MeasuredConversation) -> None:
    assert sender_volumes(group).names == ("Cleo", "Ada", "Ben", "Dora")


@pytest.mark.parametrize("person", MESSAGES_A_DAY)
@pytest.mark.parametrize("most", [2, 3, 12])
def test_a_person_comes_before_the_others(group: MeasuredConversation, person: str, most: int) -> None:
    names, counts = sender_volumes(group).beside(person, most)
    others = [name for name in ("Cleo", "Ada", "Ben", "Dora") if name != person]
    assert names == (person, *others)[:most]
    assert counts.tolist() == [list(MESSAGES_A_DAY[name]) for name in names]


def test_volumes_are_computed_once_for_all_people(group: MeasuredConversation) -> None:
    assert group.value_of(sender_volumes) is group.value_of(sender_volumes)
