"""That nothing is unlike somebody is said only where it would have shown, and with its day where that is long ago."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given

from example_findings import CALM, CASES, NOW, OTHER_APP, QUIET, about
from finding_strategies import answers, few_examples
from unlike.core.day_rule import day_of
from unlike.presentation.numbering import subjects
from unlike.presentation.sentences import group_sections, overview_sections
from unlike.presentation.sentences.findings.chat_table import person_rows
from unlike.presentation.sentences.findings.now_text import certainty_sentences, current_state_sentences
from unlike.presentation.sentences.findings.person_summary import person_summary
from unlike.results import DetectableDrop, Findings, Grade, PersonFindings
from wording_rules import subject_of

END = date(2025, 11, 12)
NOTHING = ("Nothing here is unlike", "Nothing before", "nothing unlike")
LITTLE = "this chat can tell little"
BLIND = replace(QUIET, detectable_drop=DetectableDrop(3, None))


def first_sight(findings: Findings, today: date = END) -> Iterator[tuple[str, tuple[PersonFindings, ...]]]:
    """Every sentence at first sight, with the people of whom it may be."""
    for _, everybody in subjects(findings, today):
        for subject in everybody:
            yield person_summary(subject), (subject.person,)
            for section in overview_sections(subject):
                yield from ((sentence, (subject.person,)) for sentence in section.sentences)
        for section in group_sections(everybody, 5) if everybody else ():
            yield from ((sentence, tuple(subject.person for subject in everybody)) for sentence in section.sentences)


def check_nothing(findings: Findings) -> None:
    """Check that somebody of whom nothing is unlike is somebody of whom it could have been told."""
    for sentence, people in first_sight(findings):
        if sentence.startswith(NOTHING):
            assert any(person.detectable_drop and person.detectable_drop.factor for person in people), sentence


@pytest.mark.parametrize("name", CASES)
def test_nothing_is_said_only_where_a_change_would_have_shown(name: str) -> None:
    check_nothing(CASES[name])


@given(answers())
@few_examples
def test_nothing_is_never_said_of_a_history_that_shows_nothing(findings: Findings) -> None:
    check_nothing(findings)


@pytest.mark.parametrize(
    ("person", "headline"),
    [
        (BLIND, "This morning was within what is usual for Rosa."),
        (replace(BLIND, detectable_drop=None), "This morning was within what is usual for Rosa."),
        (replace(BLIND, current_state=None), "The last messages are too few to say anything about now."),
        (
            replace(BLIND, current_state=None, channel_changes=(OTHER_APP,)),
            "Of the time before that, too, this chat can tell little about Rosa.",
        ),
        (QUIET, "Nothing here is unlike Rosa."),
    ],
)
def test_what_is_said_of_a_quiet_history(person: PersonFindings, headline: str) -> None:
    *_, quiet = overview_sections(subject_of(person))
    assert quiet.headline == headline
    assert any(LITTLE in sentence for sentence in quiet.sentences) == (person is not QUIET)
    assert len(set(quiet.sentences)) == len(quiet.sentences)


def test_a_group_tells_apart_of_whom_it_can_be_told() -> None:
    untold = replace(CALM, grade=Grade.CANNOT_TELL, bare_chance=0.3)
    people = (
        replace(QUIET, name="Ann"),
        replace(BLIND, name="Ben"),
        replace(BLIND, name="Cem", current_state=untold),
        replace(QUIET, name="Dora", current_state=untold),
    )
    sentences = [sentence for sentence, _ in first_sight(about(*people, group=True))]
    assert "Nothing here is unlike Ann." in sentences
    assert "The last messages were within what is usual for Ben." in sentences
    assert "Nothing before them is unlike Dora." in sentences


def test_an_answer_of_a_chat_that_ended_long_ago_has_its_day() -> None:
    sentences = [sentence for sentence, _ in first_sight(about(QUIET), date(2026, 8, 3))]
    assert "Nothing here is unlike Rosa, up to 12 Nov 2025." in sentences
    assert "This chat ends on 12 Nov 2025; of the time since, it says nothing." in sentences
    assert not any("ends on" in sentence for sentence, _ in first_sight(about(QUIET), date(2025, 11, 25)))
    (row,) = person_rows(subjects(about(QUIET), date(2026, 8, 3)))
    assert "as usual (until 12 Nov 2025)" in row.person_cells()


def test_numbers_below_a_headline_about_all_say_of_which_messages_they_are() -> None:
    now = replace(NOW, grade=Grade.WITHIN_USUAL, changed_signals=())
    (section, *_) = overview_sections(subject_of(replace(QUIET, current_state=now)))
    assert section.headline == "Nothing here is unlike Rosa."
    assert section.detail[0].endswith("was within what is usual for Rosa.")


@pytest.mark.parametrize(("chance", "is_of_both"), [(15 / 727, False), (0.047, True)])
def test_a_chance_that_is_not_the_rate_beside_it_says_of_what_it_is(chance: float, *, is_of_both: bool) -> None:
    now = replace(NOW, as_far=14, windows=726, chance=chance, day=True)
    (rate,) = (sentence for sentence in certainty_sentences(now) if "as far from usual" in sentence.lower())
    assert ("both compared" in rate) is is_of_both


@pytest.mark.parametrize(("as_far", "is_explained"), [(8, True), (40, False)])
def test_a_count_that_contradicts_the_headline_is_explained_beside_it(as_far: int, *, is_explained: bool) -> None:
    now = replace(NOW, grade=Grade.WITHIN_USUAL, as_far=as_far, windows=407, chance=0.12, day=True)
    sentences = current_state_sentences(now)
    assert any("both compared" in sentence for sentence in sentences) is is_explained


@pytest.mark.parametrize(("days", "is_told"), [(0, False), (6, False), (7, True), (14, True)])
def test_a_pause_up_to_the_end_of_the_chat_is_told_beside_usual_last_messages(days: int, *, is_told: bool) -> None:
    now = replace(NOW, grade=Grade.WITHIN_USUAL, changed_signals=())
    subject = subject_of(replace(QUIET, current_state=now))
    after = replace(subject, last=day_of(now.until) + timedelta(days))
    sentences = [sentence for section in overview_sections(after) for sentence in section.sentences]
    assert any(sentence.startswith("After 12 Nov 2025 no message of Rosa's") for sentence in sentences) is is_told
