from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from random_chats import RandomMessage, random_messages, rows_of
from unlike.core.medium_limits import MediumLimitKind
from unlike.errors import BrokenExportError, EmptyExportError
from unlike.messages import schema_violations
from unlike.readers import ParsedConversation, ReadOptions, read
from unlike.readers.apps.snapchat import SnapchatReader
from unlike.readers.testkit import check_golden, check_reader, memory_export, parse

HERE = Path(__file__).parent / "snapchat"
OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
PEOPLE = ("imke.w", "rosa.q", "lou")


def entry(message: RandomMessage, **more: object) -> dict[str, Any]:
    created = f"{message.sent_at:%Y-%m-%d %H:%M:%S} UTC"
    return {"From": PEOPLE[message.sender], "Media Type": "TEXT", "Created": created, **more}


def by_friend(messages: list[RandomMessage], unit: int = 1) -> dict[str, Any]:
    return {
        "rosa.q": [
            entry(message, Content=message.text, IsSender=message.sender == 0)
            | {"Conversation Title": None, "Created(microseconds)": message.milliseconds * unit}
            for message in reversed(messages)
        ]
    }


def in_sections(messages: list[RandomMessage], *, with_to: bool) -> dict[str, Any]:
    sent: list[dict[str, Any]] = []
    received: list[dict[str, Any]] = []
    for message in reversed(messages):
        words = message.text.replace("&", "&amp;") if with_to else message.text
        value = entry(message, **{"Text" if with_to else "Content": words}) | {"From": "rosa.q"}
        if message.sender == 0 and with_to:
            value["To"] = value.pop("From")
        (sent if message.sender == 0 else received).append(value)
    return {"Received Saved Chat History": received, "Sent Saved Chat History": sent}


def parsed(document: object) -> list[ParsedConversation]:
    return parse(SnapchatReader(), json.dumps(document, ensure_ascii=False).encode(), "chat_history.json", OPTIONS)


@pytest.mark.parametrize("name", ["mydata~1", "sections/chat_history.json"])
def test_reads_as_the_golden_file_shows(name: str) -> None:
    check_golden(check_reader(SnapchatReader(), HERE / name, OPTIONS), HERE / name)


def test_a_zip_reads_like_its_folder(tmp_path: Path) -> None:
    folder = HERE / "mydata~1"
    with zipfile.ZipFile(tmp_path / "mydata~1.zip", "w") as archive:
        for file in folder.rglob("*.json"):
            archive.write(file, file.relative_to(folder))
        archive.writestr("html/chat_history.html", "<html></html>")
        archive.writestr("index.html", "<html></html>")
    zipped, plain = read([tmp_path / "mydata~1.zip"], OPTIONS), read([folder], OPTIONS)
    assert zipped.messages.equals(plain.messages)
    assert zipped.conversations == plain.conversations


def test_every_chat_is_a_selection_and_is_said_to_be() -> None:
    for conversation in read([HERE], OPTIONS).conversations:
        assert conversation.limit(MediumLimitKind.SAVED_MESSAGES)
        assert conversation.medium_limits[0].is_selection


def test_a_folder_around_exports_of_other_apps_is_not_taken_as_a_whole(tmp_path: Path) -> None:
    for name in ("chat_history.json", "account.json"):
        content = (HERE / "mydata~1" / "json" / name).read_bytes()
        (tmp_path / name).write_bytes(content)
    lines = (f"0{day}/01/2026, 10:00 - Rosa: word {day}\n" for day in range(1, 9))
    (tmp_path / "WhatsApp Chat with Rosa.txt").write_text("".join(lines), encoding="utf-8")
    assert {conversation.app for conversation in read([tmp_path], OPTIONS).conversations} == {"snapchat", "whatsapp"}


@given(random_messages(), st.sampled_from((1, 1_000)))
def test_random_chats_are_read_back_with_their_milliseconds(messages: list[RandomMessage], unit: int) -> None:
    part = parsed(by_friend(messages, unit))[0]
    expected = [(message.sent_at, PEOPLE[message.sender], message.text) for message in messages]
    if all(message.sender for message in messages):
        assert part.conversation.owner == "Me"
    else:
        assert part.conversation.owner == "imke.w"
    in_order = len({message.after for message in messages}) == 1
    assert rows_of(part.messages) == (expected[::-1] if in_order else expected)


@given(random_messages(step=1_000), st.booleans())
def test_both_sides_of_the_older_shapes_are_one_chat(messages: list[RandomMessage], with_to: bool) -> None:
    part = parsed(in_sections(messages, with_to=with_to))[0]
    expected = [(message.sent_at, ("Me", "rosa.q")[message.sender], message.text) for message in messages]
    assert sorted(rows_of(part.messages)) == sorted(expected)
    assert part.messages["sent_at"].is_sorted()
    assert part.conversation.title == "rosa.q"
    assert not part.conversation.group


@given(
    random_messages(step=1_000),
    st.sampled_from(({"To": ""}, {"To": None}, {})),
    st.sampled_from(({"From": "imke.w"}, {"From": ""}, {})),
    st.sets(st.integers(0, 20)),
    st.booleans(),
)
def test_what_names_nobody_is_in_no_others_chat(
    messages: list[RandomMessage], to: dict[str, Any], own: dict[str, Any], places: set[int], several: bool
) -> None:
    document = in_sections(messages, with_to=True)
    sent = document["Sent Saved Chat History"]
    if several:
        sent.append(entry(RandomMessage(0, 0, ""), Text="to Lou", To="lou"))
    nameless = [value for place, value in enumerate(sent) if place in places and value["To"] != "lou"]
    has_receivers = len(nameless) < len(sent) or "To" in to
    for value in nameless:
        del value["To"]
        value.update(to | own)
    if not has_receivers and own:
        return  # of the older shape, in which both lists name the other one as sender
    total = len(messages) + several
    try:
        parts = parsed(document)
    except BrokenExportError:
        assert len(nameless) == total
        return
    assert {part.conversation.title for part in parts} <= {"rosa.q", "lou"}
    skipped = sum(part.conversation.coverage.skipped for part in parts)
    left_out = [note for part in parts for note in part.conversation.notes if f"(entries: {len(nameless)})" in note]
    assert sum(part.messages.height for part in parts) == total - len(nameless)
    assert skipped == len(nameless) or left_out


def test_received_entries_are_their_senders_whatever_they_say_of_the_receiver() -> None:
    messages = [RandomMessage(number * 1_000, number % 2, f"word {number}") for number in range(6)]
    document = in_sections(messages, with_to=True)
    for value in document["Received Saved Chat History"]:
        value["To"] = "imke.w"
    document["Received Saved Chat History"][0]["From"] = ""
    (part,) = parsed(document)
    assert part.conversation.title == "rosa.q"
    assert (part.messages.height, part.conversation.coverage.skipped) == (5, 1)


def test_what_the_owner_sent_without_a_receiver_is_no_chat_with_themselves(tmp_path: Path) -> None:
    messages = [RandomMessage(number * 1_000, number % 2, f"word {number}") for number in range(6)]
    document = in_sections(messages, with_to=False)
    for value in document["Sent Saved Chat History"]:
        value["From"] = "imke.w"
    (tmp_path / "chat_history.json").write_text(json.dumps(document), encoding="utf-8")
    account = {"Basic Information": {"Username": "imke.w"}}
    (tmp_path / "account.json").write_text(json.dumps(account), encoding="utf-8")
    (conversation,) = read([tmp_path], OPTIONS).conversations
    assert (conversation.title, conversation.coverage.skipped) == ("rosa.q", 3)


@given(random_messages(), st.integers(1, 400))
def test_a_file_that_breaks_off_gives_a_part_or_a_sentence(messages: list[RandomMessage], lost: int) -> None:
    content = json.dumps(by_friend(messages), ensure_ascii=False, indent=1).encode()[:-lost]
    if not SnapchatReader().recognise(memory_export({"chat_history.json": content})):
        return
    try:
        part = parse(SnapchatReader(), content, "chat_history.json", OPTIONS)[0]
    except (BrokenExportError, EmptyExportError):
        return
    coverage = part.conversation.coverage
    assert schema_violations(part.messages) == []
    assert part.messages.height + coverage.skipped == coverage.total <= len(messages)
    if coverage.skipped:
        assert part.conversation.breaks_off


@pytest.mark.parametrize("in_lists", [True, False])
def test_a_file_that_ends_between_two_entries_breaks_off(in_lists: bool) -> None:
    messages = [RandomMessage(number * 1_000, number % 2, f"word {number}") for number in range(6)]
    content = json.dumps(in_sections(messages, with_to=True) if in_lists else by_friend(messages)).encode()
    part = parse(SnapchatReader(), content[: content.rindex(b"},") + 1], "chat_history.json", OPTIONS)[0]
    assert part.messages.height == 5
    assert part.conversation.breaks_off


def test_two_downloads_are_one_history(tmp_path: Path) -> None:
    messages = [RandomMessage(number * 61_000, number % 2, f"word {number}") for number in range(30)]
    for name, some in (("a.json", messages[:20]), ("b.json", messages[10:])):
        (tmp_path / name).write_text(json.dumps(by_friend(some)), encoding="utf-8")
    assert read([tmp_path], OPTIONS).messages.height == 30


def test_one_damaged_entry_costs_itself() -> None:
    messages = [RandomMessage(number * 1_000, number % 2, f"word {number}") for number in range(5)]
    content = json.dumps(by_friend(messages)).replace('"word 2"', "word 2 }{").encode()
    part = parse(SnapchatReader(), content.replace(b"}{", b""), "chat_history.json", OPTIONS)[0]
    assert part.messages.height + part.conversation.coverage.skipped == 5
    with pytest.raises(BrokenExportError, match="damaged"):
        parse(SnapchatReader(), content.replace(b"}{", b"}}}}"), "chat_history.json", OPTIONS)


@pytest.mark.parametrize(
    "content",
    [
        b'{"messages": [{"From": "x", "Content": "y"}]}',
        b'{"x": [{"Media Type": "IMAGE", "Created": "2026-01-01 00:00:00 UTC", "IsSender": true}]}',
        b'{"Saved Media": [{"Date": "2026-01-01", "Media Type": "Image", "Created": "x"}]}',
        b'[{"Media Type": "TEXT", "Created": "x", "Content": "", "IsSender": true}]',
    ],
)
def test_look_alikes_and_snaps_are_not_claimed(content: bytes) -> None:
    assert not SnapchatReader().recognise(memory_export({"snap_history.json": content}))


def test_an_empty_history_is_a_sentence() -> None:
    with pytest.raises(EmptyExportError):
        parsed({"Received Saved Chat History": [], "Sent Saved Chat History": []})
