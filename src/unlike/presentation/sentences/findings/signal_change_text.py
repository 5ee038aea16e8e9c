"""Habits in a few words, and what has to stand beside a late answer."""

from __future__ import annotations

import math
from collections.abc import Sequence

from unlike.i18n import translate, translate_lazy, translate_plural
from unlike.presentation.sentences.formatting.number_format import short_number, value
from unlike.results import LateReplies, SignalChange


def changed_phrases(habits: Sequence[SignalChange]) -> tuple[str, ...]:
    """Each change in two or three words, with both values."""
    told = tuple(f"{translate_lazy(habit.phrase or habit.label)}{_value_comparison(habit)}" for habit in habits)
    return told or (translate("no habit much by itself: all of them a little, together"),)


def unchanged_labels(habits: Sequence[SignalChange]) -> tuple[str, ...]:
    """The habits that stayed, by their plain names."""
    return tuple(translate_lazy(habit.label) for habit in habits) or (
        translate("none of the habits that were compared"),
    )


def first_few(habits: tuple[str, ...], most: int) -> tuple[str, ...]:
    """The first few, and how many more there are."""
    hidden = len(habits) - most
    return (
        habits if hidden <= 1 else (*habits[:most], translate_plural("and {number} more", "and {number} more", hidden))
    )


def has_late_replies(habits: Sequence[SignalChange]) -> bool:
    """Whether a habit says that answers came later."""
    return any(habit.unit == "seconds" and habit.direction == "up" for habit in habits)


def late_reply_sentences(habits: Sequence[SignalChange], known: LateReplies | None) -> tuple[str, ...]:
    """Beside every late answer: how the earlier late ones went on."""
    if not has_late_replies(habits):
        return ()
    if known is None or known.answers == 0:
        return (
            translate("A late answer says little by itself; what followed earlier ones could not be counted here."),
        )
    told = translate_plural(
        "Late answers are no sign by themselves: of {number} late answer of theirs (the slowest in ten), {warm} were "
        "followed by ordinary warmth.",
        "Late answers are no sign by themselves: of {number} late answers of theirs (the slowest in ten), {warm} were "
        "followed by ordinary warmth.",
        known.answers,
        warm=known.warm_after,
    )
    return (told,)


def _value_comparison(habit: SignalChange) -> str:
    """E.g. " (2 words, usually 9)"; nothing where the two look alike or are no numbers."""
    if not (math.isfinite(habit.observed) and math.isfinite(habit.baseline)):
        return ""
    then, usual = value(habit.observed, habit.unit), value(habit.baseline, habit.unit)
    if then == usual:
        return ""
    if habit.unit not in {"share", "seconds"}:
        usual = short_number(habit.baseline)
        then = short_number(habit.observed) if habit.unit in habit.phrase else then
    return " " + translate("({then}, usually {usual})", then=then, usual=usual)
