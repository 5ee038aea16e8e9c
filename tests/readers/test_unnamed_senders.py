"""A message whose sender is missing: it is the same person's by another field, or it is said to be of whoever."""

from __future__ import annotations

import copy
import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

import pytest

from bench.reading.fuzz_seeds import SEEDS
from unlike.errors import InputError
from unlike.readers import ReadOptions, read

OPTIONS: Final = ReadOptions(ZoneInfo("Europe/Berlin"), "dmy")
SENDERS: Final = (
    ("convokit", "utterances.json", r"\d+/speaker"),
    ("convokit", "utterances.jsonl", r"\d+/speaker"),
    ("discord", "channel.json", r"messages/\d+/author"),
    ("google_chat", "Hangouts.json", r"conversations/\d+/events/\d+/sender_id"),
    ("google_chat", "messages.json", r"messages/\d+/creator"),
    ("instagram", "message_2.json", r"messages/\d+/sender_name"),
    ("matrix", "room.json", r"messages/\d+/sender"),
    ("mattermost", "import.jsonl", r"\d+/(?:direct_)?post/(?:replies/\d+/)?user"),
    ("messenger", "Ines Ek_4.json", r"messages/\d+/senderName"),
    ("messenger", "message_1.json", r"messages/\d+/sender_name"),
    ("qq", "group.json", r"messages/\d+/sender"),
    ("signal", "data.json", r"\d+/sender"),
    ("skype", "messages.json", r"conversations/\d+/MessageList/\d+/from"),
    ("slack", "2024-05-01.json", r"\d+/user"),
    ("snapchat", "chat_history.json", r"[\w.-]+/\d+/From"),
    ("telegram", "one_chat.json", r"messages/\d+/from"),
    ("telegram", "one_chat.json", r"messages/\d+/from_id"),
    ("tiktok", "user_data.json", r".*/\d+/From"),
    ("wechat", "Ines.json", r"messages/\d+/senderDisplayName"),
)
TABLES: Final = (
    ("discord", "channel.csv", "Author"),
    ("kakaotalk", "table.csv", "User"),
    ("linkedin", "messages.csv", "FROM"),
    ("table", "chats.csv", "sender"),
    ("table", "written.tsv", "From"),
)
_MOST_CHANGES: Final = 4


def outcome(name: str, content: bytes, folder: Path) -> tuple[list[tuple[object, ...]], set[str]]:
    """Typed rows without their chat, and all that is said."""
    path = folder / name
    path.write_bytes(content)
    try:
        imported = read([path], OPTIONS)
    except InputError as error:
        return [], {str(error)}
    remarks = {str(note) for chat in imported.conversations for note in (*chat.notes, *chat.skipped)}
    return sorted(imported.messages.select("sent_at", "sender", "text").rows(), key=str), remarks


def places(value: Any, above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:  # noqa: ANN401 - any JSON
    """Every object's fields, with the names and numbers that lead to them."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inside in pairs:
        place = (*above, str(key))
        if isinstance(value, dict):
            yield place, value
        yield from places(inside, place)


def changed(document: Any, form: str, new: object) -> Iterator[Any]:  # noqa: ANN401 - any JSON
    """Copies of a document with another value in one of the places of a form; Ellipsis takes the field away."""
    chosen = [place for place, _ in places(document) if re.fullmatch(form, "/".join(place))]
    assert chosen
    for place in chosen[:_MOST_CHANGES]:
        other = copy.deepcopy(document)
        holder = dict(places(other))[place]
        if new is ...:
            del holder[place[-1]]
        else:
            holder[place[-1]] = new
        yield other


@pytest.mark.parametrize(("app", "name", "form"), SENDERS)
def test_a_message_without_its_sender(app: str, name: str, form: str, tmp_path: Path) -> None:
    content = SEEDS[app][name]
    has_lines = name.endswith(".jsonl") or name == "data.json"
    document = [json.loads(line) for line in content.splitlines()] if has_lines else json.loads(content)
    rows, remarks = outcome(name, content, tmp_path)
    assert rows
    values: tuple[object, ...] = (..., None, "", {})
    for new in values:
        for other in changed(document, form, new):
            lines = "".join(f"{json.dumps(line)}\n" for line in other) if has_lines else json.dumps(other)
            after = outcome(name, lines.encode(), tmp_path)
            assert after[0] == rows or after[1] - remarks, new


@pytest.mark.parametrize(("app", "name", "column"), TABLES)
@pytest.mark.parametrize("new", ["", "  "])
def test_a_row_without_its_sender(app: str, name: str, column: str, new: str, tmp_path: Path) -> None:
    text = SEEDS[app][name].decode("utf-8-sig")
    delimiter = "\t" if name.endswith(".tsv") else ","
    table = list(csv.reader(io.StringIO(text), delimiter=delimiter))
    file = "KakaoTalk_Chat_Ines_2024-05-04-10-15-20.csv" if app == "kakaotalk" else name
    rows, remarks = outcome(file, text.encode(), tmp_path)
    assert rows
    table[1][table[0].index(column)] = new
    written = io.StringIO()
    csv.writer(written, delimiter=delimiter, lineterminator="\n").writerows(table)
    after = outcome(file, written.getvalue().encode(), tmp_path)
    assert after[0] == rows or after[1] - remarks
