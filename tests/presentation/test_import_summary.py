"""What was read: the title of a conversation, and what could not be read, in the words of each face."""

from __future__ import annotations

from dataclasses import replace

from example_findings import CASES, CHAT
from unlike.presentation.model import Face
from unlike.presentation.sentences.interface.import_summary import (
    conversation_title,
    conversation_title_line,
    skipped_line,
)


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
