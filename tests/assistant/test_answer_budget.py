"""Answers stay within their budget, and what is left out is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant_sessions import call, invented_session, read_session
from example_findings import CASES, QUOTES
from unlike.assistant.answer_budget import MIN_TOKENS, fewer_messages, fit_budget, token_count
from unlike.assistant.chat_answers import finding_page, search_answer
from unlike.assistant.tools import TOOLS
from unlike.i18n import LANGUAGES, language_context
from unlike.results import ordered_findings

if TYPE_CHECKING:
    from conftest import Studied

SMALL = 500


@pytest.mark.parametrize("budget", [MIN_TOKENS, 2_500, 6_000])
def test_spells_are_left_out_from_the_oldest_on(rosa: Studied, budget: int) -> None:
    whole = call(read_session(rosa.analysis), "spells")["people"][0]["findings"]
    answer = call(read_session(rosa.analysis, budget=budget), "spells")
    kept = answer["people"][0]["findings"]
    assert kept == whole[: len(kept)]
    assert len(kept) + answer["left_out"]["findings"] == len(whole)
    assert token_count(answer) <= budget


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_least_budget_that_is_taken_is_kept_in_every_language(rosa: Studied, language: str) -> None:
    with language_context(language):
        session = read_session(rosa.analysis, budget=MIN_TOKENS)
        arguments = {"search_messages": {"words": "tea"}, "weigh": {"draft": "She is losing interest. " * 99}}
        answers: dict[str, object] = {tool.name: tool.call(session, arguments.get(tool.name)) for tool in TOOLS}
        assert {name: size for name, answer in answers.items() if (size := token_count(answer)) > MIN_TOKENS} == {}
        numbers = (person.subject.finding_number(finding) for person in session.people()
                   for finding in ordered_findings(person.subject.person))  # fmt: skip
        pages = [fit_budget(finding_page(session, number), MIN_TOKENS, fewer_messages) for number in numbers]
        assert [page for page in pages if token_count(page) > MIN_TOKENS] == []


def test_people_are_left_out_from_the_last_on() -> None:
    whole = call(invented_session(CASES["group"]), "usual")["people"]
    answer = call(invented_session(CASES["group"], budget=SMALL), "usual")
    assert 0 < len(answer["people"]) < len(whole)
    assert answer["people"] == whole[: len(answer["people"])]
    assert answer["left_out"]["people"] == len(whole) - len(answer["people"])


def test_people_of_chats_are_counted() -> None:
    everybody = sum(len(chat["people"]) for chat in call(invented_session(CASES["group"]), "list_people")["chats"])
    answer = call(invented_session(CASES["group"], budget=SMALL), "list_people")
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
