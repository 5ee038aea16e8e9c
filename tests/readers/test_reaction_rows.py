"""Reactions, and how little a wrong one costs."""

from __future__ import annotations

import json
import time
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from unlike.readers import ParsedConversation, ReadOptions
from unlike.readers.apps.telegram import TelegramReader
from unlike.readers.apps.telegram.reaction_rows import MOST_REACTIONS
from unlike.readers.testkit import parse

HEART: dict[str, Any] = {"type": "emoji", "count": 1, "emoji": "❤"}
ONE = [{"emoji": "❤", "sender": None}]


def read(*reactions: object) -> ParsedConversation:
    start = {"type": "message", "from": "Pia", "from_id": "user1", "text": "hi"}
    messages = [
        start | {"id": number, "date_unixtime": str(1_700_000_000 + number), "reactions": value}
        for number, value in enumerate(reactions, 1)
    ]
    content = json.dumps({"name": "Pia", "type": "personal_chat", "id": 1, "messages": messages}).encode()
    return parse(TelegramReader(), content, "result.json", ReadOptions(ZoneInfo("Europe/Berlin")))[0]


@pytest.mark.parametrize(
    ("odd", "left"),
    [
        (5, []),
        ("❤", []),
        ({"emoji": "❤"}, []),
        ([5, HEART], ONE),
        ([[HEART], HEART], ONE),
        ([HEART | {"count": "x"}], ONE),
        ([HEART | {"count": [1]}], ONE),
        ([HEART | {"count": -4}], ONE),
        ([HEART | {"count": 1.5}], ONE),
        ([HEART | {"emoji": {"a": 1}}], [{"emoji": "custom", "sender": None}]),
        ([HEART | {"recent": 7}], ONE),
        ([HEART | {"recent": [7]}], ONE),
    ],
)
def test_a_reaction_of_a_wrong_type_costs_itself_and_is_counted(odd: object, left: list[dict[str, Any]]) -> None:
    part = read([HEART], odd)
    assert part.messages["reactions"].to_list() == [ONE, left]
    assert "Values that are not of the type they should be were left out, by field: reactions (1)." in (
        part.conversation.notes
    )


def test_senders_are_named_and_the_rest_is_nobodys() -> None:
    people = [{"from": "Pia", "from_id": "user1"}, {"from": None, "from_id": "user9"}, {"from": ["x"], "from_id": 7}]
    part = read([HEART | {"count": 5, "recent": people}, {"type": "paid", "count": 1}, {"type": "custom_emoji"}])
    assert [row["sender"] for row in part.messages["reactions"][0]] == ["Pia", None, None, None, None, None, None]
    assert [row["emoji"] for row in part.messages["reactions"][0]] == ["❤"] * 5 + ["⭐", "custom"]


@pytest.mark.parametrize("count", [MOST_REACTIONS + 1, 10**9, 10**30])
def test_numbers_without_measure_are_bounded_and_said(count: int) -> None:
    start = time.process_time()
    part = read([HEART | {"count": count}, {"type": "emoji", "count": count, "emoji": "👍"}], [HEART])
    assert time.process_time() - start < 2
    assert part.messages["reactions"].list.len().to_list() == [MOST_REACTIONS, 1]
    assert "Messages of whose reactions only the first 1,000 were read: 1." in part.conversation.notes
