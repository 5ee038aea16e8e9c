"""Sentences about a question of the owner's that waits for an answer."""

from __future__ import annotations

from unlike.i18n import translate, translate_plural
from unlike.presentation.model import Section, SectionKind, Subject
from unlike.presentation.sanitise import quoted_text
from unlike.presentation.sentences.formatting.date_format import brief_day, clock
from unlike.presentation.sentences.formatting.number_format import odds, waiting_time
from unlike.results import OpenQuestion

_MAX_QUESTION_CHARS = 60


def open_question_section(question: OpenQuestion, subject: Subject, *, words: bool = True) -> Section:
    """Section about an open question: how long it waits, and what followed those that waited as long."""
    when, day = clock(question.since), question.since.date()
    if day != subject.last:
        when = f"{brief_day(day, subject.last)}, {when}"
    values = {"waited": waiting_time(question.waited), "when": when}
    headline = translate("Open for {waited}: a question of yours ({when}).", **values)
    if question.quote is not None and words:
        headline = translate(
            "Open for {waited}: {question} ({when}).",
            question=quoted_text(question.quote, _MAX_QUESTION_CHARS),
            **values,
        )
    return Section(
        SectionKind.OPEN, headline, (similar_waits_sentence(question),), finding=subject.finding_number(question)
    )


def similar_waits_sentence(question: OpenQuestion) -> str:
    """Sentence about how many questions that waited as long were followed by ordinary warmth."""
    if question.similar_waits == 0:
        return translate("None of your earlier questions waited this long, so nothing can be counted from them.")
    if question.warm_after == 1:
        return translate_plural(
            "Of {number} question of yours that waited as long ({odds} of all), 1 was followed by ordinary warmth "
            "within two days.",
            "Of {number} questions of yours that waited as long ({odds} of all), 1 was followed by ordinary warmth "
            "within two days.",
            question.similar_waits,
            odds=odds(question.chance),
        )
    return translate_plural(
        "Of {number} question of yours that waited as long ({odds} of all), {warm} were followed by ordinary warmth "
        "within two days.",
        "Of {number} questions of yours that waited as long ({odds} of all), {warm} were followed by ordinary warmth "
        "within two days.",
        question.similar_waits,
        odds=odds(question.chance),
        warm=question.warm_after,
    )
