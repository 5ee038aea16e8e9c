"""A report that is passed on holds no name and no word of a chat unless its owner asked for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import is_dataclass, replace
from types import MappingProxyType
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from example_findings import QUOTES, ROSA, SPELLS, about
from finding_strategies import NAME_MARK, TYPED_MARK, few_examples, marked_answers, marked_quotes
from report_page import EVERYTHING, TODAY
from unlike.i18n import LANGUAGES, language_context, lazy
from unlike.presentation.html import Redaction, ReportOptions, page
from unlike.presentation.redaction import redactor
from unlike.results import Findings, OwnerNote, Quote, SpellEnding
from unlike.results.text_origin import TextOrigin

NAMELESS_TEXTS = MappingProxyType(
    {
        "AppChange": {"before", "after", "messages"},
        "BalanceRow": {"question", "topics"},
        "ChannelChange": {"messages"},
        "Concern": {"messages", "fear_of_owner"},
        "ConversationFindings": {"key", "app", "skipped", "notes"},  # the last two have rules of their own
        "FailedCalculation": {"place"},
        "CrossChatComparison": {"conversation"},
        "CurrentState": {"messages"},
        "Findings": {"zone"},
        "LanguageChange": {"before", "after"},
        "LastingShift": {"messages"},
        "Opener": {"ref", "answer", "warm"},
        "OpenQuestion": {"messages"},
        "Plan": {"ref"},
        "Quote": {"ref", "kind"},
        "Routine": {"kind"},
        "SignalChange": {"name", "label", "phrase", "unit", "share_of"},
        "SignalHistory": {"name", "label", "unit"},
        "Spell": {"messages"},
        "SpellEnding": {"messages"},
        "TopicMention": {"topic", "messages"},
        "UnansweredQuestion": {"message"},
        "WarmMoment": {"ref", "answer"},
    }
)
"""Texts of results that the program wrote itself, or that no sentence holds (refs and keys)."""


def report(findings: Findings, quotes: Sequence[Quote], redaction: Redaction) -> str:
    return page(findings, lambda _: quotes, ReportOptions(redaction, TODAY)).casefold()


@few_examples
@given(marked_answers(), st.lists(marked_quotes(), max_size=3), st.sampled_from(LANGUAGES))
def test_no_name_and_no_word_survives_whatever_the_sentence(
    findings: Findings, quotes: list[Quote], language: str
) -> None:
    with language_context(language):
        shared = report(findings, quotes, Redaction())
        assert NAME_MARK not in shared
        assert TYPED_MARK not in shared
        assert NAME_MARK not in report(findings, quotes, Redaction(quotes=True))
        assert TYPED_MARK not in report(findings, quotes, Redaction(names=True))


@few_examples
@given(marked_answers(), st.lists(marked_quotes(), min_size=1, max_size=3))
def test_marks_would_be_seen(findings: Findings, quotes: list[Quote]) -> None:
    assert NAME_MARK in report(findings, quotes, EVERYTHING)


def declared_types(hint: Any) -> Iterator[type]:  # noqa: ANN401 - any declared type
    """The plain types within a declared one."""
    if isinstance(hint, type):
        yield hint
    for part in get_args(hint):
        yield from declared_types(part)


def reachable(kind: type, seen: set[type]) -> set[type]:
    """A result type and all that its fields can hold."""
    if is_dataclass(kind) and kind not in seen:
        seen.add(kind)
        for hint in get_type_hints(kind).values():
            for inner in declared_types(hint):
                reachable(inner, seen)
    return seen


def origins(hint: Any) -> list[TextOrigin]:  # noqa: ANN401 - as above
    metadata = [one for one in getattr(hint, "__metadata__", ()) if isinstance(one, TextOrigin)]
    return metadata + [one for part in get_args(hint) for one in origins(part)]


def test_every_text_of_a_result_says_where_it_comes_from() -> None:
    """A field that is missing here holds a text: declare it in `text_origin`'s types, or list it above."""
    undeclared = set()
    for kind in reachable(Findings, reachable(Quote, set())):
        hints = get_type_hints(kind, include_extras=True)
        texts = {name for name, hint in hints.items() if str in declared_types(hint) and not origins(hint)}
        undeclared |= {(kind.__name__, name) for name in texts - NAMELESS_TEXTS.get(kind.__name__, set())}
    assert undeclared == set()


def test_somebody_who_is_not_looked_at_has_no_letter_and_no_name() -> None:
    ended = replace(SPELLS[0], ending=SpellEnding("Theodora", 1, ()))
    shared = report(about(replace(ROSA, spells=(ended,))), QUOTES, Redaction())
    assert "somebody wrote first that day" in shared
    assert "theodora" not in shared


def test_in_messages_nobody_who_writes_has_a_name_also_where_nobody_looks_at_them() -> None:
    said = replace(QUOTES[0], sender="Theodora Quill", text="Theodora told Ms Quill")
    shared = report(about(ROSA), [said], Redaction(quotes=True, senders=("Theodora Quill",)))
    assert "somebody told ms somebody" in shared
    assert "theodora" not in shared
    assert "quill" not in shared


def test_notes_whose_words_are_withheld_are_still_counted() -> None:
    first, last = SPELLS[-1].first, SPELLS[-1].last
    notes = tuple(OwnerNote(first, last, text, TODAY) for text in ("exams", "night shift"))
    shared = report(about(replace(ROSA, owner_notes=notes)), QUOTES, Redaction())
    assert shared.count("“…” (14–16 aug 2025) and “…” (14–16 aug 2025)") == 1


@pytest.mark.parametrize(
    ("ref", "place"),
    [
        ("WhatsApp Chat with Rosa.txt:L5-L9", "the export, L5-L9"),
        ("chats.zip:Rosa/result.json:entry 3", "the export, entry 3"),
        ("chat.txt:120", "the export, 120"),
        ("Rosa.txt", "the export, …"),
        ("chats.zip:Rosa", "the export, …"),
    ],
)
def test_where_a_record_stands_holds_no_name(ref: str, place: str) -> None:
    findings = about(ROSA, skipped=((ref, "no date"),))
    (conversation,) = redactor(Redaction(), findings).findings(findings).conversations
    assert conversation.skipped == ((place, "no date"),)


def test_why_a_record_was_skipped_holds_nothing_of_it() -> None:
    findings = about(ROSA, skipped=(("a:1", lazy("its type “{kind}” is unknown", kind="secret")), ("a:2", "Rosa?")))
    (conversation,) = redactor(Redaction(), findings).findings(findings).conversations
    assert [why for _, why in conversation.skipped] == ["its type “…” is unknown", "Person A?"]
    (kept,) = redactor(EVERYTHING, findings).findings(findings).conversations
    assert [why for _, why in kept.skipped] == ["its type “secret” is unknown", "Rosa?"]
