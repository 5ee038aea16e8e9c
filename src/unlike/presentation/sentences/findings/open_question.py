"""Sentences about a question of the owner's that waits for an answer."""

from __future__ import annotations

from unlike.i18n import translate, translate_plural
from unlike.presentation.model import Section, SectionKind, Subject
from unlike.presentation.sanitise import quoted_text
from unlike.presentation.sentences.formatting.date_format import brief_day, format_clock
from unlike.presentation.sentences.formatting.number_format import format_odds, waiting_time
from unlike.results import OpenQuestion

_MAX_QUESTION_CHARS = 40  # it stands on the first screen, which has 90 words


def open_question_section(question: OpenQuestion, subject: Subject, *, words: bool = True) -> Section:
    """Section about an open question: how long it waits, and what followed those that waited as long."""
    return Section(
        SectionKind.OPEN,
        open_question_sentence(question, subject, words=words),
        detail=(waiting_sentence(question),),
        body=similar_waits_sentences(question, subject),
        certainty=(waiting_odds_sentence(question),),
        finding=subject.finding_number(question),
    )


def open_question_sentence(question: OpenQuestion, subject: Subject, *, words: bool = True) -> str:
    """Sentence on the open question, and since when it is open."""
    time_text, day = format_clock(question.since), question.since.date()
    if day != subject.last_date:
        time_text = f"{brief_day(day, subject.last_date)}, {time_text}"
    if question.quote is not None and words:
        quote = quoted_text(question.quote, _MAX_QUESTION_CHARS)
        return translate("No answer yet to {question} ({when}).", question=quote, when=time_text)
    if question.is_invitation:
        return translate("No answer yet to an invitation of yours ({when}).", when=time_text)
    return translate("No answer yet to a question of yours ({when}).", when=time_text)


def waiting_sentence(question: OpenQuestion) -> str:
    """How long it had waited at the end of what was read."""
    waited = waiting_time(question.waited)
    if question.is_invitation:
        return translate("When the chat ends, the invitation had waited for {waited}.", waited=waited)
    return translate("When the chat ends, the question had waited for {waited}.", waited=waited)


def similar_waits_sentences(question: OpenQuestion, subject: Subject) -> tuple[str, ...]:
    """Sentences on what followed earlier questions that waited as long."""
    if question.similar_waits == 0:
        return (translate("No earlier one waited this long, so there is nothing to count from."),)
    waited = translate_plural(
        "You waited this long {number} time before.",
        "You waited this long {number} times before.",
        question.similar_waits,
    )
    after = translate_plural(
        "After {number} of them {name} wrote as usual within two days.",
        "After {number} of them {name} wrote as usual within two days.",
        question.warm_after,
        name=subject.name,
    )
    return (waited, after)


def waiting_odds_sentence(question: OpenQuestion) -> str:
    """How many earlier ones, of about the same hour, waited as long."""
    if question.similar_waits == 0:
        return translate("Every earlier question or invitation of yours was answered sooner.")
    odds = format_odds(question.chance)
    if not question.is_of_hour:
        return translate("Of your questions and invitations at any hour, {odds} waited this long.", odds=odds)
    return translate("Of your questions and invitations at about this hour, {odds} waited this long.", odds=odds)
