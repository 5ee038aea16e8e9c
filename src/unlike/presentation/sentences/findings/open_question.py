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
    headline = open_question_sentence(question, subject, words=words)
    return Section(
        SectionKind.OPEN, headline, (similar_waits_sentence(question),), finding=subject.finding_number(question)
    )


def open_question_sentence(question: OpenQuestion, subject: Subject, *, words: bool = True) -> str:
    """What is open, and for how long: until the last message that was read."""
    when, day = clock(question.since), question.since.date()
    if day != subject.last:
        when = f"{brief_day(day, subject.last)}, {when}"
    values = {"waited": waiting_time(question.waited), "when": when}
    if question.quote is not None and words:
        asked = quoted_text(question.quote, _MAX_QUESTION_CHARS)
        return translate("No answer yet, after {waited}: {question} ({when}).", question=asked, **values)
    if question.is_invitation:
        return translate("No answer yet, after {waited}: an invitation of yours ({when}).", **values)
    return translate("No answer yet, after {waited}: a question of yours ({when}).", **values)


def similar_waits_sentence(question: OpenQuestion) -> str:
    """How many like it were answered by then, and what followed those that waited as long."""
    if question.similar_waits == 0:
        return translate("All your earlier ones were answered sooner: none waited this long to count from.")
    return translate_plural(
        "All but {odds} of such questions were answered sooner; {warm} of the {number} that waited as long were "
        "followed by ordinary warmth within two days.",
        "All but {odds} of such questions were answered sooner; {warm} of the {number} that waited as long were "
        "followed by ordinary warmth within two days.",
        question.similar_waits,
        odds=odds(question.chance),
        warm=question.warm_after,
    )
