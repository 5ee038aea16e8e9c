"""Words of the settings, of the page of the owner's dates, and of the list of people."""

from __future__ import annotations

from datetime import date

from unlike.i18n import mark, translate, translate_plural
from unlike.presentation.sentences.formatting.date_format import format_days
from unlike.presentation.sentences.formatting.number_format import format_count

SETTINGS = mark("settings")
SETTINGS_TITLE = mark("Settings")
ZONE, ZONE_LINE = (
    mark("Time zone"),
    mark("Times are shown in this zone. WhatsApp exports hold the clock times of the phone."),
)
ZONE_UNKNOWN = mark("This zone is not known; nothing was changed.")
LANGUAGE, LANGUAGE_LINE = mark("Language"), mark("Until the program stops.")
LANGUAGE_NAMES = {"en": "English", "de": "Deutsch", "es": "Español", "fr": "Français", "pt": "Português"}
LOOK = mark("Light or dark")
LOOKS = (("system", mark("as the system has it")), ("light", mark("light")), ("dark", mark("dark")))
REPORT = mark("In a report, unless you say otherwise")
REPORT_NAMES, REPORT_QUOTES = mark("keep names"), mark("keep messages")
REPORT_LINE = mark("Without these, they are replaced. Think of the other person before you pass a report on.")
SAVE, SAVED = mark("Save"), mark("Saved.")
KEPT = mark("What is kept")
KEPT_LINE = mark("A chat is kept only where you ask for it, in your library.")
FORGET_ALL, FORGET_ALL_LINE = (
    mark("Forget everything …"),
    mark("Notes, settings and counts are taken away for good."),
)
FORGET_YES, FORGOTTEN = mark("Yes, forget everything"), mark("Everything that was kept is forgotten.")

DATES = mark("my calendar")
DATES_TITLE = mark("Your own dates")
DATES_LINES = (
    mark(
        "Exams, night shifts, visits: what you know of any days. Give a calendar (.ics) or a list (a CSV file with a "
        "date such as 2025-11-12 in each line). Then see which spells fall on what."
    ),
    mark("It is only read, on this machine, and forgotten when the program stops."),
)
DATES_NONE = mark("No calendar and no list is open.")
DATES_ADD, DATES_READ, DATES_REMOVE = mark("Calendar or list"), mark("Open them"), mark("Put away")
DATES_WHICH = mark("Which spells fall on what")
DATES_NEED_CHAT = mark("Open a chat first, to see which of its spells fall on your dates.")
DATES_NO_FILE = mark("No file was chosen.")
DATES_NO_SPELL = mark("There is no spell to hold them against.")
DATES_ON = (mark("Spell"), mark("Falls on"))
DATES_NOTHING = mark("nothing of yours")
DATES_WRONG_KIND = mark("A calendar ends with .ics, a list with .csv.")

PEOPLE_SEARCH, PEOPLE_FIND, PEOPLE_ALL = mark("Search people"), mark("Search"), mark("Show everybody")
PEOPLE_SORT = mark("In order of")
PEOPLE_SORTS = (("found", mark("what was found")), ("messages", mark("messages")), ("name", mark("name")))
PEOPLE_HEAD = (mark("Name"), mark("Messages"), mark("What was found"))
PEOPLE_CSV, PEOPLE_CSV_LINE = mark("Save as a table (CSV)"), mark("with names, for a spreadsheet of your own")
PEOPLE_NOBODY = mark("Nobody but you writes in this chat.")
PEOPLE_PROGRAMS = mark("Only the app or other programs wrote here.")
PEOPLE_EMPTY = mark("No chat is open yet.")
PEOPLE_LITTLE = mark("too little to say yet")
PEOPLE_FAILED = mark("nothing can be said: a calculation failed")
PEOPLE_UNREAD = mark("nothing is said, for part of the chat could not be read")
PEOPLE_EVERYBODY = mark("Everybody who writes in it")
PEOPLE_UNSEEN = mark("not looked at")


def zone_unset(name: str) -> str:
    """Name of the choice of no zone, which takes the zone that the program was started in."""
    return translate("{zone} (this computer)", zone=name)


def kept_in(place: str) -> str:
    """Sentence on where the file with the owner's data is."""
    return translate("It is kept in {place}, which only you can read.", place=place)


def kept_looks(number: int) -> str:
    """How many chats are known to have been looked at."""
    return translate_plural(
        "When you looked at {number} chat in the last month (not its messages).",
        "When you looked at {number} chats in the last month (not their messages).",
        number,
    )


def note_about(name: str, first: date, last: date) -> str:
    """Line above a note in the list: whom and which days it is about."""
    return f"{name}, {format_days(first, last)}"


def nobody_called(words: str) -> str:
    """Answer to a search for people that has no hits."""
    return translate("Nobody here is called {words}.", words=words)


def people_found(number: int, of: int) -> str:
    """How many of all people are listed."""
    if number == of:
        return format_count(of, "person")
    return translate_plural("{listed} of {number} person", "{listed} of {number} people", of, listed=number)


def people_unseen(number: int, analysed_count: int) -> str:
    """How many people were not looked at."""
    return translate_plural(
        "The {looked} who wrote most were looked at; {number} more person wrote less and was not.",
        "The {looked} who wrote most were looked at; {number} more people wrote less and were not.",
        number,
        looked=analysed_count,
    )


STOPPED = mark("The last page was closed, so it stopped.")
