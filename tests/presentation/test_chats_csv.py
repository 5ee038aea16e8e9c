"""Everybody in every chat as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date

from example_findings import QUIET, ROSA, SHORT_HISTORY, about
from unlike.presentation.chats_csv import COLUMNS, chats_csv
from unlike.presentation.numbering import subjects
from unlike.results import Concern, Explanations, Findings


def rows_of(*chats: Findings) -> list[dict[str, str]]:
    text = chats_csv(chat for findings in chats for chat in subjects(findings, date(2025, 11, 12)))
    return list(csv.DictReader(io.StringIO(text)))


def test_a_row_for_each_person_and_for_a_chat_without_any() -> None:
    rows = rows_of(about(ROSA), about(QUIET, SHORT_HISTORY), about())
    assert [set(row) for row in rows] == [set(COLUMNS)] * 4
    assert [row["person"] for row in rows] == [ROSA.name, QUIET.name, SHORT_HISTORY.name, ""]
    assert [row["enough"] for row in rows] == ["yes", "yes", "no", ""]
    assert rows[0]["now"] == "unlike"
    assert float(rows[0]["chance"]) > 0
    assert rows[0]["spells"] == str(len(ROSA.spells))
    assert rows[0]["last_spell_last"] == ROSA.spells[-1].last.isoformat()


def test_a_name_is_no_formula_and_no_further_cell() -> None:
    rows = rows_of(about(replace(ROSA, name='=HYPERLINK("x"),b')), about(replace(ROSA, name="+49 155 501")))
    assert [row["person"] for row in rows] == ['\'=HYPERLINK("x"),b', "'+49 155 501"]


def test_of_who_writes_words_of_harm_nothing_is_said_about_habits() -> None:
    (row,) = rows_of(about(replace(ROSA, explanations=Explanations(concern=Concern(("chat:41205",))))))
    assert (row["person"], row["help_first"]) == (ROSA.name, "yes")
    assert not any(row[name] for name in ("now", "chance", "spells", "last_spell_last", "spell_goes_on"))
