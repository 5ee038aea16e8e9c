"""The owner under a former number in a database of Apple's Messages is still the owner, and nobody else is."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from bench.reading.apple_database import COLUMNS, FIRST, AppleDatabase, apple_date, streamtyped
from unlike.readers import ReadOptions
from unlike.readers.apps.imessage import IMessageReader
from unlike.readers.testkit import memory_export

OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
ADA, FORMER, PRESENT = "+4915550100", "+4915550198", "me@example.org"
CHATS = [("chat9", 43, "Rowers", "any;+;chat9"), (FORMER, 45, None, f"any;-;{FORMER}"), (ADA, 45, None, "any;-;a")]
HANDLES = [ADA, FORMER]


def sent(number: int, words: str, chat: int, **more: object) -> dict[str, object]:
    at = apple_date(FIRST + number)
    row = {"guid": f"G{number}", "text": words, "date": at, "item_type": 0, "chats": (chat,), "is_from_me": 0}
    return {**row, **more}


def mine(number: int, words: str, chat: int, address: str = PRESENT, **more: object) -> dict[str, object]:
    return sent(number, words, chat, is_from_me=1, handle_id=0, destination_caller_id=address, **more)


def senders(
    *messages: dict[str, object], columns: tuple[str, ...] = (*COLUMNS, "destination_caller_id TEXT")
) -> dict[str, list[str]]:
    content = AppleDatabase(CHATS, HANDLES, messages, columns=columns).written()
    parts = IMessageReader().read(memory_export({"chat.db": content}), OPTIONS)
    return {part.conversation.title: part.messages["sender"].to_list() for part in parts}


def test_what_came_from_a_former_number_is_the_owner_s() -> None:
    rows = [mine(1, "long ago", 1, FORMER), sent(2, "hi", 1, handle_id=1), sent(3, "from my pad", 1, handle_id=2)]
    assert senders(*rows, mine(4, "now", 1)) == {"Rowers": ["Me", ADA, "Me", "Me"]}


@pytest.mark.parametrize("encoded", [False, True])
def test_notes_to_a_number_of_one_s_own_are_by_nobody_else(*, encoded: bool) -> None:
    both = {"text": None, "attributedBody": streamtyped("buy oars")} if encoded else {}
    rows = [mine(1, "buy oars", 2, FORMER, **both), sent(2, "buy oars", 2, handle_id=2, **both)]
    assert senders(*rows) == {FORMER: ["Me", "Me"]}


def test_somebody_who_wrote_what_the_owner_did_not_is_another_person() -> None:
    """A number that was the owner's may be somebody else's by now."""
    rows = [mine(1, "hi", 2, FORMER), sent(2, "who is this?", 2, handle_id=2), sent(3, "hello", 1, handle_id=2)]
    assert senders(*rows) == {FORMER: ["Me", FORMER], "Rowers": [FORMER]}


def test_where_nothing_tells_the_owner_s_numbers_nobody_is_the_owner() -> None:
    rows = [mine(1, "long ago", 1, FORMER), sent(2, "hi", 1, handle_id=2)]
    assert senders(*rows, columns=COLUMNS) == {"Rowers": ["Me", FORMER]}
