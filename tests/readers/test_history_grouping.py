"""What an app itself names is one conversation by its key, whatever it is called."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.messages import conform
from unlike.readers import Conversation, ParsedConversation, ReadOptions, read
from unlike.readers.history_grouping import history_groups, may_be_same_chat, search_names
from unlike.readers.history_joining import joined_history

OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
START = datetime(2025, 3, 14, 8, 5, tzinfo=UTC)
HEAD = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER"
)


def part(key: str, first: int = 0, last: int = 8, **fields: Any) -> ParsedConversation:  # noqa: ANN401 - any field
    rows = pl.DataFrame(
        [
            (f"L{number}", START + timedelta(minutes=number), ("Me", "Anna")[number % 2], "text", f"note {number}")
            for number in range(first, last)
        ],
        schema=["ref", "sent_at", "sender", "kind", "text"],
        orient="row",
    )
    described = Conversation(key, "Anna", "linkedin", group=False, owner=None, clock=timedelta(seconds=1))
    return ParsedConversation(replace(described, **fields), conform(rows, key, "linkedin"))


@pytest.mark.parametrize("flag", ["has_ids", "has_chat_id"])
@pytest.mark.parametrize("spans", [((0, 8), (8, 16)), ((0, 8), (0, 8)), ((0, 8), (4, 12))])
def test_two_keys_are_two_conversations_whatever_they_hold(flag: str, spans: tuple[tuple[int, int], ...]) -> None:
    parts = [part(key, *span, **{flag: True}) for key, span in zip("ab", spans, strict=True)]
    assert history_groups(parts) == [[0], [1]]
    assert not may_be_same_chat(parts[0].conversation, parts[1].conversation)
    same = [part("a", *span, **{flag: True}) for span in spans]
    assert history_groups(same) == [[0, 1]]


@given(st.permutations([part("a", 0, 8, has_chat_id=True), part("b", 16, 24, has_chat_id=True), part("?", 8, 16)]))
def test_a_part_without_a_key_makes_no_two_keys_one(parts: list[ParsedConversation]) -> None:
    groups = history_groups(parts)
    keys = [{parts[number].conversation.key for number in group} - {"?"} for group in groups]
    assert all(len(of_group) < 2 for of_group in keys)
    assert len(groups) == 2  # the third is part of one of them, as its title says


def test_a_part_without_a_key_is_looked_for_by_its_title() -> None:
    assert search_names(part("a", has_chat_id=True).conversation) & search_names(part("?").conversation)


COPIES = (
    "Anna copy",
    "Anna Kopie 2",
    "Anna - Copy",
    "Anna - Kopie (2)",
    "Anna (copia)",
    "Copy of Anna",
    "Kopie von Anna",
)


@pytest.mark.parametrize("title", COPIES)
def test_a_copy_is_known_by_what_file_managers_call_it(title: str) -> None:
    ours = part("Anna", 0, 8)
    assert history_groups([ours, part(title, 0, 12, title=title)]) == [[0, 1]]
    assert history_groups([ours, part(title, 20, 24, title=title)]) == [[0, 1]]


def test_few_equal_messages_of_the_same_people_are_one_history_whatever_it_is_called() -> None:
    ours, theirs = part("old", 0, 8, title="old"), part("new", 4, 12, title="new")
    assert history_groups([ours, theirs]) == [[0, 1]]
    others = conform(theirs.messages.filter(pl.int_range(pl.len()) != 2), "new", "linkedin")
    assert history_groups([ours, replace(theirs, messages=others)]) == [[0], [1]]
    renamed = theirs.messages.with_columns(pl.col("sender").cast(pl.String).str.replace("Anna", "Bo"))
    assert history_groups([ours, replace(theirs, messages=conform(renamed, "new", "linkedin"))]) == [[0], [1]]
    assert history_groups([ours, part("new", 8, 16, title="new")]) == [[0], [1]]


def test_two_owners_chats_with_one_person_are_two() -> None:
    ours, theirs = part("a", 0, 8, has_chat_id=True, owner="Me"), part("a", 8, 16, has_chat_id=True, owner="Lou")
    assert history_groups([ours, theirs]) == [[0], [1]]
    assert history_groups([ours, part("a", 8, 16, has_chat_id=True)]) == [[0, 1]]


def test_chats_of_one_export_that_are_joined_by_title_are_said_to_be() -> None:
    unnamed = [part("?", 0, 8), part("?", 8, 16)]
    assert any("joined" in note for note in joined_history(unnamed).conversation.notes)
    named = [part("a", *span, has_chat_id=True) for span in ((0, 8), (8, 16))]
    assert not any("number its chats" in note for note in joined_history(named).conversation.notes)


def linkedin(chat: int, day: int) -> str:
    rows = (
        f"2-{chat},,{who},https://www.linkedin.com/in/{link},{to},https://www.linkedin.com/in/{other},"
        f"2025-03-{day:02} 08:0{minute}:00 UTC,,hello {day} {minute},INBOX"
        for minute, (who, link, to, other) in enumerate([("Me", "me", "Anna", chat), ("Anna", chat, "Me", "me")] * 3)
    )
    return "\n".join([HEAD, *rows])


def snapchat(chat: int, day: int) -> str:
    entries = [
        {
            "From": ("me", f"anna{chat}")[minute % 2],
            "Media Type": "TEXT",
            "Created": f"2025-03-{day:02} 08:0{minute}:00 UTC",
        }
        | {"Content": f"hello {day} {minute}", "Conversation Title": "Anna", "IsSender": minute % 2 == 0}
        for minute in range(6)
    ]
    return json.dumps({f"anna{chat}": entries})


def wechat(chat: int, day: int) -> str:
    session = {"wxid": f"wxid_{chat}", "displayName": "Anna", "type": "私聊"}
    start = int(datetime(2025, 3, day, 8, tzinfo=UTC).timestamp())
    messages = [
        {"localId": number, "createTime": start + number, "type": "文本消息", "content": f"hello {day} {number}"}
        | {
            "isSend": number % 2,
            "senderUsername": ("x", "me")[number % 2],
            "senderDisplayName": ("Anna", "Me")[number % 2],
        }
        for number in range(6)
    ]
    return json.dumps({"weflow": {}, "session": session, "messages": messages}, ensure_ascii=False)


@pytest.mark.parametrize(
    ("export", "ending"),
    [(linkedin, "csv"), (snapchat, "json"), (wechat, "json")],
    ids=["linkedin", "snapchat", "wechat"],
)
def test_two_people_of_one_name_are_two_by_the_apps_ids(
    tmp_path: Path, export: Callable[[int, int], str], ending: str
) -> None:
    paths = []
    for chat, day in ((1, 3), (2, 5), (1, 7)):
        (tmp_path / str(day)).mkdir()
        paths.append(tmp_path / str(day) / f"messages.{ending}")
        paths[-1].write_text(export(chat, day), encoding="utf-8")
    result = read(paths, OPTIONS)
    assert [len(one.messages) for one in result.parts] == [12, 6]


def test_what_is_compared_anyway_is_not_searched_by_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unlike.readers.history_grouping._with_equal_messages", lambda _parts: pytest.fail("searched"))
    assert history_groups([part("chat"), part("chat", 4, 12), part("chat", 40, 48)]) == [[0, 1, 2]]
