"""Words of the settings, of the owner's own dates, and of the list of people."""

from __future__ import annotations

from datetime import date

from unlike.reports.wording.dates import days
from unlike.reports.wording.numbers import count, grouped

SETTINGS = "settings"
SETTINGS_TITLE = "Settings"
ZONE, ZONE_LINE = "Time zone", "Hours and days are told in it. WhatsApp exports hold the clock times of the phone."
ZONE_UNKNOWN = "This zone is not known; nothing was changed."
LOOK = "Light or dark"
LOOKS = (("system", "as the system has it"), ("light", "light"), ("dark", "dark"))
REPORT = "In a report, unless you say otherwise"
REPORT_NAMES, REPORT_QUOTES = "keep names", "keep messages"
REPORT_LINE = "Without these, they are replaced. Think of the other person before you pass a report on."
SAVE, SAVED = "Save", "Saved."
KEPT = "What is kept"
KEPT_NO_NOTES = "There are no notes yet. They are written on the page of a spell."
KEPT_LINE = "Exports are never kept, and neither are findings."
KEPT_NOTES = "Your notes"
FORGET_ALL, FORGET_ALL_LINE = "Forget everything …", "Notes, settings and counts are taken away for good."
FORGET_YES, FORGOTTEN = "Yes, forget everything", "Everything that was kept is forgotten."
FORGET_ONE = "Forget it"

DATES = "dates"
DATES_TITLE = "Your own dates"
DATES_LINES = (
    (
        "Exams, night shifts, visits: what you know of any days. Give a calendar (an iCalendar file, .ics) or a list "
        "(a CSV file with a date such as 2025-11-12 in each line), and see which spells fall on what."
    ),
    "It is only read, on this machine, and forgotten when the program stops.",
)
DATES_NONE = "No calendar and no list is open."
DATES_ADD, DATES_READ, DATES_REMOVE = "Calendar or list", "Look at them", "Put away"
DATES_WHICH = "Which spells fall on what"
DATES_NEED_CHAT = "Open a chat first, to see which of its spells fall on your dates."
DATES_NO_FILE = "No file was chosen."
DATES_NO_SPELL = "There is no spell to hold them against."
DATES_ON = ("Spell", "Falls on")
DATES_NOTHING = "nothing of yours"
DATES_WRONG_KIND = "A calendar ends with .ics, a list with .csv."

PEOPLE_SEARCH, PEOPLE_FIND, PEOPLE_ALL = "Search people", "Search", "Show everybody"
PEOPLE_SORT = "In order of"
PEOPLE_SORTS = (("found", "what was found"), ("messages", "messages"), ("name", "name"))
PEOPLE_HEAD = ("Name", "Messages", "What was found")
PEOPLE_NOBODY = "Nobody but you writes in this chat."
PEOPLE_EMPTY = "No chat is open yet."
PEOPLE_LITTLE = "too little to say yet"
PEOPLE_EVERYBODY = "Everybody who writes in it"
PEOPLE_UNSEEN = "not looked at"


def zone_unset(name: str) -> str:
    """The choice of no zone, which takes the one that the program was started in."""
    return f"None chosen: {name}"


def kept_in(place: str) -> str:
    """Where the one file is."""
    return f"All of it stands in {place}, which only you can read."


def kept_looks(number: int) -> str:
    """How many chats are known to have been looked at."""
    return (
        f"That {count(number, 'chat')} {'was' if number == 1 else 'were'} looked at in the last month: when, and a "
        "hash of the messages from which nobody can read them."
    )


def note_about(name: str, first: date, last: date) -> str:
    """Above a note in the list."""
    return f"{name}, {days(first, last)}"


def nobody_called(words: str) -> str:
    """Nobody of that name."""
    return f"Nobody here is called {words}."


def people_found(number: int, of: int) -> str:
    """How many of all are listed."""
    return count(of, "person") if number == of else f"{grouped(number)} of {count(of, 'person')}"


def people_unseen(number: int, looked: int) -> str:
    """Those beyond the ones that are looked at."""
    return (
        f"The {looked:,} who wrote most were looked at; {count(number, 'more person')} wrote less and "
        f"{'was' if number == 1 else 'were'} not."
    )


STOPPED = "The last page was closed, so it stopped."
