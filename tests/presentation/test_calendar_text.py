"""What the owner knows of the days, as sentences, in the document and on a page to pass on."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from jsonschema import Draft202012Validator, FormatChecker

from closed_schema import closed
from example_findings import NOW, ROSA, about
from unlike.presentation.json.document import document, document_text, schema
from unlike.presentation.redaction import Redaction, redactor
from unlike.presentation.sentences import all_sections, finding_section, overview_sections
from unlike.presentation.sentences.findings.calendar_text import calendar_match_sentences, label_association_sentences
from unlike.presentation.terminal.screen import ScreenOptions, screen
from unlike.results import CalendarMatch, LabelAssociation, OwnerContext
from wording_rules import ADVICE, FORBIDDEN, GUESSED, subject_of

SPELL = ROSA.spells[-1]
SHIFT = CalendarMatch("night shift", date(2025, 8, 13), date(2025, 8, 14), 1 / 40)
SEA = CalendarMatch("at the sea with Rosa", date(2025, 8, 10), date(2025, 8, 20), 0.3)
SAME_DAYS = LabelAssociation("night shift", None, 5, 8, 1.24, 1 / 400)
DAYS_BEFORE = LabelAssociation("period", -3, 7, 8, 1.4, 1 / 150)
OWNER_CONTEXT = OwnerContext(((SPELL.first, (SHIFT, SEA)), (NOW.since.date(), (SEA,))), (SAME_DAYS, DAYS_BEFORE), 3)
PERSON = replace(ROSA, owner_context=OWNER_CONTEXT)


def test_a_spell_is_named_with_what_it_falls_on_and_the_rate() -> None:
    subject = subject_of(PERSON)
    (line,) = calendar_match_sentences(subject, SPELL)
    assert line == (
        "By your own dates it falls on “night shift” (13–14 Aug 2025) and “at the sea with Rosa” (10–20 Aug 2025). "
        "Other days have something of yours as rare in 1 in 40 cases."
    )
    assert line in finding_section(SPELL, subject).detail
    assert calendar_match_sentences(subject, ROSA.spells[0]) == ()
    assert "“at the sea with Rosa”" in overview_sections(subject)[0].detail[2]


def test_the_rarest_two_and_how_many_more() -> None:
    known = tuple(replace(SHIFT, label=f"entry {number}") for number in range(5))
    (line,) = calendar_match_sentences(
        subject_of(replace(ROSA, owner_context=OwnerContext(((SPELL.first, known),)))), SPELL
    )
    assert "“entry 0” (13–14 Aug 2025), “entry 1” (13–14 Aug 2025) and 3 more. Other days" in line


def test_all_spells_are_held_against_them() -> None:
    first, second = label_association_sentences(subject_of(PERSON))
    assert first == (
        "By your own dates 5 of 8 spells share days with “night shift”; by chance about 1.2 would (as much with "
        "anything of yours: 1 in 400). Why is not known from that."
    )
    assert "7 of 8 spells began about 3 days before “period”, within two days; by chance about 1.4 would" in second
    words = " ".join(screen(about(PERSON), ScreenOptions()).plain.split())
    assert "5 of 8 spells share days with" in words


def test_that_nothing_goes_together_is_said_too() -> None:
    none = label_association_sentences(subject_of(replace(ROSA, owner_context=OwnerContext(label_count=3))))
    assert none == ("Your own dates (3 labels): spells go with none of them more than by chance.",)
    assert label_association_sentences(subject_of(replace(ROSA, owner_context=OwnerContext(label_count=0)))) == ()
    assert label_association_sentences(subject_of(ROSA)) == ()


def test_no_feeling_no_guess_and_no_advice() -> None:
    subject = subject_of(PERSON)
    words = "\n".join(
        line for part in (*overview_sections(subject), *all_sections(subject)) for line in part.sentences
    ).casefold()
    assert not [word for word in (*FORBIDDEN, *ADVICE) if word in words]
    assert not GUESSED.search(words)
    assert "because" not in words


def test_the_document_has_it() -> None:
    findings = about(PERSON)
    Draft202012Validator(closed(schema()), format_checker=FormatChecker()).validate(json.loads(document_text(findings)))
    person = document(findings)["conversations"][0]["people"][0]
    (spell,) = (one for one in person["spells"] if "known" in one)
    assert spell["known"][0] == {"label": "night shift", "first": "2025-08-13", "last": "2025-08-14", "chance": 0.025}
    assert person["now"]["known"][0]["label"] == "at the sea with Rosa"
    assert [one["after_days"] for one in person["context"]["against"]] == [None, -3]
    assert person["context"]["labels"] == 3
    assert "context" not in document(about(ROSA))["conversations"][0]["people"][0]


def test_a_page_to_pass_on_holds_neither_label_nor_name() -> None:
    for redaction, gone in ((Redaction(), "shift"), (Redaction(quotes=True), "Rosa"), (Redaction(names=True), "sea")):
        subject = subject_of(redactor(redaction, about(PERSON)).findings(about(PERSON)).conversations[0].people[0])
        lines = [line for part in all_sections(subject) for line in part.sentences if "own dates" in line]
        assert lines
        assert gone not in " ".join(lines)
