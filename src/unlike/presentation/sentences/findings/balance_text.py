"""What speaks for an ordinary spell and what does not, side by side; what is counted, and never what is felt."""

from __future__ import annotations

from unlike.analysis.balance import Side, Weighed, weighing
from unlike.i18n import phrase, say, say_many
from unlike.presentation.model import Mark, Passage, Row, Voice, listed
from unlike.presentation.sentences.findings.explanation_text import topic_name
from unlike.presentation.sentences.formatting.number_format import count, count_after

_SIDES = {Side.ORDINARY: phrase("for it"), Side.NOT: phrase("not for it"), Side.UNKNOWN: phrase("cannot tell")}
_QUESTIONS = {
    "elsewhere": phrase("Is it only here?"),
    "between_us": phrase("Did it follow something between you?"),
    "first": phrase("Who changed first?"),
    "before": phrase("Has it come and gone before?"),
    "lasted": phrase("How often did such a change stay?"),
    "length": phrase("Is it longer than before?"),
}


def weighing_passage(voice: Voice) -> Passage | None:
    """The table, a row a question; None where nothing is unlike them now."""
    found = weighing(voice.person, voice.last)
    if not found:
        return None
    return Passage(
        mark=Mark.WEIGH,
        headline=say("What can be counted for an ordinary spell, and what cannot."),
        lines=(say("None of it is proof, either way."),),
        rows=tuple(weighed_row(one, voice) for one in found),
    )


def weighed_row(one: Weighed, voice: Voice) -> Row:
    """A question, what its answer speaks for, and the answer."""
    return say(_QUESTIONS[one.question]), say(_SIDES[one.side]), weighed_line(one, voice)


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
        return say("No other chat with {name} was given.", name=voice.name)
    if one.side is Side.UNKNOWN:
        return say_many("The {number} other chat cannot tell.", "The {number} other chats cannot tell.", of)
    return say(
        "On the same days {name} was unlike usual in {too} and as usual in {usual} of {chats}.",
        name=voice.name,
        too=too,
        usual=usual,
        chats=count_after(of, "other chat"),
    )


def _between_us(one: Weighed, _: Voice) -> str:
    topics = listed(tuple(map(topic_name, one.topics)))
    if one.side is Side.UNKNOWN:
        return say("The days before cannot be read.")
    if one.side is Side.NOT:
        return say("The days before tell of {topics} between you.", topics=topics)
    if one.topics:
        return say("The days before tell of {topics}, and of no quarrel between you.", topics=topics)
    return say_many(
        "Nothing between you stands out in the {number} message of the days before.",
        "Nothing between you stands out in the {number} messages of the days before.",
        one.counts[0],
    )


def _first(one: Weighed, voice: Voice) -> str:
    if one.side is Side.NOT:
        return say(
            "You did: your own messages were unlike you in the three days before. That is an order, not a cause."
        )
    if one.side is Side.ORDINARY:
        return say("{name} did: you yourself wrote as usual in the three days before.", name=voice.name)
    return say("Your own messages of the three days before cannot tell.")


def _before(one: Weighed, voice: Voice) -> str:
    passed, of = one.counts
    if not of:
        return say("No earlier spell of {name}'s with these changes was found.", name=voice.name)
    spells = count_after(of, "earlier spell")
    if passed == of:
        return say("Of {spells} with such changes all passed.", spells=spells)
    return say("Of {spells} with such changes {passed} passed.", spells=spells, passed=passed)


def _lasted(one: Weighed, _: Voice) -> str:
    stayed, passed = one.counts
    if not stayed + passed:
        return say("No earlier change of this kind is known that could have stayed or passed.")
    if not stayed:
        return say_many(
            "None of this kind stayed; {number} spell of it passed.",
            "None of this kind stayed; {number} spells of it passed.",
            passed,
        )
    return say(
        "{changes} of this kind stayed; {spells} of it passed.",
        changes=count(stayed, "change"),
        spells=count(passed, "spell"),
    )


def _length(one: Weighed, _: Voice) -> str:
    now, *known = one.counts
    if not known:
        return say_many(
            "There is none to hold this {number} day against.",
            "There is none to hold these {number} days against.",
            now,
        )
    longest, of = known
    return say_many(
        "It has lasted {days}; the {number} earlier one lasted {longest}.",
        "It has lasted {days}; the longest of {number} earlier ones lasted {longest}.",
        of,
        days=count(now, "day"),
        longest=count(longest, "day"),
    )
