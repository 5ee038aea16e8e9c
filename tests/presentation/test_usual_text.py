"""What is usual, side by side, in the table, on the page and in the document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from example_findings import QUIET, about
from report_page import report_html
from unlike.presentation.html.usual_pictures import usual_pictures
from unlike.presentation.json.document import document
from unlike.presentation.redaction import Redaction
from unlike.presentation.sentences.findings.usual_text import usual_section
from unlike.presentation.terminal.screen import ScreenOptions, screen
from unlike.results import UsualHabits, WritingHabits
from wording_rules import subject_of

ROSAS = WritingHabits("Rosa", 22.1, 7.56, 120.0, 0.19, 0.32, 0.44, 526, 1286)
YOURS = replace(ROSAS, sender="Imke", messages_per_day=27.0, reply_seconds=None, last_minute=1_450)
HOURS = tuple(tuple(3 if 8 <= hour <= 21 else 0 for hour in range(24)) for _ in range(7))
USUAL = UsualHabits((ROSAS, YOURS), ("sparrow", "full marmalade"), HOURS, date(2024, 12, 30), (4, 0, 7, 12, 1))
PERSON = replace(QUIET, usual_habits=USUAL)


def test_both_stand_side_by_side_with_a_dash_where_nothing_is_known() -> None:
    section = usual_section(subject_of(PERSON))
    assert section is not None
    assert section.table[0] == ("", "Rosa", "you")
    assert ("messages a day", "22", "27") in section.table
    assert ("time to answer", "2 minutes", "–") in section.table
    assert ("last message of a day", "21:26", "0:10") in section.table
    assert section.body == ("Words only you two use: “sparrow”, “full marmalade”.",)
    assert usual_section(subject_of(QUIET)) is None


def test_a_quiet_history_shows_it_first_and_others_when_asked() -> None:
    assert "What is usual for Rosa and you" in screen(about(PERSON), ScreenOptions()).plain
    assert "What is usual" not in screen(about(PERSON), ScreenOptions(quiet=True)).plain
    html = report_html(about(PERSON))
    assert html.index("What is usual for Rosa and you") < html.index("Each finding")


def test_a_report_to_pass_on_holds_no_words_of_theirs() -> None:
    html = report_html(about(PERSON), Redaction())
    assert "sparrow" not in html
    assert "Words only you two use" not in html
    assert "sparrow" not in str(document(about(PERSON)))


def test_the_calendar_has_a_cell_a_day_in_its_year() -> None:
    pictures = usual_pictures(subject_of(PERSON))
    assert pictures is not None
    assert [year.title for year in pictures.years] == ["2025", "2024"]
    assert [len(year.cells) for year in pictures.years] == [3, 2]
    assert pictures.years[1].cells[1].level == 0
    assert pictures.years[0].cells[0].label == "1 Jan 2025: 7 messages"
    assert len(pictures.week.cells) == 7 * 24
    assert {cell.level > 0 for cell in pictures.week.cells if "8:00" in cell.label} == {True}
