from __future__ import annotations

import html
import zipfile
from datetime import timedelta, timezone
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
from unlike.readers.apps.google_voice import GoogleVoiceReader
from unlike.readers.testkit import check_golden, check_reader, memory_export, parse

HERE = Path(__file__).parent / "google_voice"
OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
PEOPLE = ("Me", "Rosa", "Lou")
NUMBERS = ("+15550109", "+15550100", "+15550101")
EAST = timezone(-timedelta(hours=4))


def message_part(message: RandomMessage) -> str:
    body = "<br>".join(html.escape(line) for line in message.text.split("\n"))
    name = (
        '<abbr class="fn" title="">Me</abbr>'
        if message.sender == 0
        else f'<span class="fn">{PEOPLE[message.sender]}</span>'
    )
    who = f'<cite class="sender vcard"><a class="tel" href="tel:{NUMBERS[message.sender]}">{name}</a></cite>'
    time = message.sent_at.astimezone(EAST).isoformat(timespec="milliseconds")
    return f'<div class="message"><abbr class="dt" title="{time}">then</abbr>:\n{who}:\n<q>{body}</q></div>'


def page(messages: list[RandomMessage], *, people: int = 2) -> str:
    listed = "".join(
        f'<a class="tel" href="tel:{NUMBERS[number]}"><span class="fn">{PEOPLE[number]}</span></a>'
        for number in range(1, people)
    )
    participants = f'<div class="participants">With: {listed}</div>'
    parts = "\n".join(map(message_part, messages))
    return f'<html><body><div class="hChatLog hfeed">{participants}\n{parts}</div></body></html>'


def parsed(content: str, name: str = "Rosa - Text - 2024-05-04T01_59_58Z.html") -> ParsedConversation:
    return parse(GoogleVoiceReader(), content.encode(), name, OPTIONS)[0]


def expected(messages: list[RandomMessage]) -> list[tuple[Any, ...]]:
    texts = [(message.sent_at, PEOPLE[message.sender], message.text.strip("\n")) for message in messages]
    return [row for number, row in enumerate(texts) if row not in texts[:number]]


def test_reads_as_the_golden_file_shows() -> None:
    check_golden(check_reader(GoogleVoiceReader(), HERE / "Calls", OPTIONS), HERE / "Calls")


@given(random_messages(people=3), st.sampled_from([2, 3]))
def test_random_pages_are_read_back_with_nothing_lost_or_invented(messages: list[RandomMessage], people: int) -> None:
    part = parsed(page(messages, people=people))
    assert rows_of(part.messages) == expected(messages)
    assert part.conversation.coverage.total == len(messages)
    assert part.conversation.owner == "Me"


@given(random_messages(), st.integers(1, 400))
def test_a_page_that_breaks_off_gives_a_part_or_a_sentence(messages: list[RandomMessage], lost: int) -> None:
    content = page(messages)[:-lost]
    if not GoogleVoiceReader().recognise(memory_export({"Rosa - Text - 2024-05-04T01_59_58Z.html": content.encode()})):
        return
    try:
        part = parsed(content)
    except (BrokenExportError, EmptyExportError):
        return
    assert schema_violations(part.messages) == []
    assert rows_of(part.messages) == expected(messages)[: part.messages.height]
    assert any("break off" in str(note) for note in part.conversation.notes)


@given(st.data())
def test_a_lost_tag_costs_one_message(data: st.DataObject) -> None:
    messages = [RandomMessage(number * 60_000, number % 2, f"words {number}") for number in range(4)]
    parts = [message_part(message) for message in messages]
    lost = data.draw(st.sampled_from(["</div>", "</q>", "</cite>", "</a>", 'class="message"', "<div", "<abbr"]))
    damaged = [parts[0], parts[1].replace(lost, ""), *parts[2:]]
    part = parsed(page(messages).replace("\n".join(parts), "\n".join(damaged)))
    assert {"words 0", "words 2", "words 3"} <= set(part.messages["text"])
    assert part.conversation.coverage.total == len(messages)


@pytest.mark.parametrize("packed", [True, False])
def test_pages_of_one_number_are_one_conversation_and_hide_nothing(tmp_path: Path, *, packed: bool) -> None:
    calls = tmp_path / "Takeout" / "Voice" / "Calls"
    calls.mkdir(parents=True)
    messages = [RandomMessage(number * 86_400_000, number % 2, "the same") for number in range(9)]
    for number, some in enumerate((messages[4:], messages[:5], messages[4:])):
        (calls / f"Rosa - Text - 2024-05-0{number + 1}T01_59_58Z.html").write_text(page(some), "utf-8")
    (calls / "Bills.html").write_text("<html>bills</html>", "utf-8")
    root = tmp_path / "Takeout"
    if packed:
        with zipfile.ZipFile(tmp_path / "takeout.zip", "w") as archive:
            for path in sorted(root.rglob("*.html")):
                archive.write(path, path.relative_to(tmp_path))
        root = tmp_path / "takeout.zip"
    result = read([root], OPTIONS)
    assert [conversation.title for conversation in result.conversations] == ["Rosa"]
    assert rows_of(result.messages) == expected(messages)
    assert result.parts[0].conversation.coverage.repeated == 6


def test_what_does_not_say_with_whom_is_counted() -> None:
    lonely = page([RandomMessage(0, 0, "hello?")], people=1)
    with pytest.raises(BrokenExportError, match="cannot be read"):
        parsed(lonely, "page.html")
    assert GoogleVoiceReader().recognise(memory_export({"page.html": lonely.encode()}))
    assert parsed(lonely).conversation.title == "Rosa"


@pytest.mark.parametrize("content", [b"<html><body>class</body></html>", b'<html><div class="message">x</div></html>'])
def test_look_alikes_are_not_claimed(content: bytes) -> None:
    assert not GoogleVoiceReader().recognise(memory_export({"a - Text - 2024-05-04T01_59_58Z.html": content}))


def test_a_folder_around_hides_no_other_export(tmp_path: Path) -> None:
    messages = [RandomMessage(0, 1, "hi"), RandomMessage(1, 0, "ho")]
    (tmp_path / "Rosa - Text - 2024-05-01T01_59_58Z.html").write_text(page(messages), "utf-8")
    chat = "".join(f"{day}/05/2024, 10:00 - {who}: hi\n" for day in range(13, 20) for who in ("Bo", "Al"))
    (tmp_path / "WhatsApp Chat with Bo.txt").write_text(chat, "utf-8")
    assert {conversation.app for conversation in read([tmp_path], OPTIONS).conversations} == {
        "whatsapp",
        "google_voice",
    }
