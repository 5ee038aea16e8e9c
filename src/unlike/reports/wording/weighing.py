"""What speaks for an ordinary spell and what does not, side by side; what is counted, and never what is felt."""

from __future__ import annotations

from unlike.findings.weighing import Side, Weighed, weighing
from unlike.locales import phrase, say, say_many
from unlike.reports.wording.numbers import count, count_after
from unlike.reports.wording.passage import Mark, Passage, Voice, listed
from unlike.reports.wording.reasons import topic_name

_SIDES = {
    Side.ORDINARY: phrase("For it: {answer}"),
    Side.NOT: phrase("Not for it: {answer}"),
    Side.UNKNOWN: phrase("Cannot be told: {answer}"),
}


def weighing_passage(voice: Voice) -> Passage | None:
    """The table, a line a question; None where nothing is unlike them now."""
    rows = weighing(voice.person, voice.last)
    if not rows:
        return None
    lines = tuple(say(_SIDES[one.side], answer=weighed_line(one, voice)) for one in rows)
    return Passage(
        mark=Mark.WEIGH,
        headline=say("What can be counted for an ordinary spell, and what cannot."),
        lines=(*lines, say("None of it is proof, either way.")),
    )


def weighed_line(one: Weighed, voice: Voice) -> str:
    """One answer in a sentence."""
    return {"elsewhere": _elsewhere, "between_us": _between_us, "before": _before, "length": _length}[one.question](
        one, voice
    )


def _elsewhere(one: Weighed, voice: Voice) -> str:
    too, usual, of = one.counts
    if not of:
        return say("is it only here? No other chat with {name} was given.", name=voice.name)
    if one.side is Side.UNKNOWN:
        return say_many(
            "is it only here? The {number} other chat cannot tell.",
            "is it only here? The {number} other chats cannot tell.",
            of,
        )
    return say(
        "on the same days {name} was unlike usual in {too} and as usual in {usual} of {chats}.",
        name=voice.name,
        too=too,
        usual=usual,
        chats=count_after(of, "other chat"),
    )


def _between_us(one: Weighed, _: Voice) -> str:
    topics = listed(tuple(map(topic_name, one.topics)))
    if one.side is Side.UNKNOWN:
        return say("the days before cannot be read.")
    if one.side is Side.NOT:
        return say("the days before tell of {topics} between you.", topics=topics)
    if one.topics:
        return say("the days before tell of {topics}, and of no quarrel between you.", topics=topics)
    return say_many(
        "nothing between you stands out in the {number} message of the days before.",
        "nothing between you stands out in the {number} messages of the days before.",
        one.counts[0],
    )


def _before(one: Weighed, voice: Voice) -> str:
    passed, of = one.counts
    if not of:
        return say("no earlier spell of {name}'s with these changes was found.", name=voice.name)
    spells = count_after(of, "earlier spell")
    if passed == of:
        return say("of {spells} with such changes all passed.", spells=spells)
    return say("of {spells} with such changes {passed} passed.", spells=spells, passed=passed)


def _length(one: Weighed, _: Voice) -> str:
    now, *known = one.counts
    if not known:
        return say_many(
            "there is none to hold this {number} day against.",
            "there is none to hold these {number} days against.",
            now,
        )
    longest, of = known
    return say_many(
        "it has lasted {days}; the {number} earlier one lasted {longest}.",
        "it has lasted {days}; the longest of {number} earlier ones lasted {longest}.",
        of,
        days=count(now, "day"),
        longest=count(longest, "day"),
    )
