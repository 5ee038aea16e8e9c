"""Answers stay within their budget, and what is left out is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant_sessions import call, invented_session, read_session
from example_findings import CASES, QUOTES
from unlike.assistant.answer_budget import MIN_TOKENS, token_count
from unlike.assistant.chat_answers import search_answer

if TYPE_CHECKING:
    from conftest import Studied


@pytest.mark.parametrize("budget", [MIN_TOKENS, 1_000, 2_500, 6_000])
def test_spells_are_left_out_from_the_oldest_on(rosa: Studied, budget: int) -> None:
    whole = call(read_session(rosa.analysis), "spells")["people"][0]["findings"]
    answer = call(read_session(rosa.analysis, budget=budget), "spells")
    kept = answer["people"][0]["findings"]
    assert kept == whole[: len(kept)]
    assert len(kept) + answer["left_out"]["findings"] == len(whole)
    assert len(kept) == 1 or token_count(answer) <= budget


def test_people_are_left_out_from_the_last_on() -> None:
    whole = call(invented_session(CASES["group"]), "usual")["people"]
    answer = call(invented_session(CASES["group"], budget=MIN_TOKENS), "usual")
    assert 0 < len(answer["people"]) < len(whole)
    assert answer["people"] == whole[: len(answer["people"])]
    assert answer["left_out"]["people"] == len(whole) - len(answer["people"])


def test_people_of_chats_are_counted() -> None:
    everybody = sum(len(chat["people"]) for chat in call(invented_session(CASES["group"]), "list_people")["chats"])
    answer = call(invented_session(CASES["group"], budget=MIN_TOKENS), "list_people")
    shown = sum(len(chat["people"]) for chat in answer["chats"])
    assert 0 < shown < everybody
    assert answer["left_out"]["people"] == everybody - shown


def test_messages_found_are_counted() -> None:
    session = invented_session(CASES["rosa"], QUOTES * 40)
    whole = search_answer(session, "e")
    assert (whole.found, len(whole.messages)) == (whole.left_out + len(whole.messages), 60)
    answer = call(invented_session(CASES["rosa"], QUOTES * 40, budget=MIN_TOKENS), "search_messages", words="ye")
    assert 0 < len(answer["messages"]) < answer["found"]
    assert len(answer["messages"]) + answer["left_out"] == answer["found"]
    assert token_count(answer) <= MIN_TOKENS
