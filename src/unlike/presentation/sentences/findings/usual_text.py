"""Usual figures of a person and the owner, side by side; no judgement of either."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from unlike.i18n import mark, translate
from unlike.presentation.model import Section, SectionKind, Subject, TableRow, capital
from unlike.presentation.sanitise import quoted_text
from unlike.presentation.sentences.formatting.date_format import clock_time
from unlike.presentation.sentences.formatting.number_format import format_share, short_number, time_span
from unlike.results import WritingHabits

_LABELS: Final = {
    "messages_per_day": mark("messages a day"),
    "words": mark("words in a message"),
    "reply_seconds": mark("time to answer"),
    "questions": mark("with a question mark"),
    "emoji": mark("with an emoji"),
    "begins": mark("begins the conversation"),
    "first_minute": mark("first message of a day"),
    "last_minute": mark("last message of a day"),
}
_MAX_WORD_CHARS: Final = 40
_LEFT_OUT: Final = "…"
_NO_FIGURE: Final = "–"


def usual_section(subject: Subject) -> Section | None:
    """Section with a table: each habit, of the person and of the owner; None where it was not counted."""
    habits = subject.person.usual_habits
    if habits is None:
        return None
    person, owner = habits.people
    you = subject.nominative(subject.owner)
    rows = (
        TableRow(translate(label), _figure_text(person, name), _figure_text(owner, name))
        for name, label in _LABELS.items()
        if getattr(person, name) is not None or getattr(owner, name) is not None
    )
    return Section(
        kind=SectionKind.USUAL,
        headline=translate("What is usual for {name} and you", name=subject.name),
        table=(TableRow("", capital(subject.name), you), *rows),
        body=own_words_sentences(subject),
    )


def own_words_sentences(subject: Subject) -> tuple[str, ...]:
    """The words that only the two share; nothing where there are none or they are withheld."""
    habits = subject.person.usual_habits
    words = [word for word in habits.own_words if word != _LEFT_OUT] if habits else []
    quoted = ", ".join(quoted_text(word, _MAX_WORD_CHARS) for word in words)
    return (translate("Words only you two use: {words}.", words=quoted),) if words else ()


def _figure_text(habits: WritingHabits, name: str) -> str:
    """A figure with its unit, as anybody would say it."""
    number = getattr(habits, name)
    return _NO_FIGURE if number is None else _FORMATS[name](number)


def _clock_text(minute: float) -> str:
    """A minute of a day, which may go on after midnight."""
    hour, minutes = divmod(int(minute), 60)
    return clock_time(hour % 24, minutes)


_FORMATS: Final[dict[str, Callable[[float], str]]] = {
    "messages_per_day": short_number,
    "words": short_number,
    "reply_seconds": time_span,
    "questions": format_share,
    "emoji": format_share,
    "begins": format_share,
    "first_minute": _clock_text,
    "last_minute": _clock_text,
}
