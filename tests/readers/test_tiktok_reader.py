from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from random_chats import RandomMessage, random_messages, rows_of
from unlike.errors import BrokenExportError, EmptyExportError, UnknownExportError
from unlike.messages import schema_violations
from unlike.readers import ParsedConversation, ReadOptions, read
from unlike.readers.apps.tiktok import TikTokReader
from unlike.readers.testkit import check_golden, check_reader, memory_export, parse

SAMPLE = Path(__file__).parent / "tiktok" / "user_data_tiktok.json"
OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
PEOPLE = ("imke.w", "rosa.q", "lou")
LAYOUTS = (("Direct Messages", "Chat History"), ("Direct Message", "Direct Messages"))


def chat(messages: list[RandomMessage]) -> list[dict[str, str]]:
    return [
        {"Date": f"{message.sent_at:%Y-%m-%d %H:%M:%S}", "From": PEOPLE[message.sender], "Content": message.text}
        for message in messages
    ]


def document(layout: tuple[str, str], chats: dict[str, list[dict[str, str]]], **sections: Any) -> bytes:  # noqa: ANN401 - any section
    held = {f"Chat History with {name}:": entries for name, entries in chats.items()}
    content = {**sections, layout[0]: {layout[1]: {"ChatHistory": held}}}
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def parsed(content: bytes) -> list[ParsedConversation]:
    return parse(TikTokReader(), content, "user_data.json", OPTIONS)


def test_reads_as_the_golden_file_shows() -> None:
    check_golden(check_reader(TikTokReader(), SAMPLE, OPTIONS), SAMPLE)


def test_a_zip_reads_like_its_file(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "TikTok_Data_1767430000.zip", "w") as archive:
        archive.write(SAMPLE, SAMPLE.name)
    shutil.copy(SAMPLE, tmp_path)
    whole = read([tmp_path], OPTIONS)
    assert whole.messages.equals(read([SAMPLE], OPTIONS).messages)


@given(random_messages(step=1_000), random_messages(step=1_000), st.sampled_from(LAYOUTS), st.booleans())
def test_random_chats_are_read_back_and_tell_their_owner(
    first: list[RandomMessage], second: list[RandomMessage], layout: tuple[str, str], with_profile: bool
) -> None:
    other = [RandomMessage(message.after, 2 * message.sender, message.text) for message in second]
    profile = {"Profile": {"Profile Information": {"ProfileMap": {"userName": "imke.w"}}}} if with_profile else {}
    content = document(layout, {"rosa.q": chat(first)[::-1], "lou": chat(other)}, **profile)
    has_written = any(message.sender == 0 for message in first + other)
    for part, messages in zip(parsed(content), (first, other), strict=True):
        expected = [(message.sent_at, PEOPLE[message.sender], message.text) for message in messages]
        assert sorted(rows_of(part.messages)) == sorted(expected)
        assert part.messages["sent_at"].is_sorted()
        assert part.conversation.owner == ("imke.w" if with_profile or has_written else None)


@given(random_messages(step=1_000), st.integers(1, 300))
def test_a_file_that_breaks_off_loses_nothing_in_silence(messages: list[RandomMessage], lost: int) -> None:
    content = document(LAYOUTS[0], {"rosa.q": chat(messages)})[:-lost]
    if not TikTokReader().recognise(memory_export({"user_data.json": content})):
        return
    try:
        part = parsed(content)[0]
    except (BrokenExportError, EmptyExportError):
        return
    assert schema_violations(part.messages) == []
    assert part.conversation.coverage.total >= content.count(b'"From"')


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("user_data.json", b'{"user": {"data": []}}'),
        ("x.json", b'{"Direct Messages": {"x": 1}}'),
        ("x.json", b'[{"ChatHistory": {}, "Direct Messages": {}}]'),
    ],
)
def test_look_alikes_are_not_claimed(name: str, content: bytes) -> None:
    assert not TikTokReader().recognise(memory_export({name: content}))


def test_two_downloads_are_one_history(tmp_path: Path) -> None:
    messages = [RandomMessage(number * 61_000, number % 2, f"word {number}") for number in range(30)]
    for name, some in (("a.json", messages[:20]), ("b.json", messages[10:])):
        (tmp_path / name).write_bytes(document(LAYOUTS[0], {"rosa.q": chat(some)}))
    assert read([tmp_path], OPTIONS).messages.height == 30


@pytest.mark.parametrize(
    "damage",
    [
        (b'"ChatHistory": {', b'"ChatHistory": [{'),
        (b'"Chat History": {', b'"Chat History: {'),
        (b'"Direct Messages": {', b'"Direct \x00Messages": {'),
        (b'"ChatHistory": {', b'"ChatHistory" {'),
    ],
)
def test_a_section_that_is_damaged_is_said(damage: tuple[bytes, bytes]) -> None:
    messages = [RandomMessage(number * 1_000, number % 2, "yes") for number in range(3)]
    other = {"Direct Message": {"Group Chat": {"GroupChat": {"Rowers:": chat(messages)}}}}
    content = document(LAYOUTS[0], {"rosa.q": chat(messages)}, **other).replace(*damage)
    try:
        parts = parsed(content)
    except BrokenExportError:
        return
    lost = [note for part in parts for note in part.conversation.notes if "left out" in note]
    assert sum(part.messages.height for part in parts) == 6 or lost


def test_a_file_that_ends_between_two_messages_breaks_off() -> None:
    content = document(LAYOUTS[0], {"rosa.q": chat([RandomMessage(number, number % 2, "yes") for number in range(3)])})
    part = parsed(content[: content.rindex(b"},") + 2])[0]
    assert part.messages.height == 2
    assert part.conversation.breaks_off
    with pytest.raises(BrokenExportError, match="damaged"):
        parsed(content[: content.index(b'"Chat History with')])


def test_the_owner_is_who_writes_in_every_chat_or_is_asked_for() -> None:
    def written(*people: str) -> list[dict[str, str]]:
        return [
            {"Date": f"2026-01-03 09:0{number}:00", "From": who, "Content": "yes"} for number, who in enumerate(people)
        ]

    def owner(**chats: list[dict[str, str]]) -> str | None:
        return parsed(document(LAYOUTS[0], chats))[0].conversation.owner

    assert owner(rosa=written("rosa", "imke")) == "imke"
    assert owner(rosa=written("rosa", "imke"), lou=written("imke", "lou")) == "imke"
    assert owner(rosa=written("rosa_new")) is None
    assert owner(rosa=written("rosa", "imke"), lou=written("lou", "imke"), ada=written("ada_new")) is None
    assert owner(rosa=written("rosa", "imke_old"), lou=written("lou", "imke"), ada=written("ada", "imke")) is None


def test_a_download_as_text_is_told_what_to_ask_for(tmp_path: Path) -> None:
    text = ">>> Chat History with rosa.q::\n2026-01-03 09:04:00 UTC rosa.q: are you up?\n"
    (tmp_path / "Direct Messages.txt").write_text(text, encoding="utf-8")
    with pytest.raises(UnknownExportError, match="choose JSON"):
        read([tmp_path], OPTIONS)


@pytest.mark.parametrize(("name", "title"), [("rosa.q", "rosa.q"), ("a:b::", "a:b"), (":" * 9, ":" * 10)])
def test_a_chat_is_called_by_what_stands_between_tiktok_s_words(name: str, title: str) -> None:
    content = document(LAYOUTS[0], {name: chat([RandomMessage(0, 0, "yes")])})
    assert parsed(content)[0].conversation.title == title


def test_a_download_without_messages_is_a_sentence() -> None:
    with pytest.raises(EmptyExportError):
        parsed(document(LAYOUTS[0], {}))


def test_a_message_without_a_sender_is_nobodys_for_certain() -> None:
    entries = [
        {"Date": "2025-03-01 10:14:05", "From": "rosa_q", "Content": "hi"},
        {"Date": "2025-03-01 10:15:05", "From": None, "Content": "whose?"},
        {"Date": "2025-03-01 10:16:05", "From": "imke", "Content": "yes"},
    ]
    chats = {"ChatHistory": {"Chat History with rosa_q:": entries}}
    content = json.dumps({"Direct Message": {"Direct Messages": chats}}).encode()
    (part,) = parse(TikTokReader(), content, "user_data_tiktok.json", OPTIONS)
    assert part.messages["sender"].cast(pl.String).to_list() == ["rosa_q", "Unknown", "imke"]
    assert not part.conversation.group
