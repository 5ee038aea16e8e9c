"""Looking back at a finding: the days before beside the usual, how earlier ones ended, what to ask, what to note."""

from __future__ import annotations

from datetime import date

from unlike.findings import Ended, Spell
from unlike.reports.wording.dates import day, days, length
from unlike.reports.wording.numbers import between, brief, count, grouped
from unlike.reports.wording.passage import Voice

BACK = "Looking back"
BEFORE, RESTS_ON = "The days before", "The messages it rests on"
HABIT, THEN, THEN_DAYS, USUALLY = "Habit", "In it", "Then", "Usual"
IN_NUMBERS, HABITS = "In numbers", "Habit by habit"
MENTIONS, ONLY_HERE, ENDED = "What was mentioned", "Only here?", "How earlier ones ended"
ASK, WEIGHING = "What to ask", "For and against an ordinary spell"
BOLD_CHANGED = "Those in bold changed; the others are within the usual."
BOLD_OUTSIDE = "What is in bold is outside of it."
OUTSIDE = "outside the usual"
NO_EARLIER = "No earlier spell with these changes was found, so there is nothing to look back at."
NO_OTHER_CHAT = "Only this chat with them is open. Another one may tell whether it was so elsewhere."
ASKED = "You have asked before"
NONE_ASKED = "No earlier question of yours was found that was answered warmly within two days."
READ_THERE = "Read it there"

NOTE = "It turned out to be …"
NOTE_LINE = "In your words, if you know it by now. It is shown here, and again whenever such a spell comes back."
NOTE_PLACE = "It stays on this machine, in a file that only you can read."
KEEP_NOTE, FORGET_NOTE = "Keep it", "Forget it"
NOTED = "Your note"
NOTE_EMPTY = "A note is a few words; nothing was written."
NOTE_KEPT, NOTE_FORGOTTEN = "Kept.", "Forgotten."


def note_too_long(most: int) -> str:
    """A note beyond what is kept."""
    return f"A note has at most {most:,} letters; this one was not kept."


def note_written(when: date) -> str:
    """Under a note."""
    return f"noted on {day(when)}"


def before_days(first: date, last: date) -> str:
    """The head of the column of the days before."""
    return f"{days(first, last)}"


def usual_base(stretches: int) -> str:
    """What the usual rests on."""
    return f"Usual is where nine in ten of {grouped(stretches)} other stretches of as many days lie."


def messages_of(name: str) -> str:
    """A row of the numbers."""
    return f"messages of {name}"


def words_of(name: str) -> str:
    """A row of the numbers."""
    return f"words in a message of {name}"


YOURS = ("your messages", "words in a message of yours")
NOTHING = "none"


def usually(low: float, high: float) -> str:
    """Where nine in ten lie."""
    return between(low, high)


def there(number: float | None) -> str:
    """A number of the days before."""
    return NOTHING if number is None else brief(number)


def earlier_ended(spell: Spell, ended: Ended | None, voice: Voice) -> str:
    """E.g. "3 days; 1 day later Rosa wrote as usual again, and you wrote first that day."."""
    lasted = count(length(spell.first, spell.last), "day")
    if ended is None:
        return f"{lasted}; no usual day was found after it."
    if ended.days <= 1:
        return f"{lasted}; the next day {voice.name} wrote as usual again, and {voice.who(ended.who)} wrote first."
    later = count(ended.days, "day")
    return f"{lasted}; {later} later {voice.name} wrote as usual again, and {voice.who(ended.who)} wrote first."


def more_earlier(number: int) -> str:
    """Earlier spells beyond those that are shown at first."""
    return f"{count(number, 'earlier one')}"


def more_habits(number: int) -> str:
    """Habits beyond those that are shown at first."""
    return f"{count(number, 'more habit')}"


def more_lines(number: int) -> str:
    """Messages beyond those that are shown at first."""
    return f"{count(number, 'more message')}"


def all_passed(passed: int, of: int) -> str:
    """How many of the earlier ones passed."""
    if of == 1:
        return (
            "The one earlier spell with some of the same changes passed."
            if passed
            else ("After the one earlier spell with some of the same changes no usual day was found.")
        )
    if passed == of:
        return f"All {of:,} earlier spells with some of the same changes passed."
    return f"{passed:,} of {of:,} earlier spells with some of the same changes passed."
