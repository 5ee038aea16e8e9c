"""Whose words a message holds that is marked as forwarded."""

from __future__ import annotations

import json
from typing import Any
from zoneinfo import ZoneInfo

from unlike.readers import ParsedConversation, ReadOptions
from unlike.readers.apps.telegram import TelegramReader
from unlike.readers.testkit import parse

OTHER_NAMES = {"Pia": "Pia from work", "Otto": "Dad"}


def message(number: int, sender: str, **more: object) -> dict[str, Any]:
    start = {"id": number, "type": "message", "date_unixtime": str(1_700_000_000 + number)}
    return start | {"from": sender, "from_id": f"user{len(sender)}", "text": f"words {number}"} | more


def read(*entries: dict[str, Any]) -> ParsedConversation:
    content = json.dumps({"name": "Pia", "type": "personal_chat", "id": 3, "messages": [*entries]}, indent=1).encode()
    return parse(TelegramReader(), content, "result.json", ReadOptions(ZoneInfo("Europe/Berlin")))[0]


def run(length: int, **names: str | None) -> list[dict[str, Any]]:
    """Messages by Pia and Otto in turn, each forwarded from the name given for them."""
    senders = [("Pia", "Otto")[number % 2] for number in range(length)]
    return [message(number, sender, forwarded_from=names[sender]) for number, sender in enumerate(senders, 1)]


def words(part: ParsedConversation) -> int:
    return part.messages["text"].count()


def test_a_message_forwarded_from_its_own_sender_is_that_persons_words() -> None:
    part = read(message(1, "Pia", forwarded_from="Pia"), message(2, "Otto", forwarded_from="Pia"), message(3, "Otto"))
    assert part.messages.select("kind", "text").rows() == [("text", "words 1"), ("media", None), ("text", "words 3")]
    assert [note.rsplit(" ", 1)[1] for note in part.conversation.notes if "orwarded" in note] == ["1.", "1."]


def test_the_words_of_a_person_who_was_renamed_since_are_that_persons() -> None:
    pia, other = {"from_id": "user1"}, {"from_id": "user2"}
    part = read(
        message(1, "Pia", **pia),
        message(2, "Pia Lund", **pia, forwarded_from="Pia"),
        message(3, "Pia", **pia, forwarded_from="Pia Lund"),
        message(4, "Otto", **other, forwarded_from="Pia"),
        message(5, "Pia", **pia, forwarded_from="Otto"),
        message(6, "Pia", from_id="user3", forwarded_from="Pia Lund"),  # another one of that name
    )
    assert part.messages["text"].to_list() == ["words 1", "words 2", "words 3", None, None, None]


def test_a_chat_that_was_moved_under_other_names_is_peoples_own_words() -> None:
    assert words(read(*run(30, **OTHER_NAMES))) == 30
    assert words(read(message(100, "Pia"), *run(30, **OTHER_NAMES), message(200, "Otto"))) == 32


def test_forwarding_a_lot_is_no_move() -> None:
    one_sender = [message(number, "Pia", forwarded_from="The News") for number in range(40)]
    assert words(read(*one_sender)) == 0
    assert words(read(*run(30, Pia="The News", Otto="The News"))) == 0
    assert words(read(*run(8, **OTHER_NAMES))) == 0
    several = [message(number, "Pia", forwarded_from=f"Channel {number % 3}") for number in range(30)]
    assert words(read(*several, *run(3, **OTHER_NAMES))) == 0
    assert words(read(*run(30, Pia=None, Otto=None))) == 0


def test_a_bots_words_are_nobodys() -> None:
    part = read(message(1, "Pia", via_bot="@gif", forwarded_from="Pia"), message(2, "Otto", via_bot="@gif"))
    assert words(part) == 0
