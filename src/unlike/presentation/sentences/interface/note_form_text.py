"""Words of the owner's notes on the page: writing one about any days, changing it, taking it back."""

from __future__ import annotations

from datetime import date

from unlike.i18n import mark, translate
from unlike.presentation.sentences.formatting.date_format import day_of_week

NOTES_TITLE = mark("Your notes")
NOTES_LINE = mark(
    "What you know of any days. It stands in the chat on those days, and beside spells that have one of them."
)
NO_NOTES = mark("There are no notes yet.")
NEED_CHAT = mark("Open a chat first, to write a note about some of its days.")
WRITE = mark("Write a note")
ABOUT, FIRST, LAST = mark("About"), mark("From"), mark("until (empty for one day)")
TEXT = mark("Your words")
SAVE, CHANGE, DELETE = mark("Save note"), mark("Change note"), mark("Delete note")
UNDO = mark("Undo")
SAVED, CHANGED = mark("Note saved."), mark("Note changed.")
DELETED, RESTORED = mark("Note deleted."), mark("The note is back.")
DAYS_WRONG = mark("A note needs a day, and its last day is not before its first. Nothing was saved.")
NOBODY_CHOSEN = mark("Choose whom the note is about. Nothing was saved.")
GONE = mark("This note is no longer there; nothing was changed.")
NOTE = mark("note")


def note_on(calendar_day: date) -> str:
    """Name of the link at a day of the chat."""
    return translate("Note on {day}", day=day_of_week(calendar_day))


def see_notes(number: int) -> str:
    """Link of the settings to the notes."""
    return translate("Your notes ({number})", number=number)
