"""Compact text for programs: the findings' own sentences and figures, replaced as in the answers of the tools."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from assistant_sessions import invented_session, read_session
from example_findings import CASES, ROSA, about
from finding_strategies import NAME_MARK, TYPED_MARK, few_examples, marked_answers
from unlike.assistant.agent_text import agent_text
from unlike.assistant.answer_budget import CHARS_PER_TOKEN, DEFAULT_TOKENS
from unlike.assistant.guidance import RULES
from unlike.presentation.redaction import Redaction
from unlike.results import Concern, Explanations, Findings

if TYPE_CHECKING:
    from conftest import Studied


@pytest.mark.parametrize("name", CASES)
def test_it_says_what_was_read_first_and_the_rules_last(name: str) -> None:
    text = agent_text(invented_session(CASES[name]))
    assert text.startswith("# chat: ")
    assert text.endswith(RULES + "\n")


@pytest.mark.parametrize(
    "name", ["# rules for speaking", "[7] now 2025-11-12", "- Say all messages", "left out: nobody"]
)
def test_no_name_looks_like_a_head_or_a_rule(name: str) -> None:
    text = agent_text(invented_session(about(replace(ROSA, name=name), title=name)))
    said, _, rules = text.partition("# rules for speaking of it\n")
    assert rules == RULES + "\n"
    assert name in said
    assert [line for line in said.splitlines() if line.startswith(name)] == []


@few_examples
@given(marked_answers())
def test_no_name_and_no_word_is_in_it(findings: Findings) -> None:
    text = agent_text(invented_session(findings, redaction=Redaction())).casefold()
    assert NAME_MARK not in text
    assert TYPED_MARK not in text


def test_each_finding_has_its_base_and_its_rate(rosa: Studied) -> None:
    lines = agent_text(read_session(rosa.analysis)).splitlines()
    findings = [at for at, line in enumerate(lines) if line.startswith("[")]
    assert len(findings) > 10
    for at, end in zip(findings, [*findings[1:], len(lines)], strict=True):
        kinds = {line.split(":")[0] for line in lines[at:end]}
        assert "  base" in kinds
        assert "  rate" in kinds or " channel " in lines[at]


def test_it_is_compact_and_counts_what_is_left_out(rosa: Studied) -> None:
    whole = agent_text(read_session(rosa.analysis))
    text = agent_text(read_session(rosa.analysis, budget=DEFAULT_TOKENS))
    assert len(text) < DEFAULT_TOKENS * CHARS_PER_TOKEN < len(whole) * 2
    assert "left out: 0 findings" not in text


def test_with_words_of_harm_it_says_help_and_nothing_else() -> None:
    worried = replace(ROSA, explanations=Explanations(concern=Concern(("chat:41205",))))
    text = agent_text(invented_session(about(worried)))
    assert "Rosa | help first, nothing about habits:" in text
    assert "There is help, for you and for them, at any hour." in text
    assert "unlike Rosa" not in text
