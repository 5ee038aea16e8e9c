"""The rules of what a finding may say, over invented findings of every sort."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given

from example_findings import (
    CALM,
    CASES,
    HOLIDAY,
    LATER,
    LOST_PHONE,
    NOW,
    ONGOING,
    OPEN,
    OTHER_APP,
    QUIET,
    ROSA,
    SHORT_HISTORY,
    SPELLS,
    about,
)
from finding_strategies import answers, few_examples, people
from unlike.presentation.json.document import document
from unlike.presentation.numbering import numbered_findings, subjects
from unlike.presentation.sentences import (
    Section,
    SectionKind,
    all_sections,
    finding_section,
    group_sections,
    overview_sections,
)
from unlike.presentation.sentences.findings.no_findings import missing_history_sentence
from unlike.presentation.sentences.findings.signal_change_text import has_late_replies
from unlike.presentation.terminal.screen import ScreenOptions, screen
from unlike.results import (
    AppChange,
    ChannelChange,
    CurrentState,
    Findings,
    Grade,
    LastingShift,
    LateReplies,
    LookBack,
    MissingHistory,
    OpenQuestion,
    PersonFindings,
    Spell,
    SpellEnding,
    ordered_findings,
)
from wording_rules import ADVICE, FORBIDDEN, GUESSED, subject_of


def sections_of(findings: Findings) -> Iterator[Section]:
    """Every passage of every face."""
    for _, everybody in subjects(findings, None):
        yield from group_sections(everybody, 5)
        for subject in everybody:
            yield from overview_sections(subject)
            yield from all_sections(subject)
            yield from (finding_section(finding, subject) for finding in ordered_findings(subject.person))


def words_of(findings: Findings) -> str:
    return "\n".join(
        "\n".join((*part.sentences, *(word for row in part.changed for word in row), *part.unchanged)).casefold()
        for part in sections_of(findings)
    )


@few_examples
@given(people())
def test_everything_about_a_person_says_each_finding_once(person: PersonFindings) -> None:
    findings, subject = ordered_findings(person), subject_of(person)
    assume(all(findings.index(finding) == place for place, finding in enumerate(findings)))
    told = [part for part in (*overview_sections(subject), *all_sections(subject)) if part.finding is not None]
    assert len({part.finding for part in told}) == len(told)


# 1. A finding compares a person with themselves.


@few_examples
@given(answers())
def test_no_feeling_motive_or_diagnosis_is_named(findings: Findings) -> None:
    words = words_of(findings) + screen(findings, ScreenOptions(shows_everything=True)).plain.casefold()
    assert not [word for word in (*FORBIDDEN, *ADVICE) if word in words]


@few_examples
@given(answers())
def test_nobody_is_guessed_to_be_a_he_or_a_she(findings: Findings) -> None:
    assert not GUESSED.search(screen(findings, ScreenOptions(shows_everything=True)).plain)


@few_examples
@given(people())
def test_now_is_compared_with_their_own_earlier_messages(person: PersonFindings) -> None:
    if person.current_state is None:
        return
    words = " ".join(finding_section(person.current_state, subject_of(person)).detail)
    assert re.search(r"[\d,]+ earlier (time|day)s?|earlier times are like that", words)
    assert re.search(r"as far from usual|would be enough|would not stand out", words)


def test_how_unlike_is_said_by_its_grade_and_by_how_often_it_comes() -> None:
    headlines = {
        Grade.VERY_UNLIKE: "The morning of 12 Nov 2025 was very unlike Rosa.",
        Grade.UNLIKE: "The morning of 12 Nov 2025 was unlike Rosa.",
        Grade.A_LITTLE_UNLIKE: "The morning of 12 Nov 2025 was a little unlike Rosa.",
        Grade.WITHIN_USUAL: "The morning of 12 Nov 2025 was within what is usual for Rosa.",
        Grade.CANNOT_TELL: "The morning of 12 Nov 2025: too little from Rosa to tell.",
    }
    for grade, headline in headlines.items():
        now = replace(NOW, grade=grade)
        section = finding_section(now, replace(subject_of(replace(ROSA, current_state=now)), today=None))
        assert section.headline == headline
        assert (section.kind is SectionKind.NOW) == grade.is_noteworthy
        assert bool(section.undecided) == grade.is_noteworthy


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"as_far": 0, "chance": 1 / 301}, "None of 300 earlier times was as far from usual."),
        ({"as_far": 1}, "1 of 300 earlier times was as far from usual."),
        (
            {"as_far": 4, "day": True},
            "3 messages of that day. 4 of 300 earlier days were as far from usual.",
        ),
        ({"grade": Grade.CANNOT_TELL, "windows": 7}, "Only 7 earlier times had as many messages (9:05–9:21); "),
        (
            {"grade": Grade.CANNOT_TELL, "bare_chance": 0.3},
            "3 messages (9:05–9:21) are too few to tell. Even one-word answers would not stand out: 3 in 10",
        ),
        ({"chance": 0.05}, "Who looks every day sees about 1 such a month by chance."),
        ({"chance": 0.005}, "Who looks every day sees one such by chance in about 7 months."),
        ({"daily_evidence": 400.0}, "less than once in a year of daily looks"),
    ],
)
def test_the_comparison_is_said_in_natural_frequencies(state: dict[str, object], words: str) -> None:
    now = replace(NOW, **state)  # type: ignore[arg-type]
    assert words in " ".join(finding_section(now, subject_of(replace(ROSA, current_state=now))).sentences)


# 2. Every number has its uncertainty and its base.


@few_examples
@given(people())
def test_a_spell_says_its_days_its_messages_and_its_chance(person: PersonFindings) -> None:
    for spell in person.spells:
        words = " ".join(finding_section(spell, subject_of(person)).sentences)
        assert f"{len(spell.messages)} message" in words
        assert re.search(r"By chance alone, one as strong comes (about|less than) once (a|in) ", words)
        assert str(spell.last.year) in words or spell.ongoing


@few_examples
@given(people())
def test_a_lasting_change_says_its_interval_and_its_chance(person: PersonFindings) -> None:
    for shift in person.lasting_shifts:
        words = " ".join(finding_section(shift, subject_of(person)).sentences)
        assert "9 in 10 sure" in words or "that is quite sure" in words
        assert str(shift.between[1].year) in words
        assert re.search(r"chance alone shows as strong a change: (less than |more than )?\d+ in [\d,]+", words)


def test_a_recurrence_says_how_many_spells_its_interval_and_its_chance() -> None:
    part = earlier_section(ROSA)
    assert part.body[0] == "They came about every 88 days."
    assert part.certainty[1:] == (
        "The rhythm rests on 8 spells: 83–93 days apart, 9 in 10 sure.",
        "As regular by chance: 1 in 83.",
    )
    (said,) = [person["recurrence"]["said"] for person in document(CASES["rosa"])["conversations"][0]["people"]]
    assert "The latest ended 88 days before the chat ends." in said


def test_a_recurrence_whose_latest_spell_goes_on_counts_no_days_since() -> None:
    assert ROSA.recurrence
    ongoing = replace(ROSA, recurrence=replace(ROSA.recurrence, latest=date(2025, 11, 12)))
    (said,) = [person["recurrence"]["said"] for person in document(about(ongoing))["conversations"][0]["people"]]
    assert "They came about every 88 days." in said
    assert "The latest ended" not in " ".join(said)


@few_examples
@given(answers())
def test_a_history_with_a_spell_says_how_many_chance_shows(findings: Findings) -> None:
    words = " ".join(screen(findings, ScreenOptions(shows_everything=True)).plain.split())
    has_spell = any(person.spells for person in findings.conversations[0].people)
    assert ("By chance alone, about one such spell in ten years" in words) == has_spell


def test_too_little_says_what_is_there_and_what_would_do() -> None:
    (part,) = overview_sections(subject_of(CASES["too-little"].conversations[0].people[0]))
    assert part.headline == "Too little to say about Ben yet."
    assert part.detail == ("They wrote 31 messages on 12 days here; 150 messages on 45 days would be enough.",)


@pytest.mark.parametrize(
    ("days", "messages", "sentence"),
    [
        (60, 120, "They wrote 120 messages on 60 days here; 150 messages in all would be enough."),
        (12, 400, "They wrote 400 messages on 12 days here; 45 days with messages would be enough."),
        (1, 1, "They wrote 1 message on 1 day here; 150 messages on 45 days would be enough."),
    ],
)
def test_what_is_missing_is_said_of_messages_and_of_days(days: int, messages: int, sentence: str) -> None:
    missing = MissingHistory(days, 45, messages, 150)
    person = replace(SHORT_HISTORY, messages=messages, active_days=days, missing_history=missing)
    assert missing_history_sentence(person) == sentence


def test_a_quiet_history_says_what_would_have_been_noticed() -> None:
    (part,) = overview_sections(subject_of(QUIET))
    assert part.headline == "Nothing here is unlike Rosa."
    assert part.detail[-2:] == (
        "If Rosa had written 60% as much and as long for 3 days, it would have shown in 4 of 5 cases.",
        "Smaller or shorter changes can pass unseen.",
    )


def test_a_blind_history_does_not_claim_to_be_calm() -> None:
    (part,) = overview_sections(subject_of(CASES["blind"].conversations[0].people[0]))
    assert any("could have passed unseen" in sentence for sentence in part.detail)


def test_last_messages_within_the_usual_take_nothing_back_of_a_spell_that_goes_on() -> None:
    for state in (CALM, replace(CALM, grade=Grade.CANNOT_TELL, bare_chance=0.3)):
        (part, *_) = overview_sections(subject_of(replace(ROSA, current_state=state, spells=(ONGOING,))))
        words = " ".join(part.sentences)
        assert "The last messages alone would not stand out; it shows over whole days." in words
        assert "within what is usual" not in words
        assert "too little from" not in words


def test_nothing_denies_what_cannot_be_told() -> None:
    untold = replace(QUIET, current_state=replace(CALM, grade=Grade.CANNOT_TELL, bare_chance=0.3))
    (part,) = overview_sections(subject_of(untold))
    assert part.headline == "Nothing before the last messages is unlike Rosa."
    little = replace(QUIET, current_state=replace(NOW, grade=Grade.A_LITTLE_UNLIKE))
    (part, *_) = overview_sections(subject_of(little))
    assert part.headline == "This morning was a little unlike Rosa."


# 3. Every finding can be opened.


@few_examples
@given(answers())
def test_every_finding_has_its_number(findings: Findings) -> None:
    for at, behind in enumerate(numbered_findings(findings), start=1):
        opens = finding_section(behind.finding, behind.subject).finding
        same = [
            number
            for number, other in enumerate(numbered_findings(findings), start=1)
            if other.finding == behind.finding
        ]
        assert opens == at or opens in same


# 5. What did not change is said too, as prominently.


@few_examples
@given(answers())
def test_whatever_changed_stands_above_what_did_not(findings: Findings) -> None:
    for part in sections_of(findings):
        assert bool(part.changed) == bool(part.unchanged)


@few_examples
@given(people())
def test_every_unlike_finding_has_both(person: PersonFindings) -> None:
    for finding in ordered_findings(person):
        part = finding_section(finding, subject_of(person))
        noteworthy_now = isinstance(finding, CurrentState) and finding.grade.is_noteworthy
        differs = isinstance(finding, AppChange) and bool(finding.changed_signals)
        both = isinstance(finding, Spell | LastingShift) or noteworthy_now or differs
        assert bool(part.changed and part.unchanged) == both


# 4. A late reply is never evidence of rejection.


@few_examples
@given(people())
def test_a_late_answer_always_comes_with_what_followed_late_answers(person: PersonFindings) -> None:
    for finding in ordered_findings(person):
        if isinstance(finding, OpenQuestion | ChannelChange | LookBack):
            continue
        unlike = not isinstance(finding, CurrentState) or finding.grade.is_noteworthy
        words = " ".join(finding_section(finding, subject_of(person)).body)
        assert ("late answer" in words.casefold()) == (unlike and has_late_replies(finding.changed_signals))


def test_the_share_of_late_answers_is_counted() -> None:
    person = replace(ROSA, current_state=replace(NOW, changed_signals=(LATER,)), late_replies=LateReplies(212, 197))
    assert "After 197 of the 212 slowest answers (the slowest tenth), Rosa wrote as usual." in (
        overview_sections(subject_of(person))[0].body
    )


def test_an_open_question_says_what_followed_others_like_it() -> None:
    part = finding_section(OPEN, subject_of(ROSA))
    assert part.body == (
        "You waited this long 61 times before.",
        "After 58 of them Rosa wrote as usual within two days.",
    )
    assert part.certainty == ("Of your questions and invitations at about this hour, 1 in 14 waited this long.",)


def test_what_waits_is_called_what_it_is() -> None:
    invitation = replace(OPEN, is_invitation=True, is_of_hour=False)
    part = finding_section(invitation, subject_of(replace(ROSA, open_question=invitation)))
    assert part.detail[0].startswith("When the chat ends, the invitation had waited for")
    assert part.certainty == ("Of your questions and invitations at any hour, 1 in 14 waited this long.",)


# 6. The past is a comfort where it is one.


def earlier_section(person: PersonFindings) -> Section:
    (part,) = (part for part in overview_sections(subject_of(person)) if part.kind is SectionKind.BEFORE)
    return part


def test_it_passed_is_said_only_where_all_passed() -> None:
    assert earlier_section(ROSA).headline == "It has been so before, and it passed."
    some = replace(ROSA, spells=(*SPELLS[:4], replace(SPELLS[4], ending=None)))
    assert earlier_section(some).headline == "It has been so before; 4 of 5 spells passed."
    assert "After 4 of 5, Rosa wrote as usual again" in " ".join(earlier_section(some).body)


def test_spells_of_another_kind_are_no_comfort_and_are_counted() -> None:
    other = replace(SPELLS[0], changed_signals=(LATER,))
    part = earlier_section(replace(ROSA, spells=(*SPELLS[1:4], other), recurrence=None))
    assert "3 times since 2024" in part.detail[0]
    assert part.body[-1] == "1 other spell changed in other ways."
    assert earlier_section(replace(ROSA, spells=(other,))).headline == (
        "No earlier spell with these changes was found in 26 months."
    )


def test_the_slowest_end_is_said_beside_the_usual_one() -> None:
    slow = replace(SPELLS[0], ending=SpellEnding("Rosa", 9, ()))
    assert "the next day (at most 9 days later)" in " ".join(
        earlier_section(replace(ROSA, spells=(slow, *SPELLS[1:]))).body
    )


@few_examples
@given(people())
def test_each_spell_says_whether_it_passed(person: PersonFindings) -> None:
    for spell in person.spells:
        assert ("it passed" in finding_section(spell, subject_of(person)).headline) == (spell.ending is not None)


@few_examples
@given(answers())
def test_no_comfort_is_claimed_that_was_not_counted(findings: Findings) -> None:
    for _, (subject, *_) in subjects(findings, None):
        spells = [spell for spell in subject.person.spells if not spell.ongoing]
        for part in overview_sections(subject):
            if part.headline == "It has been so before, and it passed.":
                assert any(spell.ending for spell in spells)
            if part.headline.endswith("each passed."):
                assert all(spell.ending for spell in spells)


# 7. Advice is to ask, kindly, and to leave room for no.


@few_examples
@given(answers())
def test_the_only_advice_is_to_ask(findings: Findings) -> None:
    for part in sections_of(findings):
        if part.kind is SectionKind.ASK:
            assert "You could ask, kindly; no answer is all right too." in part.headline
        assert not re.search(r"\b(you (must|should|need)|try to|make sure)\b", " ".join(part.sentences))


def test_a_calm_history_gives_no_advice() -> None:
    assert not [part for part in overview_sections(subject_of(QUIET)) if part.kind is SectionKind.ASK]


# 11. The same words in every face.


@few_examples
@given(answers())
def test_the_document_says_what_the_screen_says(findings: Findings) -> None:
    written = document(findings)["conversations"][0]["people"]
    ((_, known),) = subjects(findings, None)
    for person, subject in zip(written, known, strict=True):
        for spell, found in zip(person["spells"], subject.person.spells, strict=True):
            assert spell["said"] == list(finding_section(found, subject).sentences)
        if subject.person.current_state:
            assert person["now"]["said"] == list(finding_section(subject.person.current_state, subject).sentences)


def test_this_morning_is_said_on_that_day_alone() -> None:
    day = NOW.since.date()
    said = [
        finding_section(NOW, replace(subject_of(ROSA), today=today)).headline
        for today in (day, day + timedelta(days=1), day + timedelta(days=2), day + timedelta(days=400), None)
    ]
    assert said == [
        "This morning was unlike Rosa.",
        "Yesterday morning was unlike Rosa.",
        "The morning of 12 Nov was unlike Rosa.",
        "The morning of 12 Nov 2025 was unlike Rosa.",
        "The morning of 12 Nov 2025 was unlike Rosa.",
    ]


# Where the conversation changed, nothing is said about a person.

SILENCE = replace(HOLIDAY, messages_per_day=0.0)


def test_days_without_a_message_have_no_rate_and_no_people_who_travel_for_a_year() -> None:
    part = finding_section(SILENCE, subject_of(replace(QUIET, channel_changes=(SILENCE,))))
    assert part.detail[0].startswith("16 days without a message; before and after, ")
    assert "travel" not in " ".join(part.sentences)


@pytest.mark.parametrize(
    ("medium", "headline"),
    [
        (OTHER_APP, "From 3 May 2025 on both of you write far less here, at once."),
        (replace(OTHER_APP, is_group=True), "From 3 May 2025 on nearly everybody writes far less here, at once."),
        (HOLIDAY, "On 13–28 Jul 2024 both of you wrote far less here, at once."),
        (
            replace(HOLIDAY, begins=True),
            "Until 28 Jul 2024 both of you wrote far less here than after, and then at once more.",
        ),
        (SILENCE, "From 13 Jul 2024 to 28 Jul 2024 neither of you wrote here."),
        (replace(SILENCE, is_group=True), "On 13–28 Jul 2024 nearly everybody wrote far less here, at once."),
        (LOST_PHONE, "No message of Rosa's is here on 13–28 Jul 2024."),
        (replace(LOST_PHONE, missing_sender="Imke"), "No message of yours is here on 13–28 Jul 2024."),
        (replace(LOST_PHONE, ongoing=True), "No message of Rosa's is here from 13 Jul 2024 on."),
    ],
)
def test_a_change_of_the_conversation_is_told_of_the_conversation(medium: ChannelChange, headline: str) -> None:
    part = finding_section(medium, subject_of(replace(QUIET, channel_changes=(medium,))))
    assert part.headline == headline
    assert part.detail[-1] == "Nothing else is said about Rosa for that time."
    assert "the chat cannot say which" in part.detail[-2]


@few_examples
@given(people())
def test_a_change_of_the_conversation_says_its_base_and_claims_nothing(person: PersonFindings) -> None:
    for medium in person.channel_changes:
        part = finding_section(medium, subject_of(person))
        assert re.match(
            r"[\d,]+ days with [\d,.]+ messages( of \w+( others)?)? a day; (before|after|before and after)( that)?, "
            r"[\d,.]+ a day \(counted over up to 60 days\)\.",
            part.detail[0],
        )
        assert not part.changed
        assert "unlike" not in " ".join(part.sentences)


def test_after_a_move_nothing_is_said_of_now() -> None:
    headlines = [
        part.headline
        for part in overview_sections(subject_of(replace(QUIET, current_state=None, channel_changes=(OTHER_APP,))))
    ]
    assert headlines == [
        "From 3 May 2025 on both of you write far less here, at once.",
        "Nothing before that is unlike Rosa.",
    ]


def test_a_short_holiday_is_told_only_when_all_is_asked_for() -> None:
    short = replace(HOLIDAY, last=HOLIDAY.first + timedelta(days=8))
    subject = subject_of(replace(QUIET, channel_changes=(short,)))
    assert [part.headline for part in overview_sections(subject)] == ["Nothing here is unlike Rosa."]
    assert [part.headline for part in all_sections(subject)] == [
        "On 13–21 Jul 2024 both of you wrote far less here, at once."
    ]


def test_a_group_is_told_once_for_all() -> None:
    told_once = [part.headline for part in sections_of(CASES["quiet-group"]) if "nearly everybody" in part.headline]
    ((_, everybody),) = subjects(CASES["quiet-group"], None)
    (first, *rest) = group_sections(everybody, 5)
    assert first.detail[-1] == "Nothing else is said about anybody for that time."
    assert not [part for part in rest if part.headline in told_once]
