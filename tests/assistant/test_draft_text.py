"""What `weigh` answers: each passage with its reason and a better turn, in the language of the draft."""

from __future__ import annotations

import pytest

from assistant_sessions import call, invented_session, mistake
from example_findings import CASES
from unlike.assistant.answer_budget import MIN_TOKENS
from unlike.assistant.draft_text import NOTHING_FOUND, draft_answer


def test_each_passage_has_its_reason_and_a_better_turn() -> None:
    answer = call(invented_session(CASES["rosa"]), "weigh", draft="She is angry. You should leave her.")
    assert [passage["reason"] for passage in answer["passages"]] == ["feeling", "advice"]
    assert answer["passages"][1]["better"] == "Suggest to ask kindly how they are, and to leave room for no answer."


def test_that_nothing_was_found_is_no_promise() -> None:
    answer = draft_answer("You could ask her how she is.")
    assert (answer.passages, answer.note) == ((), NOTHING_FOUND)


@pytest.mark.parametrize(
    ("draft", "word"),
    [
        ("Sie ist wütend auf dich und will nicht mehr.", "Chat"),
        ("Ella está enfadada contigo y no quiere hablar.", "chat"),
        ("Elle est en colère contre toi et ne veut plus parler.", "discussion"),
        ("Ela está com raiva de você e não quer falar.", "conversa"),
    ],
)
def test_it_answers_in_the_language_of_the_draft(draft: str, word: str) -> None:
    feeling = next(passage for passage in draft_answer(draft).passages if passage.reason == "feeling")
    assert word in feeling.why
    assert "The chat" not in feeling.why


def test_a_draft_is_never_let_pass_for_want_of_room() -> None:
    answer = call(invented_session(CASES["rosa"], budget=MIN_TOKENS), "weigh", draft="He lies. " * 400)
    assert answer["passages"]
    assert len(answer["passages"]) + answer["left_out"] == 400


def test_a_draft_too_long_is_refused() -> None:
    assert "not understood" in mistake(invented_session(CASES["rosa"]), "weigh", draft="a" * 20_001)
