"""A question of the owner's that waits."""

from __future__ import annotations

from unlike.i18n import translate, translate_plural
from unlike.presentation.model import Section, SectionKind, Subject
from unlike.presentation.sanitise import quoted_text
from unlike.presentation.sentences.formatting.date_format import brief_day, clock
from unlike.presentation.sentences.formatting.number_format import odds, waited
from unlike.results import OpenQuestion

_LONGEST = 60


def open_passage(question: OpenQuestion, subject: Subject, *, words: bool = True) -> Section:
    """What waits and for how long, and what came of those that waited as long."""
    when, day = clock(question.since), question.since.date()
    if day != subject.last:
        when = f"{brief_day(day, subject.last)}, {when}"
    told = {"waited": waited(question.waited), "when": when}
    headline = translate("Open for {waited}: a question of yours ({when}).", **told)
    if question.quote is not None and words:
        headline = translate(
            "Open for {waited}: {question} ({when}).", question=quoted_text(question.quote, _LONGEST), **told
        )
    return Section(SectionKind.OPEN, headline, (warm_line(question),), finding=subject.finding_number(question))


def warm_line(question: OpenQuestion) -> str:
    """The share that was followed by ordinary warmth, with its base."""
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
