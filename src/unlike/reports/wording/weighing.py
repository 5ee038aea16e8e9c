"""What speaks for an ordinary spell and what does not, side by side; what is counted, and never what is felt."""

from __future__ import annotations

from unlike.findings.weighing import Side, Weighed, weighing
from unlike.reports.wording.numbers import count
from unlike.reports.wording.passage import Mark, Passage, Voice, listed
from unlike.reports.wording.reasons import topic_name

_SIDES = {Side.ORDINARY: "For it", Side.NOT: "Not for it", Side.UNKNOWN: "Cannot be told"}


def weighing_passage(voice: Voice) -> Passage | None:
    """The table, a line a question; None where nothing is unlike them now."""
    rows = weighing(voice.person, voice.last)
    if not rows:
        return None
    lines = tuple(f"{_SIDES[one.side]}: {weighed_line(one, voice)}" for one in rows)
    return Passage(
        mark=Mark.WEIGH,
        headline="What can be counted for an ordinary spell, and what cannot.",
        lines=(*lines, "None of it is proof, either way."),
    )


def weighed_line(one: Weighed, voice: Voice) -> str:
    """One answer in a sentence."""
    return {"elsewhere": _elsewhere, "between_us": _between_us, "before": _before, "length": _length}[one.question](
        one, voice
    )


def _elsewhere(one: Weighed, voice: Voice) -> str:
    too, usual, of = one.counts
    if not of:
        return f"is it only here? No other chat with {voice.name} was given."
    if one.side is Side.UNKNOWN:
        return f"is it only here? The {count(of, 'other chat')} cannot tell."
    return (
        f"on the same days {voice.name} was unlike usual in {too} and as usual in {usual} of {count(of, 'other chat')}."
    )


def _between_us(one: Weighed, _: Voice) -> str:
    if one.side is Side.UNKNOWN:
        return "the days before cannot be read."
    if one.side is Side.NOT:
        return f"the days before tell of {listed(tuple(map(topic_name, one.topics)))} between you."
    if one.topics:
        return f"the days before tell of {listed(tuple(map(topic_name, one.topics)))}, and of no quarrel between you."
    return f"nothing between you stands out in the {count(one.counts[0], 'message')} of the days before."


def _before(one: Weighed, voice: Voice) -> str:
    passed, of = one.counts
    if not of:
        return f"no earlier spell of {voice.name}'s with these changes was found."
    return f"of {count(of, 'earlier spell')} with such changes {passed if passed != of else 'all'} passed."


def _length(one: Weighed, _: Voice) -> str:
    now, *known = one.counts
    if not known:
        return f"there is none to hold these {count(now, 'day')} against."
    return f"it has lasted {count(now, 'day')}; the longest of {count(known[1], 'earlier one')} was {known[0]}."
