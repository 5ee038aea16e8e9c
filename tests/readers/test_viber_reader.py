from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from random_chats import RandomMessage, random_messages, rows_of
from unlike.core.medium_limits import MediumLimitKind
from unlike.errors import BrokenExportError
from unlike.readers import ParsedConversation, ReadOptions, read
from unlike.readers.apps.viber import ViberReader
from unlike.readers.apps.viber.viber_owner import OWN_WORDS
from unlike.readers.base import DateOrderQuestion, Interpretation
from unlike.readers.registry import readers
from unlike.readers.testkit import check_golden, check_reader, memory_export, parse

HERE = Path(__file__).parent / "viber"
SAMPLES = sorted(path for path in HERE.iterdir() if not path.name.endswith(".messages.json"))
OPTIONS = ReadOptions(ZoneInfo("UTC"), date_order="dmy")
PEOPLE = (("Me", "+4915550109"), ("Ahl, Rosa", "+4915550100"), ("Lou", "+4915550101"))


def written(messages: list[RandomMessage]) -> str:
    starts = (f"{one.sent_at:%d/%m/%Y,%H:%M:%S},{','.join(PEOPLE[one.sender])}" for one in messages)
    return "".join(f"{start},{one.text}\n" for start, one in zip(starts, messages, strict=True))


def as_table(messages: list[RandomMessage]) -> str:
    content = io.StringIO(newline="")
    writer = csv.writer(content, quoting=csv.QUOTE_ALL, lineterminator="\n")
    for one in messages:
        writer.writerow((f"{one.sent_at:%d/%m/%Y}", f"{one.sent_at:%H:%M:%S}", *PEOPLE[one.sender], one.text))
    return content.getvalue()


def parsed(text: str, name: str = "Rosa.txt") -> ParsedConversation:
    return parse(ViberReader(), text.encode(), name, OPTIONS)[0]


def expected(messages: list[RandomMessage]) -> list[tuple[object, ...]]:
    return [(one.sent_at, PEOPLE[one.sender][0], one.text) for one in messages]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_reads_as_the_golden_file_shows(path: Path) -> None:
    check_golden(check_reader(ViberReader(), path, OPTIONS), path)


@given(random_messages(people=3, step=1_000), st.booleans())
def test_random_chats_are_read_back(messages: list[RandomMessage], crlf: bool) -> None:
    messages = [RandomMessage(one.after, one.sender, f"{one.text.rstrip()}.") for one in messages]
    text = written(messages)
    part = parsed(text.replace("\n", "\r\n") if crlf else text)
    assert rows_of(part.messages) == expected(messages)
    assert part.conversation.owner == ("Me" if {one.sender for one in messages} == {0, 1} else None)
    assert part.conversation.limit(MediumLimitKind.NO_ZONE)


@pytest.mark.parametrize("behind", ["Rosa,rosa@example.org,who is this?", "Rosa said", "Rosa,+49,+4915550100"])
def test_what_begins_like_a_message_and_is_none_is_in_doubt(behind: str) -> None:
    lines = [f"0{day}/03/2025,10:00:00,Me,+4915550109,word {day}" for day in (1, 2, 3)]
    part = parsed("\n".join([*lines[:2], f"02/03/2025,11:00:00,{behind}", lines[2]]))
    coverage = part.conversation.coverage
    assert coverage.messages + coverage.doubtful == 4


@given(random_messages(people=3, step=1_000))
def test_random_tables_are_read_back(messages: list[RandomMessage]) -> None:
    messages = [RandomMessage(one.after, one.sender, f"{one.text}.") for one in messages]
    assert rows_of(parsed(as_table(messages), "Rosa.csv").messages) == expected(messages)


def test_a_zip_of_several_chats_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "Viber messages.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number, name in enumerate(("Rosa", "Lou", "Rowers")):
            messages = [RandomMessage(one * 1_000, (one + number) % 3, f"{name} {one}") for one in range(3)]
            archive.writestr(f"{name}.txt", written(messages))
    result = read([path], OPTIONS)
    assert {one.title for one in result.conversations} == {"Rosa", "Lou", "Rowers"}
    assert result.messages.height == 9
    assert result.owner == "Me"


def test_a_chat_alone_in_a_folder_is_named_after_its_file(tmp_path: Path) -> None:
    (tmp_path / "Rosa.txt").write_text(written([RandomMessage(0, 1, "hi")]), encoding="utf-8")
    assert [one.title for one in read([tmp_path], OPTIONS).conversations] == ["Rosa"]
    assert [one.title for one in read([tmp_path / "Rosa.txt"], OPTIONS).conversations] == ["Rosa"]


def test_two_people_of_one_name_are_told_apart_by_their_numbers() -> None:
    day = "27/02/2025,21:58:0"
    part = parsed(f"{day}1,Lou,+4915550101,a\n{day}2,Lou,+4915550102,b\n{day}3,Lou,+49 1555 0101,c\n")
    assert part.messages["sender"].to_list() == ["Lou (0101)", "Lou (0102)", "Lou (0101)"]


def test_two_exports_that_overlap_are_one_history(tmp_path: Path) -> None:
    messages = [RandomMessage(number * 600_000, number % 2, f"words {number}") for number in range(30)]
    (tmp_path / "Rosa.txt").write_text(written(messages[:20]), encoding="utf-8")
    (tmp_path / "Rosa (1).txt").write_text(written(messages[10:]), encoding="utf-8")
    result = read([tmp_path], OPTIONS)
    assert len(result.conversations) == 1
    assert result.messages.height == 30


def test_day_and_month_are_asked_for_where_nothing_tells(tmp_path: Path) -> None:
    path = tmp_path / "Rosa.txt"
    path.write_text("05/06/2025,21:58:07,Rosa,+4915550100,hi\n", encoding="utf-8")
    question = read([path], ReadOptions(OPTIONS.zone)).questions[0]
    assert isinstance(question, DateOrderQuestion)
    answered = question.reinterpret(Interpretation(OPTIONS.zone, "mdy"))
    assert isinstance(answered, ParsedConversation)
    assert answered.messages["sent_at"][0].month == 5


def test_lines_above_the_first_message_are_left_over() -> None:
    part = parsed("27/02/2025,21:58:07,Rosa,+4915550100,hi\n")
    assert part.conversation.coverage.skipped == 0
    table = parsed('"27/02/2025","21:58:07","Rosa","+4915550100","hi"\n"x","y"\n', "Rosa.csv")
    assert [(one.ref, one.size) for one in table.conversation.skipped] == [("L2", 1)]


def test_a_mark_that_is_never_closed_swallows_nothing() -> None:
    messages = [RandomMessage(number * 1_000, 0, f"words {number}") for number in range(4)]
    part = parsed(as_table(messages).replace('"words 1"', '"words 1'), "Rosa.csv")
    assert part.messages["text"].to_list() == [f"words {number}" for number in range(4)]


def chat_of(*names: tuple[str, str], words: str = "words") -> str:
    lines = (f"27/02/2025,21:58:{number:02d},{name},{phone},{words}\n" for number, (name, phone) in enumerate(names))
    return "".join(lines)


OTHER, OWN, THIRD = "+4915550100", "+4915550109", "+4915550101"
WORDS = sorted(OWN_WORDS)


@pytest.mark.parametrize("word", WORDS)
def test_a_contact_who_is_called_like_the_owner_is_not_the_owner(word: str) -> None:
    name = word.title()
    with_contact = chat_of((name, OTHER), ("Rosa", OWN), (name, OTHER))
    assert parsed(with_contact, f"{name}.txt").conversation.owner == "Rosa"
    assert parsed(chat_of((name, OTHER), ("Lou", THIRD), ("Rosa", OWN)), f"{name}.txt").conversation.owner is None
    two = parsed(chat_of((name, OTHER), (name, OWN), ("Rosa", THIRD)), "Rowers.txt")
    assert two.conversation.owner is None
    assert parsed(chat_of((name, OTHER), ("Lou", THIRD), ("Rosa", OWN)), "Rowers.txt").conversation.owner is None
    if word != "me":
        both = chat_of((name, OTHER), ("Me", OWN), ("Rosa", THIRD))
        assert parsed(both, "Rowers.txt").conversation.owner is None
        assert parsed(both + chat_of(("Rosa", THIRD), words="Photo message"), "Rowers.txt").conversation.owner == "Me"


def test_a_lone_me_in_a_group_is_the_owner_where_the_app_s_other_words_are_english() -> None:
    group = chat_of(("Me", OWN), ("Lou", THIRD), ("Rosa", OTHER))
    assert parsed(group, "Rowers.txt").conversation.owner is None
    assert parsed(group + chat_of(("Lou", THIRD), words="Photo message"), "Rowers.txt").conversation.owner == "Me"


@pytest.mark.parametrize("word", WORDS)
def test_the_owner_is_told_where_a_chat_of_two_has_the_other_s_name(word: str) -> None:
    part = parsed(chat_of((word.title(), OWN), ("Rosa Ahl", OTHER)), "Rosa.txt")
    assert part.conversation.owner == word.title()


def test_the_language_of_the_app_tells_whom_it_calls_me() -> None:
    text = chat_of(("Я", OWN), ("Me", OTHER), ("Lou", THIRD)) + chat_of(("Lou", THIRD), words="Фотосообщение")
    assert parsed(text, "Rowers.txt").conversation.owner == "Я"
    silent = chat_of(("Me", OTHER), ("Lou", THIRD)) + chat_of(("Lou", THIRD), words="Фотосообщение")
    assert parsed(silent, "Rowers.txt").conversation.owner is None


def test_the_number_that_is_called_me_in_most_chats_is_the_owner_s(tmp_path: Path) -> None:
    (tmp_path / "Rowers.txt").write_text(chat_of(("Eu", OWN), ("Ben", OTHER), ("Lou", THIRD)), encoding="utf-8")
    (tmp_path / "Cooks.txt").write_text(chat_of(("Eu", OWN), ("Lou", THIRD), ("Ana", "+49155501")), encoding="utf-8")
    result = read([tmp_path], OPTIONS)
    assert {one.owner for one in result.conversations} == {"Eu"}


@pytest.mark.parametrize(
    "line",
    [
        "31/31/2025,21:59:00,Rosa,+4915550100,words",
        "27/02/2025,25:59:00,Rosa,+4915550100,words",
        "27/02/2025,21:59:00,Rosa,hidden,words",
        "27/02/2025,21:59:00,Rosa",
        "27/02/2025,21:59,Rosa,+4915550100,words",
        "27.02.2025, 9:59:00 μ.χ.,Rosa,+4915550100,words",
        "\u200e27/02/2025,21:59:00,Rosa,+4915550100,words",
        '"27/02/2025";"21:59:00";"Rosa";"+4915550100";"words"',
    ],
)
def test_a_line_that_begins_like_a_message_and_is_none_is_doubtful(line: str) -> None:
    start = chat_of(("Rosa", OTHER), ("Me", OWN))
    coverage = parsed(start + line + "\n").conversation.coverage
    assert coverage.doubtful + coverage.skipped == 1
    assert parsed(f"{start}see 27/02/2025, at 21:59, Rosa\n1/2 of it\n").conversation.coverage.doubtful == 0


@pytest.mark.parametrize(
    "text",
    [
        "17/08/2014,12:52:56,one line of a table,5\n",
        "17/08/2014, 12:52 - Ines: hi\n",
        "date,time,name,number,text\n27/02/2025,21:58:07,Rosa,+4915550100,hi\n",
        "27/02/2025,21:58:07,reading,20,5\n",
        '"27/02/2025","21:58:07","a"\n',
    ],
)
def test_look_alikes_are_not_claimed(text: str) -> None:
    assert not ViberReader().recognise(memory_export({"x.txt": text.encode()}))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_no_other_reader_claims_it(path: Path) -> None:
    export = memory_export({path.name: path.read_bytes()})
    assert [reader.name for reader in readers() if reader.recognise(export)] == ["viber"]


def test_what_cannot_be_read_is_a_sentence() -> None:
    with pytest.raises(BrokenExportError, match="cannot be read"):
        parsed("27/02/1825,21:58:07,Rosa,+4915550100,hi\n")


def test_a_table_that_ends_within_quotation_marks_breaks_off() -> None:
    table = (HERE / "table.csv").read_text("utf-8")
    assert not parsed(table, "table.csv").conversation.breaks_off
    assert parsed(table[: table.index("at the lake")], "table.csv").conversation.breaks_off
