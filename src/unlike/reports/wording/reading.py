"""What was read, how surely anything is told, and the only advice."""

from __future__ import annotations

from unlike.findings import Again, ConversationFindings, Findings
from unlike.reports.plain import harmless, short_name
from unlike.reports.wording.dates import day, day_of, days
from unlike.reports.wording.numbers import count, grouped, in_words
from unlike.reports.wording.passage import Mark, Passage, Voice

_TIMES = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def head(conversation: ConversationFindings) -> str:
    """E.g. "Rosa with you · 41,208 messages · 4 Sep 2023 – 12 Nov 2025"."""
    parts = [_whose(conversation), count(conversation.messages, "message")]
    if conversation.first and conversation.last:
        parts.append(days(day_of(conversation.first), day_of(conversation.last)))
    return " · ".join(parts)


def read_line(conversation: ConversationFindings) -> str:
    """What became of every line of the export."""
    left = len(conversation.skipped)
    counts = (
        count(conversation.messages, "message"),
        *((count(conversation.system, "system line"),) if conversation.system else ()),
        f"{count(left, 'piece')} left over" if left else "nothing left over",
    )
    return f"Read: {', '.join(counts)}."


def skipped_line(conversation: ConversationFindings) -> str | None:
    """A warning where something could not be read: where the first is, and why."""
    if not conversation.skipped:
        return None
    ref, why = conversation.skipped[0]
    rest = len(conversation.skipped) - 1
    more = f"; {grouped(rest)} more, listed with --all" if rest else ""
    return f"Could not be read: {harmless(ref)} ({harmless(why)}){more}."


def skipped_lines(conversation: ConversationFindings) -> tuple[str, ...]:
    """All that could not be read."""
    return tuple(f"Could not be read: {harmless(ref)} ({harmless(why)})." for ref, why in conversation.skipped)


def note_lines(conversation: ConversationFindings) -> tuple[str, ...]:
    """The reader's own sentences."""
    notes = (harmless(note) for note in conversation.notes)
    return tuple(note if note.endswith((".", "!", "?")) else f"{note}." for note in notes if note)


def again_passage(again: Again) -> Passage:
    """The same chat, looked at again and again: said once, gently."""
    many = again.times >= len(_TIMES)
    which = f"one of {grouped(again.times)} looks" if many else f"the {_TIMES[again.times]} look"
    return Passage(
        mark=Mark.QUIET,
        headline=f"Nothing new is in this chat since you looked on {day(again.since)}.",
        lines=(f"This is {which} within a week. It says the same each time; there is no hurry.",),
    )


def zone_line(findings: Findings, *, assumed: bool) -> str:
    """Which zone the times are in, and how to say another."""
    why = " (this machine's zone)" if assumed else ""
    return f"Times: {harmless(findings.zone)}{why}."


def rate_line(findings: Findings) -> str:
    """How many spells chance alone shows."""
    rate = findings.false_spells_a_year
    if rate <= 0:
        return "Shown by chance: no such spell in a history in which nothing happens."
    if rate < 0.75:
        often = f"at most one such spell in {in_words(round(1 / rate))} years"
    else:
        often = f"up to {in_words(max(1, round(rate)))} such {'spell' if round(rate) <= 1 else 'spells'} a year"
    return f"Shown by chance: {often} in which nothing happens."


def many_line(people: int) -> str:
    """More people looked at, more that stands out."""
    return (
        f"{in_words(people).capitalize()} people are shown: among more people, more stands out by chance alone. "
        "So few are called unlike themselves now that at most one in ten of them would be by chance."
    )


def ask(voice: Voice) -> Passage:
    """The only advice there is."""
    return Passage(
        mark=Mark.ASK,
        headline=f"Only {voice.name} knows why. You could ask, kindly; no answer is all right too.",
    )


def ask_several(shown: int) -> Passage:
    """The only advice there is, in a group."""
    return Passage(
        mark=Mark.ASK,
        headline="Only they know why. You could ask, kindly; no answer is all right too.",
        lines=(many_line(shown),) if shown > 1 else (),
    )


def _whose(conversation: ConversationFindings) -> str:
    """The two of you, or a group by its title."""
    if conversation.group or len(conversation.people) != 1:
        title = short_name(conversation.title)
        others = len(conversation.people)
        return f"{title} · {count(others, 'person')} and you" if others > 1 else title
    return f"{short_name(conversation.people[0].name)} with you"
