"""Many chats on the screen."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from rich.cells import cell_len

from example_findings import QUIET, ROSA, about
from unlike.presentation.sentences.findings.chat_table import MAX_ROWS
from unlike.presentation.terminal.chat_list import reading_summary
from unlike.presentation.terminal.screen import ScreenOptions, screen
from unlike.results import Findings, MediumLimit, MediumLimitKind, UnreadRecords

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
    assert "Not shown: 265 more; of 0 of them it cannot be told." in " ".join(text.split())
    assert len(text.splitlines()) < MAX_ROWS + 25


def test_nothing_left_over_is_said_only_where_nothing_was() -> None:
    assert "nothing left over" in reading_summary(many(5).conversations)
    left = many(5, skipped=(("L7", "no date"), ("L9", "no date")))
    assert "2 pieces left over" in reading_summary(left.conversations)
    assert "nothing left over" not in reading_summary(left.conversations)
    assert "--all" in reading_summary(left.conversations)


def test_of_one_person_the_other_chats_are_read_in_one_line() -> None:
    elsewhere = tuple(replace(chat, people=(), messages=10) for chat in many(40).conversations)
    findings = replace(many(1), conversations=(*many(1).conversations, *elsewhere))
    text = " ".join(screen(findings, ScreenOptions(today=TODAY, person="Person 0")).plain.split())
    assert re.search(r"Person 0 with you · Read: [\d,]+ messages", text)
    assert "Read in the other chats: 400 messages, nothing left over." in text
    assert text.count("Read") == 2


def test_what_was_left_over_in_the_other_chats_is_told_where_everything_is() -> None:
    skipped = (("chat-7.txt:12", "no date"),)
    elsewhere = replace(many(1).conversations[0], people=(), title="Rowing", skipped=skipped)
    findings = replace(many(1), conversations=(*many(1).conversations, elsewhere))
    options = ScreenOptions(today=TODAY, person="Person 0", width=300)
    assert "Notes on how each chat was read: --all." in screen(findings, options).plain
    everything = screen(findings, replace(options, shows_everything=True)).plain
    assert "Rowing · Read: " in everything
    assert "chat-7.txt:12 (no date)" in everything


def test_each_of_few_chats_is_told_by_its_name() -> None:
    lines = screen(many(2), ScreenOptions(today=TODAY, width=200)).plain.splitlines()
    assert [line.partition(" · Read: ")[0] for line in lines if " · Read: " in line] == [
        "Person 0 with you",
        "Person 1 with you",
    ]


def test_the_rate_of_chance_is_said_to_be_that_of_one_person() -> None:
    text = " ".join(screen(many(5), ScreenOptions(today=TODAY)).plain.split())
    assert "That is for one person; among many it adds up." in text
    alone = screen(many(1), ScreenOptions(today=TODAY)).plain
    assert "among many" not in alone


def test_everything_is_every_chat_whole() -> None:
    text = screen(many(5), ScreenOptions(today=TODAY, shows_everything=True)).plain
    assert text.count("with you · 4") == 5


def test_chats_in_which_the_person_does_not_write_are_counted_and_not_denied() -> None:
    findings = many(6)
    silent = tuple(replace(chat, people=()) for chat in findings.conversations[:5])
    only = replace(findings, conversations=(*silent, findings.conversations[5]))
    text = " ".join(screen(only, ScreenOptions(today=TODAY, person="Person 5")).plain.split())
    assert "Person 5 does not write in 5 other chats." in text
    assert "Nobody but you wrote here" not in text


def test_beside_a_table_too_they_are_counted() -> None:
    findings = many(9)
    silent = tuple(replace(chat, people=()) for chat in findings.conversations[:4])
    only = replace(findings, conversations=(*silent, *findings.conversations[4:]))
    text = " ".join(screen(only, ScreenOptions(today=TODAY, person="Ada")).plain.split())
    assert "Ada does not write in 4 other chats." in text


def test_it_is_not_said_of_a_chat_that_was_not_read_whole_that_somebody_does_not_write_there() -> None:
    findings = many(2)
    chat = replace(findings.conversations[0], people=(), writers=1)
    for partial in (
        replace(chat, medium_limits=(MediumLimit(MediumLimitKind.OWN_MESSAGES),)),
        replace(chat, unread=UnreadRecords(skipped=400, total=900, too_many=True)),
        replace(chat, unread=UnreadRecords(breaks_off=True)),
    ):
        only = replace(findings, conversations=(partial, findings.conversations[1]))
        text = " ".join(screen(only, ScreenOptions(today=TODAY, person="Person 1")).plain.split())
        assert "does not write in 1 other chat" not in text
        assert "Nobody but you wrote here" not in text


def test_where_only_sentences_or_what_is_usual_are_wanted_there_is_no_table() -> None:
    for options in (ScreenOptions(today=TODAY, quiet=True), ScreenOptions(today=TODAY, shows_usual=True)):
        assert "stayed since" not in screen(many(6), options).plain
