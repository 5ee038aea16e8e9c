"""Words that only a page needs: headings, the legend of its picture, its tables and what is withheld."""

from __future__ import annotations

from datetime import date

from unlike.i18n import phrase, phrases, say, say_many, spoken
from unlike.presentation.model import Line
from unlike.presentation.sentences.formatting.date_format import days
from unlike.presentation.sentences.formatting.number_format import count, value, value_between
from unlike.results import PersonFindings, Trace

OWNER = phrase("You")
TIMELINE = phrase("Over the years")
SHORT_TIMELINE = phrase("Over the days")
EACH = phrase("Each finding, and the messages it rests on")
SPELL, STAYED = phrase("a spell"), phrase("a change that stayed")
NOW, ELSEWHERE = phrase("now"), phrase("nothing is said of these days")
BAND = phrase("their middle half")
HELP_FIRST = phrase("where help is, first")
STEPPED_BACK = phrase("What the habits show")
NO_TITLE = phrase("nothing")
NO_MESSAGES = phrase("Its messages are not shown here.")
KEPT = phrase("Names and messages are as they stand in the chat: think of the other person before you pass this on.")
VEILED = phrase("Names and messages are replaced.")
VEILED_NAMES = phrase("Names are replaced; the messages are as they stand in the chat.")
VEILED_QUOTES = phrase("Names are kept; messages are replaced by how long they are.")
LIMITS = phrase(
    "It compares a person with themselves in this one chat. It cannot know why, whether it is about you, or what "
    "was said elsewhere. The one thing it advises is to ask, kindly, and to leave room for no. If you are afraid "
    "of someone, or for someone, please talk to a person you trust or to a helpline."
)
TABLE = (phrase("Days"), phrase("Value"))
NOTHING = phrase("nothing written")
AS_TABLE = phrase("As a table")
READ_IT = phrase("Read the messages")
MARKED = phrase("(the finding rests on this)")
MARKS = phrase("What was found, on the same days")


def title(name: str) -> str:
    """The page's own."""
    return f"{name} · unlike"


def withheld(words: int) -> str:
    """Instead of a message."""
    return f"[{count(words, 'word')}]"


def somebody(letter: str) -> str:
    """Instead of a name."""
    return say("Person {letter}", letter=letter) if letter else say("Somebody")


def some_chat(number: int) -> str:
    """Instead of a title."""
    return say("Chat {number}", number=number)


def some_export(place: str) -> str:
    """Instead of a file's name."""
    return say("the export, {place}", place=place)


def veiled(*, names: bool, quotes: bool) -> str:
    """What of the chat stands in the page."""
    if names:
        return say(KEPT if quotes else VEILED_QUOTES)
    return say(VEILED_NAMES if quotes else VEILED)


def here(sentence: str) -> str:
    """A sentence as a page says it, on which everything stands below and nothing is asked for by an option."""
    return sentence.here if isinstance(sentence, Line) else sentence


def described(trace: Trace, first: date, last: date, spells: int) -> str:
    """What a row of the picture shows, for those who do not see it."""
    low, high = (value(end, trace.unit) for end in trace.usual)
    return say(
        "{habit} on {days}, mostly between {low} and {high}; {spells} shaded. The numbers stand in the table below it.",
        habit=spoken(trace.label),
        days=days(first, last),
        low=low,
        high=high,
        spells=count(spells, "spell"),
    )


def usual(trace: Trace) -> str:
    """E.g. "mostly 6–9 words"."""
    low, high = (value(end, trace.unit) for end in trace.usual)
    if low == high:
        return say("mostly {low}", low=low)
    if trace.unit in {"share", "seconds"}:
        return say("mostly {low} to {high}", low=low, high=high)
    return say("mostly {low}", low=value_between(*trace.usual, trace.unit))


def more_messages(number: int) -> str:
    """Messages of a finding that are not shown."""
    return say_many(
        "{number} more message of it is in the chat.", "{number} more messages of it are in the chat.", number
    )


def kind(name: str) -> str:
    """What a shade in the picture means."""
    return say({"spell": SPELL, "stayed": STAYED, "now": NOW}.get(name, ELSEWHERE))


def written(file: str) -> str:
    """A report that was written."""
    return say("Written: {file}", file=file)


def kind_of(person: PersonFindings) -> str:
    """How much was found about a person, in a few words; no count beside words that come before everything."""
    if person.reasons and person.reasons.concern:
        return say(HELP_FIRST)
    now = bool(person.now and person.now.unlike) or any(spell.ongoing for spell in person.spells)
    parts = (say("unlike them now"),) if now else ()
    if person.spells:
        parts = (*parts, count(len(person.spells), "spell"))
    if person.lasting:
        stayed = phrases("{number} change that stayed", "{number} changes that stayed")
        parts = (*parts, say_many(*stayed, len(person.lasting)))
    return " · ".join(parts) or say("nothing unlike them")
