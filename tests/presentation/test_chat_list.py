"""Many chats on the screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from rich.cells import cell_len

from example_findings import QUIET, ROSA, about
from unlike.presentation.sentences.findings.chat_table import MAX_ROWS
from unlike.presentation.terminal.chat_list import reading_summary
from unlike.presentation.terminal.screen import ScreenOptions, screen
from unlike.results import Findings

TODAY = date(2025, 11, 12)


def many(number: int, unlike: int = 1, skipped: tuple[tuple[str, str], ...] = ()) -> Findings:
    """Chats with as many people, of whom the last ones are unlike themselves now."""
    names = [f"Person {place}" for place in range(number)]
    each = [
        about(replace(ROSA if place >= number - unlike else QUIET, name=name), title=name, key=name)
        for place, name in enumerate(names)
    ]
    conversations = [findings.conversations[0] for findings in each]
    conversations[-1] = replace(conversations[-1], skipped=skipped)
    return replace(each[0], conversations=tuple(conversations))


@pytest.mark.parametrize("width", [40, 60, 80, 100])
def test_a_row_for_each_chat_fits_the_screen(width: int) -> None:
    text = screen(many(6), ScreenOptions(width=width, today=TODAY)).plain
    assert max(map(cell_len, text.splitlines())) <= width
    assert next(line.split("  ")[0] for line in text.splitlines() if line.startswith("Person")) == "Person 5"
    assert sum(line.startswith("Person") for line in text.splitlines()) == 6
    assert "very unlike" not in text
    assert "unlike" in text


def test_of_three_hundred_chats_those_that_matter_are_shown_and_the_others_counted() -> None:
    text = screen(many(300, unlike=MAX_ROWS + 5), ScreenOptions(today=TODAY)).plain
    assert sum(line.startswith("Person") for line in text.splitlines()) == MAX_ROWS + 5
    assert "Not shown: 265 more, of which 265 as usual and 0 with too little to tell." in " ".join(text.split())
    assert len(text.splitlines()) < MAX_ROWS + 25


def test_nothing_left_over_is_said_only_where_nothing_was() -> None:
    assert "nothing left over" in reading_summary(many(5))
    left = many(5, skipped=(("L7", "no date"), ("L9", "no date")))
    assert "2 pieces left over" in reading_summary(left)
    assert "nothing left over" not in reading_summary(left)


def test_everything_is_every_chat_whole() -> None:
    text = screen(many(5), ScreenOptions(today=TODAY, everything=True)).plain
    assert text.count("with you") == 5


def test_chats_in_which_the_person_does_not_write_are_counted_and_not_denied() -> None:
    findings = many(6)
    silent = tuple(replace(chat, people=()) for chat in findings.conversations[:5])
    only = replace(findings, conversations=(*silent, findings.conversations[5]))
    text = " ".join(screen(only, ScreenOptions(today=TODAY, person="Person 5")).plain.split())
    assert "Person 5 does not write in 5 other chats." in text
    assert "Nobody but you wrote here" not in text
