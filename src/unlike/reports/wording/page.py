"""Words that only a page needs: headings, the legend of its picture, its tables and what is withheld."""

from __future__ import annotations

from datetime import date

from unlike.findings import PersonFindings, Trace
from unlike.reports.wording.dates import days
from unlike.reports.wording.numbers import between, count, value

OWNER = "You"
TIMELINE = "Over the years"
SHORT_TIMELINE = "Over the days"
EACH = "Each finding, and the messages it rests on"
SPELL, STAYED, NOW, ELSEWHERE = "a spell", "a change that stayed", "now", "nothing is said of these days"
BAND = "their middle half"
HELP_FIRST = "where help is, first"
STEPPED_BACK = "What the habits show"
NO_MESSAGES = "Its messages are not shown here."
KEPT = "Names and messages are as they stand in the chat: think of the other person before you pass this on."
VEILED = "Names and messages are replaced."
VEILED_NAMES = "Names are replaced; the messages are as they stand in the chat."
VEILED_QUOTES = "Names are kept; messages are replaced by how long they are."
LIMITS = (
    "It compares a person with themselves in this one chat. It cannot know why, whether it is about you, or what "
    "was said elsewhere. The one thing it advises is to ask, kindly, and to leave room for no. If you are afraid "
    "of someone, or for someone, please talk to a person you trust or to a helpline."
)


def title(name: str) -> str:
    """The page's own."""
    return f"{name} · unlike"


def withheld(words: int) -> str:
    """Instead of a message."""
    return f"[{count(words, 'word')}]"


def veiled(*, names: bool, quotes: bool) -> str:
    """What of the chat stands in the page."""
    if names:
        return KEPT if quotes else VEILED_QUOTES
    return VEILED_NAMES if quotes else VEILED


def here(sentence: str) -> str:
    """A sentence that names an option of the command line, for a page on which everything stands below."""
    told = sentence.replace("listed with --all", "listed below").replace("seen with --all", "seen below")
    told = told.replace("steps back here; --all has it.", "steps back here; it is folded away below.")
    return told.replace(": --with NAME shows one, --all everyone.", ".")


def described(trace: Trace, first: date, last: date, spells: int) -> str:
    """What a row of the picture shows, for those who do not see it."""
    low, high = (value(end, trace.unit) for end in trace.usual)
    return (
        f"{trace.label} on {days(first, last)}, mostly between {low} and {high}; {count(spells, 'spell')} shaded. "
        "The numbers stand in the table below it."
    )


def usual(trace: Trace) -> str:
    """E.g. "mostly 6–9 words"."""
    low, high = (value(end, trace.unit) for end in trace.usual)
    if low == high:
        return f"mostly {low}"
    plain = trace.unit not in {"share", "seconds"}
    return f"mostly {between(*trace.usual)} {trace.unit}" if plain else f"mostly {low} to {high}"


def more_messages(number: int) -> str:
    """Messages of a finding that are not shown."""
    return f"{count(number, 'more message')} of it {'is' if number == 1 else 'are'} in the chat."


TABLE = ("Days", "Value")
NOTHING = "nothing written"
AS_TABLE = "As a table"
READ_IT = "Read the messages"
MARKED = "(the finding rests on this)"
MARKS = "What was found, on the same days"


def kind(name: str) -> str:
    """What a shade in the picture means."""
    return {"spell": SPELL, "stayed": STAYED, "now": NOW}.get(name, ELSEWHERE)


def written(file: str) -> str:
    """A report that was written."""
    return f"Written: {file}"


def kind_of(person: PersonFindings) -> str:
    """How much was found about a person, in a few words; no count beside words that come before everything."""
    if person.reasons and person.reasons.concern:
        return HELP_FIRST
    now = bool(person.now and person.now.unlike) or any(spell.ongoing for spell in person.spells)
    parts = ("unlike them now",) if now else ()
    if person.spells:
        parts = (*parts, count(len(person.spells), "spell"))
    if person.lasting:
        parts = (*parts, f"{count(len(person.lasting), 'change')} that stayed")
    return " · ".join(parts) or "nothing unlike them"
