from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.i18n import translate_lazy
from unlike.readers import ParsedConversation, Reader, ReadOptions
from unlike.readers.apps.matrix import MatrixReader
from unlike.readers.apps.viber import ViberReader
from unlike.readers.apps.zoom import ZoomReader
from unlike.readers.formats.copied_records import CopiedRecords, HeaderStamp, copied_records, header_style
from unlike.readers.testkit import memory_export

OPTIONS = ReadOptions(ZoneInfo("UTC"), date_order="dmy")
START = datetime(2025, 3, 27, 9, 0, 0, tzinfo=UTC)
STEP = timedelta(hours=2)


def viber(at: datetime, who: str, text: str) -> str:
    return f"{at:%d/%m/%Y,%H:%M:%S},{who},+49155501{len(who)},{text}"


def matrix(at: datetime, who: str, text: str) -> str:
    return f"{at:%a, %b} {at.day}, {at:%Y, %H:%M:%S} - @{who.lower()}:example.org: {text}"


def zoom(at: datetime, who: str, text: str) -> str:
    at = START + (at - START) / 100
    return f"{at:%H:%M:%S}\t From  {who}  to  Everyone : {text}"


Line = Callable[[datetime, str, str], str]
FORMS: dict[str, tuple[Line, Reader, str]] = {
    "viber": (viber, ViberReader(), "Rowers.txt"),
    "matrix": (matrix, MatrixReader(), "matrix - The lake - Chat Export - 2025-05-02T10-15-20.123Z.txt"),
    "zoom": (zoom, ZoomReader(), "2025-03-27 09.00.00 Rowers 81234567890.txt"),
}
FOREIGN: dict[str, Line] = {
    "viber": lambda at, who, text: f"{at:%d.%m.%Y, %H:%M:%S},{who},+4915550100,{text}",
    "matrix": lambda at, who, text: f"{at:%d/%m/%Y, %H:%M:%S} - {who}: {text}",
    "zoom": lambda at, who, text: f"{at:%H:%M:%S}\t{who}:\t{text}",
}


def read(form: str, lines: list[str]) -> ParsedConversation:
    _, reader, name = FORMS[form]
    (part,) = reader.read(memory_export({name: "\n".join([*lines, ""]).encode()}), OPTIONS)
    assert isinstance(part, ParsedConversation)
    return part


def chat(form: str, messages: int) -> list[str]:
    line = FORMS[form][0]
    return [line(START + number * STEP, ("Ada", "Rosa")[number % 2], f"words {number}") for number in range(messages)]


@given(st.sampled_from(sorted(FORMS)), st.integers(4, 9), st.data())
def test_a_line_that_was_copied_whole_is_words_and_is_counted(form: str, messages: int, data: st.DataObject) -> None:
    lines = chat(form, messages)
    host = data.draw(st.integers(2, messages - 2))
    first = data.draw(st.integers(0, host - 2))
    last = data.draw(st.integers(first, host - 2))
    copied = lines[first : last + 1]
    before = read(form, lines)
    part = read(form, [*lines[: host + 1], *copied, "is what you said", *lines[host + 1 :]])
    texts = before.messages["text"].to_list()
    texts[host] = "\n".join([texts[host], *copied, "is what you said"])
    assert part.messages["text"].to_list() == texts
    assert part.messages["sent_at"].equals(before.messages["sent_at"])
    assert part.messages["sender"].cast(pl.String).equals(before.messages["sender"].cast(pl.String))
    assert part.conversation.coverage.doubtful >= len(copied)


@pytest.mark.parametrize("form", sorted(FORMS))
def test_a_line_of_another_style_that_is_older_is_words(form: str) -> None:
    lines = chat(form, 6)
    copied = FOREIGN[form](START - timedelta(minutes=1), "Lou", "from elsewhere")
    for behind in ([], lines[4:]):
        part = read(form, [*lines[:4], copied, *behind])
        assert part.messages.height == 4 + len(behind)
        assert part.messages["text"][3] == f"words 3\n{copied}"
        assert part.conversation.coverage.doubtful


@pytest.mark.parametrize("form", ["matrix", "viber"])
def test_what_cannot_be_told_is_read_and_counted(form: str) -> None:
    lines, line = chat(form, 6), FORMS[form][0]
    back = line(START + 3 * STEP - timedelta(minutes=20), "Ada", "maybe")
    part = read(form, [*lines[:4], back, *lines[4:]])
    assert part.messages.height == 7
    assert part.conversation.coverage.ambiguous == 1
    assert read(form, lines).conversation.coverage.ambiguous == 0


@pytest.mark.parametrize(("seconds", "messages", "doubtful"), [(30, 7, 0), (900, 6, 1)])
def test_a_clock_that_lags_in_a_meeting_makes_no_doubt(seconds: int, messages: int, doubtful: int) -> None:
    whole = [zoom(START + timedelta(hours=100) + number * STEP, "Rosa", f"words {number}") for number in range(6)]
    back = zoom(START + timedelta(hours=100) + 3 * STEP - timedelta(seconds=100 * seconds), "Ada", "maybe")
    read_back = read("zoom", [*whole[:4], back, *whole[4:]])
    assert read_back.messages.height == messages
    assert read_back.conversation.coverage.doubtful == doubtful


STAMPS = st.lists(st.integers(0, 400), max_size=40)


@given(STAMPS, st.integers(0, 50))
def test_nothing_is_copied_where_time_runs_forward_in_one_style(times: list[int], slack: int) -> None:
    stamps = [HeaderStamp(time, "1", f"words {number}") for number, time in enumerate(sorted(times))]
    assert copied_records(stamps, slack) == CopiedRecords(frozenset(), 0)
    assert not copied_records(stamps[::-1], slack).places


@pytest.mark.parametrize("number", [10, 11])
def test_many_messages_in_a_row_are_another_export(number: int) -> None:
    times = [*range(0, 1_000_000, 10_000), *range(number), *range(2_000_000, 3_000_000, 10_000)]
    stamps = [HeaderStamp(time, "1", f"words {place}") for place, time in enumerate(times)]
    assert len(copied_records(stamps, 3_600).places) == (number if number == 10 else 0)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("3 de gener 2026, 9:05:00", "13 d’abril 2026, 21:05:00"),
        ("3. Mai 2026, 09:05", "3. Jan. 2026, 09:05"),
        ("1/2/2026, 9:05 a. m.,", "11/12/2026, 11:05 PM,"),
        ("शनि, 3 जन॰ 2026", "रवि, 4 फ़र॰ 2026"),
    ],
)
def test_a_style_is_alike_for_every_day(first: str, second: str) -> None:
    assert header_style(first) == header_style(second)
    assert header_style(first) != header_style(first.replace("2026", "26"))


@pytest.mark.parametrize("number", range(4))
def test_how_many_cannot_be_told_stands_in_a_note(number: int) -> None:
    lines, line = chat("viber", 40), FORMS["viber"][0]
    for place in (25, 15, 5)[3 - number :]:
        lines.insert(place + 1, line(START + place * STEP - timedelta(minutes=20), "Ada", f"maybe {place}"))
    conversation = read("viber", lines).conversation
    assert conversation.coverage.ambiguous == number
    notes = [note for note in map(translate_lazy, conversation.notes) if "can be read in two ways" in note]
    assert [note.split()[0] for note in notes] == [str(number)] * bool(number)
