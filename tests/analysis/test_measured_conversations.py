"""A conversation is measured once, and only where somebody asks."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from minute_messages import part
from unlike.analysis import measured_conversations
from unlike.analysis.measured_conversations import MeasuredConversations
from unlike.messages.participants import participants, participants_by_conversation
from unlike.messages.table import join


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    measured: list[str] = []

    def counted(rows: object, *_others: object) -> str:
        measured.append(str(rows["conversation"][0]))  # type: ignore[index]
        return "measured"

    monkeypatch.setattr(measured_conversations, "measure", counted)
    return measured


def test_each_is_measured_once_and_when_it_is_asked_for(calls: list[str]) -> None:
    conversations = MeasuredConversations(ZoneInfo("UTC"))
    for key in "ab":
        conversations.add(key, part(key, [1, 2]), timedelta(minutes=1))
    assert len(conversations) == 2
    assert "a" in conversations
    assert "c" not in conversations
    assert list(conversations) == ["a", "b"]
    assert calls == []
    assert conversations["b"] is conversations["b"]
    assert calls == ["b"]


def test_participants_of_all_conversations_at_once_are_those_of_each() -> None:
    parts = {"b": part("b", [1, 2, 3], "Ada"), "a": part("a", [4, 5], "Ben")}
    together = participants_by_conversation(join([*parts.values(), part("a", [7], "Cy")]))
    assert set(together) == {"a", "b"}
    assert together["b"] == participants(parts["b"])
    assert [(person.name, person.messages) for person in together["a"]] == [("Ben", 2), ("Cy", 1)]
