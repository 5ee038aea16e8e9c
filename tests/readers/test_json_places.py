"""Chats and messages found by brackets, or by edges where these do not match."""

from __future__ import annotations

import json
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from unlike.readers import ParsedConversation, ReadOptions
from unlike.readers.apps.telegram import TelegramReader
from unlike.readers.testkit import parse

NUMBER = 30


def message(number: int, **more: object) -> dict[str, Any]:
    start = {"id": number, "type": "message", "date_unixtime": str(1_714_550_400 + number)}
    return start | {"from": "Lia", "from_id": "user1", "text": f"word {number}"} | more


def chat(name: str = "Lia") -> dict[str, Any]:
    return {"name": name, "type": "private_group", "id": len(name), "messages": [*map(message, range(1, NUMBER + 1))]}


def account() -> dict[str, Any]:
    return {"about": "x", "chats": {"about": "x", "list": [chat("Lia"), chat("Choir"), chat("Neighbours")]}}


def read(text: str | bytes) -> list[ParsedConversation]:
    content = text if isinstance(text, bytes) else text.encode()
    return parse(TelegramReader(), content, "result.json", ReadOptions(ZoneInfo("Europe/Berlin")))


DAMAGE = [
    ('word 5"', 'wo"rd 5"'),
    ('"id": 5,', '"id: 5,'),
    ('word 5"', "word 5"),
    ('word 5"}', 'word 5"'),
    ('word 5"}', 'word 5"}}'),
    ('word 5"}', 'word 5"]}'),
    ('{"id": 5,', '{{"id": 5,'),
    ('{"id": 5,', '"id": 5,'),
    ('word 5"', 'word 5\\"'),
    ('word 5"', 'word 5", "x": [[{'),
]


@pytest.mark.parametrize(("whole", "damaged"), DAMAGE)
def test_damage_costs_the_messages_beside_it_and_no_others(whole: str, damaged: str) -> None:
    text = json.dumps(chat())
    assert whole in text
    (part,) = read(text.replace(whole, damaged, 1))
    refs = set(part.messages["ref"])
    assert refs >= {f"m{number}" for number in range(1, NUMBER + 1)} - {"m4", "m5", "m6"}
    assert part.messages.height + len(part.conversation.skipped) >= NUMBER - 1
    assert not any("breaks off" in note for note in part.conversation.notes)


@pytest.mark.parametrize(("whole", "damaged"), DAMAGE)
def test_damage_in_a_chat_moves_no_message_into_another(whole: str, damaged: str) -> None:
    text = json.dumps(account())
    parts = {part.conversation.title: part for part in read(text.replace(whole, damaged, 1))}
    assert [parts[title].messages.height for title in ("Choir", "Neighbours")] == [NUMBER, NUMBER]
    assert NUMBER - 3 <= parts["Lia"].messages.height <= NUMBER


def test_an_end_at_another_place_is_an_end() -> None:
    lines = json.dumps(account(), indent=1).splitlines(keepends=True)
    for number, line in enumerate(lines):
        if line.strip(" ,\n") in {"]", "}", "[", "{"} or '"messages"' in line:
            parts = read("".join([*lines[:number], " " + line, *lines[number + 1 :]]))
            assert [part.messages.height for part in parts] == [NUMBER] * 3


@pytest.mark.parametrize("indent", [None, 0, 1, 3])
@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_keys_may_stand_in_any_order_and_lines_end_in_any_way(indent: int | None, ends: str) -> None:
    text = json.dumps(chat(), indent=indent, sort_keys=True).replace("\n", ends)
    (part,) = read(text)
    assert (part.conversation.title, part.conversation.group, part.messages.height) == ("Lia", True, NUMBER)


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize("name", [b"Li\xe9", rb"Li\x0C", b"Li\x01", rb"Li\ud83d"])
def test_a_name_that_is_written_wrongly_loses_nobody(name: bytes, indent: int | None) -> None:
    text = json.dumps(chat(), indent=indent).encode().replace(b'"Lia"', b'"' + name + b'"', 3)
    (part,) = read(text)
    assert part.messages.height == NUMBER
    assert set(part.messages["sender"]) == {"Lia"}
    assert part.conversation.title.startswith("Li")
    places = "entry 1, entry 2"
    assert any(f"repaired, a character or value in each ({places})" in note for note in part.conversation.notes)


@pytest.mark.parametrize("indent", [None, 1])
def test_a_name_that_is_always_written_wrongly_is_one_person(indent: int | None) -> None:
    text = json.dumps(chat(), indent=indent).encode().replace(b'"Lia"', b'"Li\xe9"')
    (part,) = read(text)
    assert (part.messages.height, set(part.messages["sender"])) == (NUMBER, {"Li\ufffd"})


@pytest.mark.parametrize("bare", [("chats",), ("left_chats",), ("chats", "left_chats")])
@pytest.mark.parametrize("indent", [None, 1, 2])
def test_chats_in_a_bare_list_are_read_beside_others(bare: tuple[str, ...], indent: int | None) -> None:
    lists = {"chats": [chat("Lia"), chat("Choir")], "left_chats": [chat("Neighbours"), chat("Rowers")]}
    whole = {key: chats if key in bare else {"about": "x", "list": chats} for key, chats in lists.items()}
    parts = read(json.dumps({"about": "x", **whole}, indent=indent))
    assert [part.conversation.title for part in parts] == ["Lia", "Choir", "Neighbours", "Rowers"]
    assert {part.messages.height for part in parts} == {NUMBER}


@pytest.mark.parametrize(("whole", "damaged"), DAMAGE)
def test_damage_in_a_chat_of_a_bare_list_moves_no_message_into_another(whole: str, damaged: str) -> None:
    text = json.dumps({"chats": [chat("Lia"), chat("Choir")], "left_chats": {"list": [chat("Rowers")]}})
    parts = read(text.replace(whole, damaged, 1))
    assert [part.conversation.title for part in parts] == ["Lia", "Choir", "Rowers"]
    assert [part.messages.height for part in parts][1:] == [NUMBER, NUMBER]
