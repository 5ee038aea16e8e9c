from __future__ import annotations

import csv
import io
import shutil
import zipfile
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from random_chats import RandomMessage, random_messages, rows_of
from unlike.errors import BrokenExportError, EmptyExportError, UnknownExportError
from unlike.messages import schema_violations
from unlike.readers import ParsedConversation, ReadOptions, read
from unlike.readers.apps.linkedin import LinkedInReader
from unlike.readers.testkit import check_golden, check_reader, memory_export, parse

HERE = Path(__file__).parent / "linkedin"
OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
PEOPLE = ("Imke", "Rosa", "Lou")
HEAD = (
    *("CONVERSATION ID", "CONVERSATION TITLE", "FROM", "SENDER PROFILE URL", "TO", "RECIPIENT PROFILE URLS", "DATE"),
    *("SUBJECT", "CONTENT", "FOLDER"),
)


def profile(person: int) -> str:
    return f"https://www.linkedin.com/in/{PEOPLE[person].lower()}"


def row(message: RandomMessage, chat: str, other: int) -> list[str]:
    to = other if message.sender == 0 else 0
    date = f"{message.sent_at:%Y-%m-%d %H:%M:%S} UTC"
    who = PEOPLE[message.sender], profile(message.sender), PEOPLE[to], profile(to)
    return [chat, "", *who, date, "", message.text, "INBOX"]


def table(rows: list[list[str]], newline: str = "\n") -> bytes:
    content = io.StringIO()
    csv.writer(content, quoting=csv.QUOTE_ALL, lineterminator=newline).writerows([HEAD, *rows])
    return content.getvalue().encode()


def parsed(content: bytes) -> list[ParsedConversation]:
    return parse(LinkedInReader(), content, "messages.csv", OPTIONS)


def test_reads_as_the_golden_file_shows() -> None:
    check_golden(check_reader(LinkedInReader(), HERE, OPTIONS), HERE)


def test_a_zip_reads_like_its_folder(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "Basic_LinkedInDataExport_01-04-2026.zip", "w") as archive:
        for file in HERE.iterdir():
            archive.write(file, file.name)
        archive.writestr("Jobs/Job Applications.csv", "Application Date\n")
    zipped, plain = read([tmp_path], OPTIONS), read([HERE], OPTIONS)
    assert zipped.messages.equals(plain.messages)
    assert zipped.conversations == plain.conversations


def test_chats_with_programs_are_not_chats(tmp_path: Path) -> None:
    assert {conversation.app for conversation in read([HERE], OPTIONS).conversations} == {"linkedin"}
    shutil.copy(HERE / "guide_messages.csv", tmp_path)
    with pytest.raises(UnknownExportError, match=r"not with people. Give messages\.csv"):
        read([tmp_path], OPTIONS)


@given(random_messages(step=1_000), random_messages(step=1_000), st.sampled_from(("\n", "\r\n")))
def test_random_chats_are_read_back_and_tell_their_owner(
    first: list[RandomMessage], second: list[RandomMessage], newline: str
) -> None:
    other = [RandomMessage(message.after, 2 * message.sender, message.text) for message in second]
    rows = [row(message, "2-a", 1) for message in reversed(first)] + [row(message, "2-b", 2) for message in other]
    for part, messages in zip(parsed(table(rows, newline)), (first, other), strict=True):
        expected = [(message.sent_at, PEOPLE[message.sender], message.text) for message in messages]
        assert sorted(rows_of(part.messages)) == sorted(expected)
        assert part.messages["sent_at"].is_sorted()
        assert part.conversation.owner == "Imke"
        assert not part.conversation.group


@given(random_messages(step=1_000), st.integers(1, 200))
def test_a_file_that_breaks_off_loses_nothing_in_silence(messages: list[RandomMessage], lost: int) -> None:
    content = table([row(message, "2-a", 1) for message in messages])[:-lost]
    try:
        part = parsed(content)[0]
    except (BrokenExportError, EmptyExportError):
        return
    assert schema_violations(part.messages.sort("sent_at", maintain_order=True)) == []
    assert part.conversation.coverage.total >= content.count(b'"2-a"')


def test_two_copies_are_one_history(tmp_path: Path) -> None:
    messages = [RandomMessage(number * 61_000, number % 2, f"word {number}") for number in range(30)]
    for name, some in (("a.csv", messages[:20]), ("b.csv", messages[10:])):
        (tmp_path / name).write_bytes(table([row(message, "2-a", 1) for message in reversed(some)]))
    assert read([tmp_path], OPTIONS).messages.height == 30


def test_one_chat_alone_does_not_tell_its_owner() -> None:
    rows = [row(RandomMessage(number * 1_000, number % 2, "yes"), "2-a", 1) for number in range(4)]
    assert parsed(table(rows))[0].conversation.owner is None


@given(random_messages(step=1_000), random_messages(step=1_000), st.sets(st.integers(0, 20)))
def test_a_person_without_a_profile_in_some_rows_is_one_person(
    first: list[RandomMessage], second: list[RandomMessage], nameless: set[int]
) -> None:
    rows = [row(message, "2-a", 1) for message in first]
    rows += [row(RandomMessage(message.after, 2 * message.sender, message.text), "2-b", 2) for message in second]
    for place, cells in enumerate(rows):
        if place in nameless:
            cells[3] = cells[5] = ""
    whole = {chat: any(cells[0] == chat and cells[3] for cells in rows) for chat in ("2-a", "2-b")}
    for part, chat in zip(parsed(table(rows)), whole, strict=True):
        if whole[chat]:
            assert not part.conversation.group
            assert set(part.messages["sender"].unique()) <= {"Imke", "Rosa", "Lou"}
        assert part.conversation.owner in {"Imke", None}


def test_the_owner_is_who_is_in_every_conversation_or_is_asked_for() -> None:
    def words(chat: str, people: tuple[int, int]) -> list[list[str]]:
        rows = [row(RandomMessage(number * 1_000, number % 2, "yes"), chat, 1) for number in range(4)]
        for cells in rows:
            writer = people[int(cells[2] != PEOPLE[0])]
            other = sum(people) - writer
            cells[2:6] = [PEOPLE[writer], profile(writer), PEOPLE[other], profile(other)]
        return rows

    first, second, third = words("2-a", (0, 1)), words("2-b", (0, 2)), words("2-c", (1, 2))
    assert parsed(table(first + second))[0].conversation.owner == "Imke"
    again = [["2-d", *cells[1:]] for cells in first]
    assert parsed(table(first + again))[0].conversation.owner is None
    more = [["2-e", *cells[1:]] for cells in second]
    assert parsed(table(first + again + second + more + third))[0].conversation.owner is None


def test_rows_without_a_conversation_are_apart_by_their_people() -> None:
    messages = [RandomMessage(number * 1_000, number % 2, "yes") for number in range(4)]
    rows = [row(message, "", 1) for message in messages] + [row(messages[0], "", 2)]
    assert [part.messages.height for part in parsed(table(rows))] == [4, 1]


def test_many_messages_of_many_people_are_read_in_time() -> None:
    head = ["Imke", profile(0), "2025-03-14 08:05:00 UTC", ""]
    rows = [
        ["2-a", "", f"P{number}", f"https://www.linkedin.com/in/p{number}", *head, f"hello {number}", "INBOX"]
        for number in range(20_000)
    ]
    assert sum(part.messages.height for part in parsed(table(rows))) == 20_000


@pytest.mark.parametrize(
    "head", ["FROM,TO,DATE,CONTENT", "CONVERSATION ID,FROM,TO,DATE,CONTENT", "timestamp,sender,text"]
)
def test_other_tables_are_not_claimed(head: str) -> None:
    assert not LinkedInReader().recognise(memory_export({"messages.csv": head.encode()}))


def test_messages_that_name_no_chat_are_counted() -> None:
    message = RandomMessage(60_000, 0, "a")
    named, unnamed = parsed(table([row(message, "c", 1), row(message, "", 1)]))
    assert named.conversation.notes == ()
    assert unnamed.conversation.notes == ("Messages that name no chat, read as one conversation: 1.",)


def test_a_table_without_messages_is_a_sentence() -> None:
    with pytest.raises(EmptyExportError):
        parsed(table([]))
