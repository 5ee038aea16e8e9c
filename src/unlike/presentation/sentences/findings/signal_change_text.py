"""Changes of signals in a few words, and what has to stand beside a late answer."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from unlike.i18n import mark, translate, translate_lazy, translate_plural
from unlike.presentation.sentences.formatting.number_format import short_number, value
from unlike.results import LateReplies, SignalChange

_DAILY_UNITS: Final = frozenset({"messages", "conversations"})
_SHARE_FORMS: Final = {
    "messages": mark("({then} of messages, usually {usual})"),
    "days": mark("({then} of days, usually {usual})"),
}


def changed_phrases(signals: Sequence[SignalChange]) -> tuple[str, ...]:
    """Each change in two or three words, with both values."""
    phrases = tuple(f"{translate_lazy(signal.phrase or signal.label)}{_value_comparison(signal)}" for signal in signals)
    return phrases or (translate("no habit much by itself: all of them a little, together"),)


def unchanged_labels(signals: Sequence[SignalChange]) -> tuple[str, ...]:
    """Names of the signals that stayed within the usual."""
    return tuple(translate_lazy(signal.label) for signal in signals) or (
        translate("none of the habits that were compared"),
    )


def signal_labels(signals: Sequence[SignalChange]) -> tuple[str, ...]:
    """Names of signals."""
    return tuple(translate_lazy(signal.label) for signal in signals)


def first_few(phrases: tuple[str, ...], most: int) -> tuple[str, ...]:
    """The first few phrases, and how many more there are."""
    hidden = len(phrases) - most
    return (
        phrases
        if hidden <= 1
        else (*phrases[:most], translate_plural("and {number} more", "and {number} more", hidden))
    )


def has_late_replies(signals: Sequence[SignalChange]) -> bool:
    """Whether one of the changes is that answers came later."""
    return any(signal.unit == "seconds" and signal.direction == "up" for signal in signals)


def late_reply_sentences(signals: Sequence[SignalChange], late_replies: LateReplies | None) -> tuple[str, ...]:
    """Sentence beside every late answer: what followed the earlier late ones."""
    if not has_late_replies(signals):
        return ()
    if late_replies is None or late_replies.answers == 0:
        return (
            translate("A late answer says little by itself; what followed earlier ones could not be counted here."),
        )
    sentence = translate_plural(
        "Late answers are no sign by themselves: of {number} late answer of theirs (the slowest in ten), {warm} were "
        "followed by ordinary warmth.",
        "Late answers are no sign by themselves: of {number} late answers of theirs (the slowest in ten), {warm} were "
        "followed by ordinary warmth.",
        late_replies.answers,
        warm=late_replies.warm_after,
    )
    return (sentence,)


def _value_comparison(signal: SignalChange) -> str:
    """E.g. " (2 words, usually 9)"; empty where the two look alike or are no numbers."""
    if not (math.isfinite(signal.observed) and math.isfinite(signal.baseline)):
        return ""
    observed, usual = value(signal.observed, signal.unit), value(signal.baseline, signal.unit)
    if observed == usual:
        return ""
    if signal.unit not in {"share", "seconds"}:
        usual = short_number(signal.baseline)
    if signal.unit in _DAILY_UNITS:
        observed = short_number(signal.observed)
    return " " + translate(_comparison_form(signal), then=observed, usual=usual)


def _comparison_form(signal: SignalChange) -> str:
    """Words around two figures of a signal: a day, of what they are a share, or neither."""
    if signal.unit in _DAILY_UNITS:
        return mark("({then} a day, usually {usual})")
    if signal.unit == "share":
        return _SHARE_FORMS[signal.share_of]
    return mark("({then}, usually {usual})")
