"""What was read: the title of a conversation, and what could not be read, in the words of each face."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from example_findings import CASES, CHAT, ROSA, about
from unlike.presentation.model import Face
from unlike.presentation.sentences.interface.import_summary import (
    conversation_title,
    conversation_title_line,
    note_lines,
    rate_sentences,
    skipped_line,
)
from unlike.presentation.terminal.screen import ScreenOptions, screen


def test_a_title_is_whole_whatever_signs_it_holds() -> None:
    group = replace(CHAT, group=True, title="Quiz · night", writers=4)
    assert conversation_title(group) == "Quiz · night"
    assert conversation_title_line(group).startswith("Quiz · night · 4 people and you · 41,208 messages")
    assert conversation_title(CHAT) == "Rosa with you"


def test_only_a_terminal_is_told_of_an_option() -> None:
    (conversation,) = CASES["lasting"].conversations
    assert skipped_line(conversation) == "Could not be read: chat.txt:120 (no date); 1 more, listed with --all."
    assert skipped_line(conversation, Face.PAGE) == "Could not be read: chat.txt:120 (no date); and 1 more."
    assert skipped_line(CHAT) is None


def test_the_dates_of_a_chat_are_those_of_a_calendar() -> None:
    night = replace(CHAT, first=datetime(2023, 9, 4, 1, 5, tzinfo=UTC), last=datetime(2025, 11, 13, 2, 28, tzinfo=UTC))
    assert conversation_title_line(night).endswith("4 Sep 2023 – 13 Nov 2025")
    sentence = (
        "A day counts until 4 in the morning here: the last message, of 13 Nov 2025, 2:28, belongs to 12 Nov 2025."
    )
    assert sentence in note_lines(night)
    evening = replace(CHAT, last=datetime(2025, 11, 12, 23, 59, tzinfo=UTC))
    assert conversation_title_line(evening).endswith("12 Nov 2025")
    assert not [note for note in note_lines(evening) if "A day counts" in note]


def test_how_many_spells_chance_shows_is_said_only_where_one_is_shown() -> None:
    chance = "By chance alone, about one such spell in ten years is shown."
    quiet = replace(ROSA, spells=(), recurrence=None)
    for person, sentences in ((ROSA, (chance,)), (quiet, ())):
        findings = about(person)
        assert rate_sentences(findings, findings.conversations[0].people) == sentences
        words = " ".join(screen(findings, ScreenOptions()).plain.split())
        assert (chance in words) == bool(sentences)
