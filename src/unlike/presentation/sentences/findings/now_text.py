"""Sentences about the last messages, compared with this person's earlier ones: one answer, graded and dated."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from unlike.core.day_rule import day_of
from unlike.i18n import mark, mark_in, mark_plural, translate, translate_in, translate_plural
from unlike.presentation.model import Section, SectionKind, Subject, capital
from unlike.presentation.sentences.findings.calendar_text import calendar_match_sentences
from unlike.presentation.sentences.findings.note_text import note_sentences
from unlike.presentation.sentences.findings.signal_change_text import (
    change_rows,
    late_reply_sentences,
    now_heads,
    signal_labels,
    unchanged_labels,
)
from unlike.presentation.sentences.formatting.date_format import (
    brief_day,
    format_clock,
    format_day,
    format_days,
    part_of_day,
)
from unlike.presentation.sentences.formatting.number_format import count_in_sentence, format_odds
from unlike.results import CurrentState, Grade
from unlike.results.grade import grade_of

_LOOKS_BETWEEN_ALARMS: Final = 365  # of somebody who looks every day, from which on it is said to stand for them, too
_MIN_PAUSE: Final = timedelta(days=7)  # from somebody's last messages to the last day of the chat
_MAX_ROUNDING: Final = 1.02  # between a chance and the rate of the sentence before it, up to which they are one number
_MOMENTS: Final = {
    ("today", "day"): mark_in("time of a headline", "today"),
    ("today", "morning"): mark_in("time of a headline", "this morning"),
    ("today", "afternoon"): mark_in("time of a headline", "this afternoon"),
    ("today", "evening"): mark_in("time of a headline", "this evening"),
    ("today", "night"): mark_in("time of a headline", "tonight"),
    ("yesterday", "day"): mark_in("time of a headline", "yesterday"),
    ("yesterday", "morning"): mark_in("time of a headline", "yesterday morning"),
    ("yesterday", "afternoon"): mark_in("time of a headline", "yesterday afternoon"),
    ("yesterday", "evening"): mark_in("time of a headline", "yesterday evening"),
    ("yesterday", "night"): mark_in("time of a headline", "last night"),
    ("then", "day"): mark_in("time of a headline", "{day}"),
    ("then", "morning"): mark_in("time of a headline", "the morning of {day}"),
    ("then", "afternoon"): mark_in("time of a headline", "the afternoon of {day}"),
    ("then", "evening"): mark_in("time of a headline", "the evening of {day}"),
    ("then", "night"): mark_in("time of a headline", "the night of {day}"),
}
# For translators: say it of how somebody writes, e.g. "this morning Rosa wrote differently from usual".
_HEADLINES: Final = {
    Grade.VERY_UNLIKE: mark("{moment} was very unlike {name}."),
    Grade.UNLIKE: mark("{moment} was unlike {name}."),
    Grade.A_LITTLE_UNLIKE: mark("{moment} was a little unlike {name}."),
    Grade.WITHIN_USUAL: mark("{moment} was within what is usual for {name}."),
    Grade.CANNOT_TELL: mark("{moment}: too little from {name} to tell."),
}
_MESSAGE_COUNTS: Final = {
    False: mark_plural("{number} message.", "{number} messages."),
    True: mark_plural("{number} message of that day.", "{number} messages of that day."),
}
NO_CURRENT_STATE: Final = mark("The last messages are too few to say anything about now.")


def current_state_section(now: CurrentState, subject: Subject) -> Section:
    """Section about the last messages: how unlike this person, or that it cannot be told."""
    noteworthy = now.grade.is_noteworthy
    return Section(
        kind=SectionKind.NOW if noteworthy else SectionKind.QUIET,
        headline=current_state_headline(now, subject.name, subject.today),
        detail=(
            *current_state_sentences(now),
            *pause_sentences(now, subject),
            *calendar_match_sentences(subject, now),
            *note_sentences(subject, now),
        ),
        body=late_reply_sentences(now.changed_signals, subject.person.late_replies, subject.name),
        certainty=certainty_sentences(now),
        changed=change_rows(now.changed_signals) if noteworthy else (),
        change_heads=now_heads(),
        unchanged=unchanged_labels(now.unchanged_signals) if noteworthy else (),
        undecided=signal_labels(now.undecided_signals) if noteworthy else (),
        finding=subject.finding_number(now),
    )


def current_state_headline(now: CurrentState, name: str, today: date | None) -> str:
    """E.g. "This morning was unlike Rosa." where that is true, else "The evening of 12 Nov 2025 was unlike Rosa."."""
    return capital(translate(_HEADLINES[now.grade], moment=_moment_text(now, today), name=name))


def _moment_text(now: CurrentState, today: date | None) -> str:
    """E.g. "this morning" or "the evening of 12 Nov 2025"."""
    first = day_of(now.since)
    day_word = "today" if today == first else "yesterday" if today and today - first == timedelta(days=1) else "then"
    part = "day" if now.day else part_of_day(now.since)
    if part == "night":  # of which most may be of the next date
        return translate_in(*_MOMENTS[day_word, part], day=format_days(first, first + timedelta(days=1)))
    return translate_in(*_MOMENTS[day_word, part], day=brief_day(first, today))


def current_state_sentences(now: CurrentState) -> tuple[str, ...]:
    """How many earlier sittings were as far from the usual; or what is missing to tell."""
    if now.grade is Grade.CANNOT_TELL:
        return _untold_sentences(now)
    windows = count_in_sentence(now.windows, "earlier day" if now.day else "earlier time")
    if not now.as_far:
        compared = translate("None of {windows} was as far from usual.", windows=windows)
    else:
        compared = translate_plural(
            "{number} of {windows} was as far from usual.",
            "{number} of {windows} were as far from usual.",
            now.as_far,
            windows=windows,
        )
    messages = translate_plural(*_MESSAGE_COUNTS[now.day], len(now.messages))
    if _is_joint(now) and now.grade not in {Grade.CANNOT_TELL, grade_of(_own_rate(now))}:  # the count alone contradicts
        return (messages, compared, _rate_sentence(now))
    return (messages, compared)


def _own_rate(now: CurrentState) -> float:
    """How often earlier times were as far from usual in the one comparison that is shown, this one counted too."""
    return (now.as_far + 1) / (now.windows + 1)


def _is_joint(now: CurrentState) -> bool:
    """Whether the chance is of two comparisons, so that it is another number than the count beside it."""
    return now.chance > _MAX_ROUNDING * _own_rate(now)


def pause_sentences(now: CurrentState, subject: Subject) -> tuple[str, ...]:
    """Sentence saying that the person's last messages were long before the last day of the chat, where they were."""
    last = day_of(now.until)
    if subject.last is None or subject.last - last < _MIN_PAUSE:
        return ()
    sentence = translate(
        "After {day} no message of {name}'s is here; the chat goes on to {last}.",
        day=format_day(now.until.date()),
        name=subject.name,
        last=format_day(subject.last_date or subject.last),
    )
    return (sentence,)


def certainty_sentences(now: CurrentState) -> tuple[str, ...]:
    """Sentences on the basis of the comparison, its chance, and what chance shows to somebody who looks every day."""
    if now.grade is Grade.CANNOT_TELL:
        return ()
    compared = translate(
        "The messages of {clock} are compared with every earlier time, after as many messages.", clock=clock_span(now)
    )
    if now.day:
        compared = translate(
            "The messages of that day, {clock}, are compared with every earlier day, after as many.",
            clock=clock_span(now),
        )
    return (compared, _rate_sentence(now), *(_daily_sentences(now) if now.grade.is_noteworthy else ()))


def _rate_sentence(now: CurrentState) -> str:
    """How often earlier times were as far from usual; of two comparisons, how often one of both is."""
    odds = format_odds(now.chance)
    if _is_joint(now):
        return translate(
            "The last messages and their whole day were both compared; one of the two is as far from usual: {odds}.",
            odds=odds,
        )
    return translate("As far from usual, this one counted too: {odds}.", odds=odds)


def clock_span(now: CurrentState) -> str:
    """E.g. "9:05–9:31", or "9:05" of a single minute."""
    first, last = format_clock(now.since), format_clock(now.until)
    return first if first == last else f"{first}–{last}"


def _untold_sentences(now: CurrentState) -> tuple[str, ...]:
    """Why the last messages say nothing, and what would make them tell."""
    if now.windows < now.wanted_windows:
        return (
            translate_plural(
                "Only {number} earlier time had as many messages ({clock}); {wanted} would be enough.",
                "Only {number} earlier times had as many messages ({clock}); {wanted} would be enough.",
                now.windows,
                clock=clock_span(now),
                wanted=now.wanted_windows,
            ),
        )
    return (
        translate_plural(
            "{number} message ({clock}) is too little to tell.",
            "{number} messages ({clock}) are too few to tell.",
            len(now.messages),
            clock=clock_span(now),
        ),
        translate(
            "Even one-word answers would not stand out: {odds} earlier times are like that.",
            odds=format_odds(now.bare_chance),
        ),
        translate("Each further message would tell more."),
    )


def _daily_sentences(now: CurrentState) -> tuple[str, ...]:
    """Sentences on what chance shows to somebody who looks every day."""
    by_chance = now.chance * now.looks_a_month
    if by_chance >= 1:
        often = translate_plural(
            "Who looks every day sees about {number} such a month by chance.",
            "Who looks every day sees about {number} such a month by chance.",
            round(by_chance),
        )
    else:
        often = translate_plural(
            "Who looks every day sees one such by chance in about {number} month.",
            "Who looks every day sees one such by chance in about {number} months.",
            max(1, round(1 / max(by_chance, 1e-6))),
        )
    if now.daily_evidence >= _LOOKS_BETWEEN_ALARMS:
        return (
            often,
            translate("With the days before counted too, chance shows this less than once in a year of daily looks."),
        )
    return (often,)


def withheld_sentence() -> str:
    """Why somebody is called a little unlike at most."""
    return translate("So many people were compared that chance alone shows one like this.")
