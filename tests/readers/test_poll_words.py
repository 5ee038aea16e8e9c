"""The question and the options of a poll are words of whoever asks, in every app that exports them."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example_counts import examples
from signal_desktop import ROSA, desktop_folder, message
from unlike.readers import ReadOptions, read
from unlike.readers.formats.poll_words import poll_words
from unlike.readers.registry import readers
from unlike.readers.testkit import parse

OPTIONS = ReadOptions(ZoneInfo("UTC"))
AT = 1_714_550_400
WORDS = st.text("abc øßжяلم日?", min_size=3, max_size=12).map(str.strip).filter(lambda words: len(words) > 2)


def _pieces(words: str) -> list[Any]:
    """Formatted words as Telegram has them."""
    return [words[:1], {"type": "bold", "text": words[1:]}]


def telegram(question: str, options: Sequence[str]) -> tuple[str, str]:
    poll = {"question": question, "closed": False, "total_voters": 1}
    poll["answers"] = [{"text": option, "voters": 0, "chosen": False} for option in options]
    return "result.json", _telegram(poll)


def telegram_formatted(question: str, options: Sequence[str]) -> tuple[str, str]:
    answers = [{"text": _pieces(option), "voters": 0} for option in options]
    return "result.json", _telegram({"question": _pieces(question), "answers": answers})


def _telegram(poll: dict[str, Any]) -> str:
    entry = {"id": 1, "type": "message", "date": "2024-05-01T08:00:00", "date_unixtime": str(AT), "from": "Rosa"}
    entries = [entry | {"from_id": "user2", "text": "", "poll": poll}]
    return json.dumps({"name": "Rosa", "type": "personal_chat", "id": 2, "messages": entries})


def signal(question: str, options: Sequence[str]) -> tuple[str, str]:
    poll = {"question": question, "options": [{"option": option, "votes": []} for option in options]}
    ids = {"chatId": "10", "authorId": "2", "dateSent": str(AT * 1000), "incoming": {}}
    frames = (
        {"account": {"givenName": "Imke"}},
        {"recipient": {"id": "1", "self": {}}},
        {"recipient": {"id": "2", "contact": {"aci": "AQ==", "profileGivenName": "Rosa"}}},
        {"chat": {"id": "10", "recipientId": "2"}},
        {"chatItem": {**ids, "poll": poll}},
    )
    return "main.jsonl", "".join(json.dumps(frame) + "\n" for frame in frames)


def matrix(question: str, options: Sequence[str]) -> tuple[str, str]:
    text = "org.matrix.msc1767.text"
    answers = [{"id": str(number), text: option} for number, option in enumerate(options)]
    poll = {"question": {text: question, "body": question}, "answers": answers, "max_selections": 1}
    return "room.json", _matrix("org.matrix.msc3381.poll.start", {"org.matrix.msc3381.poll.start": poll})


def matrix_today(question: str, options: Sequence[str]) -> tuple[str, str]:
    answers = [{"m.id": str(number), "m.text": [{"body": option}]} for number, option in enumerate(options)]
    poll = {"question": {"m.text": [{"body": question}]}, "answers": answers}
    return "room.json", _matrix("m.poll.start", {"m.poll": poll})


def _matrix(kind: str, content: dict[str, Any]) -> str:
    event = {"type": kind, "sender": "@rosa:b", "content": content, "origin_server_ts": AT * 1000, "event_id": "$1"}
    head = {"room_name": "The lake", "room_creator": "rosa", "topic": "", "export_date": "2025", "exported_by": "imke"}
    return json.dumps({**head, "messages": [event]})


def whatsapp(question: str, options: Sequence[str]) -> tuple[str, str]:
    mark = "\u200e"
    lines = [f"{mark}ENCUESTA:", question, *(f"{mark}OPCIÓN: {option} ({mark}0 votos)" for option in options)]
    start = f"[01.05.24, 08:00:00] Rosa: hi\n{mark}[13.05.24, 08:01:00] Rosa: "
    return "WhatsApp Chat - Rosa.txt", start + "\n".join(lines)


WRITERS: tuple[Callable[[str, Sequence[str]], tuple[str, str]], ...] = (
    *(telegram, telegram_formatted, signal, matrix, matrix_today, whatsapp),
)


@pytest.mark.parametrize("writer", WRITERS, ids=lambda writer: writer.__name__)
@given(WORDS, st.lists(WORDS, min_size=2, max_size=4))
@examples(10)
def test_a_poll_keeps_its_words(
    writer: Callable[[str, Sequence[str]], tuple[str, str]], question: str, options: list[str]
) -> None:
    name, content = writer(question, options)
    reader = next(each for each in readers() if each.name == writer.__name__.partition("_")[0])
    (part,) = parse(reader, content.encode(), name, OPTIONS)
    table = part.messages
    (row,) = table.filter(table["kind"] == "poll").select("sender", "text").rows()
    assert row[1] == "\n".join([question, *options])
    assert "osa" in row[0]


def test_a_poll_of_signal_desktop_keeps_its_words(tmp_path: Path) -> None:
    desktop = desktop_folder(tmp_path / "Signal")
    poll = {"question": "row on Sunday?", "options": ["yes", "no"]}
    desktop.insert("messages", message(1, AT * 1000, None, ROSA, fields={"poll": poll}))
    assert read([desktop.folder], OPTIONS).messages["text"].to_list() == ["row on Sunday?\nyes\nno"]


def test_what_is_no_word_is_left_out() -> None:
    assert poll_words("", []) is None
    assert poll_words(None, [None, 3, {"text": "x"}, "yes", " "]) == "yes"
    assert poll_words("when?", "now") == "when?"
