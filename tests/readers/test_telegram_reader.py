from __future__ import annotations

import io
import json
import re
from contextlib import suppress
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from unlike.errors import BrokenExportError, EmptyExportError, UnknownExportError
from unlike.messages import schema_violations
from unlike.readers import Import, ReadOptions, read
from unlike.readers.apps.telegram import TelegramReader
from unlike.readers.apps.telegram.chat_batches import EntryBatch
from unlike.readers.apps.telegram.json_layout import batches_by_layout, layout_depth
from unlike.readers.apps.telegram.json_places import batches_by_brackets
from unlike.readers.export_sentences import BREAKS_OFF
from unlike.readers.testkit import check_golden, check_reader, memory_export, parse

HERE = Path(__file__).parent / "telegram"
OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
CASES = ("one_chat", "account", "old", "broken_off")


def message(number: int, **more: object) -> dict[str, Any]:
    person = "user1" if number % 2 else "user2"
    plain = {
        "id": number,
        "type": "message",
        "date": "2024-01-01T00:00:00",
        "date_unixtime": str(1_700_000_000 + number),
    }
    return plain | {"from": person.title(), "from_id": person, "text": f"words {number}"} | more


def chat(*messages: dict[str, Any], **more: object) -> dict[str, Any]:
    return {"name": "User2", "type": "personal_chat", "id": 2, **more, "messages": list(messages)}


def reading(tmp_path: Path, content: object, *, indent: int | None = 1) -> Import:
    path = tmp_path / "result.json"
    path.write_text(json.dumps(content, ensure_ascii=False, indent=indent), encoding="utf-8")
    return read([path], OPTIONS, readers=[TelegramReader()])


@pytest.mark.parametrize("case", CASES)
def test_reads_as_the_golden_file_shows(case: str) -> None:
    path = HERE / f"{case}.json"
    check_golden(check_reader(TelegramReader(), path, OPTIONS), path)


@pytest.mark.parametrize("case", CASES)
def test_every_entry_is_accounted_for(case: str) -> None:
    text = (HERE / f"{case}.json").read_text(encoding="utf-8")
    found = read([HERE / f"{case}.json"], OPTIONS, readers=[TelegramReader()])
    counted = sum(one.coverage.total for one in found.conversations)
    left_out = 2 if case == "account" else 0  # a saved message and a verification code
    opened = r"^     \{$" if case == "account" else r"^  \{$"
    above = text.index('"chats"') if case == "account" else 0
    assert counted + left_out == len(re.findall(opened, text[above:], re.MULTILINE))
    leftovers = sum(one.coverage.skipped for one in found.conversations)
    assert leftovers == sum(len(one.skipped) for one in found.conversations)


@pytest.mark.parametrize("case", ["one_chat", "account", "old"])
@pytest.mark.parametrize("indent", [None, 0, 2, 4])
def test_other_layouts_read_alike(case: str, indent: int | None, tmp_path: Path) -> None:
    path = HERE / f"{case}.json"
    plain = read([path], OPTIONS, readers=[TelegramReader()])
    other = reading(tmp_path, json.loads(path.read_text(encoding="utf-8")), indent=indent)
    assert_frame_equal(plain.messages, other.messages)
    assert plain.conversations == other.conversations


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("size", [1, 7, 100, 1001])
def test_where_the_reading_stops_for_breath_makes_no_difference(case: str, size: int) -> None:
    content = (HERE / f"{case}.json").read_bytes()
    level = layout_depth(content)
    assert level is not None

    def entries(pieces: list[EntryBatch]) -> list[tuple[int, Any]]:
        return [(piece.chat, entry) for piece in pieces for entry in json.loads(piece.messages)]

    whole = list(batches_by_layout(io.BytesIO(content), level))
    assert entries(list(batches_by_layout(io.BytesIO(content), level, size))) == entries(whole)


@pytest.mark.parametrize("case", ["one_chat", "account", "old"])
def test_cutting_and_parsing_find_the_same_chats(case: str) -> None:
    content = (HERE / f"{case}.json").read_bytes()
    level = layout_depth(content)
    assert level is not None
    quick, thorough = (
        list(batches_by_layout(io.BytesIO(content), level)),
        list(batches_by_brackets(io.BytesIO(content))),
    )
    assert [(one.head, json.loads(one.messages)) for one in quick] == [
        (one.head, json.loads(one.messages)) for one in thorough
    ]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=8))
def test_any_words_come_through(texts: list[str]) -> None:
    made = chat(*(message(number, text=text) for number, text in enumerate(texts, 1)))
    content = json.dumps(made, ensure_ascii=False, indent=1).encode()
    part = parse(TelegramReader(), content, "result.json", OPTIONS)[0]
    assert part.messages["text"].to_list() == [text or None for text in texts]


@given(st.integers(1, 2_000))
def test_a_file_that_breaks_off_gives_a_part_or_a_sentence(lost: int) -> None:
    content = json.dumps(chat(*map(message, range(1, 8))), indent=1).encode()[:-lost]
    try:
        part = parse(TelegramReader(), content, "result.json", OPTIONS)[0]
    except (BrokenExportError, EmptyExportError):  # the second where nothing at all is left
        return
    coverage = part.conversation.coverage
    assert schema_violations(part.messages) == []
    assert coverage.messages == part.messages.height
    assert part.messages["ref"].to_list() == [f"m{number}" for number in range(1, part.messages.height + 1)]
    assert lost < 3 or any("breaks off" in note for note in part.conversation.notes)


def test_a_compact_file_that_breaks_off_is_read_up_to_there(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_text(json.dumps(chat(*map(message, range(1, 8))))[:-90], encoding="utf-8")
    found = read([path], OPTIONS, readers=[TelegramReader()])
    assert found.messages.height == 6
    assert [one.why for one in found.conversations[0].skipped] == ["the file breaks off in it"]


def test_breaking_off_before_the_first_message_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_text(json.dumps(chat(message(1)), indent=1)[:120], encoding="utf-8")
    with pytest.raises(BrokenExportError, match="breaks off before its first message ends"):
        read([path], OPTIONS, readers=[TelegramReader()])


def test_a_damaged_entry_is_left_over_and_the_others_are_read(tmp_path: Path) -> None:
    content = json.dumps(chat(*map(message, range(1, 6))), indent=1).encode().replace(b': "words 3"', b' "words 3"')
    path = tmp_path / "result.json"
    path.write_bytes(content)
    found = read([path], OPTIONS, readers=[TelegramReader()])
    assert found.messages["ref"].to_list() == ["m1", "m2", "m4", "m5"]
    assert [(one.ref, one.why) for one in found.conversations[0].skipped] == [("entry 3", "this entry is damaged")]


@pytest.mark.parametrize("entry", [None, 5, "words", ["words"]])
@pytest.mark.parametrize("indent", [None, 1])
def test_an_entry_that_is_no_object_is_left_over(entry: object, indent: int | None, tmp_path: Path) -> None:
    made = chat(message(1), message(3))
    made["messages"].insert(1, entry)
    found = reading(tmp_path, made, indent=indent)
    assert found.messages.height + len(found.conversations[0].skipped) == 3


@pytest.mark.parametrize(
    "odd",
    [
        {"id": "one"},
        {"date_unixtime": 1_700_000_001},
        {"text": None},
        {"text": [{"type": "bold"}, "a", 5]},
        {"from_id": 12},
        {"reactions": ["x", {"count": 1, "emoji": "👍", "recent": None}]},
        {"reply_to_message_id": "7"},
        {"photo": {"name": "x"}},
        {"edited_unixtime": 1_700_000_009},
    ],
)
def test_fields_of_other_types_are_forgiven(odd: dict[str, Any], tmp_path: Path) -> None:
    found = reading(tmp_path, chat(message(1) | odd, message(2)))
    assert found.messages.height == 2
    assert schema_violations(found.messages) == []


def test_a_person_who_changes_names_stays_one_sender(tmp_path: Path) -> None:
    found = reading(tmp_path, chat(message(1, **{"from": "Ann"}), message(2), message(3, **{"from": "Anna"})))
    assert found.messages["sender"].to_list() == ["Anna", "User2", "Anna"]


def test_a_message_that_lacks_its_id_is_by_the_one_account_of_its_name(tmp_path: Path) -> None:
    messages = [message(1, **{"from": "Ann"}), message(2), message(3, **{"from": "Ann", "from_id": None})]
    assert reading(tmp_path, chat(*messages)).messages["sender"].to_list() == ["Ann", "User2", "Ann"]
    messages.append(message(5, **{"from": "Anna"}))
    assert set(reading(tmp_path, chat(*messages)).messages["sender"]) == {"Anna", "User2"}
    messages[1] |= {"from": "Ann"}
    assert reading(tmp_path, chat(*messages)).messages["sender"].n_unique() == 3


@pytest.mark.parametrize("indent", [1, None, 4])
def test_wherever_an_account_breaks_off_it_is_said(indent: int | None, tmp_path: Path) -> None:
    whole = json.loads((HERE / "account.json").read_bytes())
    content = json.dumps(whole, indent=indent).encode()
    path = tmp_path / "result.json"
    for length in range(len(content) // 4, len(content) - 1, len(content) // 40):
        path.write_bytes(content[:length])
        with suppress(BrokenExportError, EmptyExportError, UnknownExportError):
            chats = read([path], OPTIONS).conversations
            assert any(chat.breaks_off or BREAKS_OFF in chat.notes for chat in chats), content[length - 40 : length]


def test_two_deleted_accounts_and_two_namesakes_are_told_apart() -> None:
    found = read([HERE / "account.json"], OPTIONS, readers=[TelegramReader()]).messages
    senders = found.filter(pl.col("conversation").cast(pl.String).str.ends_with("9001"))["sender"].drop_nulls()
    assert senders.n_unique() == 4


def test_the_owner_of_a_personal_chat_is_who_the_chat_is_not_named_after(tmp_path: Path) -> None:
    assert reading(tmp_path, chat(message(1), message(2))).conversations[0].owner == "User1"
    group = chat(message(1), message(2), type="private_group")
    assert reading(tmp_path, group).conversations[0].owner is None
    assert reading(tmp_path, chat(message(1))).conversations[0].owner is None


def test_reactions_are_unknown_where_the_export_has_none(tmp_path: Path) -> None:
    assert reading(tmp_path, chat(message(1))).messages["reactions"].to_list() == [None]
    liked = message(2, reactions=[{"type": "emoji", "count": 1, "emoji": "👍"}])
    assert reading(tmp_path, chat(message(1), liked)).messages["reactions"].to_list() == [
        [],
        [{"emoji": "👍", "sender": None}],
    ]


@pytest.mark.parametrize("indent", [None, 1])
def test_a_chat_without_messages_is_empty(indent: int | None, tmp_path: Path) -> None:
    with pytest.raises(EmptyExportError):
        reading(tmp_path, chat(), indent=indent)


def test_saved_messages_alone_are_no_conversation(tmp_path: Path) -> None:
    with pytest.raises(UnknownExportError, match="Export a chat with somebody"):
        reading(tmp_path, chat(message(1), type="saved_messages"))


def test_a_byte_order_mark_changes_nothing() -> None:
    content = (HERE / "one_chat.json").read_bytes()
    parts = [parse(TelegramReader(), start + content, "result.json", OPTIONS)[0] for start in (b"", b"\xef\xbb\xbf")]
    assert_frame_equal(parts[0].messages, parts[1].messages)


@pytest.mark.parametrize(
    "content",
    [
        b'{"participants": [{"name": "A"}], "messages": [{"sender_name": "A", "timestamp_ms": 1}]}',
        b'{"guild": {}, "channel": {"type": "DirectTextChat"}, "messages": []}',
        b'[{"type": "personal_chat", "messages": []}]',
        b'1/1/24, 10:00 - A: {"type": "personal_chat", "messages": []}',
    ],
)
def test_other_apps_are_not_claimed(content: bytes) -> None:
    assert not TelegramReader().recognise(memory_export({"result.json": content}))


def test_progress_is_told_up_to_the_end() -> None:
    told: list[tuple[int, int]] = []
    path = HERE / "account.json"
    options = ReadOptions(ZoneInfo("UTC"), progress=lambda done, whole: told.append((done, whole)))
    read([path], options, readers=[TelegramReader()])
    assert told[-1] == (path.stat().st_size, path.stat().st_size)
