from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from babel.dates import format_datetime
from hypothesis import given
from hypothesis import strategies as st

from random_chats import RandomMessage, random_messages, rows_of
from unlike.errors import BrokenExportError, EmptyExportError
from unlike.messages import schema_violations
from unlike.readers import ParsedConversation, ReadOptions, read
from unlike.readers.apps.google_chat import GoogleChatReader
from unlike.readers.testkit import check_golden, check_reader, memory_export, parse

HERE = Path(__file__).parent / "google_chat"
OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
PEOPLE = ("Imke", "Rosa", "Lou")
LOCALES = {
    "en": "EEEE, MMMM d, y 'at' h:mm:ss\u202fa z",
    "en_GB": "EEEE, d MMMM y 'at' HH:mm:ss z",
    "de": "EEEE, d. MMMM y 'um' HH:mm:ss z",
    "hu": "y. MMMM d., EEEE H:mm:ss z",
    "zh": "y年M月d日EEEE z HH:mm:ss",
}


def person(number: int) -> dict[str, str]:
    return {"name": PEOPLE[number], "email": f"{PEOPLE[number].lower()}@example.org", "user_type": "Human"}


def entry(message: RandomMessage, number: int, locale: str = "en", **more: object) -> dict[str, Any]:
    date = format_datetime(message.sent_at, LOCALES[locale], locale=locale)
    idents = {"topic_id": f"t{number}", "message_id": f"S/t{number}/t{number}"}
    return {"creator": person(message.sender), "created_date": date, "text": message.text, **idents, **more}


def written(*entries: object, indent: int | None = 2) -> bytes:
    return json.dumps({"messages": entries}, ensure_ascii=False, indent=indent).encode()


def parsed(content: bytes, name: str = "messages.json") -> ParsedConversation:
    return parse(GoogleChatReader(), content, name, OPTIONS)[0]


def expected(messages: list[RandomMessage]) -> list[tuple[Any, ...]]:
    return [(message.sent_at, PEOPLE[message.sender], message.text) for message in messages]


@pytest.mark.parametrize("name", ["Google Chat", "Hangouts.json"])
def test_reads_as_the_golden_file_shows(name: str) -> None:
    check_golden(check_reader(GoogleChatReader(), HERE / name, OPTIONS), HERE / name)


@given(random_messages(people=3, step=1_000), st.sampled_from(sorted(LOCALES)), st.sampled_from([None, 2]), st.data())
def test_random_conversations_are_read_back_with_nothing_lost_or_invented(
    messages: list[RandomMessage], locale: str, indent: int | None, data: st.DataObject
) -> None:
    entries: list[object] = [entry(message, number, locale) for number, message in enumerate(messages)]
    odd: list[object] = data.draw(st.lists(st.sampled_from([None, 5, "}, {", [], {}]), max_size=3), label="no message")
    for value in odd:
        entries.insert(data.draw(st.integers(1, len(entries))), value)
    again = data.draw(st.booleans(), label="first stands twice")
    part = parsed(written(*entries, *entries[:again], indent=indent))
    assert rows_of(part.messages) == expected(messages)
    assert part.conversation.coverage.total == len(entries) + again
    assert part.conversation.coverage.skipped == len(odd)
    assert part.conversation.coverage.repeated == again


@given(random_messages(step=1_000), st.integers(1, 1_500))
def test_a_file_that_breaks_off_gives_a_part_or_a_sentence(messages: list[RandomMessage], lost: int) -> None:
    content = written(*(entry(message, number) for number, message in enumerate(messages)))[:-lost]
    if not GoogleChatReader().recognise(memory_export({"messages.json": content})):
        return
    try:
        part = parsed(content)
    except (BrokenExportError, EmptyExportError):
        return
    assert schema_violations(part.messages) == []
    assert rows_of(part.messages) == expected(messages)[: part.messages.height]
    assert part.conversation.breaks_off


def event(message: RandomMessage, number: int) -> dict[str, Any]:
    lines = message.text.split("\n")
    segments = [{"type": "TEXT", "text": lines[0]}]
    for line in lines[1:]:
        segments += [{"type": "LINE_BREAK"}, {"type": "LINK", "text": line}]
    content = {"chat_message": {"message_content": {"segment": segments}}}
    who = {"gaia_id": f"90{message.sender}", "chat_id": "x"}
    return {"event_id": f"e{number}", "sender_id": who, "timestamp": str(message.milliseconds * 1_000), **content}


def hangouts(events: list[dict[str, Any]], layout: str) -> bytes:
    participants = [{"id": {"gaia_id": f"90{number}"}, "fallback_name": PEOPLE[number]} for number in range(2)]
    state = {"self_read_state": {"participant_id": {"gaia_id": "900"}}}
    about = {"type": "STICKY_ONE_TO_ONE", "participant_data": participants, "self_conversation_state": state}
    if layout == "conversations":
        outer = {"conversation": {"conversation_id": {"id": "U1"}, "conversation": about}, "events": events}
        return json.dumps({"conversations": [outer]}).encode()
    old = {"conversation_id": {"id": "U1"}, "conversation_state": {"conversation": about, "event": events}}
    return json.dumps({"continuation_end_timestamp": "0", "conversation_state": [old]}).encode()


@given(random_messages(), st.sampled_from(["conversations", "conversation_state"]))
def test_random_hangouts_are_read_back(messages: list[RandomMessage], layout: str) -> None:
    events = [event(message, number) for number, message in enumerate(messages)]
    part = parsed(hangouts(events, layout), "Hangouts.json")
    assert rows_of(part.messages) == expected(messages)
    assert (part.conversation.title, part.conversation.owner, part.conversation.group) == ("Rosa", "Imke", False)
    assert part.conversation.has_ids


@given(random_messages(), st.integers(1, 3_000))
def test_hangouts_that_break_off_give_a_part_or_a_sentence(messages: list[RandomMessage], lost: int) -> None:
    events = [event(message, number) for number, message in enumerate(messages)]
    content = hangouts(events, "conversations")[:-lost]
    if not GoogleChatReader().recognise(memory_export({"Hangouts.json": content})):
        return
    try:
        part = parsed(content, "Hangouts.json")
    except (BrokenExportError, EmptyExportError):
        return
    assert rows_of(part.messages) == expected(messages)[: part.messages.height]
    assert part.messages.height >= sum(
        f'"event_id": "e{number + 1}"'.encode() in content for number in range(len(events))
    )


@pytest.mark.parametrize("packed", [True, False])
def test_a_takeout_names_the_owner_and_hides_no_other_export(tmp_path: Path, *, packed: bool) -> None:
    group = tmp_path / "Takeout" / "Google Chat" / "Groups" / "DM Xy1"
    user = tmp_path / "Takeout" / "Google Chat" / "Users" / "User 1"
    group.mkdir(parents=True)
    user.mkdir(parents=True)
    (group / "group_info.json").write_text(json.dumps({"members": [person(0), person(1)]}))
    (group / "messages.json").write_bytes(written(entry(RandomMessage(0, 1, "hi"), 1)))
    (user / "user_info.json").write_text(json.dumps({"user": person(0)}))
    other = written(entry(RandomMessage(5_000, 2, "ho"), 7))
    (tmp_path / "Takeout" / "other.json").write_bytes(other)
    root = tmp_path / "Takeout"
    if packed:
        with zipfile.ZipFile(tmp_path / "takeout.zip", "w") as archive:
            for path in sorted(root.rglob("*.json")):
                archive.write(path, path.relative_to(tmp_path))
        root = tmp_path / "takeout.zip"
    result = read([root], OPTIONS)
    direct = next(part for part in result.parts if part.conversation.title == "Rosa")
    assert (direct.conversation.owner, direct.conversation.has_ids) == ("Imke", True)
    assert set(result.messages["text"]) == {"hi", "ho"}


def test_two_takeouts_that_overlap_are_one_history(tmp_path: Path) -> None:
    entries = [entry(RandomMessage(number * 60_000, number % 2, "the same"), number) for number in range(9)]
    for name, some in (("a", entries[:6]), ("b", entries[4:])):
        folder = tmp_path / name / "Groups" / "DM Xy1"
        folder.mkdir(parents=True)
        (folder / "messages.json").write_bytes(written(*some))
        (folder / "group_info.json").write_text("{}")
    result = read([tmp_path], OPTIONS)
    assert (len(result.conversations), result.messages.height) == (1, 9)


def test_a_wrong_day_of_the_week_does_not_cost_the_message() -> None:
    date = {"created_date": "Tuesday, September 10, 2029 at 8:44:40 PM UTC"}
    part = parsed(written(entry(RandomMessage(0, 1, "hi"), 1) | date))
    assert part.messages["sent_at"].to_list() == [datetime(2029, 9, 10, 20, 44, 40, tzinfo=UTC)]


@pytest.mark.parametrize(
    "content",
    [
        b'{"messages": []}',
        b'{"messages": [{"sender_name": "x", "timestamp_ms": 5}]}',
        b'{"conversations": [{"id": "8:x", "MessageList": []}]}',
        b'{"messages": [{"sender": "x", "creator": "y"}]}',
    ],
)
def test_look_alikes_are_not_claimed(content: bytes) -> None:
    assert not GoogleChatReader().recognise(memory_export({"messages.json": content}))


def test_what_cannot_be_read_is_a_sentence() -> None:
    with pytest.raises(BrokenExportError, match="cannot be read"):
        parsed(written({"creator": person(0), "created_date": "once", "text": "x"}))


def test_a_folder_around_hides_no_other_export(tmp_path: Path) -> None:
    (tmp_path / "DM Xy1").mkdir()
    (tmp_path / "DM Xy1" / "messages.json").write_bytes(written(entry(RandomMessage(0, 1, "hi"), 1)))
    chat = "".join(f"{day}/05/2024, 10:00 - {who}: hi\n" for day in range(13, 20) for who in ("Bo", "Al"))
    (tmp_path / "WhatsApp Chat with Bo.txt").write_text(chat, "utf-8")
    assert {conversation.app for conversation in read([tmp_path], OPTIONS).conversations} == {"whatsapp", "google_chat"}


@pytest.mark.parametrize("old", [False, True])
def test_of_a_hangout_that_breaks_off_all_events_before_that_are_read(old: bool) -> None:
    state = json.loads((HERE / "Hangouts.json").read_bytes())["conversations"][0]
    ident = state["conversation"]["conversation_id"]
    inside = {"conversation_state": {"conversation": state["conversation"]["conversation"], "event": state["events"]}}
    whole: dict[str, Any] = {"conversations": [state]}
    if old:
        whole = {"conversation_state": [{"conversation_id": ident, "response_header": {}, **inside}]}
    content = json.dumps(whole, indent=1).encode()
    first, last = content.index(b'"event_id"'), content.rindex(b'"event_id"')
    for place in (content.index(b'"event_id"', first + 1), last):
        part = parsed(content[:place], "Hangouts.json")
        assert part.messages.height == content[:place].count(b'"event_id"')
        assert (part.conversation.breaks_off, len(part.conversation.skipped)) == (True, 1)
