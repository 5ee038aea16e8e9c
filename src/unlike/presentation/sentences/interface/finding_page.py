"""Looking back at a finding: the days before beside the usual, how earlier ones ended, what to ask, what to note."""

from __future__ import annotations

from datetime import date

from unlike.i18n import phrase, say, say_many
from unlike.presentation.model import Voice
from unlike.presentation.sentences.findings.spell_ending_text import ended_line
from unlike.presentation.sentences.formatting.date_format import day, length
from unlike.presentation.sentences.formatting.number_format import brief, count
from unlike.results import Ended, Spell

BACK = phrase("Looking back")
BEFORE, RESTS_ON = phrase("The days before"), phrase("The messages it rests on")
HABIT, THEN, THEN_DAYS, USUALLY = phrase("Habit"), phrase("In it"), phrase("Then"), phrase("Usual")
IN_NUMBERS, HABITS = phrase("In numbers"), phrase("Habit by habit")
MENTIONS, ONLY_HERE, ENDED = phrase("What was mentioned"), phrase("Only here?"), phrase("How earlier ones ended")
ASK, WEIGHING = phrase("What to ask"), phrase("For and against an ordinary spell")
BOLD_CHANGED = phrase("Those in bold changed; the others are within the usual.")
BOLD_OUTSIDE = phrase("What is in bold is outside of it.")
OUTSIDE = phrase("outside the usual")
NO_EARLIER = phrase("No earlier spell with these changes was found, so there is nothing to look back at.")
NO_OTHER_CHAT = phrase("Only this chat with them is open. Another one may tell whether it was so elsewhere.")
ASKED = phrase("You have asked before")
NONE_ASKED = phrase("No earlier question of yours was found that was answered warmly within two days.")
READ_THERE = phrase("Read it there")

NOTE = phrase("It turned out to be …")
NOTE_LINE = phrase(
    "In your words, if you know it by now. It is shown here, and again whenever such a spell comes back."
)
NOTE_PLACE = phrase("It stays on this machine, in a file that only you can read.")
KEEP_NOTE, FORGET_NOTE = phrase("Keep it"), phrase("Forget it")
NOTED = phrase("Your note")
NOTE_EMPTY = phrase("A note is a few words; nothing was written.")
NOTE_KEPT, NOTE_FORGOTTEN = phrase("Kept."), phrase("Forgotten.")


def note_too_long(most: int) -> str:
    """A note beyond what is kept."""
    return say("A note has at most {most} letters; this one was not kept.", most=most)


def note_written(when: date) -> str:
    """Under a note."""
    return say("noted on {day}", day=day(when))


def usual_base(stretches: int) -> str:
    """What the usual rests on."""
    return say_many(
        "Usual is where nine in ten of {number} other stretch of as many days lie.",
        "Usual is where nine in ten of {number} other stretches of as many days lie.",
        stretches,
    )


def messages_of(name: str) -> str:
    """A row of the numbers."""
    return say("messages of {name}", name=name)


def words_of(name: str) -> str:
    """A row of the numbers."""
    return say("words in a message of {name}", name=name)


YOURS = (phrase("your messages"), phrase("words in a message of yours"))
NOTHING = phrase("none")


def there(number: float | None) -> str:
    """A number of the days before."""
    return say(NOTHING) if number is None else brief(number)


def earlier_ended(spell: Spell, ended: Ended | None, voice: Voice) -> str:
    """E.g. "3 days. The next day Rosa wrote as usual again. You wrote first that day."."""
    lasted = count(length(spell.first, spell.last), "day")
    after = ended_line(ended, voice) if ended else say("No usual day was found after it.")
    return f"{lasted}. {after}"


def more_earlier(number: int) -> str:
    """Earlier spells beyond those that are shown at first."""
    return say_many("{number} earlier one", "{number} earlier ones", number)


def more_habits(number: int) -> str:
    """Habits beyond those that are shown at first."""
    return say_many("{number} more habit", "{number} more habits", number)


def more_lines(number: int) -> str:
    """Messages beyond those that are shown at first."""
    return say_many("{number} more message", "{number} more messages", number)


def all_passed(passed: int, of: int) -> str:
    """How many of the earlier ones passed."""
    if of == 1:
        return (
            say("The one earlier spell with some of the same changes passed.")
            if passed
            else say("After the one earlier spell with some of the same changes no usual day was found.")
        )
    if passed == of:
        return say_many(
            "All {number} earlier spell with some of the same changes passed.",
            "All {number} earlier spells with some of the same changes passed.",
            of,
        )
    return say_many(
        "{passed} of {number} earlier spell with some of the same changes passed.",
        "{passed} of {number} earlier spells with some of the same changes passed.",
        of,
        passed=passed,
    )
