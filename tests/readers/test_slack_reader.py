from __future__ import annotations

import html
import json
import zipfile
from collections.abc import Mapping
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
from unlike.readers.apps.slack import SlackReader, slack_channels
from unlike.readers.distinct_names import distinct_names
from unlike.readers.testkit import check_golden, check_reader, memory_export

HERE = Path(__file__).parent / "slack"
OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
PEOPLE = ("Imke", "Rosa", "Lou")
USERS = [{"id": f"U{number}", "profile": {"display_name": name}} for number, name in enumerate(PEOPLE)]


def entry(message: RandomMessage, **more: object) -> dict[str, Any]:
    seconds, rest = divmod(message.milliseconds, 1_000)
    text = html.escape(message.text, quote=False)
    return {"type": "message", "user": f"U{message.sender}", "text": text, "ts": f"{seconds}.{rest:03}000", **more}


def written(entries: list[Any], indent: int | None = 4) -> bytes:
    return json.dumps(entries, ensure_ascii=False, indent=indent).encode()


def workspace(messages: list[RandomMessage], indent: int | None = 4) -> dict[str, bytes]:
    """A channel whose messages stand in the files of their days."""
    days: dict[str, list[Any]] = {}
    for message in messages:
        days.setdefault(f"rowers/{message.sent_at:%Y-%m-%d}.json", []).append(entry(message))
    index = written([{"id": "C1", "name": "rowers", "members": ["U0", "U1", "U2"]}])
    return {name: written(day, indent) for name, day in days.items()} | {
        "channels.json": index,
        "users.json": written(USERS),
    }


def parsed(files: dict[str, bytes]) -> ParsedConversation:
    export = memory_export(files)
    assert SlackReader().recognise(export)
    (part,) = SlackReader().read(export, OPTIONS)
    assert isinstance(part, ParsedConversation)
    return part


def expected(messages: list[RandomMessage]) -> list[tuple[Any, ...]]:
    rows = [(message.sent_at, PEOPLE[message.sender], message.text) for message in messages]
    return [row for number, row in enumerate(rows) if row not in rows[:number]]


def test_reads_as_the_golden_file_shows() -> None:
    check_golden(check_reader(SlackReader(), HERE / "Rowers Slack export", OPTIONS), HERE / "Rowers Slack export")


@given(random_messages(people=3), st.sampled_from([None, 2, 4]), st.data())
def test_random_channels_are_read_back_with_nothing_lost_or_invented(
    messages: list[RandomMessage], indent: int | None, data: st.DataObject
) -> None:
    files = workspace(messages, indent)
    odd: list[object] = data.draw(
        st.lists(st.sampled_from([None, 5, "}, {", [], {}]), max_size=3), label="what is no message"
    )
    name = data.draw(st.sampled_from([name for name in files if "/" in name]))
    files[name] = written([*json.loads(files[name]), *odd], indent)
    part = parsed(files)
    assert rows_of(part.messages.filter(part.messages["kind"] != "system")) == expected(messages)
    coverage = part.conversation.coverage
    assert (coverage.total, coverage.skipped) == (len(messages) + len(odd), len(odd))
    assert part.conversation.has_ids


@given(random_messages(people=3), st.integers(1, 500))
def test_a_day_that_breaks_off_gives_a_part_or_a_sentence(messages: list[RandomMessage], lost: int) -> None:
    content = written([entry(message) for message in messages])[:-lost]
    export = memory_export({"2019-03-30.json": content})
    if not SlackReader().recognise(export):
        return
    try:
        (part,) = SlackReader().read(export, OPTIONS)
    except (BrokenExportError, EmptyExportError):
        return
    assert isinstance(part, ParsedConversation)
    assert schema_violations(part.messages) == []
    assert part.messages["text"].to_list() == [row[2] for row in expected(messages)][: part.messages.height]
    assert part.conversation.breaks_off


@pytest.mark.parametrize("indent", [None, 4])
def test_a_damaged_entry_costs_itself(indent: int | None) -> None:
    messages = [RandomMessage(number, 1, f"words {number}") for number in range(3)]
    files = workspace(messages, indent)
    (day,) = (name for name in files if "/" in name)
    files[day] = files[day].replace(b': "words 1"', b' "words 1"')
    part = parsed(files)
    assert part.messages["text"].to_list() == ["words 0", "words 2"]
    assert part.conversation.coverage.skipped == 1


@pytest.mark.parametrize("layout", ["zip", "folder", "wrapped", "channel"])
def test_an_export_is_read_from_a_zip_a_folder_and_a_channel_of_it(tmp_path: Path, layout: str) -> None:
    messages = [RandomMessage(number * 40_000_000, number % 2, f"words {number}") for number in range(4)]
    root = tmp_path / "around" / "export"
    for name, content in workspace(messages).items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    if layout == "zip":
        with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
            for path in sorted(root.rglob("*.json")):
                archive.write(path, path.relative_to(root))
    given_path = {
        "zip": tmp_path / "export.zip",
        "folder": root,
        "wrapped": tmp_path / "around",
        "channel": root / "rowers",
    }
    result = read([given_path[layout]], OPTIONS)
    assert [conversation.title for conversation in result.conversations] == ["rowers"]
    assert result.messages["text"].to_list() == [message.text for message in messages]
    assert set(result.messages["sender"]) == ({"U0", "U1"} if layout == "channel" else {"Imke", "Rosa"})


def nameless(message: RandomMessage, **more: object) -> dict[str, Any]:
    return {key: value for key, value in entry(message, **more).items() if key != "user"}


def test_people_who_have_a_name_alone_are_as_many_as_names() -> None:
    names = ("Ada", "Bo", "Ada", "Rosa", "Bo")
    entries = [nameless(RandomMessage(number, 0, f"{number}"), username=name) for number, name in enumerate(names)]
    files = workspace([]) | {"rowers/2019-03-30.json": written([*entries, entry(RandomMessage(9_000, 1, "own"))])}
    part = parsed(files)
    senders = part.messages["sender"].to_list()
    assert senders[:3] == ["Ada", "Bo", "Ada"]
    assert senders[3] != senders[5], "somebody who is called like a user may be another"
    assert len(set(senders)) == 4


def test_words_that_stand_in_blocks_alone_are_words() -> None:
    message = RandomMessage(0, 0, "")
    section = {
        "type": "rich_text_section",
        "elements": [
            {"type": "text", "text": "who rows? "},
            {"type": "user", "user_id": "U1"},
            {"type": "emoji", "name": "boat"},
            {"type": "link", "url": "https://example.org"},
        ],
    }
    listed = {"type": "rich_text_list", "elements": [section, {"type": "rich_text_section", "elements": [5]}]}
    blocks = [
        {"type": "rich_text", "elements": [section, listed]},
        {"type": "section", "text": {"text": "a program's"}},
    ]
    words = "who rows? @Rosa:boat:https://example.org"
    files = workspace([message]) | {f"rowers/{message.sent_at:%Y-%m-%d}.json": written([entry(message, blocks=blocks)])}
    (row,) = parsed(files).messages.iter_rows(named=True)
    assert (row["kind"], row["text"]) == ("text", f"{words}\n{words}")


def test_names_are_looked_up_once_for_all_channels(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_up: list[int] = []

    def counted(people: Mapping[str, tuple[str, str]]) -> dict[str, str]:
        looked_up.append(len(people))
        return distinct_names(people)

    monkeypatch.setattr(slack_channels, "distinct_names", counted)
    days = {
        f"c{number}/2019-03-30.json": written([entry(RandomMessage(number, 0, "hi"), username=f"p{number}", user=None)])
        for number in range(40)
    }
    parts = list(SlackReader().read(memory_export(days | {"users.json": written(USERS)}), OPTIONS))
    assert len(parts) == 40
    assert sum(looked_up) <= 40 + len(USERS)


def test_two_exports_that_overlap_are_one_history(tmp_path: Path) -> None:
    messages = [RandomMessage(number * 40_000_000, number % 2, "the same") for number in range(9)]
    for name, some in (("a", messages[:6]), ("b", messages[3:])):
        for file, content in workspace(some).items():
            (tmp_path / name / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name / file).write_bytes(content)
    result = read([tmp_path], OPTIONS)
    assert (len(result.conversations), result.messages.height) == (1, 9)


@pytest.mark.parametrize(
    "content",
    [
        b"[]",
        b'[{"type": "message", "id": 5, "date": "2024-05-01T10:00:00"}]',
        b'{"type": "message", "ts": "1714550400.000100", "user": "U1"}',
        b'[{"type": "note", "ts": "1714550400.000100", "user": "U1"}]',
    ],
)
def test_look_alikes_are_not_claimed(content: bytes) -> None:
    assert not SlackReader().recognise(memory_export({"2024-05-01.json": content}))


def test_what_cannot_be_read_is_a_sentence() -> None:
    files = workspace([RandomMessage(0, 1, "hi")])
    (day,) = (name for name in files if "/" in name)
    files[day] = files[day].replace(b'"ts": "', b'"ts": "1.1", "ts": "x')
    with pytest.raises(BrokenExportError, match="cannot be read"):
        parsed(files)


def test_a_folder_around_hides_no_other_export(tmp_path: Path) -> None:
    for name, content in workspace([RandomMessage(0, 1, "hi")]).items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    chat = "".join(f"{day}/05/2024, 10:00 - {who}: hi\n" for day in range(13, 20) for who in ("Bo", "Al"))
    (tmp_path / "WhatsApp Chat with Bo.txt").write_text(chat, "utf-8")
    assert {conversation.app for conversation in read([tmp_path], OPTIONS).conversations} == {"whatsapp", "slack"}
