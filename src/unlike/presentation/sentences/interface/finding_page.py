"""Words of a finding's page: the days before, how earlier spells ended, what to ask, what to note."""

from __future__ import annotations

from datetime import date

from unlike.i18n import mark, translate, translate_plural
from unlike.presentation.model import Subject
from unlike.presentation.sentences.findings.spell_ending_text import spell_ending_sentence
from unlike.presentation.sentences.formatting.date_format import day_count, format_day
from unlike.presentation.sentences.formatting.number_format import format_count, short_number
from unlike.results import Spell, SpellEnding

BACK = mark("Looking back")
BEFORE, RESTS_ON = mark("The days before"), mark("The messages it rests on")
HABIT, THEN, THEN_DAYS, USUALLY = mark("Habit"), mark("In it"), mark("Then"), mark("Usual")
IN_NUMBERS, HABITS = mark("In numbers"), mark("Habit by habit")
MENTIONS, ONLY_HERE, ENDED = mark("What was mentioned"), mark("Only here?"), mark("How earlier ones ended")
ASK, WEIGHING = mark("What to ask"), mark("Does this look like earlier times that passed?")
BOLD_CHANGED = mark("Those in bold changed; the others are within the usual.")
USUAL_AROUND = mark("Usual is counted in up to 45 days before it and as many after it, without other spells.")
USUAL_BEFORE = mark("Usual is counted in up to 45 days before it, without other spells.")
BOLD_OUTSIDE = mark("What is bold is outside of it.")
OUTSIDE = mark("outside the usual")
NO_EARLIER = mark("No earlier spell with these changes was found, so there is nothing to look back at.")
NO_OTHER_CHAT = mark("Only this chat with them is open. Another one may tell whether it was so elsewhere.")
ASKED = mark("You have asked before")
NONE_ASKED = mark("No earlier question of yours was found after which they wrote as usual within two days.")
READ_THERE = mark("Read it there")

NOTE = mark("It turned out to be …")
NOTE_LINE = mark("In your words, if you know it by now. It is shown here, and again whenever such a spell comes back.")
NOTE_PLACE = mark("It stays on this machine, in a file that only you can read.")
KEEP_NOTE = mark("Save note")
NOTED = mark("Your note")
NOTE_EMPTY = mark("A note is a few words; nothing was written.")


def note_too_long(most: int) -> str:
    """Answer to a note that is longer than what is kept."""
    return translate("A note has at most {most} letters; this one was not kept.", most=most)


def note_written(written_on: date) -> str:
    """Line under a note: when it was written."""
    return translate("noted on {day}", day=format_day(written_on))


def usual_base(stretches: int) -> str:
    """Sentence on what the usual range of the numbers rests on."""
    return translate_plural(
        "Usual is the range of 9 in 10 of {number} other stretch of as many days.",
        "Usual is the range of 9 in 10 of {number} other stretches of as many days.",
        stretches,
    )


def messages_of(name: str) -> str:
    """Label of a row: how many messages somebody wrote."""
    return translate("messages of {name}", name=name)


def words_of(name: str) -> str:
    """Label of a row: how many words a message of somebody has."""
    return translate("words in a message of {name}", name=name)


YOURS = (mark("your messages"), mark("words in a message of yours"))
NOTHING = mark("none")


def volume_text(number: float | None) -> str:
    """A number of the days before; "none" where there is none."""
    return translate(NOTHING) if number is None else short_number(number)


def earlier_ended(spell: Spell, ended: SpellEnding | None, subject: Subject) -> str:
    """E.g. "3 days. The next day Rosa wrote as usual again. You wrote first that day."."""
    lasted = format_count(day_count(spell.first, spell.last), "day")
    after = spell_ending_sentence(ended, subject) if ended else translate("No usual day was found after it.")
    return f"{lasted}. {after}"


def more_earlier(number: int) -> str:
    """How many earlier spells are folded away."""
    return translate_plural("{number} earlier one", "{number} earlier ones", number)


def more_habits(number: int) -> str:
    """How many signals are folded away."""
    return translate_plural("{number} more habit", "{number} more habits", number)


def more_lines(number: int) -> str:
    """How many messages are folded away."""
    return translate_plural("{number} more message", "{number} more messages", number)


def all_passed(passed: int, of: int) -> str:
    """How many of the earlier spells passed."""
    if of == 1:
        return (
            translate("The one earlier spell with some of the same changes passed.")
            if passed
            else translate("After the one earlier spell with some of the same changes no usual day was found.")
        )
    if passed == of:
        return translate_plural(
            "All {number} earlier spell with some of the same changes passed.",
            "All {number} earlier spells with some of the same changes passed.",
            of,
        )
    return translate_plural(
        "{passed} of {number} earlier spell with some of the same changes passed.",
        "{passed} of {number} earlier spells with some of the same changes passed.",
        of,
        passed=passed,
    )
