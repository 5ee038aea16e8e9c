from __future__ import annotations

import csv
import io
import json
import math
import zipfile
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from random_chats import RandomMessage, random_messages, rows_of
from unlike.errors import BrokenExportError, EmptyExportError, UnknownExportError
from unlike.readers import DateOrderQuestion, Interpretation, ParsedConversation, ReadOptions, read
from unlike.readers.apps.table import TableReader
from unlike.readers.testkit import check_golden, check_reader, memory_export, parse

HERE = Path(__file__).parent / "table"
UTC = ZoneInfo("UTC")
OPTIONS = ReadOptions(ZoneInfo("Europe/Berlin"))
PEOPLE = ("Imke", "Rosa", "Lou")


def expected(messages: list[RandomMessage]) -> list[tuple[Any, ...]]:
    return [(message.sent_at, PEOPLE[message.sender], message.text) for message in messages]


def table(rows: Sequence[tuple[str, ...]], delimiter: str = ",") -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


@pytest.mark.parametrize("name", ["chats.csv", "messages.jsonl"])
def test_reads_as_the_golden_file_shows(name: str) -> None:
    check_golden(check_reader(TableReader(), HERE / name, OPTIONS), HERE / name)


def times(message: RandomMessage) -> dict[str, object]:
    """A moment as different programs write it."""
    at = message.sent_at
    return {
        "iso": at.isoformat(),
        "seconds": str(message.milliseconds // 1000),
        "milliseconds": str(message.milliseconds),
        "number": message.milliseconds * 1000,
        "zulu": f"{at:%Y-%m-%dT%H:%M:%SZ}",
        "naive": f"{at:%Y-%m-%d %H:%M:%S}",
        "european": f"{at:%d.%m.%Y, %H:%M:%S}",
        "american": f"{at:%m/%d/%y %I:%M:%S %p}",
    }


@given(
    random_messages(people=3, step=1_000),
    st.sampled_from(["iso", "seconds", "milliseconds", "number", "zulu", "naive", "european", "american"]),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from([("timestamp", "sender", "text"), ("Date", "From", "Message"), ("sent_at", "Author", "body")]),
)
def test_random_tables_are_read_back(
    messages: list[RandomMessage], form: str, delimiter: str, names: tuple[str, ...]
) -> None:
    cells = [(times(message)[form], PEOPLE[message.sender], message.text) for message in messages]
    order = "dmy" if form == "european" else "mdy"
    options = ReadOptions(UTC, order)
    by_cells = table([names, *((str(at), who, text) for at, who, text in cells)], delimiter)
    by_lines = b"".join(json.dumps(dict(zip(names, row, strict=True))).encode() + b"\n" for row in cells)
    for content, name in ((by_cells, "chat.csv"), (by_lines, "chat.jsonl")):
        part = parse(TableReader(), content, name, options)[0]
        assert rows_of(part.messages) == expected(messages)


@given(random_messages(people=3))
def test_random_parquet_files_are_read_back(messages: list[RandomMessage]) -> None:
    columns = {
        "timestamp": [message.sent_at for message in messages],
        "sender": [PEOPLE[message.sender] for message in messages],
        "text": [message.text for message in messages],
    }
    content = io.BytesIO()
    pl.DataFrame(columns).write_parquet(content)
    part = parse(TableReader(), content.getvalue(), "chat.parquet", OPTIONS)[0]
    assert rows_of(part.messages) == expected(messages)


def test_several_chats_in_one_table_stay_several() -> None:
    rows = [
        ("timestamp", "sender", "text", "chat"),
        ("1700000000", "Rosa", "a", "Rosa"),
        ("1700000001", "Lou", "b", "Lou"),
    ]
    parts = parse(TableReader(), table(rows), "x.csv", OPTIONS)
    assert [(part.conversation.title, part.messages.height) for part in parts] == [("Rosa", 1), ("Lou", 1)]


MOMENT = datetime(2024, 5, 1, 10, tzinfo=ZoneInfo("UTC"))
VALUES: dict[str, list[Any]] = {
    "whole floats": [1.0, 2.0],
    "floats": [1.25, 1.5],
    "decimals": [Decimal("1.10"), Decimal("1.20")],
    "bytes": [b"a", b"\xff"],
    "booleans": [True, False],
    "dates": [date(2024, 5, 1), date(2024, 5, 2)],
    "moments": [MOMENT, MOMENT + timedelta(days=1)],
    "durations": [timedelta(1), timedelta(2)],
    "lists": [["Rosa", "Lou"], ["Rosa", "Imke"]],
    "objects": [{"id": 1}, {"id": 2}],
    "long texts": ["x" * 300 + "1", "x" * 300 + "2"],
    "a null": ["1", None],
    "a NaN": [1.0, math.nan],
    "a name like the file's": ["chat", None],
}


@pytest.mark.parametrize("role", ["chat", "sender"])
@pytest.mark.parametrize("values", VALUES.values(), ids=VALUES)
def test_values_of_every_type_stay_apart(values: list[Any], role: str) -> None:
    columns = {"timestamp": [1_700_000_000 + n for n in range(4)], "sender": ["Rosa", "Lou"] * 2, "text": ["a"] * 4}
    content = io.BytesIO()
    pl.DataFrame(columns | {role: [values[0], values[1], values[1], values[0]]}).write_parquet(content)
    parts = parse(TableReader(), content.getvalue(), "chat.parquet", OPTIONS)
    if role == "chat":
        assert [part.messages["ref"].to_list() for part in parts] == [["row 1", "row 4"], ["row 2", "row 3"]]
        assert len({part.conversation.key for part in parts}) == 2
    else:
        assert parts[0].messages["sender"].n_unique() == 2
        assert parts[0].messages["sender"].to_list()[0] == parts[0].messages["sender"].to_list()[3]


@pytest.mark.parametrize("values", [[None, "Rosa"], [math.nan, 1.0], [None, None]])
def test_rows_that_name_no_chat_are_counted(values: list[Any]) -> None:
    content = io.BytesIO()
    pl.DataFrame(
        {"timestamp": [1_700_000_000] * 2, "sender": ["A"] * 2, "text": ["a"] * 2, "chat": values}
    ).write_parquet(content)
    part = parse(TableReader(), content.getvalue(), "chat.parquet", OPTIONS)[0]
    assert (
        part.conversation.notes[0] == f"Messages that name no chat, read as one conversation: {part.messages.height}."
    )


def test_words_of_every_type_are_words_and_no_value_is_none() -> None:
    texts = [2.0, math.nan]
    content = io.BytesIO()
    pl.DataFrame({"timestamp": [1_700_000_000] * 2, "sender": ["A"] * 2, "text": texts}).write_parquet(content)
    part = parse(TableReader(), content.getvalue(), "chat.parquet", OPTIONS)[0]
    assert part.messages["text"].to_list() == ["2", None]


@given(
    random_messages(people=3, step=1_000),
    st.lists(st.sampled_from(["iso", "naive", "european", "milliseconds"]), min_size=1),
)
def test_every_cell_is_read_by_its_own_clock(messages: list[RandomMessage], forms: list[str]) -> None:
    """A cell that says its offset is a moment; any other is of the zone's clock, whatever stands beside it."""
    used = [forms[number % len(forms)] for number in range(len(messages))]
    cells = [(str(times(message)[form]), "A", "a") for message, form in zip(messages, used, strict=True)]
    kolkata = ReadOptions(ZoneInfo("Asia/Kolkata"), "dmy")
    part = parse(TableReader(), table([("timestamp", "sender", "text"), *cells]), "x.csv", kolkata)[0]
    walls = [form in {"naive", "european"} for form in used]
    ahead = timedelta(hours=5, minutes=30)
    wanted = [message.sent_at - ahead * is_wall for message, is_wall in zip(messages, walls, strict=True)]
    assert sorted(part.messages["sent_at"]) == sorted(wanted)
    note = f"Times without a zone, read as those of Asia/Kolkata: {sum(walls)}."
    assert (note in part.conversation.notes) == (any(walls) and not all(walls))


def test_a_date_that_can_be_read_two_ways_is_asked_for() -> None:
    rows = [("date", "sender", "text"), ("05/04/2024 10:00", "Rosa", "a"), ("03/04/2024 10:00", "Rosa", "b")]
    export = memory_export({"x.csv": table([*rows, ("04/06/2024 11:00", "Rosa", "c")])})
    (question,) = TableReader().read(export, OPTIONS)
    assert isinstance(question, DateOrderQuestion)
    assert question.example == "05/04/2024 10:00"
    answered = question.reinterpret(Interpretation(UTC, "mdy"))
    assert isinstance(answered, ParsedConversation)
    assert answered.messages["sent_at"].dt.month().to_list() == [5, 3, 4]


@pytest.mark.parametrize(
    ("dates", "months"),
    [
        (("05/04/2024 10:00", "13/04/2024 10:00"), [4, 4]),
        (("05/04/2024 10:00", "05/14/2024 10:00"), [5, 5]),
        (("05/01/2024 10:00", "06/01/2024 10:00", "01/02/2024 10:00"), [1, 1, 2]),  # time runs forward only so
    ],
)
def test_a_date_that_the_table_settles_is_not(dates: tuple[str, ...], months: list[int]) -> None:
    rows = [("date", "sender", "text"), *((date, "Rosa", "a") for date in dates)]
    part = parse(TableReader(), table(rows), "x.csv", OPTIONS)[0]
    assert part.messages["sent_at"].dt.month().to_list() == months


def test_date_and_time_may_stand_in_two_columns() -> None:
    rows = [("Date", "Time", "Sender", "Text"), ("2024-05-01", "10:15", "Rosa", "a")]
    part = parse(TableReader(), table(rows), "x.csv", ReadOptions(UTC))[0]
    assert part.messages["sent_at"].dt.strftime("%d %H:%M").to_list() == ["01 10:15"]


@pytest.mark.parametrize(
    ("head", "why"),
    [
        ("timestamp,sender,other", "without a column for: text"),
        ("sender,text,other", "without a column for: timestamp"),
        ("date,from,message,content", "several columns that could be “text”: “message”, “content”"),
        ("date,user,author,message", "several columns that could be “sender”"),
        ("date,from,to,message", "without a column for: chat"),
        ("date,from,message,conversation id,conversation title", "several columns that could be “chat”"),
    ],
)
def test_what_is_ambiguous_is_refused_with_the_columns_that_are_needed(head: str, why: str, tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text(f"{head}\n1,2,3,4,5\n", encoding="utf-8")
    with pytest.raises(UnknownExportError, match=why):
        read([path], OPTIONS)


def test_the_plain_names_settle_what_would_be_ambiguous() -> None:
    rows = [("timestamp", "created", "sender", "name", "text", "message"), ("1700000000", "x", "Rosa", "y", "a", "z")]
    part = parse(TableReader(), table(rows), "x.csv", OPTIONS)[0]
    assert part.messages.select(pl.col("sender").cast(pl.String), "text").rows() == [("Rosa", "a")]


def test_it_is_asked_only_where_no_app_knows_a_file(tmp_path: Path) -> None:
    path = tmp_path / "chat.csv"
    path.write_text('AuthorID,Author,Date,Content\n"1","rosa","2024-05-01T10:00:00+00:00","hi"\n', encoding="utf-8")
    assert TableReader().recognise(memory_export({"chat.csv": path.read_bytes()}))
    assert read([path], OPTIONS).conversations[0].app == "discord"


@pytest.mark.parametrize("around", ["WhatsApp Chat with Bo", "from my phone"])
@pytest.mark.parametrize("packed", [True, False])
def test_a_table_that_was_sent_in_a_chat_is_no_chat(around: str, tmp_path: Path, *, packed: bool) -> None:
    folder = tmp_path / around
    folder.mkdir()
    (folder / "WhatsApp Chat with Bo.txt").write_text("01/02/2024, 10:00 - Bo: hi\n13/02/2024, 10:01 - Imke: ho\n")
    (folder / "plan.csv").write_text("date,name,message\n2024-05-01,Jim,one\n", encoding="utf-8")
    path = folder
    if packed:
        path = tmp_path / f"{around}.zip"
        with zipfile.ZipFile(path, "w") as archive:
            for file in sorted(folder.iterdir()):
                archive.write(file, file.name)
    apps = {one.app for one in read([path], OPTIONS).conversations}
    assert apps == ({"whatsapp"} if packed or around.startswith("WhatsApp") else {"whatsapp", "table"})


def test_a_table_that_goes_wrong_is_read_up_to_there() -> None:
    content = table([("timestamp", "sender", "text"), *((str(1_700_000_000 + n), "Rosa", "a") for n in range(5))])
    part = parse(TableReader(), content + b'1700000009,Rosa,"never ends\nand on\n', "x.csv", OPTIONS)[0]
    assert part.messages.height == 5
    assert [(record.ref, record.size) for record in part.conversation.skipped] == [("L7", 2)]


def test_nothing_to_read_is_a_sentence() -> None:
    with pytest.raises(EmptyExportError):
        parse(TableReader(), b"timestamp,sender,text\n", "x.csv", OPTIONS)
    with pytest.raises(BrokenExportError, match="cannot be read"):
        parse(TableReader(), b"timestamp,sender,text\nsoon,Rosa,a\n", "x.csv", OPTIONS)
    with pytest.raises(BrokenExportError, match="no Parquet"):
        list(TableReader().read(memory_export({"x.parquet": b"PAR1" + b"\0" * 50}), OPTIONS))


@pytest.mark.parametrize(
    "content", [b"PAR1", b"PAR1\x00\x01", b"a,b\n1,2\n", b'{"timestamp": 1}\n', b"timestamp,sender,text"]
)
def test_other_files_are_not_claimed(content: bytes) -> None:
    claimed = TableReader().recognise(memory_export({"x.csv": content}))
    assert claimed == content.startswith(b"timestamp,sender,text")
