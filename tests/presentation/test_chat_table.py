"""Many chats at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from example_findings import CASES, LAST, NOW, QUIET, ROSA, SHORT_HISTORY, SPELLS, about
from unlike.presentation.numbering import subjects
from unlike.presentation.sentences.findings.chat_table import (
    ChatRow,
    chat_rows,
    chats_headline,
    not_writing_sentence,
    other_chats_sentence,
    urgent_first,
)
from unlike.presentation.terminal.screen import ScreenOptions, screen
from unlike.results import FailedCalculation, Findings, Grade, PersonFindings, UnreadRecords

TODAY = date(2025, 11, 12)


def rows_of(*chats: Findings) -> list[ChatRow]:
    return chat_rows(chat for findings in chats for chat in subjects(findings, TODAY))


def chat_with(person: PersonFindings, name: str, **other: object) -> Findings:
    return about(replace(person, name=name), title=name, key=name, **other)


def test_who_is_unlike_now_comes_first_and_what_cannot_be_told_last() -> None:
    rows = rows_of(chat_with(SHORT_HISTORY, "Emil"), chat_with(QUIET, "Ada"), chat_with(ROSA, "Rosa"))
    assert [row.title for row in rows] == ["Rosa", "Ada", "Emil"]
    assert [row.is_unlike_now for row in rows] == [True, False, False]
    assert [row.cells()[3] for row in rows] == ["unlike", "as usual", "too little to tell"]
    assert chats_headline(rows) == "In 1 of 3 chats, the last messages are unlike whoever wrote them."
    assert other_chats_sentence(rows[1:]) == "Not shown: 2 more; of 1 of them it cannot be told."


def test_of_those_who_are_unlike_now_the_rarest_comes_first_whoever_writes_most() -> None:
    very = replace(QUIET, current_state=replace(NOW, grade=Grade.VERY_UNLIKE), messages=900)
    ongoing = replace(QUIET, spells=(replace(SPELLS[-1], ongoing=True, ending=None),), messages=800)
    rows = rows_of(chat_with(ROSA, "Rosa"), chat_with(very, "Vera"), chat_with(ongoing, "Olga"))
    assert [row.title for row in rows] == ["Olga", "Vera", "Rosa"]


def test_a_little_unlike_is_no_headline_where_there_are_many() -> None:
    little = replace(QUIET, current_state=replace(NOW, grade=Grade.A_LITTLE_UNLIKE, chance=0.04))
    rows = rows_of(chat_with(little, "Ada"), chat_with(QUIET, "Bela"))
    assert [row.cells()[3] for row in rows] == ["a little unlike", "as usual"]
    assert chats_headline(rows) == "In none of the 2 chats with enough to tell are the last messages unlike anybody."


def test_it_is_not_said_of_chats_with_too_little_that_nothing_is_unlike() -> None:
    rows = rows_of(chat_with(SHORT_HISTORY, "Emil"), chat_with(SHORT_HISTORY, "Dora"))
    assert chats_headline(rows) == "In none of 2 chats is there enough to tell."


def test_where_too_much_was_not_read_that_is_said_instead() -> None:
    unread = UnreadRecords(skipped=300, total=900, too_many=True)
    (row,) = rows_of(chat_with(QUIET, "Ada", unread=unread))
    assert row.cells()[3] == "not read enough"
    assert chats_headline([row]) == "In none of 1 chats is there enough to tell."
    (unlike,) = rows_of(chat_with(ROSA, "Rosa", unread=unread))
    assert not unlike.is_unlike_now


def test_where_a_calculation_failed_that_is_said_instead() -> None:
    (row,) = rows_of(chat_with(replace(SHORT_HISTORY, missing_history=FailedCalculation("scores.py:1")), "Ada"))
    assert row.cells()[3] == "a calculation failed"
    assert chats_headline([row]) == "In none of 1 chats is there enough to tell."


def test_what_cannot_be_told_for_another_reason_is_not_called_too_little() -> None:
    moved = replace(QUIET, current_state=None)
    rows = rows_of(chat_with(moved, "Ada"), about(title="Alone", key="Alone"))
    assert [row.cells()[3] for row in rows] == ["cannot be told", "cannot be told"]


def test_a_little_unlike_is_not_counted_among_those_of_whom_it_cannot_be_told() -> None:
    little = replace(QUIET, current_state=replace(NOW, grade=Grade.A_LITTLE_UNLIKE, chance=0.04))
    assert other_chats_sentence(rows_of(chat_with(little, "Ada"))).endswith("of 0 of them it cannot be told.")


def test_one_person_of_a_group_is_named_with_the_group() -> None:
    (row,) = rows_of(about(ROSA, title="Rowers", key="Rowers", group=True))
    assert row.cells()[0] == f"{ROSA.name} in Rowers"


def test_a_row_says_until_when_and_what_was_before() -> None:
    (row,) = rows_of(chat_with(ROSA, "Rosa"))
    title, messages, until, _, spell, stayed = row.cells()
    assert (title, until, spell, stayed) == ("Rosa", "12 Nov 2025", "16 Aug 2025", "–")
    assert messages.replace(",", "") == str(ROSA.messages)
    assert LAST.date() == TODAY


@pytest.mark.parametrize("name", ["group", "quiet-group"])
def test_of_a_group_those_who_are_unlike_now_have_rows_or_one_for_all(name: str) -> None:
    rows = rows_of(CASES[name])
    unlike = [row for row in rows if row.is_unlike_now]
    assert rows == unlike or (len(rows) == 1 and not unlike)
    assert all(" in " in row.cells()[0] for row in rows)


def test_chats_of_others_are_counted() -> None:
    assert not_writing_sentence("Ada", 11) == "Ada does not write in 11 other chats."


def several(*chats: Findings) -> Findings:
    return replace(chats[0], conversations=tuple(chat for findings in chats for chat in findings.conversations))


def test_a_calm_word_of_an_older_chat_does_not_stand_before_what_is_unlike_now() -> None:
    old = LAST - timedelta(days=300)
    chats = several(
        chat_with(QUIET, "Ada", last=old),
        chat_with(QUIET, "Bela"),
        chat_with(replace(ROSA, open_question=None), "Rosa"),
    )
    ordered = [conversation.title for conversation, _ in urgent_first(subjects(chats, TODAY))]
    assert ordered == ["Rosa", "Bela", "Ada"]
    text = screen(chats, ScreenOptions(today=TODAY)).plain
    assert text.index("This morning was unlike Rosa.") < text.index("Nothing here is unlike Bela.")


def test_chats_of_one_name_are_said_to_be_told_apart() -> None:
    chats = several(about(QUIET, key="a"), about(ROSA, key="b"), chat_with(QUIET, "Ada"))
    text = " ".join(screen(chats, ScreenOptions(today=TODAY)).plain.split())
    assert text.startswith("Rosa is in several of these chats, which are told apart.")
    assert "--same Rosa=Rosa" in text
    assert "--same" not in screen(several(about(ROSA), chat_with(QUIET, "Ada")), ScreenOptions(today=TODAY)).plain
