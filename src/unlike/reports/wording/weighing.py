"""What speaks for an ordinary spell and what does not, side by side; what is counted, and never what is felt."""

from __future__ import annotations

from unlike.findings.weighing import Side, Weighed, weighing
from unlike.reports.wording.numbers import count
from unlike.reports.wording.passage import Mark, Passage, Row, Voice, listed
from unlike.reports.wording.reasons import topic_name

_SIDES = {Side.ORDINARY: "for it", Side.NOT: "not for it", Side.UNKNOWN: "cannot tell"}
_QUESTIONS = {
    "elsewhere": "Is it only here?",
    "between_us": "Did it follow something between you?",
    "first": "Who changed first?",
    "before": "Has it come and gone before?",
    "lasted": "How often did such a change stay?",
    "length": "Is it longer than before?",
}


def weighing_passage(voice: Voice) -> Passage | None:
    """The table, a row a question; None where nothing is unlike them now."""
    found = weighing(voice.person, voice.last)
    if not found:
        return None
    return Passage(
        mark=Mark.WEIGH,
        headline="What can be counted for an ordinary spell, and what cannot.",
        lines=("None of it is proof, either way.",),
        rows=tuple(weighed_row(one, voice) for one in found),
    )


def weighed_row(one: Weighed, voice: Voice) -> Row:
    """A question, what its answer speaks for, and the answer."""
    return _QUESTIONS[one.question], _SIDES[one.side], weighed_line(one, voice)


def weighed_line(one: Weighed, voice: Voice) -> str:
    """One answer in a sentence."""
    answers = {
        "elsewhere": _elsewhere,
        "between_us": _between_us,
        "first": _first,
        "before": _before,
        "lasted": _lasted,
        "length": _length,
    }
    return answers[one.question](one, voice)


def _elsewhere(one: Weighed, voice: Voice) -> str:
    too, usual, of = one.counts
    if not of:
        return f"No other chat with {voice.name} was given."
    if one.side is Side.UNKNOWN:
        return f"The {count(of, 'other chat')} cannot tell."
    chats = count(of, "other chat")
    return f"On the same days {voice.name} was unlike usual in {too} and as usual in {usual} of {chats}."


def _between_us(one: Weighed, _: Voice) -> str:
    if one.side is Side.UNKNOWN:
        return "The days before cannot be read."
    topics = listed(tuple(map(topic_name, one.topics)))
    if one.side is Side.NOT:
        return f"The days before tell of {topics} between you."
    if one.topics:
        return f"The days before tell of {topics}, and of no quarrel between you."
    return f"Nothing between you stands out in the {count(one.counts[0], 'message')} of the days before."


def _first(one: Weighed, voice: Voice) -> str:
    if one.side is Side.NOT:
        return "You did: your own messages were unlike you in the three days before. That is an order, not a cause."
    if one.side is Side.ORDINARY:
        return f"{voice.name} did: you yourself wrote as usual in the three days before."
    return "Your own messages of the three days before cannot tell."


def _before(one: Weighed, voice: Voice) -> str:
    passed, of = one.counts
    if not of:
        return f"No earlier spell of {voice.name}'s with these changes was found."
    return f"Of {count(of, 'earlier spell')} with such changes {passed if passed != of else 'all'} passed."


def _lasted(one: Weighed, _: Voice) -> str:
    stayed, passed = one.counts
    if not stayed + passed:
        return "No earlier change of this kind is known that could have stayed or passed."
    if not stayed:
        return f"None of this kind stayed; {count(passed, 'spell')} of it passed."
    return f"{count(stayed, 'change')} of this kind stayed; {count(passed, 'spell')} of it passed."


def _length(one: Weighed, _: Voice) -> str:
    now, *known = one.counts
    if not known:
        return f"There is none to hold these {count(now, 'day')} against."
    return f"It has lasted {count(now, 'day')}; the longest of {count(known[1], 'earlier one')} was {known[0]}."
