"""Words of the upload of exports, and of the wait while they are read."""

from __future__ import annotations

from babel.numbers import format_decimal

from unlike.i18n import current_language, mark, translate, translate_plural

DROP = mark("Drop exports anywhere on this page")
HANDING = mark("Handing over: {share}%")
NOT_HANDED = mark("The files could not be handed over. The program may have stopped; start it again.")
BESIDE = mark("Keep what is open, and look at them together")
BESIDE_LINE = mark(
    "The same person in another chat can tell whether something is only here. Without it, they replace what is open."
)
WAIT = mark("Reading")
WAIT_LINE = mark(
    "An ordinary chat takes a few seconds, one of many years and people longer. This page goes on by itself."
)
KNOWN = mark("Known already")
KNOWN_LINE = mark("What the days before say is still being looked for.")
STARTING = mark("Looking into the export")


STEPS = (
    mark("Counting habits, message by message"),
    mark("Comparing days with each other"),
    mark("Looking for what the two of you share"),
    mark("Looking for what was mentioned, and when"),
)


def with_others_unread(problem: str, other_count: int) -> str:
    """The problem of one file, and that those that were handed over with it were not read; how they can be."""
    if other_count < 1:
        return problem
    unread = translate_plural(
        "The other file was not read: choose it again by itself.",
        "The other {number} files were not read: choose them again without this one.",
        other_count,
    )
    return f"{problem} {unread}"


def messages_read_line(messages: int) -> str:
    """Sentence on what is known as soon as an export is read."""
    return translate_plural("{number} message was read.", "{number} messages were read.", messages)


def bytes_read_line(bytes_done: int, bytes_total: int) -> str:
    """How many bytes are read."""
    return translate("Read {done} of {whole}", done=_size_text(bytes_done), whole=_size_text(bytes_total))


def people_analysed_line(people_done: int, people: int) -> str:
    """How many people are analysed, after the reading."""
    if not people_done:
        return translate_plural("Looking at {number} person", "Looking at {number} people", people)
    return translate_plural(
        "Looking at {number} person, {done} done", "Looking at {number} people, {done} done", people, done=people_done
    )


def more_names(number: int) -> str:
    """How many names are folded away."""
    return translate_plural("{number} more name", "{number} more names", number)


def _size_text(size: int) -> str:
    """E.g. "40 kB", "1.2 MB"."""
    unit, number, pattern = ("MB", size / 1e6, "#,##0.0" if size < 1e8 else "#,##0")
    if size < 999_500:
        unit, number, pattern = "kB", size / 1e3, "#,##0"
    return f"{format_decimal(number, format=pattern, locale=current_language().locale)} {unit}"
