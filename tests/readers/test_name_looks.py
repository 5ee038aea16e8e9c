"""One person is one, however the name is written; two accounts whose names look alike stay two."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.i18n import translate_lazy
from unlike.readers import ReadOptions, read
from unlike.readers.formats.value_names import name_look

OPTIONS = ReadOptions(ZoneInfo("UTC"))
AT = 1_714_550_400
NAME = "Zoë Ek"
ALIKE = (
    unicodedata.normalize("NFD", NAME),
    *("Zoë\u00a0Ek", "\u200fZoë Ek", "Zoë Ek ", "\u2068Zoë Ek\u2069", "Zoë  Ek", "Zoë\u202fEk", "Zoë Ek\u200b"),
)
OTHER = ("zoë ek", "Zoe Ek", "Zoë Ek ❤️", "ZoëEk")


def line(senders: Sequence[str]) -> tuple[str, str]:
    head = "[LINE] Chat history with Bo\nSaved on: 2024/10/28 10:00\n\nSun, 10/27/2024\n"
    return "[LINE]Bo.txt", head + "".join(f"08:{place:02d}\t{name}\thi\n" for place, name in enumerate(senders))


def whatsapp(senders: Sequence[str]) -> tuple[str, str]:
    lines = (f"[13.05.24, 08:{place:02d}:00] {name}: hi\n" for place, name in enumerate(senders))
    return "WhatsApp Chat - Bo.txt", "".join(lines)


def messenger(senders: Sequence[str]) -> tuple[str, str]:
    sent = [
        {"sender_name": name, "timestamp_ms": AT * 1000 - place, "content": "hi"} for place, name in enumerate(senders)
    ]
    people = [{"name": name} for name in senders]
    thread = {"participants": people, "title": "Bo", "thread_path": "inbox/bo_1", "messages": sent}
    return "message_1.json", json.dumps(thread)


def table(senders: Sequence[str]) -> tuple[str, str]:
    lines = (f"2024-10-27 08:{place:02d}:00,{name},hi\n" for place, name in enumerate(senders))
    return "chats.csv", "timestamp,sender,text\n" + "".join(lines)


def telegram(senders: Sequence[str]) -> tuple[str, str]:
    entries = [
        {"id": place, "type": "message", "date": "2024-05-01T08:00:00", "date_unixtime": str(AT + place)}
        | {"from": name, "from_id": f"user{place}", "text": "hi"}
        for place, name in enumerate(senders)
    ]
    return "result.json", json.dumps({"name": "B", "type": "private_group", "id": 2, "messages": entries})


def signal(senders: Sequence[str]) -> tuple[str, str]:
    frames: list[object] = [{"account": {"givenName": "Ada"}}, {"recipient": {"id": "100", "self": {}}}]
    frames += [
        {"recipient": {"id": str(place), "contact": {"aci": f"A{place}==", "profileGivenName": name}}}
        for place, name in enumerate(senders, 1)
    ]
    group = {"masterKey": "AA==", "snapshot": {"title": {"title": "Rowers"}}}
    frames += [{"recipient": {"id": "99", "group": group}}, {"chat": {"id": "10", "recipientId": "99"}}]
    frames += [
        {
            "chatItem": {"chatId": "10", "authorId": str(place), "dateSent": str(AT * 1000 + place), "incoming": {}}
            | {"standardMessage": {"text": {"body": "hi"}}}
        }
        for place, _ in enumerate(senders, 1)
    ]
    return "main.jsonl", "".join(json.dumps(frame) + "\n" for frame in frames)


def chatlab(senders: Sequence[str]) -> tuple[str, str]:
    members = [{"platformId": str(place), "accountName": name} for place, name in enumerate(senders)]
    sent = [
        {"sender": str(place), "accountName": name, "timestamp": AT + place, "type": 0, "content": "hi"}
        for place, name in enumerate(senders)
    ]
    meta = {"name": "B", "platform": "qq", "type": "group", "groupId": "1"}
    return "b.json", json.dumps({"chatlab": {"version": "0.0.2"}, "meta": meta, "members": members, "messages": sent})


def matrix(senders: Sequence[str]) -> tuple[str, str]:
    events: list[object] = []
    for place, name in enumerate(senders):
        start = {"sender": f"@p{place}:b", "origin_server_ts": AT * 1000 + place}
        member = {"membership": "join", "displayname": name}
        events.append(
            {"type": "m.room.member", "state_key": f"@p{place}:b", "content": member, "event_id": f"$m{place}"} | start
        )
        words = {"msgtype": "m.text", "body": "hi"}
        events.append({"type": "m.room.message", "content": words, "event_id": f"$e{place}"} | start)
    head = {"room_name": "B", "room_creator": "p0", "topic": "", "export_date": "2025", "exported_by": "p0"}
    return "room.json", json.dumps({**head, "messages": events})


Writer = Callable[[Sequence[str]], tuple[str, str]]
BY_NAME: tuple[Writer, ...] = (line, whatsapp, messenger, table)
BY_ID: tuple[Writer, ...] = (telegram, signal, chatlab, matrix)


def senders_in(folder: Path, writer: Writer, senders: Sequence[str]) -> tuple[list[str], bool, str]:
    """Everybody who writes, whether it is a group, and what is noted."""
    name, content = writer(senders)
    (folder / name).write_text(content, encoding="utf-8")
    (part,) = read([folder / name], OPTIONS).parts
    present = part.messages["sender"].drop_nulls().unique().to_list()
    assert part.messages.filter(part.messages["kind"] == "text").height == len(senders)
    return sorted(present), part.conversation.group, " ".join(map(translate_lazy, part.conversation.notes))


@pytest.mark.parametrize("writer", BY_NAME, ids=lambda writer: writer.__name__)
def test_a_name_that_looks_alike_is_one_person(tmp_path: Path, writer: Writer) -> None:
    senders, is_group, said = senders_in(tmp_path, writer, ["Imke", NAME, "Imke", *ALIKE])
    assert senders == ["Imke", NAME]
    assert not is_group
    assert f"“{NAME}”" in said


@pytest.mark.parametrize("writer", [*BY_NAME, *BY_ID], ids=lambda writer: writer.__name__)
def test_names_that_look_otherwise_are_others(tmp_path: Path, writer: Writer) -> None:
    senders, _, said = senders_in(tmp_path, writer, ["Imke", NAME, *OTHER])
    assert senders == sorted(["Imke", NAME, *OTHER])
    assert "count as one person" not in said


@pytest.mark.parametrize("writer", BY_ID, ids=lambda writer: writer.__name__)
@pytest.mark.parametrize("alike", [ALIKE[0], "Zoë\u00a0Ek", "\u200fZoë Ek", NAME])
def test_accounts_whose_names_look_alike_stay_apart(tmp_path: Path, writer: Writer, alike: str) -> None:
    senders, _, said = senders_in(tmp_path, writer, ["Imke", NAME, alike])
    assert len(senders) == len(set(map(name_look, senders))) == 3
    assert "count as one person" not in said


@given(st.text(st.sampled_from("aë\u0301\u200b\u200f \u00a0\u202fر🦢\u200d"), max_size=12))
def test_a_look_is_its_own_look_and_never_nothing(name: str) -> None:
    assert name_look(name_look(name)) == name_look(name)
    assert bool(name_look(name)) == bool(name)
