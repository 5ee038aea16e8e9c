"""Routines, warm moments and openers as sentences and in the document."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, time

from jsonschema import Draft202012Validator, FormatChecker

from closed_schema import closed
from example_findings import CASES, NOW, OPEN, QUIET, ROSA, ZONE, about
from unlike.presentation.json.document import document, document_text, schema
from unlike.presentation.model import Section
from unlike.presentation.numbering import subjects
from unlike.presentation.redaction import Redaction, redactor
from unlike.presentation.sanitise import quoted_text
from unlike.presentation.sentences import SectionKind, all_sections, overview_sections
from unlike.presentation.sentences.findings.relationship_text import (
    add_openers,
    openers_sentence,
    routine_base,
    routine_name,
)
from unlike.presentation.terminal.screen import ScreenOptions, screen
from unlike.results import Relationship
from unlike.results.interaction import Opener, Routine, WarmMoment
from wording_rules import ADVICE, FORBIDDEN, GUESSED, subject_of

MORNING = Routine(
    kind="good morning",
    sender="Rosa",
    word=None,
    weekday=None,
    first=date(2024, 3, 1),
    last=date(2025, 11, 12),
    minute=7 * 60 + 5,
    observed_days=561,
    eligible=580,
    silent=42,
    ongoing=True,
    broken_on=(date(2024, 5, 14), *(date(2025, 8, number) for number in (14, 15, 16, 20, 30)), date(2025, 11, 12)),
)
GAME = replace(
    MORNING,
    kind="word",
    sender=None,
    word="quizzo",
    weekday=3,
    minute=None,
    observed_days=50,
    eligible=52,
    silent=0,
    last=date(2025, 2, 27),
    ongoing=False,
    broken_on=(),
)
CALL = replace(GAME, kind="call", word=None, weekday=6, minute=17 * 60)
MOMENT = WarmMoment("chat:77", date(2024, 6, 16), "Rosa", "the forest was great, little sparrow", "chat:78")


def opener(text: str, asked: datetime, warmed: datetime) -> Opener:
    return Opener("chat:501", text, asked, warmed, "chat:502", "chat:503")


OPENERS = (
    opener("And how are you now?", datetime(2025, 10, 15, 6, 40), datetime(2025, 10, 15, 6, 44)),  # noqa: DTZ001
    opener("Everything okay, love?", datetime(2024, 5, 24, 16, 27), datetime(2024, 5, 25, 8, 42)),  # noqa: DTZ001
)
PERSON = replace(ROSA, relationship=Relationship((MORNING, GAME, CALL), (MOMENT,), OPENERS))


def screen_words(view: ScreenOptions = ScreenOptions(today=date(2025, 11, 12))) -> str:  # noqa: B008 - frozen
    return " ".join(screen(about(PERSON), view).plain.split())


def test_openers_are_one_sentence_however_many_there_are() -> None:
    subject = subject_of(ROSA)
    assert openers_sentence(OPENERS[:1], subject) == (
        "You have asked before: “And how are you now?” (15 Oct). Rosa wrote as usual, the same day."
    )
    assert openers_sentence(OPENERS, subject) == (
        "You have asked before: “And how are you now?” (15 Oct) and “Everything okay, love?” (24 May 2024). "
        "Each time Rosa wrote as usual, the same day or the next day."
    )
    assert screen_words().count("asked before") == 1


def test_a_question_answered_within_a_spell_is_no_example_of_writing_as_usual() -> None:
    assert ROSA.spells
    spell = ROSA.spells[0]
    within = opener(
        "Quiet today?",
        datetime.combine(spell.first, time(18)),
        datetime.combine(spell.last, time(20)),
    )
    asked = replace(ROSA, relationship=Relationship((), (), (within, OPENERS[1])))
    ask = Section(SectionKind.ASK, "")
    assert add_openers(ask, subject_of(asked)).body == (openers_sentence(OPENERS[1:], subject_of(asked)),)
    only = replace(asked, relationship=Relationship((), (), (within,)))
    assert add_openers(ask, subject_of(only)) == ask


def test_openers_stand_only_where_something_is_unlike_now() -> None:
    calm = replace(QUIET, relationship=PERSON.relationship)
    assert "asked before" not in screen(about(calm), ScreenOptions()).plain
    assert all("asked before" not in " ".join(part.sentences) for part in overview_sections(subject_of(calm)))


def test_a_routine_that_did_not_come_on_the_last_day_is_told_at_first_sight() -> None:
    assert "∿ A good morning from Rosa did not come that day." in screen_words()
    assert (
        "On 561 of 580 days with messages (42 more without messages are not counted), since 1 Mar 2024, about 7:05."
        in (screen_words())
    )
    kept = replace(MORNING, broken_on=MORNING.broken_on[:-1])
    calm = replace(ROSA, relationship=Relationship((kept,)))
    assert "good morning from Rosa" not in screen(about(calm), ScreenOptions()).plain


def test_all_tells_every_routine_with_its_breaks() -> None:
    words = screen_words(ScreenOptions(shows_everything=True))
    assert "A good morning from Rosa is a routine." in words
    assert (
        "It did not come on 15 Aug 2025, 16 Aug 2025, 20 Aug 2025, 30 Aug 2025 and 12 Nov 2025, nor on 2 days before."
        in (words)
    )
    assert "“quizzo” on Thursdays was a routine." in words
    assert "A call on Sundays was a routine." in words


def test_names_of_routines_and_their_bases() -> None:
    subject = subject_of(ROSA)
    names = [routine_name(one, subject) for one in (MORNING, replace(MORNING, sender="Imke"), GAME, CALL)]
    assert names == [
        "a good morning from Rosa",
        "a good morning from you",
        "“quizzo” on Thursdays",
        "a call on Sundays",
    ]
    first = replace(MORNING, kind="first in the morning", minute=None)
    assert routine_name(first, subject) == "a first message of the morning from Rosa"
    assert routine_base(first).startswith("On 561 of 580 mornings with messages")
    assert routine_base(GAME) == "On 50 of 52 Thursdays with messages, 1 Mar 2024 – 27 Feb 2025."


def test_warm_moments_are_quoted_with_their_day_and_writer() -> None:
    words = screen_words(ScreenOptions(shows_everything=True))
    assert "✦ Good moments from your chat" in words
    assert "16 Jun 2024, Rosa: “the forest was great, little sparrow”" in words
    assert SectionKind.WARM not in {part.kind for part in overview_sections(subject_of(PERSON))}


def test_each_moment_is_a_line_of_its_own() -> None:
    two = replace(PERSON, relationship=Relationship((), (MOMENT, replace(MOMENT, text="what a day")), ()))
    lines = screen(about(two), ScreenOptions(shows_everything=True, width=100)).plain.splitlines()
    start = lines.index("✦ Good moments from your chat") + 1
    assert [line.partition("“")[2] for line in lines[start : start + 3]] == [
        "the forest was great, little sparrow”", "what a day”", "",
    ]  # fmt: skip


def test_no_feeling_no_guess_and_no_advice_but_asking() -> None:
    subject = subject_of(replace(PERSON, current_state=NOW, open_question=OPEN))
    words = "\n".join(
        line for part in (*overview_sections(subject), *all_sections(subject)) for line in part.sentences
    ).casefold()
    assert not [word for word in (*FORBIDDEN, *ADVICE) if word in words]
    assert not GUESSED.search(words)


def test_the_document_has_them_without_their_words() -> None:
    findings = about(PERSON)
    Draft202012Validator(closed(schema()), format_checker=FormatChecker()).validate(json.loads(document_text(findings)))
    person = document(findings)["conversations"][0]["people"][0]
    assert [one["name"] for one in person["routines"]] == [
        "a good morning from Rosa",
        "“quizzo” on Thursdays",
        "a call on Sundays",
    ]
    assert person["routines"][0]["broken_on"][-1] == "2025-11-12"
    assert person["warm"] == ["chat:77"]
    assert person["asked"] == [["chat:501", "chat:502", "chat:503"]] * 2
    text = json.dumps(person, ensure_ascii=False)
    assert MOMENT.text not in text
    assert OPENERS[0].text not in text


def test_in_a_group_there_are_none() -> None:
    person = document(CASES["group"])["conversations"][0]["people"][0]
    assert not {"routines", "warm", "asked"} & set(person)


def test_quoted_words_are_withheld_whole() -> None:
    """Whatever quotation marks stand in a message, nothing of it is left where quotes are replaced."""
    said = "Anna said “I know” and then “secret” things ” about it"
    assert quoted_text(said, 80) == "“Anna said ‘I know’ and then ‘secret’ things ’ about it”"
    waits = replace(
        ROSA,
        open_question=replace(OPEN, quote=said),
        relationship=Relationship(
            (),
            (replace(MOMENT, text=said),),
            (opener(said, datetime(2025, 10, 15, 6, tzinfo=ZONE), datetime(2025, 10, 15, 7, tzinfo=ZONE)),),
        ),
    )
    findings = about(waits)
    ((_, (subject,)),) = subjects(redactor(Redaction(), findings).findings(findings), None)
    words = " ".join(line for part in (*overview_sections(subject), *all_sections(subject)) for line in part.sentences)
    assert "“…” (9:27)" in words
    assert "secret" not in words
    assert "things" not in words
