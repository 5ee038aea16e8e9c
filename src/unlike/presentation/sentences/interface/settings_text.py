"""Words of the settings, of the owner's own dates, and of the list of people."""

from __future__ import annotations

from datetime import date

from unlike.i18n import phrase, say, say_many
from unlike.presentation.sentences.formatting.date_format import days
from unlike.presentation.sentences.formatting.number_format import count

SETTINGS = phrase("settings")
SETTINGS_TITLE = phrase("Settings")
ZONE, ZONE_LINE = (
    phrase("Time zone"),
    phrase("Hours and days are told in it. WhatsApp exports hold the clock times of the phone."),
)
ZONE_UNKNOWN = phrase("This zone is not known; nothing was changed.")
LOOK = phrase("Light or dark")
LOOKS = (("system", phrase("as the system has it")), ("light", phrase("light")), ("dark", phrase("dark")))
REPORT = phrase("In a report, unless you say otherwise")
REPORT_NAMES, REPORT_QUOTES = phrase("keep names"), phrase("keep messages")
REPORT_LINE = phrase("Without these, they are replaced. Think of the other person before you pass a report on.")
SAVE, SAVED = phrase("Save"), phrase("Saved.")
KEPT = phrase("What is kept")
KEPT_NO_NOTES = phrase("There are no notes yet. They are written on the page of a spell.")
KEPT_LINE = phrase("Exports are never kept, and neither are findings.")
KEPT_NOTES = phrase("Your notes")
FORGET_ALL, FORGET_ALL_LINE = (
    phrase("Forget everything …"),
    phrase("Notes, settings and counts are taken away for good."),
)
FORGET_YES, FORGOTTEN = phrase("Yes, forget everything"), phrase("Everything that was kept is forgotten.")
FORGET_ONE = phrase("Forget it")

DATES = phrase("dates")
DATES_TITLE = phrase("Your own dates")
DATES_LINES = (
    phrase(
        "Exams, night shifts, visits: what you know of any days. Give a calendar (an iCalendar file, .ics) or a list "
        "(a CSV file with a date such as 2025-11-12 in each line), and see which spells fall on what."
    ),
    phrase("It is only read, on this machine, and forgotten when the program stops."),
)
DATES_NONE = phrase("No calendar and no list is open.")
DATES_ADD, DATES_READ, DATES_REMOVE = phrase("Calendar or list"), phrase("Look at them"), phrase("Put away")
DATES_WHICH = phrase("Which spells fall on what")
DATES_NEED_CHAT = phrase("Open a chat first, to see which of its spells fall on your dates.")
DATES_NO_FILE = phrase("No file was chosen.")
DATES_NO_SPELL = phrase("There is no spell to hold them against.")
DATES_ON = (phrase("Spell"), phrase("Falls on"))
DATES_NOTHING = phrase("nothing of yours")
DATES_WRONG_KIND = phrase("A calendar ends with .ics, a list with .csv.")

PEOPLE_SEARCH, PEOPLE_FIND, PEOPLE_ALL = phrase("Search people"), phrase("Search"), phrase("Show everybody")
PEOPLE_SORT = phrase("In order of")
PEOPLE_SORTS = (("found", phrase("what was found")), ("messages", phrase("messages")), ("name", phrase("name")))
PEOPLE_HEAD = (phrase("Name"), phrase("Messages"), phrase("What was found"))
PEOPLE_NOBODY = phrase("Nobody but you writes in this chat.")
PEOPLE_EMPTY = phrase("No chat is open yet.")
PEOPLE_LITTLE = phrase("too little to say yet")
PEOPLE_EVERYBODY = phrase("Everybody who writes in it")
PEOPLE_UNSEEN = phrase("not looked at")


def zone_unset(name: str) -> str:
    """The choice of no zone, which takes the one that the program was started in."""
    return say("None chosen: {zone}", zone=name)


def kept_in(place: str) -> str:
    """Where the one file is."""
    return say("All of it stands in {place}, which only you can read.", place=place)


def kept_looks(number: int) -> str:
    """How many chats are known to have been looked at."""
    return say_many(
        "That {number} chat was looked at in the last month: when, and a hash of the messages from which nobody can "
        "read them.",
        "That {number} chats were looked at in the last month: when, and a hash of the messages from which nobody can "
        "read them.",
        number,
    )


def note_about(name: str, first: date, last: date) -> str:
    """Above a note in the list."""
    return f"{name}, {days(first, last)}"


def nobody_called(words: str) -> str:
    """Nobody of that name."""
    return say("Nobody here is called {words}.", words=words)


def people_found(number: int, of: int) -> str:
    """How many of all are listed."""
    if number == of:
        return count(of, "person")
    return say_many("{listed} of {number} person", "{listed} of {number} people", of, listed=number)


def people_unseen(number: int, looked: int) -> str:
    """Those beyond the ones that are looked at."""
    return say_many(
        "The {looked} who wrote most were looked at; {number} more person wrote less and was not.",
        "The {looked} who wrote most were looked at; {number} more people wrote less and were not.",
        number,
        looked=looked,
    )


STOPPED = phrase("The last page was closed, so it stopped.")
