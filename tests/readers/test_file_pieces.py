from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unlike.i18n import translate_lazy
from unlike.readers import ReadOptions, read
from unlike.readers.formats.file_pieces import repeated_places

OPTIONS = ReadOptions(ZoneInfo("UTC"))
PEOPLE = {"Imke": "https://www.linkedin.com/in/imke", "Rosa": "https://www.linkedin.com/in/rosa"}
LINKEDIN = (
    "CONVERSATION ID,CONVERSATION TITLE,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE,SUBJECT,CONTENT,FOLDER\n"
)


def linkedin(number: int) -> list[str]:
    names = ("Imke", "Rosa", "Imke")
    return [
        f"c{n // 2},,{names[n % 2]},{PEOPLE[names[n % 2]]},{names[n % 2 + 1]},{PEOPLE[names[n % 2 + 1]]},"
        f"2024-02-01 10:00:{n:02} UTC,,ok {n % 4},INBOX\n"
        for n in range(number)
    ]


def table(number: int) -> list[str]:
    return [f"2024-02-01 10:00:{n:02},{('Imke', 'Rosa')[n % 2]},ok {n % 4},c{n // 2}\n" for n in range(number)]


def irc(number: int) -> list[str]:
    return [f"2024-02-01 10:00:{n:02} <{('Imke', 'Rosa')[n % 2]}> ok {n % 4}\n" for n in range(number)]


FORMS = {
    "messages.csv": (LINKEDIN, linkedin),
    "table.csv": ("timestamp,sender,text,chat\n", table),
    "#a.log": ("", irc),
}


def number_read(path: Path, text: str) -> int:
    path.write_text(text, encoding="utf-8")
    result = read([path], OPTIONS)
    for conversation in result.conversations:
        coverage = conversation.coverage
        assert coverage.total == coverage.messages + coverage.system + coverage.skipped + coverage.repeated
        notes = " ".join(map(translate_lazy, conversation.notes))
        assert not coverage.repeated or "second time" in notes or "put together" in notes
    return result.messages.height


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("number", [3, 4, 7, 11])
@pytest.mark.parametrize("times", [2, 3])
def test_a_file_put_behind_itself_counts_once(tmp_path: Path, name: str, number: int, times: int) -> None:
    head, rows = FORMS[name]
    text = head + "".join(rows(number))
    assert number_read(tmp_path / name, text) == number
    assert number_read(tmp_path / name, text * times) == number
    assert number_read(tmp_path / name, head + "".join(rows(number)) * times) == number


@pytest.mark.parametrize("name", ["messages.csv", "table.csv"])
@pytest.mark.parametrize(("first", "second"), [((0, 5), (3, 9)), ((0, 1), (0, 9)), ((0, 9), (8, 9)), ((0, 4), (4, 9))])
def test_exports_that_overlap_count_once(
    tmp_path: Path, name: str, first: tuple[int, int], second: tuple[int, int]
) -> None:
    head, rows = FORMS[name]
    all_rows = rows(9)
    text = head + "".join(all_rows[slice(*first)]) + head + "".join(all_rows[slice(*second)])
    assert number_read(tmp_path / name, text) == 9


def test_logs_of_a_folder_count_once(tmp_path: Path) -> None:
    for day in (1, 2):
        lines = [f"[10:00:{n:02}] <{('Imke', 'Rosa')[n % 2]}> ok {n}\n" for n in range(9)]
        (tmp_path / "#chan").mkdir(exist_ok=True)
        (tmp_path / "#chan" / f"2024-02-0{day}.log").write_text("".join(lines) * 2, encoding="utf-8")
    assert read([tmp_path / "#chan"], OPTIONS).messages.height == 18


@pytest.mark.parametrize("records", [[], ["a"], ["a", "a"], ["a"] * 6, ["a", "b"] * 3, list("abcabd"), list("abcab")])
def test_what_may_be_somebodys_own_words_again_stays(records: list[Hashable]) -> None:
    assert not repeated_places(records)


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=6), min_size=2, max_size=4))
def test_each_record_stays_as_often_as_the_piece_that_has_most_of_it(parts: list[list[str]]) -> None:
    records = [record for part in parts for record in part]
    pieces = [number for number, part in enumerate(parts) for _ in part]
    again = repeated_places(records, pieces)
    kept = Counter(record for place, record in enumerate(records) if place not in again)
    most: Counter[str] = Counter()
    for part in parts:
        most |= Counter(part)
    assert kept == most
