"""Everybody with their chats: as lines, as JSON and as a table that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

from unlike.presentation.people_list import (
    LibraryChatRow,
    LibraryMatchRow,
    LibraryPersonRow,
    people_csv,
    people_json,
    people_lines,
)

DAYS = (date(2024, 1, 1), date(2024, 3, 1))
ROSA = LibraryPersonRow(
    "Rosa", "Rosa", is_owner=False, is_said=True,
    chats=(
        LibraryChatRow(1, "Rosa", "WhatsApp", group=False, name="Rosa", messages=60, span=DAYS),
        LibraryChatRow(2, "Rosi", "Signal", group=False, name="=rosi", messages=40, span=None),
    ),
)  # fmt: skip
ADA = LibraryPersonRow(
    "Ada", "Ada", is_owner=False, is_said=False,
    chats=(LibraryChatRow(3, "Choir", "WhatsApp", group=True, name="Ada", messages=5, span=DAYS),),
)  # fmt: skip
MATCH = LibraryMatchRow("Rosa", "Ada#3", ("first_name", "in_turn"))


def plain(lines: object) -> str:
    return str(lines).replace("\u2068", "").replace("\u2069", "")


def test_lines_name_chats_and_count_who_is_left_out() -> None:
    lines = [plain(line) for line in people_lines([ROSA, ADA], [MATCH], everybody=False)]
    assert lines == [
        "Rosa · 100 messages",
        "     WhatsApp: Rosa (chat 1)",
        "     Signal: Rosi (chat 2), as =rosi",
        "",
        "1 person writes in one group alone; --all names them.",
        "",
        "May be one person; nothing is joined unless you say so:",
        "  Rosa · Ada#3: the same first name, which nobody else bears there; one chat begins where the other ends",
        "     unlike people --merge Rosa 'Ada#3'",
    ]
    assert any(plain(line) == "Ada · 5 messages" for line in people_lines([ROSA, ADA], [], everybody=True))


def test_json_has_all_of_it() -> None:
    document = json.loads(people_json([ROSA, ADA], [MATCH]))
    assert [person["said"] for person in document["people"]] == [True, False]
    assert document["people"][0]["chats"][1]["first"] is None
    assert document["may_be_same"] == [{"people": ["Rosa", "Ada#3"], "reasons": ["first_name", "in_turn"]}]


def test_json_turns_and_colours_no_terminal() -> None:
    hostile = "Ro\u202esa\x9b31m\U000e0041"
    written = people_json([replace(ROSA, name=hostile)], [])
    assert written.isascii()
    assert json.loads(written)["people"][0]["name"] == hostile


def test_a_table_has_a_row_for_each_chat_and_no_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(people_csv([ROSA, ADA]))))
    assert [(row["person"], row["name"], row["chat"]) for row in rows] == [
        ("Rosa", "Rosa", "1"), ("Rosa", "'=rosi", "2"), ("Ada", "Ada", "3"),
    ]  # fmt: skip
    assert rows[0]["first"] == "2024-01-01"
