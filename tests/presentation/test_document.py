from __future__ import annotations

import json

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator, FormatChecker

from closed_schema import closed
from example_findings import CASES, OPEN
from finding_strategies import answers, few_examples
from unlike.presentation.json.document import document, document_text, schema
from unlike.results import Findings


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(schema())
    assert schema()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("name", CASES)
def test_every_case_follows_the_schema(name: str) -> None:
    Draft202012Validator(closed(schema()), format_checker=FormatChecker()).validate(
        json.loads(document_text(CASES[name]))
    )


@few_examples
@given(answers())
def test_every_document_follows_the_schema(findings: Findings) -> None:
    text = document_text(findings)
    assert text.isascii()
    Draft202012Validator(closed(schema()), format_checker=FormatChecker()).validate(json.loads(text))


def test_a_schema_that_names_less_would_be_noticed() -> None:
    less = closed(schema())
    del less["$defs"]["spell"]["properties"]["ended"]
    assert list(Draft202012Validator(less).iter_errors(document(CASES["rosa"])))


def test_what_is_not_built_is_absent() -> None:
    text = document_text(CASES["rosa"])
    assert not [key for key in ("reasons", "routines", 'warm": [') if f'"{key}' in text]


def test_words_of_the_chat_are_not_in_it() -> None:
    assert OPEN.quote
    assert OPEN.quote not in document_text(CASES["rosa"])


def test_names_stay_what_they_are() -> None:
    person = document(CASES["messy"])["conversations"][0]["people"][0]
    assert person["name"].startswith("[bold red]Rosa[/] \x1b[31m")


def test_it_has_the_parts_other_programs_rely_on() -> None:
    conversation = document(CASES["rosa"])["conversations"][0]
    assert {"title", "app", "group", "first", "last", "messages", "skipped", "people"} <= set(conversation)
    person = conversation["people"][0]
    assert {"name", "messages", "enough", "needs", "now", "spells", "lasting", "recurrence", "open"} <= set(person)
    assert person["recurrence"]["next"] == ["2025-11-10", "2025-11-16"]
    assert conversation["first"] == "2023-09-04T08:12:00+02:00"


def test_the_schema_says_first_that_names_notes_and_places_are_in_the_document() -> None:
    description = schema()["description"]
    assert all(word in description for word in ("names of people", "owner's notes", "places of messages", "private"))
    text = document_text(CASES["rosa"])
    assert "Rosa" in text
    research = schema()["$defs"]["recurrence"]["properties"]["next"]["description"]
    assert "research alone" in research
    assert "no other face" in research


def test_what_history_would_be_enough_is_given_in_numbers() -> None:
    (told,) = document(CASES["too-little"])["conversations"][0]["people"]
    assert told["wanted"] == {"messages": 150, "active_days": 45}
    assert (told["messages"], told["active_days"]) == (31, 12)
    assert all("wanted" not in person for person in document(CASES["quiet"])["conversations"][0]["people"])
