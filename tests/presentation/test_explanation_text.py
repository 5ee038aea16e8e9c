"""Where the language is not known, the answer says that it goes by habits alone, and names no topic."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import polars as pl
import pytest
from jsonschema import Draft202012Validator, FormatChecker

from closed_schema import closed
from example_findings import NOW, QUIET, ROSA, about, spell
from unlike.analysis.parts import ConversationPart, PersonDetection, SpellPart
from unlike.analysis.shift_explanations import WrittenMessages
from unlike.core.types import Direction
from unlike.messages import KIND
from unlike.presentation.json.document import document_text, schema
from unlike.presentation.numbering import numbered_findings, subjects
from unlike.presentation.sentences import SectionKind, all_sections, finding_section, overview_sections
from unlike.presentation.sentences.findings.explanation_text import look_back_before, look_back_section
from unlike.presentation.terminal.screen import ScreenOptions, finding_screen
from unlike.readers import Conversation
from unlike.results import Explanations, Grade, LookBack, Spell, TopicMention
from unlike.results.explanations import UnansweredQuestion
from unlike.results.text_origin import PersonName
from wording_rules import subject_of

SWEDISH = ["hur var din dag?", "jag är så trött och mamma är sjuk", "vad ska vi äta i kväll", "jag vet inte än"]
ENGLISH = ["how was your day?", "i am so tired and my mum is ill", "what are we having tonight", "i do not know yet"]


TEXTS_OF_MEDIA: list[str | None] = [None]


def look_back_words(texts: Sequence[str | None]) -> str:
    """All that is said of Rosa, whose spell began in the middle of a chat with these texts."""
    person = replace(ROSA, spells=(spell(date(2025, 5, 1)),), explanations=None)
    told = about(person)
    (conversation,) = told.conversations
    start = datetime(2025, 1, 1, 12, tzinfo=UTC)
    rows = [
        (
            conversation.key,
            start + timedelta(hours=3 * at),
            (told.owner, "Rosa")[at % 2],
            texts[at % len(texts)],
            str(at),
        )
        for at in range(2000)
    ]
    messages = pl.DataFrame(rows, schema=["conversation", "sent_at", "sender", "text", "ref"], orient="row")
    messages = messages.with_columns(pl.col("text").cast(pl.String), kind=pl.lit("text", KIND))
    part = SpellPart(date(2025, 5, 1), date(2025, 5, 3), False, Direction.COOLER, 0.01, False, (), (), (), None)  # noqa: FBT003
    detected = PersonDetection("Rosa", 1000, 250, spells=(part,))
    described = Conversation(conversation.key, "Rosa", "whatsapp", group=False, owner=None, clock=timedelta(minutes=1))
    parts_of = ConversationPart(described, None, 2000, 0, 1, messages, (detected,))
    look_backs = WrittenMessages([parts_of], messages, told.owner, ZoneInfo("UTC")).look_backs(
        detected, conversation.key
    )
    person = replace(person, explanations=Explanations(look_backs))
    ((_, (subject,)),) = subjects(about(person), date(2025, 11, 12))
    assert subject.person.explanations is not None
    parts = [finding_section(back, subject) for back in subject.person.explanations.look_backs]
    return "\n".join(sentence for part in parts for sentence in part.sentences)


def test_another_language_goes_by_habits_alone() -> None:
    said = look_back_words(SWEDISH)
    assert "The words of this language cannot be read here." in said
    assert "look in the messages yourself" in said
    assert "The chat does not say" not in said


def test_a_known_language_is_read() -> None:
    said = look_back_words(ENGLISH)
    assert "look in the messages" not in said
    assert "The chat does not say" in said


def test_a_spell_that_passed_is_shown_with_what_was_told_before_it() -> None:
    fever = TopicMention("health", (PersonName("Rosa"),), ("chat:7",), 0, 0.002)
    first = date(2025, 5, 1)
    back = LookBack(first, date(2025, 4, 28), first, 24, 300, (fever,))
    person = replace(ROSA, spells=(spell(first),), explanations=Explanations(look_backs=(back,)))
    (shown,) = (one for one in numbered_findings(about(person), None) if isinstance(one.finding, Spell))
    page = " ".join(finding_screen(shown, (), ScreenOptions()).plain.split())
    assert "Around the beginning of" in page
    assert "Health: 1 message, by Rosa." in page
    assert look_back_before(shown.finding, shown.subject) is back


def back_before(first: date) -> LookBack:
    fever = TopicMention("health", (PersonName("Rosa"),), ("chat:7",), 0, 0.002)
    return LookBack(first, first - timedelta(days=3), first, 24, 300, (fever,), messages_on_shift=4)


@pytest.mark.parametrize("grade", Grade)
def test_whoever_is_at_least_a_little_unlike_sees_what_was_told(grade: Grade) -> None:
    state = replace(NOW, grade=grade)
    person = replace(QUIET, current_state=state, explanations=Explanations((back_before(state.since.date()),)))
    sections = overview_sections(subject_of(person))
    told = [section for section in sections if section.kind is SectionKind.EXPLANATION]
    assert len(told) == grade.is_noteworthy
    if told:
        words = " ".join(told[0].sentences)
        assert told[0].headline == "Around 12 Nov 2025: health."
        assert "Looked at: 20 messages with words, 9–11 Nov 2025, and 4 of 12 Nov 2025." in words
        assert "unlike" not in words  # no stronger than the grade


def test_all_has_what_was_told_before_a_spell_that_passed() -> None:
    first = date(2025, 5, 1)
    person = replace(QUIET, spells=(spell(first),), explanations=Explanations((back_before(first),)))
    headlines = [section.headline for section in all_sections(subject_of(person))]
    assert "Around the beginning of 1–3 May 2025: health." in headlines


def test_all_passes_over_the_days_before_now_that_say_nothing() -> None:
    state = replace(NOW, grade=Grade.UNLIKE)
    silent = replace(back_before(state.since.date()), topics=())
    person = replace(QUIET, current_state=state, explanations=Explanations((silent,)))
    assert not silent.messages
    assert not [section for section in all_sections(subject_of(person)) if section.kind is SectionKind.EXPLANATION]


def test_a_chat_without_words_is_no_language_that_is_not_known() -> None:
    words = look_back_words(TEXTS_OF_MEDIA)
    assert "language" not in words
    assert "does not say" not in words
    assert "There are no messages with words of 28 Apr" in words
    assert "Voice messages" in words


def test_days_of_which_no_change_is_claimed_are_not_asked_why() -> None:
    back = LookBack(date(2025, 11, 12), date(2025, 11, 9), date(2025, 11, 12), 40, 90, (), is_of_shift=False)
    subject = subject_of(replace(QUIET, explanations=Explanations(last_days=back)))
    part = look_back_section(back, subject)
    assert part.headline == "In the last days (9–12 Nov 2025), the chat names no reason."


@pytest.mark.parametrize(
    ("messages_read", "is_whole", "headline"),
    [
        (None, True, "The words of this language cannot be read here."),
        (0, True, "Whether the last days (9–12 Nov 2025) name a reason cannot be told."),
        (40, False, "Whether the last days (9–12 Nov 2025) name a reason cannot be told."),
    ],
)
def test_of_last_days_that_could_not_be_read_nobody_asks_why_either(
    messages_read: int | None, *, is_whole: bool, headline: str
) -> None:
    day = date(2025, 11, 12)
    back = LookBack(day, date(2025, 11, 9), day, messages_read, 90, (), is_of_shift=False, is_whole=is_whole)
    part = look_back_section(back, subject_of(replace(QUIET, explanations=Explanations(last_days=back))))
    assert part.headline == headline
    assert not [sentence for sentence in part.sentences if "why" in sentence.lower()]


def test_messages_of_other_chats_are_said_to_be_counted() -> None:
    back = LookBack(date(2025, 11, 12), date(2025, 11, 9), date(2025, 11, 12), 40, 90, (), is_of_several_chats=True)
    assert "in all chats here: 40 messages" in " ".join(look_back_section(back, subject_of(ROSA)).sentences)
    alone = replace(back, is_of_several_chats=False)
    assert "all chats" not in " ".join(look_back_section(alone, subject_of(ROSA)).sentences)


@pytest.mark.parametrize(
    ("messages_read", "is_whole", "sentence"),
    [
        (None, True, "Why? The words of this language cannot be read here."),
        (0, True, "There are no messages with words of"),
        (40, False, "Part of the chat was not read, and it may say more."),
    ],
)
def test_beside_a_question_that_waited_it_is_said_what_was_not_read(
    messages_read: int | None, *, is_whole: bool, sentence: str
) -> None:
    first = date(2025, 5, 1)
    question = UnansweredQuestion(first, datetime(2025, 4, 30, 19), timedelta(hours=14), True, 0.004, None, "chat:9")  # noqa: DTZ001, FBT003
    back = replace(
        back_before(first),
        topics=(),
        unanswered=question,
        messages_read=messages_read,
        is_whole=is_whole,
        is_rated=False,
    )
    section = look_back_section(back, subject_of(replace(ROSA, explanations=Explanations(look_backs=(back,)))))
    assert "a question that waited for you" in section.headline
    assert any(sentence in line for line in section.detail)
    assert "Whether it has to do with it, only they can say." in section.detail


def test_a_question_that_waited_for_the_owner_is_named_with_its_words() -> None:
    first = date(2025, 5, 1)
    asked = datetime(2025, 4, 30, 19, 2)  # noqa: DTZ001 - wall clock
    question = UnansweredQuestion(first, asked, timedelta(hours=14), True, 0.004, "can we talk tonight?", "chat:9")  # noqa: FBT003
    back = replace(back_before(first), topics=(), unanswered=question)
    subject = subject_of(replace(ROSA, explanations=Explanations(look_backs=(back,))))
    section = look_back_section(back, subject)
    assert section.headline.endswith("1–2 May 2025: a question that waited for you.")
    assert section.detail[:2] == (
        "Rosa asked you: “can we talk tonight?” (30 Apr, 19:02). You wrote nothing here for 14 hours after it.",
        "Whether it has to do with it, only they can say.",
    )
    assert section.certainty == ("A question waits as long for you on 1 in 250 of such days, these counted too.",)
    assert section.finding is not None
    told = replace(back_before(first), unanswered=replace(question, is_answered=False))
    sections = look_back_section(told, subject_of(replace(ROSA, explanations=Explanations(look_backs=(told,)))))
    assert sections.headline.endswith("1–2 May 2025: health and a question that waited for you.")
    assert "You have written nothing here since: 14 hours, when the chat ends." in sections.detail[0]
    text = document_text(about(replace(ROSA, explanations=Explanations(look_backs=(back,)))))
    Draft202012Validator(closed(schema()), format_checker=FormatChecker()).validate(json.loads(text))
    (reasons,) = (person["reasons"] for person in json.loads(text)["conversations"][0]["people"])
    assert reasons[0]["unanswered"]["messages"] == ["chat:9"]
