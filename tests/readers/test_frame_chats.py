"""Whose a message of Signal is: the owner's whatever account they had, and never that of somebody of the same name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example_counts import examples
from signal_desktop import LOU, OWN, ROSA, desktop_folder, message, person
from unlike.readers import ParsedConversation, ReadOptions, read
from unlike.readers.apps.signal import SignalReader
from unlike.readers.testkit import parse

OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
T = 1_767_000_000_000
FORMER = "aaaaaaaa-0000-4000-8000-0000000000ff"
START: tuple[dict[str, Any], ...] = (
    {"account": {"givenName": "Imke"}},
    {"recipient": {"id": "2", "contact": {"aci": "AQ==", "profileGivenName": "Rosa"}}},
    {"recipient": {"id": "4", "group": {"masterKey": "AA==", "snapshot": {"title": {"title": "Rowers"}}}}},
    {"chat": {"id": "11", "recipientId": "4"}},
)
SELF: dict[str, Any] = {"recipient": {"id": "1", "self": {}}}


def contact(number: str, name: str) -> dict[str, Any]:
    return {"recipient": {"id": number, "contact": {"profileGivenName": name}}}


def item(after: int, author: str | None, *, own: bool = False, quote: tuple[int, str] | None = None) -> dict[str, Any]:
    content: dict[str, Any] = {"text": {"body": f"words {after}"}}
    if quote:
        content["quote"] = {"targetSentTimestamp": str(T + quote[0]), "authorId": quote[1]}
    ids = {"chatId": "11", "dateSent": str(T + after)} | ({"authorId": author} if author else {})
    return {"chatItem": {**ids, "outgoing" if own else "incoming": {}, "standardMessage": content}}


def parsed(frames: Sequence[dict[str, Any]]) -> ParsedConversation:
    content = b"".join(json.dumps(frame).encode() + b"\n" for frame in frames)
    (part,) = parse(SignalReader(), content, "main.jsonl", OPTIONS)
    return part


@pytest.mark.parametrize("selves", [(), (SELF,), (SELF, {"recipient": {"id": "9", "self": {}}})])
def test_whatever_was_sent_from_the_phone_is_the_owner_s(selves: tuple[dict[str, Any], ...]) -> None:
    """Under a former account, under one that is in no list, and where no recipient is the owner."""
    part = parsed([*START, *selves, item(1, "9", own=True), item(2, "1", own=True), item(3, "2")])
    own = "Imke" if selves else "Me"
    assert part.messages["sender"].to_list() == [own, own, "Rosa"]
    assert part.conversation.owner == own


def test_answers_to_what_a_former_account_sent_find_it() -> None:
    answers = [item(3, "2", quote=(1, "9")), item(4, "2", quote=(2, "1")), item(5, "1", own=True, quote=(3, "2"))]
    part = parsed([*START, SELF, item(1, "9", own=True), item(2, "1", own=True), *answers])
    refs = part.messages["ref"].to_list()
    assert part.messages["reply_to"].to_list() == [None, None, *refs[:3]]


NAMES = st.sampled_from(["Rosa", "Imke", "Unknown", "Unknown 7", "Unknown 8", "Me", "Rowers"])


@given(st.lists(NAMES, max_size=5), st.lists(st.sampled_from(["7", "8", None]), unique=True))
@examples(60)
def test_nobody_writes_under_the_name_of_another(names: list[str], strangers: list[str | None]) -> None:
    people = {str(20 + number): name for number, name in enumerate(names)}
    writers = ["2", *people, *strangers]
    frames = [*START, SELF, *(contact(who, name) for who, name in people.items())]
    part = parsed([*frames, item(0, "1", own=True), *(item(n, who) for n, who in enumerate(writers, start=1))])
    assert part.messages["sender"].n_unique() == len(writers) + 1
    assert part.messages["sender"][0] == part.conversation.owner


def test_two_conversations_of_the_owner_s_are_one_person_s(tmp_path: Path) -> None:
    desktop = desktop_folder(tmp_path / "Signal")
    desktop.insert("items", {"id": "number_id", "json": json.dumps({"value": "+15550999.1"})})
    desktop.insert("conversations", person("c-former", FORMER, "Imke", e164="+15550999"))
    group = {"conversationId": "c-rowers"}
    rows = [message(1, T, "hi", None, **group), message(2, T + 1, "ho", FORMER, **group)]
    desktop.insert("messages", *rows, message(3, T + 2, "so", OWN, **group), message(4, T + 3, "oh", LOU, **group))
    (part,) = read([desktop.folder], OPTIONS).parts
    assert part.messages["sender"].to_list() == ["Imke", "Imke", "Imke", "Lou"]
    assert part.conversation.owner == "Imke"


def test_groups_and_a_person_of_one_name_are_chats_of_their_own(tmp_path: Path) -> None:
    desktop = desktop_folder(tmp_path / "Signal")
    keys = {"c-two": "Rowers", "c-three": "Rosa"}
    for key, name in keys.items():
        fields = json.dumps({"masterKey": key})
        desktop.insert("conversations", {"id": key, "type": "group", "name": name, "json": fields})
    chats = ["c-rowers", *keys, "c-rosa"]
    desktop.insert(
        "messages", *(message(n, T + n, f"in {chat}", ROSA, conversationId=chat) for n, chat in enumerate(chats))
    )
    parts = read([desktop.folder], OPTIONS).parts
    assert len({part.conversation.title for part in parts}) == len({part.conversation.key for part in parts}) == 4
    assert {sender for part in parts for sender in part.messages["sender"]} == {"Rosa (0101)"}
