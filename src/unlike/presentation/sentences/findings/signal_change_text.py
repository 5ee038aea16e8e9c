"""Changes of signals in a few words, and what has to stand beside a late answer."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from unlike.i18n import mark, translate, translate_lazy, translate_plural
from unlike.presentation.model import ChangeHeads, ChangeRow
from unlike.presentation.sentences.formatting.number_format import format_integer, format_value, short_number
from unlike.results import LateReplies, SignalChange

_DAILY_UNITS: Final = frozenset({"messages", "conversations"})
_SHARES: Final = {
    "messages": mark("{share} of messages"),
    "days": mark("{share} of days"),
}
_THIS_TIME, _THEN = mark("this time"), mark("then")
_USUAL, _BEFORE, _SINCE = mark("usual"), mark("before"), mark("since then")


def now_heads() -> ChangeHeads:
    """Heads of the figures of the last messages, or of a spell that goes on."""
    return ChangeHeads(translate(_THIS_TIME), translate(_USUAL))


def spell_heads() -> ChangeHeads:
    """Heads of the figures of a spell that is over."""
    return ChangeHeads(translate(_THEN), translate(_USUAL))


def lasting_heads() -> ChangeHeads:
    """Heads of the figures of a change that stayed."""
    return ChangeHeads(translate(_SINCE), translate(_BEFORE))


def change_rows(signals: Sequence[SignalChange]) -> tuple[ChangeRow, ...]:
    """Each change in two or three words, with both figures."""
    rows = tuple(_change_row(signal) for signal in signals)
    return rows or (ChangeRow(translate("No habit changed much by itself; all of them did a little, together.")),)


def change_phrases(signals: Sequence[SignalChange]) -> tuple[str, ...]:
    """Each change in two or three words, without figures."""
    return tuple(translate_lazy(signal.phrase or signal.label) for signal in signals)


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


def has_daily_figures(signals: Sequence[SignalChange]) -> bool:
    """Whether one of the changes has figures a day."""
    return any(signal.unit in _DAILY_UNITS and math.isfinite(signal.observed) for signal in signals)


def has_late_replies(signals: Sequence[SignalChange]) -> bool:
    """Whether one of the changes is that answers came later."""
    return any(signal.unit == "seconds" and signal.direction == "up" for signal in signals)


def late_reply_sentences(
    signals: Sequence[SignalChange], late_replies: LateReplies | None, name: str
) -> tuple[str, ...]:
    """Sentences beside every late answer: what followed the earlier late ones."""
    if not has_late_replies(signals):
        return ()
    little = translate("A late answer means little by itself.")
    if late_replies is None or late_replies.answers == 0:
        return (little, translate("What followed earlier late ones could not be counted here."))
    sentence = translate_plural(
        "After {warm} of the {number} slowest answer (the slowest tenth), {name} wrote as usual.",
        "After {warm} of the {number} slowest answers (the slowest tenth), {name} wrote as usual.",
        late_replies.answers,
        warm=format_integer(late_replies.warm_after),
        name=name,
    )
    return (little, sentence)


def _change_row(signal: SignalChange) -> ChangeRow:
    """A change with both figures; without them where they look alike or are no numbers."""
    habit = translate_lazy(signal.phrase or signal.label)
    if not (math.isfinite(signal.observed) and math.isfinite(signal.baseline)):
        return ChangeRow(habit)
    observed, baseline = _figure_text(signal.observed, signal), _figure_text(signal.baseline, signal)
    return ChangeRow(habit) if observed == baseline else ChangeRow(habit, observed, baseline)


def _figure_text(number: float, signal: SignalChange) -> str:
    """A figure of a signal with what it is counted in."""
    if signal.unit == "share":
        return translate(_SHARES[signal.share_of], share=format_value(number, signal.unit))
    return figure_value(number, signal.unit)


def figure_value(number: float, unit: str) -> str:
    """A figure of a habit with its unit; of what is counted by days, "0.7 a day"."""
    if unit in _DAILY_UNITS:
        return translate("{number} a day", number=short_number(number))
    return format_value(number, unit)
