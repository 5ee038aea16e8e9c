from __future__ import annotations

import html
import json
import zipfile
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from random_chats import RandomMessage, random_messages, rows_of
from unlike.errors import BrokenExportError, EmptyExportError
from unlike.messages import schema_violations
from unlike.readers import ParsedConversation, ReadOptions, read
from unlike.readers.apps.teams import TeamsReader
from unlike.readers.testkit import check_golden, check_reader, memory_export, parse

HERE = Path(__file__).parent / "teams"
OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
PEOPLE = ("Imke", "Rosa", "Lou")
DIRECT = "19:a0_a1@unq.gbl.spaces"


def entry(message: RandomMessage, number: int, *, plain: bool = True) -> dict[str, Any]:
    lines = message.text.split("\n")
    content = message.text if plain else "<br>".join(html.escape(line) for line in lines)
    body = {"ContentType": "text" if plain else "html", "Content": content}
    who = {"Application": None, "User": {"Id": f"a{message.sender}", "DisplayName": PEOPLE[message.sender]}}
    times = {"CreatedDateTime": message.sent_at.isoformat(timespec="milliseconds"), "DeletedDateTime": None}
    return {"Id": str(100 + number), "MessageType": "message", "Body": body, "From": who, "ChatId": DIRECT, **times}


def as_graph(message: dict[str, Any]) -> dict[str, Any]:
    """The same message as Graph's own answers have it: keys in lower case."""
    return {
        key[0].lower() + key[1:]: as_graph(value) if isinstance(value, dict) else value
        for key, value in message.items()
    }


def written(value: object, indent: int | None = 2) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=indent).encode()


def parsed(content: bytes, name: str = "messages_a0.json") -> ParsedConversation:
    return parse(TeamsReader(), content, name, OPTIONS)[0]


def expected(messages: list[RandomMessage]) -> list[tuple[Any, ...]]:
    return [(message.sent_at, PEOPLE[message.sender], message.text) for message in messages]


def test_reads_as_the_golden_file_shows() -> None:
    check_golden(check_reader(TeamsReader(), HERE / "TeamsExport", OPTIONS), HERE / "TeamsExport")


def test_messages_that_name_no_chat_are_in_none_that_others_name() -> None:
    messages = [entry(RandomMessage(60_000, 0, "a"), number) for number in range(3)]
    del messages[1]["ChatId"]
    named, unnamed = parse(TeamsReader(), written(messages), "messages_a0.json", OPTIONS)
    assert (named.messages["ref"].to_list(), unnamed.messages["ref"].to_list()) == (["m100", "m102"], ["m101"])
    assert named.conversation.notes == ()
    (note,) = unnamed.conversation.notes
    assert "1 message does not say in which chat it was written" in note


@given(random_messages(people=3), st.sampled_from(["list", "answer"]), st.data())
def test_random_chats_are_read_back_with_nothing_lost_or_invented(
    messages: list[RandomMessage], layout: str, data: st.DataObject
) -> None:
    entries: list[Any] = [entry(message, number) for number, message in enumerate(messages)]
    newest_first = data.draw(st.booleans(), label="newest first")
    odd: list[Any] = data.draw(st.lists(st.sampled_from([None, 5, [], "}{"]), max_size=3), label="no messages")
    given_order = [*(reversed(entries) if newest_first else entries), *odd, *entries[:1]]
    if layout == "answer":
        answer = [as_graph(one) if isinstance(one, dict) else one for one in given_order]
        content = written({"@odata.context": "x", "value": answer})
    else:
        content = written(given_order, None)
    part = parsed(content)
    assert sorted(rows_of(part.messages)) == sorted(expected(messages))
    coverage = part.conversation.coverage
    assert (coverage.total, coverage.skipped, coverage.repeated) == (len(given_order), len(odd), 1)
    assert (part.conversation.group, part.conversation.has_ids) == (False, True)


def test_markup_is_read_as_it_was_typed() -> None:
    message = entry(RandomMessage(0, 1, "a <b> & c\nnext"), 1, plain=False)
    assert parsed(written([message])).messages["text"].to_list() == ["a <b> & c\nnext"]


@given(random_messages(people=3), st.integers(1, 700))
def test_a_file_that_breaks_off_gives_a_part_or_a_sentence(messages: list[RandomMessage], lost: int) -> None:
    content = written([entry(message, number) for number, message in enumerate(messages)])[:-lost]
    if not TeamsReader().recognise(memory_export({"messages_a0.json": content})):
        return
    try:
        part = parsed(content)
    except (BrokenExportError, EmptyExportError):
        return
    assert schema_violations(part.messages) == []
    assert rows_of(part.messages) == expected(messages)[: part.messages.height]
    assert part.conversation.breaks_off


@pytest.mark.parametrize("packed", [True, False])
def test_one_chat_in_the_files_of_two_people_counts_once(tmp_path: Path, *, packed: bool) -> None:
    entries = [entry(RandomMessage(number * 60_000, number % 2, "the same"), number) for number in range(9)]
    root = tmp_path / "around" / "export"
    for name, some in (("a0", entries[:6]), ("a1", entries[3:])):
        (root / "users" / name).mkdir(parents=True)
        (root / "users" / name / f"messages_{name}.json").write_bytes(written(some))
    given_path = tmp_path / "around"
    if packed:
        with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
            for path in sorted(root.rglob("*.json")):
                archive.write(path, path.relative_to(tmp_path))
        given_path = tmp_path / "export.zip"
    result = read([given_path], OPTIONS)
    assert (len(result.conversations), result.messages.height) == (1, 9)
    assert result.parts[0].conversation.coverage.repeated == 3
    assert result.parts[0].conversation.owner is None


def without(message: dict[str, Any], **more: object) -> dict[str, Any]:
    return {key: value for key, value in message.items() if key != "ChatId"} | more


def chats_of(export: Any) -> list[tuple[str, ...]]:  # noqa: ANN401 - an export
    return sorted(tuple(part.messages["text"]) for part in TeamsReader().read(export, OPTIONS))


def said(text: str, number: int, sender: int = 0) -> dict[str, Any]:
    return entry(RandomMessage(number * 60_000, sender, text), number)


def test_a_message_without_a_chat_is_not_put_into_that_of_the_one_before() -> None:
    content = written([said("a", 1), without(said("b", 2)), said("c", 3)])
    export = memory_export({"messages_a0.json": content})
    assert chats_of(export) == [("a", "c"), ("b",)]
    notes = [str(note) for part in TeamsReader().read(export, OPTIONS) for note in part.conversation.notes]
    assert any("does not say in which chat" in note for note in notes)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"ConversationId": "19:x"}, {"ConversationId": "19:y"}),
        (
            {"WebUrl": "https://teams.microsoft.com/l/message/19%3Ax%40thread.tacv2/1?a=b"},
            {"webUrl": "https://teams.microsoft.com/l/message/19%3Ay%40thread.tacv2/2?a=b"},
        ),
        ({"ChannelIdentity": {"ChannelId": "19:x"}}, {"ChannelIdentity": {"ChannelId": "19:y"}}),
    ],
)
def test_chats_are_told_apart_by_whatever_names_them(first: dict[str, Any], second: dict[str, Any]) -> None:
    entries = [without(said("a", 1), **first), without(said("b", 2), **second), without(said("c", 3), **first)]
    assert chats_of(memory_export({"messages_a0.json": written(entries)})) == [("a", "c"), ("b",)]


@pytest.mark.parametrize("newest_first", [True, False])
def test_an_answer_without_a_chat_is_in_that_of_its_thread(*, newest_first: bool) -> None:
    other = said("b", 2) | {"ChatId": "19:other"}
    entries = [said("a", 1), other, without(said("c", 3), ReplyToId="101"), without(said("d", 4), ReplyToId="102")]
    ordered = [*reversed(entries)] if newest_first else entries
    export = memory_export({"messages_a0.json": written(ordered)})
    assert chats_of(export) == [("a", "c"), ("b", "d")]


def test_files_that_say_of_no_chat_are_chats_of_their_own(tmp_path: Path) -> None:
    for name in ("x", "y"):
        (tmp_path / "users" / name).mkdir(parents=True)
        entries = [without(said(f"{name}{number}", number, number % 2)) for number in range(4)]
        (tmp_path / "users" / name / f"messages_{name}.json").write_bytes(written(entries))
    result = read([tmp_path], OPTIONS)
    texts = result.messages.group_by("conversation").agg("text")["text"].to_list()
    assert sorted(map(sorted, texts)) == [[f"{name}{number}" for number in range(4)] for name in ("x", "y")]


def test_an_export_of_one_person_s_chats_tells_the_owner(tmp_path: Path) -> None:
    folder = tmp_path / "users" / "a0"
    folder.mkdir(parents=True)
    pair = [entry(RandomMessage(number, number, "hi"), number) for number in range(2)]
    (folder / "messages_a0.json").write_bytes(written(pair))
    (tmp_path / "users" / "usersList.json").write_bytes(written([{"Id": "a0", "DisplayName": "Imke"}]))
    result = read([tmp_path], OPTIONS)
    assert (result.owner, result.conversations[0].title) == ("Imke", "Rosa")


@pytest.mark.parametrize(
    "content",
    [
        b"[]",
        b'[{"type": "message", "ts": "1.1", "user": "U1"}]',
        b'{"messageType": "message", "createdDateTime": "x", "body": {}}',
        b'{"messages": [{"MessageType": "x", "CreatedDateTime": "x", "Body": {}}]}',
    ],
)
def test_look_alikes_are_not_claimed(content: bytes) -> None:
    assert not TeamsReader().recognise(memory_export({"messages_a0.json": content}))


def test_what_cannot_be_read_is_a_sentence() -> None:
    message = entry(RandomMessage(0, 1, "hi"), 1) | {"CreatedDateTime": "once"}
    with pytest.raises(BrokenExportError, match="cannot be read"):
        parsed(written([message]))


def test_a_folder_around_hides_no_other_export(tmp_path: Path) -> None:
    (tmp_path / "users" / "a0").mkdir(parents=True)
    (tmp_path / "users" / "a0" / "messages_a0.json").write_bytes(written([entry(RandomMessage(0, 1, "hi"), 1)]))
    chat = "".join(f"{day}/05/2024, 10:00 - {who}: hi\n" for day in range(13, 20) for who in ("Bo", "Al"))
    (tmp_path / "WhatsApp Chat with Bo.txt").write_text(chat, "utf-8")
    assert {conversation.app for conversation in read([tmp_path], OPTIONS).conversations} == {"whatsapp", "teams"}
