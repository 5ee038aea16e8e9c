"""Words of a report: headings, the legend of its picture, its tables, and what stands in place of names and words."""

from __future__ import annotations

from datetime import date

from unlike.i18n import mark, translate, translate_lazy, translate_plural
from unlike.presentation.sentences.formatting.date_format import format_days
from unlike.presentation.sentences.formatting.number_format import format_count, format_value, value_range
from unlike.results import SignalHistory

OWNER = mark("You")
TIMELINE = mark("Over the years")
SHORT_TIMELINE = mark("Over the days")
EACH = mark("Each finding, and the messages it rests on")
SPELL, STAYED = mark("a spell"), mark("a change that stayed")
NOW, ELSEWHERE = mark("now"), mark("days left out")
BAND, BLIND = mark("usual range"), mark("a change would not have shown here")
HELP_FIRST = mark("where help is, first")
STEPPED_BACK = mark("What the habits show")
NO_TITLE = mark("nothing")
NO_MESSAGES = mark("Its messages are not shown here.")
KEPT = mark("Names and messages are as they stand in the chat: think of the other person before you pass this on.")
REDACTED = mark("Names and messages are replaced.")
REDACTED_NAMES = mark("Names are replaced; the messages are as they stand in the chat.")
REDACTED_QUOTES = mark("Names are kept; messages are replaced by how long they are.")
LIMITS = mark(
    "It compares a person with themselves in this one chat. It cannot know why, whether it is about you, or what "
    "was said elsewhere. The one thing it advises is to ask, kindly, and to leave room for no. If you are afraid "
    "of someone, or for someone, please talk to a person you trust or to a helpline."
)
TABLE = (mark("Days"), mark("Value"))
NOTHING = mark("nothing written")
AS_TABLE = mark("As a table")
READ_IT = mark("Read the messages")
READ_MORE = mark("Read what else it rests on")
ASKED_BEFORE = mark("How you have asked before")
ALL_SPELLS, DAYS_BEFORE = mark("All spells"), mark("The days before")
WHAT_CHANGED, SPELLS_TITLE, OTHERS = mark("What changed"), mark("Spells"), mark("Other findings")
MARKED = mark("(the finding rests on this)")
MARKS = mark("What was found, on the same days")


def title(name: str) -> str:
    """The window title of a report."""
    return f"{name} · unlike"


def message_length(words: int) -> str:
    """Placeholder of a message: how many words it has."""
    return f"[{format_count(words, 'word')}]"


def person_pseudonym(letter: str) -> str:
    """Placeholder of a name; without a letter for people who are not looked at."""
    return translate("Person {letter}", letter=letter) if letter else translate("Somebody")


def conversation_pseudonym(number: int) -> str:
    """Placeholder of a conversation's title."""
    return translate("Chat {number}", number=number)


def export_place(place: str) -> str:
    """Placeholder of a ref: the place in the export without the file's name."""
    return translate("the export, {place}", place=place)


def redaction_notice(*, names: bool, quotes: bool) -> str:
    """Sentence on what of the chat stands in the report."""
    if names:
        return translate(KEPT if quotes else REDACTED_QUOTES)
    return translate(REDACTED_NAMES if quotes else REDACTED)


def row_description(history: SignalHistory, first: date, last: date, spells: int) -> str:
    """Text alternative of a row of the picture."""
    low, high = (format_value(end, history.unit) for end in history.usual_range)
    return translate(
        "{habit} on {days}, mostly between {low} and {high}; {spells} shaded. The numbers stand in the table below it.",
        habit=translate_lazy(history.label),
        days=format_days(first, last),
        low=low,
        high=high,
        spells=format_count(spells, "spell"),
    )


def usual_range(history: SignalHistory) -> str:
    """E.g. "mostly 6–9 words"."""
    low, high = (format_value(end, history.unit) for end in history.usual_range)
    if low == high:
        return translate("mostly {low}", low=low)
    if history.unit in {"share", "seconds"}:
        return translate("mostly {low} to {high}", low=low, high=high)
    return translate("mostly {low}", low=value_range(*history.usual_range, history.unit))


def hours_title(name: str) -> str:
    """Title of the picture of a person's hours."""
    return translate("When {name} writes", name=name)


def calendar_title(name: str) -> str:
    """Title of the calendar of a person's messages."""
    return translate("Messages of {name}, day by day; spells are outlined", name=name)


def more_years(number: int) -> str:
    """How many calendars of years are folded away."""
    return translate_plural("{number} earlier year", "{number} earlier years", number)


def more_rows(number: int) -> str:
    """How many habits are drawn on demand."""
    return translate_plural("Draw {number} more habit", "Draw {number} more habits", number)


def unchanged_summary(number: int) -> str:
    """How many habits are as usual, above their names."""
    return translate_plural("{number} habit as usual", "{number} habits as usual", number)


def more_messages(number: int) -> str:
    """How many messages of a finding are not shown."""
    return translate_plural(
        "{number} more message of it is in the chat.", "{number} more messages of it are in the chat.", number
    )


def shade_label(name: str) -> str:
    """Meaning of a shade in the picture."""
    return translate({"spell": SPELL, "stayed": STAYED, "now": NOW}.get(name, ELSEWHERE))


def report_written(file: str) -> str:
    """Answer of `unlike report`: which file was written."""
    return translate("Written: {file}", file=file)
