from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from unlike.i18n import translate_lazy
from unlike.readers import ReadOptions, read
from unlike.readers.formats.broken_headers import LastLine, last_line

LINES = [f"{day}/03/2024, 10:00:11,Imke,+491234567,words {day}" for day in range(13, 20)]
ENGLISH = [f"2024-03-{day} 10:00:11 <Imke> words" for day in range(13, 20)]


@pytest.mark.parametrize("lines", [LINES, ENGLISH, LINES[::-1]])
def test_every_beginning_of_a_next_message_is_seen(lines: list[str]) -> None:
    nexts = lines[-1].replace("19", "20") if lines[0] < lines[-1] else lines[-1].replace("13", "12", 1)
    header = nexts[: nexts.index(":11") + 3]
    for length in range(6, len(header) + 1):
        assert last_line(header[:length], lines) is LastLine.BROKEN, header[:length]


@pytest.mark.parametrize("typed", ["14/02/2024", "12/03/2024", "01/01/1990", "24/12/2031", "14/03/1999", "18/03/2024"])
def test_a_typed_day_on_which_no_message_can_follow_is_none(typed: str) -> None:
    assert last_line(typed, LINES) is LastLine.WHOLE


@pytest.mark.parametrize(
    ("typed", "end"),
    [
        ("19/03/2024", LastLine.BROKEN),
        ("19/04/2024", LastLine.BROKEN),
        ("20/04/2024", LastLine.MAYBE_BROKEN),
        ("01/11/2024", LastLine.MAYBE_BROKEN),
        ("01/11/2024, 10", LastLine.BROKEN),
    ],
)
def test_a_day_that_may_follow_is_one_or_the_other(typed: str, end: LastLine) -> None:
    assert last_line(typed, LINES) is end


def test_dates_that_nothing_can_be_told_of_are_no_excuse() -> None:
    assert last_line("14/02/2024", [*LINES, "45/45/2024, 10:00:11,Imke,+491234567,words"]) is LastLine.BROKEN


def test_a_long_silence_before_makes_one_likely() -> None:
    assert last_line("01/11/2024", ["01/08/2023, 10:00:11,Imke,+491234567,words", *LINES]) is LastLine.BROKEN


@pytest.mark.parametrize(
    ("last", "end"),
    [("10:00:10", LastLine.MAYBE_BROKEN), ("10:09:11", LastLine.BROKEN), ("09:00:11\t", LastLine.BROKEN)],
)
def test_a_time_before_the_last_message_may_be_typed(last: str, end: LastLine) -> None:
    assert last_line(last, ["10:00:11\t From  Imke", "10:01:11\t From  Rosa"]) is end


@pytest.mark.parametrize("typed", ["in May", "1.2.24", "+49 170 1234567", "10:30", "2024", "it is 19/03/2024"])
def test_other_last_lines_are_whole(typed: str) -> None:
    assert last_line(typed, LINES) is LastLine.WHOLE


@pytest.mark.parametrize("name", ["chat.txt", "#a.log"])
@pytest.mark.parametrize(("end", "sentence"), [("{}", "date or a time alone"), ("{}, 1", "file breaks off;")])
def test_what_is_said(tmp_path: Path, name: str, end: str, sentence: str) -> None:
    lines = LINES if name == "chat.txt" else ENGLISH
    date = "20/06/2024" if name == "chat.txt" else "2024-06-20"
    end = end if name == "chat.txt" else end.replace(", 1", " 1")
    path = tmp_path / name
    path.write_text("\n".join([*lines, end.format(date)]), encoding="utf-8")
    (chat,) = read([path], ReadOptions(ZoneInfo("UTC"))).conversations
    assert [note for note in map(translate_lazy, chat.notes) if sentence in note]
    assert chat.breaks_off == ("1" in end)
